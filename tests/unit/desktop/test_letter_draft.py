"""A letter that is half written, as it is kept over a lock."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from tests.unit.desktop.letter_day import BAKERY, SENDER, Letters, kept
from tests.unit.desktop.vault_day import HOST, Day, open_day
from vault.core.errors import StorageError
from vault.customer.drafts import kept_draft
from vault.customer.letters import Ground, LetterKind
from vault.desktop.letter_draft import PLACE, HalfWritten, half_written, keep_half_written, read_half_written
from vault.desktop.letter_form_state import Typed
from vault.desktop.letters_state import Face
from vault.storage.drafts import MAX_DRAFT_BYTES

WORDS = st.text(max_size=20)
TYPED = st.builds(
    Typed,
    kind=st.sampled_from(LetterKind),
    host=WORDS,
    to_name=WORDS,
    to_contact=WORDS,
    to_address=WORDS,
    account=WORDS,
    ground=st.none() | st.sampled_from(Ground),
    everything=st.booleans(),
    ticked=st.frozensets(WORDS, max_size=3),
    corrections=st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=3).map(tuple),
    reason=WORDS,
    decision=WORDS,
    to_other=WORDS,
    name=WORDS,
    reply=WORDS,
    language=st.sampled_from(("en", "nl")),
)
JSON: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS, lambda inner: st.lists(inner, max_size=3), max_leaves=5
)
NAMES = sorted(HalfWritten(Typed()).body())


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with open_day(tmp_path) as made:
        yield made


@pytest.fixture
def letters(qapp: QApplication, day: Day) -> Letters:
    del qapp
    return Letters(day)


def typed(letters: Letters) -> Typed:
    found: Typed = letters.forms[-1].typed
    return found


def lock(letters: Letters, day: Day) -> Letters:
    """Lock and open again: a page that is made anew, over the same vault."""
    letters.keep_draft()
    letters.forget()
    return Letters(day)


@given(TYPED, st.booleans())
def test_what_is_kept_is_read_back_as_it_was(written: Typed, ready: bool) -> None:
    half = HalfWritten(written, ready)
    assert read_half_written(json.loads(json.dumps(half.body()))) == half


@given(st.sampled_from(NAMES), JSON)
def test_what_cannot_be_read_is_no_letter(name: str, junk: object) -> None:
    body = HalfWritten(Typed()).body()
    read = read_half_written({**body, name: junk})  # type: ignore[dict-item]
    assert read is None or isinstance(read, HalfWritten)


def test_a_field_that_an_earlier_program_did_not_have_is_blank() -> None:
    body = HalfWritten(Typed(name="Noor", reason="too much mail")).body()
    del body["reason"]
    assert read_half_written(body) == HalfWritten(Typed(name="Noor"))


def test_nothing_of_it_is_in_a_repr() -> None:
    half = HalfWritten(Typed(name="Noor", reply="noor@example.org", to_name="Bakkerij"))
    assert "Noor" not in repr(half)
    assert "Bakkerij" not in repr(half)


def test_a_letter_half_written_is_there_again_after_a_lock(day: Day, letters: Letters) -> None:
    letters.begin()
    letters.type(kind=LetterKind.ERASURE, to_name=BAKERY.name, name=SENDER.name, reply="noor@example.org")
    before = typed(letters)
    again = lock(letters, day)
    assert (day.state.face, typed(again)) == (Face.FORM, before)
    again.form.make()
    assert [each.to for each in kept(day)] == [BAKERY.name]
    assert half_written(day.session) is None


def test_what_was_changed_about_a_known_shop_is_not_filled_in_anew(day: Day, letters: Letters) -> None:
    day.share()
    letters.write_to(HOST, ready=False)
    letters.type(to_name="Another name", ticked=frozenset())
    again = lock(letters, day)
    assert (typed(again).host, typed(again).to_name, typed(again).ticked) == (HOST, "Another name", frozenset())


def test_a_form_as_the_vault_filled_it_is_not_kept(day: Day, letters: Letters) -> None:
    letters.begin()
    letters.keep_draft()
    assert kept_draft(day.session, PLACE) == {}
    letters.go_back()
    assert letters.gone == []


def test_a_lock_before_the_page_was_shown_keeps_what_was_kept(day: Day, letters: Letters) -> None:
    letters.begin()
    letters.type(name="Noor")
    letters.keep_draft()
    day.tasks.hold = True
    unseen = Letters(day)
    unseen.keep_draft()
    day.tasks.run()
    assert kept_draft(day.session, PLACE)["name"] == "Noor"


@pytest.mark.parametrize("leave", ["go_back", "begin"])
def test_a_letter_that_is_left_can_be_brought_back(day: Day, letters: Letters, leave: str) -> None:
    letters.begin()
    letters.type(name="Noor", to_name=BAKERY.name)
    before = typed(letters)
    getattr(letters, leave)()
    assert typed(letters) != before
    (gone,) = letters.gone
    assert gone.text == "The letter you began is gone."
    gone.bring_back()
    assert (day.state.face, typed(letters), letters.went) == (Face.FORM, before, ["letters"])


def test_a_letter_that_was_given_up_does_not_come_back_after_a_lock(day: Day, letters: Letters) -> None:
    letters.begin()
    letters.type(name="Noor")
    again = lock(letters, day)
    again.go_back()
    last = lock(again, day)
    assert (day.state.face, last.form.unfinished()) == (Face.LIST, None)


def test_another_letter_that_is_asked_for_meanwhile_is_shown(day: Day, letters: Letters) -> None:
    letters.begin()
    letters.type(name="Noor")
    letters.keep_draft()
    letters.forget()
    day.share()
    day.tasks.hold = True
    again = Letters(day)
    again.write_to(HOST, ready=False)
    day.tasks.run()
    day.tasks.run()
    assert (day.state.face, typed(again).host) == (Face.FORM, HOST)
    assert [each.text for each in again.gone] == ["The letter you began is gone."]


def test_a_vault_that_cannot_be_read_at_first_brings_it_the_next_time(day: Day, letters: Letters) -> None:
    letters.begin()
    letters.type(name="Noor")
    letters.keep_draft()
    letters.forget()
    day.tasks.fails = StorageError("disk_full")
    again = Letters(day)
    assert day.state.failed
    day.tasks.fails = None
    again.start()
    assert (day.state.face, typed(again).name) == (Face.FORM, "Noor")


def test_more_than_the_vault_takes_does_not_hinder_the_lock(day: Day) -> None:
    keep_half_written(day.session, HalfWritten(replace(Typed(), reason="x" * MAX_DRAFT_BYTES)))
    assert half_written(day.session) is None
