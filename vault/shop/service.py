"""Everything the shop's side works with, in one frozen value that is handed to each use."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from vault import bundled
from vault.core import catalogue as core_catalogue
from vault.core.catalogue import Catalogue
from vault.core.clock import Clock, SystemClock
from vault.shop.keys import ShopKeys, load_keys
from vault.shop.policy import Policy, read_policy
from vault.shop.store import Store, open_store
from vault.shop.terms import check_policy, refuse_findings
from vault.shop.visits import Visits


@dataclass(frozen=True)
class Downstream:
    """Another system that the shop passes data on to, and how it is told to delete.

    ``erase`` gets the customer number and the catalogue keys, and says whether the system was told.
    """

    name: str
    erase: Callable[[str, Sequence[str]], bool]


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
    downstream: tuple[Downstream, ...] = ()

    @property
    def client_id(self) -> str:
        """Who the shop is in requests, tokens and receipts."""
        return self.policy.client_id

    def url(self, path: str) -> str:
        """An address of the connector."""
        return f"https://{self.policy.host}/preferences/{path}"

    def urn(self) -> str:
        """A fresh random ``urn:uuid:``."""
        return f"urn:uuid:{UUID(bytes=self.random(16), version=4)}"


def open_shop(policy_file: Path, catalogue: Catalogue | None = None) -> Shop:
    """Read the settings and keys and open the store. Close it with ``shop.store.close()``.

    Raises :class:`PolicyError` (also for settings that no vault would answer) and :class:`StorageError`.
    """
    policy = read_policy(policy_file)
    found = catalogue or bundled_catalogue()
    refuse_findings(check_policy(policy, found))
    return Shop(policy, load_keys(policy), open_store(policy.store), found)


def bundled_catalogue() -> Catalogue:
    """The catalogue that ships with the program."""
    return core_catalogue.parse(*bundled.catalogue_files())


def session_hash(browser_session: str) -> str:
    """What is stored of a browser session: enough to know it again, useless to become it."""
    return hashlib.sha256(browser_session.encode()).hexdigest()
