"""Letters to shops about the customer's rights, and what came of each."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from vault.core.clock import from_text, to_text
from vault.storage.canonical import canonical

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from vault.core.value import Json
    from vault.storage.connection import Reader, Row, Transaction

MAX_RECIPIENT = 2000
"""Bytes of a recipient as JSON: a name, six lines of address and a mail address fill a third."""
MAX_FACTS = 64_000
"""Bytes of what was put in, as JSON: hundred preferences by key, own words, and the whole letter as it was sent."""
MAX_LETTERS = 10_000
"""One a day for twenty-seven years."""
MAX_EVENTS = 100
"""Of one letter. A shop answers, extends, answers again."""
MAX_EVENT_NOTE = 2000
"""Characters, as any note of the customer."""
LANGUAGES = ("en", "nl")


class LetterKind(StrEnum):
    """The right that a letter asks for (GDPR art. 15 to 22, 7(3), and 77 for the complaint)."""

    ACCESS = "access"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    RESTRICTION = "restriction"
    PORTABILITY = "portability"
    OBJECTION = "objection"
    HUMAN_DECISION = "human_decision"
    WITHDRAWAL = "withdrawal"
    COMPLAINT = "complaint"


class SentHow(StrEnum):
    """How the customer sent it: by themselves, outside the program."""

    MAIL = "mail"
    POST = "post"
    FORM = "form"


class LetterEventKind(StrEnum):
    """What came of a letter."""

    RECEIVED = "received"
    EXTENDED = "extended"
    ANSWERED = "answered"
    REFUSED = "refused"
    UNANSWERED = "unanswered"
    CLOSED = "closed"


@dataclass(frozen=True)
class Letter:
    """One letter. ``host`` is a shop of the vault, None one that was typed in; ``recipient`` is to whom it says it is.

    ``facts`` is what was put in; its ``keys``, where there are any, are the preferences it is about. Names of members
    are ASCII. ``sent_at`` and ``sent_how`` are both there or both None.
    """

    id: str
    kind: LetterKind
    recipient: Mapping[str, Json] = field(repr=False)
    language: str
    facts: Mapping[str, Json] = field(repr=False)
    made_at: datetime
    host: str | None = None
    sent_at: datetime | None = None
    sent_how: SentHow | None = None


@dataclass(frozen=True)
class LetterEvent:
    """Something that came of a letter. ``seq`` counts from 1 within it."""

    letter: str
    seq: int
    at: datetime
    kind: LetterEventKind
    note: str | None = field(default=None, repr=False)


def put_letter(transaction: Transaction, letter: Letter) -> None:
    """Keep a letter, or change one with this id. Its shop must be there. Raises ``ValueError`` for one too large."""
    transaction.execute(
        "INSERT INTO letter (id, kind, host, recipient, language, facts, made_at, sent_at, sent_how)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, host = excluded.host,"
        " recipient = excluded.recipient, language = excluded.language, facts = excluded.facts,"
        " sent_at = excluded.sent_at, sent_how = excluded.sent_how",
        (
            letter.id,
            letter.kind,
            letter.host,
            _spelled(letter.recipient, MAX_RECIPIENT),
            letter.language,
            _spelled(letter.facts, MAX_FACTS),
            to_text(letter.made_at),
            None if letter.sent_at is None else to_text(letter.sent_at),
            letter.sent_how,
        ),
    )


def remove_letter(transaction: Transaction, letter_id: str) -> None:
    """Forget a letter with all that came of it."""
    transaction.execute("DELETE FROM letter WHERE id = ?", (letter_id,))


def letter(reader: Reader, letter_id: str) -> Letter | None:
    """The letter with this id, or None."""
    row = reader.row("SELECT * FROM letter WHERE id = ?", (letter_id,))
    return None if row is None else _letter(row)


def letters(reader: Reader, host: str | None = None) -> list[Letter]:
    """The letters to one shop of the vault, or all, in the order they were made."""
    rows = reader.rows(
        "SELECT * FROM letter WHERE :host IS NULL OR host = :host ORDER BY made_at, rowid", {"host": host}
    )
    return [_letter(row) for row in rows]


def add_event(
    transaction: Transaction, letter_id: str, at: datetime, kind: LetterEventKind, note: str | None = None
) -> LetterEvent:
    """Add what came of a letter, after what came before. The letter must be there."""
    row = transaction.row("SELECT max(seq) AS last FROM letter_event WHERE letter = ?", (letter_id,))
    event = LetterEvent(letter_id, (row["last"] or 0) + 1 if row is not None else 1, at, kind, note)
    put_event(transaction, event)
    return event


def put_event(transaction: Transaction, event: LetterEvent) -> None:
    """Keep an event at its place, or change the one there."""
    transaction.execute(
        "INSERT INTO letter_event (letter, seq, at, kind, note) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (letter, seq) DO UPDATE SET at = excluded.at, kind = excluded.kind, note = excluded.note",
        (event.letter, event.seq, to_text(event.at), event.kind, event.note),
    )


def remove_event(transaction: Transaction, letter_id: str, seq: int) -> None:
    """Forget one event, if it is there."""
    transaction.execute("DELETE FROM letter_event WHERE letter = ? AND seq = ?", (letter_id, seq))


def events(reader: Reader, letter_id: str | None = None) -> list[LetterEvent]:
    """What came of one letter, or of all, by letter and in order."""
    rows = reader.rows(
        "SELECT * FROM letter_event WHERE :letter IS NULL OR letter = :letter ORDER BY letter, seq",
        {"letter": letter_id},
    )
    return [
        LetterEvent(row["letter"], row["seq"], from_text(row["at"]), LetterEventKind(row["kind"]), row["note"])
        for row in rows
    ]


def _spelled(found: Mapping[str, Json], most: int) -> str:
    spelled = canonical(dict(found))
    if len(spelled) > most:
        raise ValueError("a letter is too large")
    return spelled.decode("utf-8")


def _letter(row: Row) -> Letter:
    return Letter(
        row["id"],
        LetterKind(row["kind"]),
        json.loads(row["recipient"]),
        row["language"],
        json.loads(row["facts"]),
        from_text(row["made_at"]),
        row["host"],
        None if row["sent_at"] is None else from_text(row["sent_at"]),
        None if row["sent_how"] is None else SentHow(row["sent_how"]),
    )
