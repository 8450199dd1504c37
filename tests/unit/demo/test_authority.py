"""The throw-away authority's certificates, as strict verifiers see them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from vault.demo.authority import LIFETIME, Leaf, ThrowAwayAuthority

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
AUTHORITY = ThrowAwayAuthority(NOW)
HOST = "shop.example"


def verify(leaf: Leaf, host: str, moment: datetime, authority: ThrowAwayAuthority = AUTHORITY) -> None:
    """As a wallet checks the ``x5c`` of a request, and as a client checks a server."""
    builder = PolicyBuilder().store(Store([authority.certificate])).time(moment)
    first, *rest = (x509.load_der_x509_certificate(der) for der in leaf.chain_der)
    builder.build_server_verifier(x509.DNSName(host)).verify(first, rest)


@pytest.mark.parametrize("moment", [NOW - timedelta(minutes=59), NOW, NOW + LIFETIME - timedelta(seconds=1)])
def test_leaf_is_accepted_while_it_is_valid(moment: datetime) -> None:
    verify(AUTHORITY.leaf(HOST), HOST, moment)


@pytest.mark.parametrize("moment", [NOW - timedelta(hours=2), NOW + LIFETIME + timedelta(seconds=1)])
def test_leaf_is_refused_before_and_after(moment: datetime) -> None:
    with pytest.raises(VerificationError):
        verify(AUTHORITY.leaf(HOST), HOST, moment)


def test_leaf_is_for_its_hosts_only() -> None:
    leaf = AUTHORITY.leaf(HOST, "www.shop.example")
    verify(leaf, "www.shop.example", NOW)
    with pytest.raises(VerificationError):
        verify(leaf, "other.example", NOW)


def test_own_dates() -> None:
    leaf = AUTHORITY.leaf(HOST, not_before=NOW, not_after=NOW + timedelta(hours=1))
    verify(leaf, HOST, NOW + timedelta(minutes=30))
    with pytest.raises(VerificationError):
        verify(leaf, HOST, NOW + timedelta(hours=2))


def test_two_authorities_do_not_vouch_for_each_other() -> None:
    with pytest.raises(VerificationError):
        verify(AUTHORITY.leaf(HOST), HOST, NOW, ThrowAwayAuthority(NOW))


def test_leaf_cannot_sign_certificates() -> None:
    extensions = x509.load_pem_x509_certificate(AUTHORITY.leaf(HOST).certificate_pem).extensions
    assert not extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    assert not extensions.get_extension_for_class(x509.KeyUsage).value.key_cert_sign


def test_pem_and_der_are_the_same_certificate_with_the_key() -> None:
    leaf = AUTHORITY.leaf(HOST)
    certificate = x509.load_pem_x509_certificate(leaf.certificate_pem)
    assert leaf.chain_der == (certificate.public_bytes(Encoding.DER),)
    assert load_pem_private_key(leaf.key_pem, None).public_key() == certificate.public_key()


def test_authority_in_pem() -> None:
    assert x509.load_pem_x509_certificate(AUTHORITY.ca_pem) == AUTHORITY.certificate


def test_repr_holds_no_key() -> None:
    assert "PrivateKey" not in repr(AUTHORITY) + repr(AUTHORITY.leaf(HOST))
