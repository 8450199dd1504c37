"""Which reader fits an export, and reading with it. Ours, and those that other packages bring as entry points.

An entry point of the group ``preference_vault.takeouts`` names a class without parameters that is a
:class:`TakeoutReader`. No other package takes a name of ours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import Final, Protocol

from vault.core.errors import StorageError, VaultError
from vault.portability.takeouts.opening import Listing, Opened
from vault.portability.takeouts.purchase import Entry, Reading

GROUP: Final = "preference_vault.takeouts"
OURS: Final = {
    "amazon": "vault.portability.takeouts.amazon:Amazon",
    "bol": "vault.portability.takeouts.shops:Bol",
    "zalando": "vault.portability.takeouts.shops:Zalando",
    "spotify": "vault.portability.takeouts.spotify:Spotify",
    "netflix": "vault.portability.takeouts.netflix:Netflix",
    "google": "vault.portability.takeouts.google:Google",
    "apple": "vault.portability.takeouts.apple:Apple",
}
SURE: Final = 90
"""From here on a reader knows its own; below it the person is asked."""
_PROGRESS_EVERY = 500


class TakeoutReader(Protocol):
    """Reads what one shop gives out. Local only: a reader has no business with the network."""

    name: str
    """Short and stable; it is ``Purchase.source``."""
    title: Mapping[str, str]
    """The shop's name by language; ``en`` is there."""

    def recognises(self, listing: Listing) -> int:
        """How sure it is that an export is its shop's, from 0 to 100, by names of files and their first bytes."""

    def read(self, opened: Opened) -> Iterator[Entry]:
        """Every line. ``opened`` bounds what is read, and hears a cancel whenever it is read from."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A reader that may fit, and how sure it is, from 1 to 100."""

    reader: TakeoutReader
    sure: int


@cache
def readers() -> tuple[TakeoutReader, ...]:
    """Ours first, then those of other packages by name. One that fails to load is passed over."""
    found: dict[str, TakeoutReader] = {name: _made(where) for name, where in OURS.items()}
    for each in sorted(entry_points(group=GROUP), key=lambda each: each.name):
        try:
            if each.name not in found:
                found[each.name] = each.load()()
        except Exception:  # noqa: S112  # another package's code; a reader less is no reason to read nothing
            continue
    return tuple(found.values())


def _made(where: str) -> TakeoutReader:
    module, _, name = where.partition(":")
    made: TakeoutReader = getattr(import_module(module), name)()
    return made


def recognise(opened: Opened) -> tuple[Recognised, ...]:
    """The readers that may fit, the surest first. None fits: see :mod:`vault.portability.takeouts.mapping`.

    Raises what ``Opened.stream`` does.
    """
    found = []
    for reader in readers():
        try:
            sure = reader.recognises(opened)
        except VaultError:
            raise
        except Exception as problem:
            raise _failed(reader, problem) from problem
        if sure > 0:
            found.append(Recognised(reader, min(sure, 100)))
    return tuple(sorted(found, key=lambda each: -each.sure))


def read(opened: Opened, reader: TakeoutReader, progress: Callable[[int, int | None], None] | None = None) -> Reading:
    """Read an export. ``progress`` is told how many lines were seen; how many there are nobody knows before.

    Iterating raises what ``Opened.stream`` does, and :class:`StorageError` ``takeout_reader_failed``.
    """
    return Reading(_told(_guarded(reader, opened), progress))


def _guarded(reader: TakeoutReader, opened: Opened) -> Iterator[Entry]:
    try:
        yield from reader.read(opened)
    except VaultError:
        raise
    except Exception as problem:
        raise _failed(reader, problem) from problem


def _told(entries: Iterator[Entry], progress: Callable[[int, int | None], None] | None) -> Iterator[Entry]:
    if progress is None:
        yield from entries
        return
    count = 0
    for count, entry in enumerate(entries, 1):
        yield entry
        if count % _PROGRESS_EVERY == 0:
            progress(count, None)
    progress(count, count)


def _failed(reader: TakeoutReader, problem: Exception) -> StorageError:
    """A reader that raises what it must not. Its text may hold the line, so only its kind is told."""
    return StorageError("takeout_reader_failed", reader=reader.name[:40], kind=type(problem).__name__)
