"""The end of a vault without a window: the passphrase, the stops, and the shops that did not hear them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.unit.customer.conftest import PASSPHRASE
from tests.unit.desktop.vault_day import HOST, Day, open_day, sentences
from vault.core.errors import StorageError
from vault.customer.holdings import view_shops
from vault.customer.protection import view_protection
from vault.desktop.settings_deletion_presenter import DeletionPresenter
from vault.desktop.settings_state import DeletionState, DeletionStep


@pytest.fixture
def day(qapp: QApplication, tmp_path: Path) -> Iterator[Day]:
    del qapp
    with open_day(tmp_path) as made:
        yield made


class Asking:
    """The presenter, and a window that does what it asks."""

    def __init__(self, day: Day) -> None:
        self.day = day
        self.deleted: list[Path] = []
        self.posted = 0
        self.then: list[Callable[[], None]] = []
        self.presenter = DeletionPresenter(day.tasks, sentences())
        day.watch(self.presenter)
        self.presenter.flush_wanted.connect(self.then.append)
        self.presenter.post_wanted.connect(self.post)
        self.presenter.delete_wanted.connect(self.deleted.append)
        self.presenter.ask(view_protection(day.session))

    def post(self) -> None:
        self.posted += 1


def test_with_nothing_shared_it_goes_at_once(day: Day) -> None:
    asking = Asking(day)
    assert day.state == DeletionState(DeletionStep.ASK, ("Then all is gone from this computer.",))
    asking.presenter.confirm(PASSPHRASE)
    assert asking.deleted == [day.session.vault.folder.path]
    assert asking.then == []


def test_only_after_the_passphrase(day: Day) -> None:
    day.share()
    asking = Asking(day)
    asking.presenter.confirm("")
    assert day.state.wrong == "Type your passphrase first."
    asking.presenter.confirm("not this one")
    assert day.state.wrong == sentences().say("errors", "wrong_passphrase")
    assert asking.deleted == []
    assert view_shops(day.session)[0].holds


def test_shops_hear_it_first(day: Day) -> None:
    day.share()
    day.deliver()
    asking = Asking(day)
    asking.presenter.confirm(PASSPHRASE)
    assert day.state.busy == "Telling the shops that you stop."
    assert asking.deleted == []
    day.deliver()
    asking.then.pop()()
    assert asking.deleted == [day.session.vault.folder.path]
    assert len(day.shop.stops) == 1


def test_who_does_not_hear_it_is_named_and_one_may_wait(day: Day) -> None:
    day.share()
    day.deliver()
    day.shop.mood = "down"
    asking = Asking(day)
    asking.presenter.confirm(PASSPHRASE)
    day.deliver()
    asking.then.pop()()
    assert day.state == DeletionState(
        DeletionStep.UNTOLD,
        (
            f"{HOST} was not reached yet. Delete now, and this shop never hears that you stopped.",
            "Wait, and your vault keeps trying. You can delete it later.",
        ),
    )
    assert (asking.deleted, asking.posted) == ([], 1)
    asking.presenter.close()
    assert day.state is None
    assert not view_shops(day.session)[0].holds  # it stays stopped
    asking.presenter.delete_now()
    assert asking.deleted == []


def test_or_not_wait(day: Day) -> None:
    day.share()
    day.deliver()
    day.shop.mood = "down"
    asking = Asking(day)
    asking.presenter.confirm(PASSPHRASE)
    day.deliver()
    asking.then.pop()()
    asking.presenter.delete_now()
    assert asking.deleted == [day.session.vault.folder.path]


def test_a_disk_that_refuses_is_told(day: Day) -> None:
    asking = Asking(day)
    problem = StorageError("disk_full", file="vault.db")
    day.tasks.fails = problem
    asking.presenter.confirm(PASSPHRASE)
    assert day.state.failed == sentences().error(problem)
    assert asking.deleted == []
    asking.presenter.close()
    assert day.state is None


def test_what_is_under_way_is_waited_for(day: Day) -> None:
    asking = Asking(day)
    day.tasks.hold = True
    asking.presenter.confirm(PASSPHRASE)
    asking.presenter.confirm(PASSPHRASE)
    asking.presenter.close()
    assert day.state.busy == "Checking your passphrase."
    assert len(day.tasks.held) == 1
    day.tasks.hold = False
    day.tasks.run()
    assert asking.deleted == [day.session.vault.folder.path]


def test_a_vault_that_is_left_meanwhile_stays(day: Day) -> None:
    day.share()
    asking = Asking(day)
    day.tasks.hold = True
    asking.presenter.confirm(PASSPHRASE)
    asking.presenter.forget()
    day.tasks.hold = False
    day.tasks.run()
    assert asking.deleted == []
    assert view_shops(day.session)[0].holds
