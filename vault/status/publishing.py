"""The signed lists as they are given out: made when something changed, kept in memory, and never made for a request.

Of each list the bits stay in memory. What was stopped since is set in them, and only a list that changed is signed
anew; a list that did not change is signed again in time before its end.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select

from vault.core.clock import Clock
from vault.status.packed_list import PackedList
from vault.status.settings import Settings
from vault.status.signing import LIST_LIFE, KeyRing, key_ring
from vault.status.store import Store, status_list, stopped
from vault.tokens.status_list import host_document, status_list_token

SIGNED_AGAIN: Final = LIST_LIFE / 2
"""How old a list gets. A shop that keeps one for its ``ttl`` so has a list that holds."""
KEYS_LOOKED_AT: Final = timedelta(minutes=10)
"""How often it is asked whether a key is due."""


@dataclass(frozen=True)
class Published:
    """One list as it is given out."""

    body: bytes = field(repr=False)
    etag: str
    signed: datetime
    kid: str


@dataclass(frozen=True)
class Publication:
    """Everything that is given out at one moment."""

    lists: Mapping[int, Published]
    document: bytes
    """The host's keys, as JSON."""


class Publisher:
    """Holds the bits of every list, and what was last made of them. Threads may share it."""

    def __init__(self, store: Store, settings: Settings, clock: Clock) -> None:
        """Read every list and sign it. Raises :class:`StorageError`."""
        self._store = store
        self._settings = settings
        self._clock = clock
        self._lock = threading.Lock()
        self._bits: dict[int, PackedList] = {}
        self._seen = 0
        self._ring = key_ring(store, clock.now(), rotate_days=settings.rotate_days)
        self._looked = clock.now()
        self.current = Publication({}, _document(self._ring))
        self.refresh()

    def refresh(self) -> int:
        """Bring what is given out up to now; how many lists were signed. Raises :class:`StorageError`."""
        with self._lock:
            now = self._clock.now()
            if not timedelta() <= now - self._looked < KEYS_LOOKED_AT:
                self._ring = key_ring(self._store, now, rotate_days=self._settings.rotate_days)
                self._looked = now
            changed = self._catch_up()
            lists = dict(self.current.lists)
            due = [number for number in self._bits if number in changed or self._is_due(lists.get(number), now)]
            for number in due:
                lists[number] = self._sign(number, now)
            self.current = Publication(lists, _document(self._ring))
            return len(due)

    def _catch_up(self) -> set[int]:
        """Set the bits of what was stopped since the last time; the lists that changed."""
        with self._store.transaction() as connection:
            newest = connection.execute(select(func.max(status_list.c.number))).scalar_one_or_none() or 0
            rows = connection.execute(
                select(stopped.c.seq, stopped.c.list, stopped.c.idx).where(stopped.c.seq > self._seen)
            ).all()
        # The first list is there before anybody asked for a place.
        for number in range(1, max(newest, 1) + 1):
            self._bits.setdefault(number, PackedList())
        changed: dict[int, list[int]] = {}
        for row in rows:
            changed.setdefault(row.list, []).append(row.idx)
            self._seen = max(self._seen, row.seq)
        for number, places in changed.items():
            self._bits[number].set(places)
        return set(changed)

    def _is_due(self, published: Published | None, now: datetime) -> bool:
        if published is None or published.kid != self._ring.current.public.thumbprint():
            return True
        return not timedelta() <= now - published.signed < SIGNED_AGAIN  # also after the clock was set back

    def _sign(self, number: int, now: datetime) -> Published:
        key, uri = self._ring.current, self._settings.uri(number)
        text = status_list_token(
            key, uri=uri, lst=self._bits[number].lst(), iat=now, exp=now + LIST_LIFE, ttl=self._settings.ttl
        )
        body = text.encode("ascii")
        return Published(body, f'"{hashlib.sha256(body).hexdigest()[:32]}"', now, key.public.thumbprint())


def _document(ring: KeyRing) -> bytes:
    return json.dumps(host_document(ring.published), separators=(",", ":")).encode()
