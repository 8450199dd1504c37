"""Whose word counts for who a shop is: the roots of the operating system, and for a test shop its own authority."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, overload

from vault.net.testing_shops import TestShops

if TYPE_CHECKING:
    from cryptography import x509


class SystemRoots(Sequence["x509.Certificate"]):
    """The operating system's roots, about 145 on Debian, read when they are first looked at: by a request."""

    @cached_property
    def _read(self) -> tuple[x509.Certificate, ...]:
        from vault.net.system_anchors import system_anchors

        return system_anchors()

    @overload
    def __getitem__(self, place: int) -> x509.Certificate: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[x509.Certificate]: ...
    def __getitem__(self, place: int | slice) -> x509.Certificate | Sequence[x509.Certificate]:
        return self._read[place]

    def __len__(self) -> int:
        return len(self._read)


@dataclass(frozen=True)
class Trust:
    """Certificate authorities believed for shops. A test shop is believed by its own authority and by no other."""

    roots: Sequence[x509.Certificate]
    test_shops: TestShops

    def anchors(self, host: str) -> Sequence[x509.Certificate]:
        """The authorities that may vouch for ``host``."""
        shop = self.test_shops.of(host)
        return self.roots if shop is None else shop.anchors()

    def is_test(self, host: str) -> bool:
        """Whether screens must say "Test shop"."""
        return self.test_shops.of(host) is not None


def system_trust(test_shops: TestShops) -> Trust:
    """The operating system's roots, and the given test shops."""
    return Trust(SystemRoots(), test_shops)
