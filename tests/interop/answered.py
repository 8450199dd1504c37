"""A request, and a vault's answer to it, now: what the other implementations are given."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs

from tests.vectors import example_shop as shop
from vault.core.clock import to_seconds
from vault.openid4vp.client_id import parse_client_id
from vault.openid4vp.request_object import VerifiedRequest, verify_signed
from vault.openid4vp.response import make_answer
from vault.tokens.keys import SigningKey
from vault.tokens.preference_claims import VCT
from vault.tokens.preference_token import TokenClaims, issue, issue_bundle
from vault.tokens.presentation import present

VALUES: dict[str, tuple[str, dict[str, Any]]] = {
    "shoe_size": ("clothing.shoe_size", {"value": "43", "system": "EU", "precision": "exact"}),
    "sports": ("hobbies.sports", {"value": ["running"], "precision": "category"}),
}
PRIVATE_ANSWER_KEY = shop.public_jwk(
    shop.ANSWER_KEY, d=shop.b64url(shop.ANSWER_KEY.private_numbers().private_value.to_bytes(32, "big"))
)


def claims(**other: Any) -> dict[str, Any]:
    """What the shop asks, valid now."""
    now = to_seconds(datetime.now(UTC))
    return shop.claims(**{"iat": now - 30, "exp": now + 570, "nonce": secrets.token_urlsafe(16), **other})


@dataclass(frozen=True)
class Answered:
    """A request as our vault verified it, and its answer."""

    payload: dict[str, Any]
    request: VerifiedRequest
    presentations: dict[str, str]

    @property
    def form(self) -> dict[str, str]:
        """The answer as it is posted."""
        form = parse_qs(make_answer(self.request, self.presentations).decode())
        return {name: values[0] for name, values in form.items()}


def answered(ids: Sequence[str] = tuple(VALUES), **other: Any) -> Answered:
    """Ask, and answer these items."""
    payload = claims(**other)
    now = datetime.now(UTC)
    client_id = parse_client_id(shop.CLIENT_ID)
    request = verify_signed(shop.signed(payload), client_id=client_id, anchors=[shop.ROOT], now=now)
    return Answered(payload, request, presented(request, ids, now))


def answered_together() -> Answered:
    """Ask for both items in one credential, without terms, and answer: one token, for this visit."""
    claims_asked = [{"path": [key]} for key, _ in VALUES.values()]
    credential = {"id": "all", "format": "dc+sd-jwt", "meta": {"vct_values": [VCT]}, "claims": claims_asked}
    payload = claims(transaction_data=None, dcql_query={"credentials": [credential]})
    now, key = datetime.now(UTC), SigningKey.generate()
    client_id = parse_client_id(shop.CLIENT_ID)
    request = verify_signed(shop.signed(payload), client_id=client_id, anchors=[shop.ROOT], now=now)
    said = TokenClaims(urn(), urn(), None, request.client_id, now, now + timedelta(days=1), keep="session")
    token = issue_bundle(said, tuple(VALUES.values()), key, [secrets.token_bytes(16) for _ in VALUES])
    text = present(token, key, client_id=request.client_id, nonce=request.nonce, now=now, terms_hash=None)
    return Answered(payload, request, {"all": text})


def presented(request: VerifiedRequest, ids: Sequence[str], now: datetime) -> dict[str, str]:
    """One token an item, all of one customer."""
    key, consent = SigningKey.generate(), urn()
    assert request.terms is not None
    found = {}
    for query_id in ids:
        number = request.terms.credential_ids.index(query_id)
        until = now + timedelta(days=90)
        claims = TokenClaims(urn(), consent, number, request.client_id, now, until, request.terms.hash)
        token = issue(claims, *VALUES[query_id], key, secrets.token_bytes(16))
        terms_hash = request.terms.hash if query_id == ids[0] else None
        found[query_id] = present(
            token, key, client_id=request.client_id, nonce=request.nonce, now=now, terms_hash=terms_hash
        )
    return found


def urn() -> str:
    """A new name for a token or a consent."""
    digits = secrets.token_hex(16)
    return f"urn:uuid:{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-8{digits[17:20]}-{digits[20:]}"


def as_json(found: object) -> Any:
    """What another process gets."""
    return json.loads(json.dumps(found))
