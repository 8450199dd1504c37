"""The wish list as a person uses it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.unit.core.catalogue_values import shipped
from tests.unit.desktop.desk import Desk
from tests.unit.desktop.fits import cut
from tests.unit.desktop.vault_day import Day, named, names, open_day, sentences, texts, themed
from vault.customer.wishes import MAX_SEEN, PriceBand, Wished, add_wish, list_wishes
from vault.desktop.parts.state_line import StateLine
from vault.desktop.wishes_presenter import WishesPresenter
from vault.desktop.wishes_view import WishesView


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with open_day(tmp_path) as made:
        yield made


@pytest.fixture
def presenter(qapp: QApplication, day: Day) -> WishesPresenter:
    del qapp
    return WishesPresenter(day.tasks, sentences(), day.clock)


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication, presenter: WishesPresenter) -> WishesView:
    theme, icons = themed(qapp)
    made = WishesView(theme, icons, sentences(), shipped())
    presenter.setParent(made)
    made.attach(presenter)
    qtbot.addWidget(made)
    made.resize(972, 780)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    presenter.start()
    return made


def test_an_empty_list_says_so_and_copies_nothing(view: WishesView) -> None:
    assert any(each.startswith("No wishes here yet.") for each in texts(view))
    assert not view.copy.isEnabled()


def test_a_wish_by_keyboard(view: WishesView, qtbot: QtBot, day: Day) -> None:
    view.add.setFocus()
    qtbot.keyClick(view.add, Qt.Key.Key_Space)
    assert view.form.what.hasFocus()
    qtbot.keyClicks(view.form.what, "A lamp")
    view.form.price.setCurrentIndex(view.form.price.findData(PriceBand.FROM_25.value))
    view.form.note.setPlainText("tall")
    qtbot.keyClick(view.form.what, Qt.Key.Key_Return)
    (wish,) = list_wishes(day.session)
    assert (wish.what, wish.price, wish.note, wish.person) == ("A lamp", PriceBand.FROM_25, "tall", None)
    assert not view.form.isVisibleTo(view)
    assert {"A lamp", "Me  ·  €25 to €50", "tall"} <= set(texts(view))
    assert {"Copy A lamp", "Change A lamp", "Remove A lamp", "A lamp is done"} <= set(names(view))


def test_ticked_changed_and_removed(
    qapp: QApplication, view: WishesView, qtbot: QtBot, day: Day, presenter: WishesPresenter
) -> None:
    add_wish(day.session, Wished("A lamp"))
    presenter.start()
    qapp.processEvents()
    qtbot.mouseClick(named(view, "A lamp is done"), Qt.MouseButton.LeftButton)
    assert list_wishes(day.session)[0].done
    qtbot.mouseClick(named(view, "Change A lamp"), Qt.MouseButton.LeftButton)
    assert view.form.what.text() == "A lamp"
    qtbot.keyClick(view.form.what, Qt.Key.Key_Escape)
    assert not view.form.isVisibleTo(view)
    qtbot.mouseClick(named(view, "Remove A lamp"), Qt.MouseButton.LeftButton)
    assert list_wishes(day.session) == ()


def test_nothing_typed_stays_in_a_field_when_the_vault_locks(view: WishesView, presenter: WishesPresenter) -> None:
    presenter.begin()
    view.form.what.setText("A secret")
    view.form.note.setPlainText("of mine")
    presenter.forget()
    assert (view.form.what.text(), view.form.note.toPlainText()) == ("", "")


@pytest.mark.parametrize("scale", [1.0, 1.3, 2.0])
@pytest.mark.parametrize("width", [816, 972])
def test_nothing_is_cut(
    qapp: QApplication, view: WishesView, day: Day, presenter: WishesPresenter, width: int, scale: float
) -> None:
    view._theme.set_text_scale(scale)
    view.resize(width, 600)
    add_wish(day.session, Wished("A lamp that is tall enough", seen="https://shop.example/" + "a" * 60))
    presenter.start()
    presenter.begin()
    for _ in range(3):  # words that wrap take their height some turns after they are shown
        qapp.processEvents()
    assert cut(view) == []


@pytest.fixture
def two(view: WishesView, day: Day, presenter: WishesPresenter) -> WishesView:
    for what in ("A lamp", "A hat"):
        add_wish(day.session, Wished(what))
    presenter.start()
    return view


def test_the_keyboard_stays_with_a_wish_that_is_ticked_and_goes_on_after_one_that_went(
    two: WishesView, qtbot: QtBot, day: Day
) -> None:
    named(two, "A lamp is done").setFocus()
    qtbot.keyClick(named(two, "A lamp is done"), Qt.Key.Key_Space)
    assert named(two, "A lamp is done").hasFocus()
    assert [each.done for each in list_wishes(day.session)] == [False, True]
    qtbot.keyClick(named(two, "A lamp is done"), Qt.Key.Key_Delete)
    assert named(two, "A hat is done").hasFocus()
    qtbot.keyClick(named(two, "A hat is done"), Qt.Key.Key_Delete)
    assert two.add.hasFocus()


def test_a_form_that_closes_gives_the_keyboard_back(two: WishesView, qtbot: QtBot) -> None:
    qtbot.mouseClick(named(two, "Change A hat"), Qt.MouseButton.LeftButton)
    assert two.form.what.hasFocus()
    qtbot.keyClick(two.form.what, Qt.Key.Key_Escape)
    assert named(two, "Change A hat").hasFocus()
    qtbot.mouseClick(two.add, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(two.form.what, "A scarf")
    qtbot.keyClick(two.form.what, Qt.Key.Key_Return)
    assert two.add.hasFocus()


def test_a_search_by_keyboard(two: WishesView, qtbot: QtBot) -> None:
    two.focus_search()
    qtbot.keyClicks(two.search, "lamp")
    assert "A hat is done" not in names(two)
    qtbot.keyClicks(two.search, "x")
    assert any(each.startswith("No wish found.") for each in texts(two))
    assert not two.paper.print_button.isEnabled()
    qtbot.keyClick(two.search, Qt.Key.Key_Escape)
    assert "A hat is done" in names(two)


def test_paper_and_file(two: WishesView, qtbot: QtBot, tmp_path: Path) -> None:
    two.paper.files = two.paper.printing = desk = Desk(tmp_path / "list.pdf")
    qtbot.mouseClick(named(two, "Print A6…"), Qt.MouseButton.LeftButton)
    assert "Sent to the printer." in texts(two)
    qtbot.mouseClick(named(two, "Save as file…"), Qt.MouseButton.LeftButton)
    assert (tmp_path / "list.pdf").read_bytes().startswith(b"%PDF")
    assert desk.offered == "wish-list.pdf"


def told(view: WishesView) -> list[StateLine]:
    """The lines that say what is wrong with a wish, as a person sees them."""
    return [each for each in view.form.findChildren(StateLine) if each.isVisible() and each.accessibleName()]


@pytest.mark.parametrize("size", [(816, 600), (972, 780)])
def test_what_is_wrong_with_a_wish_is_said_at_its_field(
    qapp: QApplication, view: WishesView, qtbot: QtBot, size: tuple[int, int]
) -> None:
    view.resize(*size)
    form = view.form
    qtbot.mouseClick(view.add, Qt.MouseButton.LeftButton)
    for what, seen, note, wrong in (
        ("", "", "", form.what),
        ("A lamp", "x" * (MAX_SEEN + 1), "", form.seen),
        ("A lamp", "", "x" * 2001, form.note),
    ):
        form.what.setText(what)
        form.seen.setText(seen)
        form.note.setPlainText(note)
        qtbot.mouseClick(form.save, Qt.MouseButton.LeftButton)
        qapp.processEvents()
        (line,) = told(view)
        assert 0 <= line.y() - wrong.geometry().bottom() <= 12
        assert wrong.accessibleDescription() == line.accessibleName()
        assert wrong.hasFocus()
        assert [each for each in (form.what, form.seen, form.note) if each.property("error")] == [wrong]
        assert form.save.visibleRegion().boundingRect() == form.save.rect(), "the way on is in sight"
    form.note.setPlainText("tall")
    qtbot.mouseClick(form.save, Qt.MouseButton.LeftButton)
    assert "A lamp" in texts(view)
