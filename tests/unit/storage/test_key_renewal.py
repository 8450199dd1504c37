"""Renewing the vault's key: every state it can be left in opens by the same passphrase, with everything in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.storage.conftest import NOON
from vault.core.clock import SetClock
from vault.core.errors import StorageError, VaultError
from vault.storage import anchor, journal, key_renewal, passphrase_slot, safe_write, vault_file
from vault.storage.kdf import SMALL
from vault.storage.secret import Passphrase, VaultKey
from vault.storage.slots import Kind
from vault.storage.unlocking import Unlocked, read_slots, unlock, unlock_with
from vault.storage.vault_file import OpenVault
from vault.storage.vault_folder import VaultFolder

CLOCK = SetClock(NOON)
RIGHT, OTHER = Passphrase("correct horse"), Passphrase("battery staple")


def code_of(action: Callable[[], object]) -> str:
    with pytest.raises(VaultError) as caught:
        action()
    return caught.value.code


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed vault, made once, for each test to copy."""
    path = tmp_path_factory.mktemp("made") / "vault"
    vault_file.create(path, RIGHT, profile=SMALL, clock=CLOCK, random=os.urandom).close()
    return path


@pytest.fixture(scope="module")
def prepared(made: Path) -> tuple[Unlocked, Unlocked]:
    """The key of that vault, and a new one for it."""
    before = unlock(VaultFolder(made), RIGHT)
    return before, key_renewal.prepare(before, RIGHT, SMALL, os.urandom)


@pytest.fixture
def vault(made: Path, prepared: tuple[Unlocked, Unlocked], tmp_path: Path) -> Iterator[OpenVault]:
    shutil.copytree(made, tmp_path / "vault")
    with vault_file.open_derived(VaultFolder(tmp_path / "vault"), prepared[0], clock=CLOCK) as opened:
        yield opened


def note(vault: OpenVault, kind: str = "shared") -> None:
    with vault.database.transaction() as transaction:
        journal.append(transaction, NOON, kind, {})


def kinds(vault: OpenVault) -> list[str]:
    with vault.database.read() as reader:
        return [entry.kind for entry in journal.entries(reader)]


def names(folder: VaultFolder) -> set[str]:
    return {each.name for each in folder.path.iterdir()} - {"backups", "lock"}


def reopened(folder: VaultFolder, passphrase: Passphrase = RIGHT) -> list[str]:
    """What an opening by passphrase finds in the history, after which no trace of a renewal is left."""
    with vault_file.open_vault(folder.path, passphrase, clock=CLOCK) as vault:
        found = kinds(vault)
    assert names(folder) == {"vault.db", "slots.json", "anchor"}
    return found


def test_everything_is_under_the_new_key(vault: OpenVault, prepared: tuple[Unlocked, Unlocked]) -> None:
    before, after = prepared
    note(vault)
    vault.renew_key(after, lambda transaction: journal.append(transaction, NOON, "key_renewed", {}))
    assert kinds(vault) == ["vault_created", "shared", "key_renewed"]
    note(vault)
    vault.close()
    assert reopened(vault.folder) == ["vault_created", "shared", "key_renewed", "shared"]
    found = read_slots(vault.folder.slots)
    assert found == after.slots
    assert found.generation == before.slots.generation + 1
    assert code_of(lambda: anchor.read(vault.folder.anchor, before.key)) == "anchor_damaged"


def test_the_same_passphrase_opens_it_and_no_other(prepared: tuple[Unlocked, Unlocked]) -> None:
    before, after = prepared
    assert after.key != before.key
    assert passphrase_slot.open_with(after.slots, RIGHT) == after.key
    assert code_of(lambda: key_renewal.prepare(before, OTHER, SMALL, os.urandom)) == "wrong_passphrase"
    of_another = replace(before, key=VaultKey(bytes(32)))
    assert code_of(lambda: key_renewal.prepare(of_another, RIGHT, SMALL, os.urandom)) == "wrong_passphrase"


def test_a_key_prepared_for_older_slots_is_refused(vault: OpenVault, prepared: tuple[Unlocked, Unlocked]) -> None:
    before, after = prepared
    vault.replace_slots(passphrase_slot.with_passphrase(before.slots, RIGHT, before.key, SMALL, os.urandom))
    assert code_of(lambda: vault.renew_key(after)) == "keys_changed"
    assert code_of(lambda: vault.replace_slots(before.slots)) == "keys_changed"


# Where it may stop


def test_stopped_before_the_new_database_takes_its_place(vault: OpenVault, prepared: tuple[Unlocked, Unlocked]) -> None:
    key_renewal.build(vault.folder, vault.database, prepared[1], lambda _: None)
    assert {"slots.renewed.json", ".renewed.db"} <= names(vault.folder)
    note(vault)
    vault.close()
    assert reopened(vault.folder) == ["vault_created", "shared"]
    assert read_slots(vault.folder.slots) == prepared[0].slots


def swapped(vault: OpenVault, after: Unlocked) -> VaultFolder:
    """The vault of an open one, as if the program had ended right after the new database took its place."""
    key_renewal.build(vault.folder, vault.database, after, lambda _: None)
    vault.database.close()
    key_renewal.swap(vault.folder)
    vault.close()
    return vault.folder


def test_stopped_when_the_new_database_has_taken_its_place(
    vault: OpenVault, prepared: tuple[Unlocked, Unlocked]
) -> None:
    folder = swapped(vault, prepared[1])
    assert reopened(folder) == ["vault_created"]
    assert read_slots(folder.slots) == prepared[1].slots


def test_stopped_when_the_anchor_is_written(vault: OpenVault, prepared: tuple[Unlocked, Unlocked]) -> None:
    after = prepared[1]
    folder = swapped(vault, after)
    database = vault_file.connect(folder.database, after.key, after.slots.vault_id)
    anchor.write(folder.anchor, database, after.key)
    database.close()
    assert reopened(folder) == ["vault_created"]


def test_an_older_anchor_is_noticed_over_an_interrupted_renewal_too(
    vault: OpenVault, prepared: tuple[Unlocked, Unlocked]
) -> None:
    older = vault.folder.database.read_bytes()
    note(vault)
    folder = swapped(vault, prepared[1])
    assert older != folder.database.read_bytes()
    folder.anchor.write_bytes(b"{}")
    assert code_of(lambda: reopened(folder)) == "anchor_damaged"
    folder.anchor.unlink()
    assert code_of(lambda: reopened(folder)) == "anchor_missing"


def test_only_the_passphrase_ends_an_interrupted_renewal(vault: OpenVault, prepared: tuple[Unlocked, Unlocked]) -> None:
    before, after = prepared
    folder = swapped(vault, after)
    by_code = unlock_with(folder, lambda found: before.key)
    assert code_of(lambda: vault_file.open_derived(folder, by_code, clock=CLOCK)) == "renewal_interrupted"
    assert reopened(folder) == ["vault_created"]


def test_the_renewed_slots_of_another_are_left_out(vault: OpenVault) -> None:
    vault.close()
    key = VaultKey(os.urandom(32))
    foreign = passphrase_slot.first_slots(vault.folder.path.name.encode().hex()[:2] * 16, OTHER, key, SMALL, os.urandom)
    safe_write.create(vault.folder.renewed_slots, key_renewal.slots.serialise(foreign))
    assert reopened(vault.folder) == ["vault_created"]


def test_too_little_memory_for_the_second_derivation_is_said(
    vault: OpenVault, prepared: tuple[Unlocked, Unlocked], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = swapped(vault, prepared[1])
    derive, calls = passphrase_slot.derive, iter([False, True])

    def second_fails(*given: object) -> bytes:
        if next(calls):
            raise StorageError("memory_short", mebibytes=64)
        return derive(*given)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(passphrase_slot, "derive", second_fails)
        assert code_of(lambda: unlock(folder, RIGHT)) == "memory_short"
    assert reopened(folder) == ["vault_created"]


def test_old_slots_put_back_after_a_renewal_are_noticed(vault: OpenVault, prepared: tuple[Unlocked, Unlocked]) -> None:
    older = vault.folder.slots.read_bytes()
    vault.renew_key(prepared[1])
    vault.close()
    newer = vault.folder.slots.read_bytes()
    vault.folder.slots.write_bytes(older)
    assert code_of(lambda: reopened(vault.folder)) == "slots_older"
    vault.folder.anchor.unlink()
    assert code_of(lambda: reopened(vault.folder)) == "database_damaged"
    vault.folder.slots.write_bytes(newer)
    assert code_of(lambda: reopened(vault.folder)) == "anchor_missing"


def test_a_damaged_database_stays_one_whatever_lies_beside_it(
    vault: OpenVault, prepared: tuple[Unlocked, Unlocked]
) -> None:
    vault.close()
    safe_write.create(vault.folder.renewed_slots, key_renewal.slots.serialise(prepared[1].slots))
    with vault.folder.database.open("r+b") as file:
        file.seek(300)
        file.write(b"damage")
    assert code_of(lambda: vault_file.open_vault(vault.folder.path, RIGHT, clock=CLOCK)) == "database_damaged"


# What may fail


def failing_replace(monkeypatch: pytest.MonkeyPatch, target: Path) -> None:
    """Let nothing take the place of ``target``."""
    replace_ = Path.replace

    def fails(self: Path, other: Path) -> Path:
        if other == target:
            raise OSError(28, "no space left")
        return replace_(self, other)

    monkeypatch.setattr(Path, "replace", fails)


def test_a_database_that_cannot_take_its_place_leaves_the_vault_as_it_was(
    vault: OpenVault, prepared: tuple[Unlocked, Unlocked], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        failing_replace(patch, vault.folder.database)
        assert code_of(lambda: vault.renew_key(prepared[1])) == "disk_full"
    note(vault)
    vault.close()
    assert reopened(vault.folder) == ["vault_created", "shared"]
    assert read_slots(vault.folder.slots) == prepared[0].slots


def test_slots_that_cannot_take_their_place_do_so_with_the_next_anchor(
    vault: OpenVault, prepared: tuple[Unlocked, Unlocked], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        failing_replace(patch, vault.folder.slots)
        vault.renew_key(prepared[1])
        assert "slots.renewed.json" in names(vault.folder)
        assert code_of(vault.write_anchor) == "disk_full"
        note(vault)
    vault.write_anchor()
    assert "slots.renewed.json" not in names(vault.folder)
    vault.close()
    assert reopened(vault.folder) == ["vault_created", "shared"]


@pytest.mark.parametrize("again", ["replace_slots", "renew_key"])
def test_the_next_change_first_ends_a_renewal(
    vault: OpenVault, prepared: tuple[Unlocked, Unlocked], monkeypatch: pytest.MonkeyPatch, again: str
) -> None:
    after = prepared[1]
    with monkeypatch.context() as patch:
        failing_replace(patch, vault.folder.slots)
        vault.renew_key(after)
    if again == "replace_slots":
        vault.replace_slots(passphrase_slot.with_passphrase(after.slots, RIGHT, after.key, SMALL, os.urandom))
    else:
        vault.renew_key(key_renewal.prepare(after, RIGHT, SMALL, os.urandom))
    assert read_slots(vault.folder.slots) == vault.unlocked.slots
    vault.close()
    assert reopened(vault.folder) == ["vault_created"]


def test_a_renewal_that_fails_while_it_builds_leaves_nothing(
    vault: OpenVault, prepared: tuple[Unlocked, Unlocked], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(descriptor: int) -> None:
        raise OSError(5, "input/output error")

    for broken in (
        lambda patch: patch.setattr(os, "fsync", fails),
        lambda patch: patch.setattr(key_renewal, "contents", lambda reader: (reader,)),
        lambda patch: patch.setattr(key_renewal.integrity.Report, "whole", property(lambda _: False)),
        lambda patch: patch.setattr(key_renewal, "_flush", lambda path: fails(0)),
    ):
        with monkeypatch.context() as patch:
            broken(patch)
            with pytest.raises((StorageError, OSError)):
                vault.renew_key(prepared[1])
        assert not names(vault.folder) & {"slots.renewed.json", ".renewed.db"}
    note(vault)
    vault.close()
    assert reopened(vault.folder) == ["vault_created", "shared"]


def test_a_log_beside_the_database_keeps_it_where_it_is(tmp_path: Path) -> None:
    folder = VaultFolder(tmp_path)
    folder.renewed_database.write_bytes(b"new")
    folder.database.write_bytes(b"old")
    log = tmp_path / "vault.db-wal"
    log.write_bytes(b"pages")
    assert code_of(lambda: key_renewal.swap(folder)) == "database_busy"
    assert folder.database.read_bytes() == b"old"
    log.write_bytes(b"")
    key_renewal.swap(folder)
    assert folder.database.read_bytes() == b"new"


def test_disks_that_fail_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert code_of(lambda: key_renewal._flush(tmp_path / "gone")) == "file_missing"

    def fails(self: Path, *, follow_symlinks: bool = True) -> bool:
        raise PermissionError(13, "no")

    monkeypatch.setattr(Path, "exists", fails)
    assert code_of(lambda: key_renewal._assert_one_file(tmp_path / "vault.db")) == "no_permission"


def test_other_slots_are_not_carried_over(vault: OpenVault, prepared: tuple[Unlocked, Unlocked]) -> None:
    assert [each.kind for each in prepared[1].slots.slots] == [Kind.PASSPHRASE]
