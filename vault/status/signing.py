"""The keys that sign the lists. A new one is published a day before it signs, an old one until its last list ended.

So a shop that keeps the host's keys for an hour always has the key it needs, and nobody has to do anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, insert, select

from vault.core.clock import to_seconds
from vault.status.store import Store, signing_key
from vault.tokens.keys import SigningKey, VerifyingKey

LIST_LIFE: Final = timedelta(days=1)
"""From a list's ``iat`` to its ``exp``."""
AHEAD: Final = timedelta(days=1)
"""How long a key is published before it signs: shops ask for keys once an hour."""
KEYS_KEPT: Final = timedelta(hours=1)
"""How long a shop may keep the host's keys."""


@dataclass(frozen=True)
class KeyRing:
    """The key that signs now, and all that are published, by thumbprint."""

    current: SigningKey
    published: Mapping[str, VerifyingKey]


def key_ring(store: Store, now: datetime, *, rotate_days: int) -> KeyRing:
    """The keys of this moment, after making what is due and dropping what is over. Raises :class:`StorageError`."""
    at = to_seconds(now)
    with store.transaction() as connection:
        rows = connection.execute(select(signing_key).order_by(signing_key.c.signs_from)).all()
        found = [(row.signs_from, SigningKey.from_private_bytes(row.private)) for row in rows]
        due = found and found[-1][0] + to_seconds_of(timedelta(days=rotate_days) - AHEAD) <= at
        if not found or due:
            key, signs_from = SigningKey.generate(), to_seconds(now + AHEAD) if found else at
            row = {"kid": key.public.thumbprint(), "private": key.private_bytes(), "signs_from": signs_from}
            connection.execute(insert(signing_key).values(row))
            found.append((signs_from, key))
        # A clock that was set back leaves keys that sign later only; the first of them signs now.
        signing = max((place for place, (signs_from, _) in enumerate(found) if signs_from <= at), default=0)
        over = at - to_seconds_of(LIST_LIFE)
        kept = [each for place, each in enumerate(found) if place >= signing or found[place + 1][0] > over]
        gone = {key.public.thumbprint() for _, key in found} - {key.public.thumbprint() for _, key in kept}
        connection.execute(delete(signing_key).where(signing_key.c.kid.in_(gone)))
    return KeyRing(found[signing][1], {key.public.thumbprint(): key.public for _, key in kept})


def to_seconds_of(span: timedelta) -> int:
    """A time span in whole seconds."""
    return int(span.total_seconds())
