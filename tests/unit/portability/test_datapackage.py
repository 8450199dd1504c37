"""The descriptor says of the tables what Data Package 1.0 asks for, and the tables are as it says.

The rules are written out from the standard (Data Package, Tabular Data Resource, Table Schema, CSV Dialect), for the
program that checks them needs twenty others. It finds the same package valid.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from hashlib import sha256
from typing import Any

import pytest

from tests.unit.core.catalogue_values import shipped
from tests.unit.portability.test_csv import Files, written
from vault.core.value import Json
from vault.portability.datapackage import DESCRIPTOR
from vault.portability.tables import OWN, REFERS, TABLES
from vault.storage.connection import Database

NAME = re.compile(r"[a-z0-9._-]+")
RFC3339 = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


def as_json(kind: type) -> Callable[[str], bool]:
    return lambda cell: isinstance(json.loads(cell), kind)


def as_datetime(cell: str) -> bool:
    return RFC3339.fullmatch(cell) is not None and datetime.fromisoformat(cell).tzinfo is not None


CASTS: dict[str, Callable[[str], object]] = {
    "string": lambda cell: True,
    "integer": lambda cell: re.fullmatch("-?[0-9]+", cell) is not None,
    "boolean": lambda cell: cell in {"true", "false"},
    "datetime": as_datetime,
    "object": as_json(dict),
    "array": as_json(list),
}
"""Whether a cell is of a type of Table Schema, in its default format."""


@pytest.fixture
def files(full: Database) -> Files:
    return written(full)


def package(files: Files) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files[DESCRIPTOR])
    return found


def records(files: Files, resource: dict[str, Any]) -> Iterator[dict[str, str]]:
    """The rows, read with what the descriptor says of them and nothing else."""
    dialect, text = resource["dialect"], files[resource["path"]].decode(resource["encoding"]).removeprefix("\ufeff")
    return csv.DictReader(
        io.StringIO(text, newline=""),
        delimiter=dialect["delimiter"],
        quotechar=dialect["quoteChar"],
        doublequote=dialect["doubleQuote"],
        skipinitialspace=dialect["skipInitialSpace"],
        strict=True,
    )


def test_package_has_what_the_standard_asks_for(files: Files) -> None:
    found = package(files)
    assert found["profile"] == "tabular-data-package"
    assert NAME.fullmatch(found["name"])
    assert as_datetime(found["created"])
    assert found["resources"]
    assert not {"licenses", "license"} & found.keys()


def test_resources_have_what_the_standard_asks_for(files: Files) -> None:
    resources = package(files)["resources"]
    names = [each["name"] for each in resources]
    assert len(set(names)) == len(names)
    assert {each["path"] for each in resources} == files.keys() - {DESCRIPTOR}
    for each in resources:
        assert NAME.fullmatch(each["name"])
        assert re.fullmatch(r"[a-z_]+\.csv", each["path"])  # beside the descriptor, and nowhere else
        assert (each["profile"], each["format"], each["mediatype"]) == ("tabular-data-resource", "csv", "text/csv")
        assert each["encoding"] == "utf-8"
        data = files[each["path"]]
        assert each["bytes"] == len(data)
        assert each["hash"] == f"sha256:{sha256(data).hexdigest()}"
        assert each["dialect"]["lineTerminator"] == "\r\n"
        assert each["dialect"]["header"] is True


def test_every_cell_is_of_the_type_of_its_field(files: Files) -> None:
    for each in package(files)["resources"]:
        fields = {field["name"]: field for field in each["schema"]["fields"]}
        assert len(fields) == len(each["schema"]["fields"])
        assert each["schema"]["missingValues"] == [""]
        reader = records(files, each)
        seen = 0
        for row in reader:
            seen += 1
            assert list(row) == list(fields)
            for name, cell in row.items():
                assert cell == "" or CASTS[fields[name]["type"]](cell), (each["name"], name)
        assert seen


def test_primary_keys_are_of_one_row_each(files: Files) -> None:
    for each in package(files)["resources"]:
        if (key := each["schema"].get("primaryKey")) is not None:
            found = [tuple(row[name] for name in key) for row in records(files, each)]
            assert len(set(found)) == len(found)
            assert all(all(part) for part in found)


def test_foreign_keys_find_their_rows(files: Files) -> None:
    resources = {each["name"]: each for each in package(files)["resources"]}
    seen = set()
    for name, each in resources.items():
        for key in each["schema"].get("foreignKeys", []):
            other = key["reference"]
            known = {row[other["fields"]] for row in records(files, resources[other["resource"]])}
            found = {row[key["fields"]] for row in records(files, each)} - {""}
            assert found
            assert found <= known
            seen.add((name, key["fields"]))
    assert seen == {(name, column) for name, columns in REFERS.items() for column in columns}


def test_no_key_points_at_a_table_that_is_not_there(database: Database) -> None:
    found = written(database)
    names = {each["name"] for each in package(found)["resources"]}
    for each in package(found)["resources"]:
        assert all(key["reference"]["resource"] in names for key in each["schema"].get("foreignKeys", []))


def test_keys_are_columns() -> None:
    for kind, columns in OWN.items():
        assert set(columns) <= TABLES[kind].columns.keys()
    for kind, refers in REFERS.items():
        assert refers.keys() <= TABLES[kind].columns.keys()
        assert all(len(OWN[other]) == 1 for other in refers.values())


def test_head_of_the_export_is_in_it(files: Files) -> None:
    head: dict[str, Json] = package(files)["preference_vault"]
    assert (head["format"], head["version"], head["catalogue"]) == ("preference-vault-export", 1, shipped().version)


def test_how_to_take_the_apostrophe_away_is_written_down(files: Files) -> None:
    assert "Take away that one apostrophe" in package(files)["description"]
