"""Lines of a shop's own data that the customer keeps on purpose: perhaps a hundred thousand, so they come in pages."""

from __future__ import annotations

import json
from collections.abc import ItemsView, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from sys import intern
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


class Packed(Mapping[str, "Json"]):
    """A fact as its text, made into members when they are asked for: a hundred thousand of them as dictionaries take
    200 MB, and as texts a quarter of that.
    """

    __slots__ = ("spelled",)

    def __init__(self, spelled: str) -> None:
        self.spelled = spelled
        """Canonical JSON (RFC 8785)."""

    def unpacked(self) -> dict[str, Json]:
        """All its members at once."""
        found: dict[str, Json] = json.loads(self.spelled)
        return found

    def __getitem__(self, name: str) -> Json:
        return self.unpacked()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.unpacked())

    def __len__(self) -> int:
        return len(self.unpacked())

    def items(self) -> ItemsView[str, Json]:
        return self.unpacked().items()

    def __eq__(self, other: object) -> bool:
        return self.spelled == other.spelled if isinstance(other, Packed) else self.unpacked() == other

    def __hash__(self) -> int:
        return hash(self.spelled)

    def __repr__(self) -> str:
        return "Packed(…)"


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
        packed(fact)
    except ValueError:
        return False
    return True


def packed(fact: Mapping[str, Json]) -> Packed:
    """A line as it is kept. Raises ``ValueError`` for one that does not fit."""
    if isinstance(fact, Packed):
        return fact
    if len(fact) > MAX_MEMBERS or any(isinstance(each, list | dict) for each in fact.values()):
        raise ValueError("a fact is not flat, or has too many members")
    spelled = canonical(dict(fact))
    if len(spelled) > MAX_FACT:
        raise ValueError("a fact is too large")
    return Packed(spelled.decode("utf-8"))


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
        rows = [[each.source, each.seq, packed(each.fact).spelled, to_text(each.kept_at)] for each in page]
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


def _fact(row: Row) -> ImportedFact:
    return ImportedFact(intern(row["source"]), row["seq"], Packed(row["fact"]), from_text(row["kept_at"]))
