"""A long reading in parts, so that each can be opened, printed and typeset by itself. Together they have everything."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from vault.portability.locking import SUFFIX
from vault.portability.reading_words import WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from vault.core.sentences import Sentences
    from vault.portability.reading import Reading, Row, Section

OF_A_ROW: Final = 80
"""Letters that a row, or a heading, costs beside its own: its cells have to be placed, drawn and tagged."""


def in_parts(reading: Reading, most: int, sentences: Sentences) -> tuple[Reading, ...]:
    """The reading in parts of at most ``most`` letters, but for a row that has more. What fits stays as it is.

    A part begins with the headings that it is under, so that each has a whole outline of its own.
    """
    cut = _Cut(most, lambda title: sentences.say(WORDS, "continued", title=title))
    for section in reading.sections:
        cut.add(section)
    if len(cut.parts) == 1:
        return (reading,)
    count = len(cut.parts)
    return tuple(
        replace(
            reading,
            title=sentences.say(WORDS, "part", title=reading.title, number=number, of=count),
            about=(*reading.about, sentences.say(WORDS, "parts", of=count)),
            sections=tuple(sections),
        )
        for number, sections in enumerate(cut.parts, 1)
    )


def numbered(name: str, number: int) -> str:
    """What the file of a part is called: ``read.pdf``, ``read-2.pdf``; of a locked one ``read-2.pdf.age``."""
    if number == 1:
        return name
    locked = SUFFIX if name.endswith(SUFFIX) else ""
    bare = PurePath(name.removesuffix(locked))
    return f"{bare.stem}-{number}{bare.suffix}{locked}"


class _Cut:
    """Parts as they are filled; ``again`` makes the title of a section that goes on from the part before."""

    def __init__(self, most: int, again: Callable[[str], str]) -> None:
        self.parts: list[list[Section]] = [[]]
        self._most, self._room, self._title = most, most, again
        self._above: list[Section] = []
        self._fresh = True
        """Whether nothing but headings of before is in the last part: then it takes whatever comes."""

    def add(self, section: Section) -> None:
        """Put a section into the last part, and into new ones as far as it has no room."""
        self._above = [each for each in self._above if each.level < section.level]
        end = self._end(section, 0)
        if end == 0 and not self._fresh and (section.rows or self._room < OF_A_ROW):
            self._begin(self._taken_along())
            end = self._end(section, 0)
        self._put(section if end == len(section.rows) else replace(section, rows=section.rows[:end]))
        self._above.append(section)
        while (start := end) < len(section.rows):
            self._begin([])
            self.parts[-1].pop()  # the section itself goes on with its rows
            end = self._end(section, start)
            self._put(self._again(section, section.rows[start:end]))

    def _put(self, section: Section) -> None:
        self.parts[-1].append(section)
        self._room -= _heading(section) + sum(map(_letters, section.rows))
        self._fresh = False

    def _begin(self, taken: list[Section]) -> None:
        """A new part, under the headings of before; those of ``taken`` have not begun yet."""
        before = self._above[: len(self._above) - len(taken)]
        self.parts.append([*(self._again(each, ()) for each in before), *taken])
        self._room, self._fresh = self._most, True

    def _again(self, section: Section, rows: tuple[Row, ...]) -> Section:
        return replace(section, title=self._title(section.title), said=(), rows=rows)

    def _taken_along(self) -> list[Section]:
        """The headings at the end of a part that nothing came under yet, taken from it: they go where their rows go."""
        part = self.parts[-1]
        found: list[Section] = []
        for heading in reversed(self._above):
            if len(part) == 1 or part[-1] is not heading or heading.rows:
                break
            found.insert(0, part.pop())
        return found

    def _end(self, section: Section, start: int) -> int:
        """How far the rows from ``start`` on have room under their heading."""
        left = self._room - _heading(section)
        for end in range(start, len(section.rows)):
            left -= _letters(section.rows[end])
            if left < 0:
                return max(end, start + self._fresh)
        return len(section.rows)


def _heading(section: Section) -> int:
    return OF_A_ROW + sum(map(len, (section.title, *section.said)))


def _letters(row: Row) -> int:
    return OF_A_ROW + sum(map(len, (row.name, row.text, *row.more)))
