"""A short code that brings a share to the browser that asked, where the vault opened another one.

Who takes the request to another device by its QR code answers there, and that device opens the way back in its own
browser, which did not ask and sees nothing. It shows this code instead, for the person to type where they began. A
stranger who sent the request to somebody would have to talk them out of the code (OpenID4VP 1.0 §14.2).
"""

from __future__ import annotations

import hmac
from collections import OrderedDict
from datetime import timedelta
from threading import Lock
from typing import Final

from sqlalchemy import select

from vault.core.clock import to_seconds
from vault.core.errors import TokenError
from vault.shop import tables
from vault.shop.browser_session import Brought, bring_code
from vault.shop.importing import code_hash, response_code
from vault.shop.requests import find_request
from vault.shop.service import Shop, session_hash

CODE_LASTS: Final = timedelta(minutes=10)
"""After the answer: as long as a request lasts."""
CODE_CHARS: Final = 9
GUESSES: Final = 5
"""For one request, among 2⁴⁰ codes: enough for slips of the finger."""
MAX_COUNTED: Final = 10_000
"""Requests whose guesses are counted; as many as can be open."""

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base32
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


class Guesses:
    """Counts the codes that were tried. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._tried: OrderedDict[str, int] = OrderedDict()

    def allow(self, request_id: str) -> bool:
        """Whether a code may be tried for this request; if so, that counts."""
        with self._lock:
            tried = self._tried.pop(request_id, 0)
            self._tried[request_id] = tried + 1
            if len(self._tried) > MAX_COUNTED:
                self._tried.popitem(last=False)
            return tried < GUESSES


def code_to_carry(shop: Shop, response: str) -> str | None:
    """The code to show, as ``ABCD-EFGH``, to a browser that brought the response code of another one's request.

    None if there is no such request, or it was brought already, or answered too long ago. Raises
    :class:`StorageError`.
    """
    request = tables.request.c
    since = to_seconds(shop.clock.now() - CODE_LASTS)
    fresh = select(request.id).where(
        request.code_hash == code_hash(response), request.brought.is_(None), request.answered > since
    )
    with shop.store.transaction() as connection:
        found = connection.execute(fresh).scalar_one_or_none()
    return _code(shop, found) if found is not None else None


def bring_by_code(
    shop: Shop, request_id: str, typed: str, *, browser_session: str, next_session: str, guesses: Guesses
) -> Brought:
    """What :func:`bring_code` does, with the code that was typed. Only the browser that asked can.

    Raises :class:`TokenError` ``request_unknown``, ``carry_code_wrong`` or ``carry_code_often``, and
    :class:`StorageError`.
    """
    request = find_request(shop, request_id=request_id)
    if request is None or request.session_hash != session_hash(browser_session):
        raise TokenError("request_unknown")
    if not guesses.allow(request.id):
        raise TokenError("carry_code_often")
    letters = typed[:64].upper().translate(_READ_AS)
    right = code_to_carry(shop, response_code(shop, request))
    if right is None or not hmac.compare_digest(letters.encode("utf-8", "replace"), right.replace("-", "").encode()):
        raise TokenError("carry_code_wrong")
    return bring_code(shop, response_code(shop, request), browser_session=browser_session, next_session=next_session)


def _code(shop: Shop, request_id: str) -> str:
    bits = int.from_bytes(shop.keys.keyed("carry code", request_id)[:5], "big")
    letters = "".join(_LETTERS[bits >> shift & 31] for shift in range(35, -1, -5))
    return f"{letters[:4]}-{letters[4:]}"
