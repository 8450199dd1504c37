"""Which browser session may see which customer's profile: the one that made the request and brings its response code.

An answer alone binds nothing: somebody who opens another person's link in their own vault would otherwise log that
person's browser in as themselves, or look into theirs (OpenID4VP 1.0 §14.2).
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import Connection, delete, select, update

from vault.core.clock import to_seconds
from vault.core.errors import TokenError
from vault.core.strict_json import b64url, unb64url
from vault.shop import tables
from vault.shop.conflicts import insert_or
from vault.shop.heard_stops import forget_stopped
from vault.shop.importing import code_hash
from vault.shop.service import Shop, session_hash

COOKIE: Final = "__Host-preferences"
"""The cookie of a browser session. The prefix binds it to this host, over https only."""
SECRET_BYTES = 16
"""128 bits: a browser session is a secret. As many follow that show that this shop made it."""
SESSION_CHARS = 43
"""Both in base64url."""
SESSION_LASTS = timedelta(days=1)
"""How long a browser session may read: browsers on shared machines stay open."""


@dataclass(frozen=True)
class Brought:
    """How the request ended, and the browser session that the cookie must hold from now on."""

    outcome: str
    browser_session: str

    def __repr__(self) -> str:
        return f"Brought({self.outcome!r}, …)"


def new_browser_session(shop: Shop) -> str:
    """A fresh secret for the cookie of one browser session."""
    secret = shop.random(SECRET_BYTES)
    return b64url(secret + _mark(shop, secret))


def own_browser_session(shop: Shop, cookie: str) -> str:
    """The secret in a cookie, or nothing if this shop did not make it: somebody may have planted it."""
    try:
        found = unb64url(cookie, max_chars=SESSION_CHARS)
    except TokenError:
        return ""
    secret, mark = found[:SECRET_BYTES], found[SECRET_BYTES:]
    return cookie if hmac.compare_digest(mark, _mark(shop, secret)) else ""


def bring_code(shop: Shop, code: str, *, browser_session: str, next_session: str) -> Brought:
    """Bind what an answer brought to the browser that made the request.

    ``next_session``, fresh from :func:`new_browser_session`, takes the place of ``browser_session``, which is nobody's
    from then on: whoever knew it before has nothing (OWASP: session fixation). A code is spent by it. The same browser
    may bring it again, as a reload does, which changes and prolongs nothing. Raises :class:`TokenError`
    ``response_code_unknown`` or ``other_browser_session``, and :class:`StorageError`.
    """
    mine, next_hash = session_hash(browser_session), session_hash(next_session)
    now = shop.clock.now()
    with shop.store.transaction() as connection:
        found = connection.execute(
            select(tables.request).where(tables.request.c.code_hash == code_hash(code)).with_for_update()
        ).one_or_none()
        if found is None:
            raise TokenError("response_code_unknown")
        if not hmac.compare_digest(found.session_hash, mine):
            raise TokenError("other_browser_session")
        if found.brought is not None:
            return Brought(found.outcome, browser_session)
        connection.execute(
            update(tables.request).where(tables.request.c.id == found.id).values(brought=to_seconds(now))
        )
        _replace(shop, connection, mine, next_hash)
        mine = next_hash
        forget_stopped(connection, shop.visits, shop.visits.of(mine))
        visit = shop.visits.open(found.id)
        pinned = tables.customer.c.id == found.customer
        if found.customer is None and visit is not None:
            pinned = tables.customer.c.thumbprint == visit.thumbprint
        customer = connection.execute(select(tables.customer).where(pinned)).one_or_none()
        if customer is not None:
            row = {"customer": customer.id, "expires": to_seconds(now + SESSION_LASTS)}
            connection.execute(
                insert_or(connection, tables.session)
                .values(session_hash=mine, **row)
                .on_conflict_do_update(index_elements=["session_hash"], set_=row)
            )
            shop.visits.close_others(mine, customer.thumbprint)
        elif visit is not None:  # perhaps somebody else than before, at the same browser
            connection.execute(delete(tables.session).where(tables.session.c.session_hash == mine))
            shop.visits.close_others(mine, visit.thumbprint)
    return Brought(found.outcome, next_session)


def _replace(shop: Shop, connection: Connection, old: str, new: str) -> None:
    """Everything of the browser is under another secret: its customer, its visits, and what it still waits for."""
    for table in (tables.session, tables.request):
        connection.execute(update(table).where(table.c.session_hash == old).values(session_hash=new))
    shop.visits.move(old, new)


def _mark(shop: Shop, secret: bytes) -> bytes:
    return shop.keys.keyed("browser session", secret.hex())[:SECRET_BYTES]
