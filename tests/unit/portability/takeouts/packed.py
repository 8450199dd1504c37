"""Exports made on the spot: texts as files, zips of them, and what comes of reading them."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from vault.portability.takeouts import readers
from vault.portability.takeouts.opening import Opened, open_takeout
from vault.portability.takeouts.purchase import Purchase, Reading
from vault.portability.takeouts.tables import Table

FIXTURES = Path(__file__).parents[3] / "fixtures" / "takeouts"
ORDERS = "Order ID,Order Date,Product Name,Unit Price,Currency,Quantity,ASIN\n"


def zipped(members: Mapping[str, bytes | str] | Iterable[tuple[str | ZipInfo, bytes | str]]) -> bytes:
    """A zip with these members, packed."""
    file = io.BytesIO()
    pairs: Iterable[tuple[str | ZipInfo, bytes | str]] = members.items() if isinstance(members, Mapping) else members
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in pairs:
            archive.writestr(name, content)
    return file.getvalue()


def saved(folder: Path, content: bytes | str, name: str = "orders.csv") -> Path:
    """A file with this content."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read_all(path: Path, cancel: threading.Event | None = None) -> tuple[list[Purchase], Reading]:
    """Everything that the surest reader finds."""
    with open_takeout(path, cancel) as opened:
        reading = readers.read(opened, readers.recognise(opened)[0].reader)
        return list(reading.purchases), reading


def all_bytes(opened: Opened) -> int:
    """Read every file to its end."""
    total = 0
    for name in opened.names:
        with opened.stream(name) as stream:
            while chunk := stream.read(65536):
                total += len(chunk)
    return total


def rows_of(path: Path) -> list[object]:
    """Header and rows of the only file."""
    with open_takeout(path) as opened, Table(opened, opened.names[0]) as table:
        return [table.header, *table.rows()]
