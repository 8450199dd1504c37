"""``@owf/token-status-list`` and ``@sd-jwt/sd-jwt-vc``: they read our lists, and we read theirs."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from tests.interop.bridge import Bridge, TheirError
from vault.core.clock import to_seconds
from vault.core.errors import TokenError
from vault.core.strict_json import b64url
from vault.tokens.keys import SigningKey
from vault.tokens.preference_token import TokenClaims, issue
from vault.tokens.presentation import present
from vault.tokens.status_list import ENTRIES, encode, status_list_token, verify_status_list

URI = "https://status.example/lists/7"
STOPPED = (0, 1993, 51837, ENTRIES - 1)
CLIENT, NONCE = "x509_san_dns:shop.example", "n" * 43
HOST = SigningKey.generate()


@pytest.fixture(scope="module")
def other() -> Iterator[Bridge]:
    with Bridge() as bridge:
        yield bridge


def our_list(key: SigningKey = HOST) -> str:
    bits = bytearray(ENTRIES // 8)
    for place in STOPPED:
        bits[place >> 3] |= 1 << (place & 7)
    now = datetime.now(UTC)
    return status_list_token(key, uri=URI, lst=encode(bits), iat=now, exp=now + timedelta(days=1), ttl=300)


def our_token(index: int) -> str:
    now, key = datetime.now(UTC), SigningKey.generate()
    ids = [f"urn:uuid:00000000-0000-4000-8000-{secrets.randbelow(10**12):012}" for _ in range(2)]
    claims = TokenClaims(ids[0], ids[1], 0, CLIENT, now, now + timedelta(days=90), "A" * 43, status=(URI, index))
    token = issue(claims, "clothing.shoe_size", {"value": "43", "precision": "exact"}, key, secrets.token_bytes(16))
    return present(token, key, client_id=CLIENT, nonce=NONCE, now=now, terms_hash="A" * 43)


def test_they_read_our_list(other: Bridge) -> None:
    places = [*STOPPED, 1, 1992, 1994, ENTRIES - 2]
    found = other.do("readList", list=our_list(), key=HOST.public.jwk(), places=places)
    assert found == {"bits": 1, "size": ENTRIES, "statuses": [1, 1, 1, 1, 0, 0, 0, 0]}


def test_we_read_their_list(other: Bridge) -> None:
    now = datetime.now(UTC)
    payload = {
        "iss": "https://status.example",
        "sub": URI,
        "iat": to_seconds(now),
        "exp": to_seconds(now) + 3600,
        "ttl": 300,
    }
    key = {**HOST.public.jwk(), "d": b64url(HOST.private_bytes())}
    kid = HOST.public.thumbprint()
    made = other.do("makeList", size=ENTRIES, stopped=STOPPED, payload=payload, kid=kid, key=key)
    found = verify_status_list(made["list"], keys={kid: HOST.public}, uri=URI, now=now)
    assert [place for place in range(ENTRIES) if found.statuses.status(place)] == list(STOPPED)


def test_we_refuse_their_list_of_another_size(other: Bridge) -> None:
    now = datetime.now(UTC)
    payload = {"iss": "https://status.example", "sub": URI, "iat": to_seconds(now), "ttl": 300}
    key = {**HOST.public.jwk(), "d": b64url(HOST.private_bytes())}
    kid = HOST.public.thumbprint()
    made = other.do(
        "makeList", size=1024, stopped=[1], payload={**payload, "exp": to_seconds(now) + 9}, kid=kid, key=key
    )
    with pytest.raises(TokenError, match="status_list_malformed"):
        verify_status_list(made["list"], keys={kid: HOST.public}, uri=URI, now=now)


def test_their_verifier_takes_our_token_until_its_place_is_stopped(other: Bridge) -> None:
    given = {"nonce": NONCE, "list": our_list(), "key": HOST.public.jwk()}
    assert other.do("verifyWithList", presentation=our_token(51836), **given) == {"asked": URI}
    with pytest.raises(TheirError, match="Status is not valid"):
        other.do("verifyWithList", presentation=our_token(51837), **given)


def test_their_verifier_refuses_a_list_of_another_key(other: Bridge) -> None:
    strange = our_list(SigningKey.generate())
    with pytest.raises(TheirError, match="verification failed"):
        other.do("verifyWithList", presentation=our_token(1), nonce=NONCE, list=strange, key=HOST.public.jwk())
