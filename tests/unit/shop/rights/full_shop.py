"""A customer with a row in every table that can have one, and what the store has of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, insert, or_, select

from tests.unit.shop.example import CLIENT_ID, NOW, PHONE, SESSION, SIZE, SPORTS, WEEKLY, Example, Vault, urn
from vault.core.clock import to_seconds
from vault.core.value import Value
from vault.shop import tables
from vault.shop.held import add_incident
from vault.shop.own_items import OwnItem, keep_own
from vault.shop.profile import SERVICE_PERSONALISATION, profile_for
from vault.shop.stopping import receive_stop
from vault.tokens.security_event import stop_event

OWN_VALUE = Value("EU 39 planted")
PLANTED = ("Planted Phone 7", "EU 39 planted", "ticked on planted form 12")


def stop(shop: Example, vault: Vault, token: str | None) -> str:
    now = shop.clock.now()
    return receive_stop(shop.shop, stop_event(vault.key, aud=CLIENT_ID, iat=now, jti=urn(), token_jti=token))


def fill(shop: Example, vault: Vault) -> str:
    """Rows in every table; returns the customer number."""
    shop.share(vault, {"phone": PHONE, "shoe_size": SIZE, "sports": SPORTS, "email": WEEKLY})
    shop.clock.moment += timedelta(seconds=2)
    for key in ("media.phone_model", "clothing.shoe_size"):
        assert profile_for(shop.shop, SESSION).value(key, purpose=SERVICE_PERSONALISATION) is not None
    stop(shop, vault, vault.issued[2].jti)
    add_incident(shop.shop, at=shop.clock.now(), what="A list was open.", advice="Nothing.", keys=["media.phone_model"])
    phone, size = vault.issued[0].jti, vault.issued[1].jti
    now = to_seconds(shop.clock.now())
    with shop.shop.store.transaction() as connection:
        customer = connection.execute(select(tables.customer)).one()
        receipt = connection.execute(select(tables.receipt.c.jti)).scalar_one()
        for table, row in (
            (tables.suppression, {"customer": customer.id, "key": "media.phone_model", "since": now, "until": now + 9}),
            (tables.feedback, {"customer": customer.id, "about": "ref", "says": "more", "at": now}),
            (tables.spent_nonce, {"nonce": "n", "customer": customer.id, "until": now + 9}),
            (tables.refresh, {"tokens": "t", "receipt": receipt}),
            (tables.status_reference, {"jti": phone, "uri": "https://status.example/1", "idx": 4}),
            (tables.status_end, {"jti": size, "thumbprint": customer.thumbprint}),
            (tables.status_fetch, {"uri": "https://status.example/1", "next_fetch": now, "failures": 0}),
            (
                tables.sent,
                {
                    "target": "Mailing",
                    "number": customer.number,
                    "field": "phone",
                    "key": "media.phone_model",
                    "jti": phone,
                    "there": True,
                    "going": None,
                },
            ),
            (tables.early_stop, {"thumbprint": "x", "jti": "x", "issued": now, "received": now}),
        ):
            connection.execute(insert(table).values(row))
        own = OwnItem(str(customer.number), "clothing.sock_size", SERVICE_PERSONALISATION, OWN_VALUE, NOW, PLANTED[2])
        assert keep_own(shop.shop, connection, own, shop.clock.now())
    return str(customer.number)


def counted(shop: Example, vault: Vault) -> dict[str, int]:
    """How many rows of each table are of this customer, by what links them."""
    thumbprint, jtis = vault.key.public.thumbprint(), [claims.jti for claims in vault.issued]
    t = tables
    with shop.shop.store.transaction() as connection:
        customer: Any = connection.execute(select(t.customer).where(t.customer.c.thumbprint == thumbprint)).one()
        consents = select(t.item.c.consent).where(t.item.c.jti.in_(jtis))
        own_ids = select(t.own_item.c.id).where(t.own_item.c.owner == customer.owner)
        incidents = select(t.incident_item.c.incident).where(t.incident_item.c.jti.in_(jtis))
        used = select(t.consent.c.terms).where(t.consent.c.id.in_(consents))
        whose: dict[str, ColumnElement[bool]] = {
            "customer": t.customer.c.id == customer.id,
            "item": t.item.c.jti.in_(jtis),
            "content": t.content.c.jti.in_(jtis),
            "consent": t.consent.c.id.in_(consents),
            "receipt": t.receipt.c.consent.in_(consents),
            "terms": t.terms.c.hash.in_(used),
            "own_item": t.own_item.c.owner == customer.owner,
            "reading": or_(t.reading.c.jti.in_(jtis), t.reading.c.jti.in_(own_ids)),
            "stop": t.stop.c.thumbprint == thumbprint,
            "suppression": t.suppression.c.customer == customer.id,
            "feedback": t.feedback.c.customer == customer.id,
            "session": t.session.c.customer == customer.id,
            "request": t.request.c.customer == customer.id,
            "status_reference": t.status_reference.c.jti.in_(jtis),
            "status_end": t.status_end.c.jti.in_(jtis),
            "sent": t.sent.c.jti.in_(jtis),
            "incident_item": t.incident_item.c.jti.in_(jtis),
            "incident": t.incident.c.id.in_(incidents),
        }
        return {
            name: connection.execute(
                select(func.count()).select_from(t.metadata.tables[name]).where(condition)
            ).scalar_one()
            for name, condition in whose.items()
        }
