"""Any order of what a customer does with a vault, with kills at any moment in between, against a plain dictionary.

Killed is: the folder is copied as it is, log and all, and gone on with where no program has it open. That is what
``kill -9`` leaves.
"""

from __future__ import annotations

import secrets
import shutil
import tempfile
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from tests.unit.core.catalogue_values import shipped
from tests.unit.storage.memory_keychain import MemoryKeychain
from vault.core.clock import SetClock
from vault.core.errors import ChoiceError, StorageError
from vault.core.wording import read_words
from vault.customer import backups, drafts, keys, renewing, restoring
from vault.customer.checking import check_vault
from vault.customer.editing import list_preferences, remove_preference, set_words
from vault.customer.ending import end_what_is_over
from vault.customer.other_ways import derive_quickly, recover
from vault.customer.session import Derived, Passphrase, Session, create_vault, derive
from vault.storage import kdf, passphrase_slot, preferences
from vault.storage.kdf import SMALL, Profile

WORDS = {
    "clothing.shoe_size": ["EU 42", "EU 43", "EU 44"],
    "food.coffee_strength": ["1", "3", "5"],
    "beauty.scent": ["citrus", "citrus, lavender"],
    "health.allergies": ["nuts"],
}
PHRASES = ["copper lantern borrows", "eleven quiet bicycles", "battery staple of old"]
EDITS = st.sampled_from([(key, words) for key, all_words in WORDS.items() for words in all_words])


@dataclass(frozen=True)
class Model:
    """What the vault has to hold, and what has to open it. ``quick`` counts the times quick unlock was set up."""

    kept: dict[str, str] = field(default_factory=dict)
    draft: str = ""
    phrase: str = PHRASES[0]
    code: str | None = None
    quick: int | None = None


class VaultMachine(RuleBasedStateMachine):
    """A vault, open or not, its model, and backups of it with the models of their days."""

    saved = Bundle("saved")

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp())
        self.folder = self.home / "0"
        self.folders = 1
        self.clock = SetClock(datetime(2026, 5, 12, 12, 0, tzinfo=UTC))
        self.chain = MemoryKeychain()
        self.in_chain: set[int] = set()
        self.setups = 0
        self.model = Model()
        self.session: Session | None = create_vault(
            self.folder,
            Passphrase(PHRASES[0]),
            catalogue=shipped(),
            clock=self.clock,
            random=secrets.token_bytes,
            profile=SMALL,
        )

    def teardown(self) -> None:
        if self.session is not None:
            self.session.lock()
        shutil.rmtree(self.home)

    def _open(self, derived: Derived) -> None:
        self.session = derived.open(catalogue=shipped(), clock=self.clock, random=secrets.token_bytes)
        assert end_what_is_over(self.session).mended == ()

    @property
    def at(self) -> Session:
        assert self.session is not None
        self.clock.moment += timedelta(minutes=7)
        return self.session

    def _next_folder(self) -> Path:
        self.folders += 1
        return self.home / str(self.folders)

    def _work(self) -> keys.KeyWork:
        return keys.start(self.at, self.at.ask_passphrase().prove(Passphrase(self.model.phrase)))

    # While it is open

    @precondition(lambda self: self.session)
    @rule(edit=EDITS)
    def edit(self, edit: tuple[str, str]) -> None:
        key, words = edit
        set_words(self.at, key, words)
        self.model = replace(self.model, kept={**self.model.kept, key: words})

    @precondition(lambda self: self.session)
    @rule(key=st.sampled_from(list(WORDS)))
    def remove(self, key: str) -> None:
        if key in self.model.kept:
            remove_preference(self.at, key)
        else:
            with pytest.raises(ChoiceError, match="not_kept"):
                remove_preference(self.at, key)
        self.model = replace(self.model, kept={k: words for k, words in self.model.kept.items() if k != key})

    @precondition(lambda self: self.session)
    @rule(typed=st.sampled_from(["", "half", "half a word"]))
    def draft(self, typed: str) -> None:
        drafts.keep_draft(self.at, "preference", {"typed": typed} if typed else {})
        self.model = replace(self.model, draft=typed)

    @precondition(lambda self: self.session)
    @rule(phrase=st.sampled_from(PHRASES))
    def change_passphrase(self, phrase: str) -> None:
        keys.record(self.at, self._work().change_passphrase(Passphrase(phrase), SMALL))
        self.model = replace(self.model, phrase=phrase)

    @precondition(lambda self: self.session)
    @rule()
    def make_recovery_code(self) -> None:
        kit = keys.record_recovery(self.at, self._work().make_recovery())
        self.model = replace(self.model, code=kit.code.text)

    @precondition(lambda self: self.session)
    @rule()
    def turn_on_quick_unlock(self) -> None:
        keys.record(self.at, self._work().turn_on_quick_unlock(keys.Keychain(self.chain)))
        self._has_new_secret()

    @precondition(lambda self: self.session)
    @rule()
    def renew_the_key(self) -> None:
        renewal = renewing.prepare_renewal(
            self._work(), Passphrase(self.model.phrase), keys.Keychain(self.chain), SMALL
        )
        renewed = renewing.record_renewal(self.at, renewal)
        assert (keys.Kind.RECOVERY in renewed.lost) is (self.model.code is not None)
        self.model = replace(self.model, code=None)
        if self.model.quick is not None:
            self._has_new_secret()

    def _has_new_secret(self) -> None:
        self.in_chain.discard(self.model.quick or 0)
        self.setups += 1
        self.in_chain.add(self.setups)
        self.model = replace(self.model, quick=self.setups)

    @precondition(lambda self: self.session)
    @rule(target=saved)
    def back_up(self) -> tuple[Path, Model]:
        path = self.home / f"{secrets.token_hex(8)}{restoring.SUFFIX}"
        kept = backups.keep_backup(self.at)
        shutil.copy(kept.path, path)
        assert backups.drill(self.at).made_at == kept.made_at
        return path, self.model

    @precondition(lambda self: self.session)
    @rule()
    def lock(self) -> None:
        self.at.lock()
        self.session = None

    @precondition(lambda self: self.session)
    @rule(edit=EDITS, in_the_middle=st.booleans())
    def kill(self, edit: tuple[str, str], in_the_middle: bool) -> None:
        session, after = self.at, self._next_folder()
        if in_the_middle:
            with session.database.transaction() as transaction:
                value = read_words(shipped().entry(edit[0]), edit[1])
                preferences.set_preference(
                    transaction, preferences.Preference(edit[0], value, self.clock.now(), note="never committed"), "x"
                )
                shutil.copytree(self.folder, after)
        else:
            shutil.copytree(self.folder, after)
        session.lock()
        self.session, self.folder = None, after

    # While it is locked

    @precondition(lambda self: not self.session)
    @rule()
    def open_by_passphrase(self) -> None:
        self._open(derive(self.folder, Passphrase(self.model.phrase)))

    @precondition(lambda self: not self.session)
    @rule(phrase=st.sampled_from(PHRASES))
    def another_passphrase_does_not_open(self, phrase: str) -> None:
        if phrase != self.model.phrase:
            with pytest.raises(ChoiceError, match="wrong_passphrase"):
                derive(self.folder, Passphrase(phrase))

    @precondition(lambda self: not self.session)
    @rule(phrase=st.sampled_from(PHRASES))
    def recover_by_code(self, phrase: str) -> None:
        if self.model.code is None:
            with pytest.raises(ChoiceError, match="no_recovery_code"):
                recover(self.folder, "ABCD")
            return
        recovery = recover(self.folder, self.model.code)
        self._open(recovery.choose(Passphrase(phrase), random=secrets.token_bytes, profile=SMALL))
        self.model = replace(self.model, phrase=phrase)

    @precondition(lambda self: not self.session)
    @rule()
    def open_quickly(self) -> None:
        chain = keys.Keychain(self.chain)
        if self.model.quick is None:
            with pytest.raises(ChoiceError, match="quick_unlock_off"):
                derive_quickly(self.folder, chain)
        elif self.model.quick not in self.in_chain:
            with pytest.raises(StorageError, match="keychain_without_key"):
                derive_quickly(self.folder, chain)
        else:
            self._open(derive_quickly(self.folder, chain))

    @precondition(lambda self: not self.session)
    @rule(backup=saved)
    def restore_and_go_on_there(self, backup: tuple[Path, Model]) -> None:
        path, model = backup
        found, folder = restoring.look_into(path), self._next_folder()
        key = restoring.open_backup(found, restoring.by_passphrase(Passphrase(model.phrase)))
        restoring.restore_backup(found, key, folder, clock=self.clock, random=secrets.token_bytes)
        self.folder, self.model = folder, model

    @invariant()
    def it_holds_what_it_should(self) -> None:
        if self.session is None:
            return
        kept = {each.entry.key: each.value for each in list_preferences(self.session)}
        assert kept == {key: read_words(shipped().entry(key), words) for key, words in self.model.kept.items()}
        assert drafts.kept_draft(self.session, "preference").get("typed", "") == self.model.draft
        ways = {way.kind for way in keys.view_keys(self.session)}
        wanted = {"passphrase": True, "recovery": self.model.code is not None, "keychain": self.model.quick is not None}
        assert ways == {kind for kind, there in wanted.items() if there}
        assert check_vault(self.session).whole


def test_any_order_of_events_keeps_what_was_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    @lru_cache
    def once(typed: bytes, salt: bytes, cost: Profile) -> bytes:
        return kdf.derive(Passphrase(typed.decode()), salt, cost)

    monkeypatch.setattr(passphrase_slot, "derive", lambda typed, salt, cost: once(typed.reveal(), salt, cost))
    run_state_machine_as_test(
        VaultMachine,
        settings=settings(
            max_examples=10, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
