"""The figures of the protocol: speed beside bare cryptography and another library, and what two shops can link."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from jwcrypto.jwk import JWK
from sd_jwt.verifier import SDJWTVerifier

from tests.figures.figure import Figure
from tests.figures.unlinkable import measure_links
from tests.interop.answered import answered
from tests.interop.bridge import Bridge
from vault.core.strict_json import unb64url
from vault.tokens.jws import MAX_KID
from vault.tokens.keys import SigningKey
from vault.tokens.preference_token import TokenClaims, issue
from vault.tokens.presentation import present, verify_presentation

ROUNDS = 15
"""Each round times every contestant once, one after the other, so that a busy moment hits them alike."""
COUNT, COUNT_FULL = 60, 300
"""Operations of each contestant in a round."""
BAR = 0.55
TWICE = 2.0

NOW = datetime(2026, 5, 12, 12, 4, tzinfo=UTC)
CLIENT, NONCE, TERMS = "x509_san_dns:shop.example", "n" * 43, "A" * 43
WINDOW = (NOW - timedelta(minutes=1), NOW + timedelta(minutes=9))
KEY = "clothing.shoe_size"
VALUE = {"value": "43", "system": "EU", "precision": "exact"}


def measure(*, full: bool) -> Iterator[Figure]:
    """All figures of the group."""
    yield from _speeds(COUNT_FULL if full else COUNT)
    yield _against_javascript(COUNT_FULL if full else COUNT)
    yield measure_links(full=full)


def _speeds(count: int) -> Iterator[Figure]:
    key, bare_key, es256 = SigningKey.generate(), ec.generate_private_key(ec.SECP256R1()), ec.ECDSA(hashes.SHA256())
    ids = [f"urn:uuid:00000000-0000-4000-8000-{number:012}" for number in (1, 2)]
    claims = TokenClaims(ids[0], ids[1], 0, CLIENT, NOW, NOW + timedelta(days=90), TERMS)

    def made() -> str:
        token = issue(claims, KEY, VALUE, key, secrets.token_bytes(16))
        return present(token, key, client_id=CLIENT, nonce=NONCE, now=NOW, terms_hash=TERMS)

    shown = made()
    data = shown.encode()[:1000]
    signature, public = bare_key.sign(data, es256), bare_key.public_key()

    def their_key(issuer: str, _: object) -> JWK:
        return JWK.from_json(unb64url(issuer.removeprefix("did:jwk:"), max_chars=MAX_KID).decode())

    def verify() -> None:
        verify_presentation(shown, client_id=CLIENT, nonce=NONCE, now=NOW, window=WINDOW, terms_hash=TERMS, first=True)

    def theirs() -> None:
        SDJWTVerifier(shown, their_key, expected_aud=CLIENT, expected_nonce=NONCE).get_verified_payload()

    def two(work: Callable[[], Any]) -> Callable[[], None]:
        def both() -> None:
            work()
            work()

        return both

    took = _rounds(
        count,
        verify=verify,
        bare_verify=two(lambda: public.verify(signature, data, es256)),
        sd_jwt=theirs,
        make=made,
        bare_sign=two(lambda: bare_key.sign(data, es256)),
    )
    how = f"median of {ROUNDS} rounds of {count} each, one after the other, processor time"
    for name, against, ours, bar in (
        ("verify a presentation against two bare verifications", "bare_verify", "verify", BAR),
        ("issue and present a token against two bare signatures", "bare_sign", "make", BAR),
    ):
        ratio = median(before / after for before, after in zip(took[against], took[ours], strict=True))
        yield Figure(name, f"{ratio:.0%}", f"{bar:.0%}", ratio >= bar, how)
    faster = median(before / after for before, after in zip(took["sd_jwt"], took["verify"], strict=True))
    how += "; both read the key from the token's did:jwk, as a shop must: a JWK that sd-jwt is lent would stay loaded"
    yield Figure("verify, times as fast as sd-jwt", f"{faster:.1f}", f"{TWICE:.0f}", faster >= TWICE, how)


def _against_javascript(count: int) -> Figure:
    """The other library runs in a process of its own, so both are measured in turn, in processor time."""
    made = answered(["shoe_size"])
    (text,), asked = made.presentations.values(), made.request
    window = (asked.issued, asked.expires)

    def ours() -> None:
        verify_presentation(
            text,
            client_id=asked.client_id,
            nonce=asked.nonce,
            now=asked.issued + timedelta(minutes=1),
            window=window,
            terms_hash=asked.terms.hash if asked.terms else None,
            first=True,
        )

    ratios = []
    with Bridge() as other:
        for _ in range(ROUNDS):
            theirs = other.do("speed", presentation=text, nonce=asked.nonce, count=count)["milliseconds"]
            ratios.append(theirs / (1000 * _rounds(count, 1, ours=ours)["ours"][0]))
    faster = median(ratios)
    how = f"median of {ROUNDS} rounds of {count} verifications each in turn, processor time; its runtime is warm"
    return Figure("verify, times as fast as @sd-jwt/sd-jwt-vc", f"{faster:.1f}", f"{TWICE:.0f}", faster >= TWICE, how)


def _rounds(count: int, rounds: int = ROUNDS, **contestants: Callable[[], Any]) -> dict[str, list[float]]:
    """Seconds of processor time of each, by round."""
    took: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(rounds):
        for name, work in contestants.items():
            start = time.process_time()
            for _ in range(count):
                work()
            took[name].append(time.process_time() - start)
    return took
