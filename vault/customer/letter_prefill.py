"""What the vault can fill in of a letter: to whom, what the shop knows the customer by, and what it has."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from vault.core.consent import ItemEvent, ItemState
from vault.core.errors import ChoiceError
from vault.core.sensitivity import Level
from vault.core.terms import parse_terms
from vault.customer.holdings import view_shops
from vault.customer.letter_facts import AskedItem, LetterInput
from vault.portability.letters.facts import Addressee, Ground, KnownBy, Sender, StopBefore
from vault.storage import consents, journal, letters, shops
from vault.storage.letters import LetterKind
from vault.tokens.keys import SigningKey
from vault.tokens.receipt import stop_code

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from vault.customer.holdings import HeldItem, ShopView
    from vault.customer.session import Session
    from vault.storage.connection import Reader

_UNHEARD = frozenset({ItemState.STOPPING, ItemState.UNREACHABLE})
"""Stopped, and the shop does not know it: a letter withdraws."""
_UNPROVEN = frozenset({ItemState.TOLD, ItemState.OVERDUE})
"""Stopped, the shop knows it, and did not prove that it erased: a letter asks for erasure."""
_MAY_HAVE = frozenset({ItemState.SENDING, ItemState.ACTIVE, ItemState.UNCERTAIN}) | _UNHEARD | _UNPROVEN
_MOST_DATES = 3
"""Dates of shares by which a shop finds somebody; the newest."""


@dataclass(frozen=True)
class OfferedItem:
    """Something of the vault that the shop has or may have, to be named in a letter. Sealed ones start unticked."""

    item: AskedItem
    sealed: bool


@dataclass(frozen=True)
class Prefill:
    """What a form starts with. ``sender`` is that of the newest letter; ``items`` are without doubles."""

    to: Addressee
    host: str | None = None
    known_by: KnownBy = field(default_factory=KnownBy)
    items: tuple[OfferedItem, ...] = ()
    sender: Sender = field(default=Sender("", ()), repr=False)

    @property
    def ticked(self) -> tuple[AskedItem, ...]:
        """What a letter names without being asked."""
        return tuple(each.item for each in self.items if not each.sealed)


def prefill(session: Session, host: str | None = None) -> Prefill:
    """What is known of one shop, or for one that is typed in of the sender only.

    Raises :class:`ChoiceError` ``shop_unknown``.
    """
    with session.database.read() as reader:
        sender = _last_sender(reader)
        if host is None:
            return Prefill(Addressee(""), sender=sender)
        known = shops.shop(reader, host)
        if known is None:
            raise ChoiceError("shop_unknown", host=host[:80])
        agreed = consents.consents(reader, host)
        code = stop_code(SigningKey.from_private_bytes(known.pairwise_key).public) if agreed else None
        days = sorted({_day(consent.created) for consent in agreed})[-_MOST_DATES:]
        to = _addressee(agreed, known)
    shop = _shop(session, host)
    return Prefill(to, host, KnownBy(code, None, host, tuple(days)), _offered(shop.items, _MAY_HAVE), sender)


def usual_ground(kind: LetterKind, found: Prefill) -> Ground | None:
    """The ground that a form starts with; None where there is none to begin with."""
    if kind is LetterKind.ERASURE:
        return Ground.WITHDRAWN if found.items else Ground.NO_LONGER_NEEDED
    return Ground.MARKETING if kind is LetterKind.OBJECTION else None


def letter_for_stop(session: Session, host: str, *, language: str, sender: Sender | None = None) -> LetterInput | None:
    """The letter that is ready where a stop got no answer in time: a form's start, for :func:`letters.make`.

    It withdraws what the shop has not heard of; where it heard all, it asks for the erasure that it promised. None if
    nothing is open. Items that are sealed are left to be ticked. Raises :class:`ChoiceError` ``shop_unknown``.
    """
    found, shop = prefill(session, host), _shop(session, host)
    states = {item.state for item in shop.stopped}
    kind = LetterKind.WITHDRAWAL if states & _UNHEARD else LetterKind.ERASURE
    if not states & (_UNHEARD | _UNPROVEN):
        return None
    about = _UNHEARD | _UNPROVEN if kind is LetterKind.WITHDRAWAL else _UNPROVEN
    items = tuple(each.item for each in _offered(shop.stopped, about) if not each.sealed)
    stopped = _stopped(session, host, shop) if kind is LetterKind.ERASURE else None
    ground = Ground.WITHDRAWN if kind is LetterKind.ERASURE else None
    return LetterInput(
        kind, language, sender or found.sender, found.to, host, found.known_by, items, ground=ground, stopped=stopped
    )


def has_letter_ready(shop: ShopView) -> bool:
    """Whether a stop of this shop got no answer in time, so that :func:`letter_for_stop` has a letter."""
    return any(item.state in {ItemState.OVERDUE, ItemState.UNREACHABLE} for item in shop.stopped)


def _shop(session: Session, host: str) -> ShopView:
    return next(each for each in view_shops(session) if each.host == host)


def _addressee(agreed: list[consents.Consent], known: shops.Shop) -> Addressee:
    """As the newest terms name the controller; without terms the shop by its proven address."""
    raw = next((each.terms for each in reversed(agreed) if each.terms is not None), None)
    if raw is None:
        return Addressee(known.name or known.host, (known.host,) if known.name else ())
    controller = parse_terms(raw).controller
    return Addressee(controller.name, (controller.address,), controller.dpo or controller.contact)


def _offered(items: Collection[HeldItem], states: Collection[ItemState]) -> tuple[OfferedItem, ...]:
    found: dict[str, OfferedItem] = {}
    for item in items:
        if item.state in states and not item.objection:
            for part in item.parts:
                asked = AskedItem(part.key, item.purpose, None if item.visit else _day(item.until))
                found[part.key] = OfferedItem(asked, sealed=item.level is Level.SEALED)
    return tuple(found.values())


def _stopped(session: Session, host: str, shop: ShopView) -> StopBefore | None:
    """When the shop confirmed the newest stop that it has not proved, and what it had promised."""
    open_ = {item.jti for item in shop.stopped if item.state in _UNPROVEN}
    with session.database.read() as reader:
        told = [
            _day(entry.at)
            for entry in journal.walk(reader, kinds={ItemEvent.TOLD}, host=host)
            if open_ & set(_jtis(entry.body.get("items")))
        ]
        rows = [consents.item(reader, jti) for jti in open_]
        agreed = [consents.consent(reader, row.consent) for row in rows if row is not None]
    days = [parse_terms(each.terms).delete_within_days for each in agreed if each is not None and each.terms]
    return StopBefore(told[-1], max(days, default=None)) if told else None


def _jtis(items: Any) -> list[str]:
    found = items if isinstance(items, list) else []
    return [str(each.get("jti")) for each in found if isinstance(each, dict)]


def _last_sender(reader: Reader) -> Sender:
    """As the newest letter has it; the customer need not type it again."""
    for letter in reversed(letters.letters(reader)):
        found: Any = letter.facts.get("sender")
        if isinstance(found, dict) and isinstance(found.get("name"), str) and isinstance(found.get("reply"), list):
            return Sender(found["name"], tuple(map(str, found["reply"])))
    return Sender("", ())


def _day(moment: datetime) -> date:
    return moment.astimezone().date()
