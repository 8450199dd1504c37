"""Apple, "Apple Media Services information": purchases in its stores, and what Apple Music played.

Relied on: ``Store Transaction History.csv`` and its later names have ``Item Description``, ``Item Purchased Date``,
``Content Type``, ``Invoice Item Total``, ``Currency``, ``Order Number``, ``Seller``. ``Apple Music Play Activity.csv``
has ``Song Name`` (before: ``Content Name``), ``Artist Name`` (missing since 2026), ``Event Start Timestamp``,
``Event Type``, ``Play Duration Milliseconds``, ``Genre``. ``Apple Music - Play History Daily Tracks.csv`` has ``Track
Description`` as ``Artist - Song``, ``Date Played`` as ``20240131`` and ``Play Count``; it is read where the first is
not, for it is the same plays. The files stand in ``Apple_Media_Services.zip`` within what is sent.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from vault.portability.takeouts.amounts import quantity
from vault.portability.takeouts.columns import by_name
from vault.portability.takeouts.dates import Dates
from vault.portability.takeouts.goods_rows import Manner
from vault.portability.takeouts.opening import Listing, Opened
from vault.portability.takeouts.purchase import Entry, LeftOut, NotUnderstood, Purchase, bounded
from vault.portability.takeouts.shop_files import guessed, has, headers, named, read_table
from vault.portability.takeouts.tables import Table

SHORTEST_MS = 30_000
_STORE = r"(^|/)store (free )?transaction .*history\.csv$"
_ACTIVITY = r"(^|/)apple music( -)? play activity\.csv$"
_DAILY = r"(^|/)apple music - play history daily tracks\.csv$"
_STORE_NAMES: Final = {
    "product": ("itemdescription",),
    "at": ("itempurchaseddate",),
    "brand": ("seller",),
    "category": ("contenttype",),
    "price": ("invoiceitemtotal", "invoiceitemamount"),
    "currency": ("currency",),
    "order": ("ordernumber",),
}
_PLAY_NAMES: Final = {
    "product": ("songname", "contentname", "originaltitle", "trackdescription"),
    "artist": ("artistname", "containerartistname"),
    "at": ("eventstarttimestamp", "eventendtimestamp", "eventreceivedtimestamp", "dateplayed"),
    "event": ("eventtype",),
    "duration": ("playdurationmilliseconds",),
    "media": ("mediatype",),
    "genre": ("genre",),
    "count": ("playcount",),
}


class Apple:
    """See :class:`vault.portability.takeouts.readers.TakeoutReader`."""

    name = "apple"
    title: Final = {"en": "Apple", "nl": "Apple"}

    def recognises(self, listing: Listing) -> int:
        """Sure by the names of its files, or by columns."""
        if any(named(listing, each) for each in (_STORE, _ACTIVITY, _DAILY)):
            return 95
        return 90 if any(has(columns, "itempurchaseddate", "itemdescription") for _, columns in headers(listing)) else 0

    def read(self, opened: Opened) -> Iterator[Entry]:
        """Purchases and plays."""
        stores = named(opened, _STORE)
        stores += [name for name, found in headers(opened) if name not in stores and has(found, "itempurchaseddate")]
        for name in stores:
            yield from read_table(opened, name, _STORE_NAMES, Manner(self.name))
        for name in named(opened, _ACTIVITY) or named(opened, _DAILY):
            yield from _plays(opened, name)


def _plays(opened: Opened, name: str) -> Iterator[Entry]:
    with Table(opened, name) as table:
        places = by_name(table.header, _PLAY_NAMES)
        if "product" not in places:
            yield NotUnderstood("columns_unknown", table.file, 1)
            return
        dates = Dates()
        for found in table.rows():
            yield found if isinstance(found, NotUnderstood) else _play(*found, places, table.file, dates)
        yield from guessed(table)


def _play(line: int, row: list[str], places: dict[str, int], file: str, dates: Dates) -> Entry:
    cells = {field: row[place].strip() for field, place in places.items()}
    if cells.get("media", "").upper() not in ("", "AUDIO"):
        return LeftOut("not_music", file, line)
    if cells.get("event", "") not in ("", "PLAY_END"):
        return LeftOut("not_played", file, line)
    song, artist = bounded(cells["product"]), bounded(cells.get("artist", ""))
    if "count" in cells and not artist and " - " in song:
        artist, _, song = song.partition(" - ")
    if not song:
        return NotUnderstood("no_product", file, line)
    duration = cells.get("duration", "").partition(".")[0]
    if duration.lstrip("-").isdigit() and len(duration) < 12 and int(duration) < SHORTEST_MS:
        return LeftOut("played_short", file, line)
    day = dates.read(cells.get("at", ""))
    if day is None:
        return NotUnderstood("date_unclear", file, line)
    return Purchase(
        at=day,
        kind="listened",
        product=song,
        brand=artist or None,
        category="music",
        size=None,
        colour=None,
        price_cents=None,
        currency=None,
        quantity=quantity(cells.get("count", "1")),
        source=Apple.name,
        file=file,
        line=line,
        title=song,
        genre=bounded(cells.get("genre", "")) or None,
    )
