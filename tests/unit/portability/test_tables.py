"""No field of any record is forgotten: not by the shapes, nor by the forms that are written from them."""

from __future__ import annotations

import contextlib
import dataclasses
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.core.catalogue_values import shipped
from tests.unit.portability.test_import_json import taken
from vault.core.errors import StorageError
from vault.core.value import Value
from vault.portability import export_csv, export_jsonld, import_csv, import_json, import_jsonld, shapes
from vault.portability.datapackage import digest
from vault.portability.export_json import Export, document, to_bytes
from vault.portability.later_records import LATER
from vault.portability.selection import Scope, ScopeKind, select
from vault.portability.tables import TABLES, name_of, words_of
from vault.storage import consents, journal, preferences, receipts, shops
from vault.storage.connection import Database

RECORDS: dict[str, tuple[Any, set[str]]] = {
    "preferences": (preferences.Preference, set()),
    "preference_history": (preferences.Change, set()),
    "shops": (shops.Shop, {"pairwise_key"}),
    "consents": (consents.Consent, set()),
    "items": (consents.ConsentItem, set()),
    "receipts": (receipts.Receipt, set()),
    "journal": (journal.Entry, set()),
    **{kind: (shape.make, set()) for kind, shape in LATER.items()},
}
"""The dataclass of each list's records, and its fields that stay behind on purpose."""


def fields(record: Any) -> set[str]:
    return {field.name for field in dataclasses.fields(record)}


@pytest.mark.parametrize("kind", TABLES)
def test_a_field_of_a_record_is_a_column(kind: str) -> None:
    record, behind = RECORDS[kind]
    assert behind <= fields(record)
    assert fields(record) - behind == TABLES[kind].columns.keys() - {"token"}


def test_every_list_of_an_export_is_a_table() -> None:
    head = {*shapes.HEAD, "scope", "settings"}
    assert {"preference_history" if name == "changes" else name for name in fields(Export)} - head == TABLES.keys()


def test_every_member_of_the_document_is_a_column(full: Database) -> None:
    found = document(taken(full))
    for kind, table in TABLES.items():
        records = list(found[kind])
        assert records
        for record in records:
            assert isinstance(record, dict)
            assert table.columns.keys() - table.absent <= record.keys() <= table.columns.keys()


FORMS = {"text": str, "moment": str, "number": int, "flag": bool, "value": dict, "object": dict, "list": list}


def test_every_member_is_of_the_form_of_its_column(full: Database) -> None:
    found = document(taken(full))
    for kind, table in TABLES.items():
        for record in found[kind]:  # type: ignore[union-attr]
            for column, form in table.columns.items():
                member = record.get(column)  # type: ignore[union-attr]
                assert member is None or type(member) is FORMS[form], (kind, column)


@pytest.mark.parametrize("scope", [Scope(ScopeKind.TOPIC, "clothing"), Scope(ScopeKind.SHOP, "schoenenhuis.example")])
def test_a_part_comes_back_equal_in_every_form(full: Database, scope: Scope) -> None:
    export = select(taken(full), scope, shipped())
    assert import_json.read(to_bytes(export), shipped()) == export
    assert import_jsonld.read(export_jsonld.to_bytes(export, shipped()), shipped()) == export
    assert import_csv.read(export_csv.to_files(export, shipped(), "en"), shipped()) == export


def test_every_text_of_the_plain_export_is_in_the_other_forms(full: Database) -> None:
    export = taken(full)
    ld = export_jsonld.to_bytes(export, shipped()).decode()
    tables = "\n".join(data.decode("utf-8-sig") for data in export_csv.to_files(export, shipped(), "en").values())
    for text in texts(json.loads(to_bytes(export))):
        assert text in tables or text.replace('"', '""') in tables, text
        assert text in ld or export_jsonld.iri_of("x", text).rpartition(":")[2] in ld, text


def texts(found: Any) -> set[str]:
    if isinstance(found, dict):
        return {text for member in found.values() for text in texts(member)}
    if isinstance(found, list):
        return {text for member in found for text in texts(member)}
    return {found} if isinstance(found, str) else set()


def test_words_are_those_of_the_catalogue() -> None:
    value = Value("43", system="EU").to_json()
    assert name_of(shipped(), "clothing.shoe_size", "nl") == "Schoenmaat"
    assert words_of(shipped(), "clothing.shoe_size", value, "nl") == "EU 43"


@pytest.mark.parametrize(
    "value", [None, {"value": "430", "system": "EU", "precision": "exact"}, {"value": 1}, "43", []]
)
def test_what_the_catalogue_does_not_know_has_no_words(value: Any) -> None:
    assert words_of(shipped(), "clothing.shoe_size", value, "en") is None
    assert words_of(shipped(), "later.thing", value, "en") is None
    assert words_of(shipped(), None, value, "en") is None
    assert name_of(shipped(), "later.thing", "en") is None


ANY: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-1, 3)
    | st.sampled_from(["", "x", "dpv:X", "urn:preference-vault:shop:%FF"]),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["@id", "name", "x"]), inner, max_size=2)
    ),
    max_leaves=4,
)


def places(found: Any) -> list[tuple[Any, Any]]:
    """Every member there is, by what it is in and its name or number."""
    inside = found.items() if isinstance(found, dict) else enumerate(found) if isinstance(found, list) else ()
    return [place for name, member in inside for place in [(found, name), *places(member)]]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_member_made_anything_is_an_error_with_a_code(full: Database, data: st.DataObject) -> None:
    """Or it is an export all the same; nothing else comes of a file from elsewhere."""
    files = export_csv.to_files(taken(full), shipped(), "en")
    for name in ("ld", "csv"):
        found = json.loads(
            export_jsonld.to_bytes(taken(full), shipped()) if name == "ld" else files["datapackage.json"]
        )
        holder, member = data.draw(st.sampled_from(places(found)))
        holder[member] = data.draw(ANY)
        changed = json.dumps(found).encode()
        with contextlib.suppress(StorageError):
            if name == "ld":
                import_jsonld.read(changed, shipped())
            else:
                import_csv.read(files | {"datapackage.json": changed}, shipped())


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_bytes_in_a_table_are_an_error_with_a_code(full: Database, data: st.DataObject) -> None:
    files = export_csv.to_files(taken(full), shipped(), "en")
    name = data.draw(st.sampled_from(sorted(files)))
    start = data.draw(st.integers(0, len(files[name])))
    put = data.draw(st.binary(max_size=4) | st.sampled_from([b'"', b",", b"\r\n", b"'", b'""', b"\x00", b"null", b"9"]))
    changed = files[name][:start] + put + files[name][start + data.draw(st.integers(0, 9)) :]
    described = json.loads(files["datapackage.json"])
    for each in described["resources"]:
        if each["path"] == name:
            each["hash"] = digest(changed)
    if name != "datapackage.json":
        files["datapackage.json"] = json.dumps(described).encode()
    with contextlib.suppress(StorageError):
        import_csv.read(files | {name: changed}, shipped())
