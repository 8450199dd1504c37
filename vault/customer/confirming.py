"""Whether a kept value is still right: what was not looked at for a year, and the customer's word that it is.

A value that was said to be right, and one that is not asked about again, are settings of the customer, by the key of
the preference. They name no value, and travel with an export as the history does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from vault.core.clock import from_text
from vault.core.errors import ChoiceError
from vault.customer.editing import KeptPreference, list_preferences
from vault.storage import preferences, settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from vault.core.value import Json
    from vault.customer.holdings import ShopView
    from vault.customer.session import Session
    from vault.storage.connection import Transaction

ASK_AFTER = timedelta(days=365)
"""Sizes and tastes seldom change sooner."""
_CONFIRMED, _HIDDEN = "confirmed.", "not_asked_again."


@dataclass(frozen=True)
class OldValue:
    """A preference that was neither changed nor said to be right for :data:`ASK_AFTER`. ``hosts`` are the shops that
    hold it now; ``hidden`` means that nobody is to be asked about it."""

    kept: KeptPreference
    looked_at: datetime
    hosts: tuple[str, ...]
    hidden: bool


def confirm(session: Session, key: str) -> None:
    """The customer says that what is kept for ``key`` is still right. Raises :class:`ChoiceError` ``not_kept``."""
    with session.database.transaction() as transaction:
        _require_kept(transaction, key)
        settings.put_moment(transaction, f"{_CONFIRMED}{key}", session.clock.now())


def hide(session: Session, key: str) -> None:
    """Never suggest again to look at ``key``. Raises :class:`ChoiceError` ``not_kept``."""
    with session.database.transaction() as transaction:
        _require_kept(transaction, key)
        settings.put(transaction, f"{_HIDDEN}{key}", True)


def old_values(session: Session, shops: Iterable[ShopView]) -> tuple[OldValue, ...]:
    """What was not looked at for a year, the longest ago first. :func:`holders` of ``shops`` says who holds it."""
    now, held = session.clock.now(), holders(shops)
    with session.database.read() as reader:
        said = settings.settings(reader)
    found = [
        OldValue(kept, moment, tuple(held.get(kept.entry.key, ())), is_hidden(kept.entry.key, said))
        for kept in list_preferences(session)
        if now - (moment := looked_at(kept.entry.key, kept.changed_at, said, now)) >= ASK_AFTER
    ]
    return tuple(sorted(found, key=lambda each: each.looked_at))


def holders(shops: Iterable[ShopView]) -> dict[str, dict[str, None]]:
    """The hosts of ``shops`` that hold a preference, in their order, by its key.

    A "no" to being contacted, and what a shop had for one visit, count as held by nobody.
    """
    found: dict[str, dict[str, None]] = {}
    for shop in shops:
        for item in shop.shared:
            for part in () if item.visit else item.parts:
                found.setdefault(part.key, {})[shop.host] = None
    return found


def is_hidden(key: str, said: Mapping[str, Json]) -> bool:
    """Whether nobody is to be asked about ``key``, as the settings have it that are ``said``."""
    return f"{_HIDDEN}{key}" in said


def looked_at(key: str, changed_at: datetime, said: Mapping[str, Json], now: datetime) -> datetime:
    """When it was changed or said to be right. A date that is yet to come is of a clock that was wrong."""
    text = said.get(f"{_CONFIRMED}{key}")
    try:
        confirmed = from_text(text) if isinstance(text, str) else changed_at
    except ValueError:  # an import brings what it likes
        confirmed = changed_at
    return max(changed_at, confirmed) if confirmed <= now else changed_at


def _require_kept(transaction: Transaction, key: str) -> None:
    if preferences.preference(transaction, key) is None:
        raise ChoiceError("not_kept", key=key)
