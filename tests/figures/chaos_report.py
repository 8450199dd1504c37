"""What is known of each thing that was wrong after the chaos run: both sides' records, and what happened until then."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.figures.chaos_checked import Wrong, evidence_of
from vault.core.clock import to_seconds
from vault.storage import consents, journal, outbox

if TYPE_CHECKING:
    from tests.figures.chaos_vault import Vault

MOST = 10
"""Wrong things that are told in full; all are counted."""
LAST = 5
"""Steps whose deliveries and outbox are told: of each item those that name it, and of all the last."""
_ASKED = {
    "item": "SELECT * FROM item WHERE jti = :jti",
    "content": "SELECT jti FROM content WHERE jti = :jti",
    "stop": "SELECT * FROM stop WHERE jti = :jti OR token = :jti OR instr(erased, :jti)",
    "early_stop": "SELECT * FROM early_stop WHERE jti = :jti OR token = :jti",
}


def report(vault: Vault, folder: Path, schedule: Sequence[dict[str, Any]], wrong: Sequence[Wrong]) -> dict[str, Any]:
    """Of each wrong thing its item or stop, as the vault and as the shop have it; then the whole schedule."""
    steps = {each["now"]: each["step"] for each in schedule}
    with vault.open("report") as session, session.database.read() as reader:
        entries, items = journal.entries(reader), {item.jti: item for item in consents.items(reader)}
        waiting = [_row(row) for row in outbox.waiting(reader)]
    deliveries = [json.loads(line) for line in (folder / "deliveries").read_text(encoding="ascii").splitlines()]
    return {
        "records": [
            {
                "wrong": str(each),
                "vault": {
                    "item": str(items.get(each.about or "")),
                    "journal": list(_told(entries, each.about or "", steps)),
                    "outbox": [row for row in waiting if each.about is None or each.about in json.dumps(row)],
                    "deliveries": [line for line in deliveries if (each.about or "-") in json.dumps(line)][-LAST:],
                },
                "shop": _at_the_shop(folder / "shop", each.about or ""),
            }
            for each in wrong[:MOST]
        ],
        "last": deliveries[-LAST:],
        "schedule": list(schedule),
    }


def _told(entries: Sequence[journal.Entry], jti: str, steps: dict[int, int]) -> Iterator[dict[str, Any]]:
    for entry in entries:
        if jti and jti in json.dumps(entry.body):
            at = to_seconds(entry.at)
            yield {"seq": entry.seq, "at": at, "step": steps.get(at), "kind": entry.kind, "body": entry.body}


def _row(row: outbox.OutboxRow) -> dict[str, Any]:
    sent = row.outgoing
    return {"id": row.id, "kind": sent.kind, "attempts": row.attempts, "jti": sent.jti, "about": dict(sent.about)}


def _at_the_shop(shop: Path, jti: str) -> dict[str, Any]:
    with contextlib.closing(sqlite3.connect(shop / "preferences.db")) as database:
        database.row_factory = sqlite3.Row
        rows = {
            table: [
                {name: text for name, text in dict(row).items() if name != "jwt"}
                for row in database.execute(sql, {"jti": jti})
            ]
            for table, sql in _ASKED.items()
        }
    return {**rows, "evidence": [line for line in evidence_of(shop) if jti and jti in line.values()]}
