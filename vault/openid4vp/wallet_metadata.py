"""What the vault says of itself where a shop asks with ``request_uri_method=post`` (OpenID4VP 1.0 §5.10, §10).

The same words from every vault of every version: a shop must not recognise anybody by them.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode

from vault.core.errors import TokenError
from vault.core.strict_json import dumps
from vault.openid4vp.client_id import Prefix
from vault.openid4vp.dcql import SD_JWT_VC
from vault.openid4vp.request_object import ENCRYPTED_POST, PLAIN_POST
from vault.openid4vp.verifier_metadata import ENC_VALUES

NONCE_BYTES = 16
"""128 bits, so that a request object that somebody kept does not fit again."""
MAX_POST = 16 * 1024
"""Bytes that a shop reads: metadata of other wallets are longer than ours."""
MAX_FIELDS = 20
"""Ours are two."""

_NONCE = re.compile(r"[A-Za-z0-9._~-]{1,256}")
_METADATA = dumps(
    {
        "vp_formats_supported": {SD_JWT_VC: {"sd-jwt_alg_values": ["ES256"], "kb-jwt_alg_values": ["ES256"]}},
        "client_id_prefixes_supported": [str(prefix) for prefix in Prefix],
        "response_types_supported": ["vp_token"],
        "response_modes_supported": [ENCRYPTED_POST, PLAIN_POST],
        "request_object_signing_alg_values_supported": ["ES256"],
        "authorization_encryption_alg_values_supported": ["ECDH-ES"],
        "authorization_encryption_enc_values_supported": list(ENC_VALUES),
    }
).decode()


def wallet_form(wallet_nonce: str) -> bytes:
    """The form that a vault posts to a ``request_uri``."""
    return urlencode({"wallet_metadata": _METADATA, "wallet_nonce": wallet_nonce}).encode("ascii")


def read_wallet_nonce(form: bytes) -> str | None:
    """The nonce in what any wallet posted, if there is one. The shop's side; what else is in it is ignored.

    Raises :class:`TokenError` ``wallet_form_malformed``.
    """
    try:
        fields = parse_qsl(form.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MAX_FIELDS)
    except ValueError as problem:
        raise TokenError("wallet_form_malformed") from problem
    found = [value for name, value in fields if name == "wallet_nonce"]
    if len(found) > 1 or (found and not _NONCE.fullmatch(found[0])):
        raise TokenError("wallet_form_malformed")
    return found[0] if found else None
