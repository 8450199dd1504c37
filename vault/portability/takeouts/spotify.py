"""Spotify, both downloads: a year (``StreamingHistory*.json``) and everything (``Streaming_History_Audio_*.json``).

Relied on: lists of plays. The long one has ``ts``, ``ms_played``, ``master_metadata_track_name``, ``…_artist_name``,
``episode_name`` and ``episode_show_name``, and since 2024 ``audiobook_title``; it was called ``endsong_*.json`` before.
The short one has ``endTime``, ``artistName``, ``trackName``, ``msPlayed``, or ``podcastName`` and ``episodeName``.
Where both are there the long one is read, for it has the same plays. ``YourLibrary.json`` has ``tracks``, ``albums``,
``shows``. The artist is the brand of a song; what is kept in the library counts as wished.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from vault.portability.takeouts.dates import Dates
from vault.portability.takeouts.json_lists import items, text_at
from vault.portability.takeouts.opening import Listing, Opened, shown
from vault.portability.takeouts.purchase import Entry, LeftOut, NotUnderstood, Purchase, bounded
from vault.portability.takeouts.shop_files import named

SHORTEST_MS = 30_000
"""A play below half a minute says that it was not wanted; Spotify does not count it either."""
_LONG = r"(^|/)(streaming_history_audio_.*|endsong_\d+)\.json$"
_SHORT = r"(^|/)streaminghistory(_music|_podcast|_audiobook)?_?\d*\.json$"
_LIBRARY = r"(^|/)yourlibrary\d*\.json$"
_KEPT: Final = (("tracks", "track", "artist", "music"), ("albums", "album", "artist", "music"),
                ("shows", "name", "publisher", "podcast"))  # fmt: skip
_WAYS: Final = (
    ("music", ("master_metadata_track_name", "master_metadata_album_artist_name"), ("trackName", "artistName")),
    ("podcast", ("episode_name", "episode_show_name"), ("episodeName", "podcastName")),
    ("audiobook", ("audiobook_chapter_title", "audiobook_title"), ("chapterName", "audiobookName")),
)
"""By kind the keys of what was heard and of whose it is, in the long and in the short download."""


class Spotify:
    """See :class:`vault.portability.takeouts.readers.TakeoutReader`."""

    name = "spotify"
    title: Final = {"en": "Spotify", "nl": "Spotify"}

    def recognises(self, listing: Listing) -> int:
        """Sure by the names of its files."""
        if named(listing, _LONG) or named(listing, _SHORT):
            return 95
        return 60 if named(listing, _LIBRARY) else 0

    def read(self, opened: Opened) -> Iterator[Entry]:
        """Plays, and what is kept in the library."""
        dates = Dates()
        for name in named(opened, _LONG) or named(opened, _SHORT):
            file = shown(name)
            for found in items(opened, name):
                yield found if isinstance(found, NotUnderstood) else _play(*found, file, dates)
        for name in named(opened, _LIBRARY):
            for where, what, whose, category in _KEPT:
                for found in items(opened, name, f"{where}.item"):
                    yield (
                        found if isinstance(found, NotUnderstood) else _kept(*found, shown(name), what, whose, category)
                    )


def _play(place: int, item: Any, file: str, dates: Dates) -> Entry:
    for category, *ways in _WAYS:
        for what, whose in ways:
            if product := bounded(text_at(item, what)):
                played = text_at(item, "ms_played") or text_at(item, "msPlayed")
                if played.isdigit() and int(played) < SHORTEST_MS:
                    return LeftOut("played_short", file, place)
                day = dates.read(text_at(item, "ts") or text_at(item, "endTime"))
                if day is None:
                    return NotUnderstood("date_unclear", file, place)
                artist = bounded(text_at(item, whose)) or None
                return _heard(place, file, product, artist, category, day=day)
    if isinstance(item, dict) and ("ms_played" in item or "msPlayed" in item):
        return LeftOut("no_name", file, place)  # local files and videos have none
    return NotUnderstood("no_product", file, place)


def _kept(place: int, item: Any, file: str, what: str, whose: str, category: str) -> Entry:
    product = bounded(text_at(item, what))
    if not product:
        return NotUnderstood("no_product", file, place)
    return _heard(place, file, product, bounded(text_at(item, whose)) or None, category, day=None)


def _heard(place: int, file: str, product: str, artist: str | None, category: str, *, day: Any) -> Purchase:
    return Purchase(
        at=day,
        kind="listened" if day else "wished",
        product=product,
        brand=artist,
        category=category,
        size=None,
        colour=None,
        price_cents=None,
        currency=None,
        quantity=1,
        source=Spotify.name,
        file=file,
        line=place,
        title=artist if day and category != "music" else product,
    )
