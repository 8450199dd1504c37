"""A certificate authority that lives as long as a demo or a test, and that nobody else has reason to believe."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

LIFETIME = timedelta(days=30)
"""Long enough for a request in a file, which is valid for 30 days; short enough to be forgotten."""
_EARLIER = timedelta(hours=1)
"""How much before "now" validity begins: another machine's clock may be behind."""


@dataclass(frozen=True)
class Leaf:
    """A host's key and certificate: for TLS as PEM, for request signing (``x5c``, RFC 7515 §4.1.6) as DER.

    ``chain_der`` has the leaf first and leaves out the root, which the verifier must already have.
    """

    private_key: ec.EllipticCurvePrivateKey = field(repr=False)
    certificate_pem: bytes = field(repr=False)
    chain_der: tuple[bytes, ...] = field(repr=False)

    @property
    def key_pem(self) -> bytes:
        """The private key, PKCS #8, not encrypted."""
        return self.private_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


class ThrowAwayAuthority:
    """A P-256 root made for the occasion; its key is never written anywhere."""

    def __init__(self, now: datetime, *, name: str = "Throw-away authority", lifetime: timedelta = LIFETIME) -> None:
        self._now = now
        self._lifetime = lifetime
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        self.certificate = (
            self._builder(self._name, self._key.public_key(), now - _EARLIER, now + lifetime)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(_usage(certificates=True), critical=True)
            .sign(self._key, hashes.SHA256())
        )

    def __repr__(self) -> str:
        return "ThrowAwayAuthority(…)"

    @property
    def ca_pem(self) -> bytes:
        """The root certificate."""
        return self.certificate.public_bytes(Encoding.PEM)

    def leaf(self, *hosts: str, not_before: datetime | None = None, not_after: datetime | None = None) -> Leaf:
        """A certificate for server authentication, with each host as a DNS name. Valid as long as the root by default.

        It is not checked that the hosts are sensible: tests need certificates that must be refused.
        """
        key = ec.generate_private_key(ec.SECP256R1())
        begin = not_before or self._now - _EARLIER
        end = not_after or self._now + self._lifetime
        certificate = (
            # The subject stays empty, so the names below are critical (RFC 5280 §4.2.1.6).
            self._builder(x509.Name([]), key.public_key(), begin, end)
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts]), critical=True)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(certificates=False), critical=True)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .sign(self._key, hashes.SHA256())
        )
        return Leaf(key, certificate.public_bytes(Encoding.PEM), (certificate.public_bytes(Encoding.DER),))

    def _builder(
        self, subject: x509.Name, key: ec.EllipticCurvePublicKey, begin: datetime, end: datetime
    ) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(begin)
            .not_valid_after(end)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()), critical=False)
        )


def _usage(*, certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=certificates,
        crl_sign=certificates,
        encipher_only=False,
        decipher_only=False,
    )
