"""Old files put back: the database, the slots, the anchor, one page of the consents."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.example_day import NOW, PASSPHRASE
from tests.figures.figure import Figure
from tests.figures.vault_damage import PAGE, has_sentence, opened
from tests.one_customer import fill
from tests.unit.core.catalogue_values import shipped
from vault.core.clock import SetClock
from vault.core.consent import ItemState
from vault.core.errors import VaultError
from vault.customer import keys
from vault.customer.ending import end_what_is_over
from vault.customer.history import view_history
from vault.customer.holdings import view_shops
from vault.customer.session import Derived, Session, derive
from vault.customer.stopping import stop
from vault.storage.kdf import SMALL
from vault.storage.secret import Passphrase

OLD, NEW = Passphrase(PASSPHRASE), Passphrase("battery staple of tomorrow")
SHOP = "fietsplein.example"
"""Still has something of the example's customer."""


def figure() -> Figure:
    """Each in a vault of its own, after a stop or a change of the passphrase that the old file undoes."""
    tried: dict[str, Callable[[Path], bool]] = {
        "database": _database,
        "slots": _slots,
        "anchor": _anchor,
        "a page of consents": _page,
    }
    noticed = []
    for name, put_back in tried.items():
        with tempfile.TemporaryDirectory() as place:
            fill(Path(place) / "vault")
            if put_back(Path(place) / "vault"):
                noticed.append(name)
    how = "put back under a closed vault, which then is opened; the error, or the line in the history, has a sentence"
    value = f"{len(noticed)} of {len(tried)} noticed ({', '.join(noticed)})"
    return Figure("old files put back", value, f"{len(tried)}", len(noticed) == len(tried), how)


def _database(folder: Path) -> bool:
    old = (folder / "vault.db").read_bytes()
    derived = _stopped(folder)
    (folder / "vault.db").write_bytes(old)
    return _code(lambda: opened(derived)) == "changed_outside"


def _anchor(folder: Path) -> bool:
    old = (folder / "anchor").read_bytes()
    derived = _stopped(folder)
    (folder / "anchor").write_bytes(old)
    return _code(lambda: opened(derived)) == "changed_outside"


def _slots(folder: Path) -> bool:
    """The old passphrase, which was changed for a reason, would open the vault again."""
    old = (folder / "slots.json").read_bytes()
    with opened(derive(folder, OLD)) as session:
        work = keys.start(session, session.ask_passphrase().prove(OLD))
        keys.record(session, work.change_passphrase(NEW, SMALL))
    (folder / "slots.json").write_bytes(old)
    return _code(lambda: opened(derive(folder, OLD))) == "slots_older"


def _page(folder: Path) -> bool:
    """SQLCipher takes an old page in its own place for a good one: each page is tried, and what it brings back."""
    derived = derive(folder, OLD)
    before = (folder / "vault.db").read_bytes()
    _stopped(folder)
    after, anchor = (folder / "vault.db").read_bytes(), (folder / "anchor").read_bytes()
    brought_back = noticed = 0
    for page in range(min(len(before), len(after)) // PAGE):
        place = slice(page * PAGE, (page + 1) * PAGE)
        if before[place] == after[place]:
            continue
        (folder / "vault.db").write_bytes(after[: place.start] + before[place] + after[place.stop :])
        (folder / "anchor").write_bytes(anchor)
        try:
            with derived.open(catalogue=shipped(), clock=SetClock(NOW), random=secrets.token_bytes) as session:
                if _going_on(session):
                    brought_back += 1
                    noticed += _mended(session)
        except VaultError as problem:
            noticed -= not has_sentence(problem.code)  # a page of another table, or of the file itself: damage, told
    return brought_back > 0 and noticed == brought_back


def _mended(session: Session) -> bool:
    """Whether the journal's word is kept, and the history says so. Without its index's page the page is damage."""
    try:
        end_what_is_over(session)
    except VaultError as problem:
        return problem.code == "database_damaged"
    return not _going_on(session) and any(each.kind == "states_mended" for each in view_history(session))


def _stopped(folder: Path) -> Derived:
    derived = derive(folder, OLD)
    with opened(derived) as session:
        stop(session, SHOP)
    return derived


def _going_on(session: Session) -> bool:
    """Whether the vault says that the stopped shop still has something."""
    return any(
        item.state is ItemState.ACTIVE for shop in view_shops(session) if shop.host == SHOP for item in shop.items
    )


def _code(action: Callable[[], Session]) -> str:
    try:
        action().lock()
    except VaultError as problem:
        return problem.code if has_sentence(problem.code) else "without a sentence"
    return "opened"
