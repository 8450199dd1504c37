"""``did:web`` of a whole host: where its document is, and which keys may sign for it.

W3C DID Core §5.2 for the document, the did:web method §2.5 for the address. The host is proven as for any web address:
its DID document came from it over TLS.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from vault.core.errors import RequestError, TokenError
from vault.core.strict_json import loads
from vault.core.web_address import checked_host
from vault.tokens.keys import VerifyingKey

DOCUMENT_BYTES = 64 * 1024
"""A document with ten keys takes 5 kB."""
DOCUMENT_TYPES = ("application/did+json", "application/did+ld+json", "application/json")
"""Media types that web servers give it."""
MAX_METHODS = 50
"""Keys in one document: far more than a shop that renews them keeps."""
MAX_KID = 512
"""Characters of a key's name: the DID and a fragment."""
_PREFIX = "did:web:"


@dataclass(frozen=True)
class DidDocument:
    """The P-256 keys of one DID, by their full names."""

    did: str
    keys: Mapping[str, VerifyingKey]

    def key(self, did: str, kid: str) -> VerifyingKey:
        """The key of ``did`` with this name. Raises :class:`RequestError` ``did_differs`` or ``did_key_unknown``."""
        if did != self.did:
            raise RequestError("did_differs")
        found = self.keys.get(_full(kid, did))
        if found is None:
            raise RequestError("did_key_unknown")
        return found


def document_url(did: str) -> str:
    """Where the document of a ``did:web`` without path and port is.

    Raises :class:`RequestError` ``did_method_unsupported`` or as :func:`checked_host`.
    """
    if not did.startswith(_PREFIX):
        raise RequestError("did_method_unsupported")
    return f"https://{checked_host(did.removeprefix(_PREFIX))}/.well-known/did.json"


def parse_document(data: bytes, *, did: str) -> DidDocument:
    """Read the document that came for ``did``. Keys of other kinds in it are left out.

    Raises :class:`RequestError` ``did_document_malformed`` or ``did_differs``.
    """
    try:
        document = loads(data, max_bytes=DOCUMENT_BYTES)
    except TokenError as problem:
        raise RequestError("did_document_malformed", why=problem.code) from problem
    if document.get("id") != did:
        raise RequestError("did_differs")
    methods = document.get("verificationMethod")
    if not isinstance(methods, list) or len(methods) > MAX_METHODS:
        raise RequestError("did_document_malformed", why="verificationMethod")
    keys: dict[str, VerifyingKey] = {}
    for method in methods:
        if not isinstance(method, dict) or not isinstance(method.get("id"), str) or len(method["id"]) > MAX_KID:
            raise RequestError("did_document_malformed", why="verificationMethod")
        name, key = _full(method["id"], did), _key(method, did)
        if name in keys:
            raise RequestError("did_document_malformed", why="id")
        if key is not None and name.startswith(f"{did}#"):
            keys[name] = key
    return DidDocument(did, keys)


def _full(name: str, did: str) -> str:
    """A name that is only a fragment is relative to its document (DID Core §3.2.2)."""
    return did + name if name.startswith("#") else name


def _key(method: Mapping[str, Any], did: str) -> VerifyingKey | None:
    """The key of a verification method, if it is for ES256 and the DID's own to use."""
    jwk = method.get("publicKeyJwk")
    if method.get("controller") != did or not isinstance(jwk, dict):
        return None
    if jwk.get("use", "sig") != "sig" or jwk.get("alg", "ES256") != "ES256":
        return None
    try:
        return VerifyingKey.from_jwk({name: jwk.get(name) for name in ("crv", "kty", "x", "y", *_private(jwk))})
    except TokenError:
        return None


def _private(jwk: Mapping[str, Any]) -> tuple[str, ...]:
    """A private key that somebody published proves nothing any more; taken along, it is refused."""
    return ("d",) if "d" in jwk else ()
