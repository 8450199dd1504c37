"""The shops page without a window: who holds what, and stopping, in a real vault."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.asking import SHOE, Shop
from tests.unit.desktop.vault_day import HOST, Day, open_day, sentences
from vault.core.errors import StorageError
from vault.core.value import Precision
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver
from vault.customer.review import propose
from vault.customer.sharing import share
from vault.customer.stopping import Stopped, undo
from vault.desktop.shops_presenter import ShopsPresenter
from vault.desktop.shops_state import ShopPane, ShopsState

OTHER = "boekhoek.example"


@pytest.fixture
def day(qapp: QApplication, tmp_path: Path) -> Iterator[Day]:
    del qapp
    with open_day(tmp_path) as made:
        yield made


@pytest.fixture
def presenter(day: Day) -> ShopsPresenter:
    made = ShopsPresenter(day.tasks, day.shop, sentences(), shipped(), day.clock)
    day.watch(made)
    return made


def other_shop(day: Day) -> None:
    shop = Shop(OTHER, now=day.clock.now)
    proposal = propose(day.session, shop.ask(SHOE))
    share(day.session, proposal, Choices((Choice("shoe_size", Precision.CATEGORY),), 30))
    deliver(day.session, shop)


def pane(day: Day) -> ShopPane:
    assert day.state.pane is not None
    return day.state.pane


def test_nothing_is_said_before_the_vault_is_read(day: Day, presenter: ShopsPresenter) -> None:
    day.tasks.hold = True
    presenter.start()
    assert day.states == []
    day.tasks.run()
    assert day.state == ShopsState(read=True, summary="No shop holds anything now.")


def test_the_open_shop_shows_what_it_sees(day: Day, presenter: ShopsPresenter) -> None:
    day.share()
    day.deliver()
    presenter.start()
    assert [line.host for group in day.state.groups for line in group.lines] == [HOST]
    shown = pane(day)
    assert {line.name: (line.precision_text, line.value) for line in shown.items} == {
        "Shoe size": ("Range", next(line.value for line in shown.items if line.name == "Shoe size")),
        "Sports": ("Category", "Running"),
    }
    assert all(line.value for line in shown.items)
    assert len(shown.code.replace("-", "")) == 12
    assert len(shown.agreements) == 1


def test_stop_one_then_all(day: Day, presenter: ShopsPresenter) -> None:
    day.share()
    day.deliver()
    stopped: list[tuple[Stopped, ...]] = []
    presenter.stopped.connect(stopped.append)
    presenter.start()
    presenter.stop(pane(day).items[0].jti)
    assert [line.status is None for line in pane(day).items] == [True, False]
    assert pane(day).items[1].status is not None
    presenter.stop()
    assert [len(each.items) for (each,) in stopped] == [1, 1]
    assert pane(day).stop_name == ""
    assert all(line.status is not None for line in pane(day).items)
    assert undo(day.session, stopped[1][0])
    presenter.start()
    assert pane(day).stop_name


def test_the_stopped_shop_stays_open(day: Day, presenter: ShopsPresenter) -> None:
    """What became of it must be read, not another shop."""
    other_shop(day)
    day.share()
    day.deliver()
    presenter.start()
    assert pane(day).host == OTHER
    presenter.stop()
    assert pane(day).host == OTHER
    assert [group.title for group in day.state.groups] == ["Hold something now", "Stopped"]


def test_stopping_twice_is_no_error(day: Day, presenter: ShopsPresenter) -> None:
    day.share()
    day.deliver()
    presenter.start()
    day.tasks.hold = True
    presenter.stop()
    presenter.stop()
    day.tasks.run()
    assert day.state.failed == ""
    assert day.kinds().count("stopped") == 1


def test_stop_is_about_the_shop_that_is_shown(day: Day, presenter: ShopsPresenter) -> None:
    """Another one is chosen and still being read when the button of the first is pressed."""
    other_shop(day)
    day.share()
    day.deliver()
    presenter.start()
    day.tasks.hold = True
    presenter.select(HOST)
    presenter.stop()
    day.tasks.run()
    assert pane(day).host == HOST
    assert pane(day).stop_name
    assert [line.host for line in day.state.groups[1].lines] == [OTHER]


def test_a_late_answer_does_not_open_an_earlier_choice(day: Day, presenter: ShopsPresenter) -> None:
    other_shop(day)
    day.share()
    day.deliver()
    presenter.start()
    day.tasks.hold = True
    presenter.select(HOST)
    presenter.select(OTHER)
    presenter.select(HOST)
    before = len(day.states)
    day.tasks.run()
    assert [state.pane.host for state in day.states[before:]] == [HOST, HOST]


def test_what_cannot_be_read_is_said(day: Day, presenter: ShopsPresenter) -> None:
    day.tasks.fails = StorageError("database_damaged")
    presenter.start()
    assert day.state.failed == sentences().error(day.tasks.fails)
    day.tasks.fails = None
    presenter.start()
    assert day.state.failed == ""


def test_a_stop_that_fails_is_said(day: Day, presenter: ShopsPresenter) -> None:
    day.share()
    presenter.start()
    day.tasks.fails = StorageError("disk_full")
    presenter.stop()
    assert day.state.failed == sentences().error(day.tasks.fails)
    assert pane(day).stop_name


def test_locking_takes_it_all_off_the_page(day: Day, presenter: ShopsPresenter) -> None:
    day.share()
    day.deliver()
    presenter.start()
    presenter.forget()
    assert day.state == ShopsState()
    presenter.stop()
    assert "stopped" not in day.kinds()


def test_receipt_is_asked_for(day: Day, presenter: ShopsPresenter) -> None:
    day.share()
    presenter.start()
    wanted: list[int] = []
    presenter.receipt_wanted.connect(wanted.append)
    presenter.open_receipt(pane(day).agreements[0].seq)
    assert day.kinds()[wanted[0] - 1] == "shared"
