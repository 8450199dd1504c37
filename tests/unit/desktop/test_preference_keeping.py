"""A half-made edit over a lock: kept in the vault, offered again where it was, gone when saved or given up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from tests.unit.core.catalogue_values import shipped
from tests.unit.desktop.vault_day import Day, open_day, sentences
from vault.core.errors import StorageError
from vault.core.sensitivity import Level
from vault.core.value import Precision
from vault.customer.drafts import kept_draft
from vault.customer.editing import list_preferences, set_words
from vault.desktop.preference_keeping import PLACE, Unsaved, keep_unsaved, read_unsaved
from vault.desktop.preference_state import Draft, Page, PageState
from vault.desktop.preference_typed import Typed
from vault.desktop.preferences_presenter import PreferencesPresenter
from vault.storage.drafts import MAX_DRAFT_BYTES

SHOE_SIZE = "clothing.shoe_size"
WIDTH = "clothing.shoe_width"
SPORTS = "media.sports"
TEA = "food.tea"
HALF = Typed(word="4", system="EU")

drafts = st.builds(
    Draft,
    st.builds(Typed, st.text(), st.text(), st.text(), st.lists(st.text()).map(tuple)),
    st.sampled_from(Level),
    st.sampled_from(Precision),
)


@pytest.fixture
def day(qtbot: QtBot, tmp_path: Path) -> Iterator[Day]:
    with open_day(tmp_path) as made:
        yield made


class Screen:
    """The page as it is made each time the vault is opened."""

    def __init__(self, day: Day) -> None:
        self.presenter = PreferencesPresenter(day.tasks, sentences(), shipped())
        self.states: list[PageState] = []
        self.presenter.changed.connect(self.states.append)
        self.presenter.start()

    @property
    def state(self) -> PageState:
        return self.states[-1]

    def open_row(self) -> tuple[str, Typed] | None:
        editor = self.state.editor
        return None if editor is None else (editor.entry.key, editor.draft.typed)

    def unsaved(self) -> list[str]:
        return [line.key for group in self.state.groups for line in group.lines if line.unsaved]

    def leave(self) -> None:
        """What the window does before it locks."""
        self.presenter.keep_draft()
        self.presenter.forget()


def stored(day: Day) -> dict[str, Any]:
    return dict(kept_draft(day.session, PLACE))


@given(st.dictionaries(st.sampled_from(sorted(shipped().entries)), drafts, max_size=4), st.data())
def test_what_is_kept_is_read_back(rows: dict[str, Draft], data: st.DataObject) -> None:
    unsaved = Unsaved(rows, data.draw(st.sampled_from([None, *rows])))
    assert read_unsaved(shipped(), unsaved.body()) == unsaved


def test_a_half_typed_size_is_there_again_in_its_open_row(day: Day) -> None:
    before = Screen(day)
    before.presenter.choose_topic("media")
    before.presenter.pick(SHOE_SIZE)
    before.presenter.edit(HALF)
    before.presenter.set_level(Level.PERSONAL)
    before.presenter.set_most(Precision.RANGE)
    before.leave()
    assert before.state.page is Page.AWAY
    after = Screen(day)
    assert after.state.topic == "clothing"
    assert after.open_row() == (SHOE_SIZE, HALF)
    editor = after.state.editor
    assert editor is not None
    assert (editor.draft.level, editor.draft.most) == (Level.PERSONAL, Precision.RANGE)
    assert after.unsaved() == [SHOE_SIZE]


def test_something_new_and_what_waits_in_other_rows_is_kept_too(day: Day) -> None:
    before = Screen(day)
    before.presenter.open_row(WIDTH)
    before.presenter.edit(Typed(word="K"))
    before.presenter.pick(TEA)
    before.presenter.edit(Typed(words=("green",)))
    before.leave()
    after = Screen(day)
    assert after.open_row() == (TEA, Typed(words=("green",)))
    after.presenter.choose_topic("clothing")
    assert after.unsaved() == [WIDTH]
    after.presenter.open_row(WIDTH)
    assert after.open_row() == (WIDTH, Typed(word="K"))


def test_a_row_in_which_nothing_is_typed_is_not_kept(day: Day) -> None:
    before = Screen(day)
    before.presenter.open_row(SHOE_SIZE)
    before.leave()
    assert stored(day) == {}
    assert Screen(day).open_row() is None


def test_it_stays_until_it_is_saved(day: Day) -> None:
    before = Screen(day)
    before.presenter.open_row(SHOE_SIZE)
    before.presenter.edit(Typed(word="44", system="EU"))
    before.leave()
    Screen(day)  # and the power went here
    after = Screen(day)
    after.presenter.save()
    assert stored(day) == {}
    assert {each.entry.key: each.value.value for each in list_preferences(day.session)}[SHOE_SIZE] == "44"
    assert Screen(day).unsaved() == []


def test_what_is_given_up_is_forgotten_and_the_rest_is_not(day: Day) -> None:
    before = Screen(day)
    before.presenter.open_row(WIDTH)
    before.presenter.edit(Typed(word="K"))
    before.presenter.open_row(SHOE_SIZE)
    before.presenter.edit(HALF)
    before.leave()
    after = Screen(day)
    after.presenter.cancel()
    assert list(stored(day)["rows"]) == [WIDTH]
    after.presenter.delete(WIDTH)
    assert stored(day) == {}


def test_the_next_lock_keeps_what_is_there_then(day: Day) -> None:
    before = Screen(day)
    before.presenter.open_row(SHOE_SIZE)
    before.presenter.edit(HALF)
    before.leave()
    between = Screen(day)
    between.presenter.edit(Typed(word="43", system="EU"))  # as it is in the vault: nothing is half made any more
    between.leave()
    assert stored(day) == {}
    after = Screen(day)
    after.presenter.open_row(SHOE_SIZE)
    after.presenter.edit(HALF)
    after.leave()
    assert Screen(day).open_row() == (SHOE_SIZE, HALF)


def test_nothing_is_written_when_nothing_was_half_made(day: Day) -> None:
    screen = Screen(day)
    day.tasks.hold = True
    screen.leave()
    assert day.tasks.held == []


def test_what_was_typed_before_the_vault_was_read_comes_first(day: Day) -> None:
    before = Screen(day)
    before.presenter.open_row(SHOE_SIZE)
    before.presenter.edit(HALF)
    before.leave()
    day.tasks.hold = True
    after = Screen(day)
    after.presenter.pick(SPORTS)  # another page asked for it
    day.tasks.hold = False
    day.tasks.run()
    assert after.open_row() == (SPORTS, Typed(words=("running_road",)))
    after.presenter.choose_topic("clothing")
    assert after.unsaved() == [SHOE_SIZE]


def test_what_was_saved_elsewhere_meanwhile_is_not_unsaved(day: Day) -> None:
    before = Screen(day)
    before.presenter.open_row(SHOE_SIZE)
    before.presenter.edit(Typed(word="44", system="EU"))
    before.leave()
    set_words(day.session, SHOE_SIZE, "EU 44")
    after = Screen(day)
    assert after.open_row() is None
    assert after.unsaved() == []


@pytest.mark.parametrize(
    "body",
    [
        {"open": 3, "rows": 4},
        {"open": "gone.key", "rows": {"gone.key": {}}},
        {"rows": {SHOE_SIZE: "4"}},
        {"rows": {SHOE_SIZE: {"word": "4"}}},
        {"rows": {SHOE_SIZE: {"word": 4, "upper": "", "system": "", "words": [], "level": 1, "most": 3}}},
        {"rows": {SHOE_SIZE: {"word": "", "upper": "", "system": "", "words": [1], "level": 1, "most": 3}}},
        {"rows": {SHOE_SIZE: {"word": "", "upper": "", "system": "", "words": [], "level": 9, "most": 3}}},
        {"rows": {SHOE_SIZE: {"word": "", "upper": "", "system": "", "words": [], "level": 1, "most": "exact"}}},
    ],
)
def test_what_another_program_kept_and_this_one_cannot_read_is_left_out(body: dict[str, Any]) -> None:
    assert read_unsaved(shipped(), body) == Unsaved()


def test_of_too_much_the_open_row_is_kept(day: Day) -> None:
    long = Draft(Typed(word="a" * (MAX_DRAFT_BYTES // 2)), Level.EVERYDAY, Precision.EXACT)
    keep_unsaved(day.session, Unsaved({SHOE_SIZE: long, WIDTH: long, TEA: long}, WIDTH))
    assert list(stored(day)["rows"]) == [WIDTH]


def test_a_disk_that_is_full_is_said_while_the_page_is_there(day: Day) -> None:
    before = Screen(day)
    before.presenter.open_row(SHOE_SIZE)
    before.presenter.edit(HALF)
    before.leave()
    after = Screen(day)
    day.tasks.fails = StorageError("disk_full")
    after.presenter.cancel()
    assert after.state.failed == sentences().error(StorageError("disk_full"))
