"""The export as tables: one CSV a list, and a ``datapackage.json`` that says what they are.

They open in LibreOffice and Excel by a double click, hence the byte order mark. What the catalogue calls a preference
and its value stands beside them for people; it is not read back.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from vault.portability.csv_cells import write_cell
from vault.portability.datapackage import DESCRIPTOR, descriptor, path_of
from vault.portability.export_json import document
from vault.portability.tables import TABLES, name_of, words_of

if TYPE_CHECKING:
    from vault.core.catalogue import Catalogue
    from vault.portability.export_json import Export

BOM: Final = b"\xef\xbb\xbf"
SETTINGS: Final[Mapping[str, str]] = {"key": "text", "value": "json"}
FOR_PEOPLE: Final = "people"
"""The form of a column that is not read back."""


def forms_of(kind: str) -> dict[str, str]:
    """The columns of a table and their forms, in their order: each name after its key, words after their value."""
    if kind == "settings":
        return dict(SETTINGS)
    found: dict[str, str] = {}
    for column, form in TABLES[kind].columns.items():
        found[column] = form
        if column == "key":
            found["name"] = FOR_PEOPLE
        elif form == "value":
            found["words"] = FOR_PEOPLE
    return found


def to_files(export: Export, catalogue: Catalogue, language: str) -> dict[str, bytes]:
    """Every file by its name, :data:`DESCRIPTOR` first. ``language`` is that of the words for people, ``en`` or ``nl``.

    As in the plain export, there is no table of what later programs added where there are no records of it.
    """
    found = document(export)
    lists: dict[str, Iterable[Mapping[str, Any]]] = {kind: found.pop(kind) for kind in TABLES if kind in found}
    lists["settings"] = [{"key": key, "value": value} for key, value in found.pop("settings").items()]
    forms = {kind: forms_of(kind) for kind in lists}
    tables = {kind: _table(forms[kind], records, catalogue, language) for kind, records in lists.items()}
    return {
        DESCRIPTOR: descriptor(found, forms, tables),
        **{path_of(kind): data for kind, data in tables.items()},
    }


def _table(
    forms: Mapping[str, str], records: Iterable[Mapping[str, Any]], catalogue: Catalogue, language: str
) -> bytes:
    written = io.BytesIO(BOM)
    written.seek(len(BOM))
    written.write(_line(forms).encode("utf-8"))
    for each in records:
        written.write(_line(_cells(forms, each, catalogue, language)).encode("utf-8"))
    return written.getvalue()


def _cells(forms: Mapping[str, str], record: Mapping[str, Any], catalogue: Catalogue, language: str) -> Iterator[str]:
    for column, form in forms.items():
        if form != FOR_PEOPLE:
            yield write_cell(form, record.get(column))
        elif column == "name":
            yield write_cell("text", name_of(catalogue, record["key"], language))
        else:
            yield write_cell("text", words_of(catalogue, record["key"], record["value"], language))


def _line(cells: Iterable[str]) -> str:
    return ",".join(map(_quoted, cells)) + "\r\n"


def _quoted(cell: str) -> str:
    if '"' in cell or "," in cell or "\n" in cell:
        return '"' + cell.replace('"', '""') + '"'
    return cell
