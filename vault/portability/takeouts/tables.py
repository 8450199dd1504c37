"""Rows of a CSV that somebody else wrote: any usual delimiter, quotes that are never closed, cells without end.

Every cell is text. One that begins with ``=``, ``+``, ``-`` or ``@`` is text too: nothing is ever worked out.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from vault.core.errors import StorageError
from vault.portability.takeouts.opening import shown
from vault.portability.takeouts.purchase import NotUnderstood, bounded
from vault.portability.takeouts.text_lines import Text

if TYPE_CHECKING:
    from vault.portability.takeouts.opening import Opened

MAX_COLUMNS = 500
"""The widest known has 143."""
MAX_ROW_LINES = 200
"""Lines of one row. An address or a message has a few; more means a quote that was never closed."""
MAX_UNCLOSED = 100
"""Such quotes in a file, for each costs reading its lines again."""
MAX_LINE = 1024 * 1024
"""Letters; the rest of a longer line is not read."""
_DELIMITERS = ",;\t|"
_SAMPLE_ROWS = 5


class Table:
    """A CSV file: its header, and its rows once. Close it after use, or use it in a ``with``."""

    def __init__(self, opened: Opened, name: str) -> None:
        """Reads the header. Raises as ``Opened.stream`` does, and ``takeout_columns``."""
        self.name = name
        self.file = shown(name)
        self._stream = opened.stream(name)
        self._text = Text(self._stream)
        self._texts = self._text.pieces()
        self._rest = ""
        self._skipping = False
        self._ended = False
        self._pieces: Iterator[str] = iter(())
        self._number = 0
        self._most = MAX_ROW_LINES
        self._taken: list[str] = []
        self._open = False
        self._delimiter = ","
        try:
            self.header = self._header()
        except BaseException:
            self._stream.close()
            raise

    @property
    def guessed(self) -> bool:
        """Whether the encoding is a guess, as far as the file was read."""
        return self._text.guessed

    def close(self) -> None:
        """Let go of the file."""
        self._stream.close()

    def __enter__(self) -> Table:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def rows(self) -> Iterator[tuple[int, list[str]] | NotUnderstood]:
        """Each row's first line and its cells, as many as the header has; empty rows are passed over."""
        width = len(self.header)
        for found in self._raw():
            if isinstance(found, NotUnderstood):
                yield found
                continue
            line, row = found
            if len(row) == width:
                yield found
            elif not any(row):
                continue
            elif len(row) < width and len(row) * 2 >= width:
                row.extend([""] * (width - len(row)))
                yield found
            elif len(row) > width and not any(row[width:]):
                yield line, row[:width]
            else:
                yield NotUnderstood("row_shape", self.file, line)

    def _header(self) -> tuple[str, ...]:
        while (line := self._first_line()) is not None:
            if line.lower().startswith("sep=") and len(line.rstrip(" ")) == 5:  # a line for Excel
                self._delimiter = line[4]
                line = self._first_line() or ""
                break
            if line.strip():
                self._delimiter = max(_DELIMITERS, key=lambda each: _outside_quotes(line, each))
                break
        if not line or not line.strip():
            return ()
        self._pieces = chain([line], self._pieces)
        self._number -= 1
        for found in self._raw():
            if isinstance(found, NotUnderstood):
                return ()
            if len(found[1]) > MAX_COLUMNS:
                raise StorageError("takeout_columns", file=self.file, limit=MAX_COLUMNS)
            return tuple(bounded(each) for each in found[1])
        return ()

    def _first_line(self) -> str | None:
        line = next(self._pieces, None)
        while line is None:
            if not self._refill():
                return None
            line = next(self._pieces, None)
        self._number += 1
        return line

    def _raw(self) -> Iterator[tuple[int, list[str]] | NotUnderstood]:
        """Rows of any width. ``_taken`` are the lines of the row under way, so that an open quote can be taken back."""
        unclosed = 0
        taken = self._taken
        while True:
            start = self._number
            self._most = start + MAX_ROW_LINES
            try:
                for row in csv.reader(self._feed(), delimiter=self._delimiter):
                    if self._open:
                        break
                    taken.clear()
                    line, start = start + 1, self._number
                    self._most = start + MAX_ROW_LINES
                    yield line, row
                else:
                    if not self._open:
                        return
                code = "quote_open"
            except csv.Error:
                code = "cell_long"
            unclosed += 1
            if unclosed > MAX_UNCLOSED:
                raise StorageError("takeout_quotes", file=self.file)
            self._pieces = chain(taken[1:], self._pieces)
            taken.clear()
            self._number = start + 1
            self._open = False
            yield NotUnderstood(code, self.file, start + 1)

    def _feed(self) -> Iterator[str]:
        taken = self._taken
        while True:
            for line in self._pieces:
                if self._number >= self._most:
                    self._pieces = chain([line], self._pieces)
                    self._open = True
                    return
                self._number += 1
                taken.append(line)
                yield line + "\n"
            if not self._refill():
                self._open = bool(taken)  # the parser wants more, in the middle of a row
                return

    def _refill(self) -> bool:
        while not self._ended:
            text = next(self._texts, None)
            if text is None:
                self._ended = True
                last, self._rest = self._rest, ""
                self._pieces = iter([last] if last else [])
                return bool(last)
            if self._skipping:
                _, found, text = text.partition("\n")
                if not found:
                    continue
                self._skipping = False
                text = "\n" + text
            pieces = (self._rest + text).split("\n")
            self._rest = pieces.pop()
            if len(self._rest) > MAX_LINE:
                self._rest = self._rest[:MAX_LINE]
                self._skipping = True
            if pieces:
                self._pieces = iter(pieces)
                return True
        return False


def _outside_quotes(line: str, delimiter: str) -> int:
    return sum(part.count(delimiter) for part in line.split('"')[::2])
