"""The logic of the preferences page: what can be added."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.unit.desktop.preferences_screen import COLOURS, SHOE_SIZE, WIDTH, Screen, new_session, screen_on
from vault.core.clock import SetClock
from vault.core.sensitivity import Level
from vault.customer.editing import list_preferences, set_words
from vault.customer.session import Session
from vault.desktop.preference_state import Page
from vault.desktop.preference_typed import Typed


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


def test_add_offers_what_is_not_kept_yet_by_topic(screen: Screen) -> None:
    screen.presenter.add()
    assert (screen.state.page, screen.state.topic) == (Page.ADD, "clothing")
    (group,) = screen.state.groups
    offered = [each.key for each in group.offered]
    assert SHOE_SIZE not in offered
    assert "clothing.top_size" in offered
    assert {topic.id: topic.count for topic in screen.state.topics}["clothing"] == len(offered)
    screen.presenter.choose_topic("money")
    assert {each.level for each in screen.state.groups[0].offered} == {Level.SEALED}


@pytest.mark.parametrize("text", ["koffie sterk", "STRONG coffee", "how strong i like"])
def test_add_searches_labels_and_help_in_both_languages(screen: Screen, text: str) -> None:
    screen.presenter.add()
    screen.presenter.search(text)
    assert "food.coffee_strength" in [each.key for group in screen.state.groups for each in group.offered]
    assert screen.state.topic is None


def test_a_picked_preference_opens_in_its_topic_and_is_kept_once_saved(screen: Screen, session: Session) -> None:
    screen.presenter.add()
    screen.presenter.pick("food.coffee_strength")
    assert (screen.state.page, screen.state.topic, screen.editor.new) == (Page.KEPT, "food", True)
    assert screen.lines()["food.coffee_strength"].new
    screen.presenter.save()
    assert screen.editor.problem is not None
    screen.presenter.edit(Typed(word="4"))
    screen.presenter.save()
    assert screen.lines()["food.coffee_strength"].values == ("Strong",)
    assert "food.coffee_strength" in {each.entry.key for each in list_preferences(session)}


def test_a_picked_preference_is_gone_when_cancelled(screen: Screen) -> None:
    screen.presenter.pick("food.coffee_strength")
    screen.presenter.cancel()
    assert screen.lines() == {}


def test_cancel_while_adding_goes_back(screen: Screen) -> None:
    screen.presenter.add()
    screen.presenter.search("coffee")
    screen.presenter.cancel()
    assert (screen.state.page, screen.state.search, screen.state.topic) == (Page.KEPT, "", "clothing")


def test_a_picked_preference_that_is_kept_shows_what_is_kept(session: Session) -> None:
    set_words(session, SHOE_SIZE, "EU 43")
    screen = screen_on(session)
    screen.tasks.hold = True
    screen.presenter.start()
    screen.presenter.pick(SHOE_SIZE)
    screen.tasks.run()
    assert (screen.editor.new, screen.editor.draft.typed.word) == (False, "43")
    screen.presenter.pick(SHOE_SIZE)
    assert screen.editor.entry.key == SHOE_SIZE


def test_start_with_sizes_goes_on_to_the_next_size(session: Session) -> None:
    screen = screen_on(session)
    screen.presenter.start()
    screen.presenter.start_with_sizes()
    sizes = list(screen.lines())
    assert len(sizes) > 2
    assert screen.editor.entry.key == sizes[0]
    screen.presenter.edit(Typed(word="43", system="EU"))
    screen.presenter.save()
    assert screen.editor.entry.key == sizes[1]
    for _ in sizes[1:]:
        if screen.state.editor is None:
            screen.presenter.open_row(next(key for key, line in screen.lines().items() if line.new))
        screen.presenter.cancel()
    assert list(screen.lines()) == [sizes[0]]
