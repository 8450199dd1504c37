"""Copying one value from its row: by keyboard and by mouse, exactly that value, onto a clipboard that forgets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.unit.core.catalogue_values import shipped
from tests.unit.desktop.vault_day import Day, name_of, open_day, sentences, themed
from vault.customer.editing import set_words
from vault.desktop.preference_copy import RowCopy
from vault.desktop.preference_row import PreferenceHead
from vault.desktop.preferences_presenter import PreferencesPresenter
from vault.desktop.preferences_view import PreferencesView

SHOE, COLOURS, FEET = "clothing.shoe_size", "clothing.colours_worn", "health.foot_health"
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with open_day(tmp_path) as made:
        set_words(made.session, COLOURS, "navy, dark_green, white, grey")
        yield made


@pytest.fixture
def copied() -> list[tuple[str, bool]]:
    return []


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication, day: Day, copied: list[tuple[str, bool]]) -> PreferencesView:
    theme, icons = themed(qapp)
    made = PreferencesView(theme, icons, sentences(), shipped())
    presenter = PreferencesPresenter(day.tasks, sentences(), shipped())
    presenter.setParent(made)
    presenter.copy_wanted.connect(lambda text, sealed: copied.append((text, sealed)))
    made.attach(presenter)
    qtbot.addWidget(made)
    made.resize(972, 780)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    presenter.start()
    return made


def row(view: PreferencesView, key: str) -> PreferenceHead:
    found = view.rows._rows[key]
    assert isinstance(found, PreferenceHead)
    return found


def test_ctrl_c_copies_exactly_the_value(qtbot: QtBot, view: PreferencesView, copied: list[tuple[str, bool]]) -> None:
    row(view, SHOE).setFocus()
    qtbot.keyClick(row(view, SHOE), Qt.Key.Key_C, CONTROL)
    row(view, COLOURS).setFocus()
    qtbot.keyClick(row(view, COLOURS), Qt.Key.Key_C, CONTROL)
    assert copied == [("EU 43", False), ("Navy, Dark green, White, Grey", False)]


def test_what_is_sealed_is_said_to_be(qtbot: QtBot, view: PreferencesView, copied: list[tuple[str, bool]]) -> None:
    view.topic_chosen.emit("health")
    row(view, FEET).setFocus()
    qtbot.keyClick(row(view, FEET), Qt.Key.Key_C, CONTROL)
    assert copied == [("My own insoles", True)]


def test_the_button_is_there_with_the_keyboard_or_the_mouse_and_named(
    qtbot: QtBot, view: PreferencesView, copied: list[tuple[str, bool]]
) -> None:
    shoe = row(view, SHOE)
    assert row(view, COLOURS).findChild(RowCopy) is None
    shoe.setFocus()
    found = shoe.findChild(RowCopy)
    assert found is not None
    assert found.isVisible()
    assert name_of(found) == "Copy Shoe size"
    assert found.width() >= 32
    assert shoe.rect().contains(found.geometry())
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)
    assert copied == [("EU 43", False)]
    assert view.rows.editor is None  # the click was the button's, not the row's
    row(view, COLOURS).setFocus()
    assert not found.isVisible()


def test_leaving_with_the_mouse_takes_the_button_away(view: PreferencesView, qapp: QApplication) -> None:
    shoe = row(view, SHOE)
    shoe.setFocus()
    found = shoe.findChild(RowCopy)
    assert found is not None
    row(view, COLOURS).setFocus()
    qapp.sendEvent(shoe, QEnterEvent(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5)))
    qapp.sendEvent(shoe, QEvent(QEvent.Type.Leave))
    assert not found.isVisible()


def test_the_button_keeps_its_place_in_a_narrow_page(view: PreferencesView, qapp: QApplication) -> None:
    view.resize(752, 600)
    shoe = row(view, SHOE)
    shoe.setFocus()
    qapp.processEvents()
    found = shoe.findChild(RowCopy)
    assert found is not None
    assert shoe.rect().contains(found.geometry())


def test_what_is_not_kept_yet_has_nothing_to_copy(
    qtbot: QtBot, view: PreferencesView, copied: list[tuple[str, bool]]
) -> None:
    view.picked.emit("clothing.fit")
    qtbot.keyClick(row(view, "clothing.fit"), Qt.Key.Key_C, CONTROL)
    assert copied == []
    assert row(view, "clothing.fit").findChild(RowCopy) is None


def test_my_card_is_reached_from_the_head(qtbot: QtBot, view: PreferencesView) -> None:
    presenter = view.findChild(PreferencesPresenter)
    with qtbot.waitSignal(presenter.navigate) as asked:
        qtbot.mouseClick(view.card, Qt.MouseButton.LeftButton)
    assert asked.args == ["card"]
    assert "My card" in view.card.text()
    view._theme.set_text_scale(1.3)
    view.resize(816, 600)
    assert (view.card.text(), view.card.accessibleName(), view.card.toolTip()) == ("", "My card", "My card")
    view._theme.set_text_scale(1.0)
