"""Opening a closed vault by its recovery code or by this computer."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.test_keys import NEW, RIGHT, code_of, told, work
from tests.unit.storage.memory_keychain import MemoryKeychain
from vault.core.errors import StorageError
from vault.customer import keys
from vault.customer.keys import Keychain, Kind, RecoveryKit
from vault.customer.other_ways import Recovery, derive_quickly, recover, ways_in
from vault.customer.session import Derived, Passphrase, Session, unlock
from vault.storage import safe_write
from vault.storage.kdf import SMALL


@pytest.fixture
def kit(session: Session) -> RecoveryKit:
    """The recovery kit of a vault that is locked now."""
    made = keys.record_recovery(session, work(session).make_recovery())
    session.lock()
    return made


@pytest.fixture
def folder(session: Session) -> Path:
    return session.vault.folder.path


def opened(session: Session, derived: Derived) -> Session:
    return derived.open(catalogue=shipped(), clock=session.clock, random=secrets.token_bytes)


def test_a_forgotten_passphrase_is_replaced_at_once(session: Session, kit: RecoveryKit, folder: Path) -> None:
    found = recover(folder, kit.code.text.lower().replace("-", " "))
    with opened(session, found.choose(NEW, random=secrets.token_bytes, profile=SMALL)) as again:
        assert told(again) == ["recovery_made", "passphrase_recovered"]
        assert again.accept(again.ask_passphrase().prove(NEW)) is None
    assert code_of(lambda: unlock_with(session, folder, RIGHT)) == "wrong_passphrase"
    unlock_with(session, folder, NEW).lock()
    assert ways_in(folder) == {Kind.PASSPHRASE, Kind.RECOVERY}


def unlock_with(session: Session, folder: Path, passphrase: Passphrase) -> Session:
    return unlock(folder, passphrase, catalogue=shipped(), clock=session.clock, random=secrets.token_bytes)


def test_a_short_new_passphrase_is_refused_and_nothing_changed(
    session: Session, kit: RecoveryKit, folder: Path
) -> None:
    found = recover(folder, kit.code.text)
    short = Passphrase("short")
    assert code_of(lambda: found.choose(short, random=secrets.token_bytes, profile=SMALL)) == "passphrase_short"
    unlock_with(session, folder, RIGHT).lock()


def test_where_the_new_passphrase_cannot_be_kept_the_vault_stays_locked(
    session: Session, kit: RecoveryKit, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    derived = recover(folder, kit.code.text).choose(NEW, random=secrets.token_bytes, profile=SMALL)
    write = safe_write.write

    def full(path: Path, data: bytes, *, check: Callable[[bytes], None] | None = None) -> None:
        if path.name == "slots.json":
            raise StorageError("disk_full", file=path.name)
        write(path, data, check=check)

    with monkeypatch.context() as patch:
        patch.setattr(safe_write, "write", full)
        assert code_of(lambda: opened(session, derived)) == "disk_full"
    unlock_with(session, folder, RIGHT).lock()


def test_a_mistyped_code_names_its_group(kit: RecoveryKit, folder: Path) -> None:
    groups = list(kit.code.groups)
    groups[4] = ("0" if groups[4][0] != "0" else "1") + groups[4][1:]
    with pytest.raises(keys.ChoiceError) as caught:
        recover(folder, " ".join([*groups, kit.code.check]))
    assert (caught.value.code, caught.value.facts) == ("recovery_code_group", {"number": 5})


@pytest.mark.usefixtures("kit")
def test_this_computer_has_to_have_the_key(folder: Path) -> None:
    assert code_of(lambda: derive_quickly(folder, Keychain(MemoryKeychain()))) == "quick_unlock_off"


def test_a_vault_that_is_not_there_is_said_first(tmp_path: Path) -> None:
    nowhere, keychain = tmp_path / "nowhere", Keychain(MemoryKeychain())
    for action in (
        lambda: recover(nowhere, "K4TM"),
        lambda: derive_quickly(nowhere, keychain),
        lambda: ways_in(nowhere),
    ):
        assert code_of(action) == "vault_missing"


def test_a_thread_that_must_not_wait_is_kept_out(kit: RecoveryKit, folder: Path) -> None:
    with pytest.raises(AssertionError):
        recover(folder, kit.code.text, forbidden_thread=lambda: True)
    found = recover(folder, kit.code.text)
    with pytest.raises(AssertionError):
        Recovery(found.folder, found.unlocked, lambda: True).choose(NEW, random=secrets.token_bytes)
    with pytest.raises(AssertionError):
        derive_quickly(folder, Keychain(MemoryKeychain()), forbidden_thread=lambda: True)
