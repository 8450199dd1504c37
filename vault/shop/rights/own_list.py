"""A list of preferences that a shop has already, as CSV: read and judged as a whole before any of it is stored.

The first line names the columns, in any order: ``number``, ``key``, ``value``, ``purpose``, ``given`` (a day or an RFC
3339 moment in UTC) and ``proof``, the shop's words on how consent was given. Only what the settings ask is taken, no
finer than they ask; nothing sealed (that comes from the customer's vault alone); nothing past the time that the
settings promise; nothing that the customer stopped since, or said no to. A cell that a spreadsheet would take for a
formula is refused.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, select

from vault.core.clock import from_text, to_seconds
from vault.core.errors import ChoiceError, PolicyError
from vault.core.precision import coarsen
from vault.core.sensitivity import Level
from vault.core.value_check import level_of
from vault.core.wording import read_words
from vault.shop import tables
from vault.shop.own_items import OwnItem, end_of, ended_keys, hold_own, keep_own, owner_of
from vault.shop.policy import PolicyItem
from vault.shop.service import Shop

COLUMNS: Final = ("number", "key", "value", "purpose", "given", "proof")
MAX_LIST: Final = 256 * 1024 * 1024
"""Bytes: a million lines."""
MAX_NUMBER: Final = 64
MAX_WORDS: Final = 200
"""Characters of a shop's words on how consent was given."""
_AT_ONCE = 500
"""Lines of one transaction."""
_FORMULA = re.compile(r"[=+@\t\r\n-]")
_PLAIN = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?")


@dataclass(frozen=True)
class BadLine:
    """A line that is refused, counted from 1 with the names of the columns."""

    line: int
    problem: ChoiceError


@dataclass(frozen=True)
class Kept:
    """How many lines were stored now, and how many were known before, also as ended."""

    new: int
    known: int


def read_list(shop: Shop, path: Path) -> tuple[list[OwnItem], list[BadLine]]:
    """Every line, good or bad; nothing is stored. Raises :class:`PolicyError` ``counter_file_unreadable``,
    ``list_too_large``, ``list_malformed`` (not UTF-8, or not CSV) or ``list_columns``; and :class:`StorageError`."""
    try:
        if not path.is_file():
            raise PolicyError("counter_file_unreadable", file=path.name)
        with path.open("rb") as file:
            data = file.read(MAX_LIST + 1)
    except OSError as problem:
        raise PolicyError("counter_file_unreadable", file=path.name) from problem
    if len(data) > MAX_LIST:
        raise PolicyError("list_too_large", file=path.name)
    try:
        rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
        columns = [each.strip().lower() for each in next(rows, [])]
        if sorted(columns) != sorted(COLUMNS):
            raise PolicyError("list_columns", columns=", ".join(COLUMNS))
        return _judged(shop, rows, columns)
    except (UnicodeDecodeError, csv.Error) as problem:
        raise PolicyError("list_malformed", file=path.name) from problem


def keep_list(shop: Shop, items: list[OwnItem]) -> Kept:
    """Store them, some hundred in a transaction. The same list again goes on where a crash ended this.

    What the customer stopped or said no to since the list was read is not stored, and counts as known.

    Raises :class:`StorageError`.
    """
    new = 0
    for start in range(0, len(items), _AT_ONCE):
        page = sorted(items[start : start + _AT_ONCE], key=lambda item: item.number)  # locks in one order
        with shop.store.transaction() as connection:
            new += sum(_keep(shop, connection, item) for item in page)
    return Kept(new, len(items) - new)


def _keep(shop: Shop, connection: Connection, item: OwnItem) -> bool:
    hold_own(connection, item.number)
    try:
        _refuse_ended(shop, connection, item)
    except ChoiceError:
        return False
    return keep_own(shop, connection, item, shop.clock.now())


def _judged(shop: Shop, rows: Iterator[list[str]], columns: list[str]) -> tuple[list[OwnItem], list[BadLine]]:
    asked = {(item.key, item.purpose): item for item in shop.policy.items}
    good: list[OwnItem] = []
    bad: list[BadLine] = []
    with shop.store.reading() as connection:
        for line, row in enumerate(rows, 2):
            if not row:
                continue
            try:
                item = _item(shop, _cells(row, columns), asked)
                _refuse_ended(shop, connection, item)
                good.append(item)
            except ChoiceError as problem:
                bad.append(BadLine(line, problem))
    return good, bad


def _cells(row: list[str], columns: list[str]) -> dict[str, str]:
    if len(row) != len(columns):
        raise ChoiceError("list_cells", number=len(columns))
    return dict(zip(columns, (cell.strip() for cell in row), strict=True))


def _item(shop: Shop, cells: dict[str, str], asked: dict[tuple[str, str], PolicyItem]) -> OwnItem:
    for name, most in (("number", MAX_NUMBER), ("proof", MAX_WORDS)):
        if not (0 < len(cells[name]) <= most and cells[name].isprintable()):
            raise ChoiceError("list_cell_wrong", column=name)
    for name, cell in cells.items():
        if _FORMULA.match(cell) and not _PLAIN.fullmatch(cell):
            raise ChoiceError("list_formula", column=name)
    item = asked.get((cells["key"], cells["purpose"]))
    if item is None:
        raise ChoiceError("list_not_asked", key=cells["key"][:80])
    entry = shop.catalogue.entry(item.key)
    given = _moment(cells["given"])
    now = shop.clock.now()
    if given > now:
        raise ChoiceError("list_cell_wrong", column="given")
    if end_of(shop.policy, given) <= now:
        raise ChoiceError("list_too_old")
    value = coarsen(entry, read_words(entry, cells["value"]), item.precision)
    if level_of(entry, value) is Level.SEALED:  # an answer may be, where the question is not
        raise ChoiceError("list_sealed", key=item.key)
    return OwnItem(cells["number"], item.key, item.purpose, value, given, cells["proof"])


def _refuse_ended(shop: Shop, connection: Connection, item: OwnItem) -> None:
    """What the customer said since comes first."""
    stopped = ended_keys(connection, owner_of(shop, item.number), [item.key]).get(item.key)
    if stopped is not None and stopped >= item.given:
        raise ChoiceError("list_stopped", key=item.key)
    no, customer = tables.suppression.c, tables.customer.c
    said = (
        select(no.key)
        .join(tables.customer, customer.id == no.customer)
        .where(customer.number == item.number, no.key == item.key, no.until > to_seconds(shop.clock.now()))
    )
    if connection.execute(said).first() is not None:
        raise ChoiceError("list_said_no", key=item.key)


def _moment(text: str) -> datetime:
    try:
        return from_text(text) if "T" in text else datetime.combine(date.fromisoformat(text), datetime.min.time(), UTC)
    except ValueError as problem:
        raise ChoiceError("list_cell_wrong", column="given") from problem
