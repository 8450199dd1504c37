"""Items of a long list in a JSON file, one at a time, with a bound on each.

The standard library's parser reads an item; this module finds where the next one begins. It has no parser of its own,
and none in C that texts from outside could break.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from json import JSONDecodeError, JSONDecoder
from typing import TYPE_CHECKING, Any, NoReturn

from vault.core.errors import StorageError
from vault.portability.takeouts.opening import shown
from vault.portability.takeouts.purchase import NotUnderstood
from vault.portability.takeouts.text_lines import Text

if TYPE_CHECKING:
    from vault.portability.takeouts.opening import Opened

MAX_ITEM = 1024**2
"""Letters of one item; the largest known has some thousand. Memory holds one at a time."""
MAX_DEPTH = 4
"""Levels that are laid flat as columns: ``purchase.productInfo.name``."""
_LISTS_WITHIN = 3
"""Objects around a list."""
_LOOK_AHEAD = 2_000
"""Items within which a list of objects has to begin."""
_CUT = 16
"""Letters before the end where a parser may complain only because more is to come."""
_SPACE = " \t\r\n"


def items(opened: Opened, name: str, path: str = "item") -> Iterator[tuple[int, Any] | NotUnderstood]:
    """Each item and its place from 1; numbers in it are texts. ``path`` is ``item`` for the items of a list,
    ``tracks.item`` for those of a list in an object, ``""`` for the whole.

    A damaged file gives what is before the damage, then one :class:`NotUnderstood` ``json_damaged``. Raises
    :class:`StorageError` ``takeout_item_large``, and as ``Opened.stream`` does.
    """
    with opened.stream(name) as stream, closing(Text(stream).pieces()) as pieces:
        cursor = _Cursor(pieces, shown(name))
        place = 0
        try:
            if not path:
                yield 1, cursor.value()
                return
            for found, item in cursor.walk():
                if found == path:
                    place += 1
                    yield place, item
            cursor.end()
        except (ValueError, RecursionError):  # what a damaged text raises, a number of a million digits too
            yield NotUnderstood("json_damaged", shown(name), place + 1)


def list_path(opened: Opened, name: str) -> str | None:
    """Where the first list of objects is: ``item``, ``orders.item``; ``""`` of one object; None where there is none."""
    with opened.stream(name) as stream, closing(Text(stream).pieces()) as pieces:
        cursor = _Cursor(pieces, shown(name))
        single = None
        try:
            single = "" if cursor.peek() == "{" else None
            for count, (path, item) in enumerate(cursor.walk()):
                if isinstance(item, dict):
                    return path
                if count > _LOOK_AHEAD:
                    break
        except (ValueError, RecursionError):
            return single
        return single


def flat(item: Any, before: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """The texts and numbers of an item with their way there as a column's name; of a list, its first."""
    if isinstance(item, dict) and depth < MAX_DEPTH:
        for key, value in item.items():
            yield from flat(value, f"{before}.{key}" if before else key, depth + 1)
    elif isinstance(item, list) and item and depth < MAX_DEPTH:
        yield from flat(item[0], before, depth + 1)
    elif isinstance(item, str):
        yield before, item


def text_at(item: Any, *path: str) -> str:
    """The text or number at a way of keys; empty where there is none."""
    for key in path:
        if isinstance(item, list):
            item = item[0] if item else None
        if not isinstance(item, dict):
            return ""
        item = item.get(key)
    return item if isinstance(item, str) else ""


def _no_constant(_: str) -> NoReturn:
    raise ValueError("constant")


_DECODER = JSONDecoder(parse_float=str, parse_int=str, parse_constant=_no_constant, strict=False)


class _Cursor:
    """A place in a text that comes in pieces. Its methods raise :class:`ValueError` for what is no JSON."""

    def __init__(self, pieces: Iterator[str], name: str) -> None:
        self._pieces = pieces
        self._name = name
        self._text = ""
        self._at = 0

    def walk(self, path: str = "", depth: int = 0) -> Iterator[tuple[str, Any]]:
        """Every item of every list, with the way to it; the rest is passed over."""
        opening = self.peek()
        if opening == "[":
            way = f"{path}.item" if path else "item"
            for _ in self._parts("]"):
                yield way, self.value()
        elif opening == "{" and depth < _LISTS_WITHIN:
            for _ in self._parts("}"):
                key = self.value()
                if not isinstance(key, str) or self.peek() != ":":
                    raise ValueError("key")
                self._at += 1
                yield from self.walk(f"{path}.{key}" if path else key, depth + 1)
        else:
            self.value()

    def _parts(self, end: str) -> Iterator[None]:
        """Stops before each part of a list or an object, whose bracket is next."""
        self._at += 1
        if self.peek() == end:
            self._at += 1
            return
        while True:
            yield
            after = self.peek()
            self._at += 1
            if after == end:
                return
            if after != ",":
                raise ValueError("part")

    def peek(self) -> str:
        """The next letter that is no space; empty at the end."""
        while True:
            while self._at < len(self._text):
                letter = self._text[self._at]
                if letter not in _SPACE:
                    return letter
                self._at += 1
            if not self._more(1):
                return ""

    def value(self) -> Any:
        """The next value. Raises :class:`StorageError` ``takeout_item_large`` too."""
        self.peek()
        while True:
            problem = None
            try:
                found, end = _DECODER.raw_decode(self._text, self._at)
                if end < len(self._text) and not self._number_goes_on(end):
                    self._at = end
                    return found
            except JSONDecodeError as raised:
                problem = raised
                if raised.pos < len(self._text) - _CUT and not raised.msg.startswith("Unterminated"):
                    raise
            if not self._more(len(self._text) - self._at):
                if problem is not None:
                    raise problem
                self._at = end
                return found

    def _number_goes_on(self, end: int) -> bool:
        """Whether a number was cut within its fraction or exponent, where its front is a number too."""
        return self._text[end] in ".eE" and len(self._text) - end < _CUT

    def end(self) -> None:
        """Nothing may follow."""
        if self.peek():
            raise ValueError("more")

    def _more(self, wanted: int) -> bool:
        """Take as many letters again as there are, so that a long item is not parsed too often."""
        left = len(self._text) - self._at
        if left > MAX_ITEM:
            raise StorageError("takeout_item_large", file=self._name, limit=MAX_ITEM // 1024**2)
        taken = [self._text[self._at :]]
        count = 0
        while count < wanted and (piece := next(self._pieces, None)) is not None:
            taken.append(piece)
            count += len(piece)
        self._text = "".join(taken)
        self._at = 0
        return count > 0
