"""Stop sharing: it counts at once, here; the shop hears it from the outbox, and what it answers is shown as it is.

A stop commits with its letter in one transaction. ``undo_seconds`` keeps the letter back for that long; until then
:func:`undo` takes it out again, and quitting or crashing keeps the stop.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from vault.core.clock import to_seconds
from vault.core.consent import HELD, STOPPED, ItemEvent, ItemState
from vault.core.errors import ChoiceError
from vault.core.terms import parse_terms
from vault.core.value import Json
from vault.customer import happened as life
from vault.customer.ending import expire
from vault.customer.objecting import is_objection
from vault.customer.session import Session
from vault.customer.status_pool import stop_places
from vault.storage import consents, outbox, shops
from vault.storage.connection import Reader, Transaction
from vault.storage.outbox import OutboxKind
from vault.tokens import preference_token
from vault.tokens.did_jwk import did_of
from vault.tokens.keys import SigningKey
from vault.tokens.security_event import stop_event

SECEVENT = "application/secevent+jwt"
UNDO_SECONDS = 10
"""How long a window holds a stop back, so that it can be undone."""
LONGEST_TRIED = timedelta(days=366)
"""A stop is given up after the days it was tried on, not after the days a computer was off; this only bounds it."""

_WITH_VALUES = frozenset({OutboxKind.ANSWER, OutboxKind.NONCE, OutboxKind.REFRESH})
"""Letters that bring items to a shop, or will."""


@dataclass(frozen=True)
class Stopped:
    """What was stopped. ``letters`` are the numbers of the outbox rows, for :func:`undo`; none if it cannot be undone.
    ``untold`` are items that their shop never had."""

    host: str
    items: tuple[str, ...]
    keys: tuple[str, ...]
    letters: tuple[int, ...]
    untold: tuple[str, ...]


def stop(session: Session, host: str, *, jti: str | None = None, undo_seconds: int = 0) -> Stopped:
    """Stop one item of a shop, or with ``jti`` None everything that is shared with it. Commits at once.

    An objection is not a share: a stop of everything leaves it. Raises :class:`ChoiceError` ``shop_unknown`` or
    ``nothing_to_stop``.
    """
    now = session.clock.now()
    with session.database.transaction() as transaction:
        known = shops.shop(transaction, host)
        if known is None:
            raise ChoiceError("shop_unknown", host=host[:80])
        expire(transaction, now)  # so that vault and shop mean the same items
        wanted = _held(transaction, host, jti)
        if jti is None:
            wanted = [item for item in wanted if not is_objection(transaction, session.catalogue, item)]
        if not wanted:
            raise ChoiceError("nothing_to_stop", host=host)
        held = _with_siblings(transaction, host, wanted)
        never_sent = _take_back_unsent(transaction, host, held, now)
        tell = [item for item in held if item.jti not in never_sent]
        # What was shared again in the second of another stop is presented in the next: everything would not mean it.
        everything = jti is None and after_stops(transaction, host, now) == now
        life.note(transaction, host, ItemEvent.STOPPED, [item.jti for item in tell], now)
        reachable = [item for item in tell if _can_be_told(transaction, known, item)]
        # What may or may not have arrived cannot be given back: its answer is gone from the outbox.
        certain = all(item.state is ItemState.ACTIVE for item in tell)
        not_before = now + timedelta(seconds=undo_seconds if certain else 0)
        letters = _letters(transaction, session, known, reachable, not_before, everything=everything)
        letters += stop_places(transaction, [item.jti for item in reachable], now, not_before)
        stop_places(transaction, [item.jti for item in held if item not in reachable], now)
        life.note(transaction, host, ItemEvent.GAVE_UP, [item.jti for item in tell if item not in reachable], now)
    session.commit_anchor()
    jtis, keys = tuple(item.jti for item in held), tuple(part.key for item in held for part in item.parts)
    return Stopped(host, jtis, keys, letters if certain else (), tuple(never_sent))


def stop_items(session: Session, host: str, jtis: Sequence[str], *, undo_seconds: int = 0) -> tuple[Stopped, ...]:
    """Stop these items of a shop, each for itself. Raises as :func:`stop`."""
    stopped: list[Stopped] = []
    for jti in jtis:
        gone = {each for done in stopped for each in (*done.items, *done.untold)}
        if jti not in gone:  # an answer that never left is taken back whole
            stopped.append(stop(session, host, jti=jti, undo_seconds=undo_seconds))
    return tuple(stopped)


def undo(session: Session, stopped: Stopped) -> bool:
    """Take a stop back, if its letter has not gone yet; False if it is too late."""
    now = session.clock.now()
    with session.database.transaction() as transaction:
        back = [jti for jti in stopped.items if jti not in stopped.untold]
        if not stopped.letters or not outbox.take_back(transaction, stopped.letters, now):
            return False
        life.note(transaction, stopped.host, ItemEvent.STOP_UNDONE, back, now)
    session.commit_anchor()
    return True


def stop_again(transaction: Transaction, session: Session, host: str, jtis: Sequence[str], *, again: int) -> None:
    """Tell a shop once more of items that were stopped, each for itself: everything would mean newer shares too."""
    known, now = shops.shop(transaction, host), session.clock.now()
    found = [item for item in (consents.item(transaction, jti) for jti in jtis) if item is not None]
    if known is not None:
        _letters(transaction, session, known, found, now, everything=False, again=again)


def after_stops(reader: Reader, host: str, now: datetime) -> datetime:
    """When to say that new tokens are presented: after every stop this shop was sent.

    A stop of everything covers what was presented up to its own second. Whoever stops and shares again within one
    second means the new share to live.
    """
    ends = [
        item.changed_at
        for consent in consents.consents(reader, host)
        for item in consents.items(reader, consent.id)
        if item.state in STOPPED and to_seconds(item.changed_at) == to_seconds(now)
    ]
    return now + timedelta(seconds=1) if ends else now


def shops_to_tell(session: Session) -> int:
    """How many shops have not heard yet that the customer stopped."""
    with session.database.read() as reader:
        return len({row.outgoing.host for row in outbox.waiting(reader) if row.outgoing.kind is OutboxKind.STOP})


def _held(reader: Reader, host: str, jti: str | None) -> list[consents.ConsentItem]:
    items = [item for consent in consents.consents(reader, host) for item in consents.items(reader, consent.id)]
    return [item for item in items if item.state in HELD and jti in {None, item.jti}]


def _with_siblings(reader: Reader, host: str, wanted: Sequence[consents.ConsentItem]) -> list[consents.ConsentItem]:
    """The items of one answer that has no reply yet stop together: the answer leaves the outbox as a whole.

    So do an item and what was to take its place.
    """
    jtis = {item.jti for item in wanted}
    for row in outbox.waiting(reader, host):
        items = {*_items(row), *superseded(row)}
        if row.outgoing.kind in _WITH_VALUES and items & jtis:
            jtis |= items
    return [item for item in _held(reader, host, None) if item.jti in jtis]


def _take_back_unsent(
    transaction: Transaction, host: str, held: Sequence[consents.ConsentItem], now: datetime
) -> set[str]:
    """Take the answers of these items out of the outbox. One that has left may have arrived: it is stopped too."""
    jtis = {item.jti for item in held}
    taken: set[str] = set()
    for row in outbox.waiting(transaction, host):
        if row.outgoing.kind in _WITH_VALUES and jtis & set(_items(row)):
            outbox.remove(transaction, row.id)
            if not _left(row):
                life.note(transaction, host, ItemEvent.NOT_DELIVERED, _items(row), now)
                taken |= set(_items(row))
    return taken


def superseded(row: outbox.OutboxRow) -> tuple[str, ...]:
    """The ``jti`` of the items that a refresh replaces; of any other letter none."""
    items = row.outgoing.about.get("supersedes")
    return tuple(str(jti) for jti in items) if isinstance(items, list) else ()


def _left(row: outbox.OutboxRow) -> bool:
    """Whether the values of a letter may have arrived. What asks for a nonce brings none."""
    about = row.outgoing.about
    return bool(about.get("sent") or (about.get("left") and row.outgoing.kind is not OutboxKind.NONCE))


def _items(row: outbox.OutboxRow) -> list[str]:
    items = row.outgoing.about.get("items")
    return [str(jti) for jti in items] if isinstance(items, list) else []


def _can_be_told(reader: Reader, shop: shops.Shop, item: consents.ConsentItem) -> bool:
    """A share without terms has no address to tell; one brought in from an export was signed with another vault's key.

    The shop listens only to the key that it was given the token by.
    """
    consent, token = consents.consent(reader, item.consent), consents.token(reader, item.jti)
    if consent is None or consent.terms is None or token is None:
        return False
    signed_by = preference_token.verify(token.jwt, aud=consent.client_id).did
    return signed_by == did_of(SigningKey.from_private_bytes(shop.pairwise_key).public)


def _letters(
    transaction: Transaction,
    session: Session,
    shop: shops.Shop,
    tell: Sequence[consents.ConsentItem],
    not_before: datetime,
    *,
    everything: bool,
    again: int = 0,
) -> tuple[int, ...]:
    """One security event for everything, or one for each item, to the address of the newest terms."""
    if not tell:
        return ()
    newest = max(tell, key=lambda item: item.changed_at)
    terms = _terms(transaction, newest)
    url = parse_terms(terms).endpoints["stop"]
    events: list[tuple[str | None, list[str]]] = [(item.jti, [item.jti]) for item in tell]
    if everything:
        events = [(None, [item.jti for item in tell])]
    letter = partial(_letter, transaction, session, shop, url, not_before=not_before, again=again)
    return tuple(letter(jti, items) for jti, items in events)


def _terms(reader: Reader, item: consents.ConsentItem) -> str:
    """The terms of an item that can be told, which has some."""
    consent = consents.consent(reader, item.consent)
    return consent.terms or "" if consent else ""


def _letter(
    transaction: Transaction,
    session: Session,
    shop: shops.Shop,
    url: str,
    jti: str | None,
    items: list[str],
    *,
    not_before: datetime,
    again: int,
) -> int:
    key, now, event = SigningKey.from_private_bytes(shop.pairwise_key), session.clock.now(), session.urn()
    token = stop_event(key, aud=shop.client_id, iat=now, jti=event, token_jti=jti)
    about: dict[str, Json] = {"event": event, "items": list(items), **({"again": again} if again else {})}
    letter = outbox.Outgoing(
        host=shop.host,
        kind=OutboxKind.STOP,
        url=url,
        body=token.encode("ascii"),
        content_type=SECEVENT,
        created=now,
        not_before=not_before,
        given_up_after=now + LONGEST_TRIED,
        jti=jti,
        about=about,
    )
    return outbox.enqueue(transaction, letter)
