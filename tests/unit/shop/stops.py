"""Stops and their receipts, as a vault and its shop exchange them in tests."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from tests.unit.shop.example import (
    CLIENT_ID,
    SESSION,
    Example,
    Vault,
)
from vault.shop.profile import SERVICE_PERSONALISATION, profile_for
from vault.shop.stopping import (
    erasure_receipt_at,
    receive_stop,
)
from vault.tokens.did_jwk import did_of
from vault.tokens.receipt import ErasureReceipt, verify_erasure_receipt
from vault.tokens.security_event import stop_event

EVENT = "urn:uuid:00000000-0000-4000-8000-000000000001"


def stop(example: Example, vault: Vault, token: str | None, *, jti: str = EVENT, iat: datetime | None = None) -> str:
    moment = iat or example.clock.now()
    return receive_stop(example.shop, stop_event(vault.key, aud=CLIENT_ID, iat=moment, jti=jti, token_jti=token))


def receipt(example: Example, vault: Vault, location: str, tokens: Sequence[str], txn: str = EVENT) -> ErasureReceipt:
    text = erasure_receipt_at(example.shop, location)
    assert text is not None
    keys = {each.public.thumbprint(): each.public for each in example.shop.keys.receipts}
    return verify_erasure_receipt(
        text,
        keys=keys,
        iss=CLIENT_ID,
        sub=did_of(vault.key.public),
        txn=txn,
        tokens=set(tokens),
        now=example.clock.now(),
    )


def read(example: Example, key: str, session: str = SESSION) -> object:
    return profile_for(example.shop, session).value(key, purpose=SERVICE_PERSONALISATION)


def rows(example: Example, table: Any) -> list[Any]:
    with example.shop.store.transaction() as connection:
        return list(connection.execute(select(table)).all())


def issued(vault: Vault) -> list[str]:
    return [claims.jti for claims in vault.issued]
