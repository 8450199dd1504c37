"""The pages at each text size, in both languages and two windows: rows wrap, nothing is cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.example_day import Day, example_day
from tests.screenshots.scenes import empty_pictures, empty_window, link, world_of
from tests.screenshots.settings_scenes import settings_pictures
from tests.unit.desktop.fits import cut
from tests.unit.desktop.vault_day import named
from vault import bundled
from vault.customer.taking_along import Form
from vault.desktop.activity_state import EventLine
from vault.desktop.app import translate
from vault.desktop.fonts import load_fonts
from vault.desktop.preference_editor import SIDE, PreferenceEditor
from vault.desktop.theme import Theme, parse_tokens
from vault.desktop.window import Window

SIZES = ((1180, 780), (880, 600))
KEYS = (
    "clothing.shoe_size",
    "clothing.price_per_pair",
    "clothing.fit",
    "food.coffee_strength",
    "food.cuisines",
    "food.vegetarian",
    "health.allergies",
    "home.floor",
    "media.phone_model",
    "media.sports",
)


def settle() -> None:
    for _ in range(6):
        QApplication.processEvents()


@dataclass(frozen=True)
class Shown:
    """How the program looks: its theme at a text size, and its language."""

    theme: Theme
    language: str


@pytest.fixture(scope="module", params=[(1.0, "en"), (1.0, "nl"), (1.15, "nl"), (1.3, "nl")], ids=str)
def shown(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Shown]:
    scale, language = request.param
    load_fonts()
    tokens = parse_tokens(bundled.read("theme/tokens.json"))
    larger = {kind: letter._replace(points=letter.points * scale) for kind, letter in tokens.letters.items()}
    theme = Theme(tokens._replace(letters=larger), dark=False)
    theme.apply(qapp)
    translate(qapp, language)
    yield Shown(theme, language)
    translate(qapp, "en")
    Theme(tokens, dark=False).apply(qapp)


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    """One for all: what is done here is looked at and taken back."""
    with example_day(tmp_path_factory.mktemp("day") / "vault", answered=True) as made:
        yield made


@pytest.fixture
def window(day: Day, shown: Shown) -> Iterator[Window]:
    made = Window(world_of(day, shown.theme, shown.language), lambda reason, opened, around: QWidget(around))
    made.enter()
    made.show()
    yield made
    made.hide()  # closing it would close the vault too
    made.deleteLater()
    QCoreApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)


def looked_at(window: Window, *, after: Callable[[], Any] | None = None) -> dict[str, list[str]]:
    """What is cut in each window that the page is looked at in; ``after`` is done in each first."""
    found = {}
    for width, height in SIZES:
        window.resize(width, height)
        settle()
        if after is not None:
            after()
            settle()
        if wrong := cut(window):
            found[f"{width}x{height}"] = wrong
    return found


def test_overview_and_review_day(window: Window) -> None:
    window.open_link(link(1))
    window.presenter("requests").later()
    window.show_page("overview")
    assert looked_at(window) == {}
    review = window.presenter("overview").review
    review.enter()
    assert looked_at(window) == {}
    review.leave()


def test_preferences(window: Window) -> None:
    window.show_page("preferences")
    page = window.presenter("preferences")
    for topic in ("clothing", "health", "media"):
        page.choose_topic(topic)
        assert looked_at(window) == {}, topic
    page.add()
    assert looked_at(window) == {}


def test_open_editors(window: Window) -> None:
    """Each has the height it needs at once, no more and no less, when it opens and when its room changes."""
    window.show_page("preferences")
    page = window.presenter("preferences")
    for (width, height), key in product(SIZES, KEYS):
        window.resize(width, height)
        settle()
        page.pick(key)
        QApplication.processEvents()
        editor = window.findChild(PreferenceEditor)
        first = editor.height()
        settle()
        assert editor.height() == first, key
        room = editor.foot.room  # the foot itself may float over the end of what is in view
        assert editor.height() == room.mapTo(editor, QPoint(0, room.height())).y(), key
        assert room.height() == editor.foot.sizeHint().height(), key
        foot = editor.foot
        shown = [each for each in foot.findChildren(QPushButton) if each.isVisible()]
        ends = [each.mapTo(foot, QPoint(0, each.height())).y() for each in shown]
        assert foot.height() - max(ends) == SIDE, key
        assert cut(window) == [], key
        page.save()
        settle()
        assert cut(window) == [], key
        page.cancel()


def test_shops(window: Window) -> None:
    window.show_page("shops")
    page = window.presenter("shops")
    for host in ("schoenenhuis.example", "groenekom.example", "zeepenzo.example", "tuinenco.example"):
        page.select(host)
        assert looked_at(window) == {}, host


def test_activity_and_receipts(window: Window) -> None:
    window.show_page("activity")
    page = window.presenter("activity")
    assert looked_at(window) == {}
    for event in [row for row in page._rows if isinstance(row, EventLine)][:6]:
        page.open_event(event.seq)
        assert looked_at(window) == {}, event.title


def test_your_data(window: Window) -> None:
    window.show_page("your_data")
    assert looked_at(window) == {}
    copy = window.presenter("your_data").copy
    copy.take_sealed(True)
    copy.choose_form(Form.JSONLD)
    copy.choose_topic("clothing")
    copy.ask("", "short", "short")
    assert looked_at(window) == {}


def test_settings(window: Window) -> None:
    for name, _ in settings_pictures(window):
        assert looked_at(window) == {}, name


def test_what_can_be_taken_back(window: Window, shown: Shown) -> None:
    window.show_page("preferences")
    window.presenter("preferences").delete("clothing.shoe_size")
    assert looked_at(window) == {}
    named(window, "Undo" if shown.language == "en" else "Ongedaan maken").click()


def test_empty_pages(qtbot: QtBot, tmp_path: Path, shown: Shown) -> None:
    with empty_window(tmp_path / "new", shown.theme, shown.language) as window:
        qtbot.addWidget(window)
        window.show()
        for name, _ in empty_pictures(window):
            assert looked_at(window) == {}, name
        one = "1 regel, gecontroleerd om" if shown.language == "nl" else "1 entry, checked"
        assert any(label.text().startswith(one) for label in window.findChildren(QLabel))
