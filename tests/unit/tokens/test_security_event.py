from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.unit.tokens.vector_files import assert_refused, vectors
from vault.core.clock import from_seconds
from vault.core.errors import TokenError
from vault.tokens.did_jwk import did_of
from vault.tokens.keys import SigningKey
from vault.tokens.security_event import StopEvent, stop_event, verify_stop_event

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
SHOP = "x509_san_dns:shop.example"


@pytest.mark.parametrize("case", vectors("security_event.json"))
def test_vector(case: dict[str, Any]) -> None:
    given = {"aud": case["aud"], "now": from_seconds(case["now"])}
    if case["reason"] is None:
        assert verify_stop_event(case["event"], **given).token_jti == case["token_jti"]
    else:
        with pytest.raises(TokenError) as refusal:
            verify_stop_event(case["event"], **given)
        assert_refused(refusal.value, case)


@pytest.mark.parametrize("token_jti", ["urn:uuid:one", None])
def test_what_is_sent_is_what_is_read(token_jti: str | None) -> None:
    key = SigningKey.generate()
    sent = stop_event(key, aud=SHOP, iat=NOW, jti="urn:uuid:stop", token_jti=token_jti)
    read = verify_stop_event(sent, aud=SHOP, now=NOW)
    assert read == StopEvent("urn:uuid:stop", did_of(key.public), key.public, token_jti, NOW)
