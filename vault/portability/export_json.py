"""The export: everything a customer has in their vault, in one open file that any program can read.

``resources/schema/export.schema.json`` documents it. What stays behind, and why, is in :data:`LEFT_BEHIND`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from vault.core.errors import StorageError
from vault.core.sensitivity import Level
from vault.core.value_check import level_of
from vault.portability import people_records, shapes
from vault.portability.shapes import TakenItem, write_item, write_record
from vault.storage import brand_sizes, consents, journal, people, preferences, receipts, settings, shops, wishes

if TYPE_CHECKING:
    from vault.core.catalogue import Catalogue
    from vault.core.value import Json, Value
    from vault.storage.brand_sizes import BrandSize
    from vault.storage.connection import Database, Reader
    from vault.storage.consents import Consent, ConsentItem
    from vault.storage.journal import Entry
    from vault.storage.people import Person, PersonPreference
    from vault.storage.preferences import Change, Preference
    from vault.storage.receipts import Receipt
    from vault.storage.shops import Shop
    from vault.storage.wishes import Wish

FORMAT = "preference-vault-export"
VERSION = 1

TAKEN = {
    "preference": "preferences",
    "preference_history": "preference_history",
    "brand_size": "brand_sizes",
    "setting": "settings",
    "shop": "shops",
    "consent": "consents",
    "consent_item": "items",
    "token": "items",
    "receipt": "receipts",
    "journal": "journal",
    "person": "people",
    "person_preference": "people_preferences",
    "wish": "wishes",
}
"""Which member of the file holds which table of the database."""
LEFT_BEHIND = {
    "vault_state": "counters that belong to the one file; the journal's start is its first entry's previous hash",
    "preference_search": "an index, made again from the preferences",
    "draft": "an edit that was not finished, for a screen of this program",
    "request": "a shop's question, over within minutes; what was answered is in the items and the journal",
    "status_slot": "secrets that stop a place on a status list, which only the vault that drew them can use",
    "outbox": "messages on their way to a shop, encrypted for it or signed with a key that stays behind",
}
"""Which tables do not go along, and why. Of a shop its private key stays, of a token its disclosure."""


@dataclass(frozen=True)
class Export:
    """One export. ``sealed`` says whether sealed preferences came along. The shops' private keys are empty."""

    made_at: datetime
    program: str
    catalogue: str
    sealed: bool
    preferences: tuple[Preference, ...] = ()
    changes: tuple[Change, ...] = ()
    brand_sizes: tuple[BrandSize, ...] = ()
    settings: Mapping[str, Json] = field(default_factory=dict)
    shops: tuple[Shop, ...] = ()
    consents: tuple[Consent, ...] = ()
    items: tuple[TakenItem, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    journal: tuple[Entry, ...] = ()
    people: tuple[Person, ...] = ()
    people_preferences: tuple[PersonPreference, ...] = ()
    wishes: tuple[Wish, ...] = ()

    def __repr__(self) -> str:
        return f"Export({', '.join(f'{name}={count}' for name, count in self.counts().items())})"

    def counts(self) -> dict[str, int]:
        """How many records of each kind."""
        return {
            "preferences": len(self.preferences),
            "preference_history": len(self.changes),
            "settings": len(self.settings),
            "shops": len(self.shops),
            "consents": len(self.consents),
            "items": len(self.items),
            "receipts": len(self.receipts),
            "journal": len(self.journal),
            **{name: len(getattr(self, name)) for name in people_records.LATER},
        }


def collect(
    database: Database, catalogue: Catalogue, *, made_at: datetime, program: str, include_sealed: bool
) -> Export:
    """Everything that goes along, from one state of the database.

    Without ``include_sealed`` what is or ever was sealed stays behind, with all its history: what was sealed for a
    while may say today what it said then. The journal, which holds no values, still names it. The caller has checked
    the passphrase before it asks for them. ``made_at`` is not before the newest entry: clocks are put back too.
    """
    with database.read() as reader:
        kept, changes = preferences.preferences(reader), preferences.history(reader)
        entries = journal.entries(reader)
        sizes = brand_sizes.brand_sizes(reader)
        sealed = frozenset() if include_sealed else _sealed_keys(catalogue, [*kept, *changes], sizes)
        return Export(
            made_at=max([made_at, *(entry.at for entry in entries)]),
            program=program,
            catalogue=catalogue.version,
            sealed=include_sealed,
            preferences=tuple(each for each in kept if each.key not in sealed),
            changes=tuple(change for change in changes if change.key not in sealed),
            brand_sizes=tuple(each for each in sizes if each.key not in sealed),
            settings=settings.travelling(reader),
            shops=tuple(replace(shop, pairwise_key=b"") for shop in shops.shops(reader)),
            consents=tuple(consents.consents(reader)),
            items=tuple(_taken(reader, item) for item in consents.items(reader)),
            receipts=tuple(receipts.receipts(reader)),
            journal=tuple(entries),
            people=tuple(people.people(reader)),
            people_preferences=tuple(
                each
                for each in people.preferences(reader)
                if include_sealed or not is_sealed(catalogue, each.key, each.value, None)
            ),
            wishes=tuple(wishes.wishes(reader)),
        )


def to_bytes(export: Export) -> bytes:
    """The file: UTF-8 JSON, indented, for people and programs."""
    head = {name: member.write(getattr(export, name)) for name, member in shapes.HEAD.items()}
    found: dict[str, Json] = {
        "format": FORMAT,
        "version": VERSION,
        **head,
        "preferences": [write_record(shapes.PREFERENCE, each) for each in export.preferences],
        "preference_history": [write_record(shapes.CHANGE, each) for each in export.changes],
        "settings": dict(export.settings),
        "shops": [write_record(shapes.SHOP, each) for each in export.shops],
        "consents": [write_record(shapes.CONSENT, each) for each in export.consents],
        "items": [write_item(each) for each in export.items],
        "receipts": [write_record(shapes.RECEIPT, each) for each in export.receipts],
        "journal": [write_record(shapes.ENTRY, each) for each in export.journal],
    }
    for name, shape in people_records.LATER.items():
        if records := getattr(export, name):
            found[name] = [write_record(shape, each) for each in records]
    return json.dumps(found, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"


def is_sealed(catalogue: Catalogue, key: str, value: Value | None, raised: Level | None) -> bool:
    """Whether a kept value is sealed: by the catalogue, by what it says, or by the customer.

    What this catalogue does not know is treated as sealed: nobody can say that it is not.
    """
    entry = catalogue.entries.get(key)
    if entry is None or raised is Level.SEALED:
        return True
    return (entry.level if value is None else level_of(entry, value)) is Level.SEALED


def _sealed_keys(catalogue: Catalogue, said: list[Preference | Change], sizes: list[BrandSize]) -> frozenset[str]:
    """A size at a brand is as private as the preference that keeps such sizes."""
    at_brands = frozenset(each.key for each in sizes if is_sealed(catalogue, each.key, None, None))
    return at_brands | {each.key for each in said if is_sealed(catalogue, each.key, each.value, each.level_raised)}


def _taken(reader: Reader, item: ConsentItem) -> TakenItem:
    token = consents.token(reader, item.jti)
    if token is None:
        raise StorageError("database_damaged")
    return TakenItem(item, token.jwt)
