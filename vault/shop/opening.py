"""Opening a shop: its settings, its keys, its database, and who else has to be told when a customer stops."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from vault.core.catalogue import Catalogue
from vault.core.errors import PolicyError
from vault.shop.keys import load_keys
from vault.shop.policy import Policy, read_policy
from vault.shop.service import Downstream, Shop, bundled_catalogue
from vault.shop.stop_replay import replay_stops
from vault.shop.store import open_store
from vault.shop.terms import check_policy, refuse_findings


def open_shop(policy_file: Path, catalogue: Catalogue | None = None, *, downstream: Sequence[Downstream] = ()) -> Shop:
    """Read the settings and keys and open the store. Close it with ``shop.store.close()``.

    ``downstream`` are adapters, one for each system that a recipient of the settings runs, named as there: customers
    agreed to those and no others. A recipient without one is named in erasure receipts as not told.

    Raises :class:`PolicyError` (also for settings that no vault would answer, and ``recipient_not_named``) and
    :class:`StorageError`.
    """
    policy = read_policy(policy_file)
    found = catalogue or bundled_catalogue()
    refuse_findings(check_policy(policy, found))
    _check_named(policy, downstream)
    shop = Shop(policy, load_keys(policy), open_store(policy.store), found, downstream=tuple(downstream))
    try:
        replay_stops(shop)
    except BaseException:
        shop.store.close()
        raise
    return shop


def _check_named(policy: Policy, downstream: Sequence[Downstream]) -> None:
    named = {recipient.name for recipient in policy.recipients}
    for each in downstream:
        if each.name not in named:
            raise PolicyError("recipient_not_named", name=each.name[:120])
