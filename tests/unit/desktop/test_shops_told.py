"""What a shop's history tells, also one that came from elsewhere and may hold anything."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from vault.core.value import Json
from vault.customer.history import HistoryEntry
from vault.desktop.shops_told import Answered, PassedOn, PassedOnWords, read_told

NOW = datetime(2026, 5, 12, 12, 4, tzinfo=UTC)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
FACTS = ("items", "told", "not_told", "held", "differences", "incidents", "says")


def entry(kind: str, *keys: str, **facts: Json) -> HistoryEntry:
    return HistoryEntry(1, NOW, kind, "shop.example", keys, facts)


def test_the_last_answer_counts() -> None:
    first = entry("held_asked", held=2, differences=1, incidents=1)
    last = entry("held_asked", held=3, differences=0, incidents=0)
    assert read_told([first, last]).answered == Answered(NOW, 3, 0, 0)


def test_who_was_told_is_known_by_item() -> None:
    erased = entry("erased", items=[{"jti": "a"}, {"jti": "b"}], told=["Postbode"], not_told=["Mailclub"])
    nobody = entry("erased", items=[{"jti": "c"}], told=[], not_told=[])
    found = PassedOn(("Postbode",), ("Mailclub",))
    assert read_told([erased, nobody]).passed_on == {"a": found, "b": found}


def test_the_last_word_counts() -> None:
    said = [entry("feedback_given", "media.sports", says=says) for says in ("thanks", "wrong_for_me")]
    assert read_told(said).said == {"media.sports": "wrong_for_me"}


@given(st.sampled_from(["held_asked", "feedback_given", "erased"]), st.dictionaries(st.sampled_from(FACTS), ANYTHING))
def test_no_history_is_too_strange(kind: str, facts: dict[str, Json]) -> None:
    told = read_told([entry(kind, "media.sports", **facts)])
    for each in told.passed_on.values():
        assert all(name.isprintable() and name for name in (*each.told, *each.untold))
    if told.answered is not None:
        assert min(told.answered.held, told.answered.differences, told.answered.incidents) >= 0


def test_many_names_are_counted(qapp: object) -> None:
    del qapp
    names = tuple("ABCDE")
    assert PassedOnWords().sentence(PassedOn(names, ())) == "It also told “A”, “B”, “C” and 2 more."
    assert PassedOnWords().sentence(PassedOn((), ("A",))) == "It did not tell “A”."
