"""Taking along: the export to a file, and its way back into an empty vault."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vault import __version__
from vault.core.errors import ChoiceError, StorageError
from vault.customer.backups import Reason, keep_backup
from vault.customer.editing import search_words
from vault.customer.take import Cancel as Cancel
from vault.customer.take import Form as Form
from vault.customer.take import Part as Part
from vault.customer.take import Progress as Progress
from vault.customer.take import ScopeKind, Steps, make, only, pack, prove, select, steps_of, unpack
from vault.customer.take import Take as Take
from vault.customer.take import scope_of as scope_of
from vault.portability.export_json import Export, collect
from vault.portability.import_json import differences, read, require_empty, restore
from vault.portability.locking import lock, unlock
from vault.portability.opening import needs_passphrase as needs_passphrase
from vault.portability.opening import read_any
from vault.storage import folder_write, journal, new_vault, preferences, safe_write
from vault.storage.secret import KEY_BYTES, Passphrase, VaultKey
from vault.storage.slots import VAULT_ID_BYTES

if TYPE_CHECKING:
    from pathlib import Path

    from vault.core.value import Value
    from vault.customer.session import PassphraseProof, Session
    from vault.storage.connection import Database


AS_JSON = Take()
"""Everything in one open file, which comes back in."""
_STEPS = 3
"""Beside those of :mod:`vault.customer.take`: reading the vault, locking, and the throw-away vault."""


@dataclass(frozen=True)
class Taken:
    """What went along, proven to be whole. ``left_behind`` counts the sealed preferences that did not."""

    counts: Mapping[str, int]
    sealed: bool
    left_behind: int = 0
    locked: bool = False


def export_to(
    session: Session,
    path: Path,
    proof: PassphraseProof | None = None,
    what: Take = AS_JSON,
    *,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> Taken:
    """Write ``what`` was asked to ``path``, readable by the customer only; sealed preferences with a proof that the
    passphrase was typed again, as :meth:`Session.ask_passphrase` asks.

    What is about to be written was unlocked, unpacked, read in each of its forms and compared with the vault, record by
    record; then put into an empty throw-away vault, and that compared too. Only then is it on the disk. ``cancel`` is
    looked at between the steps that ``progress`` counts, and leaves nothing behind.

    Raises :class:`ChoiceError` ``file_exists``, ``wrong_passphrase``, ``cancelled``, ``shop_unknown``,
    ``topic_unknown`` or as :meth:`Take.check`; or :class:`StorageError`, ``export_not_whole`` among its codes.
    """
    what.check()
    sealed = _proven(session, proof)
    _require_free(path)
    steps = Steps(steps_of(what.form) + _STEPS, progress, cancel)
    whole = _collect(session, session.database, sealed=sealed)
    export = only(select(whole, what.scope, session.catalogue), what.parts)
    steps.step()
    made = make(export, session.catalogue, what, steps)
    if what.form is Form.FOLDER:
        prove(made, export, session.catalogue, what, steps)
        _prove_restored(session, export, steps)
        steps.step()
        folder_write.publish(path, made, random=session.random)
    else:
        data = _locked(pack(made, export, what), what)
        opened = data if what.lock is None else unlock(data, what.lock)
        steps.step()
        prove(unpack(opened, what), export, session.catalogue, what, steps)
        _prove_restored(session, export, steps)
        safe_write.publish(path, data, random=session.random)
    with session.database.transaction() as transaction:
        journal.append(transaction, session.clock.now(), "exported", {"sealed": sealed})
        kept = {each.key for each in preferences.preferences(transaction)}
    left = kept - {each.key for each in whole.preferences}
    return Taken(export.counts(), sealed, _left_behind(session, what, left), what.lock is not None)


def _locked(data: bytes, what: Take) -> bytes:
    return data if what.lock is None else lock(data, what.lock)


def _left_behind(session: Session, what: Take, left: set[str]) -> int:
    """How many sealed preferences would have gone along."""
    if Part.PREFERENCES not in what.parts or (what.scope is not None and what.scope.kind is ScopeKind.SHOP):
        return 0
    entries = session.catalogue.entries
    return sum(what.scope is None or (key in entries and entries[key].topic == what.scope.name) for key in left)


def import_from(session: Session, path: Path, passphrase: Passphrase | None = None) -> Taken:
    """Put an export into this empty vault, after a backup of it, and compare each record. ``passphrase`` is the file's.

    Raises :class:`ChoiceError` ``vault_not_empty``, or as :func:`vault.portability.opening.read_any`,
    :func:`vault.portability.import_json.read` and :func:`keep_backup`.
    """
    require_nothing_kept(session)
    export = read(read_any(path, passphrase), session.catalogue)
    keep_backup(session, Reason.IMPORT)
    _restore(session, export, session.database)
    session.commit_anchor()
    return Taken(export.counts(), export.sealed)


def require_nothing_kept(session: Session) -> None:
    """Raise :class:`ChoiceError` ``vault_not_empty``: before anything is asked for a file that could not come in."""
    with session.database.read() as reader:
        require_empty(reader)


def _proven(session: Session, proof: PassphraseProof | None) -> bool:
    """Whether what is sealed may come along. A passphrase that was typed for something else opens nothing here."""
    if proof is not None and session.accept(proof) is not None:
        raise ChoiceError("wrong_passphrase")
    return proof is not None


def _require_free(path: Path) -> None:
    """An earlier export, or anything else, is not written over."""
    try:
        taken = path.is_symlink() or path.exists()
    except OSError as problem:
        raise safe_write.storage_error(problem, path) from problem
    if taken:
        raise ChoiceError("file_exists", file=path.name)


def _collect(session: Session, database: Database, *, sealed: bool) -> Export:
    now = session.clock.now().replace(microsecond=0)
    return collect(database, session.catalogue, made_at=now, program=__version__, include_sealed=sealed)


def _prove_restored(session: Session, export: Export, steps: Steps) -> None:
    """Whether an empty vault that gets the export then has everything that is in it."""
    with _throw_away(session) as database:
        _restore(session, export, database, steps)
    steps.step()


def _restore(session: Session, export: Export, database: Database, steps: Steps | None = None) -> None:
    def words(key: str, value: Value) -> str:
        if steps is not None:
            steps.look()
        entry = session.catalogue.entries.get(key)
        return key if entry is None else search_words(entry, value)

    restore(export, database, now=session.clock.now(), words=words)
    missing = differences(export, _collect(session, database, sealed=True))
    if missing:
        raise StorageError("export_not_whole", part=missing[0])


@contextmanager
def _throw_away(session: Session) -> Iterator[Database]:
    """An empty vault's database inside the vault's own folder, under a key that is never kept; gone afterwards."""
    home, random = session.vault.folder, session.random
    folder = home.trial.begin(random)
    try:
        database = new_vault.empty_database(
            folder.database,
            VaultKey(random(KEY_BYTES)),
            random(VAULT_ID_BYTES).hex(),
            clock=session.clock,
            random=random,
        )
        try:
            yield database
        finally:
            database.close()
    finally:
        folder.remove()
