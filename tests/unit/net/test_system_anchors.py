from __future__ import annotations

import ssl

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from tests.unit.shop.example import NOW
from vault.demo.authority import ThrowAwayAuthority
from vault.net.system_anchors import system_anchors


class _Context:
    """A system with one root that can be read and one that cannot."""

    def get_ca_certs(self, binary_form: bool) -> list[bytes]:
        assert binary_form
        return [b"no certificate", ThrowAwayAuthority(NOW).certificate.public_bytes(Encoding.DER)]


def test_a_root_that_cannot_be_read_vouches_for_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ssl, "create_default_context", _Context)
    (found,) = system_anchors()
    assert isinstance(found, x509.Certificate)


def test_the_machines_own_roots_can_be_read() -> None:
    assert all(isinstance(each, x509.Certificate) for each in system_anchors())
