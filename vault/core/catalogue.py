"""The catalogue: every preference that can be kept and asked for, parsed from ``resources/catalogue``.

The files are data for people and programs alike; ``resources/schema/catalogue.schema.json`` describes them. Here they
become frozen values, and what the schema cannot say (references between ids, ladders that only get coarser) is
checked, because a catalogue may come from anywhere.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from vault.core.errors import ChoiceError, PolicyError
from vault.core.sensitivity import Level, level_named
from vault.core.value import Precision, precision_named

Text = Mapping[str, str]
"""A text for people: language tag (``en``, ``nl``) to sentence."""


class Type(StrEnum):
    """What kind of answer a preference takes."""

    CHOICE = "choice"
    CHOICES = "choices"
    SIZE = "size"
    NUMBER = "number"
    RANGE = "range"
    YES_NO = "yes_no"
    SCALE = "scale"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose. ``category`` is the broader term that stands for it one step coarser."""

    id: str
    label: Text
    category: str | None = None
    level: Level | None = None


@dataclass(frozen=True)
class Category:
    """A broader term. For numbers, ``low`` (inclusive) to ``high`` (exclusive) say which values it covers."""

    id: str
    label: Text
    level: Level | None = None
    low: str | None = None
    high: str | None = None


@dataclass(frozen=True)
class SizeTable:
    """One size in several systems. ``rows`` hold the same size in each; not every system names every row."""

    id: str
    systems: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]
    groups: tuple[tuple[int, int], ...]
    """First and last row of each range step. Fixed groups: a window around the value would give its middle away."""
    categories: tuple[tuple[str, int, int], ...]
    """(category id, first row, last row)."""
    source: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One preference of the catalogue.

    ``ladder`` runs from the finest step to the coarsest. ``purposes`` maps a purpose to the finest precision it needs.
    """

    key: str
    topic: str
    label: Text
    help: Text
    type: Type
    level: Level
    ladder: tuple[Precision, ...]
    purposes: Mapping[str, Precision]
    page: str
    options: tuple[Option, ...] = ()
    categories: tuple[Category, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()
    unit: str | None = None
    low: str | None = None
    high: str | None = None
    step: str | None = None
    """Numbers and ranges: the finest difference that can be typed."""
    bin: str | None = None
    """Numbers and ranges: the width of the fixed groups of the range step."""
    table: SizeTable | None = None
    identifiers: Mapping[str, str] = field(default_factory=dict)
    objection: tuple[str, ...] = ()
    """Options that say no to being contacted: an objection (GDPR art. 21), not a consent."""

    def option(self, option_id: str) -> Option | None:
        """The option with this id, or None."""
        return next((option for option in self.options if option.id == option_id), None)

    def category(self, category_id: str) -> Category | None:
        """The category with this id, or None."""
        return next((category for category in self.categories if category.id == category_id), None)


@dataclass(frozen=True)
class Topic:
    """A group of preferences, as the customer sees them."""

    id: str
    label: Text
    icon: str
    sealed: bool


@dataclass(frozen=True)
class Combination:
    """Keys that together say more than each alone: ``at_least`` of them in one share raise those to ``level``."""

    id: str
    keys: frozenset[str]
    at_least: int
    level: Level
    why: Text


@dataclass(frozen=True)
class Purpose:
    """A purpose of the W3C Data Privacy Vocabulary. ``refused`` ones (advertising, sale, scoring ...) never pass."""

    id: str
    label: Text
    refused: bool


@dataclass(frozen=True)
class Catalogue:
    """All preferences, by key and in the order of the files."""

    version: str
    purposes: Mapping[str, Purpose]
    topics: tuple[Topic, ...]
    entries: Mapping[str, Entry]
    combinations: tuple[Combination, ...]

    def entry(self, key: str) -> Entry:
        """The preference named ``key``. Raises :class:`ChoiceError` ``key_unknown``."""
        found = self.entries.get(key)
        if found is None:
            raise ChoiceError("key_unknown", key=key[:80])
        return found


def parse(index: bytes, topics: Sequence[bytes], sizes: bytes) -> Catalogue:
    """Read a catalogue from the bytes of ``index.json``, of each topic's file and of ``sizes.json``.

    Raises :class:`PolicyError` ``catalogue_damaged`` with the place, if anything is missing, unknown or inconsistent.
    """
    try:
        head = json.loads(index)
        tables = {table["id"]: _table(table) for table in json.loads(sizes)["tables"]}
        parsed = [
            _entry(entry, topic["topic"], tables) for topic in map(json.loads, topics) for entry in topic["preferences"]
        ]
        entries = {entry.key: entry for entry in parsed}
        named = tuple(Topic(t["id"], t["label"], t["icon"], t.get("sealed", False)) for t in head["topics"])
        purposes = {p["id"]: Purpose(p["id"], p["label"], p["refused"]) for p in head["purposes"]}
        combinations = tuple(
            Combination(c["id"], frozenset(c["keys"]), c["at_least"], level_named(c["level"]), c["why"])
            for c in head["combinations"]
        )
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise PolicyError("catalogue_damaged", where=repr(problem)[:120]) from problem
    topic_ids = {topic.id for topic in named}
    _require(len(entries) == len(parsed), "duplicate key")
    _require(len(topic_ids) == len(named), "duplicate topic")
    for entry in parsed:
        _require(entry.topic in topic_ids, entry.key)
        for purpose, needed in entry.purposes.items():
            _require(purpose in purposes and not purposes[purpose].refused, f"{entry.key}: {purpose}")
            _require(needed in entry.ladder, f"{entry.key}: {purpose}")
    for combination in combinations:
        _require(combination.keys <= entries.keys(), combination.id)
        _require(1 < combination.at_least <= len(combination.keys), combination.id)
    return Catalogue(head["version"], purposes, named, entries, combinations)


def _require(holds: bool, where: str) -> None:
    if not holds:
        raise PolicyError("catalogue_damaged", where=where)


def _table(found: dict[str, Any]) -> SizeTable:
    systems = tuple(found["systems"])
    rows = tuple(dict(zip(systems, row, strict=True)) for row in found["rows"])
    rows = tuple({system: size for system, size in row.items() if size is not None} for row in rows)
    return SizeTable(
        found["id"],
        systems,
        rows,
        tuple((first, last) for first, last in found["groups"]),
        tuple((category["id"], category["rows"][0], category["rows"][1]) for category in found["categories"]),
        found["source"],
    )


def _entry(found: dict[str, Any], topic: str, tables: Mapping[str, SizeTable]) -> Entry:
    entry = Entry(
        key=found["key"],
        topic=topic,
        label=found["label"],
        help=found["help"],
        type=Type(found["type"]),
        level=level_named(found["level"]),
        ladder=tuple(map(precision_named, found["ladder"])),
        purposes={purpose: precision_named(step) for purpose, step in found["purposes"].items()},
        page=found["page"],
        options=tuple(map(_option, found.get("options", ()))),
        categories=tuple(map(_category, found.get("categories", ()))),
        groups=tuple(map(tuple, found.get("groups", ()))),
        unit=found.get("unit"),
        low=found.get("low"),
        high=found.get("high"),
        step=found.get("step"),
        bin=found.get("bin"),
        table=tables[found["table"]] if "table" in found else None,
        identifiers=found.get("identifiers", {}),
        objection=tuple(found.get("objection", ())),
    )
    _check_ladder(entry)
    return entry


def _option(found: dict[str, Any]) -> Option:
    level = level_named(found["level"]) if "level" in found else None
    return Option(found["id"], found["label"], found.get("category"), level)


def _category(found: dict[str, Any]) -> Category:
    level = level_named(found["level"]) if "level" in found else None
    return Category(found["id"], found["label"], level, found.get("low"), found.get("high"))


def _check_ladder(entry: Entry) -> None:
    """A ladder starts at exact, only gets coarser, and every step has what it needs to be computed.

    A category or group of one answer is that answer under another name, so it is no coarser step.
    """
    _require((entry.type is Type.SIZE) == (entry.table is not None), entry.key)
    _require(set(entry.objection) <= {option.id for option in entry.options}, entry.key)
    if entry.ladder == (Precision.EXACT,):  # most of all
        return
    _require(entry.ladder[:1] == (Precision.EXACT,), entry.key)
    _require(list(entry.ladder) == sorted(set(entry.ladder), reverse=True), entry.key)
    _require(Precision.CLOSED not in entry.ladder, entry.key)
    if Precision.CATEGORY in entry.ladder:
        known = {category.id for category in entry.categories}
        used = {category for category, _, _ in entry.table.categories} if entry.table else None
        _require(bool(known) and (used is None or used <= known), entry.key)
        if entry.type in {Type.CHOICE, Type.CHOICES, Type.SCALE}:
            answers = Counter(option.category for option in entry.options)
            _require(answers.keys() == known and min(answers.values()) > 1, entry.key)
    if Precision.RANGE in entry.ladder and entry.type is Type.CHOICE:
        grouped = [option for group in entry.groups for option in group]
        _require(grouped == [option.id for option in entry.options], entry.key)
        _require(all(len(group) > 1 for group in entry.groups), entry.key)
    if Precision.RANGE in entry.ladder and entry.type in {Type.NUMBER, Type.RANGE}:
        _require(entry.bin is not None, entry.key)
