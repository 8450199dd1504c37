"""Suggestions, and the lines they stand on, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QObject

from vault.core.catalogue import Type
from vault.core.plain_text import breakable
from vault.core.value import Value
from vault.core.wording import describe, in_language, written_number
from vault.desktop.import_state import (
    Answered,
    Change,
    DoneState,
    EvidenceLine,
    FileLine,
    FilesState,
    ImportState,
    OpenedRow,
    Stage,
    SuggestionLine,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from vault.core.catalogue import Catalogue, Entry
    from vault.core.sentences import Sentences
    from vault.customer.bringing import Brought
    from vault.customer.reviewing import Suggested
    from vault.customer.suggesting import Evidence, FileRead, Looked, Underway

FIRST = 3
"""Lines that are shown before all are asked for."""


class ImportWords(QObject):
    """Words of the page of suggestions."""

    def __init__(self, sentences: Sentences, catalogue: Catalogue, parent: QObject) -> None:
        super().__init__(parent)
        self._sentences, self._catalogue = sentences, catalogue
        self._locale = QLocale(sentences.language)

    def title(self, looked: Looked) -> str:
        """What the page is called."""
        shop = in_language(looked.shop, self._sentences.language)
        said = (
            self.tr("Suggestions from {file}")
            if looked.how.reader is None
            else self.tr("Suggestions from your {shop} file")
        )
        return said.format(file=shop, shop=shop)

    def line(
        self, each: Suggested, answered: Answered, own: Value | None = None, opened: OpenedRow | None = None
    ) -> SuggestionLine:
        """A row. ``own`` is the customer's own value in its place."""
        entry = self._catalogue.entry(each.suggestion.key)
        suggested = each.suggestion.value if own is None else own
        return SuggestionLine(
            each.id,
            self.name(each),
            self._values(entry, suggested),
            self._said(entry, suggested),
            each.suggestion.level,
            self._counted(each),
            self._standing(entry, each),
            answered,
            own is not None,
            opened,
        )

    def name(self, each: Suggested) -> str:
        """What is suggested: ``Shoe size``, or with a brand ``Shoe size at Volta``."""
        label = in_language(self._catalogue.entry(each.suggestion.key).label, self._sentences.language)
        brand = each.suggestion.brand
        return label if brand is None else self._say("at_brand", label=label, brand=breakable(brand))

    def opened(self, each: Suggested, change: Change | None, *, all_shown: bool) -> OpenedRow:
        """What stands below the row."""
        rows, of = each.suggestion.rows, each.suggestion.counts.of
        shown = rows if all_shown else rows[:FIRST]
        show_all = ""
        if len(shown) < len(rows):
            whole = self.tr("Show all {count} lines") if len(rows) >= of else self.tr("Show the newest {count} lines")
            show_all = whole.format(count=len(rows))
        left = of - len(rows) if all_shown or len(rows) <= FIRST else 0
        older = self._say("more_lines", count=left) if left > 0 else ""
        entry = self._catalogue.entry(each.suggestion.key)
        lines = tuple(self._evidence(entry, row) for row in shown)
        return OpenedRow(self._detail(entry), lines, show_all, older, each.may_refuse, change)

    def done(self, title: str, brought: Brought, taken: tuple[str, ...]) -> ImportState:
        """What came of it. ``taken`` is what was accepted."""
        lines = [self._say("refused", count=brought.refused)] if brought.refused else []
        kept = (
            self._say("lines_kept", count=brought.lines) if brought.lines else self.tr("Nothing of the file is kept.")
        )
        said = self.tr("Nothing was added") if not brought.added else self.tr("Added to your preferences")
        done = DoneState(said, taken if brought.added else (), (*lines, kept))
        return ImportState(Stage.DONE, title, done=done)

    def files(self, looked: Looked) -> FilesState:
        """The files as they were read, and what could not be."""
        said = [self._sentences.say("takeouts", each.code, file=each.file) for each in looked.notes]
        if looked.said_nothing:
            said.append(self._say("said_nothing", count=looked.said_nothing))
        problems, reasons = "", []
        if looked.not_understood:
            read = self._say("read", count=looked.read).rstrip(".")
            problems = f"{read}, {self._say('not_understood', count=looked.not_understood).rstrip(':')}"
            reasons = [
                f"{self._say('where', file=each.file, line=each.line)}: {self._sentences.say('takeouts', each.code)}"
                for each in looked.reasons
            ]
            more = looked.not_understood - len(looked.reasons)
            if more > 0:
                reasons.append(self._say("more_lines", count=more))
        else:
            said.insert(0, self._say("read", count=looked.read))
        return FilesState(tuple(map(self._file, looked.files)), tuple(said), problems, tuple(reasons))

    def reading(self, underway: Underway | None, file: str) -> FilesState:
        """The files as far as they are read; before anything is, the one that was chosen."""
        if underway is None:
            return FilesState((FileLine(breakable(file), "", 0),), reading=True)
        percent = round(100 * underway.share)
        lines = tuple(
            FileLine(_last(each.name), self.lines(each.lines), percent if each.name == underway.name else None)
            for each in underway.files
        )
        if underway.name and underway.name not in {each.name for each in underway.files}:
            lines = (*lines, FileLine(_last(underway.name), "", percent))
        return FilesState(lines, reading=True)

    def lines(self, count: int) -> str:
        """``183 lines``."""
        return self.tr("1 line") if count == 1 else self.tr("{count} lines").format(count=count)

    def left_out(self, count: int) -> str:
        """What is said of lines of which nothing is concluded."""
        return self._say("left_out", count=count) if count else ""

    def _file(self, each: FileRead) -> FileLine:
        return FileLine(_last(each.name), self.lines(each.lines))

    def _say(self, code: str, **facts: str | int) -> str:
        return self._sentences.say("suggestions", code, **facts)

    def _said(self, entry: Entry, value: Value) -> str:
        return breakable(describe(entry, value, self._sentences.language))

    def _values(self, entry: Entry, value: Value) -> tuple[str, ...]:
        """Each option by itself, so that what has no room is a number."""
        whole = self._said(entry, value)
        return tuple(whole.split(", ")) if isinstance(value.value, tuple) else (whole,)

    def _counted(self, each: Suggested) -> str:
        """``9 of 11 purchases, 1 returned  ·  likely``."""
        counts = each.suggestion.counts
        said = self._say("purchases", kept=counts.kept, of=counts.of)
        if counts.returned:
            said = f"{said}, {self._say('returned', count=counts.returned)}"
        return f"{said}  ·  {self._say(each.suggestion.confidence.value)}"

    def _standing(self, entry: Entry, each: Suggested) -> str:
        if each.kept is None:
            return ""
        kept, becomes = (self._said(entry, value) for value in (each.kept, each.becomes))
        return self._say("have") if each.standing.value == "have" else self._say("becomes", kept=kept, becomes=becomes)

    def _detail(self, entry: Entry) -> str:
        if entry.type is Type.SIZE:
            return self.tr("Size")
        return self.tr("Price") if entry.type is Type.RANGE else self.tr("Detail")

    def _evidence(self, entry: Entry, row: Evidence) -> EvidenceLine:
        when = self._say("without_date") if row.at is None else self._date(row.at)
        said = ([self._written(entry, row.detail)] if row.detail else []) + (
            [self._say("returned_line")] if row.returned else []
        )
        return EvidenceLine(when, breakable(row.product), breakable(", ".join(said)), row.speaks)

    def _written(self, entry: Entry, detail: str) -> str:
        """A price or a size as it is written: ``120.95 EUR`` is ``€ 120,95`` in Dutch."""
        number, _, unit = detail.partition(" ")
        if entry.type is Type.RANGE and unit:
            return describe(entry, Value(minimum=number, maximum=number, unit=unit), self._sentences.language)
        return written_number(detail, self._sentences.language) if entry.type is Type.SIZE else detail

    def _date(self, day: date) -> str:
        return self._locale.toString(QDate(day.year, day.month, day.day), "d MMM yyyy")


def names_of(lines: Sequence[SuggestionLine]) -> tuple[str, ...]:
    """Each with its value: ``Shoe size: EU 43``."""
    return tuple(f"{each.name}: {each.value}" for each in lines)


def _last(name: str) -> str:
    """The name of a file without its folders."""
    return breakable(name.rsplit("/", 1)[-1])
