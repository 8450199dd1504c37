"""Which host a request's certificate chain proves (OpenID4VP 1.0 §5.9.3; RFC 7515 §4.1.6).

The path is built and checked by ``cryptography.x509.verification`` under its web rules. Whether a certificate was
revoked is not asked: that would tell its issuer which shop the customer looks at.
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import b64decode
from collections.abc import Sequence
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from vault.core.errors import RequestError, TokenError
from vault.core.strict_json import b64url
from vault.tokens.keys import VerifyingKey

MAX_CERTIFICATES = 5
"""The leaf and its intermediates. Public web chains have two or three."""
MAX_CERTIFICATE = 8 * 1024
"""Characters of one certificate in base64; a usual one has 2,000."""

_UNREADABLE = (
    ValueError,
    UnsupportedAlgorithm,
    x509.DuplicateExtension,
    x509.InvalidVersion,
    x509.UnsupportedGeneralNameType,
)
"""What the library raises for certificates it cannot read. It reads each part when that is first asked for."""


def proven_host(
    x5c: object, *, anchors: Sequence[x509.Certificate], host: str, now: datetime, leaf_hash: str | None = None
) -> VerifyingKey:
    """The key that may sign for ``host``: that of the leaf, whose chain ends at one of ``anchors``.

    ``leaf_hash`` is that of ``x509_hash``: SHA-256 of the leaf in DER, in base64url. Raises :class:`RequestError`
    ``chain_malformed``, ``certificate_differs`` (its hash), ``chain_expired``, ``wildcard_certificate``,
    ``san_mismatch``, ``chain_untrusted`` or ``chain_key_refused`` (not P-256, or not for signatures).
    """
    try:
        chain = _certificates(x5c)
        if leaf_hash is not None and not hmac.compare_digest(_hash(chain[0]), leaf_hash):
            raise RequestError("certificate_differs", host=host)
        if any(not each.not_valid_before_utc <= now <= each.not_valid_after_utc for each in chain):
            raise RequestError("chain_expired", host=host)
        _check_names(chain[0], host)
        _check_path(chain, anchors, host, now)
        return _signing_key(chain[0])
    except _UNREADABLE as problem:
        raise RequestError("chain_malformed") from problem
    except VerificationError as problem:
        raise RequestError("chain_untrusted", host=host) from problem
    except TokenError as problem:
        raise RequestError("chain_key_refused", host=host) from problem


def _certificates(x5c: object) -> list[x509.Certificate]:
    """The ``x5c`` header: standard base64 of DER, the leaf first."""
    if not isinstance(x5c, list) or not 0 < len(x5c) <= MAX_CERTIFICATES:
        raise RequestError("chain_malformed")
    if not all(isinstance(each, str) and len(each) <= MAX_CERTIFICATE for each in x5c):
        raise RequestError("chain_malformed")
    chain = [x509.load_der_x509_certificate(b64decode(each, validate=True)) for each in x5c]
    if any(_unused_bits(each) for each in chain):
        raise RequestError("chain_malformed")
    return chain


def _unused_bits(certificate: x509.Certificate) -> int:
    """How many bits of the signature do not count (RFC 5280 §4.1.1.3): none, but the library takes any number.

    It stands outside what is signed, so one certificate would have several spellings, each with a hash of its own.
    """
    return certificate.public_bytes(Encoding.DER)[-len(certificate.signature) - 1]


def _hash(leaf: x509.Certificate) -> str:
    return b64url(hashlib.sha256(leaf.public_bytes(Encoding.DER)).digest())


def _check_names(leaf: x509.Certificate, host: str) -> None:
    """The host stands in the certificate letter by letter; a wildcard proves a domain, not a shop."""
    try:
        names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound as problem:
        raise RequestError("san_mismatch", host=host) from problem
    found = names.get_values_for_type(x509.DNSName)
    if host in found:
        return
    if f"*.{host.partition('.')[2]}" in found:
        raise RequestError("wildcard_certificate", host=host)
    raise RequestError("san_mismatch", host=host)


def _check_path(
    chain: Sequence[x509.Certificate], anchors: Sequence[x509.Certificate], host: str, now: datetime
) -> None:
    if not anchors:
        raise RequestError("chain_untrusted", host=host)
    builder = PolicyBuilder().store(Store(list(anchors))).time(now)
    builder.build_server_verifier(x509.DNSName(host)).verify(chain[0], list(chain[1:]))


def _signing_key(leaf: x509.Certificate) -> VerifyingKey:
    """The leaf's key, if it is for signatures (RFC 5280 §4.2.1.3). Without the extension it is for anything."""
    try:
        usage = leaf.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        usage = None
    if usage is not None and not usage.digital_signature:
        raise TokenError("jwk_use_refused")
    return VerifyingKey.from_public_key(leaf.public_key())
