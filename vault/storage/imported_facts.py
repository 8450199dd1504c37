"""Lines of a shop's own data that the customer keeps on purpose: perhaps a hundred thousand, so they come in pages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from vault.core.clock import from_text, to_text
from vault.storage.canonical import canonical

if TYPE_CHECKING:
    from vault.core.value import Json
    from vault.storage.connection import Reader, Row, Transaction

MAX_FACTS = 100_000
"""Of all sources together: so many that an export of them is still soon read. Its limits follow from these."""
MAX_FACT = 500
"""Bytes of one as JSON: a date, a long title, a brand, a category, a size and a price fill half."""
MAX_MEMBERS = 16
"""Of one fact, which is flat: no lists or objects in it."""
MAX_SOURCE = 40
"""Characters of a source's short name, as ``amazon``."""
PAGE = 1000


@dataclass(frozen=True, slots=True)
class ImportedFact:
    """One line that is kept. ``seq`` counts from 1 within its source; names of members are ASCII."""

    source: str
    seq: int
    fact: Mapping[str, Json] = field(repr=False)
    kept_at: datetime


def fits(fact: Mapping[str, Json]) -> bool:
    """Whether a line can be kept as it is: flat, and no larger than the constants above say."""
    try:
        _spelled(fact)
    except ValueError:
        return False
    return True


def add(transaction: Transaction, source: str, facts: Iterable[Mapping[str, Json]], kept_at: datetime) -> int:
    """Keep lines after those of this source that are there. Returns how many. Raises ``ValueError`` for one that does
    not fit; the caller has seen to :data:`MAX_FACTS`.
    """
    row = transaction.row("SELECT max(seq) AS last FROM imported_fact WHERE source = ?", (source,))
    first = (row["last"] or 0) + 1 if row is not None else 1
    return put_all(transaction, (ImportedFact(source, seq, fact, kept_at) for seq, fact in enumerate(facts, first)))


def put_all(transaction: Transaction, facts: Iterable[ImportedFact]) -> int:
    """Keep lines at their places, which are free. Returns how many. Raises ``ValueError`` for one that does not fit."""
    added, coming = 0, iter(facts)
    while page := list(islice(coming, PAGE)):
        rows = [[each.source, each.seq, _spelled(each.fact), to_text(each.kept_at)] for each in page]
        # One statement for many: a hundred thousand of their own take four times as long.
        transaction.execute(
            "INSERT INTO imported_fact (source, seq, fact, kept_at)"
            " SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?)",
            (json.dumps(rows),),
        )
        added += len(page)
    return added


def remove(transaction: Transaction, source: str) -> None:
    """Forget every line of a source."""
    transaction.execute("DELETE FROM imported_fact WHERE source = ?", (source,))


def counts(reader: Reader) -> dict[str, int]:
    """How many lines there are of each source, by its name."""
    rows = reader.rows("SELECT source, count(*) AS facts FROM imported_fact GROUP BY source ORDER BY source")
    return {row["source"]: row["facts"] for row in rows}


def walk(reader: Reader, source: str | None = None) -> Iterator[ImportedFact]:
    """The lines of one source, or of all, by source and in order; :data:`PAGE` at a time are in memory."""
    after = (source or "", 0)
    while True:
        rows = reader.rows(
            "SELECT * FROM imported_fact WHERE (source, seq) > (:source, :seq)"
            " AND (:only IS NULL OR source = :only) ORDER BY source, seq LIMIT :most",
            {"source": after[0], "seq": after[1], "only": source, "most": PAGE},
        )
        yield from map(_fact, rows)
        if len(rows) < PAGE:
            return
        after = (rows[-1]["source"], rows[-1]["seq"])


def _spelled(fact: Mapping[str, Json]) -> str:
    if len(fact) > MAX_MEMBERS or any(isinstance(each, list | dict) for each in fact.values()):
        raise ValueError("a fact is not flat, or has too many members")
    spelled = canonical(dict(fact))
    if len(spelled) > MAX_FACT:
        raise ValueError("a fact is too large")
    return spelled.decode("utf-8")


def _fact(row: Row) -> ImportedFact:
    return ImportedFact(row["source"], row["seq"], json.loads(row["fact"]), from_text(row["kept_at"]))
