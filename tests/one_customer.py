"""One customer with something in every table: the example's vault, and what its day does not leave behind.

Also the maker of the vaults that ``tests/fixtures/vaults`` keeps, one for each version of the schema::

    python -m tests.one_customer tests/fixtures/vaults

It is run once for a version, with the code of that version, and its vault is never changed again.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.example_day import NOW, example_day
from tests.unit.customer.asking import Shop
from vault.core.value import Precision, Value
from vault.customer.choosing import Choice, Choices
from vault.customer.review import propose
from vault.customer.sharing import share
from vault.storage import (
    brand_sizes,
    drafts,
    imported_facts,
    letters,
    people,
    refused_suggestions,
    settings,
    status_slots,
    takeout_mappings,
    wishes,
)
from vault.storage.migrations import version

if TYPE_CHECKING:
    from vault.core.value import Json
    from vault.customer.session import Session
    from vault.storage.connection import Database, Reader, Transaction

PERSON = "urn:uuid:5"
SETTINGS = {"language": "nl", "theme": "dark"}
_NOT_KEPT = ("sqlite_", "preference_search_")
"""SQLite's own tables, and the parts of the search index."""


def fill(folder: Path) -> None:
    """Make the vault in ``folder``, and leave it locked."""
    with example_day(folder, answered=True) as day:
        fill_the_rest(day.session.database)
        share_a_bundle(day.session)


def fill_the_rest(database: Database) -> None:
    """What a day with shops does not write."""
    with database.transaction() as transaction:
        for key, setting in SETTINGS.items():
            settings.put(transaction, key, setting)
        status_slots.add(transaction, [status_slots.StatusSlot("https://status.example/lists/1", 51837, "A" * 22)], NOW)
        brand_sizes.put(transaction, brand_sizes.BrandSize(1, "clothing.shoe_size", "Groenekom", "43.5", "small", NOW))
        people.put_person(transaction, people.Person(PERSON, "Lou", NOW, "likes green"))
        shoes = people.PersonPreference(PERSON, "clothing.shoe_size", Value("38", system="EU"), NOW)
        people.put_preference(transaction, shoes)
        wishes.put_wish(transaction, wishes.Wish("urn:uuid:1", "A scarf", NOW, price=wishes.PriceBand.FROM_10))
        drafts.put(transaction, drafts.Draft("preference", NOW, {"key": "clothing.fit", "typed": "wi"}))
        _fill_what_is_taken_along(transaction)


def _fill_what_is_taken_along(transaction: Transaction) -> None:
    """A letter with its answer, a line of a shop's own data, how such a file is read, and what is not suggested."""
    to: dict[str, Json] = {"name": "Boekenboot", "address": ["Kade 1", "Utrecht"], "mail": "privacy@boekenboot.example"}
    asks: dict[str, Json] = {"name": "Sam", "keys": ["clothing.shoe_size"]}
    letter = letters.Letter(
        "urn:uuid:7", letters.LetterKind.ACCESS, to, "nl", asks, NOW, None, NOW, letters.SentHow.MAIL
    )
    letters.put_letter(transaction, letter)
    letters.add_event(transaction, letter.id, NOW, letters.LetterEventKind.ANSWERED, "a list came")
    imported_facts.add(transaction, "amazon", [{"title": "Runners, size 43", "quantity": 1}], NOW)
    takeout_mappings.put(transaction, takeout_mappings.TakeoutMapping("ab12", {"title": 3}, NOW))
    for value in (Value("42", system="EU"), None):
        refused = refused_suggestions.RefusedSuggestion("clothing.shoe_size", value, NOW)
        refused_suggestions.put(transaction, refused)


def share_a_bundle(session: Session) -> None:
    """What no shop of ours asks for: three preferences in one token."""
    asking = Shop(host="tassenhuis.example", now=session.clock.now)
    keys = ("clothing.fit", "clothing.colours_worn", "clothing.shoe_width")
    request = asking.ask_for_claims(*({"path": [key]} for key in keys))
    share(session, propose(session, request), Choices((Choice("all", Precision.CATEGORY),), 0))


def tables(reader: Reader) -> tuple[str, ...]:
    """Every table that is ours, by name."""
    names = [str(row["name"]) for row in reader.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return tuple(sorted(name for name in names if not name.startswith(_NOT_KEPT)))


def columns(reader: Reader, table: str) -> list[str]:
    """The columns of a table, in its order."""
    return [str(row["name"]) for row in reader.rows(f"PRAGMA table_info({table})")]


def told(reader: Reader, table: str, wanted: list[str]) -> dict[str, Any]:
    """What stands in those columns: how many rows, and a SHA-256 over all of them, in no order."""
    rows = [
        repr([row[name] for name in wanted]).encode() for row in reader.rows(f"SELECT {', '.join(wanted)} FROM {table}")
    ]
    return {"columns": wanted, "rows": len(rows), "sha256": hashlib.sha256(b"\n".join(sorted(rows))).hexdigest()}


def content(database: Database) -> dict[str, Any]:
    """What the whole database says, counters of the file aside."""
    with database.read() as reader:
        return {name: told(reader, name, columns(reader, name)) for name in tables(reader) if name != "vault_state"}


def _make(home: Path) -> Path:
    with example_day(home / "new", answered=True) as day:
        fill_the_rest(day.session.database)
        share_a_bundle(day.session)
        number, said = version(day.session.database), content(day.session.database)
    for left in ("lock", "backups"):
        path = home / "new" / left
        path.rmdir() if path.is_dir() else path.unlink()
    (home / f"{number}.json").write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")
    return (home / "new").rename(home / str(number))


if __name__ == "__main__":
    print(_make(Path(sys.argv[1])))
