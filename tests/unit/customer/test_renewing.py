"""Renewing the vault's key: what stays, what has to be made again, and the backups that the old key opens."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.customer.test_keys import NEW, RIGHT, code_of, open_quickly, reopen, told, work
from tests.unit.storage.memory_keychain import MemoryKeychain
from vault.core.errors import StorageError
from vault.customer import keys
from vault.customer.backups import Reason, keep_backup, view_backups
from vault.customer.checking import check_vault
from vault.customer.editing import list_preferences
from vault.customer.keys import Keychain, Kind
from vault.customer.other_ways import recover
from vault.customer.renewing import delete_old_backups, prepare_renewal, record_renewal
from vault.customer.session import Session
from vault.storage import open_vault
from vault.storage.kdf import SMALL


def test_the_vault_is_the_same_under_its_new_key(session: Session) -> None:
    before, key = list_preferences(session), session.vault.unlocked.key
    renewed = record_renewal(session, prepare_renewal(work(session), RIGHT, None, SMALL))
    assert renewed.lost == ()
    assert session.vault.unlocked.key != key
    assert list_preferences(session) == before
    assert check_vault(session).whole
    with reopen(session, RIGHT) as again:
        assert list_preferences(again) == before
        assert told(again)[-1] == "key_renewed"


def test_another_passphrase_is_refused(session: Session) -> None:
    started = work(session)
    assert code_of(lambda: prepare_renewal(started, NEW, None, SMALL)) == "wrong_passphrase"


def test_a_recovery_code_has_to_be_made_again(session: Session) -> None:
    kit = keys.record_recovery(session, work(session).make_recovery())
    renewed = record_renewal(session, prepare_renewal(work(session), RIGHT, None, SMALL))
    assert renewed.lost == (Kind.RECOVERY,)
    session.lock()
    assert code_of(lambda: recover(session.vault.folder.path, kit.code.text)) == "no_recovery_code"


def test_quick_unlock_goes_on_with_a_new_secret(session: Session) -> None:
    memory = MemoryKeychain()
    keys.record(session, work(session).turn_on_quick_unlock(Keychain(memory)))
    before = dict(memory.secrets)
    renewed = record_renewal(session, prepare_renewal(work(session), RIGHT, Keychain(memory), SMALL))
    assert renewed.lost == ()
    assert len(memory.secrets) == 1
    assert before != memory.secrets
    open_quickly(session, memory).lock()


def test_quick_unlock_that_was_off_stays_off(session: Session) -> None:
    memory = MemoryKeychain()
    renewed = record_renewal(session, prepare_renewal(work(session), RIGHT, Keychain(memory), SMALL))
    assert (renewed.lost, memory.secrets) == ((), {})


@pytest.mark.parametrize("there", [True, False])
def test_quick_unlock_whose_keychain_fails_does_not_keep_the_key_old(session: Session, there: bool) -> None:
    memory = MemoryKeychain()
    keys.record(session, work(session).turn_on_quick_unlock(Keychain(memory)))
    memory.fails = {"set"}
    renewal = prepare_renewal(work(session), RIGHT, Keychain(memory) if there else None, SMALL)
    assert record_renewal(session, renewal).lost == (Kind.KEYCHAIN,)
    assert (memory.secrets == {}) is there
    reopen(session, RIGHT).lock()


def test_a_renewal_that_fails_leaves_the_old_key_and_its_ways_in(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = MemoryKeychain()
    keys.record(session, work(session).turn_on_quick_unlock(Keychain(memory)))
    renewal = prepare_renewal(work(session), RIGHT, Keychain(memory), SMALL)

    def full(folder: object) -> None:
        raise StorageError("disk_full")

    with monkeypatch.context() as patch:
        patch.setattr(open_vault.key_renewal, "swap", full)
        assert code_of(lambda: record_renewal(session, renewal)) == "disk_full"
    assert len(memory.secrets) == 1
    assert len(list_preferences(session)) > 0
    open_quickly(session, memory).lock()


def test_a_renewal_prepared_before_another_change_is_refused(session: Session) -> None:
    renewal = prepare_renewal(work(session), RIGHT, None, SMALL)
    keys.record(session, work(session).change_passphrase(NEW, SMALL))
    assert code_of(lambda: record_renewal(session, renewal)) == "keys_changed"


def test_backups_of_the_old_key_are_counted_and_deleted_after_a_new_one_is_made(session: Session) -> None:
    old = keep_backup(session)
    renewed = record_renewal(session, prepare_renewal(work(session), RIGHT, None, SMALL))
    assert renewed.old_backups == 1
    assert delete_old_backups(session) == 1
    (kept,) = view_backups(session).kept
    assert kept.path != old.path
    assert delete_old_backups(session) == 0


def test_backups_that_cannot_be_deleted_are_said(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    old = keep_backup(session, Reason.DAILY)  # a new one of another kind does not take its place
    record_renewal(session, prepare_renewal(work(session), RIGHT, None, SMALL))
    unlink = Path.unlink

    def fails(self: Path, missing_ok: bool = False) -> None:
        if self == old.path:
            raise PermissionError(13, "no")
        unlink(self, missing_ok)

    monkeypatch.setattr(Path, "unlink", fails)
    assert code_of(lambda: delete_old_backups(session)) == "no_permission"


def test_a_thread_that_must_not_wait_is_kept_out(session: Session) -> None:
    started = replace(work(session), forbidden_thread=lambda: True)
    with pytest.raises(AssertionError):
        prepare_renewal(started, RIGHT, None, SMALL)
