"""Opening a vault by its recovery kit, without a window: what is said of a code, and of a new passphrase."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from tests.unit.desktop.vault_day import sentences
from vault.core.errors import ChoiceError, StorageError, VaultError
from vault.customer.other_ways import PartState
from vault.customer.session import Passphrase
from vault.desktop.passphrase_advice import PassphraseAdvice
from vault.desktop.recover_presenter import RecoverPresenter, RecoverState
from vault.desktop.tasks import InlineTasks
from vault.storage.recovery_code import RecoveryCode

CODE = RecoveryCode(bytes(range(20))).text
GOOD = "copper lantern borrows seven geese"


class Recovering:
    """A presenter over a vault that is in the test's hand."""

    def __init__(self, *, has_code: bool = True) -> None:
        self.problem: VaultError | None = None
        self.chosen: list[str] = []
        self.states: list[RecoverState] = []
        self.opened = 0
        tasks = InlineTasks()
        advice = PassphraseAdvice(tasks, sentences(), ())
        self.presenter = RecoverPresenter(tasks, sentences(), advice, lambda: has_code, self.recover, self.choose)
        self.presenter.changed.connect(self.states.append)
        self.presenter.opened.connect(self.count)
        self.presenter.start()

    def count(self) -> None:
        self.opened += 1

    def recover(self, typed: str) -> Any:
        self.fail()
        return f"recovery by {typed}"

    def choose(self, recovery: Any, new: Passphrase) -> Callable[[], Any]:
        self.fail()
        self.chosen.append(f"{recovery}: {new.reveal().decode()}")
        return lambda: None

    def fail(self) -> None:
        if self.problem is not None:
            raise self.problem

    @property
    def state(self) -> RecoverState:
        return self.states[-1]


@pytest.fixture
def at(qtbot: QtBot) -> Recovering:
    return Recovering()


def test_says_how_far_the_code_is(at: Recovering) -> None:
    assert at.state.code_line == "Small letters, spaces and dashes do not matter."
    said = []
    for signs in (4, 7, 9, 40, 41):
        at.presenter.look_at_code(CODE[:signs])
        said.append((at.state.code_line, at.state.code_wrong))
    assert said == [
        ("1 of 8 groups is there.", ""),
        ("1 of 8 groups is there.", ""),
        ("2 of 8 groups are there.", ""),
        ("All groups are there. Now the check sign.", ""),
        ("All groups are there.", ""),
    ]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("0123 45U7", "Look again at group 2."),
        ("0123 45 89AB", "Look again at group 2."),
        ("0123 45678 9ABC", "Look again at group 2."),
        (CODE + "7", "Look again at the check sign, the last one."),
        (CODE + "-7", "Look again at the check sign, the last one."),
    ],
)
def test_says_at_once_what_can_be_seen_to_be_wrong(at: Recovering, typed: str, said: str) -> None:
    at.presenter.look_at_code(typed)
    assert at.state.code_wrong == said


@given(st.text(max_size=700))
def test_anything_may_be_typed(typed: str) -> None:
    at = Recovering()
    at.presenter.look_at_code(typed)
    assert len(at.state.parts) == 9
    assert (at.state.code_wrong == "") == all(part.state is not PartState.WRONG for part in at.state.parts)


def test_nothing_typed_is_not_tried(at: Recovering) -> None:
    at.problem = StorageError("disk_failed")
    at.presenter.try_code("  ")
    assert at.state.code_wrong == "Type the code of your recovery kit first."


@pytest.mark.parametrize(
    ("problem", "at_the_field"),
    [
        (ChoiceError("wrong_recovery_code"), True),
        (ChoiceError("recovery_code_group", number=4), True),
        (ChoiceError("recovery_code_mistyped"), True),
        (StorageError("slot_damaged"), False),
        (StorageError("vault_in_use"), False),
    ],
)
def test_what_is_wrong_stands_where_it_belongs(at: Recovering, problem: VaultError, at_the_field: bool) -> None:
    at.problem = problem
    at.presenter.look_at_code(CODE)
    at.presenter.try_code(CODE)
    said = sentences().error(problem)
    assert (at.state.code_wrong, at.state.failed) == ((said, "") if at_the_field else ("", said))
    assert not at.state.busy
    assert not at.state.known


@pytest.mark.parametrize(
    ("problem", "meant"),
    [
        (ChoiceError("recovery_code_group", number=8), 8),
        (ChoiceError("recovery_code_check_sign"), 9),
        (ChoiceError("recovery_code_mistyped"), None),
        (ChoiceError("wrong_recovery_code"), None),
    ],
)
def test_the_part_that_is_meant_is_the_one_that_is_marked(
    at: Recovering, problem: VaultError, meant: int | None
) -> None:
    at.problem = problem
    at.presenter.look_at_code(CODE)
    at.presenter.try_code(CODE)
    wrong = [number for number, part in enumerate(at.state.parts, 1) if part.state is PartState.WRONG]
    assert wrong == ([] if meant is None else [meant])
    at.presenter.look_at_code(CODE)  # typed again, nobody knows
    assert all(part.state is PartState.WHOLE for part in at.state.parts)


def test_a_code_and_a_new_passphrase_open_it(at: Recovering) -> None:
    at.presenter.try_code(CODE)
    assert at.state == RecoverState(known=True)
    at.presenter.try_code("another")  # no second time
    at.presenter.look(GOOD, GOOD)
    assert at.state.same
    at.presenter.choose("short", "short")
    assert at.state.first_wrong.startswith("Your passphrase is too short.")
    at.presenter.choose(GOOD, GOOD + " ")
    assert at.state.again_wrong == "This is not the same. Type it again."
    assert at.chosen == []
    at.presenter.choose(GOOD, GOOD)
    assert at.chosen == [f"recovery by {CODE}: {GOOD}"]
    assert at.opened == 1
    at.presenter.choose(GOOD, GOOD)  # what found the key is gone
    assert at.opened == 1


def test_what_fails_at_the_end_can_be_tried_again(at: Recovering) -> None:
    at.presenter.try_code(CODE)
    at.problem = StorageError("vault_in_use")
    at.presenter.choose(GOOD, GOOD)
    assert at.state.failed == sentences().say("errors", "vault_in_use")
    at.problem = None
    at.presenter.choose(GOOD, GOOD)
    assert at.opened == 1


def test_without_a_code_nothing_can_be_tried(qtbot: QtBot) -> None:
    at = Recovering(has_code=False)
    assert not at.state.possible
    assert at.state.failed == sentences().say("errors", "no_recovery_code")
    at.problem = StorageError("disk_failed")
    at.presenter.try_code(CODE)
    assert at.state.failed == sentences().say("errors", "no_recovery_code")


def test_no_state_shows_the_code_in_its_repr(at: Recovering) -> None:
    at.presenter.look_at_code(CODE)
    assert CODE[:4] not in repr(at.state)
