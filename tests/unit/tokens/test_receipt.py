from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.tokens.vector_files import assert_refused, vectors
from vault.core.clock import from_seconds
from vault.core.errors import TokenError
from vault.tokens.did_jwk import did_of
from vault.tokens.keys import SigningKey, VerifyingKey
from vault.tokens.receipt import (
    ConsentReceipt,
    ErasureReceipt,
    Kept,
    PassedOn,
    consent_receipt,
    erasure_receipt,
    stop_code,
    verify_consent_receipt,
    verify_erasure_receipt,
)

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
SHOP = "x509_san_dns:shop.example"
HOLDER = SigningKey.generate()
SIGNER = SigningKey.generate()
WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), min_size=1, max_size=120)


def open_vector(case: dict[str, Any]) -> ConsentReceipt | ErasureReceipt:
    keys = {kid: VerifyingKey.from_jwk(jwk) for kid, jwk in case["keys"].items()}
    expected = {"keys": keys, "iss": case["iss"], "sub": case["sub"], "now": from_seconds(case["now"])}
    if case["kind"] == "consent":
        return verify_consent_receipt(case["receipt"], **expected)
    return verify_erasure_receipt(case["receipt"], **expected, txn=case["txn"], tokens=set(case["tokens"]))


@pytest.mark.parametrize("case", vectors("receipt.json"))
def test_vector(case: dict[str, Any]) -> None:
    if case["reason"] is None:
        assert open_vector(case).did == case["sub"]
    else:
        with pytest.raises(TokenError) as refusal:
            open_vector(case)
        assert_refused(refusal.value, case)


def test_a_consent_receipt_reads_as_it_was_written() -> None:
    receipt = ConsentReceipt(
        jti="urn:uuid:1",
        did=did_of(HOLDER.public),
        iat=NOW,
        consent="urn:uuid:2",
        terms="t" * 43,
        record={"@type": "ConsentRecord", "items": [{"key": "clothing.shoe_size"}]},
        stop_code=stop_code(HOLDER.public),
    )
    text = consent_receipt(SIGNER, "1", SHOP, receipt)
    read = verify_consent_receipt(text, keys={"1": SIGNER.public}, iss=SHOP, sub=receipt.did, now=NOW)
    assert read == receipt


@given(st.lists(st.builds(PassedOn, WORDS, st.booleans()), max_size=5), st.lists(st.tuples(WORDS, WORDS), max_size=5))
def test_an_erasure_receipt_reads_as_it_was_written(passed_on: list[PassedOn], kept: list[tuple[str, str]]) -> None:
    receipt = ErasureReceipt(
        jti="urn:uuid:1",
        did=did_of(HOLDER.public),
        iat=NOW,
        txn="urn:uuid:stop",
        tokens=("urn:uuid:a", "urn:uuid:b"),
        passed_on=tuple(passed_on),
        kept=tuple(Kept(what, why, NOW) for what, why in kept),
    )
    text = erasure_receipt(SIGNER, "1", SHOP, receipt)
    read = verify_erasure_receipt(
        text,
        keys={"1": SIGNER.public},
        iss=SHOP,
        sub=receipt.did,
        txn="urn:uuid:stop",
        tokens={"urn:uuid:a", "urn:uuid:b"},
        now=NOW,
    )
    assert read == receipt


def test_a_stop_code_is_twelve_letters_that_cannot_be_misread() -> None:
    code = stop_code(HOLDER.public)
    assert [len(group) for group in code.split("-")] == [4, 4, 4]
    assert not set(code) & set("ILOU")
    assert code == stop_code(HOLDER.public)
    assert code != stop_code(SIGNER.public)
