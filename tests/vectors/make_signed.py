"""Signs whatever a vector needs, right or wrong, with fixed keys, so that the vector files can be made again.

Written apart from ``vault.tokens`` on purpose: a mistake there must not make its own vector.
"""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

ABSENT = object()
"""In a change: take this member out."""


def encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def digest(text: str) -> str:
    return encode(hashlib.sha256(text.encode()).digest())


def to_json(found: Any) -> str:
    return json.dumps(found, separators=(",", ":"), ensure_ascii=False)


def changed(members: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    return {name: member for name, member in {**members, **changes}.items() if member is not ABSENT}


class Signer:
    """A key made from a word, and everything that is derived from it."""

    def __init__(self, word: str) -> None:
        scalar = int.from_bytes(hashlib.sha256(word.encode()).digest(), "big") >> 1
        self.key = ec.derive_private_key(scalar, ec.SECP256R1())
        numbers = self.key.public_key().public_numbers()
        x, y = encode(numbers.x.to_bytes(32, "big")), encode(numbers.y.to_bytes(32, "big"))
        self.private_bytes = scalar.to_bytes(32, "big")
        self.jwk = {"crv": "P-256", "kty": "EC", "x": x, "y": y}
        self.did = "did:jwk:" + encode(to_json(self.jwk).encode())
        self.kid = self.did + "#0"

    def der(self, data: str) -> bytes:
        return self.key.sign(data.encode(), ec.ECDSA(hashes.SHA256(), deterministic_signing=True))

    def signature(self, data: str) -> bytes:
        r, s = decode_dss_signature(self.der(data))
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")

    def jws(self, header: dict[str, Any] | str | bytes, payload: dict[str, Any] | str | bytes) -> str:
        """A compact JWS. Header and payload may be any text or bytes, however wrong."""
        parts = [part if isinstance(part, str | bytes) else to_json(part) for part in (header, payload)]
        signed = ".".join(encode(part.encode() if isinstance(part, str) else part) for part in parts)
        return f"{signed}.{encode(self.signature(signed))}"


HOLDER = Signer("preference vault vectors: holder")
STRANGER = Signer("preference vault vectors: stranger")
SHOP = Signer("preference vault vectors: shop receipts")


def write(name: str, cases: list[dict[str, Any]]) -> None:
    names = [case["name"] for case in cases]
    if len(set(names)) != len(names):
        message = "two vectors have one name"
        raise ValueError(message)
    text = json.dumps(cases, indent=1, ensure_ascii=False)
    (Path(__file__).parent / name).write_text(text + "\n", encoding="utf-8")
