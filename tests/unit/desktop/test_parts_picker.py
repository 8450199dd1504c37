"""The precision picker: arrows and Tab, names, room, and choices that are made anew."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.unit.desktop.part_shown import HIT, name_of, role_of, shown
from vault import bundled
from vault.core.value import Precision
from vault.desktop.parts.buttons import button
from vault.desktop.parts.precision_picker import PrecisionPicker
from vault.desktop.parts.segments import Segments
from vault.desktop.theme import Theme, parse_tokens

STEPS = (
    (Precision.EXACT, "Exact", "EU 43"),
    (Precision.RANGE, "Range", "42 to 44"),
    (Precision.CATEGORY, "Category", "Adult"),
)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    made = Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=False)
    made.apply(qapp)
    return made


# ---- precision picker ----


def test_picker_moves_by_arrows_and_says_what_was_picked(qtbot: QtBot, theme: Theme) -> None:
    made = PrecisionPicker(theme)
    made.set_steps(STEPS)
    made.set_chosen(Precision.RANGE)
    shown(qtbot, made)
    picked: list[Precision] = []
    made.picked.connect(picked.append)
    made.steps()[1].setFocus()
    QTest.keyClick(made.steps()[1], Qt.Key.Key_Right)
    assert made.chosen is Precision.CATEGORY
    assert made.steps()[2].hasFocus()
    QTest.keyClick(made.steps()[2], Qt.Key.Key_Left)
    QTest.keyClick(made.steps()[1], Qt.Key.Key_Left)
    assert made.chosen is Precision.EXACT
    assert picked == [Precision.CATEGORY, Precision.RANGE, Precision.EXACT]


def test_picker_is_one_stop_for_tab(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    before, made, after = button("Before", "normal"), PrecisionPicker(theme), button("After", "normal")
    made.set_steps(STEPS)
    made.set_chosen(Precision.CATEGORY)
    for widget in (before, made, after):
        column.addWidget(widget)
    shown(qtbot, window)
    before.setFocus()
    QTest.keyClick(before, Qt.Key.Key_Tab)
    assert made.steps()[2].hasFocus()
    QTest.keyClick(made.steps()[2], Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_choosing_from_code_is_silent(qtbot: QtBot, theme: Theme) -> None:
    made = PrecisionPicker(theme)
    qtbot.addWidget(made)
    made.set_steps(STEPS)
    assert made.chosen is None
    with qtbot.assertNotEmitted(made.picked):
        made.set_chosen(Precision.EXACT)
        assert made.chosen is Precision.EXACT
        made.set_chosen(None)
    assert made.chosen is None


def test_steps_have_names_roles_and_size(qtbot: QtBot, theme: Theme) -> None:
    made = PrecisionPicker(theme)
    qtbot.addWidget(made)
    made.set_steps(STEPS)
    assert [name_of(step) for step in made.steps()] == [
        "Exact, EU 43, 1 of 3",
        "Range, 42 to 44, 2 of 3",
        "Category, Adult, 3 of 3",
    ]
    assert {role_of(step) for step in made.steps()} == {QAccessible.Role.RadioButton}
    assert made.sizeHint().height() == 44
    assert all(step.sizeHint().height() >= HIT for step in made.steps())


def test_steps_stand_below_each_other_where_they_do_not_fit(qtbot: QtBot, theme: Theme) -> None:
    made = PrecisionPicker(theme)
    made.set_steps((*STEPS[:2], (Precision.CATEGORY, "Alleen de soort", "Zonder dierlijk materiaal")))
    window = QWidget()
    made.setParent(window)
    wide = made.sizeHint().width()
    made.resize(wide, made.heightForWidth(wide))
    shown(qtbot, window)
    assert len({step.y() for step in made.steps()}) == 1
    narrow = 2 + max(step.sizeHint().width() for step in made.steps())
    made.resize(narrow, made.heightForWidth(narrow))
    assert len({step.y() for step in made.steps()}) == 3
    assert all(step.width() >= step.sizeHint().width() for step in made.steps())
    assert made.steps()[2].geometry().bottom() < made.height()


def test_a_long_value_takes_more_lines_where_there_is_no_room(qtbot: QtBot, theme: Theme) -> None:
    made = PrecisionPicker(theme)
    made.set_steps(((Precision.EXACT, "Exact", "Navy, dark green, grey, white, yellow"), *STEPS[1:]))
    window = QWidget()
    made.setParent(window)
    shown(qtbot, window)
    narrow = made.minimumSizeHint().width()
    made.resize(narrow, made.heightForWidth(narrow))
    long, short = made.steps()[:2]
    assert long.height() >= long.heightForWidth(long.width()) > short.height()
    assert made.steps()[2].geometry().bottom() < made.height()


def test_what_a_choice_opens_keeps_the_keyboard(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    made, opened = PrecisionPicker(theme), button("Opened", "normal")
    made.set_steps(STEPS)
    made.set_chosen(Precision.EXACT)
    made.picked.connect(lambda _: opened.setFocus())
    column.addWidget(made)
    column.addWidget(opened)
    shown(qtbot, window)
    made.steps()[0].setFocus()
    QTest.keyClick(made.steps()[0], Qt.Key.Key_Right)
    assert opened.hasFocus()


class Replaced(QWidget):
    """A picker and segments between two buttons, whose choices change while one of them has the keyboard."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.picker, self.segments = PrecisionPicker(theme), Segments(theme)
        self.before, self.after = button("Before", "normal"), button("After", "normal")
        self.replace(0)
        column = QVBoxLayout(self)
        for widget in (self.before, self.picker, self.segments, self.after):
            column.addWidget(widget)

    def replace(self, number: int) -> None:
        self.picker.set_steps([(each, caption, f"{value} {number}") for each, caption, value in STEPS[number % 2 :]])
        self.picker.set_chosen(Precision.RANGE)
        self.segments.set_items([(each, f"{each} {number}", None) for each in ("a", "b", "c")[number % 2 :]])
        self.segments.set_chosen("b")

    def order(self) -> list[QWidget | None]:
        """What the Tab key comes to, from the first button to the last."""
        self.before.setFocus()
        found: list[QWidget | None] = [QApplication.focusWidget()]
        while found[-1] is not self.after and len(found) < 10:
            QTest.keyClick(found[-1], Qt.Key.Key_Tab)
            found.append(QApplication.focusWidget())
        return found


def test_replaced_choices_keep_their_place_for_tab(qtbot: QtBot, theme: Theme) -> None:
    made = Replaced(theme)
    shown(qtbot, made)
    for number in range(4):
        made.replace(number)
        chosen = [one for one in (*made.picker.steps(), *made.segments.buttons()) if one.isChecked()]
        assert made.order() == [made.before, *chosen, made.after]


def test_a_replaced_choice_hands_the_keyboard_to_its_successor(qtbot: QtBot, theme: Theme) -> None:
    made = Replaced(theme)
    shown(qtbot, made)
    for number in range(1, 4):
        made.picker.steps()[-1].setFocus()
        made.replace(number)
        assert [step.hasFocus() for step in made.picker.steps()] == [step.isChecked() for step in made.picker.steps()]
        made.segments.buttons()[-1].setFocus()
        made.replace(number + 1)
        assert [one.hasFocus() for one in made.segments.buttons()] == [
            one.isChecked() for one in made.segments.buttons()
        ]


def test_a_replaced_choice_is_never_a_window_of_its_own(qtbot: QtBot, theme: Theme) -> None:
    made = Replaced(theme)
    shown(qtbot, made)
    for number in range(3):
        made.replace(number)
    windows = {type(each).__name__ for each in QApplication.topLevelWidgets() if each.isVisible()}
    QApplication.processEvents()
    assert (
        {type(each).__name__ for each in QApplication.topLevelWidgets() if each.isVisible()} == windows == {"Replaced"}
    )


def test_chosen_step_has_a_rule_below_it(qtbot: QtBot, theme: Theme) -> None:
    made = PrecisionPicker(theme)
    qtbot.addWidget(made)
    made.set_steps(STEPS)
    made.set_chosen(Precision.RANGE)
    made.resize(made.sizeHint())
    image = made.grab().toImage()
    chosen, other = made.steps()[1].geometry(), made.steps()[2].geometry()
    assert image.pixelColor(chosen.center().x(), chosen.bottom()) == theme.color("primary")
    assert image.pixelColor(other.center().x(), other.bottom()) == theme.color("surface")
