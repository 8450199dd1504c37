"""What a shop says of itself in ``client_metadata`` (OpenID4VP 1.0 §5.1, §8.3 and §11): formats and encryption."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vault.core.errors import RequestError, TokenError
from vault.openid4vp.dcql import SD_JWT_VC
from vault.tokens.keys import VerifyingKey

if TYPE_CHECKING:
    from vault.tokens import jwe

ENC_VALUES: tuple[jwe.Encryption, ...] = ("A256GCM", "A128GCM")
"""The content encryptions that answers use, the preferred one first."""
DEFAULT_ENC = "A128GCM"
"""What a shop that names none takes (§5.1)."""
MAX_KEYS = 10
"""Keys in one set."""
MAX_KID = 256
"""Characters of a key id."""


@dataclass(frozen=True)
class AnswerEncryption:
    """How the answer is encrypted: ECDH-ES to ``key``, named ``kid``, with the content encryption ``enc``."""

    key: VerifyingKey
    kid: str
    enc: jwe.Encryption


def require_sd_jwt(metadata: object) -> None:
    """Require that the shop reads SD-JWT VCs signed with ES256 (Appendix B.3.4).

    Raises :class:`RequestError` ``metadata_malformed`` or ``format_unsupported``.
    """
    formats = _object(_object(metadata).get("vp_formats_supported"))
    if SD_JWT_VC not in formats:
        raise RequestError("format_unsupported", "vp_formats_not_supported")
    limits = _object(formats[SD_JWT_VC])
    for name in ("sd-jwt_alg_values", "kb-jwt_alg_values"):
        values = limits.get(name, ["ES256"])
        if not isinstance(values, list) or "ES256" not in values:
            raise RequestError("format_unsupported", "vp_formats_not_supported")


def encryption_for(metadata: object) -> AnswerEncryption:
    """The one key of the shop that an answer can be encrypted to, and how.

    Raises :class:`RequestError` ``metadata_malformed``, ``encryption_key_missing``, ``encryption_key_ambiguous`` or
    ``encryption_unsupported``.
    """
    found = _object(metadata)
    keys = _object(found.get("jwks")).get("keys")
    if not isinstance(keys, list) or len(keys) > MAX_KEYS:
        raise RequestError("metadata_malformed")
    usable = [key for key in map(_object, keys) if _is_usable(key)]
    if not usable:
        raise RequestError("encryption_key_missing")
    if len(usable) > 1:
        raise RequestError("encryption_key_ambiguous")
    (jwk,) = usable
    kid = jwk.get("kid")
    if not isinstance(kid, str) or not 0 < len(kid) <= MAX_KID:
        raise RequestError("metadata_malformed")
    try:
        key = VerifyingKey.from_jwk({name: jwk.get(name) for name in ("crv", "kty", "x", "y")})
    except TokenError as problem:
        raise RequestError("metadata_malformed") from problem
    return AnswerEncryption(key, kid, _enc(found.get("encrypted_response_enc_values_supported", [DEFAULT_ENC])))


def _is_usable(jwk: Mapping[str, Any]) -> bool:
    """A key for ECDH-ES on P-256 that is not kept for something else (§8.3)."""
    kind = (jwk.get("kty"), jwk.get("crv"), jwk.get("alg"))
    return kind == ("EC", "P-256", "ECDH-ES") and jwk.get("use", "enc") == "enc"


def _enc(values: object) -> jwe.Encryption:
    if not isinstance(values, list) or not values:
        raise RequestError("metadata_malformed")
    for each in ENC_VALUES:
        if each in values:
            return each
    raise RequestError("encryption_unsupported")


def _object(found: object) -> Mapping[str, Any]:
    if not isinstance(found, dict):
        raise RequestError("metadata_malformed")
    return found
