"""Whose word counts for who a shop is: the roots of the operating system, and for a test shop its own authority."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cryptography import x509

from vault.net.system_anchors import system_anchors
from vault.net.testing_shops import TestShops


@dataclass(frozen=True)
class Trust:
    """Certificate authorities believed for shops. A test shop is believed by its own authority and by no other."""

    roots: tuple[x509.Certificate, ...]
    test_shops: TestShops

    def anchors(self, host: str) -> Sequence[x509.Certificate]:
        """The authorities that may vouch for ``host``."""
        shop = self.test_shops.of(host)
        return self.roots if shop is None else x509.load_pem_x509_certificates(shop.ca_pem)

    def is_test(self, host: str) -> bool:
        """Whether screens must say "Test shop"."""
        return self.test_shops.of(host) is not None


def system_trust(test_shops: TestShops) -> Trust:
    """The operating system's roots, about 145 on Debian, and the given test shops."""
    return Trust(system_anchors(), test_shops)
