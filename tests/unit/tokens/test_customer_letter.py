from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.tokens.vector_files import assert_refused, vectors
from vault.core.clock import from_seconds
from vault.core.errors import TokenError
from vault.tokens.customer_letter import (
    Feedback,
    Letter,
    Says,
    feedback,
    held_request,
    verify_feedback,
    verify_held_request,
)
from vault.tokens.did_jwk import did_of
from vault.tokens.keys import SigningKey

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
SHOP = "x509_san_dns:shop.example"
HOLDER = SigningKey.generate()
HEAD: dict[str, Any] = {"aud": SHOP, "iat": NOW, "jti": "urn:uuid:1", "nonce": "n" * 43}
LETTER = Letter("urn:uuid:1", did_of(HOLDER.public), HOLDER.public, NOW, "n" * 43)


def open_vector(case: dict[str, Any]) -> Letter:
    expected = {"aud": case["aud"], "now": from_seconds(case["now"])}
    if case["kind"] == "held":
        return verify_held_request(case["letter"], **expected)
    return verify_feedback(case["letter"], **expected).letter


@pytest.mark.parametrize("case", vectors("customer_letter.json"))
def test_vector(case: dict[str, Any]) -> None:
    if case["reason"] is None:
        assert open_vector(case).nonce == case["nonce"]
    else:
        with pytest.raises(TokenError) as refusal:
            open_vector(case)
        assert_refused(refusal.value, case)


def test_a_question_reads_as_it_was_written() -> None:
    assert verify_held_request(held_request(HOLDER, **HEAD), aud=SHOP, now=NOW) == LETTER


@given(
    st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), min_size=1, max_size=64), st.sampled_from(Says)
)
def test_feedback_reads_as_it_was_written(about: str, says: Says) -> None:
    text = feedback(HOLDER, **HEAD, about=about, says=says)
    assert verify_feedback(text, aud=SHOP, now=NOW) == Feedback(LETTER, about, says)
