"""What is true of each shop at the end: who confirmed, who was told, who was not reached."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from vault.core.consent import HELD, ItemState
from vault.core.terms import parse_terms
from vault.customer.holdings import view_shops
from vault.storage import consents
from vault.storage.shops import shops
from vault.tokens.keys import SigningKey
from vault.tokens.receipt import stop_code

if TYPE_CHECKING:
    from vault.customer.holdings import ShopView
    from vault.customer.session import Session
    from vault.storage.connection import Reader


class ShopState(StrEnum):
    """What is true of one shop. Each has its sentence in ``resources/messages``."""

    HOLDS = "holds"
    """Something is shared with it now."""
    UNTOLD = "untold"
    """Stopped, and it was not reached."""
    TOLD = "told"
    """It heard the stop, and did not prove yet that it erased."""
    CONFIRMED = "confirmed"
    """It signed that it erased."""
    DENIED = "denied"
    """It says that it has nothing."""
    ENDED = "ended"
    """All ended by itself before."""


OPEN = frozenset({ShopState.UNTOLD, ShopState.TOLD})
_PROVEN = frozenset({ItemState.ERASED, ItemState.STOPPED_THERE, ItemState.UNREAD})


@dataclass(frozen=True)
class ShopEnd:
    """One shop at the end. ``code`` stops it without the vault, where it has something or may have; ``objection`` says
    that a "no" to being contacted stays there, as it should; ``proof_months`` is how long it keeps proof of what was
    agreed, None where no terms are known."""

    host: str
    calls_itself: str
    state: ShopState
    code: str
    objection: bool
    proof_months: int | None


def shops_at_end(session: Session) -> tuple[ShopEnd, ...]:
    """Every shop that ever got something, by host."""
    found = [shop for shop in view_shops(session) if shop.items]
    with session.database.read() as reader:
        codes = {
            each.host: stop_code(SigningKey.from_private_bytes(each.pairwise_key).public) for each in shops(reader)
        }
        return tuple(_end(reader, shop, codes[shop.host]) for shop in found)


def _end(reader: Reader, shop: ShopView, code: str) -> ShopEnd:
    agreed = [consent for consent in consents.consents(reader, shop.host) if consent.terms is not None]
    newest = max(agreed, key=lambda consent: consent.created, default=None)
    return ShopEnd(
        shop.host,
        shop.calls_itself,
        _state({item.state for item in shop.items if not item.objection}),
        code,
        any(item.objection for item in shop.holds),
        parse_terms(newest.terms).proof_months if newest is not None and newest.terms is not None else None,
    )


def _state(states: set[ItemState]) -> ShopState:
    """The worst of what is true of its items."""
    if states & HELD:
        return ShopState.HOLDS
    if states & {ItemState.STOPPING, ItemState.UNREACHABLE}:
        return ShopState.UNTOLD
    if states & {ItemState.TOLD, ItemState.OVERDUE}:
        return ShopState.TOLD
    if ItemState.DENIED in states:
        return ShopState.DENIED
    return ShopState.CONFIRMED if states & _PROVEN else ShopState.ENDED
