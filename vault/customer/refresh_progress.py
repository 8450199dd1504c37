"""A preference that shops hold changes: what they could have anew of it, and how far what was sent came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from vault.core.consent import ItemEvent, ItemState
from vault.core.sensitivity import Level
from vault.core.value import Precision, Value, value_from_json
from vault.customer.delivery import LEASE
from vault.customer.editing import set_preference
from vault.customer.refresh_outcomes import KINDS
from vault.customer.refreshing import RefreshOffer, call_off, offers
from vault.customer.session import Session
from vault.customer.stopping import superseded
from vault.storage import consents, journal, outbox, preferences
from vault.storage.connection import Reader
from vault.storage.outbox import OutboxKind, OutboxRow
from vault.tokens.disclosure import read_disclosure


class Stage(StrEnum):
    """How far a newer value came."""

    WAITING = "waiting"
    """The shop will be told, or is being told now."""
    NOT_REACHED = "not_reached"
    """It was tried. The shop has the value from before."""
    NO_ANSWER = "no_answer"
    """The value left, and no reply came. It is asked again."""
    UNCERTAIN = "uncertain"
    """It is not asked any more: the shop may have it."""
    TOLD = "told"
    """The shop answered that it has it."""


@dataclass(frozen=True)
class Refreshing:
    """The newest value that was sent for one shared item. ``at`` is when it is tried next, or when it was settled.

    One that waits for ``later`` can be called off.
    """

    host: str
    stage: Stage
    at: datetime
    later: bool


@dataclass(frozen=True)
class RefreshView:
    """One preference: the shops that could have its value anew and do not wait for it, and those that were sent one."""

    key: str
    offers: tuple[RefreshOffer, ...]
    sent: tuple[Refreshing, ...]


def change_preference(
    session: Session, key: str, value: Value, *, level: Level | None, most: Precision | None
) -> RefreshView:
    """Keep ``value`` for ``key``. What waits to be sent of the one before is called off: the vault holds it no more.

    Raises as :func:`vault.customer.editing.set_preference`.
    """
    before = _stored(session, key)
    set_preference(session, key, value, level=level, most=most)
    if before is not None and _stored(session, key) != before:
        call_off(session, key)
    return refresh_view(session, key)


def refresh_view(session: Session, key: str) -> RefreshView:
    """What shops could have anew, and what was sent. Raises ``key_unknown``."""
    found, stored = offers(session, key), _stored(session, key)
    if stored is None:
        return RefreshView(key, (), ())
    with session.database.read() as reader:
        wanted = tuple(offer for offer in found if not _on_its_way_already(reader, offer))
        return RefreshView(key, wanted, _sent(reader, key, stored.updated_at))


def _on_its_way_already(reader: Reader, offer: RefreshOffer) -> bool:
    """Whether the very values of an offer wait to be sent."""
    wanted = {item.jti: item.after for item in offer.items}
    for row in outbox.waiting(reader, offer.host):
        carried = row.outgoing.about.get("items")
        if row.outgoing.kind in KINDS and isinstance(carried, list):
            tokens = [consents.token(reader, str(jti)) for jti in carried]
            values = [
                value_from_json(read_disclosure(each.disclosure)[1]) for each in tokens if each and each.disclosure
            ]
            if dict(zip(superseded(row), values, strict=False)) == wanted:
                return True
    return False


def _stored(session: Session, key: str) -> preferences.Preference | None:
    with session.database.read() as reader:
        return preferences.preference(reader, key)


def _sent(reader: Reader, key: str, kept_since: datetime) -> tuple[Refreshing, ...]:
    newest: dict[tuple[str, int | None], tuple[journal.Entry, consents.ConsentItem]] = {}
    for entry in journal.entries(reader, kinds={ItemEvent.REFRESHED}):
        items = entry.body.get("items")
        for each in items if isinstance(items, list) else ():
            item = consents.item(reader, str(each["jti"])) if isinstance(each, dict) and each["key"] == key else None
            if item is not None:
                newest[item.consent, item.item] = entry, item
    found = (_stage(reader, entry, item, kept_since) for entry, item in newest.values())
    return tuple(sorted((each for each in found if each is not None), key=lambda each: (each.host, each.stage)))


def _stage(reader: Reader, entry: journal.Entry, item: consents.ConsentItem, kept_since: datetime) -> Refreshing | None:
    """None if there is nothing to say: it was called off, stopped or never arrived, so the shop has what it had.

    What is settled says nothing either once the vault holds something else.
    """
    host = str(entry.body["host"])
    settled = {ItemState.ACTIVE: Stage.TOLD, ItemState.UNCERTAIN: Stage.UNCERTAIN}.get(item.state)
    if settled is not None and entry.at >= kept_since:
        return Refreshing(host, settled, item.changed_at, later=False)
    for row in outbox.waiting(reader, host) if item.state is ItemState.SENDING else ():
        carried = row.outgoing.about.get("items")
        if row.outgoing.kind in KINDS and isinstance(carried, list) and item.jti in carried:
            return _on_its_way(row)
    return None


def _on_its_way(row: OutboxRow) -> Refreshing:
    outgoing, about = row.outgoing, row.outgoing.about
    asking = outgoing.kind is OutboxKind.NONCE
    taken = row.last_tried is not None and row.next_try == row.last_tried + LEASE
    failed = row.attempts - (1 if taken else 0)
    if about.get("sent") or (failed and about.get("left") and not asking):
        return Refreshing(outgoing.host, Stage.NO_ANSWER, row.next_try, later=False)
    if failed or about.get("tries"):
        return Refreshing(outgoing.host, Stage.NOT_REACHED, row.next_try, later=asking)
    later = asking and outgoing.not_before > outgoing.created
    return Refreshing(outgoing.host, Stage.WAITING, row.next_try, later=later)
