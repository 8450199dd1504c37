"""Netflix: the download of everything, and the short list that the page of a profile gives.

Relied on: ``ViewingActivity.csv`` has ``Profile Name``, ``Start Time`` (UTC), ``Duration``, ``Title`` and
``Supplemental Video Type``, which is empty for what was really watched. The short list has ``Title`` and ``Date`` (or
``Titel``, ``Datum``), with dates as the language of the account has them, the month first in most. A title is
``Series: Season: Episode``. ``MyList.csv`` is what was put aside. With several profiles a note says so: they may be
other people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from vault.portability.takeouts.columns import by_name
from vault.portability.takeouts.dates import Dates
from vault.portability.takeouts.goods_rows import order_settled
from vault.portability.takeouts.opening import Listing, Opened
from vault.portability.takeouts.purchase import Entry, Kind, LeftOut, Note, NotUnderstood, Purchase, bounded
from vault.portability.takeouts.shop_files import guessed, has, headers, named
from vault.portability.takeouts.tables import Table

SHORTEST_SECONDS = 120
"""A look of less than two minutes, or a preview that played by itself."""
_VIEWED = r"viewing(activity|history)[^/]*\.csv$"
_SHORT: Final = ({"title", "date"}, {"titel", "datum"})
"""The columns of the short list."""
_LIST = r"(^|/)mylist[.\d]*\.csv$"
_NAMES: Final = {
    "product": ("title", "titel", "titlename"),
    "at": ("starttime", "date", "datum", "utctitleadddate"),
    "duration": ("duration",),
    "extra": ("supplementalvideotype",),
    "profile": ("profilename",),
}
_PART = re.compile(
    r":\s*(?:(?:season|seizoen|staffel|part|deel|teil|volume|chapter|limited series|miniserie|series|reeks)\b|s\d+\b)",
    re.IGNORECASE,
)
_EPISODE = re.compile(r":\s*(?:episode|aflevering|folge|chapter)\b", re.IGNORECASE)


class Netflix:
    """See :class:`vault.portability.takeouts.readers.TakeoutReader`."""

    name = "netflix"
    title: Final = {"en": "Netflix", "nl": "Netflix"}

    def recognises(self, listing: Listing) -> int:
        """Sure by its columns; likely by two columns alone, which a list of anything may have."""
        best = 0
        for name, columns in headers(listing, _VIEWED if named(listing, _VIEWED) else r"\.csv$"):
            if has(columns, "profilename", "starttime", "duration", "title"):
                return 100
            if columns in ({"title", "date"}, {"titel", "datum"}):
                best = max(
                    best, 95 if named(listing, r"netflix") or name.lower().endswith("viewingactivity.csv") else 60
                )
        return best

    def read(self, opened: Opened) -> Iterator[Entry]:
        """What was watched, and what was put aside."""
        for name, columns in headers(opened, _VIEWED if named(opened, _VIEWED) else r"\.csv$"):
            if has(columns, "profilename", "starttime", "title") or columns in _SHORT:
                yield from _table(opened, name, "watched")
        for name in named(opened, _LIST):
            yield from _table(opened, name, "wished")


def _table(opened: Opened, name: str, kind: Kind) -> Iterator[Entry]:
    with Table(opened, name) as table:
        places = by_name(table.header, _NAMES)
        if "product" not in places:
            yield NotUnderstood("columns_unknown", table.file, 1)
            return
        rows = table.rows()
        day_first, matters, held = order_settled(rows, places.get("at"))
        if matters and day_first is None:
            yield Note("dates_two_ways", table.file)
            slashes = all("/" in row[1][places["at"]] for row in held if not isinstance(row, NotUnderstood))
            day_first = not slashes
        dates = Dates(bool(day_first))
        profiles: set[str] = set()
        for source in (held, rows):
            for found in source:
                if isinstance(found, NotUnderstood):
                    yield found
                    continue
                if "profile" in places and len(profiles) < 2:
                    profiles.add(found[1][places["profile"]])
                yield _row(found[0], found[1], places, table.file, kind, dates)
        if len(profiles) > 1:
            yield Note("several_people", table.file)
        yield from guessed(table)


def _row(line: int, row: list[str], places: dict[str, int], file: str, kind: Kind, dates: Dates) -> Entry:
    product = bounded(row[places["product"]])
    if not product:
        return NotUnderstood("no_product", file, line)
    if "extra" in places and row[places["extra"]].strip():
        return LeftOut("trailer", file, line)
    if "duration" in places and _seconds(row[places["duration"]]) < SHORTEST_SECONDS:
        return LeftOut("played_short", file, line)
    day = dates.read(row[places["at"]]) if "at" in places else None
    if day is None and kind == "watched":
        return NotUnderstood("date_unclear", file, line)
    return Purchase(
        at=day,
        kind=kind,
        product=product,
        brand=None,
        category="video",
        size=None,
        colour=None,
        price_cents=None,
        currency=None,
        quantity=1,
        source=Netflix.name,
        file=file,
        line=line,
        title=series(product),
    )


def series(title: str) -> str:
    """The series or film of a title: what is before its season or episode."""
    for pattern in (_PART, _EPISODE):
        if (found := pattern.search(title)) and title[: found.start()].strip():
            return title[: found.start()].strip()
    return title


def _seconds(text: str) -> int:
    """Of ``0:42:10``; as much as needed where it says nothing that is a time."""
    parts = text.strip().split(":")
    if not all(part.isdigit() and len(part) < 5 for part in parts):
        return SHORTEST_SECONDS
    seconds = 0
    for part in parts:
        seconds = seconds * 60 + int(part)
    return seconds
