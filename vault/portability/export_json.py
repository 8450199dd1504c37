"""The export: everything a customer has in their vault, in one open file that any program can read.

``resources/schema/export.schema.json`` documents it. What stays behind, and why, is in :data:`LEFT_BEHIND`.
"""

from __future__ import annotations

import io
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sized
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from vault.core.errors import StorageError
from vault.core.sensitivity import Level
from vault.core.value_check import level_of
from vault.portability import later_records, shapes
from vault.portability.moments import moments
from vault.portability.shapes import TakenItem, write_item, write_record
from vault.storage import (
    brand_sizes,
    consents,
    imported_facts,
    journal,
    letters,
    people,
    preferences,
    receipts,
    refused_suggestions,
    settings,
    shops,
    takeout_mappings,
    wishes,
)

if TYPE_CHECKING:
    from vault.core.catalogue import Catalogue
    from vault.core.value import Json, Value
    from vault.portability.selection import Scope
    from vault.storage.brand_sizes import BrandSize
    from vault.storage.connection import Database, Reader
    from vault.storage.consents import Consent, ConsentItem
    from vault.storage.imported_facts import ImportedFact
    from vault.storage.journal import Entry
    from vault.storage.letters import Letter, LetterEvent
    from vault.storage.people import Person, PersonPreference
    from vault.storage.preferences import Change, Preference
    from vault.storage.receipts import Receipt
    from vault.storage.refused_suggestions import RefusedSuggestion
    from vault.storage.shops import Shop
    from vault.storage.takeout_mappings import TakeoutMapping
    from vault.storage.wishes import Wish

FORMAT = "preference-vault-export"
VERSION = 1
LINES = "imported_facts"
"""One to a line and last in the file: with each member on its own, there would be a million lines."""
_FIRST = ("preferences", "changes", "settings", "shops", "consents", "items", "receipts", "journal")

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
    "letter": "letters",
    "letter_event": "letter_events",
    "takeout_mapping": "takeout_mappings",
    "refused_suggestion": "refused_suggestions",
    "imported_fact": "imported_facts",
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
    """One export. ``sealed`` says whether sealed preferences came along. The shops' private keys are empty.

    ``scope`` is set where it is of one topic or shop, as :mod:`vault.portability.selection` makes it.
    """

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
    letters: tuple[Letter, ...] = ()
    letter_events: tuple[LetterEvent, ...] = ()
    takeout_mappings: tuple[TakeoutMapping, ...] = ()
    refused_suggestions: tuple[RefusedSuggestion, ...] = ()
    imported_facts: tuple[ImportedFact, ...] = ()
    scope: Scope | None = None
    """What it is a part by; None is everything."""

    def __repr__(self) -> str:
        return f"Export({', '.join(f'{name}={count}' for name, count in self.counts().items())})"

    def counts(self) -> dict[str, int]:
        """How many records of each kind, by the file's names."""
        kinds = self.kinds()
        return {("preference_history" if name == "changes" else name): len(kinds[name]) for name in kinds}

    def kinds(self) -> dict[str, Sized]:
        """The records of each kind, by the names of the fields here."""
        return {name: getattr(self, name) for name in (*_FIRST, *later_records.LATER)}


def collect(
    database: Database, catalogue: Catalogue, *, made_at: datetime, program: str, include_sealed: bool
) -> Export:
    """Everything that goes along, from one state of the database.

    Without ``include_sealed`` what is or ever was sealed stays behind, with all its history: what was sealed for a
    while may say today what it said then. The journal, which holds no values, still names it. The caller has checked
    the passphrase before it asks for them. ``made_at`` is not before what happened last: clocks are put back too.
    """
    with database.read() as reader:
        return gather(reader, catalogue, made_at=made_at, program=program, include_sealed=include_sealed)


def gather(reader: Reader, catalogue: Catalogue, *, made_at: datetime, program: str, include_sealed: bool) -> Export:
    """The same, inside a block that is open already."""
    kept, changes = preferences.preferences(reader), preferences.history(reader)
    entries = journal.entries(reader)
    sizes = brand_sizes.brand_sizes(reader)
    refused = refused_suggestions.refused_suggestions(reader)
    written = letters.letters(reader)
    sealed: frozenset[str] = frozenset()
    if not include_sealed:
        named = {each.key for each in sizes} | {each.key for each in refused}
        sealed = sealed_keys(catalogue, [*kept, *changes], named)
        written = [each for each in written if not concerns(each, sealed, catalogue)]
    ids = {each.id for each in written}
    export = Export(
        made_at=made_at,
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
        letters=tuple(written),
        letter_events=tuple(each for each in letters.events(reader) if each.letter in ids),
        takeout_mappings=tuple(takeout_mappings.mappings(reader)),
        refused_suggestions=tuple(each for each in refused if each.key not in sealed),
        imported_facts=tuple(imported_facts.walk(reader)),
    )
    return replace(export, made_at=max(made_at, *(moment for _, moment in moments(export))))


class Written(Iterable[dict[str, "Json"]]):
    """Records as the file has them, each made when it is come to: of :data:`LINES` there may be very many."""

    def __init__(self, shape: shapes.Shape, records: Collection[Any]) -> None:
        self._shape, self._records = shape, records

    def __iter__(self) -> Iterator[dict[str, Json]]:
        return (write_record(self._shape, each) for each in self._records)

    def __len__(self) -> int:
        return len(self._records)


def document(export: Export) -> dict[str, Any]:
    """Everything of an export by the names of the file: what each form of it is written from.

    All of it is JSON, but that the list of :data:`LINES` is :class:`Written`.
    """
    head = {name: member.write(getattr(export, name)) for name, member in shapes.HEAD.items()}
    found: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        **head,
        **({} if export.scope is None else {"scope": export.scope.to_json()}),
        "preferences": [write_record(shapes.PREFERENCE, each) for each in export.preferences],
        "preference_history": [write_record(shapes.CHANGE, each) for each in export.changes],
        "settings": dict(export.settings),
        "shops": [write_record(shapes.SHOP, each) for each in export.shops],
        "consents": [write_record(shapes.CONSENT, each) for each in export.consents],
        "items": [write_item(each) for each in export.items],
        "receipts": [write_record(shapes.RECEIPT, each) for each in export.receipts],
        "journal": [write_record(shapes.ENTRY, each) for each in export.journal],
    }
    for name, shape in later_records.LATER.items():
        if records := getattr(export, name):
            written = Written(shape, records)
            found[name] = written if name == LINES else list(written)
    return found


def to_bytes(export: Export) -> bytes:
    """The file: UTF-8 JSON, indented, for people and programs."""
    found = document(export)
    many = found.pop(LINES, None)
    written = io.BytesIO()
    head = json.dumps(found, ensure_ascii=False, indent=1)
    written.write(head.removesuffix("\n}").encode("utf-8"))
    if many is not None:
        written.write(f',\n "{LINES}": ['.encode())
        for number, each in enumerate(many):
            written.write(b",\n  " if number else b"\n  ")
            written.write(json.dumps(each, ensure_ascii=False).encode("utf-8"))
        written.write(b"\n ]")
    written.write(b"\n}\n")
    return written.getvalue()


def is_sealed(catalogue: Catalogue, key: str, value: Value | None, raised: Level | None) -> bool:
    """Whether a kept value is sealed: by the catalogue, by what it says, or by the customer.

    What this catalogue does not know is treated as sealed: nobody can say that it is not.
    """
    entry = catalogue.entries.get(key)
    if entry is None or raised is Level.SEALED:
        return True
    return (entry.level if value is None else level_of(entry, value)) is Level.SEALED


def sealed_keys(catalogue: Catalogue, said: Iterable[Preference | Change], named: Collection[str]) -> frozenset[str]:
    """The keys of which something that was said is or was sealed, and those of ``named`` that the catalogue seals.

    A size at a brand, and a suggestion that was refused, is as private as the preference it is of.
    """
    alone = frozenset(key for key in named if is_sealed(catalogue, key, None, None))
    return alone | {each.key for each in said if is_sealed(catalogue, each.key, each.value, each.level_raised)}


def concerns(letter: Letter, sealed: Collection[str], catalogue: Catalogue) -> bool:
    """Whether a letter is about something sealed: a key that is, or that this catalogue does not know, or any text in
    it that is such a key.
    """
    about = letter.facts.get("keys")
    named = {each for each in about if isinstance(each, str)} if isinstance(about, list) else set()
    return any(is_sealed(catalogue, key, None, None) for key in named) or any(
        each in sealed or (each in catalogue.entries and is_sealed(catalogue, each, None, None))
        for each in _texts(letter.facts)
    )


def _texts(found: object) -> Iterator[str]:
    """Every text in it, names of members among them."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, Mapping):
        for name, member in found.items():
            yield name
            yield from _texts(member)
    elif isinstance(found, list):
        for member in found:
            yield from _texts(member)


def _taken(reader: Reader, item: ConsentItem) -> TakenItem:
    token = consents.token(reader, item.jti)
    if token is None:
        raise StorageError("database_damaged")
    return TakenItem(item, token.jwt)
