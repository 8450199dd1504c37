"""What an export says to people: sections with headings and rows of words. The page and the PDF are both made of it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what it is called, what it is, and what else there is to say of it, a sentence each."""

    name: str
    text: str
    more: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return "Row(…)"


@dataclass(frozen=True)
class Section:
    """A heading of ``level`` 2 or 3, sentences under it, and rows whose columns ``heads`` names."""

    title: str
    level: int = 2
    said: tuple[str, ...] = field(default=(), repr=False)
    heads: tuple[str, str, str] = ("", "", "")
    rows: tuple[Row, ...] = field(default=(), repr=False)
    listed: bool = True
    """Whether the list of contents names it; the months of a history would make that as long as the history."""

    @property
    def columns(self) -> int:
        """How many of the three columns say anything: the last one is often not needed."""
        return 3 if any(row.more for row in self.rows) else 2


@dataclass(frozen=True)
class Reading:
    """An export as it is read. ``language`` is a tag as in HTML; ``words`` are those of the page itself, by code."""

    title: str
    language: str
    about: tuple[str, ...]
    sections: tuple[Section, ...] = field(repr=False)
    contents: str
    skip: str

    def texts(self) -> frozenset[str]:
        """Every text on it, to look something up in."""
        found = {self.title, *self.about}
        for section in self.sections:
            found |= {section.title, *section.said, *section.heads}
            for row in section.rows:
                found |= {row.name, row.text, *row.more}
        return frozenset(found)
