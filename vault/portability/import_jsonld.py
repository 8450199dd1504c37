"""An export in JSON-LD read strictly: its own form, and no other that would mean the same.

A processor of JSON-LD could read any spelling of the same statements; two readers of one file are an attack. What
comes out is the document of the plain export, and is checked as that is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from vault.core.errors import StorageError, TokenError
from vault.core.strict_json import loads
from vault.portability import export_jsonld as written
from vault.portability import import_json
from vault.portability.tables import LANGUAGES, TABLES

if TYPE_CHECKING:
    from vault.core.catalogue import Catalogue
    from vault.portability.export_json import Export

MAX_BYTES: Final = 2 * import_json.MAX_EXPORT
"""Each record has its type, its name and its value in words beside what the plain export has."""
MAX_PARTS: Final = 2 * import_json.MAX_PARTS
_NO_DATA: Final = frozenset({"@context", "@type", "customer"})


def read(data: bytes, catalogue: Catalogue) -> Export:
    """Read an export and check that it is whole. Raises as :func:`vault.portability.import_json.read`."""
    if sum(map(data.count, (b"[", b"{", b","))) > MAX_PARTS:
        raise StorageError("export_malformed", where="header")
    try:
        found = loads(data, max_bytes=MAX_BYTES)
    except TokenError as problem:
        raise StorageError("export_unreadable", why=problem.code) from problem
    return import_json.read_document(document_of(found), catalogue)


def document_of(found: Mapping[str, Any]) -> dict[str, Any]:
    """What :func:`vault.portability.export_json.document` gave. Raises :class:`StorageError` ``export_malformed``."""
    if found.get("@type") != "Export":
        raise StorageError("export_not_ours")
    customer = found.get("customer")
    if not _is_of(found.get("@context"), written.CONTEXT):
        raise StorageError("export_malformed", where="@context")
    if not isinstance(customer, dict):
        raise StorageError("export_malformed", where="customer")
    if customer.get("@id") != written.CUSTOMER or customer.get("@type") != "Person":
        raise StorageError("export_malformed", where="customer")
    mine = {name: member for name, member in customer.items() if name not in {"@id", "@type"}}
    rest = {name: member for name, member in found.items() if name not in _NO_DATA}
    if not mine.keys() <= set(written.OF_CUSTOMER) or rest.keys() & set(written.OF_CUSTOMER):
        raise StorageError("export_malformed", where="customer")
    return {name: _list(name, member) if name in TABLES else member for name, member in (rest | mine).items()}


def _is_of(found: Any, ours: Any) -> bool:
    """Whether a context says nothing but what ours says. One of an older program lacks what came since."""
    if isinstance(ours, Mapping) and isinstance(found, dict):
        return all(name in ours and _is_of(member, ours[name]) for name, member in found.items())
    return bool(found == ours)


def _list(kind: str, found: Any) -> Any:
    if not isinstance(found, list):
        return found  # the plain export's reader refuses it, and names the place
    return [_record(kind, each, f"{kind}[{number}]") for number, each in enumerate(found)]


def _record(kind: str, found: Any, where: str) -> dict[str, Any]:
    """A record as the plain export has it. Written again it must be what was found: there is one spelling only."""
    table, points = TABLES[kind], written.POINTS_TO[kind]
    if not isinstance(found, dict):
        raise StorageError("export_malformed", where=where)
    said = {name: member for name, member in found.items() if name not in _for_people(kind, found, where)}
    record: dict[str, Any] = {}
    for column in table.columns:
        member = said.get(column)
        if member is None:
            if column not in table.absent:
                record[column] = None
        elif column in points:
            record[column] = _name(points[column], member)
        elif column == "purpose" and isinstance(member, dict):
            record[column] = member.get("@id")
        else:
            record[column] = member
    try:
        again = written.ld_record(kind, record, None)
    except (TypeError, AttributeError) as problem:
        raise StorageError("export_malformed", where=where) from problem
    if again != said:
        raise StorageError("export_malformed", where=where)
    return record


def _name(kind: str, found: Any) -> Any:
    """The name that an IRI was made of; what is no IRI of ours fails when it is written again."""
    beginning = f"urn:preference-vault:{kind}:"
    if not isinstance(found, str) or not found.startswith(beginning):
        return found
    try:
        return unquote(found.removeprefix(beginning), errors="strict")
    except UnicodeDecodeError:
        return None


def _for_people(kind: str, found: Mapping[str, Any], where: str) -> frozenset[str]:
    """The members that another catalogue may say otherwise, so that they are not compared. They are texts all the same.

    Raises :class:`StorageError` ``export_malformed`` where they are not.
    """
    if "key" not in TABLES[kind].columns:
        return frozenset()
    for name in written.FOR_PEOPLE & found.keys():
        texts = found[name]
        if not isinstance(texts, dict) or texts.keys() != set(LANGUAGES):
            raise StorageError("export_malformed", where=f"{where}.{name}")
        if not all(isinstance(each, str) for each in texts.values()):
            raise StorageError("export_malformed", where=f"{where}.{name}")
    return written.FOR_PEOPLE
