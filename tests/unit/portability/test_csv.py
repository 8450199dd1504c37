"""The export as tables: there and back, safe in a spreadsheet, and refused with file and row when it was changed."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.unit.core.catalogue_values import shipped
from tests.unit.portability.any_export import LOOSE, exports, json_values, loose
from tests.unit.portability.test_import_json import taken
from vault.core.errors import StorageError
from vault.core.formula_guard import UNSEEN, guarded, unguarded
from vault.portability import export_csv, import_csv
from vault.portability.csv_cells import read_cell, write_cell
from vault.portability.datapackage import DESCRIPTOR, digest
from vault.portability.export_json import document
from vault.portability.tables import TABLES
from vault.storage.connection import Database

Files = dict[str, bytes]
Edit = Callable[[Files], object]
_SIGNS = frozenset("=+-@\uff1d\uff0b\uff0d\uff20\t\r")


def written(database: Database, language: str = "en") -> Files:
    return export_csv.to_files(taken(database), shipped(), language)


def rows(files: Files, name: str) -> list[list[str]]:
    """As another reader has them: Python's own."""
    return list(csv.reader(io.StringIO(files[name].decode("utf-8-sig"), newline=""), strict=True))


def starts_a_formula(cell: str) -> bool:
    """Whether a spreadsheet may run what is in a cell, after blanks and quotation marks, as OWASP lists them, and after
    letters that are not seen."""
    bare = re.sub(rf"\A[ \"'\u00a0{UNSEEN}]+", "", cell)
    return cell[:1] in _SIGNS or (bare[:1] in _SIGNS and not cell.startswith("'"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_export_comes_back_equal(full: Database, data: st.DataObject) -> None:
    export = data.draw(exports(taken(full)))
    files = export_csv.to_files(export, shipped(), "nl")
    assert import_csv.read(files, shipped()) == export
    for name in files.keys() - {DESCRIPTOR}:
        found = rows(files, name)
        assert len({len(row) for row in found}) == 1
        assert not any(starts_a_formula(cell) for row in found for cell in row)


@given(loose)
@example("a;=1\n-2")
@example("'" * 3)
def test_any_text_comes_back_and_starts_no_formula(text: str) -> None:
    assert unguarded(guarded(text)) == text
    cell = write_cell("text", text)
    assert cell
    assert read_cell("text", cell) == text
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", cell)
    for part in re.split("[;\t\n]", cell):  # as a spreadsheet splits it that expects something else than commas
        assert not starts_a_formula(part)


@pytest.mark.parametrize("text", LOOSE)
def test_each_awkward_text_comes_back(text: str) -> None:
    assert read_cell("text", write_cell("text", text)) == text


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("\uff1d1", "'\uff1d1"), (' "=1', "' \"=1"), ("'=1", "''=1"),
        ("'s-Hertogenbosch", "'s-Hertogenbosch"), ("a=1", "a=1"), ("a;=1", "a;'=1"), ("eggs\n- milk", "eggs\n'- milk"),
        ("\u200b=1", "'\u200b=1"), ("a;\ufeff\u2060@b", "a;'\ufeff\u2060@b"), ("\u202e-1", "'\u202e-1"),
        ("a|=1", "a|'=1"),
        ("", "'"), ("'", "''"), ("a\x00", "'json:\"a\\u0000\""), ("'json:1", "'json:\"'json:1\""), ("1,5", "1,5"),
    ],
)  # fmt: skip
def test_how_a_text_is_spelled(text: str, cell: str) -> None:
    assert write_cell("text", text) == cell
    assert read_cell("text", cell) == text


@given(json_values)
def test_any_json_comes_back(member: Any) -> None:
    cell = write_cell("json", member)
    assert not starts_a_formula(cell)
    assert read_cell("json", cell) == member


@pytest.mark.parametrize("form", ["text", "moment", "number", "flag", "value", "object", "list"])
def test_nothing_is_an_empty_cell(form: str) -> None:
    assert write_cell(form, None) == ""
    assert read_cell(form, "") is None


@pytest.mark.parametrize(
    ("form", "cell"),
    [
        ("number", "1,5"), ("number", "1.5"), ("number", "-1"), ("number", "01"), ("number", "1e3"), ("number", "٣"),
        ("number", "9" * 17), ("flag", "TRUE"), ("flag", "WAAR"), ("flag", "1"), ("value", "{"),
        ("value", '1,"it":2'), ("value", '1,"x":2'),
        ("value", '1}'), ("list", "[0.5]"), ("json", ""), ("text", "'json:1"), ("text", "'json:x"),
    ],
)  # fmt: skip
def test_a_cell_of_another_form_is_refused(form: str, cell: str) -> None:
    with pytest.raises(ValueError, match=r"^[a-z]+$"):
        read_cell(form, cell)


def test_a_person_finds_words_beside_keys_and_values(full: Database) -> None:
    for language, name in (("en", "Shoe size"), ("nl", "Schoenmaat")):
        found = rows(written(full, language), "preferences.csv")
        assert found[0][:4] == ["key", "name", "value", "words"]
        assert found[1][:4] == ["clothing.shoe_size", name, '{"value":"43","system":"EU","precision":"exact"}', "EU 43"]


def test_every_list_has_a_table_of_all_its_columns(full: Database) -> None:
    files = written(full)
    assert files.keys() == {DESCRIPTOR, "settings.csv", *(f"{kind}.csv" for kind in TABLES)}
    for kind, table in TABLES.items():
        assert set(rows(files, f"{kind}.csv")[0]) - {"name", "words"} == table.columns.keys() - {"name"}
        assert len(rows(files, f"{kind}.csv")) == len(document(taken(full))[kind]) + 1


def test_a_column_for_people_is_of_no_other_name() -> None:
    for table in TABLES.values():
        assert "key" not in table.columns or not {"name", "words"} & table.columns.keys()


def test_files_are_what_spreadsheets_open(full: Database) -> None:
    for name, data in written(full).items():
        if name != DESCRIPTOR:
            assert data.startswith(b"\xef\xbb\xbf")
            assert data.endswith(b"\r\n")
            assert data.count(b"\r") == data.count(b"\r\n")


def test_a_file_of_somebody_without_people_has_no_tables_of_them(database: Database) -> None:
    files = written(database)
    assert not {"people.csv", "wishes.csv"} & files.keys()
    assert import_csv.read(files, shipped()) == taken(database)


def lines(name: str, change: Callable[[list[bytes]], list[bytes]], *, hashed: bool = False) -> Edit:
    """Change the lines of one file; ``hashed`` to put its new hash into the descriptor too."""

    def edit(files: Files) -> None:
        files[name] = b"\r\n".join(change(files[name].removesuffix(b"\r\n").split(b"\r\n"))) + b"\r\n"
        if hashed:
            rehash(files, name)

    return edit


def rehash(files: Files, name: str) -> None:
    described = json.loads(files[DESCRIPTOR])
    for each in described["resources"]:
        if each["path"] == name:
            each["hash"] = digest(files[name])
    files[DESCRIPTOR] = json.dumps(described).encode()


def swap(old: bytes, new: bytes, name: str = "journal.csv", *, hashed: bool = True) -> Edit:
    def edit(files: Files) -> None:
        assert old in files[name]
        files[name] = files[name].replace(old, new, 1)
        if hashed:
            rehash(files, name)

    return edit


def described(change: Callable[[dict[str, Any]], object]) -> Edit:
    def edit(files: Files) -> None:
        found = json.loads(files[DESCRIPTOR])
        change(found)
        files[DESCRIPTOR] = json.dumps(found).encode()

    return edit


def unlisted(found: dict[str, Any]) -> None:
    found["resources"] = [each for each in found["resources"] if each["name"] != "wishes"]


IN_DESCRIPTOR = {"where": DESCRIPTOR}
JOURNAL, SHOPS, WISHES = "journal.csv", "shops.csv", "wishes.csv"
CHANGED: list[tuple[str, Edit, str, dict[str, Any]]] = [
    ("no descriptor", lambda files: files.pop(DESCRIPTOR), "export_table_missing", {"file": DESCRIPTOR}),
    ("a file missing", lambda files: files.pop(SHOPS), "export_table_missing", {"file": SHOPS}),
    ("an empty file", lambda files: files.update({SHOPS: b""}), "export_table_header", {"file": SHOPS}),
    ("another encoding", swap(b"Schoenenhuis", b"Caf\xe9", SHOPS), "export_table_encoding", {"file": SHOPS, "row": 2}),
    ("UTF-16", lambda files: files.update({SHOPS: "host".encode("utf-16")}), "export_table_encoding",
     {"file": SHOPS, "row": 1}),
    ("a header changed", swap(b"first_seen", b"seen", SHOPS), "export_table_header", {"file": SHOPS}),
    ("columns in another order", swap(b"host,client_id", b"client_id,host", SHOPS), "export_table_header",
     {"file": SHOPS}),
    ("a column more", lines(SHOPS, lambda all_: [line + b",x" for line in all_]), "export_table_header",
     {"file": SHOPS}),
    ("a cell more", lines(JOURNAL, lambda all_: [*all_[:3], all_[3] + b",x", *all_[4:]]), "export_table_row",
     {"file": JOURNAL, "row": 4, "found": 7, "expected": 6}),
    ("forty columns", lines(JOURNAL, lambda all_: [all_[0], b"," * 39]), "export_table_row",
     {"file": JOURNAL, "row": 2, "found": 40, "expected": 6}),
    ("an empty row", lines(JOURNAL, lambda all_: [*all_, b""]), "export_table_row",
     {"file": JOURNAL, "row": 12, "found": 1, "expected": 6}),
    ("semicolons", lines(JOURNAL, lambda all_: [line.replace(b",", b";") for line in all_]), "export_table_header",
     {"file": JOURNAL}),
    ("a decimal comma", swap(b"\r\n3,", b'\r\n"3,0",'), "export_table_value",
     {"file": JOURNAL, "row": 4, "column": "seq"}),
    ("a date of a country", swap(b"2026-05-12T12:00:00Z", b"12-05-2026 12:00"), "export_table_value",
     {"file": JOURNAL, "row": 2, "column": "at"}),
    ("a quote not closed", swap(b'"{""host"', b'"{"host"'), "export_table_quotes", {"file": JOURNAL, "row": 7}),
    ("a quote inside", swap(b"Schoenenhuis", b'Schoenen"huis', SHOPS), "export_table_quotes",
     {"file": SHOPS, "row": 2}),
    ("a file cut in a quote", lambda files: files.update({JOURNAL: files[JOURNAL][:-200]}), "export_table_quotes",
     {"file": JOURNAL, "row": 11}),
    ("a file cut in a row", lambda files: files.update({JOURNAL: files[JOURNAL][:-100]}), "export_table_row",
     {"file": JOURNAL, "row": 11, "found": 5, "expected": 6}),
    ("a flag as a spreadsheet writes it", swap(b"true", b"TRUE", SHOPS), "export_table_value",
     {"file": SHOPS, "row": 2, "column": "signed_once"}),
    ("rows cut", lines(WISHES, lambda all_: all_[:1]), "export_table_changed", {"file": WISHES}),
    ("a text changed", swap(b"wool", b"silk", WISHES, hashed=False), "export_table_changed", {"file": WISHES}),
    ("a byte order mark lost", swap(b"\xef\xbb\xbf", b"", WISHES, hashed=False), "export_table_changed",
     {"file": WISHES}),
    ("lines that end otherwise", lambda files: files.update({WISHES: files[WISHES].replace(b"\r\n", b"\n")}),
     "export_table_changed",
     {"file": WISHES}),
    ("no hash", described(lambda found: found["resources"][0].pop("hash")), "export_table_changed",
     {"file": "preferences.csv"}),
    ("a table that is not listed", described(unlisted), "export_malformed", {"where": WISHES}),
    ("a table nobody knows", described(lambda found: found["resources"][0].update(name="others")), "export_malformed",
     IN_DESCRIPTOR),
    ("a path elsewhere", described(lambda found: found["resources"][0].update(path="../x.csv")), "export_malformed",
     IN_DESCRIPTOR),
    ("a table twice", described(lambda found: found["resources"].append(found["resources"][0])), "export_malformed",
     IN_DESCRIPTOR),
    ("a table in the head", described(lambda found: found["preference_vault"].update(shops=[])), "export_malformed",
     IN_DESCRIPTOR),
    ("resources that are none", described(lambda found: found.update(resources={})), "export_malformed", IN_DESCRIPTOR),
    ("a descriptor that is no JSON", lambda files: files.update({DESCRIPTOR: b"{"}), "export_malformed", IN_DESCRIPTOR),
    ("another's data package", described(lambda found: found.pop("preference_vault")), "export_not_ours", {}),
    ("a later version", described(lambda found: found["preference_vault"].update(version=2)), "export_newer", {}),
    ("a member of the head missing", described(lambda found: found["preference_vault"].pop("sealed")),
     "export_malformed",
     {"where": "header"}),
    ("a name that no shop has", swap(b"Schoenenhuis", b"a\nb", SHOPS), "export_table_row",
     {"file": SHOPS, "row": 2, "found": 3, "expected": 6}),
    ("a name of two lines", swap(b"Schoenenhuis", b'"a\nb"', SHOPS), "export_table_value",
     {"file": SHOPS, "row": 2, "column": "name"}),
    ("a setting of no name", swap(b"language,", b",", "settings.csv"), "export_table_value",
     {"file": "settings.csv", "row": 2, "column": "key"}),
    ("a setting twice", lines("settings.csv", lambda all_: [*all_, all_[1]], hashed=True), "export_malformed",
     {"where": "settings.csv"}),
    ("an entry changed", swap(b"health.foot_health", b"x"), "export_chain_broken", {"entry": 5}),
    ("a value that does not fit", swap(b'""43""', b'""430""', "preferences.csv"), "export_malformed",
     {"where": "clothing.shoe_size"}),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "code", "facts"), [case[1:] for case in CHANGED], ids=[case[0] for case in CHANGED])
def test_a_changed_file_is_refused_with_its_place(full: Database, edit: Edit, code: str, facts: dict[str, Any]) -> None:
    files = written(full)
    edit(files)
    with pytest.raises(StorageError) as refused:
        import_csv.read(files, shipped())
    assert (refused.value.code, refused.value.facts) == (code, facts)


def test_settings_that_are_nowhere_are_missed(full: Database) -> None:
    files = written(full)
    described(lambda found: found["resources"].pop())(files)
    del files["settings.csv"]
    with pytest.raises(StorageError) as refused:
        import_csv.read(files, shipped())
    assert refused.value.facts == {"where": "header"}


def test_other_files_beside_them_do_not_matter(full: Database) -> None:
    files = written(full) | {"notes.txt": b"\xff", "other.csv": b"="}
    assert import_csv.read(files, shipped()) == taken(full)


def test_too_much_is_refused_before_it_is_read(full: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_csv, "MAX_BYTES", 10)
    with pytest.raises(StorageError, match="export_malformed"):
        import_csv.read(written(full), shipped())


def test_too_many_records_are_refused(full: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vault.portability.import_json.MAX_RECORDS", 1)
    with pytest.raises(StorageError, match="export_malformed"):
        import_csv.read(written(full), shipped())
