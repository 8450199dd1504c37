"""JWE in compact form (RFC 7516 §7.1): ECDH-ES straight to the shop's key, A128GCM or A256GCM, no compression."""

from __future__ import annotations

from typing import Any, Final, Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.concatkdf import ConcatKDFHash
from joserfc import jwe
from joserfc.jwk import ECKey

from vault.core.errors import TokenError
from vault.core.strict_json import dumps, loads, unb64url
from vault.tokens.jws import MAX_KID
from vault.tokens.keys import SCALAR_BYTES, VerifyingKey, read_private_bytes

Encryption = Literal["A128GCM", "A256GCM"]

ALGORITHM: Final = "ECDH-ES"
ENCRYPTIONS: Final = ("A128GCM", "A256GCM")
KEY_BYTES: Final = {"A128GCM": 16, "A256GCM": 32}
MAX_HEADER_CHARS: Final = 1360
"""A header of 1,020 bytes, under what the library takes; ours have about 250."""
IV_CHARS: Final = 16
"""96 bits in base64url (RFC 7518 §5.3)."""
TAG_CHARS: Final = 22
"""128 bits in base64url; a shorter one would be easier to forge."""

_HEADER_REQUIRED = frozenset({"alg", "enc", "epk"})
_HEADER_TEXTS = frozenset({"kid", "apu", "apv", "typ", "cty"})
_JWK_TEXTS = frozenset({"kid", "use", "alg"})


class AgreementKey:
    """A private P-256 key to decrypt with; never one that signs (NIST SP 800-57 §5.2)."""

    __slots__ = ("_key",)

    def __init__(self, key: ec.EllipticCurvePrivateKey) -> None:
        self._key = key

    @property
    def public(self) -> VerifyingKey:
        """The public half, computed when it is asked for: who decrypts needs none."""
        return VerifyingKey.from_public_key(self._key.public_key())

    @classmethod
    def generate(cls) -> AgreementKey:
        """A new key from the random source of the cryptographic library."""
        return cls(ec.generate_private_key(ec.SECP256R1()))

    @classmethod
    def from_private_bytes(cls, scalar: bytes) -> AgreementKey:
        """The reverse of :meth:`private_bytes`. Raises :class:`TokenError` ``private_key_invalid``."""
        return cls(read_private_bytes(scalar))

    def private_bytes(self) -> bytes:
        """The secret number, 32 bytes, big-endian."""
        return self._key.private_numbers().private_value.to_bytes(SCALAR_BYTES, "big")

    def jwk(self, kid: str) -> dict[str, Any]:
        """The public JWK for a verifier's metadata: OpenID4VP 1.0 §8.3 asks for ``alg``."""
        return {**self.public.jwk(), "use": "enc", "alg": ALGORITHM, "kid": kid}

    def agree(self, other: VerifyingKey) -> bytes:
        """The secret shared with ``other`` (ECDH, 32 bytes)."""
        return other.agree(self._key)

    def __repr__(self) -> str:
        return f"AgreementKey(…, public={self.public.thumbprint()})"


def encrypt(payload: dict[str, Any], recipient_jwk: dict[str, Any], *, enc: Encryption, kid: str | None) -> str:
    """Encrypt an object to ``recipient_jwk``; ``kid`` tells the recipient which of its keys that is.

    Raises :class:`TokenError` as :meth:`VerifyingKey.from_jwk`, ``jwk_use_refused`` or ``jwe_enc_refused``.
    """
    if enc not in ENCRYPTIONS:
        raise TokenError("jwe_enc_refused")
    key = VerifyingKey.from_jwk(recipient_jwk, also=_JWK_TEXTS)
    if recipient_jwk.get("use", "enc") != "enc" or recipient_jwk.get("alg", ALGORITHM) != ALGORITHM:
        raise TokenError("jwk_use_refused")
    header = {"alg": ALGORITHM, "enc": enc}
    if kid is not None:
        header["kid"] = kid
    body = dumps(payload)
    return jwe.encrypt_compact(header, body, ECKey.import_key(key.jwk()), registry=_registry(len(body)))


def decrypt(compact: str, key: AgreementKey, *, max_bytes: int) -> dict[str, Any]:
    """The object in a compact JWE of at most ``max_bytes`` characters.

    Raises :class:`TokenError`: ``jwe_too_large``, ``jwe_malformed``, ``jwe_alg_refused``, ``jwe_enc_refused``,
    ``jwe_undecryptable``, ``header_member_missing``, ``header_member_refused``, ``header_member_malformed``, or as
    :func:`strict_json.loads`, :func:`strict_json.unb64url` and :meth:`VerifyingKey.from_jwk`.
    """
    header = _header(compact, max_bytes)
    sender = VerifyingKey.from_jwk(header["epk"])  # on the curve, or the shared secret could leak the key
    protected, _, *parts = compact.split(".")
    iv, body, tag = (unb64url(part, max_chars=max_bytes) for part in parts)
    cipher = AESGCM(_content_key(key.agree(sender), header))
    try:
        plain = cipher.decrypt(iv, body + tag, protected.encode("ascii"))
    except InvalidTag as problem:
        raise TokenError("jwe_undecryptable") from problem
    return loads(plain, max_bytes=max_bytes)


def peek_kid(compact: str, *, max_bytes: int) -> str | None:
    """Which key a JWE says it is for, before it is decrypted; None if it does not say. Raises as :func:`decrypt`."""
    kid: str | None = _header(compact, max_bytes).get("kid")
    return kid


def _header(compact: str, max_bytes: int) -> dict[str, Any]:
    """The protected header, after every check that needs no key."""
    if len(compact) > max_bytes:
        raise TokenError("jwe_too_large", limit=max_bytes)
    parts = compact.split(".")
    # With direct key agreement the encrypted key is empty (RFC 7518 §4.6).
    if len(parts) != 5 or parts[1] or len(parts[2]) != IV_CHARS or len(parts[4]) != TAG_CHARS:
        raise TokenError("jwe_malformed")
    for part in parts[2:]:
        unb64url(part, max_chars=max_bytes)
    header = loads(unb64url(parts[0], max_chars=MAX_HEADER_CHARS), max_bytes=MAX_HEADER_CHARS)
    if header.get("alg") != ALGORITHM:
        raise TokenError("jwe_alg_refused")
    if header.get("enc") not in ENCRYPTIONS:
        raise TokenError("jwe_enc_refused")
    if not header.keys() >= _HEADER_REQUIRED:
        raise TokenError("header_member_missing")
    texts = header.keys() - _HEADER_REQUIRED
    if not texts <= _HEADER_TEXTS:  # ``zip`` and ``crit`` among them
        raise TokenError("header_member_refused")
    if not all(isinstance(each := header[name], str) and len(each) <= MAX_KID and each.isprintable() for name in texts):
        raise TokenError("header_member_malformed")
    return header


def _content_key(secret: bytes, header: dict[str, Any]) -> bytes:
    """The key of the content, from the shared secret (RFC 7518 §4.6.2). By hand, for the library takes as long as both
    signatures of a token; what it encrypts is what the tests decrypt here."""
    enc: str = header["enc"]
    size = KEY_BYTES[enc]
    apu, apv = (unb64url(header.get(name, ""), max_chars=MAX_KID) for name in ("apu", "apv"))
    texts = (enc.encode("ascii"), apu, apv)
    about = b"".join(len(each).to_bytes(4, "big") + each for each in texts) + (8 * size).to_bytes(4, "big")
    return ConcatKDFHash(hashes.SHA256(), size, about).derive(secret)


def _registry(max_bytes: int) -> jwe.JWERegistry:
    """What the library may use: its own limit of 64 kB is less than a long answer has."""
    registry = jwe.JWERegistry(algorithms=[ALGORITHM, *ENCRYPTIONS])
    registry.max_ciphertext_length = max_bytes
    return registry
