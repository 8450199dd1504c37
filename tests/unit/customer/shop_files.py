"""Files as shops give them out, made for a test."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

HEADER = ("Order date", "Product name", "Brand", "Category", "Size", "Colour", "Price", "Currency", "Status")
"""As the reader of Zalando knows them."""
Row = tuple[str, ...]


def shoe(day: int, size: str = "43", brand: str = "Groenekom") -> Row:
    at = f"2026-03-{day:02}"
    return (at, "Running shoe “Dune 3”", brand, "Shoes", size, "Navy", f"{80 + day}.95", "EUR", "Delivered")


def shirt(day: int, colour: str = "Grey", size: str = "L") -> Row:
    return (f"2026-01-{day:02}", "T-shirt with pocket", "Bloesem", "Tops", size, colour, "25.00", "EUR", "Delivered")


PRIVATE: Row = ("2026-02-02", "Vitamin D 100 pieces", "", "Pharmacy", "", "", "9.95", "EUR", "Delivered")
USUAL = (*[shoe(day) for day in range(1, 10)], shoe(20, "44", "Volta"), *map(shirt, range(1, 6)), PRIVATE)


def write_orders(folder: Path, rows: Iterable[Row] = USUAL, header: Row = HEADER) -> Path:
    """A folder with a list of orders and one of returns, as Zalando gives it."""
    (folder / "zalando-data").mkdir(parents=True, exist_ok=True)
    with (folder / "zalando-data" / "orders.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    with (folder / "zalando-data" / "returns.csv").open("w", encoding="utf-8", newline="") as file:
        back = ("Return date", "Product name", "Brand", "Size")
        csv.writer(file).writerows([back, ("2026-03-25", "Running shoe “Dune 3”", "Volta", "44")])
    return folder


def write_unknown(path: Path) -> Path:
    """A list of a shop that nobody knows, with columns that say nothing."""
    rows = [("When", "What", "Fits"), *((f"2026-03-{day:02}", "Running shoe “Dune 3”", "43") for day in range(1, 6))]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    return path
