"""An export in each of its forms, and files that were made to harm."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.core.errors import ChoiceError, StorageError
from vault.portability import opening
from vault.portability.locking import lock
from vault.portability.opening import (
    JSON_NAME,
    JSONLD_NAME,
    MAX_MEMBERS,
    form_in_zip,
    in_utf8,
    needs_passphrase,
    read_any,
)
from vault.portability.recognising import Found, recognise
from vault.storage.secret import Passphrase

SECRET = Passphrase("copper lantern borrows seven geese")
FOUND = b'{"format": "preference-vault-export", "caf\xc3\xa9": 1}'


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of the same name twice, which is on purpose
        with zipfile.ZipFile(written, "w", method) as made:
            for name, data in members:
                made.writestr(name, data)
    return written.getvalue()


def test_each_form_gives_the_same(tmp_path: Path) -> None:
    packed = zipped(("README.txt", b"x"), (JSON_NAME, FOUND))
    (tmp_path / "folder").mkdir()
    for name, data in {
        "plain.json": FOUND,
        "marked.json": b"\xef\xbb\xbf" + FOUND,
        "all.zip": packed,
        "stored.zip": zipped((JSON_NAME, FOUND), method=zipfile.ZIP_STORED),
        f"folder/{JSON_NAME}": FOUND,
    }.items():
        (tmp_path / name).write_bytes(data)
        path = tmp_path / name.partition("/")[0]
        assert not needs_passphrase(path)
        assert read_any(path) == {JSON_NAME: FOUND}
    for name, data in {"plain.age": FOUND, "all.zip.age": packed}.items():
        (tmp_path / name).write_bytes(lock(data, SECRET))
        assert needs_passphrase(tmp_path / name)
        with pytest.raises(ChoiceError, match="export_locked"):
            read_any(tmp_path / name)
        assert read_any(tmp_path / name, SECRET) == {JSON_NAME: FOUND}


@pytest.mark.parametrize("name", ["../up.json", "/etc/x", "a/../../b", "c:\\x", "C:/x", "a\\..\\b", "..", "x/.."])
def test_a_name_that_leads_out_is_refused(name: str) -> None:
    with pytest.raises(StorageError, match="zip_unsafe"):
        form_in_zip(zipped((JSON_NAME, FOUND), (name, b"x")))


def test_the_same_name_twice_is_refused() -> None:
    with pytest.raises(StorageError, match="zip_unsafe"):
        form_in_zip(zipped((JSON_NAME, FOUND), (JSON_NAME, b"{}")))


def test_a_bomb_is_refused_without_unpacking_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_EXPORT", 1000)
    with pytest.raises(StorageError, match="zip_too_large"):
        form_in_zip(zipped((JSON_NAME, b"0" * 1001)))


def test_a_bomb_that_lies_about_its_size_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_EXPORT", 1000)
    data = zipped((JSON_NAME, b"0" * 500_000))
    lying = data.replace(struct.pack("<L", 500_000), struct.pack("<L", 900))
    assert lying != data
    with pytest.raises(StorageError, match=r"zip_damaged|zip_too_large"):
        form_in_zip(lying)


def test_too_many_members_are_refused() -> None:
    with pytest.raises(StorageError, match="zip_too_large"):
        form_in_zip(zipped((JSON_NAME, FOUND), *((f"f{n}", b"") for n in range(MAX_MEMBERS))))


def test_a_directory_of_a_million_names_is_refused_before_it_is_read() -> None:
    directory = bytes(2 * 1024**2)  # of nothing: reading it would say that it is damaged
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 9, 9, len(directory), 0, 0)
    with pytest.raises(StorageError, match="zip_too_large"):
        form_in_zip(directory + end)


def test_a_zip_of_something_else_is_not_ours() -> None:
    with pytest.raises(StorageError, match="export_not_ours"):
        form_in_zip(zipped(("other.json", FOUND), ("sub/" + JSON_NAME, FOUND)))


LINKED = b'{\n"@context": {}}'
DESCRIBED = ("table/datapackage.json", b"{}"), ("table/people.csv", b"id\r\n")


def test_the_first_form_that_says_everything_is_taken(tmp_path: Path) -> None:
    others = zipped((JSONLD_NAME, LINKED), *DESCRIBED, ("table/other.csv", b"x"), ("read.html", b"x"))
    assert form_in_zip(others) == {JSONLD_NAME: LINKED}
    assert form_in_zip(zipped(*DESCRIBED, ("table/other.csv", b"x"), ("read.pdf", b"x"))) == dict(DESCRIBED)
    (tmp_path / "table").mkdir()
    for name, data in DESCRIBED:
        (tmp_path / name).write_bytes(data)
    assert read_any(tmp_path) == dict(DESCRIBED)
    (tmp_path / "mine.txt").write_bytes(LINKED)
    assert read_any(tmp_path / "mine.txt") == {JSONLD_NAME: LINKED}


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7",
        b"<!DOCTYPE html>",
        b"\xef\xbb\xbf<!doctype html>",
        b"\n<html lang=nl><head><title>caf\xe9</title>",
        b'<?xml version="1.0"?><!-- saved -->\r\n<!-- > --><HTML>',
        b"<head>",
        zipped(("read.html", b"x"), ("README.txt", b"x")),
    ],
)
def test_what_is_for_reading_says_so(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "found").write_bytes(data)
    with pytest.raises(StorageError, match="export_to_read"):
        read_any(tmp_path / "found")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "read.pdf").write_bytes(b"x")
    with pytest.raises(StorageError, match="export_to_read"):
        read_any(tmp_path / "folder")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "export_not_ours"),
        (b"[]", "export_not_ours"),
        (b"<svg/>", "export_not_ours"),
        (b"<header>", "export_not_ours"),
        (b"<!-- never ends", "export_not_ours"),
        (b"id,name\r\n1,x", "export_not_ours"),
        (b"PNG", "export_not_ours"),
        (b"\xef\xbb\xbfkey,value\r\n", "export_table_alone"),
        (b'"host";"client_id";"name";"signed_once";"first_seen";"never_ask"\n', "export_table_alone"),
        (b'{"resources": [], "preference_vault": {"format": "x"}}', "export_table_alone"),
        ("{}".encode("utf-16"), "export_encoding"),
    ],
)
def test_what_does_not_come_in_says_why(tmp_path: Path, data: bytes, code: str) -> None:
    (tmp_path / "found").write_bytes(data)
    with pytest.raises(StorageError) as refused:
        read_any(tmp_path / "found")
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (b'{"@type": "Export", "a": [{"b": "}{"}], "@context" : {}}', JSONLD_NAME),
        (b'{"format": "preference-vault-export", "@context": {}}', JSONLD_NAME),
        (b'{"format": "x", "settings": {"@context": 1}}', JSON_NAME),
        (b'{"format": "x", "a": "@context", "b": "\\"@context\\": {"}', JSON_NAME),
        (b'{"format": "x", "settings": {"preference_vault": 1}}', JSON_NAME),
    ],
)
def test_json_is_known_by_its_members(tmp_path: Path, data: bytes, form: str) -> None:
    (tmp_path / "found").write_bytes(data)
    assert read_any(tmp_path / "found") == {form: data}


@given(st.text(st.sampled_from('{}[]":,\\a@context ')).map(str.encode))
def test_any_text_is_recognised_as_something(data: bytes) -> None:
    assert isinstance(recognise(data), Found)


def test_a_locked_file_that_no_passphrase_opens_says_so_before_one_is_asked(tmp_path: Path) -> None:
    (tmp_path / "found.age").write_bytes(b"age-encryption.org/v1\n-> X25519 abc\n")
    with pytest.raises(StorageError, match="export_lock_other"):
        needs_passphrase(tmp_path / "found.age")


def test_a_zip_of_a_shop_with_a_page_in_it_is_not_for_reading() -> None:
    with pytest.raises(StorageError, match="export_not_ours"):
        form_in_zip(zipped(("archive_browser.html", b"x"), ("Takeout/bill.pdf", b"x")))


def test_tables_are_bounded_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_FORM", 1000)
    with pytest.raises(StorageError, match="zip_too_large"):
        form_in_zip(zipped(("table/datapackage.json", b"0" * 600), ("table/people.csv", b"0" * 600)))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_another_way_of_packing_is_refused(method: int) -> None:
    with pytest.raises(StorageError, match="zip_damaged"):
        form_in_zip(zipped((JSON_NAME, FOUND), method=method))


def test_a_zip_with_its_own_password_is_refused() -> None:
    data = bytearray(zipped((JSON_NAME, FOUND)))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + flags] |= 1
    with pytest.raises(StorageError, match="zip_damaged"):
        form_in_zip(bytes(data))


def test_a_zip_cut_anywhere_is_said_to_be() -> None:
    data = zipped(("README.txt", b"x" * 50), (JSON_NAME, FOUND))
    for cut in range(2, len(data)):
        with pytest.raises(StorageError) as refused:
            form_in_zip(data[:cut])
        assert refused.value.code == "zip_damaged"


@given(at=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_a_zip_with_any_bit_changed_is_refused_or_says_the_same(at: int, bit: int) -> None:
    data = bytearray(zipped(("README.txt", b"x" * 50), (JSON_NAME, FOUND)))
    data[at % len(data)] ^= 1 << bit
    try:
        found = form_in_zip(bytes(data))
    except StorageError as refused:
        found, code = {JSON_NAME: FOUND}, refused.code
    else:
        code = "zip_damaged"
    assert found == {JSON_NAME: FOUND}
    assert code in {"zip_damaged", "zip_unsafe", "zip_too_large", "export_not_ours"}


@pytest.mark.parametrize(
    "data",
    ["{}".encode("utf-16"), "{}".encode("utf-16-le"), "{}".encode("utf-32"), b'{"caf\xe9": 1}', b'{"\xed\xa0\x80": 1}'],
)
def test_another_encoding_is_said(data: bytes) -> None:
    with pytest.raises(StorageError, match="export_encoding"):
        in_utf8(data)


def test_a_link_in_the_place_of_a_file_or_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real.json").write_bytes(FOUND)
    (tmp_path / "folder").mkdir()
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    (tmp_path / "way").symlink_to(tmp_path / "folder", target_is_directory=True)
    (tmp_path / "folder" / JSON_NAME).symlink_to(tmp_path / "real.json")
    (tmp_path / "tables" / "real").mkdir(parents=True)
    (tmp_path / "tables" / "table").symlink_to(tmp_path / "tables" / "real", target_is_directory=True)
    for name in ("link.json", "way", "folder", "tables"):
        with pytest.raises(StorageError, match="link_refused"):
            read_any(tmp_path / name)


def test_a_file_that_is_far_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_FILE", 10)
    (tmp_path / "large.json").write_bytes(b" " * 11)
    with pytest.raises(StorageError, match="file_too_large"):
        read_any(tmp_path / "large.json")
