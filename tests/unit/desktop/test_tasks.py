"""Work off the GUI thread, on real threads."""

from __future__ import annotations

import secrets
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.asking import FEET, Shop
from tests.unit.customer.conftest import PASSPHRASE
from vault import bundled
from vault.core.clock import SystemClock
from vault.core.errors import ChoiceError, VaultError
from vault.core.sentences import parse_sentences
from vault.customer.editing import set_words
from vault.customer.proposal import Proposal
from vault.customer.review import propose
from vault.customer.session import Derived, Session, create_vault, derive, make_vault, unlock
from vault.customer.taking_along import Form
from vault.desktop.request_choosing import RequestChoosing
from vault.desktop.request_whom import LaidOut
from vault.desktop.request_words import RequestWords
from vault.desktop.tasks import POOL, Opening, Tasks, gui_thread_forbidden
from vault.desktop.unlock_presenter import UnlockPresenter
from vault.desktop.welcome_presenter import WelcomePresenter
from vault.desktop.your_data_contents import count
from vault.desktop.your_data_copy_presenter import CopyPresenter
from vault.desktop.your_data_state import CopyState
from vault.net.fetcher import HttpRequest
from vault.net.https_client import HttpsClient
from vault.storage import kdf
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


def made(folder: Path) -> Opening:
    derived = make_vault(
        folder,
        Passphrase(PASSPHRASE),
        clock=SystemClock(),
        random=secrets.token_bytes,
        profile=SMALL,
        forbidden_thread=gui_thread_forbidden,
    )
    return opening(derived)


def again(folder: Path) -> Opening:
    return opening(derive(folder, Passphrase(PASSPHRASE), forbidden_thread=gui_thread_forbidden))


def opening(derived: Derived) -> Opening:
    return lambda: derived.open(catalogue=shipped(), clock=SystemClock(), random=secrets.token_bytes)


def open_vault(
    qtbot: QtBot, tasks: Tasks, folder: Path, owner: QObject, prepare: Callable[[Path], Opening] = made
) -> None:
    opened: list[None] = []
    tasks.open_session(lambda: prepare(folder), opened.append, pytest.fail, owner=owner)
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


def test_leaving_drops_what_was_asked_before_and_shuts_the_vault_but_for_what_lasts(
    qtbot: QtBot, tasks: Tasks, owner: QObject, tmp_path: Path
) -> None:
    open_vault(qtbot, tasks, tmp_path / "vault", owner)
    go, order = threading.Event(), list[str]()

    def told(problem: VaultError) -> None:
        order.append(problem.code)

    tasks.vault(lambda _: go.wait(20), lambda _: order.append("stale"), lambda _: order.append("stale"), owner=owner)
    tasks.outside(lambda: go.wait(20), lambda _: order.append("stale"), lambda _: order.append("stale"), owner=owner)
    tasks.vault(lambda _: None, lambda _: order.append("before"), told, owner=owner, lasting=True)
    close = tasks.leave()
    tasks.vault(lambda _: None, pytest.fail, told, owner=owner)
    tasks.vault(lambda _: None, lambda _: order.append("behind"), told, owner=owner, lasting=True)
    close()
    tasks.vault(lambda _: None, pytest.fail, told, owner=owner, lasting=True)
    go.set()
    qtbot.waitUntil(lambda: len(order) >= 4)
    assert order == ["before", "vault_locked", "behind", "vault_locked"]


def test_what_was_opened_anew_is_not_closed_by_leaving_before(
    qtbot: QtBot, tasks: Tasks, owner: QObject, tmp_path: Path
) -> None:
    open_vault(qtbot, tasks, tmp_path / "vault", owner)
    close = tasks.leave()
    open_vault(qtbot, tasks, tmp_path / "vault", owner, again)  # the first is closed for it, and not before
    close()
    found: list[str] = []
    tasks.vault(lambda session: session.vault.vault_id, found.append, pytest.fail, owner=owner)
    qtbot.waitUntil(lambda: bool(found))


def test_a_wrong_passphrase_leaves_open_what_is_open(
    qtbot: QtBot, tasks: Tasks, owner: QObject, tmp_path: Path
) -> None:
    open_vault(qtbot, tasks, tmp_path / "vault", owner)
    tasks.leave()
    told, found = list[VaultError](), list[str]()

    def wrong() -> Opening:
        return opening(derive(tmp_path / "vault", Passphrase("another one entirely")))

    tasks.open_session(wrong, pytest.fail, told.append, owner=owner)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert told[0].code == "wrong_passphrase"
    tasks.vault(lambda session: session.vault.vault_id, found.append, pytest.fail, owner=owner, lasting=True)
    qtbot.waitUntil(lambda: bool(found))


def test_no_key_is_derived_on_the_thread_of_the_vault(
    qtbot: QtBot, tasks: Tasks, owner: QObject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[str] = []
    deriving = kdf.hash_secret_raw

    def watched(*arguments: object) -> bytes:
        ran.append(threading.current_thread().name)
        return deriving(*arguments)

    monkeypatch.setattr(kdf, "hash_secret_raw", watched)
    folder, sentences = tmp_path / "vault", parse_sentences("en", bundled.read("messages/en.json"))
    opened: list[None] = []
    welcome = WelcomePresenter(tasks, sentences, lambda typed: made(folder))
    welcome.opened.connect(lambda: opened.append(None))
    welcome.create(PASSPHRASE, PASSPHRASE)
    qtbot.waitUntil(lambda: len(opened) == 1, timeout=20_000)
    tasks.leave()()
    unlock_ = UnlockPresenter(tasks, sentences, lambda typed: again(folder))
    unlock_.opened.connect(lambda: opened.append(None))
    unlock_.unlock(PASSPHRASE)
    qtbot.waitUntil(lambda: len(opened) == 2, timeout=20_000)
    before = len(ran)
    done: list[object] = []
    tasks.vault(
        lambda session: set_words(session, "health.foot_health", "insoles"), done.append, pytest.fail, owner=owner
    )
    qtbot.waitUntil(lambda: bool(done))
    copy, states = CopyPresenter(tasks, sentences, owner), list[CopyState]()
    copy.changed.connect(states.append)
    tasks.vault(lambda session: count(session, "en"), copy.take_contents, pytest.fail, owner=owner)
    copy.take_sealed(True)
    copy.choose_form(Form.JSON)
    copy.choose_lock(False)
    copy.save(tmp_path / "copy.json", PASSPHRASE, "")
    qtbot.waitUntil(lambda: bool(states) and states[-1].saved is not None, timeout=20_000)
    assert states[-1].saved.good
    proposal = _asked_about_feet(qtbot, tasks, owner)
    choosing = RequestChoosing(tasks, RequestWords(sentences, shipped()), shipped(), SystemClock(), owner)
    choosing.begin(LaidOut(proposal, "", ()), test_shop=False)
    choosing.switch("feet", True)
    choosing.permit(PASSPHRASE, choosing.asked().sealed.words)
    qtbot.waitUntil(lambda: "feet" in choosing.open.picks.items, timeout=20_000)
    assert len(ran) == before + 2
    assert {name.partition("_")[0] for name in ran} == {"keys"}


def _asked_about_feet(qtbot: QtBot, tasks: Tasks, owner: QObject) -> Proposal:
    found: list[Proposal] = []
    request = Shop().ask(FEET)
    tasks.vault(lambda session: propose(session, request), found.append, pytest.fail, owner=owner)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def test_a_key_does_not_wait_for_shops_that_hang(qtbot: QtBot, tasks: Tasks, owner: QObject) -> None:
    go, came = threading.Event(), list[str]()
    for _ in range(POOL + 1):
        tasks.outside(lambda: go.wait(20), lambda _: came.append("slow"), pytest.fail, owner=owner)
    tasks.derive(lambda: None, lambda _: came.append("key"), pytest.fail, owner=owner)
    qtbot.waitUntil(lambda: came == ["key"])
    go.set()
    qtbot.waitUntil(lambda: len(came) == POOL + 2)


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
        seen[0].ask_passphrase().prove(Passphrase(PASSPHRASE))


def test_the_network_refuses_the_gui_thread(qtbot: QtBot) -> None:
    with pytest.raises(RuntimeError):
        HttpsClient(forbidden_thread=threading.get_ident()).fetch(HttpRequest("GET", "https://shop.example/"))


def test_what_is_asked_after_the_end_is_not_done(qtbot: QtBot) -> None:
    tasks, owner = Tasks(), QObject()
    tasks.shut_down()
    done: list[str] = []
    for ask in (tasks.outside, tasks.derive):
        ask(lambda: done.append("done"), lambda _: None, lambda _: None, owner=owner)
    tasks.vault(lambda _: done.append("done"), lambda _: None, lambda _: None, owner=owner)
    tasks.shut_down()
    assert done == []


def test_no_thread_begins_before_there_is_work(qtbot: QtBot) -> None:
    before = threading.active_count()
    tasks = Tasks()
    assert threading.active_count() == before
    tasks.shut_down()
    assert threading.active_count() == before
