"""Making a vault without a window: what may be a passphrase, and what came of it."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.unit.core.catalogue_values import shipped
from vault import bundled
from vault.core.clock import SetClock
from vault.core.errors import ChoiceError, StorageError, VaultError
from vault.core.sentences import parse_sentences
from vault.customer.session import make_vault
from vault.desktop.tasks import InlineTasks, Opening, Tasks, gui_thread_forbidden
from vault.desktop.welcome_presenter import WelcomePresenter, WelcomeState
from vault.storage.kdf import SMALL
from vault.storage.secret import Passphrase

GOOD = "copper lantern borrows seven geese"
SENTENCES = parse_sentences("en", bundled.read("messages/en.json"))


class Held(InlineTasks):
    """Never comes back, as long as the test runs."""

    def open_session(self, *arguments: object, **names: object) -> None:
        self.asked = getattr(self, "asked", 0) + 1


def refusing(problem: VaultError) -> Callable[[str], Opening]:
    def create(typed: str) -> Opening:
        raise problem

    return create


def shown(presenter: WelcomePresenter) -> list[WelcomeState]:
    states: list[WelcomeState] = []
    presenter.changed.connect(states.append)
    return states


def never(typed: str) -> Opening:
    raise AssertionError(typed)


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.shut_down()


def test_says_while_one_types_what_is_good() -> None:
    presenter = WelcomePresenter(InlineTasks(), SENTENCES, never)
    states = shown(presenter)
    presenter.start()
    for first, again in (("copper", ""), (GOOD, "cop"), (GOOD, GOOD), ("", "")):
        presenter.look(first, again)
    assert states == [
        WelcomeState(),
        WelcomeState(),
        WelcomeState(),
        WelcomeState(same=True),
        WelcomeState(),
    ]


@pytest.mark.parametrize(
    ("first", "words"),
    [
        ("", "Your passphrase is too short. Use at least 8 characters."),
        ("geese", "Your passphrase is too short. Use at least 8 characters."),
        ("a" * 1025, "Your passphrase is too long. Use at most 1024 characters."),
        ("copper \ud800 lantern", "Your passphrase has a character that is not whole. Type it again."),
    ],
)
def test_unfit_passphrase_is_said_and_nothing_is_made(first: str, words: str) -> None:
    presenter = WelcomePresenter(InlineTasks(), SENTENCES, never)
    states = shown(presenter)
    presenter.create(first, first)
    assert states[-1].first_wrong == words
    assert not states[-1].again_wrong
    assert not states[-1].busy


def test_another_passphrase_the_second_time_is_said_and_nothing_is_made() -> None:
    presenter = WelcomePresenter(InlineTasks(), SENTENCES, never)
    states = shown(presenter)
    presenter.create(GOOD, GOOD + "s")
    assert states[-1] == WelcomeState(again_wrong="This is not the same. Type it again.")


def test_typing_on_takes_the_complaint_away() -> None:
    presenter = WelcomePresenter(InlineTasks(), SENTENCES, never)
    states = shown(presenter)
    presenter.create(GOOD, "")
    presenter.look(GOOD, "c")
    assert states[-1] == WelcomeState()


def test_same_letters_of_two_keyboards_are_the_same() -> None:
    presenter = WelcomePresenter(InlineTasks(), SENTENCES, never)
    states = shown(presenter)
    presenter.look("vij\u00e9r ganzen", "vije\u0301r ganzen")
    assert states[-1].same


@pytest.mark.parametrize(
    ("problem", "state"),
    [
        (
            ChoiceError("folder_not_empty", folder="vault"),
            WelcomeState(same=True, failed="The folder “vault” is not empty. Choose a new or an empty folder."),
        ),
        (
            StorageError("memory_short", mebibytes=256),
            WelcomeState(
                same=True,
                failed="Your computer has too little free memory. Close other programs and try again.",
            ),
        ),
        (
            ChoiceError("passphrase_short", minimum=8),
            WelcomeState(first_wrong="Your passphrase is too short. Use at least 8 characters."),
        ),
    ],
)
def test_what_went_wrong_is_said_in_its_sentence(problem: VaultError, state: WelcomeState) -> None:
    presenter = WelcomePresenter(InlineTasks(), SENTENCES, refusing(problem))
    states = shown(presenter)
    opened: list[bool] = []
    presenter.opened.connect(lambda: opened.append(True))
    presenter.create(GOOD, GOOD)
    assert states == [WelcomeState(same=True, busy=True), state]
    assert opened == []


def test_is_made_once_however_often_it_is_asked() -> None:
    tasks = Held()
    presenter = WelcomePresenter(tasks, SENTENCES, never)
    states = shown(presenter)
    presenter.create(GOOD, GOOD)
    presenter.create(GOOD, GOOD)
    presenter.look("", "")
    assert tasks.asked == 1
    assert states == [WelcomeState(same=True, busy=True)]


def test_real_vault_is_made_off_the_thread_of_the_window(qtbot: QtBot, tasks: Tasks, tmp_path: Path) -> None:
    threads: list[threading.Thread] = []

    def create(typed: str) -> Opening:
        threads.append(threading.current_thread())
        clock = SetClock(datetime(2026, 5, 12, tzinfo=UTC))
        made = make_vault(
            tmp_path / "vault",
            Passphrase(typed),
            clock=clock,
            random=secrets.token_bytes,
            profile=SMALL,
            forbidden_thread=gui_thread_forbidden,
        )
        return lambda: made.open(catalogue=shipped(), clock=clock, random=secrets.token_bytes)

    presenter = WelcomePresenter(tasks, SENTENCES, create)
    with qtbot.waitSignal(presenter.opened):
        presenter.create(GOOD, GOOD)
    assert threads != [threading.main_thread()]
    assert (tmp_path / "vault" / "vault.db").exists()
