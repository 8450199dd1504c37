"""What the claims of a token may be, without a signature; the vectors hold the same against signed ones."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.core.errors import TokenError
from vault.core.strict_json import b64url, unb64url
from vault.tokens.preference_claims import CLAIM_NAMES, DIGEST_CHARS, MAX_BUNDLE, VCT, check

DAY = 86_400
DIGEST = "A" * DIGEST_CHARS
PAYLOAD: dict[str, Any] = {
    "vct": VCT,
    "iss": "did:jwk:…",
    "cnf": {},
    "jti": "urn:uuid:0b1c6a4e-3f0d-4f6e-9a57-1f6f0c2f7f01",
    "consent": "urn:uuid:7f0e8f1d-6f37-4ab0-8f5c-2b1f6f5b9a02",
    "aud": "x509_san_dns:shop.example",
    "iat": 0,
    "exp": DAY,
    "_sd": [DIGEST],
    "_sd_alg": "sha-256",
}
LETTERS = "ABCDQRSTabcghijkwxyz0189-_+/=. é"


@given(st.text(st.sampled_from(LETTERS), min_size=DIGEST_CHARS, max_size=DIGEST_CHARS))
def test_a_digest_is_spelled_as_base64url_is(text: str) -> None:
    try:
        unb64url(text, max_chars=DIGEST_CHARS)
    except TokenError:
        with pytest.raises(TokenError, match="base64_malformed"):
            check({**PAYLOAD, "_sd": [text]})
    else:
        check({**PAYLOAD, "_sd": [text]})


@given(st.binary(min_size=32, max_size=32))
def test_every_digest_is_taken(digest: bytes) -> None:
    check({**PAYLOAD, "terms": b64url(digest), "item": 0})


@pytest.mark.parametrize("count", [0, MAX_BUNDLE + 1])
def test_a_bundle_has_a_limit(count: int) -> None:
    with pytest.raises(TokenError, match="sd_malformed"):
        check({**PAYLOAD, "_sd": sorted(b64url(bytes([each]) * 32) for each in range(count))})


@pytest.mark.parametrize(
    ("kind", "days"), [({}, 366), ({"objection": True}, 1828), ({"keep": "session", "subject": "other"}, 1)]
)
def test_each_kind_lasts_so_long_and_no_second_more(kind: dict[str, Any], days: int) -> None:
    check({**PAYLOAD, **kind, "exp": days * DAY})
    with pytest.raises(TokenError, match="lifetime_too_long"):
        check({**PAYLOAD, **kind, "exp": days * DAY + 1})


@given(st.sampled_from(sorted(CLAIM_NAMES - {"iss", "cnf"})), st.none() | st.booleans() | st.floats() | st.just([[]]))
def test_no_claim_is_of_another_type(name: str, found: object) -> None:
    if name == "objection" and found is True:
        return
    with pytest.raises(TokenError):
        check({**PAYLOAD, "item": 0, "terms": DIGEST, name: found})
