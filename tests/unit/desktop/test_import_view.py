"""The suggestions from a shop's file as a person uses them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.shop_files import USUAL, write_orders, write_unknown
from tests.unit.desktop.fits import cut
from tests.unit.desktop.vault_day import Day, name_of, named, names, open_day, sentences, texts, themed
from vault.core.sensitivity import Level
from vault.customer.editing import list_preferences, set_words
from vault.desktop.import_evidence import EvidenceTable
from vault.desktop.import_presenter import ImportPresenter
from vault.desktop.import_row import ImportRow
from vault.desktop.import_state import EvidenceLine, ImportState, OpenedRow, Stage, SuggestionLine
from vault.desktop.import_view import ImportView

TOPS = "Size of tops, INT L"


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with open_day(tmp_path) as made:
        yield made


@pytest.fixture
def presenter(qapp: QApplication, day: Day) -> ImportPresenter:
    del qapp
    return ImportPresenter(day.tasks, sentences(), shipped())


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication, presenter: ImportPresenter) -> ImportView:
    theme, icons = themed(qapp)
    made = ImportView(theme, icons, sentences(), shipped())
    presenter.setParent(made)
    made.attach(presenter)
    qtbot.addWidget(made)
    made.resize(972, 780)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    presenter.start()
    return made


@pytest.fixture
def review(view: ImportView, presenter: ImportPresenter, tmp_path: Path, qtbot: QtBot) -> ImportView:
    presenter.open(write_orders(tmp_path / "mine"))
    qtbot.waitUntil(lambda: len(view.rows.rows) == len(presenter.answers.lines()))
    return view


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is asked to say."""
    heard: list[str] = []
    monkeypatch.setattr("vault.desktop.import_rows.announce", lambda _, text: heard.append(text))
    return heard


def test_before_a_file_is_chosen(view: ImportView) -> None:
    assert "No file is open" in texts(view)
    assert view.foot.isHidden()


def test_a_suggestion_by_keyboard(review: ImportView, qtbot: QtBot, day: Day, said: list[str]) -> None:
    assert "Accept at least one" in names(review)
    assert not review.foot.add.isEnabled()
    accept = named(review, f"Accept: {TOPS}")
    accept.setFocus()
    qtbot.keyClick(accept, Qt.Key.Key_Return)
    assert said == ["Accepted: Size of tops"]
    undo = named(review, "Undo: Size of tops")
    assert undo.hasFocus()
    assert "1 preference will be added. You can change it later." in texts(review)
    qtbot.keyClick(undo, Qt.Key.Key_Space)
    assert said[-1] == "Undone: Size of tops"
    assert not review.foot.add.isEnabled()
    named(review, f"Accept: {TOPS}").click()
    qtbot.keyClick(named(review, "Add this one"), Qt.Key.Key_Space)
    assert {"Added to your preferences", "Nothing of the file is kept."} <= set(texts(review))
    assert review.end.preferences.hasFocus()
    assert "clothing.top_size" in {each.entry.key for each in list_preferences(day.session)}


def test_both_answers_and_both_decisions_look_the_same(review: ImportView) -> None:
    for one, other in (
        (named(review, "Skip: Size of tops"), named(review, f"Accept: {TOPS}")),
        (review.foot.nothing, review.foot.add),
    ):
        assert one.size() == other.size()
        assert one.property("kind") == other.property("kind") == "normal"


def test_the_way_of_the_keyboard_goes_as_the_page_is_read(review: ImportView, qtbot: QtBot) -> None:
    review.back.setFocus()
    found: list[str] = []
    for _ in range(40):
        now = QApplication.focusWidget()
        assert now is not None
        if found and name_of(now) == found[0]:
            break
        found.append(name_of(now))
        qtbot.keyClick(now, Qt.Key.Key_Tab)
    assert found[0] == "Back to Your data"
    assert found.index("Skip: Size of tops") == found.index(f"Accept: {TOPS}") - 1
    assert found[-2:] == ["Keep the lines in my vault, locked", "Add nothing"]


def test_a_row_opens_shows_why_and_takes_ones_own_value(review: ImportView, qtbot: QtBot, said: list[str]) -> None:
    caret = named(review, "Show why: Size of tops")
    caret.setFocus()
    qtbot.keyClick(caret, Qt.Key.Key_Space)
    assert {"Date", "Product", "Size", "5 Jan 2026", "T-shirt with pocket"} <= set(texts(review))
    assert named(review, "Hide why: Size of tops").hasFocus()
    assert "4 Jan 2026" in texts(review)
    assert "1 Jan 2026" not in texts(review)
    named(review, "Show all 5 lines: Size of tops").click()
    assert "1 Jan 2026" in texts(review)
    named(review, "Change: Size of tops").setFocus()
    qtbot.keyClick(named(review, "Change: Size of tops"), Qt.Key.Key_Space)
    (field,) = [each for each in review.findChildren(QLineEdit) if each.isVisibleTo(review)]
    assert field.hasFocus()
    field.clear()
    qtbot.keyClicks(field, "9")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert "INT does not have this size. It goes from XXS to XXL." in " ".join(texts(review)) or field.property("error")
    assert field.text() == "9"
    field.clear()
    qtbot.keyClicks(field, "XL")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert {"Size of tops: INT XL", "Your own value"} <= set(texts(review))
    assert said[-1] == "Accepted: Size of tops"


def test_escape_leaves_the_fields(review: ImportView, qtbot: QtBot) -> None:
    named(review, "Show why: Size of tops").click()
    named(review, "Change: Size of tops").click()
    (field,) = [each for each in review.findChildren(QLineEdit) if each.isVisibleTo(review)]
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert "Change: Size of tops" in names(review)


def test_never_is_for_the_open_row(review: ImportView) -> None:
    assert not [each for each in names(review) if each.startswith("Never suggest this")]
    named(review, "Show why: Size of tops").click()
    named(review, "Never suggest this: Size of tops").click()
    assert "Never again" in texts(review)
    assert "1 of" in next(each for each in texts(review) if each.endswith("looked at"))


def test_what_the_vault_has_and_what_differs(
    view: ImportView, presenter: ImportPresenter, day: Day, tmp_path: Path, qtbot: QtBot
) -> None:
    set_words(day.session, "clothing.top_size", "INT M")
    presenter.open(write_orders(tmp_path / "mine"))
    qtbot.waitUntil(lambda: len(view.rows.rows) == len(presenter.answers.lines()))
    assert {"You have this.", "You have INT M. It becomes INT L."} <= set(texts(view))
    assert "Accept: Shoe size, EU 43" not in names(view)


@pytest.mark.parametrize("width", [972, 816, 780, 760, 740])
def test_the_title_stands_on_one_line(review: ImportView, width: int, qtbot: QtBot) -> None:
    review.resize(640, 600)
    review.heading.setText("Suggestions from your Sportwereld files")
    review.resize(width, 600)
    qtbot.waitUntil(review.progress.isVisible)
    review.grab()  # what is to be laid out is
    shown, bar = (each.geometry() for each in (review.heading, review.progress))
    assert shown.height() < 2 * review.heading.fontMetrics().height()
    assert not shown.intersects(bar)


def test_the_lines_are_kept_only_with_the_tick(review: ImportView, presenter: ImportPresenter) -> None:
    gone = "The lines of the file are thrown away when you are done."
    assert not review.side.keep.isChecked()
    assert gone in texts(review)
    review.side.keep.click()
    assert presenter._state.keep_lines
    assert gone not in texts(review)


def test_reading_shows_the_files_and_can_be_stopped(
    view: ImportView, presenter: ImportPresenter, day: Day, tmp_path: Path, qtbot: QtBot
) -> None:
    day.tasks.hold = True
    presenter.open(write_orders(tmp_path / "mine"))
    assert {"Reading mine", "Reading. More may follow.", "0 %"} <= set(texts(view))
    assert view.side.files.stop.hasFocus()
    qtbot.keyClick(view.side.files.stop, Qt.Key.Key_Space)
    assert view.end.back.hasFocus()
    assert "You stopped this. Nothing was changed." in texts(view)
    day.tasks.run()
    assert "You stopped this. Nothing was changed." in texts(view)


def test_what_was_not_understood_opens(
    view: ImportView, presenter: ImportPresenter, tmp_path: Path, qtbot: QtBot
) -> None:
    odd = ("some day", "", "", "Tops", "L", "", "", "", "")
    presenter.open(write_orders(tmp_path / "odd", [*USUAL, odd]))
    assert "17 lines read, 1 line not understood." in texts(view)
    where = [each for each in texts(view) if each.startswith("zalando-data/orders.csv, line")]
    assert where == []
    qtbot.keyClick(named(view, "Show which"), Qt.Key.Key_Space)
    assert [each for each in texts(view) if each.startswith("zalando-data/orders.csv, line 18: ")]


def test_nothing_to_suggest_is_said_with_counts(view: ImportView, presenter: ImportPresenter, tmp_path: Path) -> None:
    presenter.open(write_orders(tmp_path / "one", USUAL[:1]))
    assert "Nothing to suggest" in texts(view)
    assert texts(view).count("2 lines read.") == 1
    assert view.foot.isHidden()


def test_an_unknown_table_by_keyboard(
    view: ImportView, presenter: ImportPresenter, tmp_path: Path, qtbot: QtBot
) -> None:
    presenter.open(write_unknown(tmp_path / "x.csv"))
    assert {"What is in x.csv?", "Such as: 43"} <= set(texts(view))
    qtbot.keyClick(view.columns.read, Qt.Key.Key_Space)
    error, product = view.columns.error, view.columns.lists["product"]
    assert error.accessibleName() == "Choose the column of the product."
    assert product.accessibleName() == "Product"
    assert product.accessibleDescription() == "Product. Choose the column of the product."
    assert (product.hasFocus(), product.property("error")) == (True, True)
    assert error.parentWidget() is product.parentWidget()
    qtbot.keyClicks(product, "What")
    product.activated.emit(product.currentIndex())
    assert "Such as: Running shoe “Dune 3”" in texts(view)
    assert (error.isVisible(), product.property("error")) == (False, False)
    assert product.accessibleDescription() == "Product. Such as: Running shoe “Dune 3”"
    model = view.columns.sample.model()
    assert [model.headerData(at, Qt.Orientation.Horizontal) for at in range(3)] == ["When", "What", "Fits"]
    assert view.columns.remember.isChecked()
    qtbot.keyClick(view.columns.read, Qt.Key.Key_Space)
    assert "Suggestions from x.csv" in texts(view)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_way_on_is_always_in_sight(
    view: ImportView, presenter: ImportPresenter, tmp_path: Path, qapp: QApplication, scale: float
) -> None:
    view._theme.set_text_scale(scale)
    view.resize(816, 600)
    presenter.open(write_unknown(tmp_path / "x.csv"))
    settle(qapp)
    read = named(view, "Read the file")
    assert read.visibleRegion().boundingRect() == read.rect()
    presenter.forget()
    assert not read.isVisible()


def test_a_file_with_other_columns_is_asked_about_anew(
    view: ImportView, presenter: ImportPresenter, tmp_path: Path, qapp: QApplication
) -> None:
    presenter.open(write_unknown(tmp_path / "x.csv"))
    view.columns.read.click()
    assert view.columns.error.isVisible()
    (tmp_path / "y.csv").write_text("One;Two\n1;a\n2;b\n", encoding="utf-8")
    presenter.open(tmp_path / "y.csv")
    settle(qapp)
    assert not view.columns.error.isVisible()
    view.columns.read.click()
    product = view.columns.lists["product"]
    assert (view.columns.error.isVisible(), product.property("error"), product.hasFocus()) == (True, True, True)


def test_nothing_stays_on_the_page_when_the_vault_locks(
    review: ImportView, presenter: ImportPresenter, qapp: QApplication
) -> None:
    named(review, "Show why: Size of tops").click()
    presenter.forget()
    qapp.processEvents()
    everything = " ".join(each.text() for each in review.findChildren(QPushButton)) + " ".join(texts(review))
    assert "T-shirt" not in everything
    assert review.findChildren(ImportRow) == []
    assert review.columns.sample.model().rowCount() == 0


def settle(app: QApplication) -> None:
    """Rows get their heights in the turns after they got their widths."""
    for _ in range(6):
        app.processEvents()


def many(count: int) -> ImportState:
    rows = tuple(
        SuggestionLine(f"id {at}", f"Size at brand {at}", (f"EU {at}",), f"EU {at}", Level.EVERYDAY, "9 of 11")
        for at in range(count)
    )
    return ImportState(Stage.REVIEW, "Suggestions", rows)


def test_of_many_suggestions_few_are_made_in_one_turn_and_all_can_be_reached(view: ImportView, qtbot: QtBot) -> None:
    view.show_state(many(200))
    assert len(view.rows.rows) <= 4
    qtbot.waitUntil(lambda: len(view.rows.rows) == 24)
    while view.rows.more.isVisible():
        before = len(view.rows.rows)
        assert f"You see {before} of 200." in texts(view)
        named(view, f"Show {min(24, 200 - before)} more").click()
        assert len(view.rows.rows) <= before + 4
        qtbot.waitUntil(lambda: not view.rows._filling.isActive())
    assert len(view.rows.rows) == 200


@pytest.mark.parametrize("scale", [1.0, 1.3, 2.0])
@pytest.mark.parametrize("width", [816, 972])
def test_nothing_is_cut(
    qapp: QApplication,
    view: ImportView,
    presenter: ImportPresenter,
    tmp_path: Path,
    width: int,
    scale: float,
    qtbot: QtBot,
) -> None:
    view._theme.set_text_scale(scale)
    view.resize(width, 600)
    long = [(*each[:1], "Shoe-" + "a" * 80, *each[2:]) for each in USUAL]
    presenter.open(write_orders(tmp_path / "mine", long))
    qtbot.waitUntil(lambda: len(view.rows.rows) == len(presenter.answers.lines()))
    first = presenter.answers.lines()[0].id
    presenter.toggle(first)
    presenter.begin_change(first)
    settle(qapp)
    assert cut(view) == []
    with (tmp_path / "wide.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[f"Column {at} " + "b" * 60 for at in range(40)], ["x" * 90] * 40])
    presenter.open(tmp_path / "wide.csv")
    settle(qapp)
    assert cut(view) == []


def test_what_was_answered_looks_alike_in_a_small_window(
    review: ImportView, presenter: ImportPresenter, qapp: QApplication
) -> None:
    accepted, skipped = (line.id for line in presenter.answers.lines()[:2])
    presenter.accept(accepted)
    presenter.skip(skipped)
    rows = [row for row in review.rows.findChildren(ImportRow) if "undo" in row.buttons]
    both = [row.buttons["undo"] for row in rows]
    assert len(both) == 2
    places = set()
    review._theme.set_text_scale(1.3)
    for width in range(440, 800, 3):
        review.resize(width, 600)
        settle(qapp)
        (place,) = {each.mapTo(row, each.rect().topRight()).x() for row, each in zip(rows, both, strict=True)}
        places.add(place - rows[0].width())
    assert len(places) > 1


@pytest.mark.parametrize("detail", ["EU 43", ""])
def test_a_column_of_the_evidence_is_there_only_with_something_in_it(
    qtbot: QtBot, qapp: QApplication, detail: str
) -> None:
    theme, _ = themed(qapp)
    made = EvidenceTable(theme, OpenedRow("Detail", (EvidenceLine("14 Mar 2026", "Runners", detail, True),)))
    qtbot.addWidget(made)
    made.show()
    columns = {"Date", "Product", "14 Mar 2026", "Runners"}
    assert set(texts(made)) == (columns | {"Detail", detail} if detail else columns)
