"""My card as a person uses it: ticks by mouse and keyboard, the passphrase, the card over the whole window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.conftest import PASSPHRASE
from tests.unit.desktop.fits import cut
from tests.unit.desktop.vault_day import Day, named, open_day, sentences, texts, themed
from vault.customer.editing import set_words
from vault.desktop.card_presenter import CardPresenter
from vault.desktop.card_state import CardState
from vault.desktop.card_ticks import TickModel
from vault.desktop.card_view import CardView
from vault.desktop.printing import A6, Chosen
from vault.desktop.printing import Paper as PaperSize

SHOE, FEET = "clothing.shoe_size", "health.foot_health"


class Paper:
    """A printer that takes everything, and a file that was chosen."""

    def __init__(self, path: Path) -> None:
        self.path, self.printed = path, 0

    def print_pages(self, parent: QWidget, pages: tuple[bytes, ...], paper: PaperSize, chosen: Chosen) -> None:
        assert paper is A6
        self.printed += len(pages)
        chosen(lambda: True)

    def save(self, parent: QWidget, title: str, name: str, chosen: object) -> None:
        assert name == "my-card.pdf"
        chosen(self.path)  # type: ignore[operator]

    def open(self, parent: QWidget, title: str, ending: str, chosen: object) -> None:
        raise AssertionError


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with open_day(tmp_path) as made:
        yield made


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    return Paper(tmp_path / "card.pdf")


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication, day: Day, paper: Paper) -> CardView:
    theme, icons = themed(qapp)
    made = CardView(theme, icons, sentences(), shipped(), files=paper, printing=paper)
    presenter = CardPresenter(day.tasks, sentences(), shipped(), day.clock)
    presenter.setParent(made)
    day.watch(presenter)
    made.attach(presenter)
    qtbot.addWidget(made)
    made.resize(972, 780)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    presenter.start()
    return made


def state(day: Day) -> CardState:
    found: CardState = day.state
    return found


def item(view: CardView, row: int) -> QAccessible.State:
    found = QAccessible.queryAccessibleInterface(view.list).child(row)
    assert found is not None
    return found.state()


def test_the_list_keeps_the_rules_of_models(view: CardView) -> None:
    model = view.list.model()
    assert isinstance(model, TickModel)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_ticked(frozenset({SHOE}))
    model.set_ticked(frozenset())


def test_space_and_a_click_tick_and_the_list_stays_where_it_was(qtbot: QtBot, view: CardView, day: Day) -> None:
    view.list.setFocus()
    qtbot.keyClick(view.list, Qt.Key.Key_Down)
    qtbot.keyClick(view.list, Qt.Key.Key_Down)
    where = view.list.currentIndex().row()
    qtbot.keyClick(view.list, Qt.Key.Key_Space)
    assert len(state(day).ticked) == 1
    assert view.list.currentIndex().row() == where
    assert item(view, where).checkable == 1
    assert item(view, where).checked == 1
    place = view.list.visualRect(view.list.model().index(1, 0)).center()
    qtbot.mouseClick(view.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert SHOE in state(day).ticked
    assert "EU 43" in texts(view.side)


def test_a_screen_reader_hears_name_value_and_level(view: CardView) -> None:
    found = QAccessible.queryAccessibleInterface(view.list).child(1)
    assert found.text(QAccessible.Text.Name) == "Shoe size, EU 43, Everyday"


def test_without_a_card_nothing_can_leave(view: CardView) -> None:
    assert "Tick what you want on your card." in texts(view.side)
    assert not any(each.isEnabled() for each in (view.side.large, view.side.copy, view.side.save))


def test_the_card_fills_the_window_dark_on_light_until_esc(
    qtbot: QtBot, view: CardView, day: Day, qapp: QApplication
) -> None:
    view._theme.set_dark(True)
    view.toggled.emit(SHOE)
    large = named(view, "Show large")
    large.setFocus()
    qtbot.mouseClick(large, Qt.MouseButton.LeftButton)
    card = view._large
    assert card is not None
    assert card.geometry() == view.rect()
    assert {"My card", "Shoe size", "EU 43"} <= set(texts(card))
    assert card.points() > 40
    picture = card.grab().toImage()
    assert picture.pixelColor(4, 4) == QColor("white")
    assert qapp.focusWidget() is card.close_button
    qtbot.keyClick(card.close_button, Qt.Key.Key_Tab)
    assert qapp.focusWidget() is card.close_button
    qtbot.keyClick(card.close_button, Qt.Key.Key_Escape)
    assert card.isHidden()
    assert not card.findChildren(QWidget, "value")
    assert qapp.focusWidget() is large
    view._theme.set_dark(False)


def test_much_gets_smaller_and_then_scrolls(qtbot: QtBot, view: CardView, day: Day) -> None:
    view.toggled.emit(SHOE)
    view.large_asked.emit(True)
    assert view._large is not None
    one = view._large.points()
    view.large_asked.emit(False)
    for key, words in (
        ("clothing.colours_worn", "navy, dark_green, white, cream, grey"),
        ("food.chocolate", "70"),
        ("food.coffee_strength", "4"),
        ("media.phone_model", "Fairphone 5 with the larger battery and a case of cork"),
    ):
        set_words(day.session, key, words)
        view.findChild(CardPresenter).start()
        view.toggled.emit(key)
    view.large_asked.emit(True)
    assert 16 <= view._large.points() < one
    view.resize(880, 600)
    assert view._large.size() == view.size()


def test_sealed_asks_over_the_window_and_leaves_with_the_page(qtbot: QtBot, view: CardView, day: Day) -> None:
    view.toggled.emit(FEET)
    panel = view._asking
    assert panel is not None
    assert panel.is_open
    qtbot.keyClicks(panel.field.edit, "wrong")
    qtbot.keyClick(panel.field.edit, Qt.Key.Key_Return)
    assert "This passphrase does not open your vault. Check Caps Lock and try again." in texts(panel)
    panel.field.edit.setText(PASSPHRASE)
    qtbot.mouseClick(panel.yes, Qt.MouseButton.LeftButton)
    assert not panel.is_open
    assert panel.field.typed() == ""
    assert "My own insoles" in texts(view.side)
    view.hide()
    assert "My own insoles" not in texts(view.side)
    assert state(day).ticked == frozenset()


def test_esc_in_the_panel_leaves_it_off(qtbot: QtBot, view: CardView, day: Day) -> None:
    view.toggled.emit(FEET)
    assert view._asking is not None
    qtbot.keyClick(view._asking.field.edit, Qt.Key.Key_Escape)
    assert not view._asking.is_open
    assert (state(day).asking, state(day).ticked) == (None, frozenset())


def test_ctrl_c_copies_the_card(qtbot: QtBot, view: CardView, day: Day) -> None:
    copied: list[str] = []
    view.findChild(CardPresenter).copy_wanted.connect(lambda text, sealed: copied.append(text))
    view.toggled.emit(SHOE)
    view.side.copy.setFocus()
    qtbot.keyClick(view.side.copy, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert copied == ["Shoe size: EU 43\n"]
    assert state(day).told


def test_paper_and_file(qtbot: QtBot, view: CardView, day: Day, paper: Paper) -> None:
    view.toggled.emit(SHOE)
    qtbot.mouseClick(named(view, "Print A6…"), Qt.MouseButton.LeftButton)
    assert paper.printed == 1
    assert state(day).told == "Sent to the printer."
    qtbot.mouseClick(named(view, "Save as file…"), Qt.MouseButton.LeftButton)
    assert paper.path.read_bytes().startswith(b"%PDF")


def test_an_allergy_card_without_allergies_says_where_to_add_them(qtbot: QtBot, view: CardView, day: Day) -> None:
    wanted: list[str] = []
    view.findChild(CardPresenter).add_wanted.connect(wanted.append)
    qtbot.mouseClick(named(view, "My allergies"), Qt.MouseButton.LeftButton)
    assert "You keep no allergies yet." in texts(view.side)
    qtbot.mouseClick(named(view, "Add my allergies"), Qt.MouseButton.LeftButton)
    assert wanted == ["health.allergies"]


@pytest.mark.parametrize("scale", [1.0, 1.3, 2.0])
@pytest.mark.parametrize(("width", "height"), [(972, 780), (816, 600)])
def test_nothing_is_cut(
    qtbot: QtBot, qapp: QApplication, view: CardView, width: int, height: int, scale: float
) -> None:
    view._theme.set_text_scale(scale)
    view.toggled.emit(SHOE)
    view.findChild(CardPresenter).set_other_systems(True)
    view.resize(width, height)
    qapp.processEvents()
    assert cut(view) == []
    view._theme.set_text_scale(1.0)
