"""How much one internet address, and everybody together, may ask for in an hour. Kept in memory, and forgotten soon."""

from __future__ import annotations

import threading
from ipaddress import IPv6Address, ip_address
from typing import Final

HOUR: Final = 3600.0
MOST_ADDRESSES: Final = 100_000
"""Addresses that are remembered at once; past that the one seen longest ago is forgotten."""


class RateLimit:
    """A bucket for each name: full at first, filled up evenly over an hour. Threads may share it."""

    def __init__(self, an_hour: int) -> None:
        self._most = float(an_hour)
        self._left: dict[str, tuple[float, float]] = {}  # what is left, and when; seen last at the end
        self._lock = threading.Lock()

    def take(self, name: str, count: int, now: float) -> float:
        """Take ``count`` from a bucket: 0.0, or the seconds until that many are there. ``now`` is in seconds."""
        with self._lock:
            left, since = self._left.pop(name, (self._most, now))
            left = min(self._most, left + max(0.0, now - since) * self._most / HOUR)
            wait = max(0.0, (count - left) * HOUR / self._most)
            if wait == 0.0:
                left -= count
            self._left[name] = (left, now)
            if len(self._left) > MOST_ADDRESSES:
                del self._left[next(iter(self._left))]
            return wait


def caller(address: str) -> str:
    """Whom an internet address stands for: itself, or of IPv6 the network of 64 bits that one connection gets."""
    try:
        found = ip_address(address)
    except ValueError:
        return address[:64]
    if isinstance(found, IPv6Address):
        return f"{int(found) >> 64:x}" if found.ipv4_mapped is None else str(found.ipv4_mapped)
    return str(found)
