"""What the shops page reads of the vault: every shop, and all that is known of the one that is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vault.customer.history import view_history
from vault.customer.holdings import ShopView, view_shops
from vault.customer.letter_prefill import has_letter_ready
from vault.customer.letter_standing import StandingCode
from vault.customer.letters import LetterKind, list_letters
from vault.customer.shop_detail import ShopDetail, view_shop
from vault.customer.shop_letters import Offered, offered
from vault.customer.shop_total import ShopTotal, shop_total
from vault.customer.showing_less import less_by_item
from vault.desktop.shops_told import ShopTold, read_told
from vault.desktop.shops_words import settled

if TYPE_CHECKING:
    from vault.customer.refreshing import RefreshOffer
    from vault.customer.session import Session


@dataclass(frozen=True)
class OpenShop:
    """The shop that is open: what it has, what its history tells, and which letters it takes.

    ``total`` is all that it ever had, and ``less`` what it could have instead of each item. ``letter_ready``: a stop
    got no answer, and no letter about it is under way.
    """

    detail: ShopDetail
    told: ShopTold
    offered: Offered
    total: ShopTotal
    less: Mapping[str, tuple[RefreshOffer, ...]]
    letter_ready: bool = False

    @property
    def host(self) -> str:
        """Its address."""
        return self.detail.shop.host


@dataclass(frozen=True)
class ShopsRead:
    """Every shop, and the open one if there is any."""

    shops: tuple[ShopView, ...]
    opened: OpenShop | None


def read_shops(session: Session, host: str | None) -> ShopsRead:
    """Read it all, with the wanted shop open, or else the first of the list."""
    shops = view_shops(session)
    known = [shop.host for shop in shops]
    stopped = sorted((shop for shop in shops if shop.stopped), key=settled)
    first = [shop.host for shop in shops if shop.holds] or [shop.host for shop in stopped] or known
    wanted = host if host in known else next(iter(first), None)
    if wanted is None:
        return ShopsRead(shops, None)
    told = read_told(view_history(session, host=wanted))
    detail = view_shop(session, wanted)
    total = shop_total(detail.shop, session.catalogue)
    less = less_by_item(session, [item.held.jti for item in detail.items])
    ready = has_letter_ready(detail.shop) and not _is_written(session, wanted)
    return ShopsRead(shops, OpenShop(detail, told, offered(session, wanted), total, less, ready))


def _is_written(session: Session, host: str) -> bool:
    """Whether a letter asks for what a stop did not bring, and is not settled."""
    about_it = {LetterKind.WITHDRAWAL, LetterKind.ERASURE}
    settled = {StandingCode.ANSWERED, StandingCode.CLOSED}
    return any(each.kind in about_it and each.standing.code not in settled for each in list_letters(session, host))
