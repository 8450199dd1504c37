"""The export as JSON-LD: there and back, whole to a processor of JSON-LD, and refused when it was changed."""

from __future__ import annotations

import json
from typing import Any, NoReturn

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyld import jsonld

from tests.unit.core.catalogue_values import shipped
from tests.unit.portability.any_export import exports
from tests.unit.portability.conftest import CONSENT, HOST, TOKEN
from tests.unit.portability.test_import_json import Edit, put, taken
from vault.core.errors import StorageError
from vault.portability import export_json, export_jsonld, import_json, import_jsonld
from vault.portability.tables import TABLES
from vault.storage.connection import Database

SCHEMA, DPV, PV = "https://schema.org/", "https://w3id.org/dpv#", "urn:preference-vault:export:"


def offline(address: str, *_: object) -> NoReturn:
    pytest.fail(f"something was to be fetched: {address}")


def expanded(data: bytes) -> Any:
    (found,) = jsonld.expand(json.loads(data), {"documentLoader": offline})
    return found


def written(database: Database) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(export_jsonld.to_bytes(taken(database), shipped()))
    return found


def alone(record: dict[str, Any]) -> dict[str, Any]:
    """A record whose one choice of several stands by itself: that is the same to a processor, which makes it so."""
    match record.get("value"):
        case {"value": [only], **rest}:
            return {**record, "value": {"value": only, **rest}}
        case _:
            return record


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_export_comes_back_equal_in_every_form(full: Database, data: st.DataObject) -> None:
    export = data.draw(exports(taken(full)))
    assert import_json.read(export_json.to_bytes(export), shipped()) == export
    assert import_jsonld.read(export_jsonld.to_bytes(export, shipped()), shipped()) == export


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_processor_loses_nothing_and_fetches_nothing(full: Database, data: st.DataObject) -> None:
    """What it expanded gives the same file again."""
    found = json.loads(export_jsonld.to_bytes(data.draw(exports(taken(full))), shipped()))
    options = {"documentLoader": offline}
    again = jsonld.compact(jsonld.expand(found, options), found["@context"], options)
    for lists in (found, found["customer"]):
        lists.update({kind: [alone(each) for each in records] for kind, records in lists.items() if kind in TABLES})
    assert again == found


def test_the_customer_of_these_tests_fills_every_list(full: Database) -> None:
    found = written(full)
    assert {*found, *found["customer"]} >= TABLES.keys()


def test_in_the_words_of_schema_org_and_dpv(full: Database) -> None:
    found = expanded(export_jsonld.to_bytes(taken(full), shipped()))
    (customer,) = found[SCHEMA + "about"]
    assert customer["@type"] == [SCHEMA + "Person"]
    shoe = customer[PV + "preferences"][0]
    assert shoe["@type"] == [SCHEMA + "PropertyValue"]
    assert shoe[SCHEMA + "propertyID"] == [{"@value": "clothing.shoe_size"}]
    assert {"@language": "nl", "@value": "Schoenmaat"} in shoe[SCHEMA + "name"]
    assert shoe[SCHEMA + "value"][0][SCHEMA + "value"] == [{"@value": "43"}]
    (person,) = customer[SCHEMA + "knows"]
    assert person[SCHEMA + "alternateName"] == [{"@value": "Lou"}]
    (wish,) = customer[PV + "wishes"]
    assert wish["@type"] == [SCHEMA + "WantAction"]
    (shop,) = found[PV + "shops"]
    assert shop["@type"] == [SCHEMA + "Organization", DPV + "DataController"]
    (consent,) = found[PV + "consents"]
    assert (consent["@id"], consent["@type"]) == (CONSENT, [DPV + "ConsentRecord"])
    assert consent[DPV + "hasDataController"] == [{"@id": shop["@id"]}]
    (item,) = found[PV + "items"]
    assert (item["@id"], item["@type"]) == (TOKEN, [DPV + "Process"])
    assert item[DPV + "hasPurpose"] == [{"@id": DPV + "ServicePersonalisation"}]
    assert item[DPV + "hasPersonalData"] == [{"@value": "clothing.shoe_size"}]
    assert item[DPV + "hasConsentStatus"] == [{"@id": DPV + "ConsentWithdrawn"}]
    assert HOST in shop["@id"]


def terms_of(context: Any) -> set[str]:
    """Every IRI that a context gives a term."""
    if isinstance(context, str):
        return {context}
    if not isinstance(context, dict):
        return set()
    return {iri for name, member in context.items() if name != "@container" for iri in terms_of(member)}


def test_the_context_names_no_host_but_those_of_vocabularies() -> None:
    addresses = {each for each in terms_of(dict(export_jsonld.CONTEXT)) if "//" in each}
    assert addresses == {SCHEMA, DPV, "http://purl.org/dc/terms/", "http://www.w3.org/2001/XMLSchema#"}


def test_every_list_is_in_the_context_with_every_column() -> None:
    for kind, table in TABLES.items():
        assert table.columns.keys() <= export_jsonld.CONTEXT[kind]["@context"].keys()


def of_customer(*path: str | int, to: object) -> Edit:
    return put("customer", *path, to=to)


def without(*path: str | int) -> Edit:
    def edit(found: dict[str, Any]) -> None:
        place: Any = found
        for step in path[:-1]:
            place = place[step]
        del place[path[-1]]

    return edit


def moved(found: dict[str, Any]) -> None:
    found["wishes"] = found["customer"].pop("wishes")


LOWER = "urn:preference-vault:receipt:urn%3ae"
TAMPERED: list[tuple[str, Edit, str, str | None]] = [
    ("no export", put("@type", to="Person"), "export_not_ours", None),
    ("another format", put("format", to="other"), "export_not_ours", None),
    ("a later version", put("version", to=2), "export_newer", None),
    ("a context elsewhere", put("@context", to="https://shop.example/context"), "export_malformed", "@context"),
    ("two contexts", put("@context", to=[{}]), "export_malformed", "@context"),
    ("a term that means another", put("@context", "made_at", to="pv:other"), "export_malformed", "@context"),
    ("a term more", put("@context", "more", to="pv:more"), "export_malformed", "@context"),
    ("a context that imports", put("@context", "@import", to="https://a.example/"), "export_malformed", "@context"),
    ("no customer", without("customer"), "export_malformed", "customer"),
    ("another customer", of_customer("@id", to="urn:x"), "export_malformed", "customer"),
    ("a customer of no type", of_customer("@type", to="Robot"), "export_malformed", "customer"),
    ("a list elsewhere", moved, "export_malformed", "customer"),
    ("a list of the export's own", of_customer("shops", to=[]), "export_malformed", "customer"),
    ("a graph", put("@graph", to=[]), "export_malformed", "header"),
    ("not a list", put("shops", to={}), "export_malformed", "shops"),
    ("a list missing", without("shops"), "export_malformed", "header"),
    ("no record", put("shops", 0, to="x"), "export_malformed", "shops[0]"),
    ("a record of another type", put("shops", 0, "@type", to="Organization"), "export_malformed", "shops[0]"),
    ("a record of no type", without("shops", 0, "@type"), "export_malformed", "shops[0]"),
    ("a member more", put("shops", 0, "more", to=1), "export_malformed", "shops[0]"),
    ("a null", of_customer("wishes", 0, "note", to=None), "export_malformed", "wishes[0]"),
    ("a member missing", without("shops", 0, "name"), "export_malformed", "shops[0].name"),
    ("a context in a record", put("shops", 0, "@context", to={}), "export_malformed", "shops[0]"),
    ("an IRI of another kind", put("shops", 0, "host", to="urn:preference-vault:person:x"),
     "export_malformed", "shops[0]"),
    ("an IRI that is a number", put("shops", 0, "host", to=1), "export_malformed", "shops[0]"),
    ("an IRI spelled otherwise", put("receipts", 0, "id", to=LOWER), "export_malformed", "receipts[0]"),
    ("an IRI that is no text", put("receipts", 0, "id", to=LOWER[:-4] + "%FF"), "export_malformed", "receipts[0]"),
    ("a status that is not", put("items", 0, "status", to="dpv:ConsentGiven"), "export_malformed", "items[0]"),
    ("a state that is none", put("items", 0, "state", to=[1]), "export_malformed", "items[0]"),
    ("a purpose that is a text", put("items", 0, "purpose", to="dpv:Marketing"), "export_malformed", "items[0]"),
    ("a purpose with more", put("items", 0, "purpose", "@type", to="x"), "export_malformed", "items[0]"),
    ("a purpose that is no purpose", put("items", 0, "purpose", to={}), "export_malformed", "items[0]"),
    ("a name that is none", of_customer("preferences", 0, "name", to=1), "export_malformed", "preferences[0].name"),
    ("a name in one language", without("customer", "preferences", 0, "name", "nl"),
     "export_malformed", "preferences[0].name"),
    ("words that are none", of_customer("preferences", 0, "words", "en", to={}),
     "export_malformed", "preferences[0].words"),
    ("a name of a shop", put("shops", 0, "words", to={"en": "a", "nl": "b"}), "export_malformed", "shops[0]"),
    ("a value that does not fit", of_customer("preferences", 0, "value", "value", to="430"),
     "export_malformed", "clothing.shoe_size"),
    ("a state brought to life", lambda found: found["items"][0].update(state="active", status="dpv:ConsentGiven"),
     "export_malformed", "items.state"),
    ("an entry changed", put("journal", 1, "body", to={"key": "x"}), "export_chain_broken", None),
    ("an entry missing", without("journal", 1), "export_chain_broken", None),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "code", "where"), [case[1:] for case in TAMPERED], ids=[case[0] for case in TAMPERED])
def test_a_changed_file_is_refused(full: Database, edit: Edit, code: str, where: str | None) -> None:
    found = written(full)
    edit(found)
    with pytest.raises(StorageError) as refused:
        import_jsonld.read(json.dumps(found).encode(), shipped())
    assert refused.value.code == code
    assert where is None or refused.value.facts == {"where": where}


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{", b"\xff", b'{"a":1,"a":2}', b'{"a":0.5}', b'{"a":"\\ud800"}', b"[" * 100]
)
def test_what_is_no_json_object_is_refused(data: bytes) -> None:
    with pytest.raises(StorageError, match="export_"):
        import_jsonld.read(data, shipped())


def test_too_large_a_file_is_refused_before_anything_is_built(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(StorageError, match="header"):
        import_jsonld.read(b"," * (import_jsonld.MAX_PARTS + 1), shipped())
    monkeypatch.setattr(import_jsonld, "MAX_BYTES", 10)
    with pytest.raises(StorageError, match="json_too_large"):
        import_jsonld.read(b" " * 11, shipped())


def test_what_is_there_for_people_is_not_read_back(full: Database) -> None:
    """A file says what its catalogue said; another catalogue may have other words."""
    found = written(full)
    found["customer"]["preferences"][0]["name"] = {"en": "Shoes", "nl": "Schoenen"}
    assert import_jsonld.read(json.dumps(found).encode(), shipped()) == taken(full)


def test_a_file_of_a_program_that_knew_fewer_words_still_comes_in(full: Database) -> None:
    found = written(full)
    del found["@context"]["wishes"], found["@context"]["shops"]["@context"]["never_ask"]
    assert import_jsonld.read(json.dumps(found).encode(), shipped()) == taken(full)


def test_a_key_that_no_catalogue_knows_has_no_words(full: Database) -> None:
    assert "name" not in export_jsonld.ld_record("preferences", {"key": "later.thing", "value": None}, shipped())


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("active", "dpv:ConsentGiven"),
        ("told", "dpv:ConsentWithdrawn"),
        ("expired", "dpv:ConsentExpired"),
        ("not_delivered", None),
    ],
)
def test_state_of_a_share_in_the_words_of_dpv(state: str, status: str | None) -> None:
    assert export_jsonld.ld_record("items", {"state": state}, None).get("status") == status
