"""Ask one shop what it holds, by hand, and lay its answer beside the vault's own record.

Never several shops at once, and never by itself: a question tells the shop that this customer is here. The steps are
:func:`prepare`, :func:`ask` away from the session, and :func:`record`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from vault.core.clock import Clock
from vault.core.consent import HELD, ItemState
from vault.core.errors import NetworkError
from vault.core.value import Json, Precision
from vault.customer.ended_there import note_ended
from vault.customer.session import Session
from vault.customer.shop_letters import JWT, Correspondence, correspond, fetch_nonce, post
from vault.net.fetcher import Fetcher
from vault.storage import consents, journal
from vault.storage.connection import Reader
from vault.tokens.customer_letter import held_request
from vault.tokens.holding_statement import HoldingStatement, StatedItem, verify_holding_statement
from vault.tokens.holding_statement import Incident as Incident  # a report carries it


class Difference(StrEnum):
    """How a shop's word differs from the vault's record."""

    MISSING = "missing"
    """The vault says that the shop has it; the shop names it not, as after sixty days in which it never used it."""
    STOPPED = "stopped"
    """The shop says that it holds what the vault stopped, or what ended."""
    UNKNOWN = "unknown"
    """The shop names something that this vault never shared."""
    OTHER = "other"
    """The shop names another preference, precision or end than was agreed."""


@dataclass(frozen=True)
class ReportedItem:
    """One item as the shop or, where it is missing, the vault has it. ``last_used`` is None if it never was."""

    jti: str
    key: str
    precision: Precision
    until: datetime
    last_used: datetime | None
    difference: Difference | None


@dataclass(frozen=True)
class HeldReport:
    """What a shop says it holds at ``asked``, never with a value."""

    host: str
    asked: datetime
    items: tuple[ReportedItem, ...]
    incidents: tuple[Incident, ...]

    @property
    def differs(self) -> bool:
        """Whether anything is not as the vault has it."""
        return any(item.difference is not None for item in self.items)


def prepare(session: Session, host: str) -> Correspondence:
    """Begin a question. Raises as :func:`correspond`."""
    return correspond(session, host, "held")


def ask(question: Correspondence, fetcher: Fetcher, clock: Clock) -> HoldingStatement:
    """Ask, and check the answer. Needs no session.

    Raises :class:`NetworkError`, or :class:`TokenError` as :func:`verify_holding_statement`.
    """
    nonce = fetch_nonce(question, fetcher)
    letter = held_request(question.signing_key, aud=question.client_id, iat=clock.now(), jti=question.jti, nonce=nonce)
    response = post(question, letter, fetcher, accept=(JWT,))
    try:
        text = response.body.decode("ascii")
    except UnicodeDecodeError as problem:
        raise NetworkError("reply_malformed", host=question.host) from problem
    return verify_holding_statement(
        text, keys=question.keys, iss=question.client_id, sub=question.did, nonce=nonce, now=clock.now()
    )


def record(session: Session, question: Correspondence, statement: HoldingStatement) -> HeldReport:
    """Compare with the vault's own record, and write down that it was asked, and what ended there without the vault."""
    now, host = session.clock.now(), question.host
    with session.database.transaction() as transaction:
        note_ended(transaction, host, statement.ended, now)
        report = HeldReport(host, now, _compared(transaction, host, statement, now), statement.incidents)
        body: dict[str, Json] = {
            "host": host,
            "held": len(statement.items),
            "used": sum(item.last_used is not None for item in statement.items),
            "differences": sum(item.difference is not None for item in report.items),
            "incidents": len(statement.incidents),
        }
        journal.append(transaction, now, "held_asked", body)
    session.commit_anchor()
    return report


def ask_held(session: Session, host: str, fetcher: Fetcher) -> HeldReport:
    """All three steps, for programs that have one thread."""
    question = prepare(session, host)
    return record(session, question, ask(question, fetcher, session.clock))


def _compared(reader: Reader, host: str, statement: HoldingStatement, now: datetime) -> tuple[ReportedItem, ...]:
    """What the shop names, in its order; then what it should have named. A visit is stored by nobody."""
    kept = [consent for consent in consents.consents(reader, host) if consent.keep is None]
    own = {item.jti: item for consent in kept for item in consents.items(reader, consent.id)}
    named = {item.jti for item in statement.items}
    items = [
        ReportedItem(
            each.jti, each.key, each.precision, each.exp, each.last_used, _difference(own.get(each.jti), each, now)
        )
        for each in statement.items
    ]
    missing = [
        ReportedItem(item.jti, item.key, item.precision, item.until, None, Difference.MISSING)
        for item in own.values()
        if item.state is ItemState.ACTIVE and item.until > now and item.jti not in named
    ]
    return (*items, *missing)


def _difference(own: consents.ConsentItem | None, stated: StatedItem, now: datetime) -> Difference | None:
    if own is None:
        return Difference.UNKNOWN
    if own.state is ItemState.STOPPING:
        return None  # it was not told yet
    if own.state not in HELD or own.until <= now:
        return Difference.STOPPED
    same = (own.key, own.precision, own.until) == (stated.key, stated.precision, stated.exp)
    return None if same else Difference.OTHER
