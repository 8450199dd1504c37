"""Zips and folders that are broken or mean harm: each is one clear error, and nothing is left open."""

from __future__ import annotations

import os
import stat
import threading
import zlib
from pathlib import Path
from zipfile import ZIP_BZIP2, ZipFile, ZipInfo

import pytest

from tests.unit.portability.takeouts.packed import ORDERS, all_bytes, read_all, saved, zipped
from vault.core.errors import ChoiceError, StorageError
from vault.portability.takeouts import archives, opening, readers
from vault.portability.takeouts.opening import open_takeout

ROW = "404-1,2025-03-14,Small kettle,12.50,EUR,1,B0\n"


def refused(path: Path) -> StorageError:
    with pytest.raises(StorageError) as problem, open_takeout(path) as opened:
        all_bytes(opened)
    return problem.value


def test_a_zip_cut_off_anywhere_is_damaged(tmp_path: Path) -> None:
    whole = zipped({"Retail.OrderHistory.1.csv": (ORDERS + ROW * 2000).encode()})
    for length in (4, 30, len(whole) // 2, len(whole) - 1, len(whole) - 23):
        assert refused(saved(tmp_path, whole[:length], "a.zip")).code == "takeout_zip_damaged"


def test_a_member_that_was_changed_is_damaged(tmp_path: Path) -> None:
    whole = bytearray(zipped({"a.csv": os.urandom(5000)}))
    whole[2000] ^= 1
    problem = refused(saved(tmp_path, bytes(whole), "a.zip"))
    assert (problem.code, problem.facts) == ("takeout_zip_damaged", {"file": "a.csv"})


def test_a_bomb_is_stopped_while_it_unpacks(tmp_path: Path) -> None:
    path = saved(tmp_path, zipped({"a.csv": bytes(64 * 1024**2)}), "a.zip")
    assert refused(path).code == "takeout_bomb"


def test_a_bomb_that_lies_about_its_size_is_stopped_too(tmp_path: Path) -> None:
    packed = bytearray(zipped({"a.csv": bytes(64 * 1024**2)}))
    at = packed.rfind(b"PK\x01\x02")
    packed[at + 20 : at + 24] = (0x7FFF_FFFF).to_bytes(4, "little")  # packed size, in the directory
    assert refused(saved(tmp_path, bytes(packed), "a.zip")).code in ("takeout_bomb", "takeout_zip_damaged")


def test_everything_together_has_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_TOTAL", 100_000)
    path = saved(tmp_path, zipped({f"{n}.csv": os.urandom(40_000) for n in range(3)}), "a.zip")
    assert refused(path).code == "takeout_large"


@pytest.mark.parametrize("name", ["../a.csv", "x/../../a.csv", "/etc/a.csv", "C:/a.csv", "x\\..\\..\\a.csv"])
def test_a_name_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    assert refused(saved(tmp_path, zipped([(name, ORDERS)]), "a.zip")).code == "takeout_zip_path"


def test_a_link_is_refused(tmp_path: Path) -> None:
    link = ZipInfo("a.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert refused(saved(tmp_path, zipped([(link, "/etc/passwd")]), "a.zip")).code == "takeout_zip_link"


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
def test_a_name_twice_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path, zipped([("a.csv", ORDERS), ("a.csv", ROW)]), "a.zip")
    assert refused(path).code == "takeout_zip_twice"


def test_a_locked_member_says_so(tmp_path: Path) -> None:
    packed = bytearray(zipped({"a.csv": ORDERS}))
    packed[packed.rfind(b"PK\x01\x02") + 8] |= 1
    assert refused(saved(tmp_path, bytes(packed), "a.zip")).code == "takeout_zip_locked"


def test_packing_whose_growth_cannot_be_bounded_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with ZipFile(path, "w", ZIP_BZIP2) as archive:
        archive.writestr("a.csv", ORDERS)
    assert refused(path).code == "takeout_zip_method"


def test_a_zip_within_is_read_and_one_within_that_is_not(tmp_path: Path) -> None:
    deepest = zipped({"deep.csv": ORDERS})
    inner = zipped([("Retail.OrderHistory.1.csv", ORDERS + ROW), ("deeper.zip", deepest)])
    path = saved(tmp_path, zipped({"Your Orders.zip": inner}), "a.zip")
    found, _ = read_all(path)
    assert [(each.product, each.file) for each in found] == [
        ("Small kettle", "Your Orders.zip/Retail.OrderHistory.1.csv")
    ]
    with open_takeout(path) as opened:
        assert opened.names == ("Your Orders.zip/Retail.OrderHistory.1.csv", "Your Orders.zip/deeper.zip")


def test_a_bomb_within_a_zip_within_is_not_unpacked(tmp_path: Path) -> None:
    path = saved(tmp_path, zipped({"inner.zip": bytes(100 * 1024**2)}), "a.zip")
    assert refused(path).code == "takeout_zip_inner"


def test_a_damaged_zip_within_is_named(tmp_path: Path) -> None:
    problem = refused(saved(tmp_path, zipped({"inner.zip": b"PK no zip"}), "a.zip"))
    assert (problem.code, problem.facts) == ("takeout_zip_damaged", {"file": "inner.zip"})


def test_a_directory_of_a_million_names_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_DIRECTORY", 1000)
    path = saved(tmp_path, zipped({f"{n}.csv": "" for n in range(50)}), "a.zip")
    assert refused(path).code == "takeout_many_files"
    monkeypatch.setattr(archives, "MAX_DIRECTORY", 10**6)
    monkeypatch.setattr(archives, "MAX_FILES", 20)
    assert refused(path).code == "takeout_many_files"


def test_a_folder_is_read_without_its_links_and_pipes(tmp_path: Path) -> None:
    folder = tmp_path / "export"
    saved(folder, ORDERS + ROW, "Retail.OrderHistory.1.csv")
    secret = saved(tmp_path, ORDERS, "elsewhere.csv")
    (folder / "link.csv").symlink_to(secret)
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe.csv")
    with open_takeout(folder) as opened:
        assert opened.names == ("Retail.OrderHistory.1.csv",)
    assert refused(folder / "pipe.csv").code == "takeout_unreadable"


def test_zips_in_a_folder_are_read(tmp_path: Path) -> None:
    saved(tmp_path, zipped({"Retail.OrderHistory.1.csv": ORDERS + ROW}), "part 1.zip")
    saved(tmp_path, zipped({"Retail.OrderHistory.2.csv": ORDERS + ROW}), "part 2.zip")
    assert len(read_all(tmp_path)[0]) == 2


def test_nothing_there_and_nothing_in_it(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.zip").code == "takeout_missing"
    assert refused(tmp_path).code == "takeout_empty"
    assert refused(saved(tmp_path, zipped({}), "a.zip")).code == "takeout_empty"


def test_cancelling_ends_it_at_the_next_piece(tmp_path: Path) -> None:
    cancel = threading.Event()
    path = saved(tmp_path, ORDERS + ROW * 20_000, "Retail.OrderHistory.1.csv")
    with open_takeout(path, cancel) as opened:
        reading = readers.read(opened, readers.recognise(opened)[0].reader)
        next(reading.purchases)
        cancel.set()
        with pytest.raises(ChoiceError, match="cancelled"):
            list(reading.purchases)
    assert 0 < reading.read < 6_000


def test_what_is_shown_of_a_name_is_plain(tmp_path: Path) -> None:
    packed = bytearray(zipped({"a\x1b[2Jb\u202e.csv": os.urandom(4000)}))
    packed[1000] ^= 1
    problem = refused(saved(tmp_path, bytes(packed), "a.zip"))
    assert problem.facts == {"file": "a?[2Jb?.csv"}


def test_crc_is_of_the_bytes_that_came_out(tmp_path: Path) -> None:
    packed = bytearray(zipped({"a.csv": ORDERS}))
    wrong = (zlib.crc32(b"other")).to_bytes(4, "little")
    at = packed.rfind(b"PK\x01\x02")
    packed[at + 16 : at + 20] = wrong
    packed[14:18] = wrong
    assert refused(saved(tmp_path, bytes(packed), "a.zip")).code == "takeout_zip_damaged"
