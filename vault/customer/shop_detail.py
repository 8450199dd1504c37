"""What one shop sees now and what was agreed with it, and the receipt of one share.

A value is here only while the vault still holds its disclosure; a receipt never has one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import takewhile

from vault.core.consent import ItemEvent, ItemState
from vault.core.errors import ChoiceError
from vault.core.terms import Recipient, Terms, parse_terms
from vault.core.value import Precision, Value, value_from_json
from vault.customer.holdings import HeldItem, ShopView, view_shops
from vault.customer.receipt_proof import proof_parts, proves_erasure, signed_by_shop
from vault.customer.session import Session
from vault.customer.stopping import Stopped, stop, stop_items
from vault.storage import consents, journal, shops
from vault.storage.connection import Reader
from vault.tokens.disclosure import read_disclosure
from vault.tokens.keys import SigningKey
from vault.tokens.receipt import stop_code

_SHARES = frozenset({ItemEvent.SHARED})
"""What is asked of a long history: the whole of it would take more memory than all else."""


@dataclass(frozen=True)
class SeenItem:
    """One shared item as the shop sees it. ``reason`` is the shop's own sentence by language.

    ``values`` are those of its parts, by key; none where the vault no longer has them.
    """

    held: HeldItem
    reason: Mapping[str, str]
    values: Mapping[str, Value] = field(repr=False)


@dataclass(frozen=True)
class Promises:
    """What the shop promised in its terms."""

    purposes: tuple[str, ...]
    recipients: tuple[Recipient, ...]
    delete_within_days: int
    proof_months: int


@dataclass(frozen=True)
class Agreement:
    """One share that was agreed. ``seq`` is its history entry, by which :func:`view_receipt` finds its receipt."""

    seq: int
    agreed: datetime
    until: datetime
    visit: bool
    items: tuple[str, ...]


@dataclass(frozen=True)
class ShopDetail:
    """One shop with everything that it sees. ``promises`` are those of the newest share; ``agreements`` too come
    newest first; ``code`` stops the shop without the vault."""

    shop: ShopView
    country: str | None
    code: str
    items: tuple[SeenItem, ...]
    agreements: tuple[Agreement, ...]
    promises: Promises | None


@dataclass(frozen=True)
class ReceiptItem:
    """One preference of a receipt, with what is true of it now. Those of a bundle have one ``jti``."""

    jti: str
    key: str
    precision: Precision
    state: ItemState


@dataclass(frozen=True)
class ShareReceipt:
    """What was agreed in one share. ``number`` counts this vault's shares of a year; ``jwts`` are the shop's receipts
    as signed, empty where none is kept; ``proof`` are those with all that a third party needs beside them, a line each;
    ``not_shared`` are keys that were asked and did not go. ``records`` are the numbers of its consents with terms, as
    :func:`vault.customer.consent_records.take_record` knows them."""

    seq: int
    number: str
    agreed: datetime
    host: str
    calls_itself: str
    country: str | None
    until: datetime
    visit: bool
    items: tuple[ReceiptItem, ...]
    not_shared: tuple[str, ...]
    promises: Promises | None
    jwts: tuple[str, ...]
    proof: tuple[str, ...] = field(repr=False)
    records: tuple[str, ...] = ()

    @property
    def proves_erasure(self) -> bool:
        """Whether the shop's word that it erased something of this is in the proof."""
        return proves_erasure(self.proof)


def view_shop(session: Session, host: str) -> ShopDetail:
    """One shop, as it is now. Raises :class:`ChoiceError` ``shop_unknown``."""
    shop = next((each for each in view_shops(session) if each.host == host), None)
    with session.database.read() as reader:
        known = shops.shop(reader, host)
        if shop is None or known is None:
            raise ChoiceError("shop_unknown", host=host[:80])
        agreed = {consent.id: consent for consent in consents.consents(reader, host)}
        terms = {id_: parse_terms(consent.terms) for id_, consent in agreed.items() if consent.terms is not None}
        newest = max(terms, key=lambda id_: agreed[id_].created, default=None)
        return ShopDetail(
            shop,
            terms[newest].controller.country if newest else None,
            stop_code(SigningKey.from_private_bytes(known.pairwise_key).public),
            tuple(_seen(reader, item, terms) for item in shop.items),
            tuple(_agreement(reader, share) for share in reversed(journal.entries(reader, kinds=_SHARES, host=host))),
            _promises([terms[newest]]) if newest else None,
        )


def view_receipt(session: Session, seq: int) -> ShareReceipt | None:
    """The receipt of the share that history entry ``seq`` tells of; None if it tells of something else."""
    with session.database.read() as reader:
        entry = next(journal.walk(reader, after=seq - 1, kinds=_SHARES), None)
        if entry is None or entry.seq != seq:
            return None
        agreement = _agreement(reader, entry)
        found = [item for item in (consents.item(reader, jti) for jti in agreement.items) if item is not None]
        ids = dict.fromkeys(item.consent for item in found)
        agreed = [consent for consent in (consents.consent(reader, id_) for id_ in ids) if consent is not None]
        terms = [parse_terms(consent.terms) for consent in agreed if consent.terms is not None]
        host, number = str(entry.body.get("host")), _number(reader, entry)
        return ShareReceipt(
            seq,
            number,
            entry.at,
            host,
            terms[0].controller.name if terms else host,
            terms[0].controller.country if terms else None,
            agreement.until,
            agreement.visit,
            tuple(ReceiptItem(item.jti, part.key, part.precision, item.state) for item in found for part in item.parts),
            _not_shared(reader, entry, {part.key for item in found for part in item.parts}),
            _promises(terms, {item.purpose for item in found}) if terms else None,
            tuple(jwt for consent in agreed for jwt in signed_by_shop(reader, consent)),
            proof_parts(reader, agreed, session.clock.now()),
            _records(reader, entry, number),
        )


def _records(reader: Reader, entry: journal.Entry, number: str) -> tuple[str, ...]:
    """The numbers of the consents of a share that were asked with terms."""
    items = entry.body.get("items")
    each_item = [each for each in items if isinstance(each, dict)] if isinstance(items, list) else []
    found = []
    for place, id_ in enumerate(dict.fromkeys(str(each.get("consent")) for each in each_item), 1):
        consent = consents.consent(reader, id_)
        if consent is not None and consent.terms is not None:
            found.append(number if place == 1 else f"{number}-{place}")
    return tuple(found)


def stop_receipt(session: Session, receipt: ShareReceipt, *, undo_seconds: int = 0) -> tuple[Stopped, ...]:
    """Stop what the shop still holds of one share; empty if that is nothing. Raises as :func:`stopping.stop`."""
    shop = next((each for each in view_shops(session) if each.host == receipt.host), None)
    mine = {item.jti for item in receipt.items}
    held = [item.jti for item in shop.shared] if shop is not None else []
    if held and set(held) <= mine:
        return (stop(session, receipt.host, undo_seconds=undo_seconds),)
    return stop_items(session, receipt.host, [jti for jti in held if jti in mine], undo_seconds=undo_seconds)


def _seen(reader: Reader, item: HeldItem, terms: Mapping[str, Terms]) -> SeenItem:
    stored, token = consents.item(reader, item.jti), consents.token(reader, item.jti)
    shown = token.disclosure if token is not None else None
    values = dict(map(read_disclosure, shown.split("~"))) if shown is not None else {}
    agreed = terms.get(stored.consent) if stored is not None else None
    number = stored.item if stored is not None else None
    return SeenItem(
        item,
        agreed.items[number].reason if agreed and number is not None else {},
        {key: value_from_json(value) for key, value in values.items()},
    )


def _agreement(reader: Reader, entry: journal.Entry) -> Agreement:
    """The share as the tables have it: a history that came from another vault is not taken at its word."""
    told = entry.body.get("items")
    jtis = [str(each["jti"]) for each in told if isinstance(each, dict)] if isinstance(told, list) else []
    found = [item for item in (consents.item(reader, jti) for jti in dict.fromkeys(jtis)) if item is not None]
    return Agreement(
        entry.seq,
        entry.at,
        max((item.until for item in found), default=entry.at),
        entry.body.get("visit") is True,
        tuple(item.jti for item in found),
    )


def _promises(terms: list[Terms], purposes: set[str | None] | None = None) -> Promises:
    """Of one request; its consents have the same terms."""
    named = dict.fromkeys(item.purpose for item in terms[0].items if purposes is None or item.purpose in purposes)
    return Promises(tuple(named), terms[0].recipients, terms[0].delete_within_days, terms[0].proof_months)


def _number(reader: Reader, entry: journal.Entry) -> str:
    """``2026-0031`` is the 31st share of 2026. Entries are never removed, so a number stays."""
    shares = journal.walk(reader, kinds=_SHARES)
    before = sum(each.at.year == entry.at.year for each in takewhile(lambda each: each.seq <= entry.seq, shares))
    return f"{entry.at.year}-{before:04}"


def _not_shared(reader: Reader, entry: journal.Entry, went: set[str]) -> tuple[str, ...]:
    request, host = entry.body.get("request"), entry.body.get("host")
    questions = journal.walk(reader, kinds={"asked"}, host=host if isinstance(host, str) else None)
    asked = next((each for each in questions if each.body.get("request") == request), None)
    keys = asked.body.get("keys") if asked is not None else None
    return tuple(str(key) for key in keys if key not in went) if isinstance(keys, list) else ()
