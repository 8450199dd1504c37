"""Which browser session may see which customer's profile: the one that made the request and brings its response code.

An answer alone binds nothing: somebody who opens another person's link in their own vault would otherwise log that
person's browser in as themselves, or look into theirs (OpenID4VP 1.0 §14.2).
"""

from __future__ import annotations

import hmac
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert as insert_or_update

from vault.core.clock import to_seconds
from vault.core.errors import TokenError
from vault.core.strict_json import b64url
from vault.shop import tables
from vault.shop.importing import code_hash
from vault.shop.service import Shop, session_hash

SESSION_BYTES = 32
"""256 bits: a browser session is a secret."""
SESSION_LASTS = timedelta(days=1)
"""How long a browser session may read: browsers on shared machines stay open."""


def new_browser_session(shop: Shop) -> str:
    """A fresh secret for the cookie of one browser session."""
    return b64url(shop.random(SESSION_BYTES))


def bring_code(shop: Shop, code: str, *, browser_session: str) -> str:
    """Bind what an answer brought to the browser session that made the request. Returns the request's outcome.

    Raises :class:`TokenError` ``response_code_unknown`` or ``other_browser_session``, and :class:`StorageError`.
    """
    mine = session_hash(browser_session)
    now = shop.clock.now()
    with shop.store.transaction() as connection:
        found = connection.execute(
            select(tables.request).where(tables.request.c.code_hash == code_hash(code))
        ).one_or_none()
        if found is None:
            raise TokenError("response_code_unknown")
        if not hmac.compare_digest(found.session_hash, mine):
            raise TokenError("other_browser_session")
        visit = shop.visits.open(found.id)
        pinned = tables.customer.c.id == found.customer
        if found.customer is None and visit is not None:
            pinned = tables.customer.c.thumbprint == visit.thumbprint
        customer = connection.execute(select(tables.customer).where(pinned)).one_or_none()
        if customer is not None:
            row = {"customer": customer.id, "expires": to_seconds(now + SESSION_LASTS)}
            connection.execute(
                insert_or_update(tables.session)
                .values(session_hash=mine, **row)
                .on_conflict_do_update(index_elements=["session_hash"], set_=row)
            )
            shop.visits.close_others(mine, customer.thumbprint)
        elif visit is not None:  # perhaps somebody else than before, at the same browser
            connection.execute(delete(tables.session).where(tables.session.c.session_hash == mine))
            shop.visits.close_others(mine, visit.thumbprint)
    return str(found.outcome)
