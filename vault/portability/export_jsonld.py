"""The export as JSON-LD 1.1: the same records, in the words of schema.org and of the Data Privacy Vocabulary (DPV 2).

The context is in the file, and names no other: nothing has to be fetched to read it. What neither vocabulary has a word
for is ``urn:preference-vault:export:…``, which is no address. A wish is a ``WantAction``, for nobody offers anything.
What the catalogue says of a preference, its name and its value in words, is there for people and is not read back.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from vault.core.consent import HELD, STOPPED, ItemState
from vault.portability.export_json import document
from vault.portability.tables import LANGUAGES, OWN, REFERS, TABLES, name_of, words_of

if TYPE_CHECKING:
    from vault.core.catalogue import Catalogue
    from vault.portability.export_json import Export

VOCABULARY: Final = "urn:preference-vault:export:"
CUSTOMER: Final = "urn:preference-vault:customer"
OF_CUSTOMER: Final = ("preferences", "preference_history", "brand_sizes", "people", "wishes")
"""The lists that hang from the customer; all others hang from the export."""
FOR_PEOPLE: Final = frozenset({"name", "words"})
"""Members of a record that the catalogue gave, by language."""

TYPES: Final[Mapping[str, str | list[str]]] = {
    "preferences": "PropertyValue",
    "preference_history": "Change",
    "brand_sizes": "BrandSize",
    "shops": ["Organization", "DataController"],
    "consents": "ConsentRecord",
    "items": "Process",
    "receipts": "Receipt",
    "journal": "JournalEntry",
    "people": "Person",
    "people_preferences": "PropertyValue",
    "wishes": "WantAction",
    "letters": "Message",
    "letter_events": "LetterEvent",
}
"""Of each record by its list; of a list that is not here it is ``Record``."""

NAMES: Final[Mapping[str, str]] = {
    "shops": "shop",
    "consents": "consent",
    "items": "token",
    "receipts": "receipt",
    "people": "person",
    "wishes": "wish",
    "letters": "letter",
}
"""What one record of a list is called in its IRI. Records of other lists have none."""
POINTS_TO: Final[Mapping[str, Mapping[str, str]]] = {
    kind: {
        **{column: NAMES[kind] for column in OWN.get(kind, ()) if kind in NAMES},
        **{column: NAMES[other] for column, other in REFERS.get(kind, {}).items()},
    }
    for kind in TABLES
}
"""Which columns name a record, their own or another, and what it is called. In the file they are IRIs."""

_IRI: Final[Mapping[str, str]] = {
    "key": "schema:propertyID",
    "note": "schema:description",
    "made_at": "schema:dateCreated",
    "created": "schema:dateCreated",
    "updated_at": "schema:dateModified",
    "changed_at": "schema:dateModified",
    "until": "dct:valid",
    "host": "dpv:hasDataController",
    "client_id": "dct:identifier",
    "purpose": "dpv:hasPurpose",
    "brand": "schema:brand",
    "size": "schema:size",
    "nickname": "schema:alternateName",
    "what": "schema:object",
    "language": "schema:inLanguage",
    "sent_at": "schema:dateSent",
    "value": "schema:value",
}
"""Columns that another vocabulary has a word for, whatever list they are in."""
_OTHERWISE: Final[Mapping[tuple[str, str], str]] = {
    ("shops", "name"): "schema:name",
    ("items", "key"): "dpv:hasPersonalData",
}
_OF_A_VALUE: Final = {
    "value": "schema:value",
    "min": "schema:minValue",
    "max": "schema:maxValue",
    "unit": "schema:unitText",
}
_BY_LANGUAGE: Final = {
    "name": {"@id": "schema:name", "@container": "@language"},
    "words": {"@id": "pv:words", "@container": "@language"},
}
_UUID = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DPV = re.compile(r"dpv:[A-Za-z]{1,80}")


def _term(kind: str, column: str, form: str) -> Any:
    """What a column is in the context."""
    if kind in NAMES and column in OWN[kind]:
        return "@id"
    iri = _OTHERWISE.get((kind, column)) or _IRI.get(column) or f"pv:{column}"
    match form:
        case "moment":
            return {"@id": iri, "@type": "xsd:dateTime"}
        case "object":
            return {"@id": f"pv:{column}", "@type": "@json"}
        case "value":
            return {"@id": iri, "@context": dict(_OF_A_VALUE)}
        case "list":
            return {"@id": f"pv:{column}", "@container": "@list", "@context": {"key": "dpv:hasPersonalData"}}
        case _ if column == "purpose":
            return {"@id": iri, "@context": dict.fromkeys(OWN[kind])}  # a purpose of DPV is an IRI, and no token
        case _ if column in POINTS_TO[kind]:
            return {"@id": iri, "@type": "@id"}
        case _:
            return iri


def _of_list(kind: str) -> dict[str, Any]:
    columns = TABLES[kind].columns
    terms = {column: _term(kind, column, form) for column, form in columns.items()}
    named = _BY_LANGUAGE if "key" in columns else {}
    status = {"status": {"@id": "dpv:hasConsentStatus", "@type": "@id"}} if kind == "items" else {}
    iri = "schema:knows" if kind == "people" else f"pv:{kind}"
    return {"@id": iri, "@container": "@list" if kind == "journal" else "@set", "@context": named | terms | status}


def _classes() -> dict[str, str]:
    schema = ("PropertyValue", "Organization", "Person", "WantAction", "Message")
    return {name: f"schema:{name}" for name in schema} | {
        name: f"dpv:{name}" for name in ("DataController", "ConsentRecord", "Process")
    }


CONTEXT: Final[Mapping[str, Any]] = {
    "@vocab": VOCABULARY,
    "pv": VOCABULARY,
    "schema": "https://schema.org/",
    "dpv": "https://w3id.org/dpv#",
    "dct": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **_classes(),
    "made_at": {"@id": "schema:dateCreated", "@type": "xsd:dateTime"},
    "customer": "schema:about",
    "settings": {"@id": "pv:settings", "@type": "@json"},
    **{kind: _of_list(kind) for kind in TABLES},
}
"""Written into each file. It has no ``@version``: that would be the one fraction in it, and processors expect 1.1."""


def iri_of(kind: str, name: str) -> str:
    """The IRI of a record: its own if that is a UUID, else one made of any text. ``kind`` is from :data:`POINTS_TO`."""
    return name if _UUID.fullmatch(name) else f"urn:preference-vault:{kind}:{quote(name, safe='')}"


def to_bytes(export: Export, catalogue: Catalogue) -> bytes:
    """The file: UTF-8, indented but for the records, each of which has a line."""
    written = io.BytesIO()
    for piece in _pieces(export, catalogue):
        written.write(piece.encode("utf-8"))
    return written.getvalue()


def _pieces(export: Export, catalogue: Catalogue) -> Iterator[str]:
    found = document(export)
    lists = {kind: found.pop(kind) for kind in TABLES if kind in found}
    yield "{\n"
    for name, member in {"@context": CONTEXT, "@type": "Export", **found}.items():
        yield f"{_text(name)}: {_text(member)},\n"
    yield f'"customer": {{\n "@id": {_text(CUSTOMER)},\n "@type": "Person"'
    for kind in OF_CUSTOMER:
        if kind in lists:
            yield ",\n "
            yield from _lines(kind, lists.pop(kind), catalogue)
    yield "\n}"
    for kind, records in lists.items():
        yield ",\n"
        yield from _lines(kind, records, catalogue)
    yield "\n}\n"


def ld_record(kind: str, record: Mapping[str, Any], catalogue: Catalogue | None) -> dict[str, Any]:
    """A record of the document as it is in the file: without nulls, with its type, and with IRIs.

    ``catalogue`` gives what is there for people; without one, only what is read back is made.
    """
    found: dict[str, Any] = {"@type": TYPES.get(kind, "Record")}
    if catalogue is not None and "key" in TABLES[kind].columns:
        found |= _for_people(record, catalogue)
    points = POINTS_TO[kind]
    for column, member in record.items():
        if member is None:
            continue
        if column in points:
            found[column] = iri_of(points[column], member)
        elif column == "purpose" and _DPV.fullmatch(member):
            found[column] = {"@id": member}
        else:
            found[column] = member
    status = _status(record["state"]) if kind == "items" else None
    return found if status is None else found | {"status": status}


def _for_people(record: Mapping[str, Any], catalogue: Catalogue) -> dict[str, Any]:
    key, value = record["key"], record.get("value")
    names = {language: name_of(catalogue, key, language) for language in LANGUAGES}
    words = {language: words_of(catalogue, key, value, language) for language in LANGUAGES}
    found = {"name": names, "words": words}
    return {name: texts for name, texts in found.items() if None not in texts.values()}


def _status(state: str) -> str | None:
    """What DPV has of an item's state; of one that a shop never got, or gave back by itself, it has no word."""
    if state in HELD:
        return "dpv:ConsentGiven"
    if state in STOPPED:
        return "dpv:ConsentWithdrawn"
    return "dpv:ConsentExpired" if state == ItemState.EXPIRED else None


def _lines(kind: str, records: Iterable[Mapping[str, Any]], catalogue: Catalogue) -> Iterator[str]:
    yield f"{_text(kind)}: ["
    end = "]"
    for number, each in enumerate(records):
        yield ",\n  " if number else "\n  "
        yield _text(ld_record(kind, each, catalogue))
        end = "\n ]"
    yield end


def _text(found: Any) -> str:
    return json.dumps(found, ensure_ascii=False)
