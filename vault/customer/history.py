"""What happened, as the journal tells it: who asked, who got which items, what stopped. Names only, never values."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from vault.core.value import Json
from vault.customer.session import Session
from vault.storage import journal, private_memory


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One entry. ``kind`` has its sentence in ``resources/messages``; ``keys`` are the preferences concerned."""

    seq: int
    at: datetime
    kind: str
    host: str | None
    keys: tuple[str, ...]
    facts: Mapping[str, Json]


def view_history(
    session: Session, *, host: str | None = None, kinds: Collection[str] | None = None
) -> tuple[HistoryEntry, ...]:
    """The whole history, or one shop's, or what is of some kinds, oldest first."""
    return tuple(walk_history(session, host=host, kinds=kinds))


def walk_history(
    session: Session, *, host: str | None = None, kinds: Collection[str] | None = None
) -> Iterator[HistoryEntry]:
    """The same, one after the other: nothing else is asked of the vault before the last."""
    with session.database.read() as reader:
        for each in journal.walk(reader, host=host, kinds=kinds):
            yield _entry(each)


def give_back(session: Session) -> None:
    """After a long history was read: leave the memory that it took to others. Raises as the database does."""
    session.database.give_back()
    private_memory.give_back()


def count_history(session: Session) -> int:
    """How many entries it has: a history of years takes a second to read."""
    with session.database.read() as reader:
        return journal.count(reader)


def history_mark(session: Session) -> bytes:
    """What differs after each entry, and is the same as long as there is none."""
    with session.database.read() as reader:
        return journal.last_hash(reader)


def _entry(found: journal.Entry) -> HistoryEntry:
    body = found.body
    host = body.get("host")
    return HistoryEntry(found.seq, found.at, found.kind, host if isinstance(host, str) else None, _keys(body), body)


def _keys(body: Mapping[str, Json]) -> tuple[str, ...]:
    items, keys = body.get("items"), body.get("keys")
    if isinstance(items, list):
        lost = body.get("lost")  # what a salvaged vault knows only from its history
        both = [*items, *lost] if isinstance(lost, list) else items
        return tuple(str(item["key"]) for item in both if isinstance(item, dict) and "key" in item)
    if isinstance(keys, list):
        return tuple(str(key) for key in keys)
    return (str(body["key"]),) if "key" in body else ()
