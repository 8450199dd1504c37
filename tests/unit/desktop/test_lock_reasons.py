"""What locks a vault by itself, each with its reason; and that the computer sleeps only after the vault is closed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.unit.desktop.private_bus import Logind, private_bus
from tests.unit.desktop.vault_day import HOST, Day, open_day
from vault.core.errors import StorageError
from vault.customer.locking import NEVER, LockRules, set_lock_rules
from vault.customer.stopping import stop
from vault.desktop.clipboard import Clipboard
from vault.desktop.lock_reasons import Locker, idle_for
from vault.desktop.session_watch import SessionWatch

LOADED = """
import sys
import vault.desktop.app, vault.desktop.window, vault.desktop.lock_reasons, vault.desktop.unlock_presenter
print("PySide6.QtDBus" in sys.modules)
"""


class Desktop(QObject):
    """Says what a desktop says, when the test does."""

    screen_locked = Signal()
    away = Signal()
    sleeping = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.watched = False
        self.starts = 0

    def start(self) -> None:
        self.starts += not self.watched
        self.watched = True

    def stop(self) -> None:
        self.watched = False


class Seconds:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def day(qtbot: QtBot, tmp_path: Path) -> Iterator[Day]:
    with open_day(tmp_path) as made:
        yield made


class Parts:
    """A locker with everything around it in the test's hand."""

    def __init__(self, qapp: QApplication, day: Day) -> None:
        self.desktop, self.seconds, self.day = Desktop(), Seconds(), day
        self.clipboard = Clipboard(QGuiApplication.clipboard())
        self.locker = Locker(day.tasks, qapp, self.clipboard, lambda: self.desktop, self.seconds)
        self.reasons: list[str] = []
        self.locker.lock_wanted.connect(self.reasons.append)

    def choose(self, rules: LockRules) -> None:
        set_lock_rules(self.day.session, rules)

    def wait(self, minutes: float) -> None:
        """Without use."""
        self.seconds.now += 60 * minutes
        self.locker._idle.look()


@pytest.fixture
def parts(qapp: QApplication, day: Day) -> Parts:
    return Parts(qapp, day)


def test_says_nothing_before_a_vault_is_open(parts: Parts) -> None:
    parts.wait(600)
    parts.locker.want("asked")
    assert parts.reasons == []
    assert parts.desktop.starts == 0


@pytest.mark.parametrize("minutes", [1, 5, 15, 60])
def test_locks_after_the_minutes_that_were_chosen(parts: Parts, minutes: int) -> None:
    parts.choose(LockRules(minutes))
    parts.locker.opened()
    parts.wait(minutes - 0.1)
    assert parts.reasons == []
    parts.wait(0.1)
    assert parts.reasons == [idle_for(minutes)] == [f"idle {minutes}"]


def test_never_locks_after_no_time_but_with_the_screen(parts: Parts) -> None:
    parts.choose(LockRules(NEVER))
    parts.locker.opened()
    parts.wait(100_000)
    assert parts.reasons == []
    parts.desktop.screen_locked.emit()
    assert parts.reasons == ["screen_locked"]


@pytest.mark.parametrize("word", ["screen_locked", "away", "sleep"])
def test_locks_with_the_desktop_once(parts: Parts, word: str) -> None:
    parts.locker.opened()
    signals = {
        "sleep": parts.desktop.sleeping,
        "away": parts.desktop.away,
        "screen_locked": parts.desktop.screen_locked,
    }
    signals[word].emit()
    parts.desktop.screen_locked.emit()
    parts.wait(600)
    assert parts.reasons == [word]


def test_who_keeps_it_open_with_the_screen_locked_does_not_watch_it(parts: Parts) -> None:
    parts.choose(LockRules(with_screen=False))
    parts.locker.opened()
    assert not parts.desktop.watched
    parts.locker.take_rules(LockRules())
    assert parts.desktop.watched
    parts.locker.take_rules(LockRules(with_screen=False))
    assert not parts.desktop.watched


def test_new_rules_hold_at_once(parts: Parts) -> None:
    parts.locker.opened()
    parts.locker.take_rules(LockRules(60))
    parts.wait(59)
    parts.locker.take_rules(LockRules(1))
    assert parts.reasons == []
    parts.wait(1)
    assert parts.reasons == ["idle 1"]


def test_rules_that_come_when_it_is_locked_again_start_nothing(parts: Parts) -> None:
    parts.locker.opened()
    parts.locker.left()
    parts.locker.closed()
    parts.locker.take_rules(LockRules())
    parts.wait(600)
    assert parts.reasons == []
    assert not parts.desktop.watched


def test_the_usual_rules_hold_when_the_vault_cannot_be_read(parts: Parts) -> None:
    parts.day.tasks.fails = StorageError("disk_failed")
    parts.locker.opened()
    parts.wait(5)
    assert parts.reasons == ["idle 5"]


def test_the_watch_lasts_until_the_vault_is_closed_and_begins_anew(parts: Parts) -> None:
    parts.locker.opened()
    parts.desktop.sleeping.emit()
    parts.locker.left()
    assert parts.desktop.watched
    parts.locker.closed()
    assert not parts.desktop.watched
    parts.locker.opened()
    parts.desktop.away.emit()
    assert parts.reasons == ["sleep", "away"]
    assert parts.desktop.starts == 2


def test_a_vault_opened_anew_while_the_old_one_closes_is_watched_on(parts: Parts) -> None:
    parts.locker.opened()
    parts.locker.left()
    parts.locker.opened()
    parts.locker.closed()
    parts.desktop.screen_locked.emit()
    assert parts.reasons == ["screen_locked"]


def test_locking_clears_the_clipboard(parts: Parts) -> None:
    parts.locker.opened()
    parts.clipboard.put("a word")
    parts.locker.left()
    assert QGuiApplication.clipboard().text() == ""


def test_use_of_the_window_keeps_it_open(qtbot: QtBot, parts: Parts) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    parts.locker.opened()
    for _ in range(3):
        parts.wait(4)
        QTest.keyClick(page.windowHandle(), Qt.Key.Key_A)
    assert parts.reasons == []
    parts.wait(5)
    assert parts.reasons == ["idle 5"]


def test_the_computer_sleeps_when_the_vault_is_closed_and_not_before(
    qtbot: QtBot, qapp: QApplication, day: Day
) -> None:
    """With a real vault on its own thread, and logind on a bus of the test's own."""
    with private_bus() as system, private_bus() as session:
        logind = Logind(system.connect())
        watch = SessionWatch(system.connect(), session.connect(), "2")
        locker = Locker(day.tasks, qapp, Clipboard(QGuiApplication.clipboard()), lambda: watch)

        def lock(reason: str) -> None:
            assert reason == "sleep"
            locker.left()
            assert logind.is_delayed()
            day.session.lock()
            locker.closed()

        locker.lock_wanted.connect(lock)
        locker.opened()
        qtbot.waitUntil(lambda: watch.delays_sleep)
        logind.prepare_for_sleep(begins=True)
        qtbot.waitUntil(lambda: not logind.is_delayed())
        assert day.session.vault.database._connection is None
        logind.end()


def test_qtdbus_is_not_loaded_before_a_vault_is_open() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED], env=dict(os.environ), capture_output=True, text=True, check=False
    )
    assert done.stdout == "False\n", done.stderr


def test_says_how_many_shops_hear_later_of_a_stop(parts: Parts) -> None:
    told: list[int] = []
    parts.locker.stops_left.connect(told.append)
    parts.day.share()
    parts.day.deliver()
    parts.locker.close(lambda: None)
    stop(parts.day.session, HOST)
    parts.locker.close(lambda: None)
    parts.day.deliver()
    parts.locker.close(lambda: None)
    parts.locker.close(parts.day.session.lock)
    assert told == [0, 1, 0, 0]


def test_a_vault_that_cannot_be_asked_says_nothing_of_stops(parts: Parts) -> None:
    told: list[int] = []
    parts.locker.stops_left.connect(told.append)
    parts.day.tasks.fails = StorageError("disk_failed")
    parts.locker.close(lambda: None)
    assert told == []
