"""The preferences page without a window: what is shown, what is typed and what becomes of it in a real vault."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.unit.core.catalogue_values import shipped
from tests.unit.desktop.preferences_screen import COLOURS, SHOE_SIZE, WIDTH, Screen, new_session, screen_on, sentences
from vault.core.catalogue import Type
from vault.core.clock import SetClock
from vault.core.errors import StorageError
from vault.core.sensitivity import Level
from vault.core.value import Precision, Value
from vault.customer.editing import list_preferences, set_words
from vault.customer.session import Session
from vault.desktop.preference_layout import MOST_FOUND
from vault.desktop.preference_state import Page
from vault.desktop.preference_typed import Typed
from vault.desktop.preference_words import ProblemWords


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 5, 12, 12, 4, tzinfo=UTC))


@pytest.fixture
def session(tmp_path: Path, clock: SetClock) -> Iterator[Session]:
    with new_session(tmp_path, clock) as made:
        yield made


@pytest.fixture
def screen(session: Session) -> Screen:
    """The page over a vault with four preferences of two topics."""
    for key, words in ((SHOE_SIZE, "EU 43"), (WIDTH, "H"), (COLOURS, "navy, green"), ("media.sports", "running_road")):
        set_words(session, key, words)
    shown = screen_on(session)
    shown.presenter.start()
    return shown


def test_nothing_is_shown_before_the_vault_was_read(session: Session) -> None:
    screen = screen_on(session)
    screen.tasks.hold = True
    screen.presenter.start()
    screen.presenter.choose_topic("food")
    assert screen.states == []


def test_an_empty_vault_is_said_to_be_empty(session: Session) -> None:
    screen = screen_on(session)
    screen.presenter.start()
    assert (screen.state.page, screen.lines()) == (Page.EMPTY, {})


def test_topics_count_what_is_kept_and_rows_show_it(screen: Screen) -> None:
    counts = {topic.id: topic.count for topic in screen.state.topics}
    assert (counts["clothing"], counts["media"], counts["health"]) == (3, 1, 0)
    assert [topic.id for topic in screen.state.topics if topic.sealed] == ["health", "money", "family"]
    assert screen.state.topic == "clothing"
    lines = screen.lines()
    assert list(lines) == [SHOE_SIZE, WIDTH, COLOURS]
    assert (lines[SHOE_SIZE].name, lines[SHOE_SIZE].values, lines[SHOE_SIZE].shops) == ("Shoe size", ("EU 43",), 0)
    assert len(lines[COLOURS].values) == 2


def test_labels_and_values_are_in_the_customers_language(screen: Screen, session: Session) -> None:
    dutch = screen_on(session, "nl")
    dutch.presenter.start()
    assert dutch.lines()[SHOE_SIZE].name == "Schoenmaat"
    assert dutch.lines()[WIDTH].values == ("Wijdte H",)


def test_the_page_starts_at_the_first_topic_that_has_something(session: Session) -> None:
    set_words(session, "food.tea", "green")
    screen = screen_on(session)
    screen.presenter.start()
    assert screen.state.topic == "food"


def test_an_open_row_shows_its_value_and_every_step(screen: Screen) -> None:
    screen.presenter.open_row(SHOE_SIZE)
    editor = screen.editor
    assert editor.draft.typed == Typed(word="43", system="EU")
    assert [(step.precision, step.text) for step in editor.steps] == [
        (Precision.EXACT, "EU 43"),
        (Precision.RANGE, "EU 42–44"),  # noqa: RUF001 - as ranges are printed
        (Precision.CATEGORY, "Adult"),
        (Precision.CLOSED, ""),
    ]
    assert (editor.level, editor.lowest, editor.most, editor.new) == (
        Level.EVERYDAY,
        Level.EVERYDAY,
        Precision.EXACT,
        False,
    )


def test_the_steps_follow_what_is_typed(screen: Screen) -> None:
    screen.presenter.open_row(SHOE_SIZE)
    screen.presenter.edit(Typed(word="30", system="EU"))
    assert screen.editor.steps[2].text == "Child"
    screen.presenter.edit(Typed(word="3", system="EU"))
    assert [step.text for step in screen.editor.steps] == ["", "", "", ""]


def test_a_level_is_raised_and_never_lowered_below_the_value(screen: Screen, session: Session) -> None:
    screen.presenter.open_row(SHOE_SIZE)
    screen.presenter.set_level(Level.SEALED)
    screen.presenter.set_most(Precision.CATEGORY)
    screen.presenter.save()
    (kept,) = [each for each in list_preferences(session) if each.entry.key == SHOE_SIZE]
    assert (kept.level, kept.most) == (Level.SEALED, Precision.CATEGORY)
    screen.presenter.open_row(SHOE_SIZE)
    screen.presenter.set_level(Level.EVERYDAY)
    screen.presenter.save()
    (kept,) = [each for each in list_preferences(session) if each.entry.key == SHOE_SIZE]
    assert kept.level is Level.EVERYDAY


def test_an_option_that_is_more_private_raises_the_level(session: Session) -> None:
    entry, option = next(
        (entry, option)
        for entry in shipped().entries.values()
        for option in entry.options
        if option.level is not None and option.level > entry.level
    )
    screen = screen_on(session)
    screen.presenter.start()
    screen.presenter.pick(entry.key)
    assert screen.editor.level is entry.level
    screen.presenter.edit(Typed(word=option.id, words=(option.id,)))
    assert (screen.editor.level, screen.editor.lowest) == (option.level, option.level)
    screen.presenter.set_level(Level.EVERYDAY)
    assert screen.editor.level is option.level


def test_saving_keeps_the_value_and_closes_the_row(screen: Screen, session: Session) -> None:
    screen.presenter.open_row(SHOE_SIZE)
    screen.presenter.edit(Typed(word="44,5", system="EU"))
    screen.presenter.save()
    assert screen.state.editor is None
    assert screen.lines()[SHOE_SIZE].values == ("EU 44.5",)
    assert list_preferences(session)[0].value == Value("44.5", system="EU")


def test_of_a_label_with_waist_and_length_it_says_where_each_goes(screen: Screen) -> None:
    screen.presenter.open_row("clothing.trouser_size")
    screen.presenter.edit(Typed(word="W32 L34", system="W"))
    screen.presenter.save()
    problem = screen.editor.problem
    assert problem is not None
    said = "Only the waist goes here: 32. The length goes under “Trouser length”: L34."
    assert ProblemWords("en").say(problem, "") == said
    screen.presenter.edit(Typed(word="w32", system="W"))
    screen.presenter.save()
    assert screen.lines()["clothing.trouser_size"].values == ("W 32",)


def test_an_error_is_about_a_field_and_loses_nothing(screen: Screen, session: Session) -> None:
    screen.presenter.open_row(SHOE_SIZE)
    screen.presenter.edit(Typed(word="430", system="EU"))
    assert screen.editor.problem is None  # not while typing for the first time
    screen.presenter.save()
    assert screen.editor.problem is not None
    assert (screen.editor.problem.code, screen.editor.problem.second) == ("size_unknown", True)
    assert screen.editor.draft.typed.word == "430"
    screen.presenter.edit(Typed(word="43", system="EU"))
    assert screen.editor.problem is None
    assert list_preferences(session)[0].value == Value("43", system="EU")


def test_a_vault_that_cannot_save_says_so_and_keeps_what_is_typed(screen: Screen) -> None:
    screen.presenter.open_row(SHOE_SIZE)
    screen.presenter.edit(Typed(word="44", system="EU"))
    screen.tasks.fails = StorageError("disk_full")
    screen.presenter.save()
    assert screen.editor.failed == sentences().error(StorageError("disk_full"))
    assert (screen.editor.draft.typed.word, screen.editor.busy) == ("44", False)
    screen.tasks.fails = None
    screen.presenter.save()
    assert screen.lines()[SHOE_SIZE].values == ("EU 44",)


def test_what_is_typed_during_a_save_stays_open(screen: Screen) -> None:
    screen.presenter.open_row(SHOE_SIZE)
    screen.presenter.edit(Typed(word="44", system="EU"))
    screen.tasks.hold = True
    screen.presenter.save()
    screen.presenter.edit(Typed(word="45", system="EU"))
    assert screen.editor.busy
    screen.tasks.run()
    assert (screen.editor.draft.typed.word, screen.editor.busy) == ("45", False)
    assert screen.lines()[SHOE_SIZE].values == ("EU 44",)


def test_what_was_typed_waits_in_its_row_until_it_is_saved_or_cancelled(screen: Screen) -> None:
    screen.presenter.open_row(SHOE_SIZE)
    screen.presenter.edit(Typed(word="44", system="EU"))
    screen.presenter.open_row(WIDTH)
    assert screen.lines()[SHOE_SIZE].unsaved
    screen.presenter.choose_topic("media")
    screen.presenter.choose_topic("clothing")
    assert not screen.lines()[WIDTH].unsaved  # nothing was typed there
    screen.presenter.open_row(SHOE_SIZE)
    assert screen.editor.draft.typed.word == "44"
    screen.presenter.cancel()
    assert screen.state.editor is None
    assert not screen.lines()[SHOE_SIZE].unsaved


def test_opening_an_open_row_closes_it(screen: Screen) -> None:
    screen.presenter.open_row(WIDTH)
    screen.presenter.open_row(WIDTH)
    assert screen.state.editor is None


def test_search_finds_words_of_either_language_in_every_topic(screen: Screen) -> None:
    screen.presenter.search("schoenmaat")
    assert (list(screen.lines()), screen.state.topic) == ([SHOE_SIZE], None)
    screen.presenter.search("e")
    assert [group.topic for group in screen.state.groups] == ["clothing", "media"]
    screen.presenter.search("nothing like this")
    assert (screen.state.groups, screen.state.page) == ((), Page.KEPT)
    screen.presenter.search("")
    assert (screen.state.topic, len(screen.lines())) == ("clothing", 3)


def test_an_older_search_that_ends_late_is_not_shown(screen: Screen) -> None:
    screen.tasks.hold = True
    screen.presenter.search("shoe size")
    screen.presenter.search("colour")
    screen.tasks.held.reverse()
    screen.tasks.run()
    assert list(screen.lines()) == [COLOURS]


def test_choosing_a_topic_ends_the_search(screen: Screen) -> None:
    screen.presenter.search("shoe")
    screen.presenter.choose_topic("media")
    assert (screen.state.search, list(screen.lines())) == ("", ["media.sports"])


def test_a_search_shows_what_a_person_can_look_through(screen: Screen) -> None:
    screen.presenter.add()
    screen.presenter.search("e")
    shown = sum(len(group.offered) for group in screen.state.groups)
    assert (shown, screen.state.left_out) == (MOST_FOUND, len(shipped().entries) - 4 - MOST_FOUND)


def test_a_level_that_came_from_the_value_goes_with_it(session: Session) -> None:
    entry, private, plain = next(
        (entry, private, plain)
        for entry in shipped().entries.values()
        if entry.type is Type.CHOICE
        for private in entry.options
        for plain in entry.options
        if private.level is not None and private.level > entry.level and plain.level is None
    )
    set_words(session, entry.key, private.id)
    screen = screen_on(session)
    screen.presenter.start()
    screen.presenter.open_row(entry.key)
    assert screen.editor.level is private.level
    screen.presenter.edit(Typed(word=plain.id))
    assert screen.editor.level is entry.level


def test_a_save_that_fails_after_another_row_opened_is_said_on_the_page(screen: Screen) -> None:
    screen.presenter.open_row(SHOE_SIZE)
    screen.presenter.edit(Typed(word="44", system="EU"))
    screen.tasks.hold, screen.tasks.fails = True, StorageError("disk_full")
    screen.presenter.save()
    screen.presenter.open_row(WIDTH)
    screen.tasks.run()
    assert (screen.editor.failed, screen.state.failed) == ("", sentences().error(StorageError("disk_full")))
    assert screen.lines()[SHOE_SIZE].unsaved


def test_a_search_that_ends_after_a_topic_was_chosen_changes_nothing(screen: Screen) -> None:
    screen.tasks.hold = True
    screen.presenter.search("colour")
    screen.presenter.choose_topic("media")
    screen.tasks.run()
    assert list(screen.lines()) == ["media.sports"]


def test_locking_forgets_what_was_read_and_typed(screen: Screen) -> None:
    screen.presenter.open_row(SHOE_SIZE)
    screen.presenter.edit(Typed(word="44", system="EU"))
    screen.presenter.forget()
    assert (screen.state.page, screen.state.groups) == (Page.AWAY, ())
    shown = len(screen.states)
    screen.presenter.choose_topic("media")
    assert len(screen.states) == shown
    screen.presenter.start()
    assert screen.state.editor is None
    assert not screen.lines()[SHOE_SIZE].unsaved
