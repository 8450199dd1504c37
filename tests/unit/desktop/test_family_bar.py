"""A page for family from the wish list and from the people one buys for: prices and ideas only where ticked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.unit.core.catalogue_values import shipped
from tests.unit.desktop.desk import Desk
from tests.unit.desktop.vault_day import Day, named, open_day, sentences, texts, themed
from vault.core.errors import ChoiceError
from vault.customer.people import add_person, set_words_for_person
from vault.customer.wishes import PriceBand, Wished, add_wish
from vault.desktop.people_presenter import PeoplePresenter
from vault.desktop.people_view import PeopleView
from vault.desktop.wishes_presenter import WishesPresenter
from vault.desktop.wishes_view import WishesView

SAVE = "Save a page for family…"


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with open_day(tmp_path) as made:
        lou = add_person(made.session, "Lou")
        set_words_for_person(made.session, lou.id, "clothing.shoe_size", "eu 38")
        add_wish(made.session, Wished("A reading lamp", price=PriceBand.FROM_50))
        add_wish(made.session, Wished("Wool socks", price=PriceBand.UNDER_10, person=lou.id))
        yield made


def wishes(qtbot: QtBot, qapp: QApplication, day: Day) -> WishesView:
    theme, icons = themed(qapp)
    presenter, view = (
        WishesPresenter(day.tasks, sentences(), day.clock),
        WishesView(theme, icons, sentences(), shipped()),
    )
    _show(qtbot, view, presenter)
    return view


def people(qtbot: QtBot, qapp: QApplication, day: Day) -> PeopleView:
    theme, icons = themed(qapp)
    presenter = PeoplePresenter(day.tasks, sentences(), shipped(), day.clock)
    view = PeopleView(theme, icons, sentences(), shipped())
    _show(qtbot, view, presenter)
    return view


def _show(qtbot: QtBot, view: WishesView | PeopleView, presenter: WishesPresenter | PeoplePresenter) -> None:
    presenter.setParent(view)
    view.attach(presenter)
    qtbot.addWidget(view)
    view.resize(972, 780)
    view.show()
    presenter.start()


def saved(view: WishesView | PeopleView, path: Path) -> str:
    desk = Desk(path)
    view.family.files = desk
    named(view, SAVE).click()
    assert desk.offered.endswith(".pdf")
    assert f"Saved as {path.name}. This file is not locked." in texts(view)
    return path.read_text("utf-8")


def price(band: PriceBand) -> str:
    return sentences().say("price_bands", band)


def test_my_wishes_without_prices_unless_ticked(qtbot: QtBot, qapp: QApplication, day: Day, tmp_path: Path) -> None:
    view = wishes(qtbot, qapp, day)
    page = saved(view, tmp_path / "one.html")
    assert "A reading lamp" in page
    assert price(PriceBand.FROM_50) not in page
    assert "Wool socks" not in page
    view.family.prices.click()
    assert price(PriceBand.FROM_50) in saved(view, tmp_path / "two.html")


def test_everybody_without_ideas_unless_ticked(qtbot: QtBot, qapp: QApplication, day: Day, tmp_path: Path) -> None:
    view = people(qtbot, qapp, day)
    assert not view.family.prices.isEnabled()
    page = saved(view, tmp_path / "one.html")
    assert "Lou" in page
    assert "EU 38" in page
    assert "Wool socks" not in page
    view.family.ideas.click()
    page = saved(view, tmp_path / "two.html")
    assert "Wool socks" in page
    assert price(PriceBand.UNDER_10) not in page
    view.family.prices.click()
    assert price(PriceBand.UNDER_10) in saved(view, tmp_path / "three.html")
    view.family.ideas.click()
    assert not view.family.prices.isChecked()


def test_a_name_that_is_taken_is_said(qtbot: QtBot, qapp: QApplication, day: Day, tmp_path: Path) -> None:
    view, taken = wishes(qtbot, qapp, day), tmp_path / "taken.pdf"
    taken.write_bytes(b"mine")
    view.family.files = Desk(taken)
    named(view, SAVE).click()
    assert sentences().error(ChoiceError("file_exists", file=taken.name)) in texts(view)
    assert taken.read_bytes() == b"mine"


def test_a_lock_unticks_all(qtbot: QtBot, qapp: QApplication, day: Day) -> None:
    view = wishes(qtbot, qapp, day)
    view.family.prices.click()
    presenter = view.findChild(WishesPresenter)
    assert presenter is not None
    presenter.forget()
    assert not view.family.prices.isChecked()
    assert not _seen(view.family)


def _seen(part: QWidget) -> bool:
    return part.isVisibleTo(part.window())
