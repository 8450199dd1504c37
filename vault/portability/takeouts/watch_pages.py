"""YouTube's history where it was given out as a page: one cell a video, read as it comes in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from vault.portability.takeouts.opening import shown
from vault.portability.takeouts.purchase import NotUnderstood, bounded
from vault.portability.takeouts.text_lines import Text

if TYPE_CHECKING:
    from vault.portability.takeouts.opening import Opened

MAX_TAG = 1024**2
"""Letters that the parser may hold: a tag that is never closed is read again with each piece. A style sheet fits."""
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
        for piece in Text(stream).pieces():
            for start in range(0, len(piece), _PIECE):
                parser.feed(piece[start : start + _PIECE])
                yield from parser.taken()
                if len(parser.rawdata) > MAX_TAG:
                    yield NotUnderstood("page_damaged", shown(name), parser.count + 1)
                    return
        parser.finish()
        yield from parser.taken()


class _Cells(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
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
        self.close()
        self._end_cell()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "div" and "outer-cell" in (given.get("class") or ""):
            self._end_cell()
            self._within = True
        elif tag == "a" and self._within:
            self._in_link = True
            self._url = self._url or (given.get("href") or "")[:100]

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._in_link = False

    def handle_data(self, data: str) -> None:
        text = " ".join(data[:2000].split())
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
