"""Target ``csv``: one file with a line for each value, for whoever works in a spreadsheet.

Options: ``file``. A cell that a spreadsheet would take for a formula begins with an apostrophe, and so does what would
be a cell of its own where semicolons part them (:mod:`vault.core.formula_guard`).
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from vault.core.errors import StorageError
from vault.core.formula_guard import guarded
from vault.shop.outward.private_file import alone, replacing, translated, unfinished
from vault.shop.outward.settings import TargetSettings
from vault.shop.outward.target import CustomerProfile, Loss, as_text
from vault.shop.policy import Policy

HEAD: Final = ("customer", "field", "key", "purpose", "precision", "value", "shared", "until")


class CsvFile:
    """The file. It is written anew each time, line by line, so its size does not matter to memory."""

    at_once = 5000

    def __init__(self, settings: TargetSettings) -> None:
        settings.only("file")
        self._path = settings.path("file")

    def send(self, profiles: Sequence[CustomerProfile]) -> None:
        """Put these lines in the place of those of the same customers and fields."""
        new = {(safe(each.number), safe(item.field)) for each in profiles for item in each.items}
        self._write(lambda row: (row[0], row[1]) not in new, _lines(profiles))

    def erase(self, number: str, fields: Sequence[str], *, last: bool) -> None:
        """Leave these lines out. Without a file there is nothing to do."""
        gone = {safe(field) for field in fields}
        if self._path.exists() or unfinished(self._path).exists():
            self._write(lambda row: row[0] != safe(number) or row[1] not in gone, ())

    def losses(self, policy: Policy) -> Sequence[Loss]:
        """It has columns for all but the proof; nothing in it ends by itself."""
        return (Loss.EXPIRY, Loss.PROOF)

    def _write(self, keep: Callable[[list[str]], bool], more: Iterable[Sequence[str]]) -> None:
        with alone(self._path), replacing(self._path) as file:
            out = csv.writer(file)
            out.writerow(HEAD)
            if self._path.exists():
                with translated(self._path), self._path.open(encoding="utf-8", newline="") as former:
                    out.writerows(row for row in self._rows(csv.reader(former)) if keep(row))
            out.writerows(more)

    def _rows(self, rows: Iterable[list[str]]) -> Iterable[list[str]]:
        """The lines under the head. Raises :class:`StorageError` ``target_file_changed``: it is not as we left it."""
        try:
            for place, row in enumerate(rows):
                if len(row) != len(HEAD) or (place == 0 and tuple(row) != HEAD):
                    raise StorageError("target_file_changed", file=self._path.name[:80])
                if place:
                    yield row
        except (ValueError, csv.Error) as problem:
            raise StorageError("target_file_changed", file=self._path.name[:80]) from problem


def safe(text: str) -> str:
    """A cell that no spreadsheet takes for a formula; an empty one stays empty."""
    return guarded(text) if text else text


def _lines(profiles: Sequence[CustomerProfile]) -> Iterable[Sequence[str]]:
    for each in profiles:
        for item in each.items:
            days = (f"{moment:%Y-%m-%d}" for moment in (item.shared, item.until))
            cells = (each.number, item.field, item.key, item.purpose, item.value.precision.word, as_text(item.value))
            yield [*map(safe, cells), *days]
