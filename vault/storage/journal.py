"""The journal: what happened, in order, each entry chained to the one before.

It names items, shops and requests, never values. An entry's hash is SHA-256 over the RFC 8785 JSON of the entry with
the hash before it; the first one follows a random start, so that a hash that stands outside the database tells nothing.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from json.encoder import encode_basestring
from typing import TYPE_CHECKING

from vault.core.clock import from_text, to_text
from vault.core.errors import StorageError
from vault.storage.canonical import canonical

if TYPE_CHECKING:
    from vault.core.value import Json
    from vault.storage.connection import Reader, Row, Transaction

START_BYTES = 32
_AT_A_TIME = 1000
_LEAST, _MOST = -(2**63), 2**63 - 1
"""Of numbers of rows."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. ``kind`` is one of the journal's words; ``body`` says what it concerned."""

    seq: int
    at: datetime
    kind: str
    body: Mapping[str, Json]
    previous: bytes
    hash: bytes


def append(transaction: Transaction, at: datetime, kind: str, body: dict[str, Json]) -> Entry:
    """Add an entry, in the transaction of what it tells. Raises ``ValueError`` for a body with fractions."""
    last = transaction.row("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")
    seq, previous = (last["seq"] + 1, last["hash"]) if last else (1, _start(transaction))
    at_text, body_text = to_text(at), canonical(body).decode("utf-8")
    digest = _hash(seq, at_text, kind, body_text, previous)
    transaction.execute(
        "INSERT INTO journal (seq, at, kind, body, previous, hash) VALUES (?, ?, ?, ?, ?, ?)",
        (seq, at_text, kind, body_text, previous, digest),
    )
    return Entry(seq, from_text(at_text), kind, body, previous, digest)


def walk(
    reader: Reader, *, after: int = 0, kinds: Collection[str] | None = None, host: str | None = None
) -> Iterator[Entry]:
    """The entries after number ``after``, all or of some kinds or of one shop, oldest first, some at a time.

    Their chain is not checked here.
    """
    for row in _rows(reader, first=after + 1, kinds=kinds, host=host):
        body = json.loads(row["body"])
        yield Entry(row["seq"], from_text(row["at"]), row["kind"], body, row["previous"], row["hash"])


def entries(
    reader: Reader, *, after: int = 0, kinds: Collection[str] | None = None, host: str | None = None
) -> list[Entry]:
    """What :func:`walk` comes by, all at once."""
    return list(walk(reader, after=after, kinds=kinds, host=host))


def count(reader: Reader) -> int:
    """How many entries there are."""
    row = reader.row("SELECT count(*) AS entries FROM journal")
    return int(row["entries"]) if row else 0


def is_long(reader: Reader) -> bool:
    """Whether checking the chain takes longer than one may wait for: some milliseconds for each thousand entries."""
    row = reader.row("SELECT max(seq) AS last FROM journal")
    return row is not None and row["last"] is not None and row["last"] > _AT_A_TIME


def last_hash(reader: Reader) -> bytes:
    """The hash of the newest entry, or the start where there is none."""
    row = reader.row("SELECT hash FROM journal ORDER BY seq DESC LIMIT 1")
    return bytes(row["hash"]) if row else _start(reader)


def holds(reader: Reader, digest: bytes) -> bool:
    """Whether ``digest`` stands in the chain; its start counts."""
    return digest == _start(reader) or reader.row("SELECT 1 FROM journal WHERE hash = ?", (digest,)) is not None


def broken_at(reader: Reader) -> int | None:
    """The number of the first entry that is missing, changed or out of order, or None if the chain is whole."""
    expected, previous = 1, _start(reader)
    while True:
        found = reader.rows(
            "SELECT seq, at, kind, body, previous, hash FROM journal WHERE seq >= ? ORDER BY seq LIMIT ?",
            (_LEAST if expected == 1 else expected, _AT_A_TIME),
        )
        for seq, at, kind, body, before, digest in found:
            if seq != expected or before != previous or digest != _hash(seq, at, kind, body, before):
                return expected
            expected, previous = expected + 1, digest
        if len(found) < _AT_A_TIME:
            return None


def check_chain(reader: Reader) -> None:
    """Raise :class:`StorageError` ``journal_broken`` if an entry is missing, changed or out of order."""
    number = broken_at(reader)
    if number is not None:
        raise StorageError("journal_broken", entry=number)


def _rows(
    reader: Reader, *, first: int = _LEAST, kinds: Collection[str] | None = None, host: str | None = None
) -> Iterator[Row]:
    """Some at a time, each time from a number on: all rows of a long history take more memory than all else."""
    wanted = None if kinds is None else json.dumps(sorted(kinds))
    while True:
        found = reader.rows(
            "SELECT * FROM journal WHERE seq >= :first"
            " AND (:kinds IS NULL OR kind IN (SELECT value FROM json_each(:kinds)))"
            " AND (:host IS NULL OR body ->> '$.host' = :host) ORDER BY seq LIMIT :most",
            {"first": first, "kinds": wanted, "host": host, "most": _AT_A_TIME},
        )
        yield from found
        if len(found) < _AT_A_TIME or found[-1]["seq"] == _MOST:
            return
        first = found[-1]["seq"] + 1


def _start(reader: Reader) -> bytes:
    row = reader.row("SELECT journal_start FROM vault_state")
    if row is None:
        raise StorageError("database_damaged")
    return bytes(row["journal_start"])


def _hash(seq: int, at: str, kind: str, body: str, previous: bytes) -> bytes:
    # The body is canonical already, so the whole is put together around it; the names are in RFC 8785's order. Every
    # entry passes here at each unlock: as one text, whose strings are spelled as `canonical` spells them.
    at, kind = encode_basestring(at), encode_basestring(kind)
    text = f'{{"at":{at},"body":{body},"kind":{kind},"previous":"{previous.hex()}","seq":{seq}}}'
    return sha256(text.encode("utf-8")).digest()
