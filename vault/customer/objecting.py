"""A "no" to being contacted is an objection (GDPR art. 21), not a consent: it lasts five years and outlives every stop.

Only the customer lifts it, by sharing another wish for the same preference.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from vault.storage import consents

if TYPE_CHECKING:
    from vault.core.catalogue import Catalogue
    from vault.customer.choosing import DecidedItem, Decision
    from vault.storage.connection import Reader

YEARS = 5


def objects(decided: DecidedItem, decision: Decision) -> bool:
    """Whether this item leaves as an objection: a "no" that the shop may keep, and nothing else in its token."""
    entry, values = decided.item.entry, decided.values
    return not decision.visit and entry is not None and len(values) == 1 and values[0][1].value in entry.objection


def end_of_objection(now: datetime) -> datetime:
    """The same day five years on, on the hour before."""
    year = now.year + YEARS
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    day = 28 if (now.month, now.day) == (2, 29) and not leap else now.day
    return now.replace(year=year, day=day, minute=0, second=0, microsecond=0)


def is_objection(reader: Reader, catalogue: Catalogue, item: consents.ConsentItem) -> bool:
    """Whether this shared item left as one. Few preferences can, so few tokens are looked into."""
    entry = catalogue.entries.get(item.key)
    if entry is None or not entry.objection:
        return False
    token, consent = consents.token(reader, item.jti), consents.consent(reader, item.consent)
    if token is None or consent is None:
        return False
    from vault.tokens import preference_token  # loads what tokens are made of

    return preference_token.verify(token.jwt, aud=consent.client_id).claims.objection
