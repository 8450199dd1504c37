"""Certificates beyond the vectors: bytes that were changed prove nothing and break nothing."""

from __future__ import annotations

import contextlib
from base64 import b64encode

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import example, given
from hypothesis import strategies as st

from tests.vectors import example_shop as shop
from vault.core.errors import RequestError
from vault.openid4vp.certificate_chain import proven_host

DERS = [each.public_bytes(Encoding.DER) for each in shop.CHAIN]
UNUSED_BITS = [len(each) - len(of.signature) - 1 for each, of in zip(DERS, shop.CHAIN, strict=True)]
"""Where a certificate says how many bits of its signature do not count: outside what is signed."""


def proven(ders: list[bytes]) -> bool:
    """Whether this chain proves the shop's host."""
    chain = [b64encode(each).decode() for each in ders]
    with contextlib.suppress(RequestError):
        return proven_host(chain, anchors=[shop.ROOT], host=shop.HOST, now=shop.NOW).jwk() == shop.public_jwk(
            shop.SHOP_KEY
        )
    return False


def test_the_key_of_the_leaf_is_proven() -> None:
    assert proven(DERS)


@pytest.mark.filterwarnings("ignore::cryptography.utils.CryptographyDeprecationWarning")
@example(0, [(UNUSED_BITS[0], 1)])
@example(1, [(UNUSED_BITS[1], 1)])
@given(st.integers(0, 1), st.lists(st.tuples(st.integers(0), st.integers(1, 255)), min_size=1, max_size=3))
def test_a_changed_chain_proves_nothing(which: int, changes: list[tuple[int, int]]) -> None:
    changed = bytearray(DERS[which])
    for place, flip in changes:
        changed[place % len(changed)] ^= flip
    ders = [*DERS]
    ders[which] = bytes(changed)
    assert proven(ders) == (ders == DERS)


@given(st.binary(max_size=64))
def test_no_bytes_end_otherwise_than_refused(data: bytes) -> None:
    assert not proven([data])
