"""An export in tables read strictly: the files that were written, with the rows and columns they had.

A spreadsheet that saved one anew may have changed dates, numbers and quotes, so a changed file does not come in; what
is wrong is said with the file and the row. What comes out is the plain export's document, and is checked as that is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from vault.core.errors import StorageError, TokenError
from vault.core.strict_json import loads
from vault.portability import import_json
from vault.portability.csv_cells import read_cell
from vault.portability.datapackage import DESCRIPTOR, HEAD, digest, path_of
from vault.portability.export_csv import FOR_PEOPLE, forms_of
from vault.portability.tables import TABLES

if TYPE_CHECKING:
    from vault.core.catalogue import Catalogue
    from vault.portability.export_json import Export

MAX_BYTES: Final = 2 * import_json.MAX_EXPORT
"""Of all files together."""
MAX_DESCRIPTOR: Final = 1024 * 1024

_CELL = re.compile(r'(?:"([^"]*+(?:""[^"]*+)*+)"|([^",\r\n]*))(,|\r?\n|\Z)')
_PLACE = re.compile(r"([a-z_]+)\[([0-9]+)\](?:\.([a-z_]+))?.*")


def read(files: Mapping[str, bytes], catalogue: Catalogue) -> Export:
    """Read an export from its files, by their names, and check that it is whole.

    Raises :class:`StorageError` as :func:`vault.portability.import_json.read`, and ``export_table_missing``,
    ``export_table_encoding``, ``export_table_quotes``, ``export_table_header``, ``export_table_row``,
    ``export_table_value`` or ``export_table_changed``, each with the file, and the row as a spreadsheet counts.
    """
    if sum(map(len, files.values())) > MAX_BYTES:
        raise StorageError("export_malformed", where=DESCRIPTOR)
    head, hashes = _described(files)
    found: dict[str, Any] = dict(head)
    for kind in hashes:
        found[kind] = list(_records(kind, _file(files, path_of(kind))))
    for kind, said in hashes.items():
        if digest(files[path_of(kind)]) != said:
            raise StorageError("export_table_changed", file=path_of(kind))
    if "settings" in found:
        found["settings"] = _settings(found["settings"])
    try:
        return import_json.read_document(found, catalogue)
    except StorageError as problem:
        raise _placed(problem) from problem


def _described(files: Mapping[str, bytes]) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """The head of the export, and the hash of each table that there is."""
    try:
        found = loads(_file(files, DESCRIPTOR), max_bytes=MAX_DESCRIPTOR)
    except TokenError as problem:
        raise StorageError("export_malformed", where=DESCRIPTOR) from problem
    head, resources = found.get(HEAD), found.get("resources")
    if not isinstance(head, dict):
        raise StorageError("export_not_ours")
    if not isinstance(resources, list) or head.keys() & {*TABLES, "settings"}:
        raise StorageError("export_malformed", where=DESCRIPTOR)
    hashes = {}
    for each in resources:
        name = each.get("name") if isinstance(each, dict) else None
        if not isinstance(name, str) or name in hashes or name not in {*TABLES, "settings"}:
            raise StorageError("export_malformed", where=DESCRIPTOR)
        if each.get("path") != path_of(name):
            raise StorageError("export_malformed", where=DESCRIPTOR)
        hashes[name] = each.get("hash")
    for kind in {*TABLES, "settings"} - hashes.keys():
        if path_of(kind) in files:
            raise StorageError("export_malformed", where=path_of(kind))
    return head, hashes


def _file(files: Mapping[str, bytes], name: str) -> bytes:
    if name not in files:
        raise StorageError("export_table_missing", file=name)
    return files[name]


def _records(kind: str, data: bytes) -> Iterator[dict[str, Any]]:
    file, absent = path_of(kind), TABLES[kind].absent if kind in TABLES else frozenset()
    rows = _rows(data, file)
    columns = next(rows, [])
    forms = {name: form for name, form in forms_of(kind).items() if name in columns or name not in absent}
    if columns != list(forms):
        raise StorageError("export_table_header", file=file)
    for number, cells in enumerate(rows, 2):
        if len(cells) != len(forms):
            raise StorageError("export_table_row", file=file, row=number, found=len(cells), expected=len(forms))
        record: dict[str, Any] = {}
        for (column, form), cell in zip(forms.items(), cells, strict=True):
            if form == FOR_PEOPLE:
                continue
            try:
                member = read_cell(form, cell)
            except ValueError as problem:
                raise StorageError("export_table_value", file=file, row=number, column=column) from problem
            if member is not None or column not in absent:
                record[column] = member
        yield record


def _rows(data: bytes, file: str) -> Iterator[list[str]]:
    """The cells of each row (RFC 4180). A row may end in a line feed alone, as other programs write."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        row = data.count(b"\n", 0, problem.start) + 1
        raise StorageError("export_table_encoding", file=file, row=row) from problem
    place, number = 0, 1
    cells: list[str] = []
    while place < len(text) or cells:
        found = _CELL.match(text, place)
        if found is None:
            raise StorageError("export_table_quotes", file=file, row=number)
        quoted, plain, end = found.groups()
        cells.append(plain if quoted is None else quoted.replace('""', '"'))
        place = found.end()
        if end != ",":
            yield cells
            cells, number = [], number + 1


def _settings(records: list[dict[str, Any]]) -> dict[str, Any]:
    found = {each["key"]: each["value"] for each in records}
    for number, each in enumerate(records):
        if not isinstance(each["key"], str):
            raise StorageError("export_table_value", file=path_of("settings"), row=number + 2, column="key")
    if len(found) != len(records):
        raise StorageError("export_malformed", where=path_of("settings"))
    return found


def _placed(problem: StorageError) -> StorageError:
    """The same problem with the file and the row, where it is in one."""
    place = _PLACE.fullmatch(str(problem.facts.get("where", "")))
    if problem.code != "export_malformed" or place is None or place[1] not in TABLES:
        return problem
    row = int(place[2]) + 2
    return StorageError("export_table_value", file=path_of(place[1]), row=row, column=place[3] or "")
