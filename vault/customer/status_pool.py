"""Places on a status host's lists, for a customer who named such a host: drawn early, given to tokens, and stopped.

There is no host until the customer names one. Places are drawn a few at a time, at random moments, and a share takes
them at random from the pool: so the host cannot tell by the clock which places went to which shop. A share that finds
the pool empty goes without, and can be stopped as ever.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from vault.core.errors import ChoiceError, NetworkError, RequestError, TokenError
from vault.core.strict_json import loads_array
from vault.core.web_address import checked_host, checked_url
from vault.customer.session import Random, Session
from vault.net.fetcher import Fetcher, HttpRequest
from vault.storage import outbox, settings, status_slots
from vault.storage.connection import Reader, Transaction
from vault.storage.status_slots import StatusSlot as StatusSlot  # what is drawn
from vault.tokens.preference_claims import MAX_STATUS_INDEX, MAX_URI

STATUS_HOST: Final = "status_host"
NEXT_DRAW: Final = settings.HERE + "status_draw"
POOL: Final = 20
"""Places that wait: more than a share has items."""
MOST_DRAWN: Final = 4
"""Of one call. Places of one call are of one vault, which the host can see; so there are few."""
FIRST_WAIT: Final = timedelta(minutes=30)
LONGEST_WAIT: Final = timedelta(hours=4)
"""Between two draws, at most; the moment is random."""
MAX_ALLOCATION: Final = 16 * 1024
"""Bytes of an answer; four places take 500."""
MAX_SECRET: Final = 128
LONGEST_TRIED: Final = timedelta(days=366)
JSON: Final = "application/json"
BUSY: Final = frozenset({408, 425, 429})
"""Refusals that only mean "not now"."""
STOPPED: Final = json.dumps({"status": 1}).encode()


@dataclass(frozen=True)
class Draw:
    """How many places to draw, and from which host."""

    host: str
    count: int


def status_host(session: Session) -> str | None:
    """The host that the customer named, or None."""
    with session.database.read() as reader:
        return _host(reader)


def set_status_host(session: Session, host: str | None) -> None:
    """Name a host, or none any more. Places of tokens that left stay, so that these can still be stopped there.

    Raises :class:`ChoiceError` ``status_host_refused``.
    """
    try:
        named = None if host is None else checked_host(host)
    except RequestError as problem:
        raise ChoiceError("status_host_refused") from problem
    now = session.clock.now()
    with session.database.transaction() as transaction:
        if named == _host(transaction):
            return
        status_slots.remove_free(transaction)
        if named is None:
            settings.remove(transaction, STATUS_HOST)
            settings.remove(transaction, NEXT_DRAW)
        else:
            settings.put(transaction, STATUS_HOST, named)
            settings.put_moment(transaction, NEXT_DRAW, now + _some(session.random, FIRST_WAIT))


def free_places(session: Session) -> int:
    """How many places wait in the pool."""
    with session.database.read() as reader:
        return len(status_slots.free(reader))


def next_draw(session: Session) -> datetime | None:
    """When to draw next, or None if there is no host or the pool is full."""
    with session.database.read() as reader:
        if _host(reader) is None or len(status_slots.free(reader)) >= POOL:
            return None
        return settings.moment(reader, NEXT_DRAW) or session.clock.now()


def draw_due(session: Session) -> Draw | None:
    """What is to be drawn now. The next moment is set at once, so that a host that fails is not asked the more."""
    now, following = session.clock.now(), next_draw(session)
    if following is None or following > now:
        return None
    with session.database.transaction() as transaction:
        host, missing = _host(transaction), POOL - len(status_slots.free(transaction))
        if host is None or missing <= 0:
            return None
        settings.put_moment(transaction, NEXT_DRAW, now + _some(session.random, LONGEST_WAIT))
    return Draw(host, min(missing, 1 + session.random(1)[0] % MOST_DRAWN))


def fetch_places(draw: Draw, fetcher: Fetcher) -> tuple[StatusSlot, ...]:
    """Ask the host. Needs no session. Raises :class:`NetworkError`, also for an answer that is not one."""
    url, body = f"https://{draw.host}/allocations", json.dumps({"count": draw.count}).encode()
    response = fetcher.fetch(HttpRequest("POST", url, body, JSON, accept=(JSON,), max_bytes=MAX_ALLOCATION))
    if response.status != 200:
        raise NetworkError("shop_error", host=draw.host, status=response.status)
    try:
        found = loads_array(response.body, max_bytes=MAX_ALLOCATION)
        slots = tuple(_slot(each, draw.host) for each in found)
    except (TokenError, RequestError) as problem:
        raise NetworkError("status_places_malformed", host=draw.host) from problem
    if not 0 < len(slots) <= draw.count:
        raise NetworkError("status_places_malformed", host=draw.host)
    return slots


def keep_places(session: Session, draw: Draw, slots: Iterable[StatusSlot]) -> None:
    """Put what was drawn into the pool, unless the customer named another host meanwhile."""
    with session.database.transaction() as transaction:
        if _host(transaction) == draw.host:
            status_slots.add(transaction, slots, session.clock.now())


def draw_places(session: Session, fetcher: Fetcher) -> None:
    """All three steps, for programs that have one thread. A host that fails is asked again another time."""
    draw = draw_due(session)
    if draw is None:
        return
    try:
        slots = fetch_places(draw, fetcher)
    except NetworkError:
        return
    keep_places(session, draw, slots)


class Places:
    """The places that wait, for one share. Each is taken once, at random."""

    def __init__(self, reader: Reader, random: Random) -> None:
        host = _host(reader)
        self._free = [] if host is None else status_slots.free(reader)
        self._random = random
        self._taken: dict[str, StatusSlot] = {}

    def take(self, jti: str) -> tuple[str, int] | None:
        """The address and index for a token, or None if there is none left."""
        if not self._free:
            return None
        # The pool is small, so that 32 random bits choose as good as evenly.
        slot = self._free.pop(int.from_bytes(self._random(4), "big") % len(self._free))
        self._taken[jti] = slot
        return slot.uri, slot.index

    def keep(self, transaction: Transaction) -> None:
        """Write down which token has which, once the items are stored."""
        for jti, slot in self._taken.items():
            status_slots.give(transaction, slot, jti)


def stop_places(
    transaction: Transaction, jtis: Iterable[str], now: datetime, not_before: datetime | None = None
) -> tuple[int, ...]:
    """Put the stop of these tokens' places into the outbox; the numbers of the rows. Tokens without one have none."""
    numbers = []
    for jti in jtis:
        slot = status_slots.of(transaction, jti)
        if slot is None:
            continue
        url = f"{slot.uri}/{slot.index}"
        letter = outbox.Outgoing(
            host=checked_url(url).host,
            kind=outbox.OutboxKind.STATUS,
            url=url,
            body=STOPPED,
            content_type=JSON,
            created=now,
            not_before=not_before or now,
            given_up_after=now + LONGEST_TRIED,
            jti=jti,
            about={"secret": slot.secret, "uri": slot.uri, "idx": slot.index},
        )
        numbers.append(outbox.enqueue(transaction, letter))
    return tuple(numbers)


def note_stopped(transaction: Transaction, row: outbox.OutboxRow, status: int) -> str | None:
    """What the host's answer to a stop means: a state of :class:`Delivered`, or None if it is to be tried again.

    A host that refuses does not know the place, and never will.
    """
    if status >= 500 or status in BUSY:
        return None
    uri, index = row.outgoing.about.get("uri"), row.outgoing.about.get("idx")
    if isinstance(uri, str) and isinstance(index, int):
        status_slots.remove(transaction, uri, index)
    return "status_set" if status == 204 else "status_refused"


def _host(reader: Reader) -> str | None:
    """The host. What an import brought that is none counts as none."""
    found = settings.settings(reader).get(STATUS_HOST)
    try:
        return checked_host(found) if isinstance(found, str) else None
    except RequestError:
        return None


def _some(random: Random, most: timedelta) -> timedelta:
    return most * (int.from_bytes(random(4), "big") / 2**32)


def _slot(found: object, host: str) -> StatusSlot:
    if not isinstance(found, dict) or found.keys() != {"uri", "idx", "secret"}:
        raise TokenError("status_malformed")
    uri, index, secret = found["uri"], found["idx"], found["secret"]
    if not isinstance(uri, str) or len(uri) > MAX_URI or "?" in uri:
        raise TokenError("status_malformed")
    checked_url(uri, host=host)
    if type(index) is not int or not 0 <= index <= MAX_STATUS_INDEX:
        raise TokenError("status_malformed")
    if not isinstance(secret, str) or not secret.isascii() or not secret.isprintable() or " " in secret:
        raise TokenError("status_malformed")
    if not 0 < len(secret) <= MAX_SECRET:
        raise TokenError("status_malformed")
    return StatusSlot(uri, index, secret)
