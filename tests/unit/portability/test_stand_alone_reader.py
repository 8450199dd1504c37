"""The reader that goes along: one file, in an interpreter with nothing else, from another folder, on every form."""

from __future__ import annotations

import ast
import contextlib
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.core.catalogue_values import shipped
from tests.unit.portability.test_import_json import taken
from tests.unit.portability.test_tables import ANY, places
from vault import bundled
from vault.portability import bundle, export_csv, export_json, export_jsonld
from vault.portability.tables import LANGUAGES, TABLES
from vault.storage import people, preferences
from vault.storage.connection import Database

SOURCE = bundled.read("reader/read_preferences.py")
PATH = bundled.resources() / "reader/read_preferences.py"


def run(
    *arguments: str | Path, cwd: Path, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """The reader with no site-packages, no environment of Python's and none of our folders in sight."""
    return subprocess.run(
        [sys.executable, "-I", "-S", "-X", "utf8", str(PATH), *map(str, arguments)],
        cwd=cwd, env={"LC_ALL": "C.UTF-8", **(environment or {})}, capture_output=True, text=True, timeout=60,
        check=False,
    )  # fmt: skip


def shown(*arguments: str | Path, cwd: Path) -> str:
    done = run(*arguments, cwd=cwd)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def put(files: dict[str, bytes], folder: Path) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def zipped(files: dict[str, bytes]) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return written.getvalue()


@pytest.fixture
def files(full: Database) -> dict[str, bytes]:
    """A bundle's files that the reader may read."""
    export = taken(full)
    tables = export_csv.to_files(export, shipped(), "nl")
    return {
        bundle.JSON_NAME: export_json.to_bytes(export),
        bundle.JSONLD_NAME: export_jsonld.to_bytes(export, shipped()),
        **{f"{bundle.TABLES}/{name}": data for name, data in tables.items()},
    }


Maker = Callable[[dict[str, bytes], Path], Path]


def one(name: str) -> Maker:
    return lambda files, folder: put({name: files[name]}, folder) / name


def tables(files: dict[str, bytes], folder: Path) -> Path:
    return put({name: data for name, data in files.items() if "/" in name}, folder) / bundle.TABLES


def as_zip(beginning: str = "") -> Maker:
    def make(files: dict[str, bytes], folder: Path) -> Path:
        kept = {name: data for name, data in files.items() if beginning in {"", name, name.partition("/")[0]}}
        return put({"export.zip": zipped(kept)}, folder) / "export.zip"

    return make


FORMS: dict[str, Maker] = {
    "json-ld": one(bundle.JSONLD_NAME),
    "folder": put,
    "zip": as_zip(),
    "zip with json-ld": as_zip(bundle.JSONLD_NAME),
    "json": one(bundle.JSON_NAME),
    "zip with json": as_zip(bundle.JSON_NAME),
    "tables": tables,
    "descriptor": lambda files, folder: tables(files, folder) / "datapackage.json",
    "folder with tables": lambda files, folder: tables(files, folder).parent,
    "zip with tables": as_zip(bundle.TABLES),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_shown_by_topic(files: dict[str, bytes], tmp_path: Path, form: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    found = shown("--lang", "nl", "--all", FORMS[form](files, tmp_path / "it"), cwd=tmp_path / "elsewhere")
    worded = form not in {"json", "zip with json"}
    name, words = ("Schoenmaat", "Hardlopen op de weg") if worded else ("Shoe size", "running road")
    assert f"\nKleding en schoenen\n-------------------\n  {name}: EU 43\n      a note\n" in found
    assert f": {words}, achter slot\n" in found
    for line in (
        "Voorkeuren, meegenomen op 2026-05-12", f"  Groenekom: {name} 43.5", "  Lou", f"    {name}: EU 38",
        "  A scarf: voor Lou, € 10 tot € 25, https://shop.example/", f"    {name}: gestopt en gewist",
        "  Schoenenhuis: schoenenhuis.example", '  language: "nl"', "      a list came", "  amazon: title Socks",
        f"  2026-05-12 Je legde een voorkeur vast: {name}", "  2026-05-12 Je stopte: schoenenhuis.example, K",
    ):  # fmt: skip
        assert f"\n{line}\n" in f"\n{found}", line


def test_the_order_is_that_of_the_topics(files: dict[str, bytes], tmp_path: Path) -> None:
    found = shown("--lang", "en", FORMS["json"](files, tmp_path), cwd=tmp_path)
    heads = [
        found.index(f"\n{head}\n-") for head in ("Clothing & shoes", "Media & hobbies", "Health & belief", "Shops")
    ]
    assert heads == sorted(heads)


def test_long_lists_are_cut_and_say_so(files: dict[str, bytes], tmp_path: Path) -> None:
    path = FORMS["json"](files, tmp_path)
    assert "  and 5 more; add --all to see them\n" in shown("--lang", "en", path, cwd=tmp_path)
    assert "--all" not in shown("--lang", "en", "--all", path, cwd=tmp_path)


def test_language_is_that_of_the_computer(files: dict[str, bytes], tmp_path: Path) -> None:
    path = FORMS["json-ld"](files, tmp_path)
    assert "Schoenmaat" in run(path, cwd=tmp_path, environment={"LC_ALL": "nl_NL.UTF-8"}).stdout
    assert "Shoe size" in run(path, cwd=tmp_path).stdout


def test_every_list_is_shown_or_named(files: dict[str, bytes], tmp_path: Path) -> None:
    """A list of a later program is at least counted."""
    found = json.loads(files[bundle.JSON_NAME])
    found["later_things"] = [{"a": 1}]
    path = put({"x.json": json.dumps(found).encode()}, tmp_path) / "x.json"
    said = shown("--lang", "en", path, cwd=tmp_path)
    assert "\nAlso in it\n----------\n  takeout mappings: 1\n  refused suggestions: 2\n  later things: 1\n" in said


def test_nothing_but_the_standard_library_of_python_3_9() -> None:
    tree = ast.parse(SOURCE, feature_version=(3, 9))
    names = {
        alias.name.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
    }
    names |= {str(node.module).split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert names <= sys.stdlib_module_names
    assert not names & {"socket", "http", "ssl", "subprocess", "ctypes", "tempfile", "shutil", "importlib"}


def inside() -> dict[str, Any]:
    """Its constants and functions."""
    found: dict[str, Any] = {"__name__": "reader"}
    exec(compile(SOURCE, "reader", "exec"), found)
    return found


def test_its_words_are_those_of_the_program() -> None:
    reader = inside()
    for place, language in enumerate(LANGUAGES):
        messages = json.loads(bundled.read(f"messages/{language}.json"))
        for group, words in reader["SAID"].items():
            assert {code: both[place] for code, both in words.items()} == {
                code: sentence for code, sentence in messages[group].items() if (group, code) != ("events", "unknown")
            }
        topics = {topic.id: topic.label[language] for topic in shipped().topics}
        assert reader["TOPICS"][language] == topics
        assert reader["STATES"].keys() == messages["states"].keys()
    assert reader["WORDS"]["en"].keys() == reader["WORDS"]["nl"].keys()


ESCAPES = "\x1b]0;gone\x07\x1b[2J\u202eevil\x9b31m"


def test_nothing_moves_the_cursor(full: Database, tmp_path: Path) -> None:
    with full.transaction() as transaction:
        shoe = preferences.preferences(transaction)[0]
        noted = preferences.Preference(shoe.key, shoe.value, shoe.updated_at, note=ESCAPES)
        preferences.set_preference(transaction, noted, "x")
        people.put_person(transaction, people.Person("p2", "Kim", shoe.updated_at, ESCAPES))
    export = taken(full)
    files = export_csv.to_files(export, shipped(), "en") | {"x.json": export_json.to_bytes(export)}
    put(files, tmp_path / "it")
    for path in (tmp_path / "it/x.json", tmp_path / "it/datapackage.json"):
        found = shown(path, cwd=tmp_path)
        assert "?]0;gone??[2J?evil?31m" in found
        assert all(letter == "\n" or letter.isprintable() for letter in found)


def sized(says: int) -> bytes:
    """A zip whose one member says that it has so many bytes (APPNOTE.TXT 4.3.12)."""
    written = bytearray(zipped({bundle.JSON_NAME: b"{}" * 1000}))
    place = written.index(b"PK\x01\x02") + 24
    written[place : place + 4] = says.to_bytes(4, "little")
    return bytes(written)


def twice() -> bytes:
    """Another name of as many letters, renamed."""
    other = bundle.JSON_NAME.replace("json", "jsoN")
    return zipped({bundle.JSON_NAME: b"{}", other: b"{}"}).replace(other.encode(), bundle.JSON_NAME.encode())


def described(**resource: Any) -> bytes:
    head = {"format": "preference-vault-export"}
    return json.dumps({"preference_vault": head, "resources": [resource]}).encode()


def long_name() -> bytes:
    """A name of a megabyte, and three hundred records that are called so."""
    named = [{"key": "a.b", "name": "x" * 1_000_000}, *[{"key": "a.b", "name": ""}] * 300]
    return json.dumps({"format": "preference-vault-export", "preferences": named[1:], "items": named[:1]}).encode()


HOSTILE: list[tuple[str, str, Callable[[], bytes], str]] = [
    ("nothing", "x.json", lambda: b"", "damaged"),
    ("no export", "x.json", lambda: b'{"format":"other"}', "This is not an export"),
    ("a list", "x.json", lambda: b"[]", "This is not an export"),
    ("cut", "x.json", lambda: b'{"format":', "damaged"),
    ("not UTF-8", "x.json", lambda: b'{"format":"\xff"}', "damaged"),
    ("deep", "x.json", lambda: b"[" * 100_000, "damaged"),
    ("many parts", "x.json", lambda: b"[" + b"[]," * 7_000_000 + b"1]", "too large"),
    ("a long name many times", "x.json", long_name, "too large"),
    ("locked", "x.age", lambda: b"age-encryption.org/v1\n-> x", "age -d"),
    ("locked in letters", "x.age", lambda: b"-----BEGIN AGE ENCRYPTED FILE-----\n", "age -d"),
    ("a zip cut", "x.zip", lambda: zipped({bundle.JSON_NAME: b"{}" * 99})[:-30], "damaged"),
    ("a zip damaged", "x.zip", lambda: zipped({bundle.JSON_NAME: b"{}" * 99}).replace(b"\xab", b"\xff"), "damaged"),
    ("no zip", "x.zip", lambda: b"PK\x03\x04", "damaged"),
    ("an empty zip", "x.zip", lambda: zipped({}), "not an export"),
    ("a zip bomb", "x.zip", lambda: sized(2**31), "too large"),
    ("a zip bomb that says it is none", "x.zip", lambda: sized(10), "damaged"),
    ("a member twice", "x.zip", twice, "damaged"),
    ("a zip of other files", "x.zip", lambda: zipped({f"../{bundle.JSON_NAME}": b"{}"}), "not an export"),
    ("a directory too long", "x.zip", lambda: zipped({"x" * 60_000 + str(n): b"" for n in range(20)}), "damaged"),
    ("a table elsewhere", "datapackage.json", lambda: described(name="../../etc/passwd"), "damaged"),
    ("a table missing", "datapackage.json", lambda: described(name="shops"), "damaged"),
    ("resources that are none", "datapackage.json", lambda: b'{"resources":1}', "not an export"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "make", "says"), [case[1:] for case in HOSTILE], ids=[case[0] for case in HOSTILE])
def test_what_cannot_be_shown_is_one_line(tmp_path: Path, name: str, make: Callable[[], bytes], says: str) -> None:
    (tmp_path / name).write_bytes(make())
    done = run("--lang", "en", tmp_path / name, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert says in done.stderr
    assert done.stderr.count("\n") == 1


ODD: list[Any] = [
    None, True, 1, "x", [], {}, [1], [[]], [{}], [{"id": []}], {"key": {}},
    [{"key": 1, "value": {"value": [{}, None]}}],
]  # fmt: skip
NAMES = [*TABLES, "customer", "settings", "scope", "made_at"]


def test_members_of_any_kind_are_passed_over(tmp_path: Path) -> None:
    """What is no list or no record of it ends nothing."""
    for number, odd in enumerate(ODD):
        found = {"format": "preference-vault-export", **dict.fromkeys(NAMES, odd)}
        (tmp_path / f"{number}.json").write_text(json.dumps(found), "utf-8")
        assert shown("--all", tmp_path / f"{number}.json", cwd=tmp_path)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_member_made_anything_is_shown_or_refused(files: dict[str, bytes], data: st.DataObject) -> None:
    reader = inside()
    name = data.draw(st.sampled_from([bundle.JSON_NAME, bundle.JSONLD_NAME, f"{bundle.TABLES}/datapackage.json"]))
    found = json.loads(files[name])
    holder, member = data.draw(st.sampled_from(places(found)))
    holder[member] = data.draw(ANY)
    changed = {key: value for key, value in files.items() if key not in {bundle.JSON_NAME, bundle.JSONLD_NAME}}
    changed[name] = json.dumps(found).encode()
    with contextlib.suppress(reader["Unreadable"]):
        said = reader["Page"](reader["from_files"](changed.get), "nl", True).make()
        assert all(letter == "\n" or letter.isprintable() for letter in said)


def test_an_empty_export_says_so(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text('{"format":"preference-vault-export"}', "utf-8")
    assert "Nothing is in it." in shown("--lang", "en", tmp_path / "x.json", cwd=tmp_path)


def test_tables_with_wrong_rows_are_one_line(files: dict[str, bytes], tmp_path: Path) -> None:
    for number, data in enumerate((b"\xff", b'key\r\n"a', b"key,value\r\na,{\r\n")):
        folder = tables(files | {f"{bundle.TABLES}/preferences.csv": data}, tmp_path / str(number))
        done = run("--lang", "en", folder, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr == "This export is damaged or was changed: preferences.csv\n"


def test_cells_beyond_the_columns_are_not_shown(files: dict[str, bytes], tmp_path: Path) -> None:
    changed = {f"{bundle.TABLES}/preferences.csv": b"key\r\na.b,over\r\n"}
    found = shown("--lang", "en", tables(files | changed, tmp_path), cwd=tmp_path)
    assert "\nA\n-\n  B\n" in found
    assert "over" not in found


def test_many_columns_and_short_rows_are_shown_at_once(files: dict[str, bytes], tmp_path: Path) -> None:
    """A row costs what it has, not what the columns are: else this is hundreds of millions of empty cells."""
    head = ",".join(["key", *(f"c{number}" for number in range(20_000))])
    changed = {f"{bundle.TABLES}/preferences.csv": f"{head}\r\n".encode() + b"a.b\r\n" * 50_000}
    found = shown("--lang", "en", tables(files | changed, tmp_path), cwd=tmp_path)
    assert found.count("  B\n") == 50_000


def test_records_that_all_have_one_number_are_shown_once(tmp_path: Path) -> None:
    """They would be a hundred times a hundred times a hundred lines."""
    export = {
        "format": "preference-vault-export",
        "shops": [{"name": "A", "host": "a.example"}] * 100,
        "consents": [{"id": "1", "host": "a.example"}] * 100,
        "items": [{"consent": "1", "key": "clothing.thing"}] * 100,
        "people": [{"id": "1", "nickname": "Lou"}] * 100,
        "people_preferences": [{"person": "1", "key": "clothing.other"}] * 100,
        "letters": [{"id": "1"}] * 100,
        "letter_events": [{"letter": "1", "note": "came"}] * 100,
    }
    path = put({"x.json": json.dumps(export).encode()}, tmp_path) / "x.json"
    found = shown("--lang", "en", path, cwd=tmp_path)
    assert [found.count(each) for each in ("A: a.example", "Thing", "Lou", "Other", "came")] == [100] * 5


def test_links_and_pipes_in_a_folder_are_not_read(files: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "secret.json").write_bytes(files[bundle.JSON_NAME])
    for name, make in (("link", lambda at: at.symlink_to(tmp_path / "secret.json")), ("pipe", os.mkfifo)):
        (tmp_path / name).mkdir()
        make(tmp_path / name / bundle.JSON_NAME)
        done = run("--lang", "en", tmp_path / name, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (1, "")
        assert "cannot be read" in done.stderr


def test_a_file_that_is_not_there_and_a_wrong_command(tmp_path: Path) -> None:
    assert run("--lang", "en", tmp_path / "no.zip", cwd=tmp_path).returncode == 1
    assert run(cwd=tmp_path).returncode == 2
    assert run("--lang", "xx", "a", cwd=tmp_path).returncode == 2


def test_a_reader_that_has_seen_enough_is_no_error(files: dict[str, bytes], tmp_path: Path) -> None:
    path, (reading, writing) = FORMS["json"](files, tmp_path), os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(PATH), str(path)],
        stdout=writing,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_it_writes_nothing(files: dict[str, bytes], tmp_path: Path) -> None:
    path = FORMS["zip"](files, tmp_path / "it")
    (tmp_path / "home").mkdir()
    before = sorted(tmp_path.rglob("*"))
    shown(path, cwd=tmp_path / "home")
    assert sorted(tmp_path.rglob("*")) == before
