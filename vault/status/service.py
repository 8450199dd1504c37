"""Everything the status host works with, in one frozen value."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from vault.core.clock import Clock, SystemClock
from vault.core.rate_limit import RateLimit
from vault.status.counters import Counters
from vault.status.publishing import Publisher
from vault.status.settings import Settings, read_settings
from vault.status.store import Store, open_store


@dataclass(frozen=True)
class StatusHost:
    """One host. ``publisher`` holds what is given out; all that lasts is in ``store``."""

    settings: Settings
    store: Store
    publisher: Publisher
    places: RateLimit
    stops: RateLimit
    all_places: RateLimit
    clock: Clock
    random: Callable[[int], bytes] = secrets.token_bytes
    counters: Counters = field(default_factory=Counters)


def open_host(settings: Settings, clock: Clock | None = None) -> StatusHost:
    """Open the store and sign every list. Close it with ``host.store.close()``. Raises :class:`StorageError`."""
    clock, store = clock or SystemClock(), open_store(settings.store)
    try:
        publisher = Publisher(store, settings, clock)
    except BaseException:
        store.close()
        raise
    return StatusHost(
        settings,
        store,
        publisher,
        RateLimit(settings.places_an_hour),
        RateLimit(settings.stops_an_hour),
        RateLimit(settings.all_places_an_hour),
        clock,
    )


def open_host_at(path: Path) -> StatusHost:
    """The same by a settings file. Raises :class:`PolicyError` and :class:`StorageError`."""
    return open_host(read_settings(path))
