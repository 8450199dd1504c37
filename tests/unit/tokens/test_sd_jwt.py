from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.tokens.vector_files import assert_refused, vectors
from vault.core.errors import TokenError
from vault.tokens.sd_disclosure import digester, make_disclosure
from vault.tokens.sd_jwt import MAX_DISCLOSURES, MAX_NESTING, MAX_SD_JWT, Path, conceal, needed, reveal, split

NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8).filter(
    lambda name: name not in {"_sd", "_sd_alg", "..."}
)
LEAVES = st.one_of(st.none(), st.booleans(), st.integers(-9, 9), st.text(st.characters(codec="utf-8"), max_size=8))
JSON = st.recursive(
    LEAVES,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(NAMES, inner, max_size=4)),
    max_leaves=12,
)
CLAIMS = st.dictionaries(NAMES, JSON, max_size=5)
HASHES = st.sampled_from(["sha-256", "sha-384", "sha-512"])


def paths(found: Any, here: Path = ()) -> Iterator[Path]:
    """Every member and element."""
    inside = found.items() if isinstance(found, dict) else enumerate(found) if isinstance(found, list) else ()
    for step, member in inside:
        yield (*here, step)
        yield from paths(member, (*here, step))


def without(found: Any, hidden: set[Path], here: Path = ()) -> Any:
    """What is left of ``found`` if these are not there. The naive way, which knows nothing of digests."""
    if isinstance(found, dict):
        shown = {name: member for name, member in found.items() if (*here, name) not in hidden}
        return {name: without(member, hidden, (*here, name)) for name, member in shown.items()}
    if isinstance(found, list):
        shown = [(number, each) for number, each in enumerate(found) if (*here, number) not in hidden]
        return [without(each, hidden, (*here, number)) for number, each in shown]
    return found


def salts() -> Iterator[str]:
    return (f"salt{number:04}" for number in itertools.count())


@pytest.mark.parametrize("case", vectors("rfc9901.json"))
def test_the_examples_of_the_rfc(case: dict[str, Any]) -> None:
    assert reveal(case["payload"], case["presented"]) == case["revealed"]
    everything = reveal(case["payload"], case["disclosures"])
    assert case["claims"].items() <= everything.items()


@pytest.mark.parametrize("case", vectors("sd_jwt.json"))
def test_vector(case: dict[str, Any]) -> None:
    if "revealed" in case:
        assert reveal(case["payload"], case["disclosures"]) == case["revealed"]
        return
    with pytest.raises(TokenError) as refused:
        reveal(case["payload"], case["disclosures"])
    assert_refused(refused.value, case)


@given(CLAIMS, HASHES, st.data())
def test_what_is_hidden_is_shown_again_and_what_is_not_chosen_stays_hidden(
    claims: dict[str, Any], hash_name: str, data: st.DataObject
) -> None:
    there = list(paths(claims))
    hidden = set(data.draw(st.lists(st.sampled_from(there), unique=True, max_size=8)) if there else [])
    salt = salts()
    decoys = {(): [digester(hash_name)(f"decoy{number}") for number in range(data.draw(st.integers(0, 3)))]}
    made = conceal(claims, hidden, salt=lambda: next(salt), decoys=decoys, hash_name=hash_name)
    texts = [disclosure.text for disclosure in made.disclosures.values()]
    assert set(made.disclosures) == hidden
    assert reveal(made.payload, texts) == claims
    assert reveal(made.payload, []) == without(claims, hidden)
    wanted = data.draw(st.lists(st.sampled_from(sorted(hidden, key=str)), unique=True)) if hidden else []
    shown = {path for path in hidden if any(each[: len(path)] == path for each in wanted)}
    assert set(needed(made.payload, texts, wanted)) == {made.disclosures[path].text for path in shown}
    assert reveal(made.payload, needed(made.payload, texts, wanted)) == without(claims, hidden - shown)


@given(CLAIMS, st.data())
def test_each_change_of_a_disclosure_is_noticed(claims: dict[str, Any], data: st.DataObject) -> None:
    there = [path for path in paths(claims) if len(path) == 1]
    if not there:
        return
    salt = salts()
    (text,) = (each.text for each in conceal(claims, there[:1], salt=lambda: next(salt)).disclosures.values())
    payload = conceal(claims, there[:1], salt=lambda: "salt0000").payload
    at = data.draw(st.integers(0, len(text) - 1))
    changed = text[:at] + data.draw(st.sampled_from("abcXYZ019-_=.")) + text[at + 1 :]
    if changed != text:
        with pytest.raises(TokenError):
            reveal(payload, [changed])


def test_digests_are_sorted_so_that_their_order_tells_nothing() -> None:
    salt = salts()
    payload = conceal({"a": 1, "b": 2, "c": 3}, [("a",), ("b",), ("c",)], salt=lambda: next(salt)).payload
    assert payload["_sd"] == sorted(payload["_sd"])


def test_claims_of_reserved_names_cannot_be_made() -> None:
    for claims in ({"_sd": []}, {"a": {"...": 1}}, {"_sd_alg": "sha-256"}, {"a": [{"_sd": 1}]}):
        with pytest.raises(TokenError, match="sd_malformed"):
            conceal(claims, [], salt=str)


@pytest.mark.parametrize("name", ["_sd", "..."])
def test_a_member_of_a_reserved_name_cannot_be_hidden(name: str) -> None:
    with pytest.raises(TokenError, match="disclosure_name_reserved"):
        make_disclosure("salt", name, 1)


def test_arrays_too_deep_in_each_other_are_refused() -> None:
    text = make_disclosure("salt", None, 1).text
    made = []
    for _ in range(MAX_NESTING + 1):
        made.append(text)
        text = make_disclosure("salt", None, [{"...": digester("sha-256")(text)}]).text
    with pytest.raises(TokenError, match="sd_malformed"):
        reveal({"list": [{"...": digester("sha-256")(text)}]}, [*made, text])


@pytest.mark.parametrize("path", [("b",), ("a", "b"), ("list", 2), ("list", -1), ("list", "0"), (0,)])
def test_what_is_not_there_cannot_be_hidden_or_shown(path: Path) -> None:
    claims = {"a": 1, "list": [1, 2]}
    with pytest.raises(KeyError):
        conceal(claims, [path], salt=str)
    with pytest.raises(KeyError):
        needed(conceal(claims, [("a",)], salt=str).payload, [], [path])


@pytest.mark.parametrize("text", ["a~b~", "a~", "a~b~c", "a~c"])
def test_split(text: str) -> None:
    parts = split(text)
    assert parts.bound + (parts.key_binding or "") == text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "presentation_malformed"),
        ("a", "presentation_malformed"),
        ("~", "presentation_malformed"),
        ("~b~", "presentation_malformed"),
        ("a~~", "presentation_malformed"),
        ("a~b~~c", "presentation_malformed"),
        ("a~é~", "presentation_malformed"),
        ("a~b~b~", "disclosure_duplicate"),
        ("a~" + "b~" * (MAX_DISCLOSURES + 1), "presentation_malformed"),
        ("a~" + "b" * MAX_SD_JWT, "presentation_too_large"),
    ],
)
def test_split_refuses(text: str, code: str) -> None:
    with pytest.raises(TokenError, match=f"^{code}"):
        split(text)
