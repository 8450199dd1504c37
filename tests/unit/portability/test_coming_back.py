"""Each form that says everything comes back in as the same export, however it was packed."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.core.catalogue_values import shipped
from tests.unit.portability.any_export import exports
from tests.unit.portability.test_import_json import taken
from vault.core.errors import StorageError
from vault.portability import export_csv, export_json, export_jsonld
from vault.portability.coming_back import read_export
from vault.portability.export_json import Export
from vault.portability.locking import lock
from vault.portability.opening import JSON_NAME, JSONLD_NAME, TABLES
from vault.storage.connection import Database
from vault.storage.secret import Passphrase

SECRET = Passphrase("copper lantern borrows seven geese")
FORMS = ("json", "json-ld", "tables")
PACKED = ("folder", "zip", "locked zip")


def files_of(export: Export, form: str) -> dict[str, bytes]:
    if form == "json":
        return {JSON_NAME: export_json.to_bytes(export)}
    if form == "json-ld":
        return {JSONLD_NAME: export_jsonld.to_bytes(export, shipped())}
    return {f"{TABLES}/{name}": data for name, data in export_csv.to_files(export, shipped(), "nl").items()}


def pack(files: dict[str, bytes], packed: str, place: Path) -> Path:
    files = {"README.txt": b"x", "read.html": b"<!doctype html>", **files}
    if packed == "folder":
        for name, data in files.items():
            path = place / "folder" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return place / "folder"
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    path = place / "export.zip"
    path.write_bytes(lock(written.getvalue(), SECRET) if packed == "locked zip" else written.getvalue())
    return path


@pytest.mark.parametrize("packed", PACKED)
@pytest.mark.parametrize("form", FORMS)
def test_every_form_comes_back_as_the_same_export(full: Database, tmp_path: Path, form: str, packed: str) -> None:
    export = taken(full)
    assert read_export(pack(files_of(export, form), packed, tmp_path), shipped(), SECRET) == export


@pytest.mark.parametrize("form", ["json", "json-ld"])
def test_a_file_is_known_by_what_is_in_it(full: Database, tmp_path: Path, form: str) -> None:
    (data,) = files_of(taken(full), form).values()
    (tmp_path / "whatever").write_bytes(data)
    assert read_export(tmp_path / "whatever", shipped()) == taken(full)


def test_members_in_another_order_are_the_same_export(full: Database, tmp_path: Path) -> None:
    (data,) = files_of(taken(full), "json-ld").values()
    turned = dict(reversed(json.loads(data).items()))
    (tmp_path / "whatever").write_text(json.dumps(turned), encoding="utf-8")
    assert read_export(tmp_path / "whatever", shipped()) == taken(full)


def test_one_table_is_not_an_export(full: Database, tmp_path: Path) -> None:
    for name, data in files_of(taken(full), "tables").items():
        path = tmp_path / name.rpartition("/")[2]
        path.write_bytes(data)
        with pytest.raises(StorageError, match="export_table_alone"):
            read_export(path, shipped())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_export_comes_back_from_a_zip_of_any_form(
    full: Database, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    export, form = data.draw(exports(taken(full))), data.draw(st.sampled_from(FORMS))
    assert read_export(pack(files_of(export, form), "zip", tmp_path_factory.mktemp("form")), shipped()) == export


def test_a_table_that_is_missing_is_named(full: Database, tmp_path: Path) -> None:
    files = files_of(taken(full), "tables")
    del files[f"{TABLES}/people.csv"]
    with pytest.raises(StorageError, match="export_table_missing") as refused:
        read_export(pack(files, "zip", tmp_path), shipped())
    assert refused.value.facts["file"] == "people.csv"
