"""Who holds what: each preference that a shop has or may have, beside every shop that has or may have something."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from vault.core.consent import GONE, HELD
from vault.core.sensitivity import Level
from vault.core.terms import parse_terms
from vault.core.value import Value, value_from_json
from vault.customer.editing import list_preferences
from vault.customer.holdings import HeldItem, ShopView, view_shops
from vault.customer.refreshing import RefreshOffer
from vault.customer.session import Session
from vault.customer.showing_less import less_offers
from vault.storage import consents
from vault.storage.connection import Reader
from vault.tokens.disclosure import read_disclosure


@dataclass(frozen=True)
class Holding:
    """One item at one shop. ``values`` are those of its parts, by key; none where the vault no longer has them."""

    host: str
    item: HeldItem
    values: Mapping[str, Value] = field(repr=False)

    @property
    def held(self) -> bool:
        """Whether the shop may use it; else it was stopped, and the shop has not said that it is gone."""
        return self.item.state in HELD


@dataclass(frozen=True)
class WhoHolds:
    """``shops`` are those that have or may have something, by host; ``any_shop`` says that there are others at least.

    ``sealed`` counts the sealed preferences that are kept, shared or not.
    """

    shops: tuple[ShopView, ...]
    holdings: tuple[Holding, ...]
    sealed: int
    any_shop: bool


@dataclass(frozen=True)
class CloserLook:
    """More about one item: what the shop said it is for, by language, and what it could have instead."""

    jti: str
    reason: Mapping[str, str]
    less: tuple[RefreshOffer, ...]


def view_who_holds(session: Session) -> WhoHolds:
    """The vault as it is now."""
    shops = view_shops(session)
    sealed = sum(each.level is Level.SEALED for each in list_preferences(session))
    with session.database.read() as reader:
        found = tuple(
            Holding(shop.host, item, _values(reader, item.jti))
            for shop in shops
            for item in shop.items
            if item.state not in GONE and not item.about_other  # what is somebody else's is not in this table
        )
    hosts = {each.host for each in found}
    return WhoHolds(tuple(shop for shop in shops if shop.host in hosts), found, sealed, bool(shops))


def look_closer(session: Session, jti: str) -> CloserLook:
    """One item of :func:`view_who_holds`; nothing is known of one that is not there any more."""
    with session.database.read() as reader:
        item = consents.item(reader, jti)
        consent = consents.consent(reader, item.consent) if item is not None else None
    reason: Mapping[str, str] = {}
    if item is not None and item.item is not None and consent is not None and consent.terms is not None:
        reason = parse_terms(consent.terms).items[item.item].reason
    return CloserLook(jti, reason, less_offers(session, jti))


def _values(reader: Reader, jti: str) -> dict[str, Value]:
    token = consents.token(reader, jti)
    if token is None or token.disclosure is None:
        return {}
    return {key: value_from_json(value) for key, value in map(read_disclosure, token.disclosure.split("~"))}
