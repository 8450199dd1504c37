"""The shop's keys: one that the certificate names and requests are signed with, and those that sign receipts."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from vault.core.errors import PolicyError, TokenError
from vault.core.strict_json import b64url
from vault.shop.policy import Policy
from vault.tokens.keys import SigningKey, VerifyingKey

CODE_BYTES = 16
"""128 bits: response codes and addresses of receipts cannot be guessed."""


@dataclass(frozen=True)
class ShopKeys:
    """``chain`` starts with the certificate of ``signing``. The first of ``receipts`` signs new receipts."""

    signing: SigningKey
    chain: tuple[x509.Certificate, ...]
    receipts: tuple[SigningKey, ...]

    def __repr__(self) -> str:
        return "ShopKeys(…)"

    def receipt_jwks(self) -> list[dict[str, Any]]:
        """The public receipt keys as terms name them: ``kid`` is the RFC 7638 thumbprint."""
        return [{**key.public.jwk(), "kid": key.public.thumbprint()} for key in self.receipts]

    def receipt_key(self, promised: Collection[str]) -> SigningKey:
        """The receipt key that terms promised, by ``kid``.

        If the shop lost it, the first: a receipt that cannot be checked is better than a stop that is not carried out.
        """
        for key in self.receipts:
            if key.public.thumbprint() in promised:
                return key
        return self.receipts[0]

    def keyed(self, what: str, *about: str) -> bytes:
        """32 bytes that only this shop can compute: an HMAC under a secret that never is in the database.

        The same question has the same answer, so codes that must be repeated need not be stored.
        """
        return hmac.digest(self._secret, "\0".join([what, *about]).encode(), hashlib.sha256)

    @cached_property
    def _secret(self) -> bytes:
        return hmac.digest(self.receipts[-1].private_bytes(), b"preference-vault keyed hash", hashlib.sha256)

    def code(self, what: str, *about: str) -> str:
        """The same as a code for an address: 128 bits in base64url."""
        return b64url(self.keyed(what, *about)[:CODE_BYTES])


def did_document(keys: ShopKeys, host: str) -> dict[str, Any]:
    """The DID document of this host (W3C DID Core §5): the key that requests are signed with."""
    did, key = f"did:web:{host}", keys.signing.public
    name = f"{did}#{key.thumbprint()}"
    method = {"id": name, "type": "JsonWebKey2020", "controller": did, "publicKeyJwk": key.jwk()}
    context = ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/suites/jws-2020/v1"]
    return {"@context": context, "id": did, "verificationMethod": [method], "assertionMethod": [name]}


def load_keys(policy: Policy) -> ShopKeys:
    """Read the key files that the policy names.

    Raises :class:`PolicyError` ``policy_key_unreadable`` or ``policy_key_refused`` with ``where``,
    ``policy_key_mismatch`` (the certificate is of another key) or ``policy_chain_host`` (it names another host).
    """
    signing = _signing_key(policy.signing_key, "keys.signing")
    chain = _chain(policy.chain)
    receipts = tuple(_signing_key(path, "keys.receipts") for path in policy.receipt_keys)
    try:
        if VerifyingKey.from_public_key(chain[0].public_key()) != signing.public:
            raise PolicyError("policy_key_mismatch")
        names = chain[0].extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except TokenError as problem:
        raise PolicyError("policy_key_mismatch") from problem
    except (ValueError, x509.ExtensionNotFound) as problem:
        raise PolicyError("policy_chain_host", host=policy.host) from problem
    if policy.host not in names.get_values_for_type(x509.DNSName):
        raise PolicyError("policy_chain_host", host=policy.host)
    return ShopKeys(signing, chain, receipts)


def _signing_key(path: Path, where: str) -> SigningKey:
    try:
        key = load_pem_private_key(_read(path, where), None)
        if isinstance(key, ec.EllipticCurvePrivateKey):
            return SigningKey(key)
    except (ValueError, TypeError, UnsupportedAlgorithm, TokenError) as problem:
        raise PolicyError("policy_key_refused", where=where) from problem
    raise PolicyError("policy_key_refused", where=where)


def _chain(path: Path) -> tuple[x509.Certificate, ...]:
    try:
        return tuple(x509.load_pem_x509_certificates(_read(path, "keys.chain")))
    except ValueError as problem:
        raise PolicyError("policy_key_refused", where="keys.chain") from problem


def _read(path: Path, where: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise PolicyError("policy_key_unreadable", where=where, file=path.name) from problem
