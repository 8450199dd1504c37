"""A request that a vault can verify again, for the pages that show what waits."""

from __future__ import annotations

import json
import secrets
from datetime import UTC, datetime

from cryptography import x509

from tests.unit.customer.asking import FEET, SHOE, SPORTS, Shop
from tests.unit.desktop.vault_day import Day
from vault.customer.review import propose
from vault.demo.authority import ThrowAwayAuthority
from vault.openid4vp.client_id import parse_client_id
from vault.openid4vp.request_building import sign_request
from vault.openid4vp.request_object import Evidence, VerifiedRequest, verify_signed
from vault.tokens.keys import SigningKey

AUTHORITY = ThrowAwayAuthority(datetime(2026, 5, 12, 12, 4, tzinfo=UTC))
"""Who vouches for the shops of these tests."""


def signed(day: Day, host: str) -> VerifiedRequest:
    """A shop's request for three things, one of them sealed; it says that it needs the first."""
    asked = Shop(host, now=day.clock.now).ask({**SHOE, "required": True}, SPORTS, FEET)
    leaf = AUTHORITY.leaf(host)
    chain = [x509.load_der_x509_certificate(each) for each in leaf.chain_der]
    claims = {**json.loads(asked.raw), "nonce": secrets.token_urlsafe(24)}
    return verify_signed(
        sign_request(claims, key=SigningKey(leaf.private_key), chain=chain),
        client_id=parse_client_id(f"x509_san_dns:{host}"),
        anchors=(AUTHORITY.certificate,),
        now=day.clock.now(),
        evidence=Evidence(),
    )


def wait_for_answer(day: Day, host: str) -> VerifiedRequest:
    """Let a request of this shop wait in the vault."""
    request = signed(day, host)
    propose(day.session, request)
    return request
