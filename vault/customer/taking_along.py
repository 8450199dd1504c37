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
from vault.portability.export_json import Export, collect, to_bytes
from vault.portability.import_json import MAX_EXPORT, differences, read, require_empty, restore
from vault.storage import journal, new_vault, preferences, safe_write
from vault.storage.secret import KEY_BYTES, VaultKey
from vault.storage.slots import VAULT_ID_BYTES

if TYPE_CHECKING:
    from pathlib import Path

    from vault.core.value import Value
    from vault.customer.session import PassphraseProof, Session
    from vault.storage.connection import Database


@dataclass(frozen=True)
class Taken:
    """What went along, proven to be whole. ``left_behind`` counts the sealed preferences that did not."""

    counts: Mapping[str, int]
    sealed: bool
    left_behind: int = 0


def export_to(session: Session, path: Path, proof: PassphraseProof | None = None) -> Taken:
    """Write everything to ``path``, in the clear, readable by the customer only; sealed preferences with a proof that
    the passphrase was typed again, as :meth:`Session.ask_passphrase` asks.

    Before any of it is on the disk in the clear, it was put into an empty throw-away vault, and that vault compared
    with this one. Raises :class:`ChoiceError` ``file_exists`` or ``wrong_passphrase``, or :class:`StorageError`,
    ``export_not_whole`` among its codes.
    """
    sealed = _proven(session, proof)
    _require_free(path)
    export = _collect(session, session.database, sealed=sealed)
    data = to_bytes(export)
    _prove(session, export, data)
    safe_write.publish(path, data, random=session.random)
    with session.database.transaction() as transaction:
        journal.append(transaction, session.clock.now(), "exported", {"sealed": sealed})
        kept = len(preferences.preferences(transaction))
    return Taken(export.counts(), sealed, left_behind=kept - len(export.preferences))


def import_from(session: Session, path: Path) -> Taken:
    """Put an export into this empty vault, after a backup of it, and compare each record.

    Raises :class:`ChoiceError` ``vault_not_empty``, or :class:`StorageError` as
    :func:`vault.portability.import_json.read` and :func:`keep_backup`.
    """
    with session.database.read() as reader:
        require_empty(reader)
    export = read(safe_write.read(path, max_bytes=MAX_EXPORT), session.catalogue)
    keep_backup(session, Reason.IMPORT)
    _restore(session, export, session.database)
    session.commit_anchor()
    return Taken(export.counts(), export.sealed)


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


def _prove(session: Session, export: Export, data: bytes) -> None:
    """Whether ``data`` gives an empty vault everything that ``export`` has."""
    found = read(data, session.catalogue)
    if found != export:
        raise StorageError("export_not_whole", part="file")
    with _throw_away(session) as database:
        _restore(session, found, database)


def _restore(session: Session, export: Export, database: Database) -> None:
    def words(key: str, value: Value) -> str:
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
