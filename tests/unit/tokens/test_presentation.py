from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.tokens.vector_files import assert_refused, vectors
from vault.core.clock import from_seconds
from vault.core.errors import TokenError
from vault.tokens.did_jwk import did_of
from vault.tokens.keys import SigningKey
from vault.tokens.preference_token import TokenClaims, issue
from vault.tokens.presentation import VerifiedPresentation, present, verify_presentation

NOW = datetime(2026, 11, 24, 12, 10, tzinfo=UTC)
HOUR = NOW.replace(minute=0)
WINDOW = (NOW - timedelta(minutes=1), NOW + timedelta(minutes=9))
SHOP = "x509_san_dns:shop.example"
TERMS = "A" * 43
KEY = SigningKey.generate()
CLAIMS = TokenClaims(
    jti="urn:uuid:0b1c6a4e-3f0d-4f6e-9a57-1f6f0c2f7f01",
    consent="urn:uuid:7f0e8f1d-6f37-4ab0-8f5c-2b1f6f5b9a02",
    item=0,
    aud=SHOP,
    iat=HOUR,
    exp=HOUR + timedelta(days=90),
    terms=TERMS,
)
VALUE = {"value": "43", "system": "EU", "precision": "exact"}
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~"

WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60)
VALUES = st.dictionaries(
    st.sampled_from(["value", "min", "max", "system", "unit", "precision"]),
    st.one_of(WORDS, st.booleans(), st.integers(0, 100), st.lists(WORDS, max_size=12)),
    max_size=6,
)


def presented(value: dict[str, Any] = VALUE, claims: TokenClaims = CLAIMS, salt: bytes = bytes(16)) -> str:
    token = issue(claims, "clothing.shoe_size", value, KEY, salt)
    return present(token, KEY, client_id=SHOP, nonce="nonce", now=NOW, terms_hash=TERMS)


def verified(text: str) -> VerifiedPresentation:
    return verify_presentation(
        text, client_id=SHOP, nonce="nonce", now=NOW, window=WINDOW, terms_hash=TERMS, first=True
    )


PRESENTED = presented()
"""One that stays as it is: every signature is another, and what is drawn must not depend on it."""


@pytest.mark.parametrize("case", vectors("presentation.json"))
def test_vector(case: dict[str, Any]) -> None:
    start, end = case["window"]
    inputs = {
        "client_id": case["client_id"],
        "nonce": case["nonce"],
        "now": from_seconds(case["now"]),
        "window": (from_seconds(start), from_seconds(end)),
        "terms_hash": case["terms_hash"],
        "first": case["first"],
    }
    if case["reason"] is None:
        found = verify_presentation(case["presentation"], **inputs)
        assert found.claims.aud == case["client_id"]
        assert "precision" in found.value
    else:
        with pytest.raises(TokenError) as refusal:
            verify_presentation(case["presentation"], **inputs)
        assert_refused(refusal.value, case)


@given(VALUES, st.binary(min_size=16, max_size=16))
def test_what_is_issued_and_presented_is_what_is_read(value: dict[str, Any], salt: bytes) -> None:
    text = presented(value, salt=salt)
    found = verified(text)
    assert found.claims == CLAIMS
    assert found.value == value
    assert found.key == "clothing.shoe_size"
    assert found.holder == KEY.public
    assert found.did == did_of(KEY.public)
    assert found.presented_at == NOW
    assert text.startswith(f"{found.token}~{found.disclosure}~")


def test_a_later_one_of_an_answer_does_not_repeat_the_terms() -> None:
    token = issue(CLAIMS, "clothing.shoe_size", VALUE, KEY, bytes(16))
    text = present(token, KEY, client_id=SHOP, nonce="nonce", now=NOW, terms_hash=None)
    found = verify_presentation(
        text, client_id=SHOP, nonce="nonce", now=NOW, window=WINDOW, terms_hash=TERMS, first=False
    )
    assert found.claims.terms == TERMS
    with pytest.raises(TokenError, match="transaction_data_hashes_missing"):
        verified(text)


@given(st.data())
def test_any_changed_letter_is_refused(data: st.DataObject) -> None:
    text = PRESENTED
    at = data.draw(st.integers(0, len(text) - 1))
    letter = data.draw(st.sampled_from(LETTERS).filter(lambda found: found != text[at]))
    with pytest.raises(TokenError):
        verified(text[:at] + letter + text[at + 1 :])


def test_every_letter_counts() -> None:
    text = presented()
    for at, letter in enumerate(text):
        changed = LETTERS[(LETTERS.index(letter) + 1) % len(LETTERS)]
        with pytest.raises(TokenError):
            verified(text[:at] + changed + text[at + 1 :])


@given(st.text(max_size=400))
def test_no_text_breaks_it(text: str) -> None:
    with pytest.raises(TokenError):
        verified(text)


@given(st.data())
def test_a_part_or_a_longer_text_is_refused(data: st.DataObject) -> None:
    text = presented()
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    for found in (text[:start] + text[end:], text + text[start:end], text + "\n", " " + text):
        with pytest.raises(TokenError):
            verified(found)


def test_what_is_shown_of_it_holds_no_value() -> None:
    shown = repr(verified(presented({"value": "secret size", "precision": "exact"})))
    assert "secret size" not in shown
    assert "clothing.shoe_size" in shown
