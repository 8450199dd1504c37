"""Every byte of the slots file matters: a change of one is an error with a sentence, or changes nothing."""

from __future__ import annotations

from pathlib import Path

from tests.unit.storage.opened_slots import CLEAR, folder_at, said, whole_file

BITS = (0x01, 0x04, 0x20, 0x80)
"""Changed at each place: another digit, another letter, capitals, and what is no ASCII."""


def test_the_file_as_it_is_opens_in_three_ways(tmp_path: Path) -> None:
    assert said(folder_at(tmp_path), whole_file()) == {"opened"}


def test_every_changed_byte_is_a_clear_error_or_no_change(tmp_path: Path) -> None:
    folder, whole = folder_at(tmp_path), whole_file()
    for place in range(len(whole)):
        for bits in BITS:
            changed = bytearray(whole)
            changed[place] ^= bits
            found = said(folder, bytes(changed))
            assert found == {"opened"} or found <= CLEAR, (place, bits, found)


def test_every_cut_file_is_a_clear_error(tmp_path: Path) -> None:
    folder, whole = folder_at(tmp_path), whole_file()
    for length in range(len(whole) - 1):  # the last byte is a line end
        assert said(folder, whole[:length]) <= CLEAR, length
