"""Claims of a signed payload, read strictly: which members, which types, which times (RFC 7519 §4.1)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from vault.core.clock import from_seconds
from vault.core.errors import TokenError

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

SKEW: Final = timedelta(minutes=5)
"""How far two clocks may differ: RFC 7519 §4.1.4 says a few minutes at most."""
MAX_NUMERIC_DATE: Final = 253_402_300_799
"""The last second of the year 9999, the last that every date library can hold."""


def members(payload: Mapping[str, Any], required: Set[str], allowed: Set[str] = frozenset()) -> None:
    """Every ``required`` claim is there and no other. Where some are optional, ``allowed`` is all names, those too.

    Raises :class:`TokenError` ``claim_missing`` or ``claim_refused``.
    """
    names = payload.keys()
    if not names >= required:
        raise TokenError("claim_missing", claim=min(required - names))
    if len(names) > len(required) and not names <= allowed:
        raise TokenError("claim_refused", claim=ascii(min(names - required - allowed))[1:-1][:40])


def text(payload: Mapping[str, Any], name: str, max_chars: int) -> str:
    """A claim that is a text of 1 to ``max_chars`` characters, without NUL, which PostgreSQL cannot look for.

    Raises ``claim_missing`` or ``claim_malformed``.
    """
    found = payload.get(name)
    if isinstance(found, str) and 0 < len(found) <= max_chars and "\0" not in found:
        return found
    raise TokenError("claim_malformed" if name in payload else "claim_missing", claim=name)


def numeric_date(payload: Mapping[str, Any], name: str) -> datetime:
    """A NumericDate (RFC 7519 §2) as a moment. Raises as :func:`seconds`."""
    return from_seconds(seconds(payload, name))


def seconds(payload: Mapping[str, Any], name: str) -> int:
    """A NumericDate in whole seconds (RFC 7519 §2). A truth value is no number, though Python thinks so.

    Raises :class:`TokenError` ``claim_missing``, ``time_malformed`` or ``time_out_of_range``.
    """
    if name not in payload:
        raise TokenError("claim_missing", claim=name)
    found = payload[name]
    if type(found) is not int:
        raise TokenError("time_malformed", claim=name)
    if not 0 <= found <= MAX_NUMERIC_DATE:
        raise TokenError("time_out_of_range", claim=name)
    return found


def check_order(issued: datetime, expires: datetime) -> None:
    """An end comes after its beginning. Raises :class:`TokenError` ``times_out_of_order``."""
    if expires <= issued:
        raise TokenError("times_out_of_order")


def check_issued(issued: datetime, now: datetime) -> None:
    """``iat`` is not in the future, give or take :data:`SKEW`. Raises :class:`TokenError` ``issued_in_future``."""
    if issued > now + SKEW:
        raise TokenError("issued_in_future")


def check_expiry(expires: datetime, now: datetime) -> None:
    """``exp`` is still ahead, to the second (RFC 7519 §4.1.4). Raises :class:`TokenError` ``expired``."""
    if expires <= now:
        raise TokenError("expired")


def check_not_before(payload: Mapping[str, Any], now: datetime) -> None:
    """``nbf``, if there, has passed, give or take :data:`SKEW` (RFC 7519 §4.1.5).

    Raises :class:`TokenError` ``not_yet_valid`` or as :func:`numeric_date`.
    """
    if "nbf" in payload and numeric_date(payload, "nbf") > now + SKEW:
        raise TokenError("not_yet_valid")
