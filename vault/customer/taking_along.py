"""Taking along: the export to a file, and its way back into an empty vault."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
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
from vault.customer.take import ScopeKind, Steps, make, numbered, only, pack, prove, select, steps_of, unpack
from vault.customer.take import Take as Take
from vault.customer.take import scope_of as scope_of
from vault.portability.coming_back import read_export
from vault.portability.export_json import Export, collect
from vault.portability.export_json import gather as collect_within
from vault.portability.import_json import differences, require_empty, restore
from vault.portability.locking import lock, unlock
from vault.portability.opening import needs_passphrase as needs_passphrase
from vault.storage import folder_write, journal, new_vault, preferences, safe_write
from vault.storage.secret import KEY_BYTES, Passphrase, VaultKey
from vault.storage.slots import VAULT_ID_BYTES

if TYPE_CHECKING:
    from pathlib import Path

    from vault.core.catalogue import Catalogue
    from vault.core.clock import Clock
    from vault.core.value import Value
    from vault.customer.session import PassphraseProof, Random, Session
    from vault.storage.connection import Database, Reader
    from vault.storage.vault_folder import VaultFolder


AS_JSON = Take()
"""Everything in one open file, which comes back in."""
_STEPS = 3
"""Beside those of :mod:`vault.customer.take`: reading the vault, locking, and the throw-away vault."""


@dataclass(frozen=True)
class Taken:
    """What went along, proven to be whole. ``left_behind`` counts the sealed preferences that did not, and ``beside``
    names the files that a long page or PDF goes on in."""

    counts: Mapping[str, int]
    sealed: bool
    left_behind: int = 0
    locked: bool = False
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, repr=False)
class Gathered:
    """What is to be written, and what it takes to make and prove it without the session."""

    export: Export
    what: Take
    left_behind: int
    vault: VaultFolder
    catalogue: Catalogue
    clock: Clock
    random: Random


def export_to(
    session: Session,
    path: Path,
    proof: PassphraseProof | None = None,
    what: Take = AS_JSON,
    *,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> Taken:
    """:func:`gather`, :func:`write_out` and :func:`record_taken`, for who can wait for all. Raises as they do."""
    gathered = gather(session, path, what, proof)
    beside = write_out(gathered, path, progress=progress, cancel=cancel)
    return record_taken(session, gathered, beside)


def gather(session: Session, path: Path, what: Take = AS_JSON, proof: PassphraseProof | None = None) -> Gathered:
    """Read what was asked from the vault; what is sealed with a proof that the passphrase was typed again, as
    :meth:`Session.ask_passphrase` asks. ``path`` has to be free.

    Raises :class:`ChoiceError` ``file_exists``, ``wrong_passphrase``, ``shop_unknown``, ``topic_unknown`` or as
    :meth:`Take.check`; and :class:`StorageError`.
    """
    what.check()
    sealed = _proven(session, proof)
    _require_free(path)
    whole = _collect(session.database, session.catalogue, session.clock, sealed=sealed)
    with session.database.read() as reader:
        left = {each.key for each in preferences.preferences(reader)} - {each.key for each in whole.preferences}
    export = only(select(whole, what.scope, session.catalogue), what.parts)
    behind = _left_behind(session, what, left)
    return Gathered(export, what, behind, session.vault.folder, session.catalogue, session.clock, session.random)


def write_out(
    gathered: Gathered, path: Path, *, progress: Progress | None = None, cancel: Cancel | None = None
) -> tuple[str, ...]:
    """Write it to ``path``, readable by the customer only. Needs no session, for it takes seconds and a key of its own.

    A long page or PDF goes on beside it, in files that :func:`numbered` names. Returns their names.

    What is about to be written was unlocked, unpacked, read in each of its forms and compared with the vault, record by
    record; then put into an empty throw-away vault, and that compared too. Only then is it on the disk. ``cancel`` is
    looked at between the steps that ``progress`` counts and all through the long ones, and leaves nothing behind.

    Raises :class:`ChoiceError` ``cancelled`` or ``file_exists``; or :class:`StorageError`, among its codes
    ``export_not_whole``.
    """
    what, export, catalogue = gathered.what, gathered.export, gathered.catalogue
    steps = Steps(steps_of(what.form) + _STEPS, progress, cancel)
    steps.step()
    made = make(export, catalogue, what, steps)
    if what.form is Form.FOLDER:
        files = dict(made)
        prove(files, export, catalogue, what, steps)
        _prove_restored(gathered, steps)
        steps.step()
        folder_write.publish(path, files, random=gathered.random)
        return ()
    packed, secret = pack(made, export, what), what.lock
    paths = [path.with_name(numbered(path.name, number)) for number in range(1, len(packed) + 1)]
    for each in paths[1:]:
        _require_free(each)
    found = packed if secret is None else tuple(lock(data, secret, cancel) for data in packed)
    opened = found if secret is None else tuple(unlock(data, secret, cancel) for data in found)
    steps.step()
    prove(unpack(opened, what), export, catalogue, what, steps)
    _prove_restored(gathered, steps)
    _publish(paths, found, gathered.random)
    return tuple(each.name for each in paths[1:])


def _publish(paths: Sequence[Path], found: Sequence[bytes], random: Random) -> None:
    """The first part comes last: where it is, they all are."""
    with ExitStack() as undone:
        for path, data in reversed(list(zip(paths, found, strict=True))):
            safe_write.publish(path, data, random=random)
            undone.callback(path.unlink, missing_ok=True)
        undone.pop_all()


def record_taken(session: Session, gathered: Gathered, beside: tuple[str, ...] = ()) -> Taken:
    """Put into the history that it was written, and say what went along. Raises :class:`StorageError`."""
    sealed = gathered.export.sealed
    with session.database.transaction() as transaction:
        journal.append(transaction, session.clock.now(), "exported", {"sealed": sealed})
    return Taken(gathered.export.counts(), sealed, gathered.left_behind, gathered.what.lock is not None, beside)


def _left_behind(session: Session, what: Take, left: set[str]) -> int:
    """How many sealed preferences would have gone along."""
    if Part.PREFERENCES not in what.parts or (what.scope is not None and what.scope.kind is ScopeKind.SHOP):
        return 0
    entries = session.catalogue.entries
    return sum(what.scope is None or (key in entries and entries[key].topic == what.scope.name) for key in left)


def import_from(session: Session, path: Path, passphrase: Passphrase | None = None) -> Taken:
    """Put an export into this empty vault, after a backup of it, and compare each record. ``passphrase`` is the file's.

    Raises as :func:`vault.portability.coming_back.read_export`, then :class:`ChoiceError` ``vault_not_empty`` or as
    :func:`keep_backup`: what is wrong with the file is not held back by a vault that would not take it.
    """
    export = read_export(path, session.catalogue, passphrase)
    require_nothing_kept(session)
    keep_backup(session, Reason.IMPORT)
    _restore(export, session.database, session.catalogue, session.clock)
    session.commit_anchor()
    return Taken(export.counts(), export.sealed)


def require_nothing_kept(session: Session) -> None:
    """Raise :class:`ChoiceError` ``vault_not_empty`` where something was kept or shared."""
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


def _collect(database: Database, catalogue: Catalogue, clock: Clock, *, sealed: bool) -> Export:
    now = clock.now().replace(microsecond=0)
    return collect(database, catalogue, made_at=now, program=__version__, include_sealed=sealed)


def _prove_restored(gathered: Gathered, steps: Steps) -> None:
    """Whether an empty vault that gets the export then has everything that is in it."""
    with _throw_away(gathered) as database:
        _restore(gathered.export, database, gathered.catalogue, gathered.clock, steps)
    steps.step()


def _restore(
    export: Export, database: Database, catalogue: Catalogue, clock: Clock, steps: Steps | None = None
) -> None:
    now = clock.now().replace(microsecond=0)

    def words(key: str, value: Value) -> str:
        if steps is not None:
            steps.look()
        entry = catalogue.entries.get(key)
        return key if entry is None else search_words(entry, value)

    def require_whole(reader: Reader) -> None:
        found = collect_within(reader, catalogue, made_at=now, program=__version__, include_sealed=True)
        missing = differences(export, found)
        if missing:
            raise StorageError("export_not_whole", part=missing[0])

    restore(export, database, now=now, words=words, prove=require_whole)


@contextmanager
def _throw_away(gathered: Gathered) -> Iterator[Database]:
    """An empty vault's database inside the vault's own folder, under a key that is never kept; gone afterwards."""
    random = gathered.random
    folder = gathered.vault.trial.begin(random)
    try:
        database = new_vault.empty_database(
            folder.database,
            VaultKey(random(KEY_BYTES)),
            random(VAULT_ID_BYTES).hex(),
            clock=gathered.clock,
            random=random,
        )
        try:
            yield database
        finally:
            database.close()
    finally:
        folder.remove()
