"""P-256 keys for ES256 (RFC 7518 §3.4), as values that compare by thumbprint and never show a secret."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Set
from functools import cached_property
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed

from vault.core.errors import TokenError
from vault.core.strict_json import b64url, unb64url

SCALAR_BYTES: Final = 32
"""Size of a private key, of a coordinate, and of half a signature on P-256."""
COORDINATE_CHARS: Final = 43
"""32 bytes in base64url."""
MAX_JWK_TEXT: Final = 256
"""Characters of an optional text member of a JWK, such as ``kid``: a did:jwk of a P-256 key has 176."""

_CURVE = ec.SECP256R1()
_ES256 = ec.ECDSA(Prehashed(hashes.SHA256()))
"""Hashed by ``hashlib`` before, which takes less than setting up the library's own hash."""
_JWK_MEMBERS = frozenset({"crv", "kty", "x", "y"})


class VerifyingKey:
    """A public key. Two are equal if their RFC 7638 thumbprints are."""

    def __init__(self, x: str, y: str) -> None:
        """``x`` and ``y`` are the coordinates as a JWK spells them.

        Raises :class:`TokenError` ``jwk_point_invalid`` or ``base64_malformed``.
        """
        if len(x) != COORDINATE_CHARS or len(y) != COORDINATE_CHARS:
            raise TokenError("jwk_point_invalid")
        point = unb64url(x, max_chars=COORDINATE_CHARS) + unb64url(y, max_chars=COORDINATE_CHARS)
        try:
            self._key = ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, b"\x04" + point)
        except ValueError as problem:
            raise TokenError("jwk_point_invalid") from problem
        self.x: Final = x
        self.y: Final = y

    @classmethod
    def from_jwk(cls, jwk: object, *, also: Set[str] = frozenset()) -> VerifyingKey:
        """Read a public JWK (RFC 7517 §4, RFC 7518 §6.2): ``crv``, ``kty``, ``x``, ``y``, and the texts in ``also``.

        Raises :class:`TokenError` ``jwk_malformed``, ``jwk_private``, ``jwk_member_refused``, ``jwk_kind_refused`` or
        as the constructor.
        """
        if not isinstance(jwk, Mapping) or not jwk.keys() >= _JWK_MEMBERS:
            raise TokenError("jwk_malformed")
        if "d" in jwk:
            raise TokenError("jwk_private")
        if not jwk.keys() <= _JWK_MEMBERS | also:
            raise TokenError("jwk_member_refused")
        if not all(isinstance(member, str) and len(member) <= MAX_JWK_TEXT for member in jwk.values()):
            raise TokenError("jwk_malformed")
        if jwk["kty"] != "EC" or jwk["crv"] != "P-256":
            raise TokenError("jwk_kind_refused")
        return cls(jwk["x"], jwk["y"])

    @classmethod
    def from_public_key(cls, key: object) -> VerifyingKey:
        """A key that ``cryptography`` read, as of a certificate. Raises :class:`TokenError` ``jwk_kind_refused``."""
        if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
            raise TokenError("jwk_kind_refused")
        numbers = key.public_numbers()
        return cls(b64url(numbers.x.to_bytes(SCALAR_BYTES, "big")), b64url(numbers.y.to_bytes(SCALAR_BYTES, "big")))

    def jwk(self) -> dict[str, Any]:
        """The JWK with exactly ``crv``, ``kty``, ``x``, ``y``, in the order of RFC 7638 §3.3."""
        return {"crv": "P-256", "kty": "EC", "x": self.x, "y": self.y}

    @cached_property
    def canonical_jwk(self) -> bytes:
        """The JWK as RFC 7638 §3 hashes it and did:jwk encodes it. The letters need no escapes."""
        return f'{{"crv":"P-256","kty":"EC","x":"{self.x}","y":"{self.y}"}}'.encode("ascii")

    @cached_property
    def thumbprint_bytes(self) -> bytes:
        """The RFC 7638 thumbprint with SHA-256: 32 bytes."""
        return hashlib.sha256(self.canonical_jwk).digest()

    def thumbprint(self) -> str:
        """The RFC 7638 thumbprint in base64url."""
        return b64url(self.thumbprint_bytes)

    def verify(self, signature: bytes, data: bytes) -> None:
        """Check an ES256 signature, r and s of 32 bytes each. Raises :class:`TokenError` ``signature_invalid``."""
        if len(signature) != 2 * SCALAR_BYTES:
            raise TokenError("signature_invalid")
        try:
            self._key.verify(_to_der(signature), hashlib.sha256(data).digest(), _ES256)
        except InvalidSignature as problem:
            raise TokenError("signature_invalid") from problem

    def agree(self, private: ec.EllipticCurvePrivateKey) -> bytes:
        """The secret that this key and ``private`` share (ECDH, 32 bytes)."""
        return private.exchange(ec.ECDH(), self._key)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, VerifyingKey):
            return NotImplemented
        return self.thumbprint_bytes == other.thumbprint_bytes

    def __hash__(self) -> int:
        return hash(self.thumbprint_bytes)

    def __repr__(self) -> str:
        return f"VerifyingKey({self.thumbprint()})"


class SigningKey:
    """A private key and its ``public`` half."""

    __slots__ = ("_key", "public")

    def __init__(self, key: ec.EllipticCurvePrivateKey) -> None:
        self._key = key
        self.public = VerifyingKey.from_public_key(key.public_key())

    @classmethod
    def generate(cls) -> SigningKey:
        """A new key from the random source of the cryptographic library."""
        return cls(ec.generate_private_key(_CURVE))

    @classmethod
    def from_private_bytes(cls, scalar: bytes) -> SigningKey:
        """The reverse of :meth:`private_bytes`. Raises :class:`TokenError` ``private_key_invalid``."""
        return cls(read_private_bytes(scalar))

    def private_bytes(self) -> bytes:
        """The secret number, 32 bytes, big-endian."""
        return self._key.private_numbers().private_value.to_bytes(SCALAR_BYTES, "big")

    def sign(self, data: bytes) -> bytes:
        """The ES256 signature: r and s, 32 bytes each."""
        return _to_raw(self._key.sign(hashlib.sha256(data).digest(), _ES256))

    def __repr__(self) -> str:
        return f"SigningKey(…, public={self.public.thumbprint()})"


def read_private_bytes(scalar: bytes) -> ec.EllipticCurvePrivateKey:
    """The private key with this secret number. Raises :class:`TokenError` ``private_key_invalid``."""
    if len(scalar) != SCALAR_BYTES:
        raise TokenError("private_key_invalid")
    try:
        return ec.derive_private_key(int.from_bytes(scalar, "big"), _CURVE)
    except ValueError:
        raise TokenError("private_key_invalid") from None  # the cause is dropped: it could show the number


def _to_der(raw: bytes) -> bytes:
    """r and s as the DER that the library wants. By hand: twice as fast as through two integers."""
    r = raw[:SCALAR_BYTES].lstrip(b"\0") or b"\0"
    s = raw[SCALAR_BYTES:].lstrip(b"\0") or b"\0"
    if r[0] > 127:
        r = b"\0" + r
    if s[0] > 127:
        s = b"\0" + s
    return b"\x30%c\x02%c%b\x02%c%b" % (len(r) + len(s) + 4, len(r), r, len(s), s)


def _to_raw(der: bytes) -> bytes:
    """The reverse, for DER that the library just made: one-byte lengths, integers of at most 33 bytes."""
    middle = 4 + der[3]
    r, s = der[4:middle], der[middle + 2 :]
    return r[-SCALAR_BYTES:].rjust(SCALAR_BYTES, b"\0") + s[-SCALAR_BYTES:].rjust(SCALAR_BYTES, b"\0")
