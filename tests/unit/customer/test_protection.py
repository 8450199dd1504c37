"""What guards a vault, as a page may tell it."""

from __future__ import annotations

from datetime import timedelta

from tests.unit.customer.asking import SHOE, Shop
from tests.unit.customer.conftest import PASSPHRASE
from tests.unit.storage.memory_keychain import MemoryKeychain
from vault.core.clock import SetClock
from vault.core.value import Precision
from vault.customer.choosing import Choice, Choices
from vault.customer.keys import Keychain, KeyWork, record, record_recovery, start
from vault.customer.kit_check import KitState, record_kit_check
from vault.customer.locking import LockRules, set_lock_rules
from vault.customer.protection import Protection, view_protection
from vault.customer.review import propose
from vault.customer.session import Passphrase, Session
from vault.customer.sharing import share
from vault.storage import journal
from vault.storage.kdf import SMALL


def work(session: Session) -> KeyWork:
    return start(session, session.ask_passphrase().prove(Passphrase(PASSPHRASE)))


def test_a_new_vault(session: Session, clock: SetClock) -> None:
    folder = session.vault.folder.path
    assert view_protection(session) == Protection(folder, LockRules(), False, clock.now(), KitState(), 0)


def test_what_was_made_since(session: Session, clock: SetClock, shop: Shop) -> None:
    set_lock_rules(session, LockRules(15, with_screen=False))
    clock.moment += timedelta(days=1)
    kit = record_recovery(session, work(session).make_recovery())
    clock.moment += timedelta(days=1)
    record(session, work(session).turn_on_quick_unlock(Keychain(MemoryKeychain())))
    share(session, propose(session, shop.ask(SHOE)), Choices((Choice("shoe_size", Precision.RANGE),), 90))
    found = view_protection(session)
    assert found.rules == LockRules(15, with_screen=False)
    assert found.quick_unlock
    assert found.kit == KitState(clock.now() - timedelta(days=1))
    record_kit_check(session, kit)
    assert view_protection(session).kit == KitState(clock.now() - timedelta(days=1), clock.now())
    assert found.shops == 1


def test_the_passphrase_is_as_old_as_its_last_change(session: Session, clock: SetClock) -> None:
    clock.moment += timedelta(days=3)
    changed = clock.now()
    record(session, work(session).change_passphrase(Passphrase("eleven quiet bicycles"), SMALL))
    clock.moment += timedelta(days=3)
    with session.database.transaction() as transaction:  # as an import leaves it: later in order, earlier in time
        journal.append(transaction, changed - timedelta(days=2), "passphrase_changed", {})
    assert view_protection(session).passphrase_since == changed
