"""Letters about one's rights: written from the vault's facts or typed ones, marked as sent, with what came of each.

The program sends nothing: the customer mails, posts or pastes it. A letter can go to a shop the vault knows, and to one
that never heard of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from vault.core.errors import ChoiceError
from vault.customer.letter_checks import checked
from vault.customer.letter_facts import LetterInput as LetterInput  # callers make it
from vault.customer.letter_facts import about, plain_lines, recipient_name, to_json
from vault.customer.letter_sent import with_words
from vault.customer.letter_standing import Standing, standing
from vault.portability.letters.facts import GROUNDS as GROUNDS
from vault.portability.letters.facts import Addressee as Addressee
from vault.portability.letters.facts import Correction as Correction
from vault.portability.letters.facts import Ground as Ground
from vault.portability.letters.facts import KnownBy as KnownBy
from vault.portability.letters.facts import Sender as Sender
from vault.storage import journal, letters, shops
from vault.storage.canonical import canonical
from vault.storage.letters import MAX_EVENT_NOTE, MAX_EVENTS, MAX_LETTERS
from vault.storage.letters import LetterEventKind as LetterEventKind
from vault.storage.letters import LetterKind as LetterKind
from vault.storage.letters import SentHow as SentHow

if TYPE_CHECKING:
    from vault.core.value import Json
    from vault.customer.session import Session
    from vault.storage.connection import Reader, Transaction
    from vault.storage.letters import Letter, LetterEvent

MAX_WRITTEN = 16_000
"""Bytes of a letter's facts as JSON: hundred preferences by key, and own words. What was sent fits beside them."""
KINDS = (
    LetterKind.ACCESS,
    LetterKind.RECTIFICATION,
    LetterKind.ERASURE,
    LetterKind.RESTRICTION,
    LetterKind.PORTABILITY,
    LetterKind.OBJECTION,
    LetterKind.HUMAN_DECISION,
    LetterKind.WITHDRAWAL,
)
"""What a shop can be asked, in the order of the law. Each has its name in the group ``letter_kinds`` and one sentence
in ``letter_about`` of ``resources/messages``; :data:`GROUNDS` has those that need a ground, with words in
``letter_grounds``."""

ANSWERS = (LetterEventKind.RECEIVED, LetterEventKind.EXTENDED, LetterEventKind.ANSWERED, LetterEventKind.REFUSED)
"""What a shop can do with a letter; closing it is the customer's."""


@dataclass(frozen=True)
class WhatCame:
    """One thing that came of a letter. ``seq`` is for :func:`forget_answer`."""

    seq: int
    on: date
    kind: LetterEventKind
    note: str | None = field(repr=False)


@dataclass(frozen=True)
class LetterView:
    """One letter in a list. ``host`` is None for a shop that was typed in; ``about`` is the id of the letter that a
    reminder or a complaint is about."""

    id: str
    kind: LetterKind
    to: str
    host: str | None
    language: str
    made: date
    sent: date | None
    how: SentHow | None
    came: tuple[WhatCame, ...]
    about: str | None
    standing: Standing


def list_letters(session: Session, host: str | None = None) -> tuple[LetterView, ...]:
    """The letters to one shop of the vault, or all, newest first."""
    with session.database.read() as reader:
        found = letters.letters(reader, host)
        return tuple(_view(reader, session, each) for each in reversed(found))


def view_letter(session: Session, letter_id: str) -> LetterView:
    """One letter. Raises :class:`ChoiceError` ``letter_unknown``."""
    with session.database.read() as reader:
        return _view(reader, session, required(reader, letter_id))


def make(session: Session, found: LetterInput) -> LetterView:
    """Write a letter and keep it.

    Raises :class:`ChoiceError` as :func:`vault.customer.letter_checks.checked`, ``shop_unknown``,
    ``letter_too_long`` or ``letters_many``.
    """
    fit = checked(found)
    with session.database.transaction() as transaction:
        return _view(transaction, session, put_new(transaction, session, fit))


def mark_sent(session: Session, letter_id: str, on: date, how: SentHow) -> LetterView:
    """Say when and how a letter left. Can be said again, to mend it. Its words are kept from now on.

    Raises :class:`ChoiceError` ``letter_unknown``, ``letter_unreadable`` for one that came from elsewhere and is not as
    ours, or ``letter_date_unfit`` for a day that is yet to come, or before it was made.
    """
    with session.database.transaction() as transaction:
        letter = required(transaction, letter_id)
        at = _moment(session, on, not_before=_local(letter.made_at))
        sent = replace(with_words(letter, session.catalogue), sent_at=at, sent_how=how)
        letters.put_letter(transaction, sent)
        _note(transaction, session, "letter_sent", sent, how=how)
        return _view(transaction, session, sent)


def record_answer(
    session: Session, letter_id: str, on: date, kind: LetterEventKind, note: str | None = None
) -> LetterView:
    """Write down what came of a letter: that it was received, put off, answered, refused; or that it is closed.

    Raises :class:`ChoiceError` ``letter_unknown``, ``letter_not_sent``, ``letter_date_unfit``, ``letter_text_unfit`` or
    ``letter_events_many``.
    """
    said = plain_lines(note, MAX_EVENT_NOTE, "note") if note else None
    with session.database.transaction() as transaction:
        letter = required(transaction, letter_id)
        if letter.sent_at is None:
            raise ChoiceError("letter_not_sent")
        at = _moment(session, on, not_before=_local(letter.sent_at))
        if len(letters.events(transaction, letter_id)) >= MAX_EVENTS:
            raise ChoiceError("letter_events_many", most=MAX_EVENTS)
        letters.add_event(transaction, letter_id, at, kind, said)
        _note(transaction, session, "letter_answered", letter, came=kind)
        return _view(transaction, session, letter)


def forget_answer(session: Session, letter_id: str, seq: int) -> LetterView:
    """Take back what was written down by mistake. Raises :class:`ChoiceError` ``letter_unknown``."""
    with session.database.transaction() as transaction:
        letter = required(transaction, letter_id)
        letters.remove_event(transaction, letter_id, seq)
        return _view(transaction, session, letter)


@dataclass(frozen=True)
class Removed:
    """A letter that is gone, with what came of it, for as long as that can be undone."""

    to: str
    letter: Letter = field(repr=False)
    events: tuple[LetterEvent, ...] = field(repr=False)


def remove(session: Session, letter_id: str) -> Removed:
    """Forget a letter with what came of it. Raises :class:`ChoiceError` ``letter_unknown``."""
    with session.database.transaction() as transaction:
        letter = required(transaction, letter_id)
        events = tuple(letters.events(transaction, letter_id))
        letters.remove_letter(transaction, letter.id)
    return Removed(recipient_name(letter), letter, events)


def put_back(session: Session, removed: Removed) -> None:
    """Keep it again. Raises :class:`ChoiceError` ``shop_unknown`` where its shop went since."""
    letter = removed.letter
    with session.database.transaction() as transaction:
        if letter.host is not None and shops.shop(transaction, letter.host) is None:
            raise ChoiceError("shop_unknown", host=letter.host[:80])
        letters.put_letter(transaction, letter)
        for each in removed.events:
            letters.add_event(transaction, letter.id, each.at, each.kind, each.note)


def required(reader: Reader, letter_id: str) -> Letter:
    """The letter with this id. Raises :class:`ChoiceError` ``letter_unknown``."""
    found = letters.letter(reader, letter_id)
    if found is None:
        raise ChoiceError("letter_unknown")
    return found


def put_new(transaction: Transaction, session: Session, found: LetterInput) -> Letter:
    """Keep a letter that was checked. Raises as :func:`make`."""
    if found.host is not None and shops.shop(transaction, found.host) is None:
        raise ChoiceError("shop_unknown", host=found.host[:80])
    if len(letters.letters(transaction)) >= MAX_LETTERS:
        raise ChoiceError("letters_many", most=MAX_LETTERS)
    now = session.clock.now()
    recipient, facts = to_json(found, _local(now))
    letter = letters.Letter(session.urn(), found.kind, recipient, found.language, facts, now, found.host)
    if len(canonical(facts)) > MAX_WRITTEN:
        raise ChoiceError("letter_too_long")
    try:
        letters.put_letter(transaction, letter)
    except ValueError:  # without the cause: it may hold what was typed
        raise ChoiceError("letter_too_long") from None
    _note(transaction, session, "letter_made", letter)
    return letter


def today(session: Session) -> date:
    """The day, where the customer is."""
    return _local(session.clock.now())


def _view(reader: Reader, session: Session, letter: Letter) -> LetterView:
    events = letters.events(reader, letter.id)
    return LetterView(
        letter.id,
        letter.kind,
        recipient_name(letter),
        letter.host,
        letter.language,
        _local(letter.made_at),
        _local(letter.sent_at) if letter.sent_at is not None else None,
        letter.sent_how,
        tuple(WhatCame(each.seq, _local(each.at), each.kind, each.note) for each in events),
        about(letter),
        standing(letter, events, today(session)),
    )


def _note(transaction: Transaction, session: Session, kind: str, letter: Letter, **facts: Json) -> None:
    """In the history: which right and, of a shop the vault knows, which shop; not what was typed."""
    shop: dict[str, Json] = {} if letter.host is None else {"host": letter.host}
    body: dict[str, Json] = {"letter": letter.kind, **shop, **facts}
    journal.append(transaction, session.clock.now(), kind, body)


def _moment(session: Session, on: date, *, not_before: date) -> datetime:
    """A moment of that day: now, or noon where the customer is."""
    now = session.clock.now()
    if not not_before <= on <= _local(now):
        raise ChoiceError("letter_date_unfit")
    return now if on == _local(now) else datetime.combine(on, time(12)).astimezone(UTC)


def _local(moment: datetime) -> date:
    return moment.astimezone().date()
