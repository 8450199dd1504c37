"""How much is kept, and the one value to ask about: what the first page says, without reading every value for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from vault.core.sensitivity import Level
from vault.customer.confirming import ASK_AFTER, OldValue, holders, is_hidden, looked_at
from vault.customer.editing import kept_preference
from vault.storage import preferences, settings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vault.core.catalogue import Entry
    from vault.customer.holdings import ShopView
    from vault.customer.session import Session
    from vault.storage.connection import Reader


class Glance(NamedTuple):
    """How many preferences are ``kept`` that the catalogue knows, how many of those are ``sealed``, and the one to ask
    about: the longest ago looked at of :func:`vault.customer.confirming.old_values` on which some shop relies,
    never one that is sealed: its value would stand on the page."""

    kept: int
    sealed: int
    suggestion: OldValue | None


def look_over(session: Session, shops: Iterable[ShopView]) -> Glance:
    """Look at the vault as it is now; ``shops`` says who holds what. Raises as the database does."""
    now, catalogue, held = session.clock.now(), session.catalogue, holders(shops)
    with session.database.read() as reader:
        said = settings.settings(reader)
        marks = {mark.key: mark for mark in preferences.marks(reader, now - ASK_AFTER)}
        kept = sealed = 0
        old = []
        for key, entry in catalogue.entries.items():
            mark = marks.get(key)
            if mark is None:
                continue
            kept += 1
            if _is_sealed(reader, entry, mark):
                sealed += 1
            elif mark.old and key in held and not is_hidden(key, said):
                old.append((looked_at(key, mark.updated_at, said, now), entry))
        asked = min((each for each in old if now - each[0] >= ASK_AFTER), key=lambda each: each[0], default=None)
        found = None if asked is None else preferences.preference(reader, asked[1].key)
    if asked is None or found is None:
        return Glance(kept, sealed, None)
    moment, entry = asked
    return Glance(kept, sealed, OldValue(kept_preference(entry, found), moment, tuple(held[entry.key]), hidden=False))


def _is_sealed(reader: Reader, entry: Entry, mark: preferences.Mark) -> bool:
    """Few entries have values that alone are sealed: only of those the value is read."""
    if entry.level is Level.SEALED or mark.level_raised is Level.SEALED:
        return True
    levels = {*(each.level for each in entry.options), *(each.level for each in entry.categories)}
    if Level.SEALED not in levels:
        return False
    found = preferences.preference(reader, entry.key)
    return found is not None and kept_preference(entry, found).level is Level.SEALED
