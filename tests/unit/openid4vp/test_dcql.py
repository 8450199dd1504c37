"""DCQL: the cases of ``tests/vectors/dcql.json`` and what holds for every query."""

from __future__ import annotations

import contextlib
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vectors import make_dcql
from tests.vectors.example_shop import query
from tests.vectors.writing import as_text, path_of, read
from vault.core.errors import RequestError
from vault.openid4vp.dcql import DcqlQuery, Offer, answerable, match, parse_dcql, select

CASES = read("dcql")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    if case["reason"] is not None:
        with pytest.raises(RequestError) as refused:
            parse_dcql(case["dcql_query"])
        assert (refused.value.code, refused.value.answer) == (case["reason"], "invalid_request")
        assert refused.value.facts == {"where": case["where"]}
        return
    found = parse_dcql(case["dcql_query"])
    if "matches" in case:
        matches: dict[str, list[Any]] = {}
        for each in found.credentials:
            matches[each.id] = []
            for offer in case["offers"]:
                claims = match(each, Offer(offer["format"], offer["vct"], offer["claims"]))
                if claims is not None:
                    matches[each.id].append([offer["ref"], [list(claim.path) for claim in claims]])
        assert matches == case["matches"]
    assert all(answerable(found, ids) for ids in case.get("answers", []))
    assert not any(answerable(found, ids) for ids in case.get("no_answers", []))


def test_the_file_is_what_the_script_writes() -> None:
    assert path_of("dcql").read_text(encoding="utf-8") == as_text(make_dcql.cases())


def test_an_offer_does_not_show_its_claims() -> None:
    assert "43" not in repr(Offer("dc+sd-jwt", "x", {"clothing.shoe_size": {"value": "43"}}))


def test_a_query_is_found_by_its_id() -> None:
    found = parse_dcql(make_dcql.DCQL)
    assert found.credential("sports").claims[0].path == ("hobbies.sports",)
    with pytest.raises(KeyError):
        found.credential("size")


names = st.sampled_from(["a", "b", "c"])
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(0, 3) | names,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=12,
)
claim_objects = st.dictionaries(names, json_values, max_size=3)


@st.composite
def queries(draw: st.DrawFn) -> DcqlQuery:
    """A query for up to five credentials, with sets or without."""
    ids = [f"q{number}" for number in range(draw(st.integers(1, 5)))]
    found: dict[str, Any] = {"credentials": [query(each, draw(names)) for each in ids]}
    option = st.lists(st.sampled_from(ids), min_size=1, unique=True)
    each_set = st.fixed_dictionaries(
        {"options": st.lists(option, min_size=1, max_size=3)}, optional={"required": st.booleans()}
    )
    sets = draw(st.lists(each_set, max_size=4))
    return parse_dcql({**found, "credential_sets": sets} if sets else found)


def paths(found: object) -> list[tuple[Any, ...]]:
    """Every path to an element inside, as the standard forms it."""
    if isinstance(found, dict):
        steps: list[Any] = list(found.items())
    elif isinstance(found, list):
        steps = list(enumerate(found))
    else:
        return [()]
    return [(), *((step, *rest) for step, inner in steps for rest in paths(inner))]


@given(claim_objects)
def test_every_element_is_selected_by_its_own_path(claims: dict[str, Any]) -> None:
    for path in paths(claims):
        element: Any = claims
        for step in path:
            element = element[step]
        assert select(claims, path) == (element,)


@given(st.lists(json_values), names)
def test_null_selects_what_the_indices_select(elements: list[Any], name: str) -> None:
    one_by_one = [select({name: elements}, (name, index)) for index in range(len(elements))]
    assert list(select({name: elements}, (name, None))) == [each for (each,) in one_by_one]


@given(claim_objects, st.lists(names | st.integers(0, 3) | st.none(), min_size=1, max_size=4))
def test_selecting_never_fails(claims: dict[str, Any], path: list[Any]) -> None:
    assert isinstance(select(claims, path), tuple)


@given(queries(), claim_objects)
def test_a_match_is_the_claims_asked_where_the_offer_has_them_all(asked: DcqlQuery, held: dict[str, Any]) -> None:
    for each in asked.credentials:
        found = match(each, Offer("dc+sd-jwt", make_dcql.VCT, held))
        assert found == (each.claims if each.claims[0].path[0] in held else None)


@given(queries())
def test_there_is_always_an_answer_and_none_without_a_required_set(asked: DcqlQuery) -> None:
    subsets = [set(each) for size in range(6) for each in combinations(asked.ids, size)]
    answers = [subset for subset in subsets if answerable(asked, subset)]
    assert answers
    for answer in answers:
        complete = [any(answer.issuperset(option) for option in each.options) for each in asked.credential_sets]
        assert all(done for done, each in zip(complete, asked.credential_sets, strict=True) if each.required)


@given(json_values | st.fixed_dictionaries({"credentials": st.lists(json_values)}))
def test_any_json_is_read_or_refused(found: Any) -> None:
    with contextlib.suppress(RequestError):
        parse_dcql(found)
