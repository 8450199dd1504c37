from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.tokens.vector_files import assert_refused, vectors
from vault.core.clock import from_seconds
from vault.core.errors import TokenError
from vault.core.value import Precision
from vault.tokens.did_jwk import did_of
from vault.tokens.holding_statement import (
    HoldingStatement,
    Incident,
    StatedItem,
    holding_statement,
    verify_holding_statement,
)
from vault.tokens.keys import SigningKey, VerifyingKey

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
SHOP = "x509_san_dns:shop.example"
HOLDER = SigningKey.generate()
SIGNER = SigningKey.generate()
WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), min_size=1, max_size=120)
STEPS = st.sampled_from([Precision.EXACT, Precision.RANGE, Precision.CATEGORY])
USED = st.none() | st.just(NOW - timedelta(days=1))
ITEMS = st.lists(
    st.builds(StatedItem, st.uuids().map(str), st.just("media.sports"), STEPS, st.just(NOW), USED),
    max_size=5,
    unique_by=lambda item: item.jti,
)
INCIDENTS = st.lists(st.builds(Incident, st.just(NOW), st.just(("a", "b")), WORDS, WORDS), max_size=3)


def open_vector(case: dict[str, Any]) -> HoldingStatement:
    return verify_holding_statement(
        case["statement"],
        keys={kid: VerifyingKey.from_jwk(jwk) for kid, jwk in case["keys"].items()},
        iss=case["iss"],
        sub=case["sub"],
        nonce=case["nonce"],
        now=from_seconds(case["now"]),
    )


@pytest.mark.parametrize("case", vectors("holding_statement.json"))
def test_vector(case: dict[str, Any]) -> None:
    if case["reason"] is None:
        assert open_vector(case).did == case["sub"]
    else:
        with pytest.raises(TokenError) as refusal:
            open_vector(case)
        assert_refused(refusal.value, case)


@given(ITEMS, INCIDENTS)
def test_a_statement_reads_as_it_was_written(items: list[StatedItem], incidents: list[Incident]) -> None:
    statement = HoldingStatement(did_of(HOLDER.public), NOW, "n" * 43, tuple(items), tuple(incidents))
    text = holding_statement(SIGNER, "1", SHOP, statement)
    keys = {"1": SIGNER.public}
    read = verify_holding_statement(text, keys=keys, iss=SHOP, sub=statement.did, nonce="n" * 43, now=NOW)
    assert read == statement
