"""The one spelling of a zip file: what is written comes back, other programs read it, and nothing else passes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.storage.backed_up import code_of
from vault.storage import stored_zip
from vault.storage.stored_zip import Member

NAMES = ("one.json", "two.json", "three.db")
LIMITS = dict.fromkeys(NAMES, 1000)
NOON = datetime(2026, 5, 12, 12, 0, 3, tzinfo=UTC)
CONTENT = (b'{"a": 1}', b"", b"encrypted " * 30)


def written(contents: tuple[bytes, ...] = CONTENT, moment: datetime = NOON) -> bytes:
    file = io.BytesIO()
    members = [(Member(name, len(data), crc32(data)), [data]) for name, data in zip(NAMES, contents, strict=True)]
    stored_zip.write(file, members, moment)
    return file.getvalue()


def read(data: bytes) -> tuple[bytes, ...]:
    file = io.BytesIO(data)
    places = stored_zip.layout(file, LIMITS)
    assert tuple(places) == NAMES
    return tuple(b"".join(stored_zip.content(file, places[name])) for name in NAMES)


def refused(data: bytes) -> str:
    return code_of(lambda: read(data))


@given(st.tuples(*[st.binary(max_size=1000)] * 3), st.datetimes())
def test_what_is_written_comes_back(contents: tuple[bytes, ...], moment: datetime) -> None:
    assert read(written(contents, moment)) == contents


def test_every_zip_program_reads_it() -> None:
    with zipfile.ZipFile(io.BytesIO(written())) as opened:
        assert opened.testzip() is None
        assert opened.namelist() == list(NAMES)
        assert [opened.read(name) for name in NAMES] == list(CONTENT)
        assert {each.date_time for each in opened.infolist()} == {(2026, 5, 12, 12, 0, 2)}
        assert {each.external_attr >> 16 for each in opened.infolist()} == {0o100600}


REFUSALS = {"not_a_backup", "backup_incomplete", "backup_malformed", "backup_too_large", "backup_damaged"}


@given(st.integers(0, len(written()) - 1), st.integers(1, 255))
def test_no_changed_byte_passes(place: int, change: int) -> None:
    data = bytearray(written())
    data[place] ^= change
    assert refused(bytes(data)) in REFUSALS


@given(st.integers(0, len(written()) - 1))
def test_what_was_cut_is_incomplete(size: int) -> None:
    assert refused(written()[:size]) == ("backup_incomplete" if size >= 4 else "not_a_backup")


@given(st.binary(min_size=1, max_size=100))
def test_nothing_stands_after_it(more: bytes) -> None:
    assert refused(written() + more) == "backup_malformed"


@given(st.binary(min_size=1, max_size=100))
def test_nothing_stands_before_it(more: bytes) -> None:
    assert refused(more + written()) in {"not_a_backup", "backup_malformed"}


@given(st.binary(max_size=300))
def test_anything_at_all_is_refused(data: bytes) -> None:
    assert refused(data) in REFUSALS


def zipped(add: Callable[[zipfile.ZipFile], None], **options: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", **options) as opened:  # type: ignore[call-overload]  # options by name
        add(opened)
    return file.getvalue()


def named(*names: str, data: bytes = b"x" * 100) -> Callable[[zipfile.ZipFile], None]:
    def add(opened: zipfile.ZipFile) -> None:
        for name in names:
            opened.writestr(name, data)

    return add


def link(opened: zipfile.ZipFile) -> None:
    for name in NAMES:
        info = zipfile.ZipInfo(name)
        info.create_system, info.external_attr = 3, 0o120777 << 16
        opened.writestr(info, "/etc/passwd")


def commented(opened: zipfile.ZipFile) -> None:
    named(*NAMES)(opened)
    opened.comment = b"more"


def streamed() -> bytes:
    """Sizes and checksum behind the content, as a program writes that cannot go back."""

    class Forward(io.RawIOBase):
        def __init__(self) -> None:
            self.data = b""

        def writable(self) -> bool:
            return True

        def write(self, data: bytes) -> int:  # type: ignore[override]  # bytes is what zipfile writes
            self.data += data
            return len(data)

    file = Forward()
    with zipfile.ZipFile(file, "w") as opened:  # type: ignore[call-overload]  # a stream is enough for it
        named(*NAMES)(opened)
    return file.data


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (zipped(named(*NAMES), compression=zipfile.ZIP_DEFLATED), "backup_malformed"),
        (zipped(named(*NAMES, data=bytes(10**6)), compression=zipfile.ZIP_DEFLATED), "backup_malformed"),
        (zipped(named(*NAMES, data=bytes(10**6)), compression=zipfile.ZIP_BZIP2), "backup_malformed"),
        (zipped(named(*NAMES, data=bytes(10**6)), compression=zipfile.ZIP_LZMA), "backup_malformed"),
        (zipped(named("one.json", "../two.json", "three.db")), "backup_malformed"),
        (zipped(named("/one.json", "two.json", "three.db")), "backup_malformed"),
        (zipped(named("C:\\one.json", "two.json", "three.db")), "backup_malformed"),
        (zipped(named("two.json", "one.json", "three.db")), "backup_malformed"),
        (zipped(named("ONE.json", "two.json", "three.db")), "backup_malformed"),
        (zipped(named("one.json", "two.json")), "backup_malformed"),
        (zipped(named(*NAMES, "four")), "backup_malformed"),
        (zipped(link), "backup_malformed"),
        (zipped(commented), "backup_malformed"),
        (streamed(), "backup_malformed"),
        (written((b"", b"", bytes(1001))), "backup_too_large"),
        (zipped(named()), "not_a_backup"),
        (b"", "not_a_backup"),
    ],
    ids=range(17),
)
def test_each_other_spelling_is_refused(data: bytes, code: str) -> None:
    assert refused(data) == code


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_refused() -> None:
    assert refused(zipped(named("one.json", "one.json", "two.json", "three.db"))) == "backup_malformed"


def test_a_length_that_is_a_lie_reads_nothing() -> None:
    data = bytearray(written())
    data[18:26] = b"\xe0\x03\x00\x00" * 2  # 992 bytes, packed and not: within the limit and past the file
    assert refused(bytes(data)) == "backup_incomplete"
    data[18:26] = b"\xff" * 8
    assert refused(bytes(data)) == "backup_too_large"


def test_a_checksum_that_differs_is_damage() -> None:
    data = bytearray(written())
    data[30 + len(NAMES[0])] ^= 1
    assert refused(bytes(data)) == "backup_damaged"
