"""The claims of a preference token: which there are, what each may be, and what goes along with what."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any, Final

from vault.core.errors import TokenError
from vault.core.terms import MAX_ITEMS
from vault.tokens import claims as claim

VCT: Final = "urn:preference-vault:preference:1"
MAX_AUDIENCE: Final = 512
"""Characters of a ``client_id``: a prefix and a host name of at most 253, or a short URL."""
MAX_URI: Final = 256
"""Characters of a status list's address."""
DIGEST_CHARS: Final = 43
"""SHA-256 in base64url."""
MAX_BUNDLE: Final = MAX_ITEMS
"""Preferences in one token: no more than a request may have items."""
MAX_ITEM: Final = 999
"""Far more items than a request may have."""
MAX_STATUS_INDEX: Final = 2**31 - 1
"""Far more places than a status list has; the list itself gives the real bound."""

MAX_LIFETIME: Final = timedelta(days=366)
MAX_OBJECTION: Final = timedelta(days=5 * 365 + 2 + 1)
"""Five years with their leap days, and a day."""
MAX_SESSION: Final = timedelta(days=1)

_URN_UUID = re.compile(r"urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DIGEST = re.compile("[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]")
"""32 bytes in base64url: the last letter has two spare bits, which must be zero."""
_REQUIRED = frozenset({"vct", "iss", "cnf", "jti", "consent", "aud", "iat", "exp", "_sd", "_sd_alg"})
CLAIM_NAMES: Final = _REQUIRED | {"item", "terms", "status", "keep", "objection", "subject"}
"""Names that the signed part takes, and a disclosure so cannot."""
_ONLY: Final = {"keep": "session", "objection": True, "subject": "other"}
"""Optional claims that have one value or are absent."""


def check(payload: dict[str, Any]) -> None:
    """All that the claims must be, in a token that we made or read; its keys (``iss``, ``cnf``) are for the caller.

    Raises :class:`TokenError`: ``vct_unknown``, ``sd_malformed``, ``sd_alg_refused``, ``claim_missing``,
    ``claim_refused``, ``claim_malformed``, ``claims_conflict``, ``terms_and_item_differ``, ``bundle_with_terms``,
    ``status_malformed``, ``times_out_of_order``, ``lifetime_too_long``, ``time_malformed``, ``time_out_of_range`` or
    ``base64_malformed``.
    """
    claim.members(payload, _REQUIRED, CLAIM_NAMES)
    if payload["vct"] != VCT:
        raise TokenError("vct_unknown")
    _check_digests(payload["_sd"], payload["_sd_alg"])
    for name in ("jti", "consent"):
        if not isinstance(payload[name], str) or _URN_UUID.fullmatch(payload[name]) is None:
            raise TokenError("claim_malformed", claim=name)
    claim.text(payload, "aud", MAX_AUDIENCE)
    if "item" in payload:
        _check_whole(payload["item"], MAX_ITEM, "item")
    if "terms" in payload:
        _check_digest(payload["terms"], "terms")
    if "status" in payload:
        _check_status(payload["status"])
    for name, only in _ONLY.items():
        if name in payload and (type(payload[name]) is not type(only) or payload[name] != only):
            raise TokenError("claim_malformed", claim=name)
    _check_together(payload)
    _check_lifetime(payload)


def _check_digests(digests: object, algorithm: object) -> None:
    if algorithm != "sha-256":
        raise TokenError("sd_alg_refused")
    if not isinstance(digests, list) or not 0 < len(digests) <= MAX_BUNDLE:
        raise TokenError("sd_malformed")
    for each in digests:
        _check_digest(each, "_sd")
    if len(digests) > 1 and digests != sorted(set(digests)):
        raise TokenError("sd_malformed")


def _check_together(payload: dict[str, Any]) -> None:
    """What single claims cannot show: what goes along with what, and what excludes what."""
    if ("terms" in payload) != ("item" in payload):
        raise TokenError("terms_and_item_differ")
    # An objection outlives every visit; an answer about somebody else never does.
    if ("objection" in payload and "keep" in payload) or ("subject" in payload and "keep" not in payload):
        raise TokenError("claims_conflict")
    if "terms" in payload and len(payload["_sd"]) > 1:
        raise TokenError("bundle_with_terms")


def _check_lifetime(payload: dict[str, Any]) -> None:
    """How long each kind may last."""
    lasts = claim.seconds(payload, "exp") - claim.seconds(payload, "iat")
    if lasts <= 0:
        raise TokenError("times_out_of_order")
    limit = MAX_SESSION if "keep" in payload else MAX_OBJECTION if "objection" in payload else MAX_LIFETIME
    if lasts > limit.total_seconds():
        raise TokenError("lifetime_too_long", days=limit.days)


def _check_whole(found: object, limit: int, name: str) -> None:
    if type(found) is not int or not 0 <= found <= limit:
        raise TokenError("claim_malformed", claim=name)


def _check_digest(found: object, name: str) -> None:
    if not isinstance(found, str) or len(found) != DIGEST_CHARS:
        raise TokenError("claim_malformed", claim=name)
    if _DIGEST.fullmatch(found) is None:
        raise TokenError("base64_malformed")


def _check_status(found: object) -> None:
    """A reference into a status list (draft-ietf-oauth-status-list §6.2)."""
    entry = found.get("status_list") if isinstance(found, dict) and len(found) == 1 else None
    if not isinstance(entry, dict) or entry.keys() != {"idx", "uri"}:
        raise TokenError("status_malformed")
    _check_whole(entry["idx"], MAX_STATUS_INDEX, "status")
    uri = entry["uri"]
    if not isinstance(uri, str) or not uri.startswith("https://") or len(uri) > MAX_URI:
        raise TokenError("status_malformed")
