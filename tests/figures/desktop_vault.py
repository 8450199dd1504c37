"""A vault as large as anybody's ever gets: a catalogue that is made up, shops that were shared with, a long history.

Every share is a real one; the rest of the history is written as the program writes it.
"""

from __future__ import annotations

import json
import random
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from tests.figures.generated import made_up_name
from tests.figures.starting import PASSPHRASE
from tests.unit.customer.asking import Shop, item
from vault import bundled
from vault.core.catalogue import Catalogue, parse
from vault.core.clock import SetClock
from vault.core.value import Precision, Value
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver
from vault.customer.editing import search_words
from vault.customer.review import propose
from vault.customer.session import Session, make_vault
from vault.customer.sharing import refuse, share
from vault.storage import journal, preferences
from vault.storage.kdf import SMALL
from vault.storage.secret import Passphrase

if TYPE_CHECKING:
    from vault.core.value import Json

_COLOURS = ("red", "green", "navy", "grey", "white", "sage", "ochre", "black")
MADE_UP = "number_"
_ITEMS = 3
"""Shared with each shop."""
_DAYS = 900
"""From the first entry of the history to the last."""


@dataclass(frozen=True)
class Size:
    """How much there is in a vault."""

    preferences: int
    shops: int
    entries: int

    def __str__(self) -> str:
        return f"{self.preferences:,} preferences, {self.shops:,} shops, {self.entries:,} journal entries"


PROMISED = Size(2000, 200, 100_000)
REDUCED = Size(2000, 60, 20_000)


def large_catalogue(size: Size) -> Catalogue:
    """The program's own catalogue, and so many preferences more, over all topics. The same in each run."""
    return parse(*catalogue_files(size))


def catalogue_files(size: Size) -> tuple[bytes, Sequence[bytes], bytes]:
    """That catalogue, as :func:`vault.bundled.catalogue_files` gives the program's own."""
    index, shipped, sizes = bundled.catalogue_files()
    head, chance = json.loads(index), random.Random(size.preferences)
    topics = [json.loads(each) for each in shipped]
    for number in range(size.preferences):
        topic, name = topics[number % len(topics)], made_up_name(chance)
        topic["preferences"].append(
            {
                "key": f"{topic['topic']}.{MADE_UP}{number}",
                "label": {"en": name, "nl": name},
                "help": {"en": name, "nl": name},
                "type": "text",
                "level": "everyday",
                "ladder": ["exact"],
                "purposes": {"dpv:ServicePersonalisation": "exact"},
                "page": "listing",
            }
        )
    return json.dumps({**head, "combinations": []}).encode(), [json.dumps(each).encode() for each in topics], sizes


def keep_catalogue(folder: Path, size: Size) -> None:
    """Write that catalogue into a new folder, for :func:`tests.figures.starting.use_catalogue`."""
    index, topics, sizes = catalogue_files(size)
    folder.mkdir()
    (folder / "index.json").write_bytes(index)
    (folder / "sizes.json").write_bytes(sizes)
    for number, topic in enumerate(topics):
        (folder / f"topic-{number:02}.json").write_bytes(topic)


def make_large_day(folder: Path, size: Size) -> Catalogue:
    """A closed vault of this size at ``folder``; its catalogue."""
    catalogue, now = large_catalogue(size), datetime.now(UTC).replace(microsecond=0)
    clock = SetClock(now - timedelta(days=_DAYS))
    made = make_vault(folder, Passphrase(PASSPHRASE), clock=clock, random=secrets.token_bytes, profile=SMALL)
    with made.open(catalogue=catalogue, clock=clock, random=secrets.token_bytes) as session:
        keys = [key for key in catalogue.entries if MADE_UP in key]
        _keep(session, keys)
        _fill_history(session, keys, size.entries - size.preferences - 4 * size.shops)
        clock.moment = now - timedelta(days=60)
        _share(session, clock, keys, size.shops)
    return catalogue


def _keep(session: Session, keys: Sequence[str]) -> None:
    chance, now = random.Random(len(keys)), session.clock.now()
    with session.database.transaction() as transaction:
        for key in keys:
            entry = session.catalogue.entry(key)
            value = Value(f"{chance.choice(_COLOURS)} {chance.randrange(1000)}")
            preferences.set_preference(transaction, preferences.Preference(key, value, now), search_words(entry, value))
            journal.append(transaction, now, "preference_set", {"key": key})


def _fill_history(session: Session, keys: Sequence[str], count: int) -> None:
    """Changed, asked, refused: each day a hundred, of the shops that later got something, and of others."""
    chance = random.Random(count)
    first = session.clock.now()
    with session.database.transaction() as transaction:
        for number in range(count):
            at = first + timedelta(seconds=number * (_DAYS - 61) * 86_400 // max(count, 1))
            host = _host(chance.randrange(400))
            if chance.random() < 0.6:
                journal.append(transaction, at, "preference_set", {"key": chance.choice(keys)})
            elif chance.random() < 0.5:
                asked: list[Json] = [{"key": key} for key in chance.sample(keys, _ITEMS)]
                journal.append(transaction, at, "asked", {"host": host, "items": asked})
            else:
                journal.append(transaction, at, "refused", {"host": host})


def _share(session: Session, clock: SetClock, keys: Sequence[str], shops: int) -> None:
    """Each shop asks, gets what it asks for, and gives a receipt; every eighth is told no."""
    chance = random.Random(shops)
    for number in range(shops):
        clock.moment += timedelta(hours=1)
        shop = Shop(host=_host(number), now=clock.now)
        asked = [item(f"q{place}", key) for place, key in enumerate(chance.sample(keys, _ITEMS))]
        proposal = propose(session, shop.ask(*asked, duration="P366D"))
        if number % 8 == 7:
            refuse(session, proposal, never_ask=True)
        else:
            chosen = tuple(Choice(f"q{place}", Precision.EXACT) for place in range(_ITEMS))
            share(session, proposal, Choices(chosen, 300))
        deliver(session, shop)


def _host(number: int) -> str:
    return f"shop-{number}.example"
