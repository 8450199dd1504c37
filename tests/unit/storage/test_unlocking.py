"""From what was typed to the vault's key, and the proof that it was typed again, made away from the vault."""

import secrets
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from tests.unit.storage.conftest import NOON
from vault.core.clock import SetClock
from vault.core.errors import ChoiceError, StorageError
from vault.storage import passphrase_slot, safe_write, slots, unlocking, vault_file
from vault.storage.kdf import MEDIUM, SMALL
from vault.storage.secret import KEY_BYTES, Passphrase, VaultKey
from vault.storage.unlocking import PassphraseCheck, Raising, Unlocked, is_proven, unlock
from vault.storage.vault_folder import VaultFolder

RIGHT, OTHER = Passphrase("correct horse"), Passphrase("battery staple")


@pytest.fixture(scope="module")
def unlocked() -> Unlocked:
    key = VaultKey(secrets.token_bytes(KEY_BYTES))
    return Unlocked(passphrase_slot.first_slots("00" * 16, RIGHT, key, SMALL, secrets.token_bytes), key)


def test_the_right_passphrase_proves_itself(unlocked: Unlocked) -> None:
    assert is_proven(unlocked, PassphraseCheck(unlocked.slots, b"challenge").prove(RIGHT))


def test_another_one_proves_nothing(unlocked: Unlocked) -> None:
    with pytest.raises(ChoiceError, match="wrong_passphrase"):
        PassphraseCheck(unlocked.slots, b"challenge").prove(OTHER)


def test_a_proof_is_for_its_challenge_and_its_vault_only(unlocked: Unlocked) -> None:
    proof = PassphraseCheck(unlocked.slots, b"challenge").prove(RIGHT)
    assert not is_proven(unlocked, replace(proof, challenge=b"another"))
    assert not is_proven(unlocked, replace(proof, answer=bytes(32)))
    assert not is_proven(replace(unlocked, key=VaultKey(bytes(KEY_BYTES))), proof)


def test_a_proof_does_not_outlive_the_passphrase(unlocked: Unlocked) -> None:
    proof = PassphraseCheck(unlocked.slots, b"challenge").prove(RIGHT)
    changed = passphrase_slot.with_passphrase(unlocked.slots, OTHER, unlocked.key, SMALL, secrets.token_bytes)
    assert not is_proven(replace(unlocked, slots=changed), proof)


def test_nothing_secret_is_shown_of_it(unlocked: Unlocked) -> None:
    check = PassphraseCheck(unlocked.slots, b"challenge")
    assert "challenge=" not in repr(check) + repr(check.prove(RIGHT))


def test_a_thread_that_must_not_wait_is_kept_out(unlocked: Unlocked) -> None:
    with pytest.raises(AssertionError):
        PassphraseCheck(unlocked.slots, b"challenge", lambda: True).prove(RIGHT)


# What a guess costs


def test_a_file_that_is_too_large_for_slots_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "slots.json"
    path.write_bytes(b" " * (slots.MAX_FILE_BYTES + 1))
    with pytest.raises(StorageError, match="slots_unreadable"):
        unlocking.read_slots(path)


def taking(seconds: float) -> Callable[[], float]:
    """A clock that is read twice, so far apart."""
    moments = count(0)
    return lambda: next(moments) * seconds


@pytest.fixture
def folder(tmp_path: Path) -> VaultFolder:
    """A closed vault whose passphrase is cheap to guess."""
    made = VaultFolder(tmp_path / "vault")
    clock = SetClock(NOON)
    vault_file.create(made.path, RIGHT, profile=SMALL, clock=clock, random=secrets.token_bytes).close()
    return made


def opened(folder: VaultFolder, raising: Raising | None) -> slots.Slots:
    with vault_file.open_vault(folder.path, RIGHT, clock=SetClock(NOON), raising=raising):
        return unlocking.read_slots(folder.slots)


def test_a_fast_machine_makes_the_next_guess_dearer(folder: VaultFolder) -> None:
    before = unlocking.read_slots(folder.slots)
    raised = opened(folder, Raising(taking(0.25), secrets.token_bytes))
    assert passphrase_slot.profile(raised) == MEDIUM
    assert raised.generation == before.generation + 1
    # And then it is dear enough, also where nobody looks at a clock.
    assert opened(folder, Raising(taking(0.5), secrets.token_bytes)) == raised
    assert opened(folder, None) == raised


def test_a_slow_machine_never_makes_it_cheaper(folder: VaultFolder) -> None:
    before = unlocking.read_slots(folder.slots)
    assert opened(folder, Raising(taking(30.0), secrets.token_bytes)) == before


def test_too_little_memory_leaves_it_as_it_is(folder: VaultFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    derive = passphrase_slot.derive

    def short_of_memory(passphrase: Passphrase, salt: bytes, cost: object) -> bytes:
        if cost != SMALL:
            raise StorageError("memory_short", mebibytes=256)
        return derive(passphrase, salt, SMALL)

    before = unlocking.read_slots(folder.slots)
    monkeypatch.setattr(passphrase_slot, "derive", short_of_memory)
    assert opened(folder, Raising(taking(0.125), secrets.token_bytes)) == before


def test_a_disk_that_takes_no_dearer_slot_keeps_nobody_out(
    folder: VaultFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, write = unlocking.read_slots(folder.slots), safe_write.write

    def full(path: Path, data: bytes, *, check: Callable[[bytes], None] | None = None) -> None:
        if path.name == "slots.json":
            raise StorageError("disk_full", file=path.name)
        write(path, data, check=check)

    monkeypatch.setattr(safe_write, "write", full)
    assert opened(folder, Raising(taking(0.25), secrets.token_bytes)) == before


def test_keys_that_changed_since_the_derivation_are_not_taken_for_damage(folder: VaultFolder) -> None:
    clock = SetClock(NOON)
    before = unlock(folder, RIGHT)
    with vault_file.open_derived(folder, before, clock=clock) as vault:
        vault.replace_slots(
            passphrase_slot.with_passphrase(before.slots, OTHER, before.key, SMALL, secrets.token_bytes)
        )
    with pytest.raises(StorageError, match="vault_in_use"):
        vault_file.open_derived(folder, before, clock=clock)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda folder: folder.database.write_bytes(b"Another vault, or a letter."), "wrong_file"),
        (lambda folder: folder.database.write_bytes(b"short"), "wrong_passphrase"),
        (lambda folder: folder.database.unlink(), "wrong_passphrase"),
    ],
)
def test_a_passphrase_is_only_called_wrong_where_that_is_sure(
    folder: VaultFolder, spoil: Callable[[VaultFolder], object], code: str
) -> None:
    spoil(folder)
    with pytest.raises((ChoiceError, StorageError), match=code):
        unlock(folder, OTHER)
