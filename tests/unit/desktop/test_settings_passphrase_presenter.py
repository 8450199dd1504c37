"""Another passphrase, and a renewal for who needs one, over a real vault."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.unit.customer.conftest import PASSPHRASE
from tests.unit.desktop.settings_parts import Computer
from tests.unit.desktop.vault_day import Day, open_day, sentences
from vault.core.errors import StorageError, VaultError
from vault.customer.backups import keep_backup, view_backups
from vault.customer.keys import Kind, record, record_recovery, start
from vault.customer.other_ways import ways_in
from vault.customer.session import Passphrase, derive
from vault.desktop.settings_passphrase_presenter import PassphrasePresenter
from vault.desktop.settings_state import PassphraseState, PassphraseStep
from vault.storage.kdf import SMALL

NEW = "eleven quiet bicycles"


@pytest.fixture
def day(qapp: QApplication, tmp_path: Path) -> Iterator[Day]:
    del qapp
    with open_day(tmp_path) as made:
        yield made


@pytest.fixture
def computer() -> Computer:
    return Computer()


@pytest.fixture
def presenter(day: Day, computer: Computer) -> PassphrasePresenter:
    made = PassphrasePresenter(day.tasks, sentences(), computer.find_keychain, lambda: SMALL)
    day.watch(made)
    made.ask()
    return made


def opens(day: Day, typed: str) -> bool:
    try:
        derive(day.session.vault.folder.path, Passphrase(typed))
    except VaultError:
        return False
    return True


def test_the_new_one_opens_and_the_old_one_no_more(day: Day, presenter: PassphrasePresenter) -> None:
    done: list[str] = []
    presenter.done.connect(lambda: done.append("done"))
    presenter.look(NEW, NEW)
    assert day.state == PassphraseState(same=True)
    presenter.change(PASSPHRASE, NEW, NEW)
    assert day.state == PassphraseState(PassphraseStep.CHANGED)
    assert (opens(day, NEW), opens(day, PASSPHRASE), done) == (True, False, ["done"])
    assert day.kinds()[-1] == "passphrase_changed"


def test_each_field_hears_what_is_the_matter_with_it(day: Day, presenter: PassphrasePresenter) -> None:
    short = sentences().say("errors", "passphrase_short", minimum=8)
    presenter.change("", "short", "shorter")
    assert day.state == PassphraseState(old_wrong="Type your old passphrase first.", first_wrong=short)
    presenter.change(PASSPHRASE, NEW, NEW + "s")
    assert day.state == PassphraseState(again_wrong="This is not the same. Type it again.")
    presenter.change("not this one", NEW, NEW)
    assert day.state == PassphraseState(old_wrong=sentences().say("errors", "wrong_passphrase"))
    presenter.change(PASSPHRASE, "\ud800" * 9, "\ud800" * 9)
    assert day.state.first_wrong == sentences().say("errors", "passphrase_unreadable")
    assert opens(day, PASSPHRASE)


def test_a_disk_that_refuses_changes_nothing(day: Day, presenter: PassphrasePresenter) -> None:
    problem = StorageError("disk_full", file="slots.json")
    day.tasks.fails = problem
    presenter.change(PASSPHRASE, NEW, NEW)
    assert day.state == PassphraseState(failed=sentences().error(problem))
    assert opens(day, PASSPHRASE)


def test_one_thing_at_a_time(day: Day, presenter: PassphrasePresenter) -> None:
    day.tasks.hold = True
    presenter.change(PASSPHRASE, NEW, NEW)
    busy = day.state
    assert busy.busy == "Changing your passphrase. This takes a moment."
    presenter.change(PASSPHRASE, NEW, NEW)
    presenter.look("", "")
    presenter.renew()  # nothing to renew yet
    presenter.close()
    assert day.state.step is PassphraseStep.ASK
    day.tasks.hold = False
    day.tasks.run()
    assert opens(day, NEW)


def prepared(day: Day, computer: Computer) -> None:
    """A vault with a backup, a recovery kit and quick unlock."""
    session = day.session
    keep_backup(session)
    work = start(session, session.ask_passphrase().prove(Passphrase(PASSPHRASE)))
    record_recovery(session, work.make_recovery())
    work = start(session, session.ask_passphrase().prove(Passphrase(PASSPHRASE)))
    record(session, work.turn_on_quick_unlock(computer.find_keychain()))


@pytest.mark.parametrize("safe", [True, False])
def test_a_renewal_says_what_it_left_behind(
    day: Day, computer: Computer, presenter: PassphrasePresenter, safe: bool
) -> None:
    prepared(day, computer)
    presenter.change(PASSPHRASE, NEW, NEW)
    computer.safe = safe
    before = len(day.states)
    presenter.renew()
    steps = [state.busy[:6] for state in day.states[before:] if state.busy]
    assert list(dict.fromkeys(steps)) == ["1 of 3", "2 of 3", "3 of 3"]
    lines = [
        "1 old backup is gone.",
        "Your recovery kit does not work any more. Make a new one.",
        "Unlocking with this computer is off. Turn it on again if you want it.",
        "Copies that you keep elsewhere still open with the old passphrase.",
    ]
    if safe:
        del lines[2]
    assert day.state == PassphraseState(PassphraseStep.RENEWED, done=tuple(lines))
    kinds = {Kind.PASSPHRASE, Kind.KEYCHAIN} if safe else {Kind.PASSPHRASE}
    assert ways_in(day.session.vault.folder.path) == kinds
    assert len(view_backups(day.session).kept) == 1  # under the new key
    assert opens(day, NEW)


def test_a_renewal_that_fails_can_be_tried_again(day: Day, presenter: PassphrasePresenter) -> None:
    presenter.change(PASSPHRASE, NEW, NEW)
    problem = StorageError("disk_full", file="vault.db")
    day.tasks.fails = problem
    presenter.renew()
    assert day.state == PassphraseState(PassphraseStep.CHANGED, failed=sentences().error(problem))
    day.tasks.fails = None
    presenter.renew()
    assert day.state.step is PassphraseStep.RENEWED
    presenter.renew()  # nobody holds the passphrase any more
    assert day.state.step is PassphraseStep.RENEWED
    presenter.close()
    assert day.state is None


def test_backups_that_stay_are_told(day: Day, computer: Computer, presenter: PassphrasePresenter) -> None:
    prepared(day, computer)
    presenter.change(PASSPHRASE, NEW, NEW)
    backups = day.session.vault.folder.backups
    kept = next(backups.iterdir())
    kept.unlink()
    kept.mkdir()  # nothing can be written over it, and it cannot be deleted as a file
    (kept / "mine").touch()
    presenter.renew()
    assert day.state.step is PassphraseStep.RENEWED
    assert day.state.failed.startswith("The old backups are still there. ")
    assert opens(day, NEW)


def test_nothing_typed_is_held_once_the_panel_is_gone(day: Day, presenter: PassphrasePresenter) -> None:
    presenter.change(PASSPHRASE, NEW, NEW)
    presenter.close()
    assert presenter._new is None
    presenter.renew()
    assert day.state is None
