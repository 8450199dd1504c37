"""01b as one sees and uses it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.unit.desktop.test_welcome_view import name_of, texts
from vault import bundled
from vault.desktop.icons import Icons
from vault.desktop.kit_presenter import GroupCheck, KitState
from vault.desktop.kit_view import KitView
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.parts.state_line import StateLine
from vault.desktop.printing import A4, Chosen, Paper
from vault.desktop.theme import Theme, parse_tokens

GROUPS = ("K4TM", "9QWD", "RX7H", "2LPA", "VN5E", "8CJS", "T3GY", "6FBK")
MADE = KitState(GROUPS, "7")
RIGHT = KitState(GROUPS, "7", (GroupCheck(3, True), GroupCheck(7, True)))


class Asked:
    """A person who chooses a file, and a printer that takes the page."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.pages: list[bytes] = []

    def save(self, parent: QWidget, title: str, name: str, chosen: Callable[[Path], None]) -> None:
        self.names.append(name)
        chosen(Path("/there/kit.pdf"))

    def open(self, parent: QWidget, title: str, ending: str, chosen: Callable[[Path], None]) -> None:
        raise AssertionError(ending)

    def print_pages(self, parent: QWidget, pages: tuple[bytes, ...], paper: Paper, chosen: Chosen) -> None:
        assert paper is A4
        self.pages += pages
        chosen(lambda: True)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    made = Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=False)
    made.apply(qapp)
    return made


@pytest.fixture
def asked() -> Asked:
    return Asked()


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, asked: Asked) -> KitView:
    made = KitView(theme, Icons(theme), "Next: ready", asked, asked)
    qtbot.addWidget(made)
    made.resize(544, 620)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.show_state(MADE)
    qtbot.waitUntil(made.title.hasFocus)  # once it is made, that is what one hears
    return made


def test_shows_the_code_and_what_it_is_worth(view: KitView) -> None:
    said = texts(view)
    assert [word for word in said if word in GROUPS] == list(GROUPS)
    for words in (
        "Make your recovery kit",
        "One page with a code. It opens your vault if you forget your passphrase.",
        "Tested just now: this code opens your vault",
        "Check sign: 7",
        "Anyone with this page and your vault file can open your vault. We do not have a copy.",
        "Check that you have it",
        "You can do this in Settings.",
    ):
        assert words in said


def test_every_control_has_a_name_and_a_size_to_hit(view: KitView, theme: Theme) -> None:
    controls = [*view.findChildren(QAbstractButton), *view.findChildren(QLineEdit)]
    seen = [each for each in controls if each.isVisible()]
    assert sorted(map(name_of, seen)) == [
        "Group 3",
        "Group 7",
        "Hide the code",
        "Make it later",
        "Next: ready",
        "Print…",
        "Save as PDF…",
    ]
    least = theme.size("minHitTarget")
    assert all(each.height() >= least and each.width() >= least for each in seen)


def test_code_can_be_hidden_from_who_looks_on(view: KitView) -> None:
    QTest.mouseClick(view.card.hide_button, Qt.MouseButton.LeftButton)
    assert not set(GROUPS) & set(texts(view))
    assert "Check sign: 7" not in texts(view)
    assert name_of(view.card.hide_button) == "Show the code"
    view.show_state(RIGHT)  # what is typed meanwhile shows nothing
    assert not set(GROUPS) & set(texts(view))
    QTest.mouseClick(view.card.hide_button, Qt.MouseButton.LeftButton)
    assert set(GROUPS) <= set(texts(view))


def test_a_screen_reader_spells_each_group(view: KitView) -> None:
    names = [name_of(cell) for cell in view.card.cells()]
    assert names[2] == "Group 3: R X 7 H"
    view.card.show_signs(False)
    assert name_of(view.card.cells()[2]) == "Group 3: hidden"


def test_tab_and_enter_go_from_top_to_bottom(qtbot: QtBot, view: KitView) -> None:
    view.show_state(RIGHT)
    first, second = (field.edit for field in view.fields)
    for widget, following in (
        (view.title, view.card.hide_button),
        (view.card.hide_button, view.print_button),
        (view.print_button, view.save_button),
        (view.save_button, first),
        (first, second),
        (second, view.finish),
        (view.finish, view.later),
    ):
        QTest.keyClick(widget, Qt.Key.Key_Tab)
        assert following.hasFocus()
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert second.hasFocus()
    with qtbot.waitSignal(view.finish_asked):
        QTest.keyClick(second, Qt.Key.Key_Return)


def test_goes_on_only_with_both_groups_right(qtbot: QtBot, view: KitView) -> None:
    assert not view.finish.isEnabled()
    with qtbot.assertNotEmitted(view.finish_asked):
        QTest.keyClick(view.fields[1].edit, Qt.Key.Key_Return)
    with qtbot.waitSignal(view.leave_asked):
        QTest.mouseClick(view.later, Qt.MouseButton.LeftButton)
    view.show_state(RIGHT)
    assert view.finish.isEnabled()
    assert [field.edit.accessibleDescription() for field in view.fields] == ["Right", "Right"]


def test_each_group_is_looked_at_while_typed_and_when_left(qtbot: QtBot, view: KitView) -> None:
    looks: list[tuple[int, str, bool]] = []
    view.looked.connect(lambda *look: looks.append(look))
    view.fields[1].edit.setFocus()
    QTest.keyClicks(view.fields[1].edit, "T3")
    view.fields[0].edit.setFocus()
    assert looks == [(7, "T", False), (7, "T3", False), (7, "T3", True)]


def test_wrong_group_is_said_below_its_field_and_moves_nothing(view: KitView) -> None:
    before = view.finish.pos()
    view.show_state(KitState(GROUPS, "7", (GroupCheck(3, True), GroupCheck(7, wrong="Look again at group 7."))))
    QApplication.processEvents()
    assert "Look again at group 7." in texts(view)
    assert view.fields[1].edit.accessibleDescription() == "Look again at group 7."
    assert view.fields[1].edit.property("error") is True
    assert view.fields[0].edit.property("error") is False
    assert view.finish.pos() == before
    (line,) = [each for each in view.fields[1].findChildren(StateLine) if each.accessibleName()]
    (sign,) = [each for each in line.findChildren(IconLabel) if each.isVisible()]
    (words,) = [each for each in line.findChildren(QLabel) if each.text() == "Look again at group 7."]
    place = QPoint(0, 0)
    assert sign.mapTo(view, place).x() < words.mapTo(view, place).x()


def test_saving_and_printing_ask_and_tell(qtbot: QtBot, view: KitView, asked: Asked) -> None:
    with qtbot.waitSignal(view.path_chosen) as chosen:
        QTest.mouseClick(view.save_button, Qt.MouseButton.LeftButton)
    assert (asked.names, chosen.args) == (["recovery-kit.pdf"], [Path("/there/kit.pdf")])
    with qtbot.waitSignal(view.print_asked):
        QTest.mouseClick(view.print_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(view.printer_chosen) as printer:
        view.take_pages((b"page",))
    assert (asked.pages, printer.args[0]()) == ([b"page"], True)
    view.show_state(KitState(GROUPS, "7", told="Saved as kit.pdf."))
    assert "Saved as kit.pdf." in texts(view)
    view.show_state(KitState(GROUPS, "7", busy="Drawing the page."))
    assert "Drawing the page." in texts(view)
    assert not view.print_button.isEnabled()
    assert not view.save_button.isEnabled()


def test_without_a_kit_it_says_why_and_can_be_tried_again(qtbot: QtBot, view: KitView) -> None:
    view.show_state(KitState(failed="The disk is full."))
    said = texts(view)
    assert "The disk is full." in said
    assert not set(GROUPS) & set(said)
    assert "Next: ready" not in said
    with qtbot.waitSignal(view.retry_asked):
        QTest.mouseClick(view.retry, Qt.MouseButton.LeftButton)
    assert view.later.isEnabled()
