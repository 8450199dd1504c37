"""Requests as a shop makes them: nothing leaves that a vault would refuse."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from vault.core.clock import from_seconds, to_seconds
from vault.core.strict_json import dumps
from vault.core.terms import parse_terms
from vault.core.web_address import checked_url
from vault.openid4vp.client_id import parse_client_id
from vault.openid4vp.dcql import SD_JWT_VC
from vault.openid4vp.request_object import (
    ENCRYPTED_POST,
    LONGEST_IN_FILE,
    LONGEST_REQUEST,
    REQUEST_AUDIENCE,
    REQUEST_TYP,
    Evidence,
    read_claims,
)
from vault.openid4vp.transaction_data import query_for
from vault.openid4vp.verifier_metadata import ENC_VALUES
from vault.tokens import jws
from vault.tokens.keys import SigningKey


def build_request(
    *,
    client_id: str,
    response_uri: str,
    nonce: str,
    state: str,
    now: datetime,
    terms: str,
    answer_jwk: Mapping[str, Any],
    in_file: bool = False,
) -> dict[str, Any]:
    """The members of a request that asks what ``terms`` (from :func:`encode_terms`) say, valid for ten minutes.

    One for a file (``in_file``) is valid for thirty days, and a vault takes it from nowhere else.

    The answer comes encrypted to ``answer_jwk``, a public key with ``kid``, ``use`` and ``alg``. Raises
    :class:`RequestError` for whatever a vault would refuse.
    """
    asker = parse_client_id(client_id).at(checked_url(response_uri).host)
    claims = {
        "client_id": client_id,
        **({"aud": REQUEST_AUDIENCE} if asker.signs else {}),
        "response_type": "vp_token",
        "response_mode": ENCRYPTED_POST,
        "response_uri": response_uri,
        "nonce": nonce,
        "state": state,
        "iat": to_seconds(now),
        "exp": to_seconds(now + (LONGEST_IN_FILE if in_file else LONGEST_REQUEST)),
        "dcql_query": query_for(parse_terms(terms).items),
        "transaction_data": [terms],
        "client_metadata": _metadata(answer_jwk),
    }
    evidence = Evidence(in_file=in_file)
    read_claims(claims, client_id=asker, now=from_seconds(to_seconds(now)), raw="", evidence=evidence)
    return claims


def sign_request(
    claims: Mapping[str, Any], *, key: SigningKey, chain: Sequence[x509.Certificate], wallet_nonce: str | None = None
) -> str:
    """The request object (RFC 9101 §5.2), with the certificates of ``key`` in ``x5c``, the leaf first.

    ``wallet_nonce`` is what the wallet sent for it, if it did (OpenID4VP 1.0 §5.10).
    """
    x5c = [b64encode(each.public_bytes(Encoding.DER)).decode("ascii") for each in chain]
    nonce = {} if wallet_nonce is None else {"wallet_nonce": wallet_nonce}
    return jws.sign({"typ": REQUEST_TYP, "x5c": x5c}, {**claims, **nonce}, key)


def unsigned_parameters(claims: Mapping[str, Any]) -> dict[str, str]:
    """The same members as parameters of a link: what is not text goes as JSON (§5.1)."""
    return {name: each if isinstance(each, str) else dumps(each).decode() for name, each in claims.items()}


def _metadata(answer_jwk: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "jwks": {"keys": [dict(answer_jwk)]},
        "encrypted_response_enc_values_supported": list(ENC_VALUES),
        "vp_formats_supported": {SD_JWT_VC: {"sd-jwt_alg_values": ["ES256"], "kb-jwt_alg_values": ["ES256"]}},
    }
