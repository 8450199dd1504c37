"""What happened is kept small: it comes back as it was, newest first, and is found by its words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vault.desktop.activity_search import Happened
from vault.desktop.activity_state import EventLine, Segment
from vault.desktop.activity_words import folded

texts = st.text(st.sampled_from('ab é“\n\\\U0001f45f\ud800"'), max_size=6)


@st.composite
def histories(draw: st.DrawFn) -> list[EventLine]:
    found = []
    for seq in range(1, draw(st.integers(0, 6)) + 1):
        title, names = draw(texts), tuple(draw(st.lists(texts, max_size=3)))
        found.append(
            EventLine(
                seq,
                draw(texts),
                "14:04",
                draw(texts),
                "tray",
                title,
                draw(texts),
                draw(st.sampled_from(Segment)),
                draw(texts),
                names,
                draw(st.booleans()),
                folded(" ".join((title, *names))),
                draw(st.none() | st.integers(1, 9)),
            )
        )
    return found


@given(histories(), st.sampled_from(Segment), st.lists(st.text("abe", min_size=1, max_size=2), max_size=2))
def test_what_is_found_is_as_it_was_told(history: list[EventLine], segment: Segment, words: list[str]) -> None:
    happened = Happened(iter(history))
    expected = [
        each
        for each in reversed(history)
        if segment in {Segment.ALL, each.segment} and all(word in each.words for word in words)
    ]
    assert list(happened.matching(" ".join(words), segment)) == expected


@given(histories())
def test_an_event_is_found_by_its_entry(history: list[EventLine]) -> None:
    happened = Happened(history)
    for each in history:
        place = happened.place(each.seq)
        assert place is not None
        assert happened.event(place) == each
    assert happened.place(0) is None
    assert happened.place(None) is None
