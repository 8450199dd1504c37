"""How large a zip's directory is, before anything reads it."""

from __future__ import annotations

import io
import struct
import zipfile
from zipfile import BadZipFile, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.portability.zip_directory import directory_size

_LARGE = 512 * 1024**2


def _zip(names: int, comment: bytes = b"") -> bytes:
    made = io.BytesIO()
    with ZipFile(made, "w") as archive:
        archive.comment = comment
        for number in range(names):
            archive.writestr(f"{number}.txt", b"")
    return made.getvalue()


def _size(data: bytes) -> int:
    return directory_size(io.BytesIO(data), len(data))


@given(st.integers(0, 30), st.binary(max_size=300).filter(lambda comment: b"PK" not in comment))
def test_it_is_what_is_between_the_files_and_the_end(names: int, comment: bytes) -> None:
    data = _zip(names, comment)
    with ZipFile(io.BytesIO(data)) as archive:
        assert _size(data) == data.rindex(b"PK\x05\x06") - archive.start_dir


def test_a_long_one_is_read_from_its_record_of_zip64(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 2)
    data = _zip(3)
    assert b"PK\x06\x06" in data
    assert _size(data) == 3 * (46 + len("0.txt"))


@pytest.mark.parametrize("comment", [b"", bytes(60), b"x" * 65_535])
@pytest.mark.parametrize("offset", [0, int.from_bytes(b"PK\x06\x06", "little")])
def test_a_small_size_in_front_of_a_large_one_is_not_believed(offset: int, comment: bytes) -> None:
    """``zipfile`` believes the record of ZIP64, and a place that begins like one inside its locator is none."""
    record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, _LARGE, 0)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, offset, 1)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, 50, 0, len(comment))
    assert _size(record + locator + end + comment) == _LARGE


@pytest.mark.parametrize("data", [b"", b"PK\x05\x06", b"PK\x03\x04" + bytes(100)])
def test_what_has_no_end_is_no_zip(data: bytes) -> None:
    with pytest.raises(BadZipFile):
        _size(data)
