"""Opening a shop: its settings, its keys, its database, and who else has to be told when a customer stops."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from vault.core.catalogue import Catalogue
from vault.core.errors import PolicyError
from vault.shop.keys import load_keys
from vault.shop.outward.sending import downstream_of, open_targets
from vault.shop.policy import Policy, read_policy
from vault.shop.service import Downstream, Shop, bundled_catalogue
from vault.shop.stop_replay import replay_stops
from vault.shop.store import open_store
from vault.shop.terms import check_policy, refuse_findings


def open_shop(
    policy_file: Path,
    catalogue: Catalogue | None = None,
    *,
    downstream: Sequence[Downstream] = (),
    placed: Callable[[Policy], Policy] = lambda policy: policy,
) -> Shop:
    """Read the settings and keys and open the store. Close it with ``shop.store.close()``.

    ``downstream`` are adapters, one for each system that a recipient of the settings runs, named as there: customers
    agreed to those and no others. A recipient without one is named in erasure receipts as not told.
    ``placed`` may say that the store is elsewhere than the settings do.

    Raises :class:`PolicyError` (also for settings that no vault would answer, ``recipient_not_named``, and as
    :func:`open_targets`) and :class:`StorageError`.
    """
    policy = placed(read_policy(policy_file))
    found = catalogue or bundled_catalogue()
    refuse_findings(check_policy(policy, found))
    _check_named(policy, downstream)
    targets = open_targets(policy_file.parent, policy, found)
    keys = load_keys(policy)
    store = open_store(policy.database or policy.store, key_store=policy.key_store, key_ring=policy.key_ring)
    shop = Shop(policy, keys, store, found)
    shop = replace(shop, downstream=(*downstream, *(downstream_of(shop, each) for each in targets)))
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
