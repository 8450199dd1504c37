"""The customer's preferences, what became of each, and the index they are found by."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from vault.core.clock import from_text, to_text
from vault.core.sensitivity import Level
from vault.core.value import Precision, Value, value_from_json
from vault.storage.canonical import canonical

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vault.storage.connection import Reader, Row, Transaction

MAX_SEARCH = 100
"""Characters of a search; nobody types more."""
_TRIGRAM = 3
"""The index knows this many letters and more. Shorter words are looked for in each row that longer ones leave."""


@dataclass(frozen=True)
class Preference:
    """One preference as it is now. ``level_raised`` and ``most_precise`` are the customer's own limits, where set."""

    key: str
    value: Value
    updated_at: datetime
    level_raised: Level | None = None
    most_precise: Precision | None = None
    note: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Change:
    """What one preference became at a moment; without a value it was removed."""

    key: str
    at: datetime
    value: Value | None
    level_raised: Level | None = None
    most_precise: Precision | None = None
    note: str | None = field(default=None, repr=False)


class Mark(NamedTuple):
    """What is quickly read of one preference. ``old`` says that it has not changed since a moment."""

    key: str
    updated_at: datetime
    level_raised: Level | None
    old: bool


def set_preference(transaction: Transaction, preference: Preference, words: str) -> None:
    """Set or change a preference and remember the change.

    ``words`` is what it is found by: its label, and the value as the customer reads it.
    """
    put(transaction, preference, words)
    add_change(
        transaction,
        Change(
            preference.key,
            preference.updated_at,
            preference.value,
            preference.level_raised,
            preference.most_precise,
            preference.note,
        ),
    )


def put(transaction: Transaction, preference: Preference, words: str) -> None:
    """Set a preference without a line in its history: for an import, which brings the history itself."""
    transaction.execute(
        "INSERT INTO preference (key, value, level_raised, most_precise, note, updated_at) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (key) DO UPDATE SET value = excluded.value, level_raised = excluded.level_raised,"
        " most_precise = excluded.most_precise, note = excluded.note, updated_at = excluded.updated_at",
        (
            preference.key,
            canonical(preference.value.to_json()).decode("utf-8"),
            preference.level_raised,
            preference.most_precise,
            preference.note,
            to_text(preference.updated_at),
        ),
    )
    _forget_words(transaction, preference.key)
    transaction.execute(
        "INSERT INTO preference_search (rowid, words) SELECT id, ? FROM preference WHERE key = ?",
        (folded(words), preference.key),
    )


def remove_preference(transaction: Transaction, key: str, at: datetime) -> bool:
    """Remove a preference and remember that; False if there was none."""
    if preference(transaction, key) is None:
        return False
    _forget_words(transaction, key)
    transaction.execute("DELETE FROM preference WHERE key = ?", (key,))
    add_change(transaction, Change(key, at, None))
    return True


def preference(reader: Reader, key: str) -> Preference | None:
    """One preference, or None."""
    row = reader.row("SELECT * FROM preference WHERE key = ?", (key,))
    return None if row is None else _preference(row)


def preferences(reader: Reader) -> list[Preference]:
    """Every preference, by key."""
    return [_preference(row) for row in reader.rows("SELECT * FROM preference ORDER BY key")]


def marks(reader: Reader, since: datetime) -> list[Mark]:
    """Of every preference what needs no look at its value, in no order."""
    rows = reader.rows(
        "SELECT key, updated_at, level_raised, updated_at <= ? AS old FROM preference", (to_text(since),)
    )
    return [
        Mark(key, from_text(at), None if raised is None else Level(raised), bool(old)) for key, at, raised, old in rows
    ]


def search(reader: Reader, text: str) -> list[Preference]:
    """The preferences that have every word of ``text`` in their words, also inside a longer one, by key.

    Case and accents do not matter. An empty text finds all.
    """
    found, parameters = _found(text)
    return [_preference(row) for row in reader.rows(f"SELECT preference.*{found} ORDER BY key", parameters)]


def search_keys(reader: Reader, text: str) -> list[str]:
    """The keys of what :func:`search` finds, in no order: quick enough for each letter that is typed."""
    found, parameters = _found(text)
    return [row["key"] for row in reader.rows(f"SELECT key{found}", parameters)]


def add_change(transaction: Transaction, change: Change) -> None:
    """Add a line to a preference's history."""
    transaction.execute(
        "INSERT INTO preference_history (key, at, value, level_raised, most_precise, note) VALUES (?, ?, ?, ?, ?, ?)",
        (
            change.key,
            to_text(change.at),
            None if change.value is None else canonical(change.value.to_json()).decode("utf-8"),
            change.level_raised,
            change.most_precise,
            change.note,
        ),
    )


def put_history(transaction: Transaction, changes: Iterable[Change]) -> None:
    """Put these in place of the whole history, in this order: for an import into a vault that has one."""
    found = list(changes)
    transaction.execute("DELETE FROM preference_history")
    for change in found:
        add_change(transaction, change)


def history(reader: Reader, key: str | None = None) -> list[Change]:
    """What became of one preference, or of all, oldest first."""
    rows = reader.rows("SELECT * FROM preference_history WHERE :key IS NULL OR key = :key ORDER BY id", {"key": key})
    return [
        Change(
            row["key"],
            from_text(row["at"]),
            None if row["value"] is None else value_from_json(json.loads(row["value"])),
            _level(row),
            _precision(row),
            row["note"],
        )
        for row in rows
    ]


def _forget_words(transaction: Transaction, key: str) -> None:
    transaction.execute("DELETE FROM preference_search WHERE rowid = (SELECT id FROM preference WHERE key = ?)", (key,))


def _found(text: str) -> tuple[str, list[str]]:
    """The rest of a query for what has every word of ``text``, and its parameters."""
    words = folded(text[:MAX_SEARCH]).split()
    indexed = ['"' + word.replace('"', '""') + '"' for word in words if len(word) >= _TRIGRAM]
    short = [word for word in words if len(word) < _TRIGRAM]
    holds = ["preference_search MATCH ?"] * bool(indexed) + ["instr(words, ?)"] * len(short)
    sql = " FROM preference_search JOIN preference ON preference.id = preference_search.rowid"
    return sql + " WHERE " * bool(holds) + " AND ".join(holds), [*([" ".join(indexed)] if indexed else []), *short]


def folded(words: str) -> str:
    """Without accents and case, so that "Café" is found by "cafe"."""
    apart = unicodedata.normalize("NFKD", words.replace("\0", " ").casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _preference(row: Row) -> Preference:
    return Preference(
        row["key"],
        value_from_json(json.loads(row["value"])),
        from_text(row["updated_at"]),
        _level(row),
        _precision(row),
        row["note"],
    )


def _level(row: Row) -> Level | None:
    return None if row["level_raised"] is None else Level(row["level_raised"])


def _precision(row: Row) -> Precision | None:
    return None if row["most_precise"] is None else Precision(row["most_precise"])
