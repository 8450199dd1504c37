"""What is written comes back: any vault's export in each form, every column of every table, every cell that is safe."""

from __future__ import annotations

import csv
import io
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from tests.figures.figure import Figure
from tests.figures.portability_filled import filled_database
from tests.one_customer import columns, tables
from tests.unit.core.catalogue_values import shipped
from tests.unit.portability.any_export import exports
from tests.unit.portability.conftest import NOON
from tests.unit.portability.test_csv import starts_a_formula
from tests.unit.portability.test_export_json import COLUMNS
from vault.portability import export_csv, export_json, export_jsonld, import_csv, import_json, import_jsonld
from vault.portability.export_json import LEFT_BEHIND, Export, collect
from vault.storage.connection import Database

VAULTS = {True: 1000, False: 60}
FORMS: Mapping[str, Callable[[Export], Export]] = {
    "JSON": lambda each: import_json.read(export_json.to_bytes(each), shipped()),
    "JSON-LD": lambda each: import_jsonld.read(export_jsonld.to_bytes(each, shipped()), shipped()),
    "CSV": lambda each: import_csv.read(export_csv.to_files(each, shipped(), "nl"), shipped()),
}


def figures(*, full: bool) -> Iterator[Figure]:
    """One customer's vault is filled, and any content drawn around what it shared."""
    with tempfile.TemporaryDirectory() as place, filled_database(Path(place)) as database:
        base = collect(database, shipped(), made_at=NOON, program="1", include_sealed=True)
        tables, columns, forgotten = _held(database)
        lists = sum(1 for each in base.counts().values() if each)
    lost, cells = Counter[str](), Counter[bool]()
    vaults = _drawn(base, VAULTS[full], lost, cells)
    yield Figure(
        "round trip of drawn vaults", f"{sum(lost.values())} lost of {vaults} in each of {len(FORMS)} forms", "0 lost",
        not sum(lost.values()) and vaults >= VAULTS[full] and lists == len(base.counts()),
        f"Hypothesis draws exports with all {len(base.counts())} kinds of records, of texts that mean something to a "
        f"spreadsheet, to JSON-LD or to a terminal; each is written and read back equal: {', '.join(FORMS)}",
    )  # fmt: skip
    yield Figure(
        "tables and columns that go along, or are named as staying",
        f"{columns} columns of {tables} tables, {len(forgotten)} forgotten", "0 forgotten",
        not forgotten and columns > len(COLUMNS),
        "every table and column of the database's own schema is looked for in the list that tests hold the export to; "
        f"{len(LEFT_BEHIND)} tables stay on purpose{': ' + ', '.join(forgotten) if forgotten else ''}",
    )  # fmt: skip
    yield Figure(
        "cells that no spreadsheet runs", f"{cells[True]} of {cells.total()}", "all",
        cells.total() > vaults and not cells[False],
        "each cell of each CSV file of those vaults, as Python's own reader of CSV gives it: none begins with a sign "
        "of a formula, also not after blanks and quotation marks",
    )  # fmt: skip


def _drawn(base: Export, count: int, lost: Counter[str], cells: Counter[bool]) -> int:
    tried = 0

    @settings(
        max_examples=count, database=None, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    @given(exports(base))
    def one(export: Export) -> None:
        nonlocal tried
        tried += 1
        for name, back in FORMS.items():
            lost[name] += _is_lost(back, export)
        for name, data in export_csv.to_files(export, shipped(), "en").items():
            if name.endswith(".csv"):
                rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
                cells.update(not starts_a_formula(cell) for row in rows for cell in row)

    one()
    return tried


def _is_lost(back: Callable[[Export], Export], export: Export) -> bool:
    try:
        return back(export) != export
    except Exception:  # whatever it is, the vault did not come back
        return True


def _held(database: Database) -> tuple[int, int, list[str]]:
    """Tables and columns of the schema, and what nobody thought of."""
    forgotten, count = [], 0
    with database.read() as reader:
        found = tables(reader)
        for table in found:
            there = set(columns(reader, table))
            count += len(there)
            if table in LEFT_BEHIND:
                continue
            known = COLUMNS.get(table)
            forgotten += [table] if known is None else [f"{table}.{each}" for each in sorted(there - known)]
    return len(found), count, forgotten
