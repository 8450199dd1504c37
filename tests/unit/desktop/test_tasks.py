"""Work off the GUI thread, on real threads."""

from __future__ import annotations

import secrets
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.conftest import PASSPHRASE
from vault.core.clock import SystemClock
from vault.core.errors import ChoiceError, VaultError
from vault.customer.session import Session, create_vault, unlock
from vault.desktop.tasks import Tasks, gui_thread_forbidden
from vault.net.fetcher import HttpRequest
from vault.net.https_client import HttpsClient
from vault.storage.kdf import SMALL
from vault.storage.secret import Passphrase


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    before = set(threading.enumerate())
    made = Tasks()
    yield made
    made.shut_down()
    assert set(threading.enumerate()) <= before


def create(folder: Path) -> Session:
    return create_vault(
        folder,
        Passphrase(PASSPHRASE),
        catalogue=shipped(),
        clock=SystemClock(),
        random=secrets.token_bytes,
        profile=SMALL,
        forbidden_thread=gui_thread_forbidden,
    )


@pytest.fixture
def owner(qtbot: QtBot) -> QObject:
    """What asks; it stays for the whole test."""
    return QObject()


def open_vault(qtbot: QtBot, tasks: Tasks, folder: Path, owner: QObject) -> None:
    opened: list[None] = []
    tasks.open_session(lambda: create(folder), opened.append, pytest.fail, owner=owner)
    qtbot.waitUntil(lambda: bool(opened), timeout=20_000)


def test_vault_work_and_its_result_change_threads(qtbot: QtBot, tasks: Tasks, owner: QObject, tmp_path: Path) -> None:
    open_vault(qtbot, tasks, tmp_path / "vault", owner)
    ran: list[tuple[str, str]] = []

    def work(session: Session) -> str:
        with session.database.read() as reader:
            reader.rows("SELECT 1")
        return threading.current_thread().name

    tasks.vault(work, lambda name: ran.append((name, threading.current_thread().name)), pytest.fail, owner=owner)
    qtbot.waitUntil(lambda: bool(ran))
    assert ran == [("vault", threading.main_thread().name)]


def test_a_failure_is_told_and_a_bug_is_reported(
    qtbot: QtBot, tasks: Tasks, owner: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[VaultError] = []
    bugs: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, problem, trace: bugs.append(kind))

    def fail() -> None:
        raise ChoiceError("nothing_kept")

    tasks.outside(fail, pytest.fail, told.append, owner=owner)
    tasks.outside(lambda: 1 // 0, pytest.fail, told.append, owner=owner)
    qtbot.waitUntil(lambda: bool(told and bugs))
    assert ([problem.code for problem in told], bugs) == (["nothing_kept"], [ZeroDivisionError])


def test_without_a_vault_its_work_says_locked(qtbot: QtBot, tasks: Tasks, owner: QObject) -> None:
    told: list[VaultError] = []
    tasks.vault(lambda session: None, pytest.fail, told.append, owner=owner)
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].code == "vault_locked"


def test_a_result_whose_owner_is_gone_is_dropped(qtbot: QtBot, tasks: Tasks, owner: QObject) -> None:
    go, order = threading.Event(), list[str]()
    gone = QObject()
    tasks.vault(lambda _: go.wait(20), lambda _: order.append("gone"), lambda _: order.append("gone"), owner=gone)
    tasks.vault(lambda _: None, lambda _: order.append("stays"), lambda _: order.append("stays"), owner=owner)
    shiboken6.delete(gone)
    go.set()
    qtbot.waitUntil(lambda: bool(order))
    assert order == ["stays"]


def test_locking_drops_what_was_asked_before_and_ends_the_vault(
    qtbot: QtBot, tasks: Tasks, owner: QObject, tmp_path: Path
) -> None:
    open_vault(qtbot, tasks, tmp_path / "vault", owner)
    go, order = threading.Event(), list[str]()
    tasks.vault(lambda _: go.wait(20), lambda _: order.append("stale"), lambda _: order.append("stale"), owner=owner)
    tasks.outside(lambda: go.wait(20), lambda _: order.append("stale"), lambda _: order.append("stale"), owner=owner)
    tasks.lock(lambda _: order.append("locked"), owner=owner)
    tasks.vault(lambda _: None, pytest.fail, lambda problem: order.append(problem.code), owner=owner)
    go.set()
    qtbot.waitUntil(lambda: len(order) >= 2)
    assert order == ["locked", "vault_locked"]


def test_one_hanging_shop_holds_up_neither_another_nor_the_vault(qtbot: QtBot, tasks: Tasks, owner: QObject) -> None:
    go, came = threading.Event(), list[str]()
    tasks.outside(lambda: go.wait(20), lambda _: came.append("slow"), pytest.fail, owner=owner)
    tasks.outside(lambda: None, lambda _: came.append("quick"), pytest.fail, owner=owner)
    tasks.vault(lambda _: None, pytest.fail, lambda _: came.append("vault"), owner=owner)
    qtbot.waitUntil(lambda: len(came) == 2)
    assert sorted(came) == ["quick", "vault"]
    go.set()
    qtbot.waitUntil(lambda: came[-1] == "slow")


def test_storage_and_key_derivation_refuse_the_gui_thread(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    with pytest.raises(AssertionError):
        create(folder)
    assert not folder.exists()
    with create_vault(
        folder,
        Passphrase(PASSPHRASE),
        catalogue=shipped(),
        clock=SystemClock(),
        random=secrets.token_bytes,
        profile=SMALL,
    ):
        pass
    with pytest.raises(AssertionError):
        unlock(
            folder,
            Passphrase(PASSPHRASE),
            catalogue=shipped(),
            clock=SystemClock(),
            random=secrets.token_bytes,
            forbidden_thread=gui_thread_forbidden,
        )


def test_the_open_vault_refuses_the_gui_thread(qtbot: QtBot, tasks: Tasks, owner: QObject, tmp_path: Path) -> None:
    open_vault(qtbot, tasks, tmp_path / "vault", owner)
    seen: list[Session] = []
    tasks.vault(lambda session: session, seen.append, pytest.fail, owner=owner)
    qtbot.waitUntil(lambda: bool(seen))
    with pytest.raises(AssertionError), seen[0].database.read() as reader:
        reader.rows("SELECT 1")
    with pytest.raises(AssertionError):
        seen[0].check_passphrase(Passphrase(PASSPHRASE))


def test_the_network_refuses_the_gui_thread(qtbot: QtBot) -> None:
    with pytest.raises(RuntimeError):
        HttpsClient(forbidden_thread=threading.get_ident()).fetch(HttpRequest("GET", "https://shop.example/"))
