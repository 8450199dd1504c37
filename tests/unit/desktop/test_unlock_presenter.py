"""Opening a vault without a window: why it is locked, a wrong passphrase, and everything else that can be wrong."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.unit.core.catalogue_values import shipped
from vault import bundled
from vault.core.clock import SetClock
from vault.core.errors import ChoiceError, StorageError, VaultError
from vault.core.sentences import parse_sentences
from vault.customer.session import create_vault, derive
from vault.desktop import lock_reasons
from vault.desktop.tasks import InlineTasks, Opening, Tasks, gui_thread_forbidden
from vault.desktop.unlock_presenter import UnlockPresenter, UnlockState
from vault.storage.kdf import SMALL
from vault.storage.secret import Passphrase

GOOD = "copper lantern borrows seven geese"
SENTENCES = parse_sentences("en", bundled.read("messages/en.json"))
LOCKED_AT = datetime(2026, 5, 12, 13, 47).astimezone()
CLOCK = SetClock(datetime(2026, 5, 12, tzinfo=UTC))


class Held(InlineTasks):
    """Never comes back, as long as the test runs."""

    def open_session(self, *arguments: object, **names: object) -> None:
        self.asked = getattr(self, "asked", 0) + 1


def refusing(problem: VaultError) -> Callable[[str], Opening]:
    def open_it(typed: str) -> Opening:
        raise problem

    return open_it


def never(typed: str) -> Opening:
    raise AssertionError(typed)


def shown(presenter: UnlockPresenter) -> list[UnlockState]:
    states: list[UnlockState] = []
    presenter.changed.connect(states.append)
    return states


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.shut_down()


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("", "It is locked. Your passphrase opens it."),
        (lock_reasons.ASKED, "Locked at 13:47, after you pressed Lock now."),
        (lock_reasons.idle_for(1), "Locked at 13:47, after 1 minute without use."),
        (lock_reasons.idle_for(5), "Locked at 13:47, after 5 minutes without use."),
        (lock_reasons.SCREEN_LOCKED, "Locked at 13:47, together with your screen."),
        (lock_reasons.AWAY, "Locked at 13:47, when nobody used this computer."),
        (lock_reasons.SLEEP, "Locked at 13:47, before this computer went to sleep."),
        ("disk_failed", "Locked at 13:47, after a problem."),
    ],
)
def test_says_why_it_is_locked_and_which_vault_it_is(reason: str, words: str) -> None:
    presenter = UnlockPresenter(InlineTasks(), SENTENCES, never)
    states = shown(presenter)
    presenter.start("my vault", reason, LOCKED_AT)
    assert states == [UnlockState(words, "my vault")]


def test_nothing_typed_is_not_tried() -> None:
    presenter = UnlockPresenter(InlineTasks(), SENTENCES, never)
    states = shown(presenter)
    presenter.unlock("")
    assert states == [UnlockState(wrong="Type your passphrase first.")]


@pytest.mark.parametrize(
    ("problem", "wrong", "failed"),
    [
        (
            ChoiceError("wrong_passphrase"),
            "This passphrase does not open your vault. Check Caps Lock and try again.",
            "",
        ),
        (
            ChoiceError("passphrase_long", limit=1024),
            "Your passphrase is too long. Use at most 1024 characters.",
            "",
        ),
        (
            StorageError("vault_in_use"),
            "",
            "Your vault is already open in another program. Close it there first.",
        ),
        (
            StorageError("database_damaged"),
            "",
            "The file vault.db is damaged; your passphrase is right. Put a backup of it back.",
        ),
        (
            StorageError("changed_outside"),
            "",
            "Older files are in your vault, so a share you stopped may look active. Put the newest files back.",
        ),
    ],
)
def test_what_is_wrong_stands_where_it_belongs(problem: VaultError, wrong: str, failed: str) -> None:
    presenter = UnlockPresenter(InlineTasks(), SENTENCES, refusing(problem))
    states = shown(presenter)
    presenter.unlock(GOOD)
    damaged = problem.code == "database_damaged"
    assert states == [UnlockState(busy=True), UnlockState(wrong=wrong, failed=failed, damaged=damaged)]


def test_is_tried_once_however_often_it_is_asked() -> None:
    tasks = Held()
    presenter = UnlockPresenter(tasks, SENTENCES, never)
    states = shown(presenter)
    presenter.unlock(GOOD)
    presenter.unlock(GOOD)
    presenter.unlock("")
    assert tasks.asked == 1
    assert states == [UnlockState(busy=True)]


def test_can_be_tried_again_when_it_was_locked_meanwhile() -> None:
    tasks = Held()
    presenter = UnlockPresenter(tasks, SENTENCES, never)
    presenter.unlock(GOOD)
    presenter.start("vault", lock_reasons.ASKED, LOCKED_AT)
    presenter.unlock(GOOD)
    assert tasks.asked == 2


class Asked(InlineTasks):
    """What this computer is asked for waits until the test answers."""

    def outside(self, work: Any, on_done: Any, on_error: Any, *, owner: object, lasting: bool = False) -> None:
        self.answer: Callable[[Opening], None] = on_done
        self.refuse: Callable[[VaultError], None] = on_error

    def open_session(self, prepare: Callable[[], Opening], on_done: Any, on_error: Any, *, owner: object) -> None:
        self.opened = prepare()


def test_this_computer_is_asked_and_one_may_type_meanwhile() -> None:
    tasks = Asked()
    typed: Opening = partial(pytest.fail, "the vault of who typed")
    presenter = UnlockPresenter(tasks, SENTENCES, lambda _: typed, partial(pytest.fail, "asked by the test"))
    states = shown(presenter)
    presenter.offer_quick(True)
    presenter.unlock_quickly()
    presenter.unlock_quickly()
    assert states == [UnlockState(quick=True), UnlockState(quick=True, asking=True)]
    presenter.unlock(GOOD)
    assert states[-1] == UnlockState(quick=True, busy=True)
    tasks.answer(partial(pytest.fail, "the vault of this computer"))
    tasks.refuse(StorageError("keychain_locked"))
    assert tasks.opened is typed
    assert len(states) == 3


def test_what_this_computer_refuses_is_said() -> None:
    tasks = Asked()
    presenter = UnlockPresenter(tasks, SENTENCES, never, partial(pytest.fail, "asked by the test"))
    states = shown(presenter)
    presenter.unlock_quickly()
    tasks.refuse(StorageError("keychain_locked"))
    assert states[-1].failed == SENTENCES.say("errors", "keychain_locked")
    assert not states[-1].asking


def test_damage_is_told_and_can_be_looked_at_again() -> None:
    problem = StorageError("database_damaged")
    presenter = UnlockPresenter(InlineTasks(), SENTENCES, refusing(problem))
    told: list[VaultError] = []
    presenter.damaged.connect(told.append)
    presenter.look_at_damage()
    assert told == []
    presenter.unlock(GOOD)
    presenter.look_at_damage()
    assert told == [problem, problem]


@pytest.mark.parametrize(
    ("shops", "said"),
    [
        (0, ""),
        (1, "One shop hears that you stopped when you open your vault."),
        (3, "3 shops hear that you stopped when you open your vault."),
    ],
)
def test_says_how_many_stops_wait(shops: int, said: str) -> None:
    presenter = UnlockPresenter(InlineTasks(), SENTENCES, never)
    states = shown(presenter)
    presenter.tell_stops(shops)
    assert states[-1].waiting == said


def test_real_vault_opens_off_the_thread_of_the_window(qtbot: QtBot, tasks: Tasks, tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    made = create_vault(
        folder, Passphrase(GOOD), catalogue=shipped(), clock=CLOCK, random=secrets.token_bytes, profile=SMALL
    )
    threads: list[threading.Thread] = []

    def open_it(typed: str) -> Opening:
        threads.append(threading.current_thread())
        derived = derive(folder, Passphrase(typed), forbidden_thread=gui_thread_forbidden)
        return lambda: derived.open(catalogue=shipped(), clock=CLOCK, random=secrets.token_bytes)

    presenter = UnlockPresenter(tasks, SENTENCES, open_it)
    states = shown(presenter)
    presenter.unlock(GOOD)
    qtbot.waitUntil(lambda: len(states) == 2)
    assert states[-1].failed == SENTENCES.say("errors", "vault_in_use")
    made.lock()
    presenter.unlock("some other words")
    qtbot.waitUntil(lambda: len(states) == 4)
    assert states[-1].wrong == SENTENCES.say("errors", "wrong_passphrase")
    with qtbot.waitSignal(presenter.opened):
        presenter.unlock(GOOD)
    assert len(threads) == 3
    assert threading.main_thread() not in threads
