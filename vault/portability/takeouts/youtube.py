"""YouTube within Google Takeout: what was watched, and what YouTube Music played.

Relied on: ``watch-history.json``, whose name is of the account's language, a list with ``header``, ``title`` that
begins or ends with a word for watched, ``titleUrl``, ``subtitles`` with the channel, and ``time``; or a page of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from vault.portability.takeouts.dates import Dates
from vault.portability.takeouts.json_lists import items, text_at
from vault.portability.takeouts.opening import Listing, Opened, shown
from vault.portability.takeouts.purchase import Entry, LeftOut, NotUnderstood, Purchase, bounded
from vault.portability.takeouts.shop_files import named
from vault.portability.takeouts.watch_pages import Cell, cells, is_watch_page

_LIST = r"(^|/)(watch-history|kijkgeschiedenis|wiedergabeverlauf)\.json$"
_PAGE = r"(^|/)(watch-history|kijkgeschiedenis|wiedergabeverlauf)\.html$"
_BEFORE: Final = ("Watched ", "Gekeken naar ", "Bekeken: ")
_AFTER: Final = (" angesehen", " bekeken", " gekeken")
_AD: Final = ("From Google Ads", "Van Google Ads", "Von Google Anzeigen")


def is_there(listing: Listing) -> bool:
    """Whether there is such a history."""
    if named(listing, _LIST):
        return True
    return any(is_watch_page(listing.head(name)) for name in named(listing, _PAGE)[:3])


def watched(opened: Opened, source: str) -> Iterator[Entry]:
    """Every video and song; the lists, or the pages where there is none."""
    dates = Dates()
    lists = named(opened, _LIST)
    for name in lists:
        for found in items(opened, name):
            yield found if isinstance(found, NotUnderstood) else _seen(_cell(*found), shown(name), source, dates)
    for name in [] if lists else named(opened, _PAGE):
        for cell in cells(opened, name):
            yield cell if isinstance(cell, NotUnderstood) else _seen(cell, shown(name), source, dates)


def _cell(place: int, item: Any) -> Cell:
    url = text_at(item, "titleUrl")
    return Cell(
        place,
        product=_without_verb(text_at(item, "title")) if url else "",
        title=text_at(item, "subtitles", "name"),
        said=text_at(item, "time"),
        music=text_at(item, "header") == "YouTube Music" or "music.youtube.com" in url[:40],
        ad=text_at(item, "details", "name") in _AD,
    )


def _without_verb(title: str) -> str:
    for before in _BEFORE:
        if title.startswith(before):
            return bounded(title[len(before) :])
    for after in _AFTER:
        if title.endswith(after):
            return bounded(title[: -len(after)])
    return ""


def _seen(cell: Cell, file: str, source: str, dates: Dates) -> Entry:
    if cell.ad:
        return LeftOut("advertisement", file, cell.place)
    if not cell.said:
        return NotUnderstood("date_unclear", file, cell.place)
    if not cell.product or cell.product.startswith("https://"):  # taken away since, or no video
        return LeftOut("no_name", file, cell.place)
    day = dates.read(cell.said)
    if day is None:
        return NotUnderstood("date_unclear", file, cell.place)
    return Purchase(
        at=day,
        kind="listened" if cell.music else "watched",
        product=cell.product,
        brand=bounded(cell.title).removesuffix(" - Topic") or None,
        category="music" if cell.music else "video",
        size=None,
        colour=None,
        price_cents=None,
        currency=None,
        quantity=1,
        source=source,
        file=file,
        line=cell.place,
        title=cell.product,
    )
