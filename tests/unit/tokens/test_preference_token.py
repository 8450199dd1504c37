from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from vault.core.errors import TokenError
from vault.tokens import preference_token
from vault.tokens.did_jwk import did_of
from vault.tokens.keys import SigningKey
from vault.tokens.preference_token import TokenClaims, check_now, issue

MOMENT = datetime(2026, 11, 24, 12, 34, 56, tzinfo=UTC)
HOUR = datetime(2026, 11, 24, 12, tzinfo=UTC)
SHOP = "x509_san_dns:shop.example"
KEY = SigningKey.generate()
CLAIMS = TokenClaims(
    jti="urn:uuid:0b1c6a4e-3f0d-4f6e-9a57-1f6f0c2f7f01",
    consent="urn:uuid:7f0e8f1d-6f37-4ab0-8f5c-2b1f6f5b9a02",
    item=3,
    aud=SHOP,
    iat=MOMENT,
    exp=MOMENT + timedelta(days=30),
    terms="A" * 43,
)
VALUE = {"value": "43", "precision": "exact"}
CHANGES: list[dict[str, Any]] = [
    {},
    {"keep": "session", "exp": MOMENT + timedelta(days=1)},
    {"keep": "session", "exp": MOMENT + timedelta(days=1), "subject": "other"},
    {"objection": True, "exp": MOMENT + timedelta(days=1826)},
    {"terms": None, "item": None},
    {"status": ("https://status.example/lists/7", 51837)},
]


@pytest.mark.parametrize("changes", CHANGES)
def test_the_signed_part_alone_proves_the_claims(changes: dict[str, Any]) -> None:
    claims = replace(CLAIMS, **changes)
    token = issue(claims, "clothing.shoe_size", VALUE, KEY, bytes(16))
    found = preference_token.verify(token.jwt, aud=SHOP)
    assert found.claims == replace(claims, iat=HOUR, exp=claims.exp.replace(minute=0, second=0))
    assert found.holder == KEY.public
    assert found.did == did_of(KEY.public)
    assert [len(each) for each in found.digests] == [43]


def test_times_are_rounded_down_to_the_hour() -> None:
    found = preference_token.verify(issue(CLAIMS, "a.b", VALUE, KEY, bytes(16)).jwt, aud=SHOP).claims
    assert found.iat == HOUR
    assert found.exp == HOUR + timedelta(days=30)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"exp": MOMENT}, "times_out_of_order"),
        ({"exp": MOMENT + timedelta(days=367)}, "lifetime_too_long"),
        ({"item": None}, "terms_and_item_differ"),
        ({"jti": "1"}, "claim_malformed"),
        ({"consent": CLAIMS.jti.upper()}, "claim_malformed"),
        ({"terms": "A" * 42 + "B"}, "base64_malformed"),
        ({"aud": "a" * 513}, "claim_malformed"),
        ({"item": 1000}, "claim_malformed"),
        ({"subject": "other"}, "claims_conflict"),
        ({"status": ("http://status.example/lists/7", 1)}, "status_malformed"),
        ({"iat": datetime(1969, 12, 31, tzinfo=UTC), "exp": datetime(1970, 1, 2, tzinfo=UTC)}, "time_out_of_range"),
    ],
)
def test_nothing_is_issued_that_would_be_refused(changes: dict[str, Any], reason: str) -> None:
    claims = replace(CLAIMS, **changes)
    with pytest.raises(TokenError, match=reason):
        issue(claims, "clothing.shoe_size", VALUE, KEY, bytes(16))


@pytest.mark.parametrize("size", [0, 15, 17])
def test_a_salt_has_128_bits(size: int) -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        issue(CLAIMS, "clothing.shoe_size", VALUE, KEY, bytes(size))


def test_a_token_holds_until_its_end() -> None:
    check_now(CLAIMS, CLAIMS.exp - timedelta(seconds=1))
    with pytest.raises(TokenError, match="expired"):
        check_now(CLAIMS, CLAIMS.exp)


def test_a_token_holds_from_its_beginning_give_or_take_the_skew() -> None:
    check_now(CLAIMS, CLAIMS.iat - timedelta(minutes=5))
    with pytest.raises(TokenError, match="issued_in_future"):
        check_now(CLAIMS, CLAIMS.iat - timedelta(minutes=5, seconds=1))


def test_a_value_does_not_show() -> None:
    token = issue(CLAIMS, "clothing.shoe_size", VALUE, KEY, bytes(16))
    assert token.disclosure not in repr(token)
    assert token.jwt not in repr(token)
