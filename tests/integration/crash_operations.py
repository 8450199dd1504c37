"""What is broken off in the crash matrix: each thing that writes to a vault's folder, once on the same vault.

An operation is made ready outside the matrix's count, and what it gives back is done step by step, locking included.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from tests.example_day import PASSPHRASE
from tests.integration.write_steps import killed_before, recorded
from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.asking import SHOE, SPORTS, Shop
from tests.unit.storage.memory_keychain import MemoryKeychain
from vault.core.clock import SetClock
from vault.core.value import Precision
from vault.customer import backups, keys, merging, renewing, restoring
from vault.customer.choosing import Choice, Choices
from vault.customer.editing import remove_preference, set_words
from vault.customer.review import propose
from vault.customer.session import Derived, Session, create_vault, derive
from vault.customer.sharing import share
from vault.customer.stopping import stop
from vault.customer.taking_along import export_to, import_from
from vault.openid4vp.request_object import VerifiedRequest
from vault.storage import drafts, passphrase_slot
from vault.storage.kdf import SMALL
from vault.storage.migrations import schema_steps
from vault.storage.secret import Passphrase

VAULTS = Path(__file__).parents[1] / "fixtures" / "vaults"
NEWEST = len(schema_steps())
NOW = datetime(2026, 5, 13, 12, 0, tzinfo=UTC)
BEFORE, AFTER = Passphrase(PASSPHRASE), Passphrase("battery staple of tomorrow")
SHOP = "fietsplein.example"
"""Has two things of the example's customer."""
DAYS_KEPT = 8
"""One day more than there is room for."""

Action = Callable[[], object]


@dataclass(frozen=True)
class Work:
    """The folder in which it happens: ``vault``, and by some operations ``beside`` and ``saved``."""

    home: Path
    random: Callable[[int], bytes] = field(default_factory=lambda: random.Random(5).randbytes)
    """The same in each child, so that each does the same steps."""

    @property
    def vault(self) -> Path:
        return self.home / "vault"

    def derived(self) -> Derived:
        """The vault's key."""
        return derive(self.vault, BEFORE)

    def opened(self, now: datetime = NOW) -> Session:
        """The vault, open."""
        return self.derived().open(catalogue=shipped(), clock=SetClock(now), random=self.random)


@dataclass(frozen=True)
class Operation:
    """``clean`` makes the folder it starts from; ``ready`` gives back what is done step by step."""

    ready: Callable[[Work], Action]
    clean: Callable[[Work], object] = lambda work: shutil.copytree(VAULTS / str(NEWEST), work.vault)
    may_lack: frozenset[str] = frozenset()
    """Tables that may be behind for good: with the slots' file a change of keys is made, and its line may be lost."""


def _in_session(act: Callable[[Session, Work], object]) -> Callable[[Work], Action]:
    def ready(work: Work) -> Action:
        session = work.opened()
        return lambda: (act(session, work), session.lock())

    return ready


def _save(session: Session, _: Work) -> None:
    set_words(session, "clothing.shoe_size", "EU 44")


def _draft(session: Session, _: Work) -> None:
    with session.database.transaction() as transaction:
        drafts.put(transaction, drafts.Draft("preference", NOW, {"key": "clothing.fit", "typed": "re"}))


def _changed_passphrase(work: Work) -> Action:
    session = work.opened()
    started = keys.start(session, session.ask_passphrase().prove(BEFORE))
    change = started.change_passphrase(AFTER, SMALL)
    return lambda: (keys.record(session, change), session.lock())


def _recovery(work: Work) -> Action:
    session = work.opened()
    made = keys.start(session, session.ask_passphrase().prove(BEFORE)).make_recovery()
    return lambda: (keys.record_recovery(session, made), session.lock())


def _quick_unlock(work: Work) -> Action:
    session = work.opened()
    started = keys.start(session, session.ask_passphrase().prove(BEFORE))
    change = started.turn_on_quick_unlock(keys.Keychain(MemoryKeychain()))
    return lambda: (keys.record(session, change), session.lock())


def _renewal(work: Work) -> Action:
    session = work.opened()
    started = keys.start(session, session.ask_passphrase().prove(BEFORE))
    renewal = renewing.prepare_renewal(started, BEFORE, None, SMALL)
    return lambda: (renewing.record_renewal(session, renewal), session.lock())


@lru_cache
def _request() -> VerifiedRequest:
    """The same in each child, for a shop has keys, which are random."""
    return Shop(host="nieuw.example", now=lambda: NOW).ask(SHOE, SPORTS)


def _share(work: Work) -> Action:
    session = work.opened()
    proposal = propose(session, _request())
    chosen = Choices((Choice("shoe_size", Precision.RANGE), Choice("sports", Precision.CATEGORY)), 90)
    return lambda: (share(session, proposal, chosen), session.lock())


def _opening(work: Work) -> Action:
    derived = work.derived()
    return lambda: derived.open(catalogue=shipped(), clock=SetClock(NOW), random=work.random).lock()


def _restore(work: Work) -> Action:
    backup = restoring.look_into(next((work.vault / "backups").iterdir()))
    key = restoring.open_backup(backup, restoring.by_passphrase(BEFORE))
    return lambda: restoring.restore_backup(backup, key, work.home / "beside", clock=SetClock(NOW), random=work.random)


def _salvage(work: Work) -> Action:
    derived = work.derived()
    return lambda: restoring.save_what_is_left(
        derived, work.home / "beside", catalogue=shipped(), clock=SetClock(NOW), random=work.random
    )


def _create(work: Work) -> Action:
    return lambda: create_vault(
        work.home / "beside", BEFORE, catalogue=shipped(), clock=SetClock(NOW), random=work.random, profile=SMALL
    ).lock()


def _with_export(work: Work) -> None:
    """An empty vault, and all of the example's in an export."""
    shutil.copytree(VAULTS / str(NEWEST), work.home / "full")
    full = Work(work.home / "full", work.random)
    with derive(full.home, BEFORE).open(catalogue=shipped(), clock=SetClock(NOW), random=work.random) as session:
        export_to(session, work.home / "export.json", session.ask_passphrase().prove(BEFORE))
    shutil.rmtree(full.home)
    create_vault(work.vault, BEFORE, catalogue=shipped(), clock=SetClock(NOW), random=work.random, profile=SMALL).lock()


def _in_use_beside_export(work: Work) -> None:
    """The same, in a vault that has something of its own, and something otherwise."""
    _with_export(work)
    with work.opened() as session:
        set_words(session, "clothing.shoe_size", "EU 44")
        set_words(session, "clothing.fit", "loose")


def _merge(session: Session, work: Work) -> None:
    found = merging.look(session, work.home / "export.json")
    merging.merge(session, found, [each.key for each in found.otherwise])


def _with_backups(work: Work, days: int = 1) -> None:
    shutil.copytree(VAULTS / str(NEWEST), work.vault)
    with work.opened() as session:
        for day in range(days):
            session.clock = SetClock(NOW - timedelta(days=20 - day))
            backups.keep_backup(session, backups.Reason.DAILY)


def _broken_off(work: Work, ready: Callable[[Work], Action], renaming: int) -> None:
    """A vault whose program was killed before this file, counted from 0, took its place."""
    whole = Work(work.home / "whole")
    for each in (whole, work):
        shutil.copytree(VAULTS / str(NEWEST), each.vault)
    renamings = [n for n, step in enumerate(recorded(lambda: ready(whole))) if step.call.startswith("rename")]
    killed_before(lambda: ready(work), renamings[renaming])
    shutil.rmtree(whole.home)


_OWN_FILE = frozenset({"journal"})

OPERATIONS = {
    "create": Operation(_create),
    "save": Operation(_in_session(_save)),
    "draft": Operation(_in_session(_draft)),
    "removal": Operation(_in_session(lambda session, _: remove_preference(session, "home.style"))),
    "passphrase": Operation(_changed_passphrase, may_lack=_OWN_FILE),
    "recovery": Operation(_recovery, may_lack=_OWN_FILE),
    "quick unlock": Operation(_quick_unlock, may_lack=_OWN_FILE),
    "renewal": Operation(_renewal),
    "backup": Operation(
        _in_session(lambda session, _: backups.keep_backup(session, backups.Reason.DAILY)),
        clean=lambda work: _with_backups(work, DAYS_KEPT),
    ),
    "backup elsewhere": Operation(_in_session(lambda session, work: backups.save_backup(session, work.home / "saved"))),
    "drill": Operation(_in_session(lambda session, _: backups.drill(session)), clean=_with_backups),
    "restore": Operation(_restore, clean=_with_backups),
    "salvage": Operation(_salvage),
    "opening": Operation(_opening, clean=lambda work: _broken_off(work, _share, 0)),
    "opening after a renewal": Operation(_opening, clean=lambda work: _broken_off(work, _renewal, 2)),
    "migration": Operation(_opening, clean=lambda work: shutil.copytree(VAULTS / "1", work.vault)),
    "import": Operation(
        _in_session(lambda session, work: import_from(session, work.home / "export.json")), clean=_with_export
    ),
    "merge": Operation(_in_session(_merge), clean=_in_use_beside_export),
    "export": Operation(_in_session(lambda session, work: export_to(session, work.home / "saved.json"))),
    "share": Operation(_share),
    "stop": Operation(_in_session(lambda session, _: stop(session, SHOP))),
}
"""By the word for it."""


def derive_once() -> None:
    """From now on this process derives each key once: the copies of one vault have the same salts."""
    derived: dict[object, bytes] = {}
    derive_key = passphrase_slot.derive

    def once(typed: Passphrase, salt: bytes, cost: object) -> bytes:
        found = (typed.reveal(), salt, cost)
        if found not in derived:
            derived[found] = derive_key(typed, salt, cost)  # type: ignore[arg-type]
        return derived[found]

    passphrase_slot.derive = once
