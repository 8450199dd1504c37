"""Unlocking with this computer: on after the passphrase and with a keychain that works, off without it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from keyring.errors import KeyringLocked
from PySide6.QtWidgets import QApplication

from tests.unit.customer.conftest import PASSPHRASE
from tests.unit.desktop.settings_parts import Computer
from tests.unit.desktop.vault_day import Day, open_day, sentences
from vault.customer.keys import Keychain, Kind
from vault.customer.other_ways import derive_quickly, ways_in
from vault.desktop.settings_quick_presenter import QuickPresenter
from vault.desktop.settings_state import AskState


@pytest.fixture
def day(qapp: QApplication, tmp_path: Path) -> Iterator[Day]:
    del qapp
    with open_day(tmp_path) as made:
        yield made


@pytest.fixture
def computer() -> Computer:
    return Computer()


@pytest.fixture
def presenter(day: Day, computer: Computer) -> QuickPresenter:
    made = QuickPresenter(day.tasks, sentences(), computer.find_keychain)
    day.watch(made)
    return made


def said(code: str) -> str:
    return sentences().say("errors", code)


def opens_quickly(day: Day) -> bool:
    return Kind.KEYCHAIN in ways_in(day.session.vault.folder.path)


def test_on_and_off_again(day: Day, computer: Computer, presenter: QuickPresenter) -> None:
    done: list[bool] = []
    presenter.done.connect(lambda: done.append(opens_quickly(day)))
    presenter.ask()
    presenter.turn_on(PASSPHRASE)
    assert day.state is None
    assert done == [True]
    assert derive_quickly(day.session.vault.folder.path, Keychain(computer.ring))
    presenter.turn_off()
    assert done == [True, False]
    assert computer.ring.secrets == {}


def test_the_passphrase_comes_first(day: Day, computer: Computer, presenter: QuickPresenter) -> None:
    presenter.turn_on(PASSPHRASE)  # nobody was asked
    presenter.ask()
    presenter.turn_on("")
    assert day.state == AskState(wrong="Type your passphrase first.")
    for typed, code in (("not this one", "wrong_passphrase"), ("\ud800", "passphrase_unreadable")):
        presenter.turn_on(typed)
        assert day.state == AskState(wrong=said(code))
    assert not opens_quickly(day)
    assert computer.ring.secrets == {}


def test_a_keychain_that_does_not_work_is_told(day: Day, computer: Computer, presenter: QuickPresenter) -> None:
    presenter.ask()
    computer.ring.fails, computer.ring.failing = {"set"}, KeyringLocked()
    presenter.turn_on(PASSPHRASE)
    assert day.state == AskState(failed=said("keychain_locked"))
    computer.safe = False
    presenter.turn_on(PASSPHRASE)
    assert day.state == AskState(failed=said("keychain_unsafe"))
    assert not opens_quickly(day)


def test_it_can_be_turned_off_where_the_keychain_is_gone(
    day: Day, computer: Computer, presenter: QuickPresenter
) -> None:
    presenter.ask()
    presenter.turn_on(PASSPHRASE)
    computer.safe = False
    presenter.turn_off()
    assert not opens_quickly(day)
    failed: list[Any] = []
    presenter.failed.connect(failed.append)
    presenter.turn_off()
    assert [problem.code for problem in failed] == ["quick_unlock_off"]


def test_what_is_under_way_is_waited_for(day: Day, presenter: QuickPresenter) -> None:
    presenter.ask()
    day.tasks.hold = True
    presenter.turn_on(PASSPHRASE)
    presenter.cancel()
    presenter.turn_on(PASSPHRASE)
    assert day.state == AskState(busy="Trying the key store of this computer.")
    assert len(day.tasks.held) == 1
    day.tasks.hold = False
    day.tasks.run()
    assert day.state is None


def test_one_may_think_better_of_it(day: Day, presenter: QuickPresenter) -> None:
    presenter.ask()
    presenter.cancel()
    assert day.state is None
