"""Stop with every shop at once, as before a vault is deleted, and see which have heard it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vault.core.consent import ItemState
from vault.core.errors import ChoiceError
from vault.customer.holdings import view_shops
from vault.customer.stopping import Stopped, stop

if TYPE_CHECKING:
    from vault.customer.session import Session


def stop_everything(session: Session, *, undo_seconds: int = 0) -> tuple[Stopped, ...]:
    """Stop all that is shared with any shop; what was stopped, by shop. The hosts hear it from the outbox.

    Objections outlive it. Each shop is a transaction: what was stopped before something fails stays stopped, and one
    where everything has just ended by itself holds up no other. Raises as :func:`stop`.
    """
    stopped: list[Stopped] = []
    for host in [shop.host for shop in view_shops(session) if shop.shared]:
        try:
            stopped.append(stop(session, host, undo_seconds=undo_seconds))
        except ChoiceError as problem:
            if problem.code != "nothing_to_stop":
                raise
    return tuple(stopped)


def not_told(session: Session) -> tuple[str, ...]:
    """The hosts that were stopped and, as far as this vault knows, have not heard it yet."""
    return tuple(
        shop.host for shop in view_shops(session) if any(item.state is ItemState.STOPPING for item in shop.items)
    )
