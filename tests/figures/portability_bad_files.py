"""Files that are broken or mean harm, of our own form and as shops give them out: each is one code with a sentence."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tests.figures.figure import Figure
from tests.figures.portability_filled import filled_database
from tests.unit.core.catalogue_values import shipped
from tests.unit.portability.conftest import NOON
from tests.unit.portability.takeouts.packed import saved, zipped
from vault import bundled
from vault.core.errors import VaultError
from vault.core.sentences import Sentences, parse_sentences
from vault.customer.suggesting import Looked, look
from vault.portability import export_csv, export_json, import_csv, import_json
from vault.portability.coming_back import read_export
from vault.portability.export_json import collect
from vault.portability.locking import lock_here
from vault.portability.opening import JSON_NAME
from vault.storage.secret import Passphrase

_SECRET = Passphrase("copper lantern borrows seven geese")
HEADER = "Order number,Order date,Product name,Brand,Category,Size,Price,Currency\n"
ROW = "404-1,2025-03-14,Running shoe Dune,Groenekom,Shoes,43,120.00,EUR\n"
SEMICOLONS = (HEADER + ROW).replace(",", ";").replace("120.00", "120,00")
Code = str | None
"""What is said of it; None where it is read all the same."""


def figures(*, full: bool) -> Iterator[Figure]:
    """The same in both sizes: a bad file is small."""
    del full
    with tempfile.TemporaryDirectory() as place:
        for name, found in (("our own exports", _ours(Path(place))), ("shops' exports", _shops(Path(place)))):
            wrong = sorted(f"{each} gives {got}" for each, (want, got) in found.items() if want != got)
            told = sum(_has_sentences(got) for _, got in found.values() if got is not None)
            refused = sum(got is not None for _, got in found.values())
            yield Figure(
                f"bad files of {name}", f"{len(found) - len(wrong)} of {len(found)} as they should", "all",
                not wrong and told == refused and refused > len(found) // 3,
                f"{refused} refused, each with its own code and a sentence in both languages, "
                f"{len(found) - refused} read all the same: "
                f"{'; '.join(wrong) or ', '.join(sorted(found))}",
            )  # fmt: skip


def _ours(place: Path) -> dict[str, tuple[Code, Code]]:
    with filled_database(place) as database:
        export = collect(database, shipped(), made_at=NOON, program="1", include_sealed=True)
    data, tables = export_json.to_bytes(export), export_csv.to_files(export, shipped(), "en")
    packed = zipped({"README.txt": b"x", JSON_NAME: data})
    locked = lock_here(_SECRET.reveal(), packed)
    files: dict[str, tuple[Code, bytes]] = {
        "as it was written": (None, packed),
        "byte order mark": (None, b"\xef\xbb\xbf" + data),
        "cut zip": ("zip_damaged", packed[:-30]),
        "zip bomb": ("zip_too_large", zipped({JSON_NAME: b" " * (import_json.MAX_EXPORT + 1)})),
        "way out of the folder": ("zip_unsafe", zipped({"../up.json": b"x", JSON_NAME: data})),
        "UTF-16": ("export_encoding", data.decode().encode("utf-16")),
        "Latin-1": ("export_encoding", b'{"caf\xe9": 1}'),
        "cut text": ("export_malformed", data[:-40]),
        "something else": ("export_not_ours", b'{"a": 1}'),
        "of a newer program": ("export_newer", data.replace(b'"version":1', b'"version":99').replace(
            b'"version": 1', b'"version": 99')),
        "a chain that was changed": ("export_chain_broken", data.replace(b"vault_created", b"vault_restarts")),
        "cut lock": ("export_lock_damaged", locked[:-9]),
        "lock at any cost": ("export_lock_costly", locked.replace(locked.split()[4], b"40", 1)),
        "other passphrase": ("wrong_export_passphrase", lock_here(b"another one altogether", data)),
    }  # fmt: skip
    found: dict[str, tuple[Code, Code]] = {}
    for name, (want, each) in files.items():
        found[name] = (want, _code(lambda each=each: _read(saved(place, each, "export"))))  # type: ignore[misc]
    for name, want, edit in _table_edits():
        changed = {**tables, "people.csv": edit(tables["people.csv"])}
        found[f"table, {name}"] = (want, _code(lambda files=changed: import_csv.read(files, shipped())))  # type: ignore[misc]
    return found


def _table_edits() -> Iterator[tuple[str, Code, Callable[[bytes], bytes]]]:
    yield "as it was written", None, lambda data: data
    yield "wrong encoding", "export_table_encoding", lambda data: data + b"\xe9"
    yield "40 columns", "export_table_row", lambda data: data + b"," * 39 + b"\r\n"
    yield "formula cell", "export_table_changed", lambda data: data.replace(b"Lou", b"=1+1")
    yield "semicolons", "export_table_header", lambda data: data.replace(b",", b";")
    yield "open quote", "export_table_quotes", lambda data: data + b'"'


def _read(path: Path) -> None:
    read_export(path, shipped(), _SECRET)


def _shops(place: Path) -> dict[str, tuple[Code, Code]]:
    read, cut = HEADER + ROW * 3, zipped({"orders.csv": HEADER + ROW * 900})
    link = zipfile.ZipInfo("orders.csv")
    link.external_attr, link.create_system = 0o120777 << 16, 3
    locked = bytearray(cut)
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(signature) + flags] |= 1
    wide = ",".join(f"column {n}" for n in range(32))
    files: dict[str, tuple[Code, bytes | str]] = {
        "as it was given out": (None, read),
        "cut zip": ("takeout_zip_damaged", cut[:-30]),
        "zip bomb": ("takeout_bomb", zipped({"orders.csv": bytes(64 * 1024**2)})),
        "way out of the folder": ("takeout_zip_path", zipped({"../orders.csv": read})),
        "link in a zip": ("takeout_zip_link", zipped([(link, "/etc/passwd")])),
        "locked zip": ("takeout_zip_locked", bytes(locked)),
        "no file in it": ("takeout_empty", zipped({})),
        "Windows encoding": (None, (HEADER + ROW.replace("Groenekom", "Café")).encode("cp1252")),
        "UTF-16": (None, read.encode("utf-16")),
        "byte order mark": (None, b"\xef\xbb\xbf" + read.encode()),
        "decimal commas": (None, SEMICOLONS),
        "40 columns": (None, "\n".join(f"{line},{wide}" for line in read.splitlines())),
        "501 columns": ("takeout_columns", "," * 500 + "\n"),
        "formula cells": (None, read.replace("Groenekom", "=cmd|' /C calc'!A0")),
        "quotes without end": ("takeout_quotes", HEADER + ROW + ('"' + "a\n" * 201) * 120),
    }
    found: dict[str, tuple[Code, Code]] = {}
    for name, (want, data) in files.items():
        path = saved(place / name, data, "zalando.zip" if data[:2] == b"PK" else "zalando-orders.csv")
        found[name] = (want, _code(lambda path=path: _look(path)))  # type: ignore[misc]
    return found


def _look(path: Path) -> None:
    looked = look(path, shipped(), shop="zalando")
    assert isinstance(looked, Looked)
    if looked.read == 0:
        raise ValueError("nothing was read")


def _code(work: Callable[[], object]) -> Code:
    try:
        work()
    except VaultError as problem:
        return problem.code
    except Exception as problem:  # what has no code is what is looked for
        return repr(type(problem))
    return None


def _has_sentences(code: str) -> bool:
    return all(code in each.texts["errors"] for each in _languages().values())


def _languages() -> Mapping[str, Sentences]:
    return {each: parse_sentences(each, bundled.read(f"messages/{each}.json")) for each in ("en", "nl")}
