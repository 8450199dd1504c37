"""Let a shop have one thing coarser than it has it now, without asking it anew and without ending anything.

The letter is that of :mod:`vault.customer.refreshing`: the same consent, terms and end. What takes the old value's
place covers it, so the shop learns nothing new, not even that the preference changed. What is sealed is not here: it
is stopped, or refreshed after the passphrase.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from vault.core.catalogue import Entry
from vault.core.errors import ChoiceError
from vault.core.precision import coarsen, covers, steps_open
from vault.core.sensitivity import Level
from vault.core.value import Precision, Value
from vault.core.value_check import level_of
from vault.customer.editing import kept_as
from vault.customer.refreshing import (
    RefreshItem,
    RefreshOffer,
    put,
    take_back,
    takes_refreshes,
    under_way,
    value_there,
)
from vault.customer.session import Session
from vault.storage import consents, outbox, preferences
from vault.storage.connection import Reader


def less_offers(session: Session, jti: str) -> tuple[RefreshOffer, ...]:
    """What a shop could have in the place of one item, each coarser than the one before; none where nothing can."""
    with session.database.read() as reader:
        return _offers(reader, session, jti)


def less_by_item(session: Session, jtis: Iterable[str]) -> dict[str, tuple[RefreshOffer, ...]]:
    """:func:`less_offers` of several items, by each that has some."""
    with session.database.read() as reader:
        found = {jti: _offers(reader, session, jti) for jti in jtis}
    return {jti: offers for jti, offers in found.items() if offers}


def show_less(session: Session, offer: RefreshOffer, *, undo_seconds: int = 0) -> None:
    """Send one of :func:`less_offers`. The shop has the old value until it answers that it has this one.

    ``undo_seconds`` keeps the letter back for that long; until it has gone, :func:`undo_less` takes it out again.
    Raises :class:`ChoiceError` ``refresh_changed`` if it is not offered any more.
    """
    now = session.clock.now()
    with session.database.transaction() as transaction:
        if offer not in _offers(transaction, session, offer.items[0].jti):
            raise ChoiceError("refresh_changed", host=offer.host)
        put(transaction, session, offer, None, now, now + timedelta(seconds=undo_seconds))
    session.commit_anchor()


def undo_less(session: Session, offer: RefreshOffer) -> bool:
    """Let the shop keep what it has, if it was not asked yet to take less; False if it is too late."""
    now = session.clock.now()
    with session.database.transaction() as transaction:
        waiting = outbox.waiting(transaction, offer.host)
        taken = take_back(transaction, waiting, {each.jti for each in offer.items}, now)
    session.commit_anchor()
    return taken


def _offers(reader: Reader, session: Session, jti: str) -> tuple[RefreshOffer, ...]:
    item = consents.item(reader, jti)
    consent = consents.consent(reader, item.consent) if item is not None else None
    entry = session.catalogue.entries.get(item.key) if item is not None else None
    if item is None or consent is None or entry is None or item.item is None:
        return ()
    stored = preferences.preference(reader, item.key)
    kept = kept_as(entry, stored) if stored is not None else None
    level = max(item.level, kept.level) if kept is not None else item.level
    ended = item.until <= session.clock.now() or jti in under_way(reader)
    if level is Level.SEALED or ended or not takes_refreshes(consent):
        return ()
    before = value_there(reader, consent, item)
    if before is None:
        return ()
    exact = before if before.precision is Precision.EXACT else kept.value if kept is not None else None
    most = kept.most if kept is not None else Precision.EXACT
    steps = [step for step in steps_open(entry, item.precision, most) if step < item.precision]
    values = [coarser(entry, exact, step, before) for step in steps] if exact is not None else []
    return tuple(
        RefreshOffer(
            consent.host,
            consent.id,
            item.until,
            (RefreshItem(jti, item.key, item.item, max(level, level_of(entry, after)), before, after),),
        )
        for after in values
        if after is not None
    )


def coarser(entry: Entry, exact: Value, step: Precision, before: Value) -> Value | None:
    """``exact`` at this step, if that says less than ``before`` and nothing else."""
    try:
        after = coarsen(entry, exact, step)
    except ChoiceError:  # this very value has no such step
        return None
    if level_of(entry, after) is Level.SEALED:  # a broader word can say more about a person than a narrower one
        return None
    return after if covers(entry, after, before) and not covers(entry, before, after) else None
