"""YouTube's history where it was given out as a page: one cell a video, read as it comes in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vault.portability.takeouts.opening import shown
from vault.portability.takeouts.page_tags import EndlessTag, Tag, tags_and_texts
from vault.portability.takeouts.purchase import NotUnderstood, bounded
from vault.portability.takeouts.text_lines import Text

if TYPE_CHECKING:
    from vault.portability.takeouts.opening import Opened

_PIECE = 16 * 1024
_MAX_TEXTS = 40


@dataclass(frozen=True, slots=True)
class Cell:
    """One video: its name, its channel, when as it is written, and whether it was music or an advertisement."""

    place: int
    product: str
    title: str
    said: str
    music: bool
    ad: bool


def is_watch_page(head: bytes) -> bool:
    """Whether a page begins as such a history does: they carry a style sheet with these names, longer than the head."""
    return b"mdl-" in head or b"<title>" in head.lower()


def cells(opened: Opened, name: str) -> Iterator[Cell | NotUnderstood]:
    """Each video. Raises as ``Opened.stream`` does."""
    with opened.stream(name) as stream:
        parser = _Cells()
        try:
            for found in tags_and_texts(_small(Text(stream).pieces())):
                parser.take(found)
                yield from parser.taken()
        except EndlessTag:
            yield NotUnderstood("page_damaged", shown(name), parser.count + 1)
            return
        parser.finish()
        yield from parser.taken()


def _small(pieces: Iterator[str]) -> Iterator[str]:
    for piece in pieces:
        for start in range(0, len(piece), _PIECE):
            yield piece[start : start + _PIECE]


class _Cells:
    def __init__(self) -> None:
        self.count = 0
        self._done: list[Cell] = []
        self._within = False
        self._texts: list[str] = []
        self._links: list[str] = []
        self._in_link = False
        self._url = ""

    def taken(self) -> list[Cell]:
        """The cells that ended since the last time."""
        done, self._done = self._done, []
        return done

    def finish(self) -> None:
        """The file has ended."""
        self._end_cell()

    def take(self, found: Tag | str) -> None:
        """One tag or text."""
        if isinstance(found, str):
            self._take_text(found)
        elif found.name == "div" and "outer-cell" in found.given.get("class", ""):
            self._end_cell()
            self._within = True
        elif found.name == "a" and self._within:
            self._in_link = True
            self._url = self._url or found.given.get("href", "")[:100]
        elif found.name == "/a":
            self._in_link = False

    def _take_text(self, data: str) -> None:
        text = " ".join(data.split())
        if not self._within or not text or len(self._texts) >= _MAX_TEXTS:
            return
        self._texts.append(text)
        if self._in_link:
            self._links.append(text)

    def _end_cell(self) -> None:
        if self._within:
            self.count += 1
            said = next((each for each in self._texts[1:] if each not in self._links and _has_year(each)), "")
            product = self._links[0] if self._links and "youtube.com/watch" in self._url else ""
            channel = self._links[1] if len(self._links) > 1 else ""
            music = bool(self._texts) and self._texts[0] == "YouTube Music"
            ad = any("Google Ads" in each for each in self._texts)
            self._done.append(Cell(self.count, bounded(product), channel, said, music, ad))
        self._within = False
        self._texts, self._links, self._url = [], [], ""


def _has_year(text: str) -> bool:
    return any(part.strip(",.").isdigit() and len(part.strip(",.")) == 4 for part in text.split()[:4])
