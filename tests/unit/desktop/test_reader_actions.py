"""What a screen reader does to a control has the same effect as a click or a key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QStringListModel
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView, QTableView, QWidget
from pytestqt.qtbot import QtBot

from tests.unit.desktop.vault_day import themed
from vault.core.value import Precision
from vault.desktop.parts.precision_picker import PrecisionPicker
from vault.desktop.parts.segments import Segments
from vault.desktop.parts.switch import Switch
from vault.desktop.parts.written_line import WrittenLine
from vault.desktop.preference_value import PlainList
from vault.desktop.rail import Rail, RailPage
from vault.desktop.reader_choice import follow_selection


def interface(widget: QWidget) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(widget)


def do(found: QAccessibleInterface) -> None:
    """The first action, which is what a screen reader's command does."""
    actions = found.actionInterface()
    actions.doAction(actions.actionNames()[0])


def test_a_switch_that_is_toggled_was_flipped(qtbot: QtBot, qapp: QApplication) -> None:
    switch = Switch(themed(qapp)[0])
    qtbot.addWidget(switch)
    flipped: list[bool] = []
    switch.flipped.connect(flipped.append)
    switch.setChecked(True)
    assert flipped == []
    do(interface(switch))
    assert flipped == [False]
    switch.click()
    assert flipped == [False, True]


def test_a_page_of_the_rail_is_one_of_several_and_can_be_opened(qtbot: QtBot, qapp: QApplication) -> None:
    theme, icons = themed(qapp)
    rail = Rail(theme, icons, [RailPage("one", "house", "One"), RailPage("two", "house", "Two")])
    qtbot.addWidget(rail)
    chosen: list[str] = []
    rail.chosen.connect(chosen.append)
    rail.set_chosen("one")
    assert chosen == []
    item = interface(rail._items["two"])
    assert item.role() == QAccessible.Role.RadioButton
    do(item)
    assert chosen == ["two"]
    assert not rail._items["one"].isChecked()
    rail._items["one"].click()
    assert chosen == ["two", "one"]


def test_a_segment_is_one_of_several_and_can_be_picked(qtbot: QtBot, qapp: QApplication) -> None:
    segments = Segments(themed(qapp)[0])
    qtbot.addWidget(segments)
    picked: list[str] = []
    segments.picked.connect(picked.append)
    segments.set_items([("a", "A", None), ("b", "B", None)])
    segments.set_chosen("a")
    assert picked == []
    second = interface(segments.buttons()[1])
    assert second.role() == QAccessible.Role.RadioButton
    do(second)
    assert (picked, segments.chosen) == (["b"], "b")


def test_a_step_of_precision_can_be_picked(qtbot: QtBot, qapp: QApplication) -> None:
    picker = PrecisionPicker(themed(qapp)[0])
    qtbot.addWidget(picker)
    picked: list[Precision] = []
    picker.picked.connect(picked.append)
    picker.set_steps([(Precision.EXACT, "Exact", "43"), (Precision.RANGE, "Range", "42 to 44")])
    picker.set_chosen(Precision.EXACT)
    assert picked == []
    do(interface(picker.steps()[1]))
    assert picked == [Precision.RANGE]
    picker.steps()[0].click()
    assert picked == [Precision.RANGE, Precision.EXACT]


def test_what_is_written_is_heard_and_what_the_program_puts_is_not(qtbot: QtBot) -> None:
    line = WrittenLine()
    qtbot.addWidget(line)
    written: list[str] = []
    line.written.connect(written.append)
    line.setText("ours")
    line.clear()
    assert written == []
    interface(line).setText(QAccessible.Text.Value, "theirs")
    qtbot.keyClicks(line, "!")
    assert written == ["theirs", "theirs!"]


@pytest.mark.parametrize("kind", [QListView, QTableView])
def test_a_row_that_is_chosen_is_current_and_opened(qtbot: QtBot, kind: type[QAbstractItemView]) -> None:
    view = kind()
    qtbot.addWidget(view)
    view.setModel(QStringListModel(["one", "two", "three"], view))
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    moved: list[int] = []
    opened: list[int] = []
    view.selectionModel().currentChanged.connect(lambda now: moved.append(now.row()))
    follow_selection(view, lambda index: opened.append(index.row()))
    view.show()
    view.setCurrentIndex(view.model().index(0, 0))
    cell = next(
        child
        for number in range(interface(view).childCount())
        if (child := interface(view).child(number)).text(QAccessible.Text.Name) == "two"
    )
    do(cell)
    qtbot.waitUntil(lambda: opened == [1])
    assert moved == [0, 1]
    assert view.currentIndex().row() == 1
    assert [index.row() for index in view.selectedIndexes()] == [1]


def test_a_list_of_choices_says_its_name_beside_its_value(qtbot: QtBot) -> None:
    choices = PlainList()
    qtbot.addWidget(choices)
    choices.addItem("90 days")
    choices.setAccessibleName("Usual time")
    found = interface(choices)
    said = {found.text(QAccessible.Text.Name), *found.text(QAccessible.Text.Description).split(". ")}
    assert "Usual time" in said
    choices.setAccessibleDescription("Too long.")
    assert "Too long." in found.text(QAccessible.Text.Description)
