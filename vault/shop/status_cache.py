"""The status lists that this process fetched, and the keys of their hosts, in memory: a check costs about nothing."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from vault.core.errors import TokenError
from vault.tokens.keys import VerifyingKey
from vault.tokens.status_list import VerifiedStatusList

KEYS_KEPT: Final = timedelta(hours=1)
"""A host publishes a key a day before it signs."""
MAX_LISTS: Final = 200
"""Lists at once, of 128 KiB each: places for a hundred million tokens."""


class StatusCache:
    """Threads may share it."""

    def __init__(self) -> None:
        self._lists: dict[str, VerifiedStatusList] = {}
        self._keys: dict[str, tuple[Mapping[str, VerifyingKey], datetime]] = {}
        self._lock = threading.Lock()

    def status(self, uri: str, index: int, now: datetime) -> int | None:
        """The status at a place; None where no list that holds at ``now`` is there, or it has no such place."""
        found = self._lists.get(uri)
        if found is None or found.exp <= now:
            return None
        try:
            return found.statuses.status(index)
        except TokenError:
            return None

    def put(self, found: VerifiedStatusList) -> None:
        """Keep a list, in place of the one before. An older one than that is not believed again."""
        with self._lock:
            known = self._lists.pop(found.uri, None)
            self._lists[found.uri] = found if known is None or known.iat <= found.iat else known
            if len(self._lists) > MAX_LISTS:
                del self._lists[next(iter(self._lists))]

    def keys(self, host: str, now: datetime) -> Mapping[str, VerifyingKey] | None:
        """The keys of a host, or None if they have to be fetched."""
        found = self._keys.get(host)
        return found[0] if found is not None and timedelta() <= now - found[1] < KEYS_KEPT else None

    def put_keys(self, host: str, keys: Mapping[str, VerifyingKey], now: datetime) -> None:
        """Keep the keys that a host gave."""
        with self._lock:
            self._keys[host] = (keys, now)
