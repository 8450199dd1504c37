"""CSV and JSON: what stands in them, whose they are, and what is left of it after a stop."""

from __future__ import annotations

import csv
import io
import json
import re
import stat
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.shop.example import Example
from tests.unit.shop.outward.places import settings_of
from vault.core.errors import PolicyError, StorageError
from vault.core.value import MAX_TEXT, Value, is_short_text
from vault.shop.outward.csv_file import HEAD, safe
from vault.shop.outward.plugins import made
from vault.shop.outward.target import CustomerProfile, SharedItem, Target, as_text

DAY, END = datetime(2026, 11, 1, tzinfo=UTC), datetime(2027, 1, 30, tzinfo=UTC)


def item(field: str, value: Value) -> SharedItem:
    return SharedItem(field, f"a.{field}", "dpv:ServicePersonalisation", value, DAY, END)


def profile(number: str, **fields: str) -> CustomerProfile:
    return CustomerProfile(number, tuple(item(name, Value(text)) for name, text in fields.items()))


@pytest.fixture
def csv_target(sqlite_shop: Example) -> Target:
    return made(settings_of(sqlite_shop.shop, "shoe_size", plugin="csv", file="out.csv"))


@pytest.fixture
def json_target(sqlite_shop: Example) -> Target:
    return made(settings_of(sqlite_shop.shop, "shoe_size", plugin="json", folder="out"))


def lines(folder: Path) -> list[list[str]]:
    with (folder / "out.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def files(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(path.read_bytes()) for path in sorted((folder / "out").glob("*.json"))]


def test_a_line_for_each_value(csv_target: Target, tmp_path: Path) -> None:
    csv_target.send([profile("1", size="43", sport="running"), profile("2", size="44")])
    csv_target.send([profile("1", size="42")])
    assert lines(tmp_path) == [
        list(HEAD),
        ["1", "sport", "a.sport", "dpv:ServicePersonalisation", "exact", "running", "2026-11-01", "2027-01-30"],
        ["2", "size", "a.size", "dpv:ServicePersonalisation", "exact", "44", "2026-11-01", "2027-01-30"],
        ["1", "size", "a.size", "dpv:ServicePersonalisation", "exact", "42", "2026-11-01", "2027-01-30"],
    ]


def test_a_stop_takes_lines_out_and_leaves_no_copy(csv_target: Target, tmp_path: Path) -> None:
    csv_target.erase("1", ["size"], last=True)  # without a file, nothing
    csv_target.send([profile("1", size="Planted 43", sport="running"), profile("2", size="44")])
    csv_target.erase("1", ["size"], last=False)
    assert [row[:2] for row in lines(tmp_path)[1:]] == [["1", "sport"], ["2", "size"]]
    assert [path for path in tmp_path.rglob("*") if path.is_file() and b"Planted 43" in path.read_bytes()] == []


def test_a_file_for_each_customer(json_target: Target, tmp_path: Path) -> None:
    json_target.erase("1", ["size"], last=True)
    json_target.send([profile("../1", size="43", sport="running"), profile("2", size="44")])
    json_target.send([profile("../1", size="42")])
    one, two = sorted(files(tmp_path), key=lambda found: str(found["customer"]))
    assert one["preferences"]["size"]["value"] == "42"
    assert one["preferences"]["sport"] == {
        "key": "a.sport",
        "value": "running",
        "precision": "exact",
        "purpose": "dpv:ServicePersonalisation",
        "until": "2027-01-30",
    }
    assert (one["customer"], two["customer"]) == ("../1", "2")
    json_target.erase("../1", ["size"], last=False)
    json_target.erase("2", ["size"], last=True)
    assert [found["preferences"].keys() for found in files(tmp_path)] == [{"sport"}]


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_files_are_their_owners_alone(sqlite_shop: Example, tmp_path: Path, kind: str) -> None:
    option = {"csv": {"file": "out.csv"}, "json": {"folder": "out"}}[kind]
    made(settings_of(sqlite_shop.shop, "shoe_size", plugin=kind, **option)).send([profile("1", size="43")])
    found = [tmp_path / "out.csv"] if kind == "csv" else [tmp_path / "out", *(tmp_path / "out").iterdir()]
    assert all(stat.S_IMODE(path.stat().st_mode) & 0o077 == 0 for path in found)


def test_two_who_write_at_once_lose_nothing(csv_target: Target, tmp_path: Path) -> None:
    def write(customer: int) -> None:
        csv_target.send([profile(str(customer), size="43")])

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(row[0] for row in lines(tmp_path)[1:]) == [str(number) for number in range(8)]


def test_a_run_that_was_killed_leaves_the_file_as_it_was(csv_target: Target, tmp_path: Path) -> None:
    csv_target.send([profile("1", size="43")])
    (tmp_path / ".out.csv.new").write_text("half a f")
    csv_target.send([profile("2", size="44")])
    assert len(lines(tmp_path)) == 3
    assert not (tmp_path / ".out.csv.new").exists()


@pytest.mark.parametrize("content", ["customer,field\n", "a,b,c,d,e,f,g,h\n", ",".join(HEAD) + "\n1,2\n", "\0"])
def test_a_changed_file_is_not_written_over(csv_target: Target, tmp_path: Path, content: str) -> None:
    (tmp_path / "out.csv").write_text(content)
    with pytest.raises(StorageError, match="target_file_changed"):
        csv_target.send([profile("1", size="43")])
    assert (tmp_path / "out.csv").read_text() == content


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"preferences": []}'])
def test_a_changed_json_file_neither(json_target: Target, tmp_path: Path, content: str) -> None:
    json_target.send([profile("1", size="43")])
    (path,) = (tmp_path / "out").glob("*.json")
    path.write_text(content)
    with pytest.raises(StorageError, match="target_file_changed"):
        json_target.erase("1", ["size"], last=True)


def test_a_place_where_nothing_can_be_written(csv_target: Target, json_target: Target, tmp_path: Path) -> None:
    (tmp_path / "out.csv").mkdir()
    with pytest.raises(StorageError, match="target_file_failed"):
        csv_target.send([profile("1", size="43")])
    (tmp_path / "out").write_text("")
    with pytest.raises(StorageError, match="target_file_failed"):
        json_target.send([profile("1", size="43")])


def test_the_file_must_be_named(sqlite_shop: Example) -> None:
    for options in ({}, {"file": 7}, {"file": "a", "colour": "b"}):
        with pytest.raises(PolicyError, match="policy_member_"):
            made(settings_of(sqlite_shop.shop, "shoe_size", plugin="csv", **options))


@given(st.text(max_size=MAX_TEXT) | st.text(st.sampled_from("=+-@;|\u200b\ufeff\u202e\u2060 a"), max_size=MAX_TEXT))
def test_no_cell_is_a_formula(text: str) -> None:
    cell = safe(text)
    assert cell.replace("'", "") == text.replace("'", "")
    assert not cell or cell[0] not in "=+-@\t\r\n"
    for part in re.split(r"[;|]", cell):
        assert part.lstrip("\u200b\ufeff\u202e\u2060 ")[:1] not in {"=", "+", "-", "@"}


@given(st.text(max_size=MAX_TEXT).filter(is_short_text))
def test_a_text_value_is_one_line(text: str) -> None:
    assert as_text(Value(text)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Value("43", system="EU"), "EU 43"),
        (Value(minimum="80", maximum="140", unit="EUR"), "80-140 EUR"),
        (Value(("a", "b")), "a,b"),
        (Value(value=True), "yes"),
        (Value(value=False), "no"),
        (Value(3), "3"),
    ],
)
def test_values_as_text(value: Value, text: str) -> None:
    assert as_text(value) == text


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_what_a_killed_run_left_goes_with_the_stop(sqlite_shop: Example, tmp_path: Path, kind: str) -> None:
    option = {"csv": {"file": "out.csv"}, "json": {"folder": "out"}}[kind]
    target = made(settings_of(sqlite_shop.shop, "shoe_size", plugin=kind, **option))
    target.send([profile("1", size="Planted 43")])
    (path,) = [tmp_path / "out.csv"] if kind == "csv" else (tmp_path / "out").glob("*.json")
    path.rename(path.with_name(f".{path.name}.new"))  # killed before it took its place
    target.erase("1", ["size"], last=True)
    assert [each for each in tmp_path.rglob("*") if each.is_file() and b"Planted 43" in each.read_bytes()] == []


def test_a_field_is_erased_whatever_it_is_called(csv_target: Target, tmp_path: Path) -> None:
    csv_target.send([profile("1", **{"-size": "Planted 43"})])
    csv_target.send([profile("1", **{"-size": "Planted 44"})])
    assert len(lines(tmp_path)) == 2
    csv_target.erase("1", ["-size"], last=True)
    assert lines(tmp_path) == [list(HEAD)]


@pytest.mark.parametrize("text", ["a;=1+1", "a; =1+1", 'a;"=1+1";b', "a|@x", "a,=1"])
def test_nor_is_what_a_spreadsheet_cuts_off_at_its_own_separator(csv_target: Target, tmp_path: Path, text: str) -> None:
    csv_target.send([profile("1", size=text)])
    data = (tmp_path / "out.csv").read_text("utf-8")
    for separator in ";|":
        with io.StringIO(data, newline="") as file:
            cells = [cell for row in csv.reader(file, delimiter=separator) for cell in row]
        parts = [part for cell in cells for part in cell.split(separator)]
        assert [part for part in parts if part.lstrip(' "').startswith(("=", "+", "-", "@"))] == []
