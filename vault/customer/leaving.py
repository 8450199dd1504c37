"""Before a vault is deleted: stop everything, and see which shops have heard it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vault.core.consent import ItemState
from vault.customer.holdings import view_shops
from vault.customer.stopping import stop

if TYPE_CHECKING:
    from vault.customer.session import Session


def stop_everything(session: Session) -> tuple[str, ...]:
    """Stop all that is shared with any shop, with nothing to take back; the hosts, which hear it from the outbox.

    Each shop is a transaction: what was stopped before something fails stays stopped. Raises as :func:`stop`.
    """
    hosts = tuple(shop.host for shop in view_shops(session) if shop.shared)
    for host in hosts:
        stop(session, host)
    return hosts


def not_told(session: Session) -> tuple[str, ...]:
    """The hosts that were stopped and, as far as this vault knows, have not heard it yet."""
    return tuple(
        shop.host for shop in view_shops(session) if any(item.state is ItemState.STOPPING for item in shop.items)
    )
