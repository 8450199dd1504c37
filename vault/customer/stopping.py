"""Stop sharing: it counts at once, here; the shop hears it from the outbox, and what it answers is shown as it is.

A stop commits with its letter in one transaction. ``undo_seconds`` keeps the letter back for that long; until then
:func:`undo` takes it out again, and quitting or crashing keeps the stop.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from vault.core.consent import HELD, ItemEvent, ItemState
from vault.core.errors import ChoiceError
from vault.core.terms import parse_terms
from vault.core.value import Json
from vault.customer import happened as life
from vault.customer.session import Session
from vault.storage import consents, outbox, shops
from vault.storage.connection import Reader, Transaction
from vault.storage.outbox import OutboxKind
from vault.tokens import preference_token
from vault.tokens.did_jwk import did_of
from vault.tokens.keys import SigningKey
from vault.tokens.security_event import stop_event

SECEVENT = "application/secevent+jwt"
LONGEST_TRIED = timedelta(days=366)
"""A stop is given up after the days it was tried on, not after the days a computer was off; this only bounds it."""


@dataclass(frozen=True)
class Stopped:
    """What was stopped. ``letters`` are the numbers of the outbox rows, for :func:`undo`; ``untold`` are items that
    their shop never had."""

    host: str
    items: tuple[str, ...]
    keys: tuple[str, ...]
    letters: tuple[int, ...]
    untold: tuple[str, ...]


def stop(session: Session, host: str, *, jti: str | None = None, undo_seconds: int = 0) -> Stopped:
    """Stop one item of a shop, or with ``jti`` None everything it holds. Commits at once.

    Raises :class:`ChoiceError` ``shop_unknown`` or ``nothing_to_stop``.
    """
    now = session.clock.now()
    with session.database.transaction() as transaction:
        known = shops.shop(transaction, host)
        if known is None:
            raise ChoiceError("shop_unknown", host=host[:80])
        held = _held(transaction, host, jti)
        if not held:
            raise ChoiceError("nothing_to_stop", host=host)
        never_sent = _take_back_unsent(transaction, host, held, now)
        tell = [item for item in held if item.jti not in never_sent]
        life.note(transaction, host, ItemEvent.STOPPED, [item.jti for item in tell], now)
        reachable = [item for item in tell if _can_be_told(transaction, known, item)]
        letters = _letters(transaction, session, known, reachable, jti, now + timedelta(seconds=undo_seconds))
        life.note(transaction, host, ItemEvent.GAVE_UP, [item.jti for item in tell if item not in reachable], now)
    session.commit_anchor()
    jtis, keys = tuple(item.jti for item in held), tuple(item.key for item in held)
    return Stopped(host, jtis, keys, letters, tuple(never_sent))


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


def _held(reader: Reader, host: str, jti: str | None) -> list[consents.ConsentItem]:
    items = [item for consent in consents.consents(reader, host) for item in consents.items(reader, consent.id)]
    return [item for item in items if item.state in HELD and jti in {None, item.jti}]


def _take_back_unsent(
    transaction: Transaction, host: str, held: Sequence[consents.ConsentItem], now: datetime
) -> set[str]:
    """An answer that never left is taken out of the outbox. One that was tried may have arrived: it is stopped too.

    The whole answer goes, also where one of its items is stopped: what is not stopped can be shared again, what has
    left cannot be called back.
    """
    jtis = {item.jti for item in held if item.state is ItemState.SENDING}
    taken: set[str] = set()
    for row in outbox.waiting(transaction, host):
        items = row.outgoing.about.get("items")
        if row.outgoing.kind is OutboxKind.ANSWER and isinstance(items, list) and jtis & {str(each) for each in items}:
            outbox.remove(transaction, row.id)
            if row.attempts == 0:
                concerned = [str(each) for each in items]
                life.note(transaction, host, ItemEvent.NOT_DELIVERED, concerned, now)
                taken |= set(concerned)
    return taken


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
    jti: str | None,
    not_before: datetime,
) -> tuple[int, ...]:
    """One security event for everything, or for the one item, to the address of the newest terms."""
    urls: dict[str, list[consents.ConsentItem]] = {}
    for item in tell:
        consent = consents.consent(transaction, item.consent)
        if consent is not None and consent.terms is not None:
            urls.setdefault(parse_terms(consent.terms).endpoints["stop"], []).append(item)
    if not urls:
        return ()
    key, now, event = SigningKey.from_private_bytes(shop.pairwise_key), session.clock.now(), session.urn()
    token = stop_event(key, aud=shop.client_id, iat=now, jti=event, token_jti=jti)
    about: dict[str, Json] = {"event": event, "items": [item.jti for items in urls.values() for item in items]}
    newest = max(urls, key=lambda url: max(item.changed_at for item in urls[url]))
    letter = outbox.Outgoing(
        host=shop.host,
        kind=OutboxKind.STOP,
        url=newest,
        body=token.encode("ascii"),
        content_type=SECEVENT,
        created=now,
        not_before=not_before,
        given_up_after=now + LONGEST_TRIED,
        jti=jti,
        about=about,
    )
    return (outbox.enqueue(transaction, letter),)
