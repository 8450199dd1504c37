"""A purchase history as long as is wanted: of one person, over fifteen years, in the columns of a shop."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

HEADER = ("Order number", "Order date", "Product name", "Brand", "Category", "Size", "Colour", "Price", "Currency")
_FIRST, _DAYS = date(2011, 1, 3), 5600
_GOODS = (
    ("Running shoe Dune", "Shoes", ("43", "43", "EU 43", "44"), 120),
    ("Wandelschoenen Vaals", "Schoenen", ("43", "43.5"), 150),
    ("T-shirt with pocket", "Tops", ("L", "L", "M"), 25),
    ("Jeans slim fit", "Broeken", ("W32/L34", "W33/L34"), 80),
    ("Wollen trui met kraag", "Truien", ("L", "XL"), 70),
    ("Paperback The Quiet Street", "Boeken > Thriller", ("",), 15),
    ("Schwimmbrille Tief", "Sport", ("",), 22),
    ("LED-lamp E27 warm", "Verlichting", ("",), 6),
    ("Vitamine D 100 stuks", "Drogisterij", ("",), 10),
    ("Kinderrugzak", "Tassen", ("",), 35),
    ("Theedoek gestreept", "Keuken", ("",), 8),
    ("Fietsslot ART 2", "Fiets", ("",), 45),
)
_COLOURS = ("Black", "Donkerblauw", "Grey", "rot", "olive", "")
BRANDS = 5000


def write_orders(path: Path, lines: int) -> None:
    """Write so many orders, oldest first, every name of a product another one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(_rows(lines))


def _rows(lines: int) -> Iterator[tuple[str, ...]]:
    chance = random.Random(8)
    for at in range(lines):
        name, category, sizes, price = chance.choice(_GOODS)
        yield (
            f"{at // 2:09}",
            str(_FIRST + timedelta(days=at * _DAYS // lines)),
            f"{name} {chance.randrange(10**6)}",
            f"Brand {int(BRANDS * chance.random() ** 4)}",
            category,
            chance.choice(sizes),
            chance.choice(_COLOURS),
            f"{price * (0.5 + chance.random()):.2f}",
            "EUR",
        )
