"""Importing an export, whole or a part, into a vault that is not empty: first a look, then what the customer chose.

A program with threads reads the file in any of them, :func:`read_file`, and does the rest in the one of the vault:
:func:`look_at`, which writes nothing, then :func:`merge`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from vault import __version__
from vault.core.errors import ChoiceError, StorageError
from vault.core.value import Value
from vault.customer.backups import Reason, keep_backup
from vault.customer.editing import search_words
from vault.customer.take import Steps
from vault.portability.coming_back import read_export
from vault.portability.export_json import Export, gather, is_sealed
from vault.portability.import_checks import check
from vault.portability.merging import Plan, compare
from vault.portability.opening import needs_passphrase as needs_passphrase  # a program asks for it from here
from vault.portability.taking_in import take_in

if TYPE_CHECKING:
    from pathlib import Path

    from vault.core.catalogue import Catalogue, Entry
    from vault.customer.session import Passphrase, Session
    from vault.customer.take import Cancel, Progress
    from vault.storage.connection import Reader

_STEPS = 4
"""Looking once more, the backup, taking in, and comparing."""


@dataclass(frozen=True)
class Otherwise:
    """A preference that the file has otherwise. ``here`` is None where it was removed here; ``entry`` where this
    catalogue does not know the key. ``file_is_newer`` says which was set last; nobody shows a ``sealed`` one unasked.
    """

    key: str
    entry: Entry | None = field(repr=False)
    here: Value | None = field(repr=False)
    there: Value = field(repr=False)
    here_at: datetime | None
    there_at: datetime
    file_is_newer: bool
    sealed: bool


@dataclass(frozen=True)
class Difference:
    """What a file would bring: counts by kind, under the names that ``records`` has sentences for, kinds of none left
    out. ``same`` is here already; ``stays`` is otherwise in the file, and stays as it is here.
    """

    new: Mapping[str, int]
    otherwise: tuple[Otherwise, ...]
    same: Mapping[str, int]
    stays: Mapping[str, int]
    export: Export = field(repr=False)
    plan: Plan = field(repr=False)

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to take in and nothing to choose."""
        return not self.new and not self.otherwise


@dataclass(frozen=True)
class Merged:
    """What came in: new records by kind, and the preferences that became the file's."""

    new: Mapping[str, int]
    changed: tuple[str, ...]


def read_file(path: Path, catalogue: Catalogue, passphrase: Passphrase | None = None) -> Export:
    """The export in a file of any form, checked. Raises as :func:`vault.portability.coming_back.read_export`."""
    return read_export(path, catalogue, passphrase)


def look(session: Session, path: Path, passphrase: Passphrase | None = None) -> Difference:
    """What the file would bring to this vault. Nothing is written. Raises as :func:`read_file` and :func:`look_at`."""
    return look_at(session, read_file(path, session.catalogue, passphrase))


def look_at(session: Session, export: Export) -> Difference:
    """The same of an export that was read. Raises :class:`ChoiceError` ``too_much_to_keep``."""
    with session.database.read() as reader:
        plan = compare(_here(session, reader), export)
    otherwise = tuple(
        Otherwise(
            each.key,
            session.catalogue.entries.get(each.key),
            None if each.here is None else each.here.value,
            each.result.value,
            None if each.here is None else each.here.updated_at,
            each.there.updated_at,
            each.here is not None and each.there.updated_at > each.here.updated_at,
            _sealed(session, plan, each.key),
        )
        for each in plan.changed
    )
    return Difference(
        _some(plan.new.counts()), otherwise, _some(plan.same), _some(plan.stays), export=export, plan=plan
    )


def merge(
    session: Session,
    difference: Difference,
    take: Collection[str] = (),
    *,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> Merged:
    """Take in what is new, and of what is otherwise the preferences whose keys are in ``take``, after a backup.

    All of it comes in, or nothing; it is compared with the file before it counts. ``cancel`` is looked at between the
    steps that ``progress`` counts and all through the long ones, and leaves the vault as it was, with a backup more.

    Raises :class:`ChoiceError` ``merge_stale`` where the vault is no longer as it was looked at, ``not_changed`` for
    another key, or ``cancelled``; or :class:`StorageError` as :func:`keep_backup`, or ``export_not_whole``.
    """
    export, chosen = difference.export, frozenset(take)
    steps = Steps(_STEPS, progress, cancel)
    with session.database.read() as reader:
        _require_fresh(session, reader, difference, steps)
    if difference.is_nothing:
        return Merged({}, ())
    steps.step()
    keep_backup(session, Reason.IMPORT)
    steps.step()
    end = export.journal[-1].hash.hex() if export.journal else None
    with session.database.transaction() as transaction:  # of this thread alone: nothing was written since that look
        now = session.clock.now()
        words = _words(session, steps)
        take_in(transaction, difference.plan, chosen, now=now, words=words, chain_end=end, look=steps.look)
        steps.step()
        found = _here(session, transaction)
        left = compare(found, export, steps.look)
        missing = [*_some(left.new.counts()), *({each.key for each in left.changed} & chosen)]
        if missing:
            raise StorageError("export_not_whole", part=missing[0])
        check(found, session.catalogue)  # what is in now can be exported, and comes back
        steps.step()
    session.commit_anchor()
    return Merged(difference.new, tuple(sorted(chosen)))


def _here(session: Session, reader: Reader) -> Export:
    now = session.clock.now().replace(microsecond=0)
    return gather(reader, session.catalogue, made_at=now, program=__version__, include_sealed=True)


def _require_fresh(session: Session, reader: Reader, difference: Difference, steps: Steps) -> None:
    steps.look()
    if compare(_here(session, reader), difference.export, steps.look) != difference.plan:
        raise ChoiceError("merge_stale")


def _sealed(session: Session, plan: Plan, key: str) -> bool:
    (each,) = (each for each in plan.changed if each.key == key)
    kept = [each.there, each.result] if each.here is None else [each.here, each.there, each.result]
    return any(is_sealed(session.catalogue, key, one.value, one.level_raised) for one in kept)


def _words(session: Session, steps: Steps) -> Callable[[str, Value], str]:
    def words(key: str, value: Value) -> str:
        steps.look()
        entry = session.catalogue.entries.get(key)
        return key if entry is None else search_words(entry, value)

    return words


def _some(counts: Mapping[str, int]) -> Mapping[str, int]:
    return {name: count for name, count in counts.items() if count}
