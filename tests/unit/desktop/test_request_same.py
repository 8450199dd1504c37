"""A request answered as another shop was: a quiet offer, everything off until the click, and never what is sealed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.unit.customer.asking import FEET, SHOE, SPORTS, WIDTH, Shop, item
from tests.unit.customer.test_consent_records import share_sealed_too
from tests.unit.desktop.asking_request import NEEDED, Asking
from tests.unit.desktop.request_shown import SMALL, Page
from tests.unit.desktop.vault_day import Day, named, names, open_day, texts
from vault.core.value import Precision
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver
from vault.customer.people import add_person
from vault.customer.review import propose
from vault.customer.sharing import share
from vault.customer.stopping import stop
from vault.desktop.request_state import SameAs

OTHER = "fietsplein.example"
SAID = f"You share 2 of these with {OTHER}."


@pytest.fixture
def day(qapp: QApplication, tmp_path: Path) -> Iterator[Day]:
    del qapp
    with open_day(tmp_path) as made:
        yield made


@pytest.fixture
def other(day: Day) -> Shop:
    """Another shop, that has a range of the shoe size, and the kind of sport."""
    shop = Shop(host=OTHER, now=day.clock.now)
    chosen = (Choice("shoe_size", Precision.RANGE), Choice("sports", Precision.CATEGORY))
    share(day.session, propose(day.session, shop.ask(SHOE, SPORTS, WIDTH)), Choices(chosen, 90))
    deliver(day.session, shop)
    return shop


def test_everything_is_off_until_the_click(day: Day, other: Shop) -> None:
    asking = Asking(day)
    said: list[str] = []
    asking.announced.connect(said.append)
    asking.ask(SHOE, SPORTS, WIDTH)
    assert asking.asked.same == SameAs(OTHER, SAID)
    assert asking.asked.preview.values == ()
    asking.choosing.choose_as(OTHER)
    assert asking.row("shoe_size").chosen is Precision.RANGE
    assert asking.row("sports").chosen is Precision.CATEGORY
    assert not asking.row("width").on
    assert "Shoe size: EU 42–44." in said[-1]  # noqa: RUF001 - an en dash
    assert day.kinds().count("shared") == 1
    asking.choosing.switch("sports", False)
    asking.choosing.pick("shoe_size", Precision.EXACT)
    assert asking.row("shoe_size").chosen is Precision.EXACT
    assert asking.asked.same == SameAs(OTHER, SAID)


def test_what_was_stopped_is_said_as_past(day: Day, other: Shop) -> None:
    stop(day.session, OTHER)
    asking = Asking(day)
    asking.ask(SHOE)
    assert asking.asked.same == SameAs(OTHER, f"You shared one of these with {OTHER}.")


def test_no_offer_where_no_shop_had_any_of_it(day: Day, other: Shop) -> None:
    asking = Asking(day)
    asking.ask(WIDTH)
    assert asking.asked.same is None
    asking.choosing.choose_as(OTHER)
    assert not asking.row("width").on


def test_what_is_sealed_stays_off(day: Day) -> None:
    other = Shop(host=OTHER, now=day.clock.now)
    share_sealed_too(day.session, other)
    asking = Asking(day)
    asking.ask(SHOE, FEET)
    asking.choosing.choose_as(OTHER)
    assert asking.asked.sealed is None
    assert not asking.row("feet").on
    assert asking.row("shoe_size").on


def test_for_somebody_else_there_is_no_offer(day: Day, other: Shop) -> None:
    lou = add_person(day.session, "Lou")
    asking = Asking(day)
    asking.ask(SHOE, SPORTS)
    asking.choosing.choose_whom(lou.id)
    assert asking.asked.same is None
    asking.choosing.choose_as(OTHER)
    assert asking.asked.preview.values == ()


def test_a_bundle_is_turned_on_as_a_whole_or_not(day: Day, other: Shop) -> None:
    asking = Asking(day)
    asking.ask_together("clothing.shoe_size", "clothing.shoe_width")
    asking.choosing.choose_as(OTHER)
    assert asking.asked.preview.values == ()


def test_the_line_on_the_page(qapp: QApplication, qtbot: QtBot, day: Day, other: Shop) -> None:
    page = Page(qapp, qtbot, day, SMALL)
    page.asking.ask(NEEDED, SPORTS)
    page.settle()
    assert SAID in texts(page)
    button = named(page, f"{SAID} Choose the same")
    assert page.whole(button)
    page.press(f"{SAID} Choose the same")
    assert "EU 42–44" in texts(page.view.asked.side.preview)  # noqa: RUF001
    page.asking.later()
    page.asking.ask(item("top", "clothing.top_size"))
    page.settle()
    assert "Choose the same" not in " ".join(names(page))
