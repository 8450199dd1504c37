"""What readers share: which file is which by its name and header, and a table read with names for its columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from vault.portability.takeouts.columns import FIELDS, Columns, by_name, simple
from vault.portability.takeouts.goods_rows import Manner, purchases
from vault.portability.takeouts.opening import Listing, Opened
from vault.portability.takeouts.purchase import Entry, Note, NotUnderstood
from vault.portability.takeouts.tables import Table

_PEEKED = 40
"""Files whose header is looked at to recognise an export."""


def named(listing: Listing, pattern: str) -> list[str]:
    """Files whose whole name, with its folders, matches somewhere; without regard to case."""
    wanted = re.compile(pattern, re.IGNORECASE)
    return [name for name in listing.names if wanted.search(name) and not _is_shadow(name)]


def _is_shadow(name: str) -> bool:
    """Whether it is what a Mac puts beside a file."""
    return "__MACOSX/" in name or name.rsplit("/", 1)[-1].startswith("._")


def headers(listing: Listing, pattern: str = r"\.csv$") -> Iterator[tuple[str, set[str]]]:
    """Names of tables and the names of their columns, as :func:`simple` has them; of the first few files."""
    for name in named(listing, pattern)[:_PEEKED]:
        yield name, _column_names(listing.head(name))


def _column_names(head: bytes) -> set[str]:
    encoding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    text = head[: len(head) // 2 * 2].decode(encoding, "replace")
    lines = [line for line in text.splitlines()[:3] if line.strip() and not line.lower().startswith("sep=")]
    return {simple(cell) for cell in re.split(r'[,;\t|"]', lines[0]) if cell.strip()} if lines else set()


def has(columns: Iterable[str], *wanted: str) -> bool:
    """Whether a header has all of these, as :func:`simple` has them."""
    return set(wanted) <= set(columns)


def read_table(
    opened: Opened, name: str, names: Mapping[str, Sequence[str]], manner: Manner, *, tell_unfit: bool = True
) -> Iterator[Entry]:
    """A table by the names of its columns. Without one for the product it is one :class:`NotUnderstood`."""
    with Table(opened, name) as table:
        columns = columns_of(by_name(table.header, names))
        if columns is None:
            if tell_unfit and table.header:
                yield NotUnderstood("columns_unknown", table.file, 1)
            return
        yield from purchases(table.rows(), table.file, columns, manner)
        if table.guessed:
            yield Note("encoding_guessed", table.file)


def columns_of(places: Mapping[str, Any]) -> Columns | None:
    """The columns by field; None without the product's."""
    if "product" not in places:
        return None
    return Columns(**{field: place for field, place in places.items() if field in FIELDS})


def guessed(table: Table) -> Iterator[Note]:
    """The note on a table whose encoding is a guess."""
    if table.guessed:
        yield Note("encoding_guessed", table.file)
