"""Terms against queries: the cases of ``tests/vectors/transaction_data.json``, and what a shop makes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vectors import example_shop as shop
from tests.vectors import make_transaction_data
from tests.vectors.writing import as_text, path_of, read
from vault.core.errors import RequestError
from vault.core.terms import parse_terms
from vault.openid4vp.dcql import answerable, parse_dcql
from vault.openid4vp.transaction_data import checked_terms, encode_terms, query_for

CASES = read("transaction_data")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    query = parse_dcql(case["dcql_query"])
    if case["reason"] is None:
        found = checked_terms(case["transaction_data"], query, host=shop.HOST)
        assert [found.raw] == case["transaction_data"]
        return
    with pytest.raises(RequestError) as refused:
        checked_terms(case["transaction_data"], query, host=shop.HOST)
    assert refused.value.code == case["reason"]
    if "where" in case:
        assert refused.value.facts["where"] == case["where"]
        assert refused.value.answer == "invalid_transaction_data"


def test_the_file_is_what_the_script_writes() -> None:
    assert path_of("transaction_data").read_text(encoding="utf-8") == as_text(make_transaction_data.cases())


def test_terms_that_no_vault_reads_are_not_encoded() -> None:
    with pytest.raises(RequestError, match="invalid_transaction_data"):
        encode_terms(shop.terms(duration="P1Y"))


@given(st.lists(st.booleans(), min_size=1, max_size=8))
def test_a_query_made_from_terms_agrees_with_them(required: list[bool]) -> None:
    items = [shop.item(f"q{place}", f"k.k{place}", required=each) for place, each in enumerate(required)]
    raw = encode_terms(shop.terms(items))
    query = parse_dcql(query_for(parse_terms(raw).items))
    terms = checked_terms([raw], query, host=shop.HOST)
    must = {each.credential_id for each in terms.items if each.required}
    assert not any(answerable(query, set(query.ids) - {each}) for each in must)
    assert answerable(query, query.ids)
    for optional in set(query.ids) - must:
        assert answerable(query, must | {optional})
