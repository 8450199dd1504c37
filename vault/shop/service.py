"""Everything the shop's side works with, in one frozen value that is handed to each use."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from vault import bundled
from vault.core import catalogue as core_catalogue
from vault.core.catalogue import Catalogue
from vault.core.clock import Clock, SystemClock
from vault.shop.keys import ShopKeys
from vault.shop.policy import Policy
from vault.shop.status_cache import StatusCache
from vault.shop.store import Store
from vault.shop.visits import Visits

OPTIONAL_ENDPOINTS = ("nonce", "refresh", "held", "feedback")
"""Addresses that a vault can use if the terms list them; the one to stop at is always there."""


@dataclass(frozen=True)
class Downstream:
    """Another system that the shop passes data on to, and how it is told to delete. ``name`` is the recipient's in
    the settings.

    ``erase`` gets the customer number and the catalogue keys, and says whether the system was told.
    """

    name: str
    erase: Callable[[str, Sequence[str]], bool]
    send: Callable[[], object] | None = None
    """Sends what waits for it, if that is done here too; raises :class:`StorageError`."""


@dataclass(frozen=True)
class Shop:
    """One shop. ``visits`` live and end with this value; all else that is kept is in ``store``."""

    policy: Policy
    keys: ShopKeys
    store: Store
    catalogue: Catalogue
    clock: Clock = field(default_factory=SystemClock)
    random: Callable[[int], bytes] = secrets.token_bytes
    visits: Visits = field(default_factory=Visits)
    statuses: StatusCache = field(default_factory=StatusCache)
    downstream: tuple[Downstream, ...] = ()
    optional_endpoints: tuple[str, ...] = OPTIONAL_ENDPOINTS
    """Those that this shop's server answers: no others are listed in its terms."""

    @property
    def client_id(self) -> str:
        """Who the shop is in requests, tokens and receipts."""
        return self.policy.client_id

    def url(self, path: str) -> str:
        """An address of the connector."""
        return f"https://{self.policy.host}/preferences/{path}"

    def endpoints(self) -> dict[str, str]:
        """The addresses for its terms, by name."""
        return {name: self.url(name) for name in ("stop", *self.optional_endpoints)}

    def urn(self) -> str:
        """A fresh random ``urn:uuid:``."""
        return f"urn:uuid:{UUID(bytes=self.random(16), version=4)}"


def bundled_catalogue() -> Catalogue:
    """The catalogue that ships with the program."""
    return core_catalogue.parse(*bundled.catalogue_files())


def session_hash(browser_session: str) -> str:
    """What is stored of a browser session: enough to know it again, useless to become it."""
    return hashlib.sha256(browser_session.encode()).hexdigest()
