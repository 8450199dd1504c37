"""A wish list of hundreds: its beginning, what brings the rest, and every wish within reach."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.unit.core.catalogue_values import shipped
from tests.unit.desktop.fits import cut
from tests.unit.desktop.vault_day import Day, named, names, open_day, sentences, texts, themed
from vault.customer.people import add_person
from vault.customer.wishes import Wished, add_wish, list_wishes
from vault.desktop.undo_offer import Removed
from vault.desktop.wishes_presenter import WishesPresenter
from vault.desktop.wishes_row import WishRow
from vault.desktop.wishes_state import ME
from vault.desktop.wishes_view import WishesView

MANY = 130


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    with open_day(tmp_path_factory.mktemp("long")) as made:
        for number in range(MANY):
            add_wish(made.session, Wished(f"Wish {number}"))
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


def rows(view: WishesView) -> list[str]:
    """Which wishes have a row, from the top down."""
    found = [each for each in view.findChildren(WishRow) if each.isVisible()]
    return [each.tick.accessibleName().removesuffix(" is done") for each in sorted(found, key=lambda row: row.y())]


def wish(*numbers: int) -> list[str]:
    return [f"Wish {number}" for number in numbers]


def test_the_first_sixty_are_there_and_a_button_brings_the_next(
    qapp: QApplication, view: WishesView, qtbot: QtBot
) -> None:
    qapp.processEvents()
    assert rows(view) == wish(*range(60))
    assert "You see 60 of 130." in texts(view)
    for shown, words in ((60, "Show 60 more"), (120, "Show 10 more")):
        more = named(view, words)
        assert more.accessibleDescription() == f"You see {shown} of 130."
        more.setFocus()
        qtbot.keyClick(more, Qt.Key.Key_Space)
        assert named(view, f"Wish {shown} is done").hasFocus()
    qapp.processEvents()
    assert rows(view) == wish(*range(130))
    assert not view.more.isVisible()


def test_tab_goes_from_the_last_row_to_the_button_and_on(view: WishesView, qtbot: QtBot) -> None:
    last = named(view, "Remove Wish 59")
    last.setFocus()
    qtbot.keyClick(last, Qt.Key.Key_Tab)
    assert view.more.more.hasFocus()
    qtbot.keyClick(view.more.more, Qt.Key.Key_Tab)
    assert view.family.save.hasFocus()


def test_what_is_further_on_is_found(view: WishesView, qtbot: QtBot) -> None:
    view.focus_search()
    qtbot.keyClicks(view.search, "129")
    assert rows(view) == wish(129)
    assert not view.more.isVisible()
    qtbot.keyClick(view.search, Qt.Key.Key_Escape)
    assert len(rows(view)) == 60


def test_the_whole_list_is_copied(view: WishesView, qtbot: QtBot, presenter: WishesPresenter) -> None:
    copied: list[str] = []
    presenter.copy_wanted.connect(lambda text, _: copied.append(text))
    qtbot.mouseClick(view.copy, Qt.MouseButton.LeftButton)
    assert "Wish 129" in copied[0]


def test_rows_that_stay_as_they_are_stay(view: WishesView, presenter: WishesPresenter) -> None:
    first = named(view, "Wish 0 is done")
    presenter.show_more()
    presenter.start()
    assert named(view, "Wish 0 is done") is first


@pytest.mark.parametrize("scale", [1.0, 1.3, 2.0])
@pytest.mark.parametrize("width", [816, 972])
def test_nothing_is_cut(
    qapp: QApplication, view: WishesView, presenter: WishesPresenter, width: int, scale: float
) -> None:
    view._theme.set_text_scale(scale)
    view.resize(width, 600)
    presenter.start()
    qapp.processEvents()
    assert view.more.isVisible()
    assert cut(view) == []


class TestWhatIsDone:
    """Each with a vault of its own, as it changes it."""

    @pytest.fixture
    def day(self, tmp_path: Path) -> Iterator[Day]:
        with open_day(tmp_path) as made:
            for number in range(70):
                add_wish(made.session, Wished(f"Wish {number}"))
            yield made

    def test_a_new_wish_is_scrolled_into_sight(self, view: WishesView, qtbot: QtBot) -> None:
        qtbot.mouseClick(view.add, Qt.MouseButton.LeftButton)
        qtbot.keyClicks(view.form.what, "A lamp")
        qtbot.keyClick(view.form.what, Qt.Key.Key_Return)
        tick = named(view, "A lamp is done")
        qtbot.waitUntil(lambda: not tick.visibleRegion().isEmpty())
        assert rows(view) == [*wish(*range(60)), "A lamp"]
        assert "You see 61 of 71." in texts(view)

    def test_a_new_wish_for_another_is_seen_too(
        self, view: WishesView, qtbot: QtBot, day: Day, presenter: WishesPresenter
    ) -> None:
        person = add_person(day.session, "Oma")
        presenter.start()
        presenter.show_of(ME)
        presenter.begin()
        presenter.save(Wished("Tulips", person=person.id))
        assert "Tulips is done" in names(view)
        assert view.whose.currentText() == "Everybody"

    def test_a_wish_that_is_ticked_goes_to_the_end_and_keeps_the_keyboard(self, view: WishesView, qtbot: QtBot) -> None:
        tick = named(view, "Wish 3 is done")
        tick.setFocus()
        qtbot.keyClick(tick, Qt.Key.Key_Space)
        assert named(view, "Wish 3 is done").hasFocus()
        qtbot.waitUntil(lambda: rows(view) == [*wish(0, 1, 2, *range(4, 61)), "Wish 3"])

    def test_a_wish_that_was_removed_comes_back(
        self, view: WishesView, qtbot: QtBot, day: Day, presenter: WishesPresenter
    ) -> None:
        gone: list[Removed] = []
        presenter.removed.connect(gone.append)
        remove = named(view, "Remove Wish 59")
        remove.setFocus()
        qtbot.keyClick(remove, Qt.Key.Key_Space)
        assert named(view, "Remove Wish 60").hasFocus()
        assert len(list_wishes(day.session)) == 69
        gone[0].bring_back()
        assert "Wish 59 is done" in names(view)
