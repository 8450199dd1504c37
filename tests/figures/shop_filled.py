"""A store with very many customers, written straight into its tables: one item each, sealed under a key of its own."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select

from tests.unit.shop.example import CATALOGUE, PHONE, Example
from vault.core.clock import to_seconds
from vault.core.strict_json import b64url, dumps
from vault.shop import tables
from vault.shop.contents import Content, sealed
from vault.shop.key_store import item_key
from vault.shop.profile import SERVICE_PERSONALISATION
from vault.shop.service import session_hash

KEY = "media.phone_model"
PAGE = 5000


def session_of(number: int) -> str:
    """The secret of the browser session of one of them."""
    return f"session-of-customer-{number:012d}"


def fill(made: Example, wanted: int) -> None:
    """As many customers as ``wanted``, with those that are there."""
    store = made.shop.store
    made.ask("phone")
    with store.reading() as connection:
        there = connection.execute(select(func.count()).select_from(tables.customer)).scalar_one()
        terms = connection.execute(select(tables.terms.c.hash)).scalars().first()
    kek = store.keys.identity.kek
    for first in range(there, wanted, PAGE):
        rows = list(_rows(made, range(first, min(first + PAGE, wanted)), str(terms), kek))
        with store.keys.transaction() as connection:
            _write(connection, item_key, [each.pop("item_key") for each in rows])
        with store.transaction() as connection:
            for table in (tables.customer, tables.session, tables.consent, tables.item, tables.content):
                _write(connection, table, [each[table.name] for each in rows])
    if store.keys.identity.kek != kek:
        raise ValueError("the key ring was changed")


def settle(made: Example) -> None:
    """On PostgreSQL: leave its tables as its own housekeeping does in time, instead of just written."""
    store = made.shop.store
    for looking in (store.reading, store.keys.reading):
        with looking() as connection:
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql("VACUUM (ANALYZE)")
                connection.exec_driver_sql("CHECKPOINT")


def _rows(made: Example, numbers: range, terms: str, kek: str) -> Iterator[dict[str, dict[str, Any]]]:
    now = to_seconds(made.shop.clock.now())
    end = now + to_seconds(made.shop.clock.now() + timedelta(days=90)) - now
    value = dumps(PHONE.to_json()).decode()
    assert KEY in CATALOGUE.entries
    for number in numbers:
        jti, consent = made.shop.urn(), made.shop.urn()
        owner, key = secrets.token_hex(32), secrets.token_bytes(32)
        said = Content(value, b64url(secrets.token_bytes(90)), b64url(secrets.token_bytes(300)))
        yield {
            "customer": {
                "id": number + 1,
                "thumbprint": b64url(secrets.token_bytes(32)),
                "did": f"did:jwk:{b64url(secrets.token_bytes(120))}",
                "stop_code": secrets.token_hex(7),
                "number": made.shop.urn()[9:],
                "owner": owner,
                "first_seen": now,
            },
            "session": {"session_hash": session_hash(session_of(number)), "customer": number + 1, "expires": end},
            "consent": {"id": consent, "customer": number + 1, "owner": owner, "terms": terms, "given": now},
            "item": {
                "jti": jti,
                "consent": consent,
                "customer": number + 1,
                "owner": owner,
                "number": 0,
                "key": KEY,
                "purpose": SERVICE_PERSONALISATION,
                "iat": now,
                "exp": end,
                "presented": now,
                "objection": False,
                "state": "held",
                "jwt": b64url(secrets.token_bytes(520)),
            },
            "content": {"jti": jti, "sealed": sealed(key, jti, said)},
            "item_key": {
                "jti": jti,
                "kek": kek,
                "wrapped": made.shop.store.keys.ring.wrap(kek, key, jti),
                "made": int(time.time()),
            },
        }


def _write(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """On PostgreSQL by ``COPY``: row by row a million would take an hour."""
    if connection.dialect.name != "postgresql":
        connection.execute(insert(table), rows)
        return
    names = list(rows[0])
    columns = ", ".join(f'"{name}"' for name in names)
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {table.name} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row([row[name] for name in names])
