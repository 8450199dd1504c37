"""What is written of items that are kept, of an answer or of a refresh: what they said, receipts and objections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select

from vault.core.clock import to_seconds
from vault.core.consent_record import AgreedItem, consent_record
from vault.core.strict_json import dumps
from vault.core.terms import Terms
from vault.shop import tables
from vault.shop.contents import Content
from vault.shop.pinning import Customer
from vault.shop.service import Shop
from vault.shop.verification import VerifiedAnswer, VerifiedItem
from vault.tokens.preference_claims import MAX_OBJECTION
from vault.tokens.receipt import ConsentReceipt, consent_receipt, stop_code

_NOTED = select(tables.suppression.c.customer, tables.suppression.c.key).where(
    tables.suppression.c.customer.in_(bindparam("customers", expanding=True))
)


def by_consent(items: Sequence[VerifiedItem]) -> Iterator[tuple[str, list[VerifiedItem]]]:
    """The items of each consent, the consent of the most items first."""
    consents: dict[str, list[VerifiedItem]] = {}
    for item in items:
        consents.setdefault(item.claims.consent, []).append(item)
    yield from sorted(consents.items(), key=lambda pair: -len(pair[1]))


def signed_receipt(
    shop: Shop, terms: Terms, answer: VerifiedAnswer, items: Sequence[VerifiedItem], now: datetime
) -> tuple[str, str]:
    """The ``jti`` and text of the receipt for items of one consent."""
    consent, receipt_id = items[0].claims.consent, shop.urn()
    agreed = [AgreedItem(i.number, i.claims.jti, i.value.precision, i.claims.exp) for i in items]
    record = consent_record(terms, consent=consent, host=shop.policy.host, holder=answer.did, given=now, items=agreed)
    receipt = ConsentReceipt(receipt_id, answer.did, now, consent, terms.hash, record, stop_code(answer.holder))
    key = shop.keys.receipt_key({each["kid"] for each in terms.receipt_keys})
    return receipt_id, consent_receipt(key, key.public.thumbprint(), shop.client_id, receipt)


def keep_items(shop: Shop, connection: Connection, whose: Sequence[tuple[Customer, VerifiedItem]]) -> None:
    """Store items of consents that are there."""
    rows = [
        {
            "jti": item.claims.jti,
            "consent": item.claims.consent,
            "customer": customer.id,
            "owner": customer.owner,
            "number": item.number,
            "key": item.asked.key,
            "purpose": item.asked.purpose,
            "iat": to_seconds(item.claims.iat),
            "exp": to_seconds(item.claims.exp),
            "presented": to_seconds(item.presented),
            "objection": item.claims.objection,
            "state": "held",
            "jwt": item.token,
        }
        for customer, item in whose
    ]
    connection.execute(insert(tables.item), rows)
    shop.store.contents.keep(
        connection,
        {
            item.claims.jti: Content(dumps(item.value.to_json()).decode(), item.disclosure, item.key_binding)
            for _, item in whose
        },
    )


def note_objections(
    connection: Connection, said: Sequence[tuple[Customer, Sequence[VerifiedItem]]], now: datetime
) -> None:
    """A "no" outlives the share (GDPR art. 21). Only this customer lifts it, by another wish for the same key."""
    objects: dict[tuple[int, str], bool] = {}
    for customer, items in said:
        objects |= {(customer.id, item.asked.key): False for item in items}
        objects |= {(customer.id, item.asked.key): True for item in items if item.says_no}
    suppression = tables.suppression
    noted = connection.execute(_NOTED, {"customers": sorted({customer.id for customer, _ in said})}).all()
    lifted = [row for row in noted if (row.customer, row.key) in objects]
    for row in lifted:
        mine = (suppression.c.customer == row.customer) & (suppression.c.key == row.key)
        connection.execute(delete(suppression).where(mine))
    rows = [
        {"customer": customer, "key": key, "since": to_seconds(now), "until": to_seconds(now + MAX_OBJECTION)}
        for (customer, key), says_no in objects.items()
        if says_no
    ]
    if rows:
        connection.execute(insert(suppression), rows)
