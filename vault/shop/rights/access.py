"""Everything a shop has of one customer, as JSON that they can read and take elsewhere (GDPR art. 15 and art. 20).

Times are RFC 3339 in UTC. Values are there in full, so the file is for the customer alone. What is shared for this
visit is in the memory of the process that serves, and only there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, select

from vault.core.clock import from_seconds, to_text
from vault.core.strict_json import loads
from vault.core.terms import Terms, parse_terms
from vault.shop import tables
from vault.shop.contents import MAX_VALUE, Content
from vault.shop.own_items import own_held
from vault.shop.printing import json_text
from vault.shop.rights.register import TABLES, OfCustomers
from vault.shop.rights.subjects import Subject, find_subject, items_of, own_rows_of, pages
from vault.shop.service import Shop

FORMAT = "preference-vault-access"
VERSION = 1
FROM_VAULT = "The customer's own vault, signed by their key"
FROM_SHOP = "A list the shop had already, with the consent described"

Member = dict[str, Any]


def access(shop: Shop, named: str) -> Member:
    """The members of the file for the customer with this number or stop code.

    Raises :class:`ChoiceError` ``customer_unknown``, and :class:`StorageError`.
    """
    now = shop.clock.now()
    with shop.store.transaction() as connection:  # with the readings that wait
        subject = find_subject(shop, connection, named)
        items, own = items_of(connection, subject), own_rows_of(connection, subject)
        consents = _consents(connection, {row.consent for row in items})
        terms = {row.terms: parse_terms(row.raw) for row in consents}
        of_consent = {row.id: terms[row.terms] for row in consents}
        ids = [row.jti for row in items] + [row.id for row in own]
        return {
            "format": FORMAT,
            "version": VERSION,
            "made": to_text(now),
            "controller": {"host": shop.policy.host, **_plain(asdict(shop.policy.controller))},
            "customer": _customer(subject),
            "items": [*_items(shop, connection, items, of_consent)],
            "own_items": [*_own_items(shop, connection, subject, own)],
            "this_visit": _visits(shop, subject),
            "consents": [_consent(connection, row) for row in consents],
            "terms": {key: _terms(each) for key, each in terms.items()},
            "readings": _readings(connection, ids),
            "objections": _of_customer(connection, subject, tables.suppression, ("key", "since", "until")),
            "feedback": _of_customer(connection, subject, tables.feedback, ("about", "says", "at")),
            "stops": _stops(connection, subject),
            "incidents": _incidents(connection, ids),
            "status": _status(connection, ids),
            "sent": _sent(connection, ids),
            "sessions": _of_customer(connection, subject, tables.session, ("expires",)),
            "requests": _of_customer(
                connection, subject, tables.request, ("created", "expires", "answered", "brought", "outcome", "terms")
            ),
            "kept_after_a_stop": {
                name: each.stays for name, each in TABLES.items() if isinstance(each, OfCustomers) and each.stays
            },
            "rights": _RIGHTS,
        }


def access_text(found: Member) -> str:
    """The file's text."""
    return json_text(found) + "\n"


_RIGHTS = {
    "stop": "In the vault, or with the stop code at the shop (GDPR art. 7(3), art. 17)",
    "rectify": "A newer value from the vault takes the place of the older one (art. 16)",
    "object": "A no to being contacted, from the vault (art. 21)",
    "complain": "To the data protection authority of the customer's country (art. 77)",
}


def _customer(subject: Subject) -> Member:
    row = subject.row
    if row is None:
        return {"number": subject.number}
    return {
        "number": row.number,
        "did": row.did,
        "key": row.thumbprint,
        "stop_code": row.stop_code,
        "first_seen": _time(row.first_seen),
    }


def _items(
    shop: Shop, connection: Connection, rows: Iterable[Row[Any]], terms: Mapping[str, Terms]
) -> Iterable[Member]:
    rows = list(rows)
    said: dict[str, Content] = {}
    for page in pages([row.jti for row in rows if row.erased is None]):
        said |= shop.store.contents.of(connection, page)
    for row in rows:
        content, agreed = said.get(row.jti), terms[row.consent]
        member = {
            "id": row.jti,
            **_about(shop, row),
            "source": FROM_VAULT,
            "state": row.state,
            "shared": _time(row.presented),
            "signed": _time(row.iat),
            "until": _time(row.exp),
            "erased": _time(row.erased),
            "proof_until": _time(row.proof_until),
            "objection": row.objection,
            "consent": row.consent,
            "retention": _retention(agreed.duration_days, agreed.delete_within_days, agreed.proof_months),
            "recipients": [each.name for each in agreed.recipients],
            "token": row.jwt,
        }
        if content is not None:
            member["value"] = loads(content.raw.encode(), max_bytes=MAX_VALUE)
            member |= {"disclosure": content.disclosure, "key_binding": content.key_binding}
        yield member


def _own_items(shop: Shop, connection: Connection, subject: Subject, rows: Iterable[Row[Any]]) -> Iterable[Member]:
    held = own_held(shop, connection, subject.number) if subject.number is not None else []
    said = {each.id: each for each in held}
    for row in rows:
        member = {
            "id": row.id,
            **_about(shop, row),
            "source": FROM_SHOP,
            "state": row.state,
            "given": _time(row.given),
            "imported": _time(row.imported),
            "until": _time(row.exp),
            "erased": _time(row.erased),
            "proof_until": _time(row.proof_until),
            "consent_sha256": row.proof_hash,
            "recipients": [each.name for each in shop.policy.recipients],
        }
        if row.id in said:
            member |= {"value": said[row.id].value.to_json(), "consent": said[row.id].proof}
        yield member


def _about(shop: Shop, row: Row[Any]) -> Member:
    """What it is and what for, with the names that people know, where the catalogue has them."""
    entry, purpose = shop.catalogue.entries.get(row.key), shop.catalogue.purposes.get(row.purpose)
    return {
        "key": row.key,
        "label": dict(entry.label) if entry is not None else None,
        "purpose": row.purpose,
        "purpose_label": dict(purpose.label) if purpose is not None else None,
    }


def _retention(duration: int, delete_within: int, proof: int) -> Member:
    return {"held_days": duration, "deleted_within_days": delete_within, "proof_months": proof}


def _visits(shop: Shop, subject: Subject) -> list[Member]:
    mine = subject.row.thumbprint if subject.row is not None else None
    return [
        {"key": item.key, "purpose": item.purpose, "value": item.value.to_json(), "until": to_text(item.exp)}
        for visit in shop.visits.all()
        if visit.thumbprint == mine
        for item in visit.items
    ]


def _consents(connection: Connection, ids: Iterable[str]) -> list[Row[Any]]:
    consent = tables.consent
    found = select(consent, tables.terms.c.raw).join(tables.terms)
    rows = [row for page in pages(set(ids)) for row in connection.execute(found.where(consent.c.id.in_(page))).all()]
    return sorted(rows, key=lambda row: (-row.given, row.id))


def _consent(connection: Connection, row: Row[Any]) -> Member:
    receipt = tables.receipt.c
    receipts = select(receipt.jwt).where(receipt.consent == row.id).order_by(receipt.place)
    return {
        "id": row.id,
        "given": _time(row.given),
        "terms": row.terms,
        "receipts": list(connection.execute(receipts).scalars()),
    }


def _terms(terms: Terms) -> Member:
    return {
        "text": terms.raw,
        "retention": _retention(terms.duration_days, terms.delete_within_days, terms.proof_months),
        "recipients": [asdict(each) for each in terms.recipients],
        "transfers": [asdict(each) for each in terms.transfers],
        "automated_decisions": terms.automated_decisions,
        "personal_prices": terms.personal_prices,
    }


def _readings(connection: Connection, ids: Iterable[str]) -> list[Member]:
    reading = tables.reading.c
    found = [
        row
        for page in pages(set(ids))
        for row in connection.execute(select(tables.reading).where(reading.jti.in_(page))).all()
    ]
    return [
        {"item": row.jti, "key": row.key, "purpose": row.purpose, "at": _time(row.at), "outcome": row.outcome}
        for row in sorted(found, key=lambda row: (row.at, row.id))
    ]


def _of_customer(connection: Connection, subject: Subject, table: Any, columns: tuple[str, ...]) -> list[Member]:
    """Rows of this customer's id; whole numbers in these tables are times."""
    if subject.id is None:
        return []
    mine = select(*(table.c[name] for name in columns)).where(table.c.customer == subject.id)
    return [
        {name: _time(each) if isinstance(each, int) else each for name, each in row.items()}
        for row in connection.execute(mine.order_by(*columns)).mappings()
    ]


def _stops(connection: Connection, subject: Subject) -> list[Member]:
    stop = tables.stop
    mine = subject.row.thumbprint if subject.row is not None else None
    return [
        {
            "id": row.jti,
            "token": row.token,
            "said": _time(row.issued),
            "received": _time(row.received),
            "done": _time(row.done),
            "erased": json.loads(row.erased),
            "keys": json.loads(row.keys),
            "told": json.loads(row.told),
            "receipt": row.receipt,
        }
        for row in connection.execute(select(stop).where(stop.c.thumbprint == mine).order_by(stop.c.received)).all()
    ]


def _incidents(connection: Connection, ids: Iterable[str]) -> list[Member]:
    incident, concerned = tables.incident, tables.incident_item
    found: dict[int, Member] = {}
    for page in pages(set(ids)):
        mine = select(incident, concerned.c.jti).select_from(concerned).join(incident)
        for row in connection.execute(mine.where(concerned.c.jti.in_(page)).order_by(incident.c.id)).all():
            told = {"at": _time(row.at), "what": row.what, "advice": row.advice, "items": []}
            found.setdefault(row.id, told)["items"].append(row.jti)
    return list(found.values())


def _status(connection: Connection, ids: Iterable[str]) -> list[Member]:
    reference, end = tables.status_reference, tables.status_end
    found = []
    for page in pages(set(ids)):
        where = select(reference).where(reference.c.jti.in_(page))
        found += [{"item": row.jti, "list": row.uri, "place": row.idx} for row in connection.execute(where).all()]
        ended = select(end.c.jti).where(end.c.jti.in_(page))
        found += [{"item": jti, "ended_by_list": True} for jti in connection.execute(ended).scalars()]
    return found


def _sent(connection: Connection, ids: Iterable[str]) -> list[Member]:
    """What other systems have, or may have, by their name as recipients."""
    sent, found = tables.sent, []
    for page in pages(set(ids)):
        where = select(sent).where(sent.c.jti.in_(page)).order_by(sent.c.target, sent.c.field)
        found += [
            {"recipient": row.target, "number": row.number, "field": row.field, "key": row.key, "item": row.jti}
            for row in connection.execute(where).all()
        ]
    return found


def _plain(members: Mapping[str, Any]) -> Member:
    return {name: each for name, each in members.items() if each is not None}


def _time(seconds: int | None) -> str | None:
    return to_text(from_seconds(seconds)) if seconds is not None else None
