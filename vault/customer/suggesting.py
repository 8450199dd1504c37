"""Suggestions from a shop's own data: read on this computer, shown with the lines they stand on, and nothing kept.

Three steps, for a program with threads: :func:`remembered` in the thread that owns the session, then :func:`look`
elsewhere, since a file may have a million lines, then :func:`review` in the first one again. What the customer answers
is for :mod:`vault.customer.bringing`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vault import bundled
from vault.core.errors import ChoiceError, StorageError
from vault.portability.suggestions.concluding import Suggester
from vault.portability.suggestions.suggestion import Confidence as Confidence  # a screen shows them
from vault.portability.suggestions.suggestion import Counts as Counts
from vault.portability.suggestions.suggestion import Evidence as Evidence
from vault.portability.suggestions.suggestion import Suggestion as Suggestion
from vault.portability.takeouts import mapping as mapping_
from vault.portability.takeouts.columns import FIELDS as FIELDS  # a screen that asks for columns names them
from vault.portability.takeouts.mapping import KINDS as KINDS
from vault.portability.takeouts.mapping import ColumnMapping as ColumnMapping
from vault.portability.takeouts.mapping import TableFound as TableFound
from vault.portability.takeouts.opening import Cancel, Never, Opened, open_takeout, shown
from vault.portability.takeouts.purchase import Note, NotUnderstood, Purchase, Reading
from vault.portability.takeouts.readers import SURE, TakeoutReader, read, readers, recognise
from vault.storage import refused_suggestions, takeout_mappings

if TYPE_CHECKING:
    from pathlib import Path

    from vault.core.catalogue import Catalogue, Text
    from vault.customer.session import Session

Progress = Callable[[int, int | None], None]

TABLE = "file"
"""The source of a table that no reader knows."""
_LOOK_EVERY = 128
"""Lines between two looks whether to stop: milliseconds."""
_TELL_EVERY = 2048
"""Lines between two words of how far it is."""


@dataclass(frozen=True)
class Guess:
    """A shop that the file may be of: its reader's name, and its own."""

    name: str
    title: Text


@dataclass(frozen=True)
class NeedsColumns:
    """No reader is sure of this file. The customer says which shop it is of, or which column is which.

    ``proposed`` has a mapping for each of ``tables``, by its name; the ``product`` is missing where none fits.
    """

    tables: tuple[TableFound, ...]
    proposed: Mapping[str, ColumnMapping]
    guesses: tuple[Guess, ...]


@dataclass(frozen=True)
class How:
    """How a file is read: by a reader's name, or with a mapping for each table. ``fingerprints`` are of its tables."""

    reader: str | None = None
    mappings: Mapping[str, ColumnMapping] = field(default_factory=dict)
    fingerprints: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class FileRead:
    """One file of an export, and how many of its lines were read."""

    name: str
    lines: int


@dataclass(frozen=True)
class Underway:
    """How far a reading is: the files of which lines were read, and the ``name`` of the one that is read now with its
    ``share``, from 0 to 1."""

    files: tuple[FileRead, ...]
    name: str
    share: float


@dataclass(frozen=True)
class Looked:
    """What a file says. ``left_out`` lines are about what nothing is concluded of; ``said_nothing`` are cancelled
    orders and the like. ``stamp`` is of the file as it was."""

    path: Path = field(repr=False)
    stamp: tuple[int, int, int]
    how: How
    source: str
    shop: Text
    files: tuple[FileRead, ...]
    read: int
    left_out: int
    said_nothing: int
    not_understood: int
    reasons: tuple[NotUnderstood, ...]
    notes: tuple[Note, ...]
    suggestions: tuple[Suggestion, ...] = field(repr=False)


@dataclass(frozen=True)
class Remembered:
    """What the customer said of earlier files: columns, by the fingerprint of a table, and options never to suggest,
    as pairs of a preference and an option. ``columns`` None is for one who wants to say which column is which, whatever
    is known."""

    columns: Mapping[str, ColumnMapping] | None = field(default_factory=dict)
    refused: frozenset[tuple[str, str]] = field(default=frozenset(), repr=False)


def remembered(session: Session) -> Remembered:
    """What was said before. Columns of which the record is damaged are asked for again."""
    found: dict[str, ColumnMapping] = {}
    refused: set[tuple[str, str]] = set()
    with session.database.read() as reader:
        for each in takeout_mappings.mappings(reader):
            with suppress(StorageError):
                found[each.fingerprint] = mapping_.from_record(each.mapping)
        for said in refused_suggestions.refused_suggestions(reader):
            if said.value is not None and isinstance(said.value.value, tuple):
                refused.update((said.key, option) for option in said.value.value)
    return Remembered(found, frozenset(refused))


def look(
    path: Path,
    catalogue: Catalogue,
    *,
    known: Remembered = Remembered(),
    columns: Mapping[str, ColumnMapping] | None = None,
    shop: str | None = None,
    progress: Progress = lambda done, every: None,
    seen: Callable[[Underway], None] = lambda underway: None,
    cancel: Cancel | None = None,
) -> Looked | NeedsColumns:
    """Read a file, folder or zip, and conclude. For any thread; nothing is written.

    ``known`` is :func:`remembered`; ``columns`` are mappings by the names of tables, and ``shop`` a reader's name, as
    the customer chose. ``progress`` hears how many lines were read, and ``seen`` now and then in which files.

    Raises :class:`ChoiceError` ``cancelled``, ``mapping_unfit`` or ``reader_unknown``, and :class:`StorageError` as
    :func:`open_takeout` and its streams do.
    """
    cancel = cancel or Never()
    with open_takeout(path, cancel) as opened:
        stamp = _stamp(path, opened)
        how = _how(opened, known.columns, columns or {}, shop)
        if isinstance(how, NeedsColumns):
            return how
        reading, reader = reading_of(opened, how)
        suggester = Suggester(catalogue, bundled.read("suggestions/words.json"), known.refused)
        lines = Counter[str]()
        for purchase in heard(reading, progress, cancel):
            suggester.add(purchase)
            lines[purchase.file] += 1
            if reading.read % _TELL_EVERY == 1:
                seen(Underway(_files(lines), *opened.reading))
        return Looked(
            path,
            stamp,
            how,
            reader.name if reader is not None else TABLE,
            reader.title if reader is not None else {"en": shown(path.name)},
            _files(lines),
            reading.read,
            suggester.left_out,
            reading.left_out,
            reading.not_understood,
            tuple(reading.reasons),
            tuple(reading.notes),
            tuple(suggester.conclude()),
        )


def propose_columns(table: TableFound, typed: Mapping[str, str]) -> ColumnMapping:
    """A mapping of ``table``: as proposed, and where ``typed`` gives a column's name its field, that.

    Raises :class:`ChoiceError` ``mapping_unfit`` for a column or a field that is not there.
    """
    proposed = mapping_.propose(table.header, table.sample)
    places = dict(proposed.places)
    for column, wanted in typed.items():
        if wanted not in FIELDS or column not in table.header:
            raise ChoiceError("mapping_unfit")
        place = table.header.index(column)
        places = {name: at for name, at in places.items() if at != place and name != wanted} | {wanted: place}
    if "product" not in places:
        raise ChoiceError("mapping_unfit")
    return ColumnMapping(places, proposed.kind, proposed.currency, proposed.day_first)


def reading_of(opened: Opened, how: How) -> tuple[Reading, TakeoutReader | None]:
    """A reading of an export, once more in the same way, and the reader that it is by.

    Raises :class:`ChoiceError` ``reader_unknown``.
    """
    if how.reader is None:
        return Reading(mapping_.entries(opened, how.mappings, TABLE)), None
    reader = _named(how.reader)
    return read(opened, reader), reader


def heard(reading: Reading, progress: Progress, cancel: Cancel) -> Iterator[Purchase]:
    """Each line, with progress told and a cancel heard. Raises :class:`ChoiceError` ``cancelled``."""
    for number, purchase in enumerate(reading.purchases, 1):
        yield purchase
        if number % _LOOK_EVERY == 0:
            if cancel.is_set():
                raise ChoiceError("cancelled")
            progress(number, None)
    if cancel.is_set():
        raise ChoiceError("cancelled")
    progress(reading.read, reading.read)


@contextmanager
def unchanged(looked: Looked, cancel: Cancel) -> Iterator[Opened]:
    """The same file again. Raises :class:`ChoiceError` ``file_changed`` if it is another by now."""
    with open_takeout(looked.path, cancel) as opened:
        if _stamp(looked.path, opened) != looked.stamp:
            raise ChoiceError("file_changed", file=shown(looked.path.name))
        yield opened


def _files(lines: Mapping[str, int]) -> tuple[FileRead, ...]:
    return tuple(FileRead(name, count) for name, count in sorted(lines.items()))


def _stamp(path: Path, opened: Opened) -> tuple[int, int, int]:
    """How many files an export has, their size together, and when the file or folder itself was changed."""
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        changed = -1  # gone by now: reading says so
    return (len(opened.names), sum(map(opened.size, opened.names)), changed)


def _how(
    opened: Opened, known: Mapping[str, ColumnMapping] | None, columns: Mapping[str, ColumnMapping], shop: str | None
) -> How | NeedsColumns:
    if columns:
        prints = {each.name: each.fingerprint for each in mapping_.tables(opened) if each.name in columns}
        return How(mappings=dict(columns), fingerprints=prints)
    if shop is not None:
        return How(_named(shop).name)
    found = recognise(opened)
    if known is not None and found and found[0].sure >= SURE:
        return How(found[0].reader.name)
    tables = mapping_.tables(opened)
    explained = {
        each.name: mapping
        for each in tables
        if (mapping := (known or {}).get(each.fingerprint)) is not None and mapping_.fits(mapping, len(each.header))
    }
    if explained:
        return How(mappings=explained, fingerprints={each.name: each.fingerprint for each in tables})
    proposed = {each.name: mapping_.propose(each.header, each.sample) for each in tables}
    return NeedsColumns(tables, proposed, tuple(Guess(each.reader.name, each.reader.title) for each in found))


def _named(shop: str) -> TakeoutReader:
    reader = next((each for each in readers() if each.name == shop), None)
    if reader is None:
        raise ChoiceError("reader_unknown")
    return reader
