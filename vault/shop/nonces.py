"""Nonces for what a vault sends by itself: stored only when spent, so that asking for one costs the shop nothing.

A nonce is a time and random bytes under a keyed hash. With it comes a key to encrypt to that only this nonce has, and
that is computed again when it is needed.
"""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, delete, func, select

from vault.core.clock import from_seconds, to_seconds
from vault.core.errors import TokenError
from vault.core.strict_json import b64url, unb64url
from vault.openid4vp.refresh import NONCE_SECONDS
from vault.shop import tables
from vault.shop.conflicts import insert_or
from vault.shop.service import Shop
from vault.tokens.jwe import AgreementKey
from vault.tokens.keys import SCALAR_BYTES

NONCE_LASTS: Final = timedelta(seconds=NONCE_SECONDS)
STAMP_BYTES, MARK_BYTES = 16, 16
"""Eight bytes of time and eight random ones, and what proves that this shop made them."""
NONCE_CHARS: Final = 43
MAX_OF_CUSTOMER: Final = 60
"""Nonces that one customer spends within :data:`NONCE_LASTS`: far more than a person has reason for."""

_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Of P-256 (FIPS 186-5): private keys are 1 to this, less one."""


def new_nonce(shop: Shop) -> dict[str, Any]:
    """The reply to a request for a nonce: ``nonce``, ``expires_in`` in seconds, ``jwks``."""
    stamp = to_seconds(shop.clock.now()).to_bytes(8, "big") + shop.random(STAMP_BYTES - 8)
    nonce = b64url(stamp + _mark(shop, stamp))
    return {"nonce": nonce, "expires_in": NONCE_SECONDS, "jwks": {"keys": [nonce_key(shop, nonce).jwk(nonce)]}}


def nonce_key(shop: Shop, nonce: str) -> AgreementKey:
    """The key of one nonce."""
    secret = int.from_bytes(shop.keys.keyed("nonce key", nonce), "big") % (_ORDER - 1) + 1
    return AgreementKey.from_private_bytes(secret.to_bytes(SCALAR_BYTES, "big"))


def check_nonce(shop: Shop, nonce: str, now: datetime) -> datetime:
    """When this shop made ``nonce``, which still holds; whether it was spent, :func:`spend_nonce` says.

    Raises :class:`TokenError` ``shop_nonce_unknown`` or ``shop_nonce_expired``.
    """
    try:
        found = unb64url(nonce, max_chars=NONCE_CHARS)
    except TokenError as problem:
        raise TokenError("shop_nonce_unknown") from problem
    stamp, mark = found[:STAMP_BYTES], found[STAMP_BYTES:]
    if not hmac.compare_digest(mark, _mark(shop, stamp)):
        raise TokenError("shop_nonce_unknown")
    made = from_seconds(int.from_bytes(stamp[:8], "big"))
    if now >= made + NONCE_LASTS:
        raise TokenError("shop_nonce_expired")
    return made


def spend_nonce(connection: Connection, nonce: str, *, customer: int, now: datetime) -> None:
    """Spend a nonce that :func:`check_nonce` found good.

    Raises :class:`TokenError` ``shop_nonce_spent`` or ``too_often``.
    """
    spent = tables.spent_nonce
    connection.execute(delete(spent).where(spent.c.until <= to_seconds(now)))
    if connection.execute(select(spent.c.nonce).where(spent.c.nonce == nonce)).first():
        raise TokenError("shop_nonce_spent")
    mine = select(func.count()).select_from(spent).where(spent.c.customer == customer)
    if connection.execute(mine).scalar_one() >= MAX_OF_CUSTOMER:
        raise TokenError("too_often")
    row = {"nonce": nonce, "customer": customer, "until": to_seconds(now + NONCE_LASTS)}
    mine_now = insert_or(connection, spent).values(row).on_conflict_do_nothing().returning(spent.c.nonce)
    if connection.execute(mine_now).first() is None:  # somebody else's letter was faster by a moment
        raise TokenError("shop_nonce_spent")


def _mark(shop: Shop, stamp: bytes) -> bytes:
    return shop.keys.keyed("nonce", stamp.hex())[:MARK_BYTES]
