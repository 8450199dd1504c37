"""Size help as a person uses it: the tables, one's own row, and sizes at brands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.unit.core.catalogue_values import shipped
from tests.unit.desktop.fits import cut
from tests.unit.desktop.vault_day import Day, named, names, open_day, sentences, texts, themed
from vault.core.errors import StorageError
from vault.desktop.parts.state_line import StateLine
from vault.desktop.preference_typed import Typed
from vault.desktop.size_elsewhere import SizeElsewhere
from vault.desktop.size_presenter import SizesPresenter
from vault.desktop.size_state import SizesState
from vault.desktop.size_view import SizesView


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with open_day(tmp_path) as made:
        yield made


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication, day: Day) -> SizesView:
    theme, icons = themed(qapp)
    made = SizesView(theme, icons, sentences(), shipped())
    presenter = SizesPresenter(day.tasks, sentences(), shipped())
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


def state(day: Day) -> SizesState:
    found: SizesState = day.state
    return found


def pick(view: SizesView, chart: str) -> None:
    view.chart.setCurrentIndex(view.chart.findData(chart))
    view.chart.activated.emit(view.chart.currentIndex())


def keep(qtbot: QtBot, view: SizesView, brand: str, size: str, note: str = "") -> None:
    for name, text in (("brand", brand), ("size", size), ("note", note)):
        view.brands.fields[name].setText(text)
    qtbot.mouseClick(view.brands.keep, Qt.MouseButton.LeftButton)


def test_ones_own_size_is_marked_in_words_too(view: SizesView, day: Day) -> None:
    table, mine = state(day).table, state(day).table.mine
    assert mine is not None
    assert table.rows[mine] == ("43", "9", "10", "11.5", "27")
    model = view.table.model()
    assert model.index(mine, 0).data() == "✓ 43"
    assert model.index(mine, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "UK 9, your size"
    assert "Your size: EU 43" in texts(view)
    assert view.table.visualRect(model.index(mine, 0)).intersects(view.table.viewport().rect())
    assert QAccessible.queryAccessibleInterface(view.table).text(QAccessible.Text.Name) == "Sizes"


def test_the_table_keeps_the_rules_of_models(view: SizesView) -> None:
    model = view.table.model()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    pick(view, "men")
    assert model.columnCount() == 3
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Letters"


def test_every_table_says_how_to_measure_that_brands_differ_and_where_it_is_from(view: SizesView, day: Day) -> None:
    for chart, _ in state(day).charts:
        pick(view, chart)
        found = texts(view)
        assert state(day).measure in found
        assert "Brands differ. Half a size up or down is common." in found
        assert any(each.startswith("Where this comes from: ") for each in found)
    assert "Your size: EU 43" not in texts(view)


def test_a_size_at_a_brand_is_kept_and_the_form_is_empty_again(qtbot: QtBot, view: SizesView, day: Day) -> None:
    assert "You keep no brand for this yet." in texts(view)
    keep(qtbot, view, "Groenekom", "43.5", "falls small")
    assert {"Groenekom: 43.5", "falls small"} <= set(texts(view.brands))
    assert [field.text() for field in view.brands.fields.values()] == ["", "", ""]
    assert view.brands.fields["brand"].hasFocus()
    pick(view, "gloves")
    assert "Groenekom: 43.5" not in texts(view.brands)
    pick(view, "child_shoes")
    assert "Groenekom: 43.5" in texts(view.brands)


def test_a_brands_size_is_written_as_numbers_are_in_dutch(day: Day) -> None:
    presenter = SizesPresenter(day.tasks, sentences("nl"), shipped())
    day.watch(presenter)
    for brand, size in (("Groenekom", "43.5"), ("Lumen", "43,5"), ("Volta", "9.5 wide")):
        presenter.keep(brand, size, "")
    assert [each.size for each in state(day).brands] == ["43,5", "43,5", "9.5 wide"]


def test_enter_keeps_too(qtbot: QtBot, view: SizesView, day: Day) -> None:
    view.brands.fields["brand"].setText("Groenekom")
    view.brands.fields["size"].setText("43.5")
    qtbot.keyClick(view.brands.fields["size"], Qt.Key.Key_Return)
    assert [each.brand for each in state(day).brands] == ["Groenekom"]


def test_what_is_missing_is_said_at_its_field(qtbot: QtBot, view: SizesView, day: Day) -> None:
    keep(qtbot, view, "Groenekom", "")
    assert state(day).wrong == "size"
    assert "Type something here, at most 60 letters." in texts(view.brands)
    field = view.brands.fields["size"]
    assert field.hasFocus()
    assert field.accessibleDescription() == "Type something here, at most 60 letters."
    (said,) = [each for each in view.brands.findChildren(StateLine) if each.isVisible()]
    brand, note = view.brands.fields["brand"], view.brands.fields["note"]
    qtbot.waitUntil(lambda: field.geometry().bottom() < said.y() < note.y())
    assert brand.text() == "Groenekom"
    keep(qtbot, view, "", "43")
    qtbot.waitUntil(lambda: brand.geometry().bottom() < said.y() < field.y())
    view.resize(816, 420)
    keep(qtbot, view, "Groenekom", "")
    qtbot.waitUntil(lambda: said.visibleRegion().boundingRect().height() == said.height() and field.y() < said.y())
    view.resize(972, 780)
    keep(qtbot, view, "Groenekom", "43")
    assert not state(day).error


def test_what_was_wrong_is_not_said_any_more_once_a_row_goes(qtbot: QtBot, view: SizesView, day: Day) -> None:
    keep(qtbot, view, "Groenekom", "43.5")
    keep(qtbot, view, "Tuin & Co", "")
    assert state(day).wrong == "size"
    qtbot.mouseClick(named(view, "Remove Groenekom"), Qt.MouseButton.LeftButton)
    assert (state(day).wrong, state(day).error) == ("", "")
    assert "Type something here, at most 60 letters." not in texts(view.brands)
    assert view.brands.fields["brand"].text() == "Tuin & Co"


def test_removing_can_be_taken_back(qtbot: QtBot, view: SizesView, day: Day) -> None:
    keep(qtbot, view, "Groenekom", "43.5")
    qtbot.mouseClick(named(view, "Remove Groenekom"), Qt.MouseButton.LeftButton)
    assert "Groenekom is removed." in texts(view.brands)
    assert "Remove Groenekom" not in names(view)
    qtbot.mouseClick(named(view, "Put back"), Qt.MouseButton.LeftButton)
    assert "Groenekom: 43.5" in texts(view.brands)
    assert "Put back" not in names(view)


def test_the_table_of_a_preference(view: SizesView, day: Day) -> None:
    presenter = view.findChild(SizesPresenter)
    presenter.choose("child_shoes")
    presenter.choose_for("clothing.shoe_size")
    assert state(day).chart == "child_shoes"
    presenter.choose_for("clothing.ring_size")
    assert state(day).chart == "rings"
    presenter.choose_for("media.sports")
    presenter.choose("no such")
    assert state(day).chart == "rings"


def test_a_vault_that_fails_is_said(view: SizesView, day: Day) -> None:
    day.tasks.fails = StorageError("database_damaged")
    view.findChild(SizesPresenter).start()
    assert state(day).failed


def test_forgetting_leaves_nothing(qtbot: QtBot, view: SizesView, day: Day) -> None:
    keep(qtbot, view, "Groenekom", "43.5")
    assert "Groenekom" not in repr(state(day))
    view.findChild(SizesPresenter).forget()
    assert (state(day).brands, state(day).own, state(day).table.mine) == ((), "", None)


@pytest.mark.parametrize("scale", [1.0, 1.3, 2.0])
@pytest.mark.parametrize(("width", "height"), [(972, 780), (816, 600)])
def test_nothing_is_cut(
    qtbot: QtBot, qapp: QApplication, view: SizesView, width: int, height: int, scale: float
) -> None:
    view._theme.set_text_scale(scale)
    keep(qtbot, view, "Groenekom", "43.5", "falls small, and has a wide toe")
    view.resize(width, height)
    qapp.processEvents()
    assert cut(view) == []
    view._theme.set_text_scale(1.0)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (Typed(word="43", system="EU"), "Elsewhere: UK 9, US men 10, US women 11.5, 27 cm"),
        (Typed(word="39", system="EU"), "Elsewhere: ± UK 5.5, ± US men 6.5, ± US women 8, 24.5 cm"),
        (Typed(word="71", system="EU"), ""),
        (Typed(word="", system="EU"), ""),
    ],
)
def test_below_a_size_stands_what_it_is_called_elsewhere(
    qtbot: QtBot, qapp: QApplication, typed: Typed, said: str
) -> None:
    made = SizeElsewhere(themed(qapp)[0], shipped().entry("clothing.shoe_size"), "en")
    qtbot.addWidget(made)
    made.show()
    made.show_typed(typed)
    text = made.said.text() if made.said.isVisible() else ""
    assert text.replace("\N{NO-BREAK SPACE}", " ") == said
    assert [each for each in text.removeprefix("Elsewhere: ").split(", ") if " " in each] == []  # a line ends between
    with qtbot.waitSignal(made.help_asked):
        qtbot.mouseClick(made.open, Qt.MouseButton.LeftButton)
