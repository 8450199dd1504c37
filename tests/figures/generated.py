"""A vault as large as a figure asks for: a catalogue that is made up, and a preference for each of its entries."""

from __future__ import annotations

import json
import random
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.figures.starting import PASSPHRASE
from vault import bundled
from vault.core.catalogue import Catalogue, parse
from vault.core.clock import SystemClock
from vault.core.value import Value
from vault.customer.editing import search_words
from vault.customer.session import Derived, Session, make_vault
from vault.storage import journal, preferences
from vault.storage.kdf import SMALL
from vault.storage.secret import Passphrase

if TYPE_CHECKING:
    from vault.core.value import Json

_SYLLABLES = ("ba", "cor", "del", "fin", "gal", "hu", "jor", "kel", "lim", "mo", "nar", "pel", "ri", "sta", "tu", "ven")
_KINDS = (
    "boots",
    "sneakers",
    "jacket",
    "trousers",
    "shirt",
    "socks",
    "novel",
    "coffee",
    "lamp",
    "chair",
    "soap",
    "tea",
)
_COLOURS = ("red", "green", "navy", "grey", "white", "sage", "ochre", "black")
BRANDS = 400


@dataclass(frozen=True)
class Large:
    """A closed vault with its catalogue, and the words that somebody may look for in it."""

    derived: Derived
    catalogue: Catalogue
    words: tuple[str, ...]

    def open(self) -> Session:
        """Open it. The key is derived already."""
        return self.derived.open(catalogue=self.catalogue, clock=SystemClock(), random=secrets.token_bytes)


def make_large(folder: Path, size: int) -> Large:
    """A vault at ``folder`` with so many preferences, each set by itself in the journal. The same in each run."""
    chance = random.Random(size)
    names = [made_up_name(chance) for _ in range(size)]
    catalogue = _catalogue(names)
    derived = make_vault(folder, Passphrase(PASSPHRASE), clock=SystemClock(), random=secrets.token_bytes, profile=SMALL)
    large = Large(derived, catalogue, tuple(chance.sample(names, min(size, 40))))
    now = SystemClock().now()
    with large.open() as session, session.database.transaction() as transaction:
        for key, entry in catalogue.entries.items():
            value = Value(f"{chance.choice(_COLOURS)} {chance.randrange(1000)}")
            preferences.set_preference(transaction, preferences.Preference(key, value, now), search_words(entry, value))
            journal.append(transaction, now, "preference_set", {"key": key})
    return large


def made_up_name(chance: random.Random) -> str:
    """As things are called: a brand and what it is. Some brands are met much more often than others."""
    number = int(BRANDS * chance.random() ** 2)
    return f"{_brand(number)} {chance.choice(_KINDS)}"


def _brand(number: int) -> str:
    return "".join(_SYLLABLES[number // 16**place % 16] for place in range(3))


def _catalogue(names: list[str]) -> Catalogue:
    index, _, sizes = bundled.catalogue_files()
    head = json.loads(index)
    entries: list[Json] = [
        {
            "key": f"made.number_{number}",
            "label": {"en": name, "nl": name},
            "help": {"en": name, "nl": name},
            "type": "text",
            "level": "everyday",
            "ladder": ["exact"],
            "purposes": {"dpv:ServicePersonalisation": "exact"},
            "page": "listing",
        }
        for number, name in enumerate(names)
    ]
    topic = {"topic": head["topics"][0]["id"], "preferences": entries}
    return parse(json.dumps({**head, "combinations": []}).encode(), [json.dumps(topic).encode()], sizes)
