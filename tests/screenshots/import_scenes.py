"""The pictures of suggestions from a shop's file, made from files of a shop that does not exist."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from vault.customer.suggesting import FileRead, Underway
from vault.desktop.import_rows import ImportRows
from vault.desktop.import_state import ImportState, Stage
from vault.desktop.import_words import ImportWords
from vault.desktop.window import Window

Pictures = Iterator[tuple[str, QWidget]]
Row = tuple[str, ...]

_HEADER = ("Order date", "Product name", "Brand", "Category", "Size", "Colour", "Price", "Currency", "Status")
_SHOES = (("14", "“Dune 3”", "43"), ("12", "“Vaals”", "43"), ("9", "“Dune 2”", "44"))


def _orders() -> list[Row]:
    shoes = [
        (f"2026-0{1 + number // 4}-{day:0>2}", f"Running shoe {name}", "Groenekom", "Shoes", size, "Navy",
         f"{80 + 5 * number}.95", "EUR", "Delivered")
        for number, (day, name, size) in enumerate(_SHOES * 3)
    ]  # fmt: skip
    tops = [
        (f"2025-11-0{day}", "T-shirt with pocket", "Bloesem", "Tops", "L", "Grey", "25.00", "EUR", "Delivered")
        for day in range(1, 8)
    ]
    odd = [("2025-02-30 or so", "", "", "Tops", "L", "", "", "", "")] * 3
    private = [("2026-02-02", "Vitamin D 100 pieces", "", "Pharmacy", "", "", "9.95", "EUR", "Delivered")] * 3
    return [*shoes, *tops, *odd, *private]


def _write(path: Path, header: Row, rows: Iterable[Row]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


@contextmanager
def _files() -> Iterator[Path]:
    """A folder of orders, a table that nobody knows, one without anything to suggest, and one that is damaged."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        _write(folder / "mine" / "zalando-data" / "orders.csv", _HEADER, _orders())
        back = [("2026-04-01", "Running shoe “Dune 2”", "Groenekom", "44")]
        _write(folder / "mine" / "zalando-data" / "returns.csv", ("Return date", "Product name", "Brand", "Size"), back)
        rows = [(f"2026-03-0{day}", "Running shoe “Dune 3”", "43", "84,95") for day in range(1, 7)]
        _write(folder / "sportwereld.csv", ("When", "What", "Fits", "Paid"), rows)
        _write(folder / "little" / "zalando-data" / "orders.csv", _HEADER, _orders()[:1])
        (folder / "broken.zip").write_bytes(b"PK\x03\x04 cut off")
        yield folder


def import_pictures(window: Window) -> Pictures:
    """Reading, the review with answers and with one open, a value of one's own, and each way that it can end."""
    with _files() as folder:
        yield from _review(window, folder)
        yield from _columns(window, folder)
        window.inside.review_file(folder / "little")
        window.inside.undo.forget()
        yield "10-import-nothing", window
        window.inside.review_file(folder / "broken.zip")
        window.inside.undo.forget()
        yield "10-import-bad-file", window
        window.presenter("import_review").go_back()
        window.inside.undo.forget()


def _review(window: Window, folder: Path) -> Pictures:
    window.inside.review_file(folder / "mine")
    page = window.presenter("import_review")
    words = ImportWords(window.world.sentences, window.world.catalogue, page)
    underway = Underway((FileRead("orders.csv", 183), FileRead("returns.csv", 31)), "wishlist.json", 0.62)
    files = words.reading(underway, "")
    shown = page._state
    page._state = ImportState(Stage.READING, shown.title, files=files)
    page.start()
    yield "10-import-reading", window
    page._state = shown
    ids = [each.id for each in shown.rows if each.answered == "not_yet"]
    *others, last = ids[0], ids[1], ids[3], ids[2]
    for suggestion_id, answer in zip(others, (page.accept, page.skip, page.accept), strict=True):
        answer(suggestion_id)
    page.toggle(last)
    rows = window.findChild(ImportRows)
    while len(rows.rows) < len(page._state.rows):  # they are made one in a turn
        QTest.qWait(10)
    yield "10-import-review", window
    page.show_all()
    yield "10-import-evidence", window
    page.begin_change(last)
    yield "10-import-change", window
    page.take_typed(replace(page.answers._change.typed, word="", words=()))
    page.use_own()
    yield "10-import-change-wrong", window
    page.cancel_change()
    page.never(last)
    page.add()
    yield "10-import-done", window


def _columns(window: Window, folder: Path) -> Pictures:
    window.inside.review_file(folder / "sportwereld.csv")
    yield "10-import-columns", window
    page = window.presenter("import_review")
    page.columns.choose("product", -1)
    page.read_columns()
    yield "10-import-columns-wrong", window
