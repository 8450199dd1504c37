"""The window locks by itself: a real vault on its own thread, real signals of a desktop, and edits that outlive it."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.asking import Shop
from tests.unit.desktop.private_bus import OUR_SESSION, Logind, private_bus
from tests.unit.desktop.vault_day import sentences, themed
from vault.core.clock import SetClock
from vault.customer.drafts import kept_draft
from vault.customer.editing import set_words
from vault.customer.session import Passphrase, Session, create_vault, derive
from vault.customer.trust import Trust
from vault.desktop.clipboard import Clipboard
from vault.desktop.letters_state import Face
from vault.desktop.lock_reasons import Locker, idle_for
from vault.desktop.pages import Known, World
from vault.desktop.post import Post
from vault.desktop.preference_keeping import PLACE
from vault.desktop.preference_typed import Typed
from vault.desktop.preferences_presenter import PreferencesPresenter
from vault.desktop.session_watch import SessionWatch
from vault.desktop.tasks import Opening, Tasks
from vault.desktop.window import Window
from vault.net.testing_shops import TestShops
from vault.storage.kdf import SMALL

PASSPHRASE = "copper lantern borrows seven geese"
SHOE_SIZE = "clothing.shoe_size"
HALF = Typed(word="4", system="EU")
CLOCK = SetClock(datetime(2026, 5, 12, 12, 4, tzinfo=UTC))


@dataclass
class Desk:
    """A window, the vault behind it, and the desktop around it."""

    qtbot: QtBot
    window: Window
    tasks: Tasks
    locker: Locker
    logind: Logind
    folder: Path
    reasons: list[str]
    seconds: list[float]
    enter: list[Callable[[], None]]

    def open(self) -> Opening:
        """As after the passphrase."""
        derived = derive(self.folder, Passphrase(PASSPHRASE))
        return partial(derived.open, catalogue=shipped(), clock=CLOCK, random=secrets.token_bytes)

    def unlock(self) -> None:
        """Open the vault, go to the preferences, and wait until they are there."""
        self.tasks.open_session(self.open, lambda _: self.enter[-1](), pytest.fail, owner=self.window)
        self.qtbot.waitUntil(self.window.frame.isVisible)
        self.window.show_page("preferences")
        self.qtbot.waitUntil(lambda: self.page._loaded is not None)
        self.qtbot.waitUntil(lambda: self.watch.delays_sleep)

    @property
    def page(self) -> PreferencesPresenter:
        return self.window.presenter("preferences")

    def typed(self) -> tuple[str | None, Typed | None]:
        """The open row, and what stands in it."""
        drafts = self.page._drafts
        return drafts.open, drafts.current.typed if drafts.current is not None else None

    @property
    def watch(self) -> SessionWatch:
        return self.locker._watch()

    def type_half(self) -> None:
        self.page.open_row(SHOE_SIZE)
        self.page.edit(HALF)

    def open_elsewhere(self) -> Session:
        """As another program; raises ``vault_in_use`` if this one has it open."""
        return self.open()()


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    folder = tmp_path / "vault"
    with create_vault(
        folder, Passphrase(PASSPHRASE), catalogue=shipped(), clock=CLOCK, random=secrets.token_bytes, profile=SMALL
    ) as session:
        set_words(session, SHOE_SIZE, "EU 43")
    theme, icons = themed(qapp)
    tasks = Tasks()
    known = Known(shipped(), Shop(now=CLOCK.now), Trust((), TestShops()))
    world = World(theme, icons, sentences(), CLOCK, tasks, lambda: known, lambda address: None)
    reasons: list[str] = []
    enter: list[Callable[[], None]] = []
    seconds = [1000.0]

    def gate(reason: str, opened: Callable[[], None], around: QWidget) -> QWidget:
        reasons.append(reason)
        enter.append(opened)
        return QWidget()

    with private_bus() as system, private_bus() as session_bus:
        logind = Logind(system.connect())
        watch = SessionWatch(system.connect(), session_bus.connect(), "2")
        locker = Locker(tasks, qapp, Clipboard(QGuiApplication.clipboard()), lambda: watch, lambda: seconds[0])
        window = Window(world, gate, lambda: locker)
        window.show()  # not given to qtbot, which would delete it before the last stops are sent
        yield Desk(qtbot, window, tasks, locker, logind, folder, reasons, seconds, enter)
        if window.isVisible():
            with qtbot.waitSignal(window.closed):
                window.close()
        window.deleteLater()
        tasks.shut_down()
        watch.stop()
        logind.end()


def test_without_use_it_locks_and_a_half_typed_edit_is_there_again(desk: Desk) -> None:
    desk.unlock()
    desk.type_half()
    desk.locker.clipboard.put("a word")
    desk.seconds[0] += 300
    desk.locker._idle.look()
    assert desk.reasons == ["", idle_for(5)]
    assert not desk.window.frame.isVisible()
    assert QGuiApplication.clipboard().text() == ""
    desk.unlock()
    assert desk.typed() == (SHOE_SIZE, HALF)


def test_a_letter_half_written_is_there_again_after_a_lock(desk: Desk) -> None:
    desk.unlock()
    desk.window.show_page("letters")
    letters = desk.window.presenter("letters")
    desk.qtbot.waitUntil(lambda: letters._state.loaded)
    letters.begin()
    desk.qtbot.waitUntil(lambda: letters._state.face is Face.FORM)
    view: Any = desk.window.inside.pages.page("letters").view
    view.form.to_name.setFocus()
    desk.qtbot.keyClicks(view.form.to_name, "Bakkerij Voorbeeld")
    desk.window.lock()
    assert view.form.to_name.text() == ""
    desk.unlock()
    desk.window.show_page("letters")
    again: Any = desk.window.inside.pages.page("letters").view
    assert again is not view
    desk.qtbot.waitUntil(again.form.to_name.isVisible)
    assert again.form.to_name.text() == "Bakkerij Voorbeeld"


def test_a_sleep_waits_for_the_vault_to_be_closed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.unlock()
    desk.type_half()
    goes_on = threading.Event()

    def hold(session: Session) -> None:
        goes_on.wait(30)

    desk.tasks.vault(hold, lambda _: None, pytest.fail, owner=desk.window)  # a disk that is slow
    with monkeypatch.context() as patched:
        patched.setattr(Post, "flush", lambda post, then: pytest.fail("there is no time for a last round"))
        desk.logind.prepare_for_sleep(begins=True)
        desk.qtbot.waitUntil(lambda: desk.reasons == ["", "sleep"])
    assert desk.logind.is_delayed()
    goes_on.set()
    desk.qtbot.waitUntil(lambda: not desk.logind.is_delayed())
    desk.open_elsewhere().lock()
    desk.unlock()
    assert desk.typed() == (SHOE_SIZE, HALF)
    assert desk.logind.is_delayed()


def test_locks_with_the_screen(desk: Desk) -> None:
    desk.unlock()
    desk.qtbot.waitUntil(lambda: desk.watch._path == OUR_SESSION)
    desk.logind.lock(OUR_SESSION)
    desk.qtbot.waitUntil(lambda: desk.reasons == ["", "screen_locked"])
    desk.qtbot.waitUntil(lambda: not desk.logind.is_delayed())
    desk.open_elsewhere().lock()


def test_closing_the_window_keeps_a_half_typed_edit_too(desk: Desk) -> None:
    desk.unlock()
    desk.type_half()
    with desk.qtbot.waitSignal(desk.window.closed):
        desk.window.close()
    desk.qtbot.waitUntil(lambda: not desk.logind.is_delayed())
    with desk.open_elsewhere() as session:
        assert kept_draft(session, PLACE)["open"] == SHOE_SIZE
