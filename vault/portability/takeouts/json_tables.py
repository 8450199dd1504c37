"""A JSON list as a table: the ways of keys are its columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from vault.portability.takeouts.json_lists import flat, items, list_path
from vault.portability.takeouts.opening import shown
from vault.portability.takeouts.purchase import NotUnderstood, bounded
from vault.portability.takeouts.tables import MAX_COLUMNS

if TYPE_CHECKING:
    from vault.portability.takeouts.opening import Opened

_LOOKED_AT = 50
"""Items whose keys make the header."""


class JsonTable:
    """Like :class:`vault.portability.takeouts.tables.Table`. ``header`` is empty where there is no list of objects."""

    guessed = False

    def __init__(self, opened: Opened, name: str) -> None:
        self.name = name
        self.file = shown(name)
        self._opened = opened
        self._path = list_path(opened, name)
        self.header: tuple[str, ...] = ()
        if self._path is not None:
            keys: dict[str, None] = {}
            for found in islice(items(opened, name, self._path), _LOOKED_AT):
                if not isinstance(found, NotUnderstood) and isinstance(found[1], dict):
                    around, lines = _parts(found[1])
                    texts = islice(chain(flat(around), flat(lines[0])), MAX_COLUMNS)
                    keys.update(dict.fromkeys(bounded(key) for key, _ in texts))
            self.header = tuple(keys)[:MAX_COLUMNS]

    def rows(self) -> Iterator[tuple[int, list[str]] | NotUnderstood]:
        """Each item's place and its cells."""
        if self._path is None:
            return
        places = {key: place for place, key in enumerate(self.header)}
        for found in items(self._opened, self.name, self._path):
            if isinstance(found, NotUnderstood):
                yield found
                continue
            place, item = found
            if not isinstance(item, dict):
                yield NotUnderstood("row_shape", self.file, place)
                continue
            around, lines = _parts(item)
            shared = _filled([""] * len(self.header), around, places)
            for line in lines:
                yield place, _filled(shared.copy(), line, places)

    def __enter__(self) -> JsonTable:
        return self

    def __exit__(self, *_: object) -> None:
        return None


def _parts(item: dict[str, Any]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What an order says once, and each of its lines, where it has a list of them; anything else is one line."""
    for key, value in item.items():
        if isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
            return {name: each for name, each in item.items() if name != key}, [{key: each} for each in value]
    return {}, [item]


def _filled(row: list[str], record: dict[str, Any], places: Mapping[str, int]) -> list[str]:
    """The row with the texts of a record where there are none yet."""
    for key, value in flat(record):
        at = places.get(key)
        if at is not None and not row[at]:
            row[at] = value
    return row
