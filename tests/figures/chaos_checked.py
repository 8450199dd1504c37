"""What must be true after the chaos run, of both sides' own records and of the shop's evidence."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.figures.chaos_shop import payload
from vault.core.clock import to_seconds
from vault.core.consent import STOPPED, ItemEvent, ItemState
from vault.storage import consents, journal, outbox, receipts

if TYPE_CHECKING:
    from tests.figures.chaos_vault import Vault
    from vault.storage.connection import Reader

CONFIRMED = {ItemEvent.ERASED, ItemEvent.DENIED}
"""The ends of a stop: the shop proved it, or says that it has nothing. Either once."""
MUST_BE_GONE = STOPPED | {ItemState.SUPERSEDED, ItemState.NOT_DELIVERED}
"""States of items that a shop may hold nothing of, once everything was told."""


@dataclass(frozen=True)
class Wrong:
    """One thing that did not hold, in words, and the item or the stop that it is about."""

    what: str
    about: str | None = None

    def __str__(self) -> str:
        return f"{self.about} {self.what}" if self.about else self.what


@dataclass(frozen=True)
class Checked:
    """What was stopped and confirmed, and all that did not hold."""

    counted: dict[str, int]
    wrong: tuple[Wrong, ...]


def waits(vault: Vault) -> bool:
    """Whether anything still waits to be told."""
    with vault.open("waits") as session, session.database.read() as reader:
        return bool(outbox.waiting(reader))


def checked(vault: Vault, shop: Path) -> Checked:
    """Compare both sides."""
    evidence = evidence_of(shop)
    with vault.open("checked") as session, session.database.read() as reader:
        entries = journal.entries(reader)
        items = {item.jti: item for item in consents.items(reader)}
        stopped = _stops(entries)
        jtis = {jti for _, told in stopped for jti in told}
        wrong = [
            *_confirmed_once(entries, jtis, items),
            *_told_truly(entries, evidence),
            *_in_order(entries, stopped, evidence),
            *_at_the_shop(shop, items, reader),
            *[Wrong(f"still waits: {row.outgoing.kind}") for row in outbox.waiting(reader)],
        ]
    confirmed = Counter(entry.kind for entry in entries for _ in _items(entry) if entry.kind in CONFIRMED)
    kinds = Counter(entry.kind for entry in entries)
    counted = {
        "shares": kinds[ItemEvent.SHARED],
        "stops": len(stopped),
        "refreshes": kinds[ItemEvent.REFRESHED],
        "stopped": len(jtis),
        "erased": confirmed[ItemEvent.ERASED],
        "denied": confirmed[ItemEvent.DENIED],
    }
    return Checked(counted, tuple(wrong))


def evidence_of(shop: Path) -> list[dict[str, Any]]:
    """What the shop wrote down of stops and shares before it answered, oldest first."""
    return [json.loads(line) for line in (shop / "evidence").read_text(encoding="ascii").splitlines()]


def _items(entry: journal.Entry) -> list[str]:
    found = entry.body.get("items")
    jtis = [str(each["jti"]) for each in found if isinstance(each, dict)] if isinstance(found, list) else []
    return list(dict.fromkeys(jtis))


def _stops(entries: list[journal.Entry]) -> list[tuple[journal.Entry, set[str]]]:
    """Each stop that was not undone, with what it stopped."""
    found: list[tuple[journal.Entry, set[str]]] = []
    for entry in entries:
        if entry.kind == ItemEvent.STOPPED:
            found.append((entry, set(_items(entry))))
        elif entry.kind == ItemEvent.STOP_UNDONE:
            found[-1][1].difference_update(_items(entry))
    return [(entry, jtis) for entry, jtis in found if jtis]


def _confirmed_once(
    entries: list[journal.Entry], stopped: set[str], items: dict[str, consents.ConsentItem]
) -> Iterator[Wrong]:
    times = Counter(jti for entry in entries if entry.kind in CONFIRMED for jti in _items(entry))
    for jti in stopped:
        if times[jti] != 1 or items[jti].state not in {ItemState.ERASED, ItemState.DENIED}:
            yield Wrong(f"is {items[jti].state}, confirmed {times[jti]} times", jti)
    for jti in times.keys() - stopped:
        yield Wrong("was confirmed and never stopped", jti)


def _told_truly(entries: list[journal.Entry], evidence: list[dict[str, Any]]) -> Iterator[Wrong]:
    """An item is shown as told only if the shop heard a stop that means it."""
    by_name = {each["token"] for each in evidence if "heard" in each}
    everything = {each["issued"] for each in evidence if "heard" in each and each["token"] is None}
    last_stop: dict[str, int] = {}
    for entry in entries:
        if entry.kind == ItemEvent.STOPPED:
            last_stop |= dict.fromkeys(_items(entry), to_seconds(entry.at))
        if entry.kind == ItemEvent.TOLD:
            for jti in _items(entry):
                if jti not in by_name and last_stop.get(jti) not in everything:
                    yield Wrong("is shown as told, and the shop heard nothing", jti)


def _in_order(
    entries: list[journal.Entry], stopped: list[tuple[journal.Entry, set[str]]], evidence: list[dict[str, Any]]
) -> Iterator[Wrong]:
    """Before a share came in, the shop had heard every stop that was said before it."""
    shared = {jti: entry.seq for entry in entries if entry.kind == ItemEvent.SHARED for jti in _items(entry)}
    heard: dict[int, int] = {}
    for place, each in enumerate(evidence):
        if "heard" in each:
            heard.setdefault(each["issued"], place)
    first: dict[str, int] = {}
    for place, each in enumerate(evidence):
        if "imported" in each:
            first.setdefault(each["imported"], place)
    for jti, place in first.items():
        for entry, _ in stopped:
            said = heard.get(to_seconds(entry.at))
            if jti in shared and entry.seq < shared[jti] and said is not None and said > place:
                yield Wrong(f"overtook the stop of {entry.at}", jti)


def _at_the_shop(shop: Path, items: dict[str, consents.ConsentItem], reader: Reader) -> Iterator[Wrong]:
    """Nothing that was stopped or replaced is held, and each stop has one receipt, which both sides have alike."""
    with contextlib.closing(sqlite3.connect(shop / "preferences.db")) as database:
        held = {row[0] for row in database.execute("SELECT jti FROM content")}
        stops = database.execute("SELECT jti, done, receipt FROM stop").fetchall()
    for jti in held:
        if jti in items and items[jti].state in MUST_BE_GONE:
            yield Wrong(f"is {items[jti].state} and the shop holds it", jti)
    counted = Counter(jti for jti, _, _ in stops)
    for jti, done, receipt in stops:
        if done is None or receipt is None or counted[jti] != 1:
            yield Wrong("is a stop without a receipt, or with several", jti)
    mine = Counter(payload(each.jwt)["txn"] for each in receipts.receipts(reader) if each.kind == "erasure")
    yield from (
        Wrong(f"is a stop with {count} receipts in the vault", txn) for txn, count in mine.items() if count != 1
    )
    yield from (Wrong("is a stop that the shop does not know", txn) for txn in mine.keys() - counted.keys())
