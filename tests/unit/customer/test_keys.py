"""The ways into an open vault: made, replaced, removed, each proven, and none without the passphrase."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.conftest import PASSPHRASE
from tests.unit.storage.memory_keychain import MemoryKeychain
from vault.core.clock import SetClock
from vault.core.errors import StorageError, VaultError
from vault.customer import keys
from vault.customer.history import view_history
from vault.customer.keys import Keychain, KeyWork, Kind
from vault.customer.other_ways import derive_quickly, recover, ways_in
from vault.customer.session import Passphrase, PassphraseProof, Session, unlock
from vault.storage import open_vault, safe_write
from vault.storage.kdf import SMALL

RIGHT, NEW = Passphrase(PASSPHRASE), Passphrase("eleven quiet bicycles")


def work(session: Session, passphrase: Passphrase = RIGHT) -> KeyWork:
    return keys.start(session, session.ask_passphrase().prove(passphrase))


def code_of(action: Callable[[], object]) -> str:
    with pytest.raises(VaultError) as caught:
        action()
    return caught.value.code


def told(session: Session) -> list[str]:
    return [entry.kind for entry in view_history(session)][1:]


def reopen(session: Session, passphrase: Passphrase) -> Session:
    session.lock()
    return unlock(
        session.vault.folder.path, passphrase, catalogue=shipped(), clock=session.clock, random=secrets.token_bytes
    )


def open_quickly(session: Session, memory: MemoryKeychain) -> Session:
    session.lock()
    derived = derive_quickly(session.vault.folder.path, Keychain(memory))
    return derived.open(catalogue=shipped(), clock=session.clock, random=secrets.token_bytes)


def test_a_new_vault_opens_by_its_passphrase_alone(session: Session) -> None:
    assert [(each.kind, each.made, each.memory) for each in keys.view_keys(session)] == [("passphrase", None, 64)]
    assert ways_in(session.vault.folder.path) == {Kind.PASSPHRASE}


def test_a_change_takes_the_passphrase_each_time(session: Session) -> None:
    assert code_of(lambda: work(session, NEW)) == "wrong_passphrase"
    proof = session.ask_passphrase().prove(RIGHT)
    assert "VaultKey(…)" in repr(keys.start(session, proof))
    assert code_of(lambda: keys.start(session, proof)) == "wrong_passphrase"
    assert code_of(lambda: keys.start(session, PassphraseProof(b"unasked", b"answer"))) == "wrong_passphrase"


def test_another_passphrase(session: Session) -> None:
    keys.record(session, work(session).change_passphrase(NEW, SMALL))
    assert told(session) == ["passphrase_changed"]
    assert code_of(lambda: reopen(session, RIGHT)) == "wrong_passphrase"
    with reopen(session, NEW) as again:
        assert told(again) == ["passphrase_changed"]


def test_a_short_passphrase_changes_nothing(session: Session) -> None:
    started = work(session)
    assert code_of(lambda: started.change_passphrase(Passphrase("short"), SMALL)) == "passphrase_short"
    reopen(session, RIGHT).lock()


def test_a_recovery_code_is_given_once_it_opens_what_is_on_the_disk(session: Session, clock: SetClock) -> None:
    kit = keys.record_recovery(session, work(session).make_recovery())
    assert (kit.vault_name, kit.made) == ("vault", clock.now())
    assert kit.code.text not in repr(kit)
    assert keys.view_keys(session)[1].made == clock.now()
    assert told(session) == ["recovery_made"]
    assert ways_in(session.vault.folder.path) == {Kind.PASSPHRASE, Kind.RECOVERY}
    session.lock()
    found = recover(session.vault.folder.path, kit.code.text)
    assert kit.code.text not in repr(found)


def test_a_recovery_code_that_does_not_open_is_not_given(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    made = work(session).make_recovery()
    present = session.vault.unlocked.slots
    with monkeypatch.context() as patch:
        patch.setattr(keys, "read_slots", lambda path: present)  # a disk that says it wrote
        assert code_of(lambda: keys.record_recovery(session, made)) == "no_recovery_code"
    other = keys.recovery_code.new(secrets.token_bytes)
    made = replace(work(session).make_recovery(), code=other)
    assert code_of(lambda: keys.record_recovery(session, made)) == "wrong_recovery_code"
    made = work(session).make_recovery()
    with monkeypatch.context() as patch:
        patch.setattr(keys.recovery_slot, "open_with", lambda found, code: "another key")
        assert code_of(lambda: keys.record_recovery(session, made)) == "wrong_recovery_code"


def test_a_new_recovery_code_ends_the_one_before_and_removing_ends_both(session: Session) -> None:
    first = keys.record_recovery(session, work(session).make_recovery())
    second = keys.record_recovery(session, work(session).make_recovery())
    path = session.vault.folder.path
    assert code_of(lambda: recover(path, first.code.text)) == "wrong_recovery_code"
    recover(path, second.code.text)
    keys.remove_recovery(session)
    assert code_of(lambda: recover(path, second.code.text)) == "no_recovery_code"
    assert code_of(lambda: keys.remove_recovery(session)) == "no_recovery_code"
    assert told(session) == ["recovery_made", "recovery_made", "recovery_removed"]


def test_quick_unlock_opens_without_a_passphrase_and_what_is_sealed_still_takes_it(session: Session) -> None:
    memory = MemoryKeychain()
    keys.record(session, work(session).turn_on_quick_unlock(Keychain(memory)))
    assert len(memory.secrets) == 1
    assert told(session) == ["quick_unlock_on"]
    with open_quickly(session, memory) as opened:
        assert code_of(lambda: opened.ask_passphrase().prove(NEW)) == "wrong_passphrase"
        assert opened.accept(opened.ask_passphrase().prove(RIGHT)) is None
        # Nor can the ways in be changed by who sits down at a vault that was opened so.
        assert code_of(lambda: keys.start(opened, PassphraseProof(b"", b""))) == "wrong_passphrase"


def test_turning_quick_unlock_on_again_replaces_the_secret(session: Session) -> None:
    memory = MemoryKeychain()
    for _ in range(2):
        keys.record(session, work(session).turn_on_quick_unlock(Keychain(memory)))
    assert len(memory.secrets) == 1
    open_quickly(session, memory).lock()


def test_turning_quick_unlock_off_forgets_the_secret(session: Session) -> None:
    memory = MemoryKeychain()
    keys.record(session, work(session).turn_on_quick_unlock(Keychain(memory)))
    keys.turn_off_quick_unlock(session, Keychain(memory))
    assert memory.secrets == {}
    assert code_of(lambda: keys.turn_off_quick_unlock(session, Keychain(memory))) == "quick_unlock_off"
    assert told(session) == ["quick_unlock_on", "quick_unlock_off"]
    assert code_of(lambda: open_quickly(session, memory)) == "quick_unlock_off"


def test_quick_unlock_goes_off_without_its_keychain_too(session: Session) -> None:
    memory = MemoryKeychain()
    keys.record(session, work(session).turn_on_quick_unlock(Keychain(memory)))
    keys.turn_off_quick_unlock(session, None)
    assert len(memory.secrets) == 1
    assert code_of(lambda: open_quickly(session, memory)) == "quick_unlock_off"


def test_a_keychain_that_is_locked_when_it_should_forget_keeps_nothing_on(session: Session) -> None:
    memory = MemoryKeychain()
    keys.record(session, work(session).turn_on_quick_unlock(Keychain(memory)))
    memory.fails = {"delete"}
    keys.turn_off_quick_unlock(session, Keychain(memory))
    assert ways_in(session.vault.folder.path) == {Kind.PASSPHRASE}


def test_a_keychain_that_does_not_work_changes_nothing(session: Session) -> None:
    memory = MemoryKeychain()
    memory.fails = {"set"}
    started = work(session)
    assert code_of(lambda: started.turn_on_quick_unlock(Keychain(memory))) == "keychain_failed"
    assert len(keys.view_keys(session)) == 1


def test_a_keychain_that_gives_back_something_else_is_found_out(session: Session) -> None:
    class Changing(MemoryKeychain):
        calls = 0

        def get_password(self, service: str, username: str) -> str | None:
            self.calls += 1
            found = super().get_password(service, username)
            return "00" * 32 if self.calls == 3 else found  # after the trial

    memory = Changing()
    started = work(session)
    assert code_of(lambda: started.turn_on_quick_unlock(Keychain(memory))) == "keychain_without_key"
    assert memory.secrets == {}


def test_changes_of_the_same_slots_do_not_undo_each_other(session: Session) -> None:
    memory = MemoryKeychain()
    first, second = work(session).change_passphrase(NEW, SMALL), work(session).turn_on_quick_unlock(Keychain(memory))
    keys.record(session, first)
    assert code_of(lambda: keys.record(session, second)) == "keys_changed"
    assert memory.secrets == {}
    reopen(session, NEW).lock()


def test_a_full_disk_leaves_the_old_ways_in(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = MemoryKeychain()
    changes = [work(session).change_passphrase(NEW, SMALL), work(session).turn_on_quick_unlock(Keychain(memory))]

    def full(*_: object, **__: object) -> None:
        raise StorageError("disk_full", file="slots.json")

    with monkeypatch.context() as patch:
        patch.setattr(safe_write, "write", full)
        for change in changes:
            assert code_of(lambda change=change: keys.record(session, change)) == "disk_full"
    assert memory.secrets == {}
    assert [each.kind for each in keys.view_keys(session)] == ["passphrase"]
    reopen(session, RIGHT).lock()


def test_a_change_that_is_in_the_file_is_made_although_the_history_does_not_hear_of_it(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = work(session).change_passphrase(NEW, SMALL)

    def full(*_: object) -> None:
        raise StorageError("disk_full")

    with monkeypatch.context() as patch:
        patch.setattr(open_vault, "keep_slot_generation", full)
        keys.record(session, change)
    with reopen(session, NEW) as again:
        assert told(again) == []


@pytest.mark.parametrize(
    "waiting",
    [
        lambda started: started.change_passphrase(NEW, SMALL),
        lambda started: started.turn_on_quick_unlock(Keychain(MemoryKeychain())),
    ],
)
def test_a_thread_that_must_not_wait_is_kept_out(session: Session, waiting: Callable[[KeyWork], object]) -> None:
    started = replace(work(session), forbidden_thread=lambda: True)
    with pytest.raises(AssertionError):
        waiting(started)
