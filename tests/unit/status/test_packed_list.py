from __future__ import annotations

import random
import zlib

from hypothesis import given, settings
from hypothesis import strategies as st

from vault.status.packed_list import PackedList
from vault.tokens.status_list import ENTRIES, decode, encode

PLACES = st.integers(0, ENTRIES - 1)


@given(st.lists(st.lists(PLACES, max_size=5), max_size=5))
@settings(max_examples=40, deadline=None)
def test_it_reads_as_the_same_list_compressed_at_once(steps: list[list[int]]) -> None:
    packed, bits = PackedList(), bytearray(ENTRIES // 8)
    for places in steps:
        packed.set(places)
        for place in places:
            bits[place >> 3] |= 1 << (place & 7)
        assert decode(packed.lst(), bits=1).array == bits
        assert all(packed.status(place) for place in places)


def test_it_takes_hardly_more_room() -> None:
    for count, most in ((0, 1000), (20_000, 1.05), (ENTRIES // 2, 1.05)):
        packed = PackedList()
        packed.set(random.Random(7).sample(range(ENTRIES), count))
        whole = encode(decode(packed.lst(), bits=1).array)
        assert len(packed.lst()) < (most if count == 0 else most * len(whole))


def test_the_head_says_the_highest_level() -> None:
    assert zlib.compress(b"", 9)[:2] == b"\x78\xda"
