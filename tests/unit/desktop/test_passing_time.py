"""What time brings about while the vault is open: in time, and never more often than something can have changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.unit.customer.asking import SHOE
from tests.unit.desktop.vault_day import HOST, Day, open_day
from vault.core.errors import StorageError, VaultError
from vault.customer.review import propose
from vault.customer.stopping import stop
from vault.desktop.passing_time import AFTER, PassingTime


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with open_day(tmp_path) as made:
        yield made


@pytest.fixture
def parent(qtbot: QtBot) -> QObject:
    return QObject()


@pytest.fixture
def time(parent: QObject, day: Day) -> PassingTime:
    return PassingTime(day.tasks, day.clock, parent)


def waits(time: PassingTime) -> timedelta:
    assert time._timer.isActive()
    return timedelta(milliseconds=time._timer.interval()) - AFTER


def counts(time: PassingTime) -> list[int]:
    found: list[int] = []
    time.passed.connect(found.append)
    return found


def test_nothing_ends_so_it_looks_on_the_hour(time: PassingTime) -> None:
    found = counts(time)
    time.look()
    assert found == [0]
    assert waits(time) == timedelta(minutes=56)  # it is four past


def test_it_looks_when_a_request_ends(time: PassingTime, day: Day) -> None:
    found = counts(time)
    propose(day.session, day.shop.ask(SHOE))
    time.look()
    assert waits(time) == timedelta(minutes=10)
    day.later(minutes=10)
    time.look()
    assert found == [1, 0]
    assert day.kinds()[-1] == "request_ended"
    assert waits(time) == timedelta(minutes=46)


def test_a_share_ends_while_the_vault_is_open(time: PassingTime, day: Day) -> None:
    day.share(days=0)
    day.deliver()
    day.later(hours=23)
    time.look()
    assert waits(time) == timedelta(minutes=56)
    day.later(minutes=56)
    time.look()
    assert day.kinds()[-1] == "expired"


def test_a_broken_promise_is_noticed_at_its_end(time: PassingTime, day: Day) -> None:
    day.share(delete_within="P1D")
    day.deliver()
    day.shop.mood = "slow"
    stop(day.session, HOST)
    day.deliver()
    day.later(days=1, minutes=-1)
    time.look()
    assert waits(time) == timedelta(minutes=1)
    day.later(minutes=1, seconds=1)
    time.look()
    assert day.kinds()[-1] == "overdue"


def test_what_passed_while_the_computer_slept_is_seen_when_it_wakes(time: PassingTime, day: Day) -> None:
    found = counts(time)
    time.wake()
    assert found == []  # the vault is not open yet
    time.look()
    day.later(minutes=30)
    time.wake()
    assert found == [0]
    day.later(hours=8)
    time.wake()
    assert found == [0, 0]


def test_a_vault_that_was_left_is_left_alone(time: PassingTime, day: Day) -> None:
    found = counts(time)
    time.look()
    time.stop()
    day.later(hours=8)
    time.wake()
    assert not time._timer.isActive()
    assert found == [0]


def test_a_problem_is_told(time: PassingTime, day: Day) -> None:
    told: list[VaultError] = []
    time.failed.connect(told.append)
    day.tasks.fails = StorageError("disk_full")
    time.look()
    assert told == [day.tasks.fails]
    assert not time._timer.isActive()
