"""What is remembered of a recovery kit: that it was made, and that its owner has it."""

from __future__ import annotations

import secrets
from datetime import timedelta
from pathlib import Path

import pytest

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.conftest import PASSPHRASE
from vault.core.clock import SetClock
from vault.core.errors import ChoiceError
from vault.core.value import Json
from vault.customer import keys
from vault.customer.keys import RecoveryKit
from vault.customer.kit_check import KitState, record_kit_check, view_kit
from vault.customer.other_ways import recover
from vault.customer.session import Derived, Passphrase, Session, make_vault
from vault.storage import settings
from vault.storage.kdf import SMALL

RIGHT = Passphrase(PASSPHRASE)


def make(session: Session) -> RecoveryKit:
    work = keys.start(session, session.ask_passphrase().prove(RIGHT))
    return keys.record_recovery(session, work.make_recovery())


def put(session: Session, kept: Json) -> None:
    with session.database.transaction() as transaction:
        settings.put(transaction, "here.recovery_checked", kept)


def test_no_kit_then_made_then_checked(session: Session, clock: SetClock) -> None:
    assert view_kit(session) == KitState()
    made = clock.now()
    kit = make(session)
    assert view_kit(session) == KitState(made)
    clock.moment += timedelta(days=2)
    assert record_kit_check(session, kit) == KitState(made, made + timedelta(days=2))
    keys.remove_recovery(session)
    assert view_kit(session) == KitState()


def test_a_newer_kit_is_not_checked_by_a_check_of_the_older_one(session: Session) -> None:
    first = make(session)
    record_kit_check(session, first)
    second = make(session)
    assert view_kit(session).checked is None
    with pytest.raises(ChoiceError, match="wrong_recovery_code"):
        record_kit_check(session, first)
    assert record_kit_check(session, second).checked is not None
    keys.remove_recovery(session)
    with pytest.raises(ChoiceError, match="no_recovery_code"):
        record_kit_check(session, second)


@pytest.mark.parametrize("kept", ["2026-05-12T12:00:00Z", {"slot": "no"}, {"at": "2026-05-12T12:00:00Z"}, None, 7])
def test_what_no_check_wrote_is_none(session: Session, kept: Json) -> None:
    make(session)
    put(session, kept)
    assert view_kit(session).checked is None


@pytest.mark.parametrize("at", ["yesterday", None, 7])
def test_a_check_without_a_moment_is_none(session: Session, at: Json) -> None:
    make(session)
    slot = session.vault.unlocked.slots.only(keys.Kind.RECOVERY)
    assert slot is not None
    put(session, {"slot": slot.id, "at": at})
    assert view_kit(session).checked is None


def new_vault(folder: Path, clock: SetClock) -> Derived:
    return make_vault(folder, RIGHT, clock=clock, random=secrets.token_bytes, profile=SMALL)


def test_a_new_vault_gets_its_ways_in_without_its_passphrase_again(tmp_path: Path, clock: SetClock) -> None:
    made = new_vault(tmp_path / "new", clock)
    work = keys.start_new(made, clock=clock, random=secrets.token_bytes)
    first = work.make_recovery()
    second = work.after(first.change).make_recovery()
    with made.open(catalogue=shipped(), clock=clock, random=secrets.token_bytes) as session:
        keys.record_recovery(session, first)
        kit = keys.record_recovery(session, second)
        with pytest.raises(ChoiceError, match="keys_changed"):
            keys.record_recovery(session, first)
    assert kit.vault_name == "new"
    recovered = recover(tmp_path / "new", kit.code.text)
    other = recovered.choose(Passphrase("eleven quiet bicycles"), random=secrets.token_bytes, profile=SMALL)
    other.open(catalogue=shipped(), clock=clock, random=secrets.token_bytes).lock()
    with pytest.raises(ChoiceError, match="wrong_passphrase"):  # this one has a history
        keys.start_new(other, clock=clock, random=secrets.token_bytes)
