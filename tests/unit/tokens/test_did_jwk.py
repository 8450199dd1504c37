from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.core.errors import TokenError
from vault.core.strict_json import b64url, unb64url
from vault.tokens.did_jwk import did_of, key_of, key_of_issuer, kid_of
from vault.tokens.keys import SigningKey

KEY = SigningKey.generate().public
DID = did_of(KEY)


def spelled(text: str) -> str:
    return "did:jwk:" + b64url(text.encode())


def test_a_did_names_its_key() -> None:
    assert key_of(DID) == KEY
    assert key_of_issuer(DID, kid_of(KEY)) == KEY
    assert kid_of(KEY) == DID + "#0"
    found = unb64url(DID.removeprefix("did:jwk:"), max_chars=200).decode()
    assert found == f'{{"crv":"P-256","kty":"EC","x":"{KEY.x}","y":"{KEY.y}"}}'


@pytest.mark.parametrize(
    "did",
    [
        "",
        "did:jwk:",
        DID[:-1],
        DID + "A",
        DID.upper(),
        DID.replace("did:jwk", "did:key"),
        DID[:-1] + "=",
        spelled(json.dumps(KEY.jwk())),
        spelled(json.dumps(dict(reversed(KEY.jwk().items())), separators=(",", ":"))),
        spelled(json.dumps({**KEY.jwk(), "y": KEY.x}, separators=(",", ":"))),
        spelled(json.dumps({**KEY.jwk(), "crv": "P-384"}, separators=(",", ":"))),
    ],
)
def test_other_spellings_are_refused(did: str) -> None:
    with pytest.raises(TokenError, match="did_refused"):
        key_of(did)


@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    for did in (text, "did:jwk:" + text):
        with pytest.raises(TokenError, match="did_refused"):
            key_of(did)


@pytest.mark.parametrize("kid", [DID, DID + "#1", "#0", "", DID + "#0#0"])
def test_other_kids_are_refused(kid: str) -> None:
    with pytest.raises(TokenError, match="kid_differs"):
        key_of_issuer(DID, kid)
