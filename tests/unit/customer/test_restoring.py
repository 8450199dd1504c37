"""From a backup, and from damage, to a vault beside. Each page of a damaged file has its tests under integration."""

from __future__ import annotations

import secrets
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.asking import SHOE, SPORTS, Shop
from tests.unit.customer.conftest import PASSPHRASE
from tests.unit.storage.memory_keychain import MemoryKeychain
from vault.core.clock import SetClock
from vault.core.errors import ChoiceError, StorageError
from vault.core.value import Precision
from vault.customer.backups import keep_backup, save_backup
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver
from vault.customer.editing import list_preferences, search, set_words
from vault.customer.ending import end_what_is_over
from vault.customer.history import view_history
from vault.customer.holdings import view_shops
from vault.customer.keys import Keychain, record, record_recovery, start
from vault.customer.restoring import (
    Damage,
    by_keychain,
    by_passphrase,
    by_recovery_code,
    look_at_damage,
    look_into,
    newest_backup,
    open_backup,
    restore_backup,
    save_what_is_left,
)
from vault.customer.review import propose
from vault.customer.session import Derived, Passphrase, Session, derive, unlock
from vault.customer.sharing import share
from vault.customer.stopping import stop
from vault.storage.secret import KEY_BYTES, VaultKey
from vault.storage.slots import Slots

SECRET = Passphrase(PASSPHRASE)
PAGE = 4096


def share_two(session: Session, shop: Shop) -> None:
    proposal = propose(session, shop.ask(SHOE, SPORTS))
    chosen = (Choice("shoe_size", Precision.RANGE), Choice("sports", Precision.CATEGORY))
    share(session, proposal, Choices(chosen, 90))
    deliver(session, shop)


def opened(folder: Path, clock: SetClock) -> Session:
    return unlock(folder, SECRET, catalogue=shipped(), clock=clock, random=secrets.token_bytes)


def damage(folder: Path, page: int) -> None:
    data = bytearray((folder / "vault.db").read_bytes())
    data[page * PAGE + 99] ^= 1
    (folder / "vault.db").write_bytes(data)


def test_a_restored_vault_is_the_vault_of_that_day(
    session: Session, shop: Shop, tmp_path: Path, clock: SetClock
) -> None:
    share_two(session, shop)
    before = list_preferences(session), view_shops(session)
    save_backup(session, tmp_path / "mine.vaultbackup")
    set_words(session, "clothing.shoe_size", "44")
    backup = look_into(tmp_path / "mine.vaultbackup")
    key = open_backup(backup, by_passphrase(SECRET))
    restored = restore_backup(backup, key, tmp_path / "beside", clock=clock, random=secrets.token_bytes)
    assert restored.made_at == clock.now().replace(microsecond=0)
    with opened(tmp_path / "beside", clock) as other:
        assert end_what_is_over(other).mended == ()
        assert (list_preferences(other), view_shops(other)) == before
        assert view_history(other)[-1].kind == "restored"
        stop(other, shop.host)  # with the key that this shop knows
        assert "erased" in {each.state for each in deliver(other, shop)}
    assert [each.entry.key for each in search(session, "44")] == ["clothing.shoe_size"]


def test_any_way_into_the_slots_of_the_backup_opens_it(session: Session, tmp_path: Path) -> None:
    save_backup(session, tmp_path / "b")
    seen: list[Slots] = []

    def opening(found: Slots) -> VaultKey:
        seen.append(found)
        return session.vault.unlocked.key

    assert open_backup(look_into(tmp_path / "b"), opening) == session.vault.unlocked.key
    assert seen == [session.vault.unlocked.slots]
    with pytest.raises(AssertionError):
        open_backup(look_into(tmp_path / "b"), opening, forbidden_thread=lambda: True)


def test_the_recovery_code_and_the_computer_open_a_backup(session: Session, tmp_path: Path) -> None:
    before = tmp_path / "before"
    save_backup(session, before)
    work = start(session, session.ask_passphrase().prove(SECRET))
    kit = record_recovery(session, work.make_recovery())
    keychain = Keychain(MemoryKeychain())
    record(session, start(session, session.ask_passphrase().prove(SECRET)).turn_on_quick_unlock(keychain))
    save_backup(session, tmp_path / "b")
    backup, key = look_into(tmp_path / "b"), session.vault.unlocked.key
    for opening in (by_recovery_code(kit.code.text.lower()), by_keychain(keychain), by_passphrase(SECRET)):
        assert open_backup(backup, opening) == key
    for opening, code in ((by_recovery_code(kit.code.text), "no_recovery_code"), (by_keychain(keychain), "quick_")):
        with pytest.raises(ChoiceError, match=code):
            open_backup(look_into(before), opening)


def test_a_whole_vault_has_no_damage(session: Session) -> None:
    folder = session.vault.folder.path
    with pytest.raises(StorageError, match="vault_in_use"):
        look_at_damage(derive(folder, SECRET))
    session.lock()
    assert look_at_damage(derive(folder, SECRET)) is None
    assert look_at_damage(derive(folder, SECRET)) is None  # and the first look let go of the lock


def test_damage_is_told_with_what_can_be_done(session: Session, tmp_path: Path) -> None:
    made = keep_backup(session)
    session.lock()
    folder = session.vault.folder.path
    derived = derive(folder, SECRET)
    damage(folder, 5)
    found = look_at_damage(derived)
    assert found is not None
    assert (found.problem, found.newest_good) == ("database_damaged", made)
    assert {each.table for each in found.saved} > {"preference", "journal"}
    damage(folder, 0)
    assert look_at_damage(derived) == Damage("database_damaged", (), made)
    assert newest_backup(folder) == made
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]


def test_a_broken_history_is_damage_of_its_own(session: Session) -> None:
    with session.database.transaction() as transaction:
        transaction.execute("UPDATE journal SET kind = 'shared' WHERE seq = 1")
    session.lock()
    found = look_at_damage(derive(session.vault.folder.path, SECRET))
    assert found is not None
    assert (found.problem, found.newest_good) == ("journal_broken", None)


def test_what_is_left_becomes_a_vault_that_works(session: Session, shop: Shop, tmp_path: Path, clock: SetClock) -> None:
    share_two(session, shop)
    with session.database.read() as reader:
        root = reader.row("SELECT rootpage FROM sqlite_schema WHERE name = 'journal'")
    assert root is not None
    session.lock()
    damage(session.vault.folder.path, root["rootpage"] - 1)
    derived = derive(session.vault.folder.path, SECRET)
    saved = save_what_is_left(
        derived, tmp_path / "beside", catalogue=shipped(), clock=clock, random=secrets.token_bytes
    )
    assert {each.table for each in saved if not each.whole} == {"journal"}
    with opened(tmp_path / "beside", clock) as other:
        assert end_what_is_over(other).mended == ()
        assert [each.entry.key for each in search(other, "schoenmaat")] == ["clothing.shoe_size"]
        (held,) = view_shops(other)
        assert len(held.items) == 2
        assert [each.kind for each in view_history(other)][-1] == "salvaged"
        stop(other, shop.host)
        deliver(other, shop)


def test_nothing_is_saved_over_a_vault(session: Session, tmp_path: Path, clock: SetClock) -> None:
    session.lock()
    derived = derive(session.vault.folder.path, SECRET)
    with pytest.raises(ChoiceError, match="vault_exists"):
        save_what_is_left(
            derived, session.vault.folder.path, catalogue=shipped(), clock=clock, random=secrets.token_bytes
        )
    opened(session.vault.folder.path, clock).lock()


def test_after_an_interrupted_renewal_the_key_that_fits_is_taken(session: Session, tmp_path: Path) -> None:
    session.lock()
    derived = derive(session.vault.folder.path, SECRET)
    another = replace(derived.unlocked, key=VaultKey(secrets.token_bytes(KEY_BYTES)))
    for first, renewed in ((another, derived.unlocked), (derived.unlocked, another)):
        assert look_at_damage(Derived(derived.folder, replace(first, renewed=renewed))) is None
