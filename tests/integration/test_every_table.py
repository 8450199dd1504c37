"""One customer in every table of the schema: a backup, an export and a salvage forget none of them.

A new table fails here until whoever makes it has said what becomes of it.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.example_day import NOW, PASSPHRASE, example_day
from tests.one_customer import content, fill_the_rest, share_a_bundle, tables
from tests.unit.core.catalogue_values import shipped
from vault import bundled
from vault.core.clock import SetClock
from vault.customer.backups import drill, keep_backup, save_backup
from vault.customer.restoring import by_passphrase, look_into, open_backup, restore_backup, save_what_is_left
from vault.customer.session import Session, derive, unlock
from vault.customer.taking_along import export_to
from vault.portability.export_json import LEFT_BEHIND, TAKEN
from vault.storage.contents import contents
from vault.storage.secret import Passphrase

SECRET = Passphrase(PASSPHRASE)


@pytest.fixture
def customer(tmp_path: Path) -> Iterator[Session]:
    with example_day(tmp_path / "vault", answered=True) as day:
        fill_the_rest(day.session.database)
        share_a_bundle(day.session)
        yield day.session


def opened(folder: Path) -> Session:
    return unlock(folder, SECRET, catalogue=shipped(), clock=SetClock(NOW), random=secrets.token_bytes)


def without_news(said: dict[str, Any]) -> dict[str, Any]:
    """All but what restoring itself adds."""
    return {name: each for name, each in said.items() if name != "journal"}


def test_the_customer_is_in_every_table(customer: Session) -> None:
    with customer.database.read() as reader:
        found = {each.table: each.rows for each in contents(reader)}
        assert found.keys() == set(tables(reader))
    assert all(found.values()), [name for name, rows in found.items() if not rows]


def test_a_backup_covers_every_table(customer: Session, tmp_path: Path) -> None:
    said = content(customer.database)
    made = keep_backup(customer)
    with customer.database.read() as reader:
        assert look_into(made.path).manifest.contents.keys() == set(tables(reader))
        records = sum(each.rows for each in contents(reader))
    assert drill(customer).records == records
    save_backup(customer, tmp_path / "mine.vaultbackup")
    backup = look_into(tmp_path / "mine.vaultbackup")
    key = open_backup(backup, by_passphrase(SECRET))
    restored = restore_backup(backup, key, tmp_path / "beside", clock=SetClock(NOW), random=secrets.token_bytes)
    with opened(tmp_path / "beside") as session:
        found = content(session.database)
    assert restored.records == records + 1  # the date of the drill
    assert found["setting"]["rows"] == said["setting"]["rows"] + 1
    for each in (said, found):
        del each["setting"]
    assert without_news(found) == without_news(said)
    assert found["journal"]["rows"] == said["journal"]["rows"] + 1


def test_an_export_covers_every_table_or_says_why_not(customer: Session, tmp_path: Path) -> None:
    check = customer.ask_passphrase()
    export_to(customer, tmp_path / "mine.json", check.prove(SECRET))
    found = json.loads((tmp_path / "mine.json").read_text("utf-8"))
    with customer.database.read() as reader:
        assert set(tables(reader)) == TAKEN.keys() | LEFT_BEHIND.keys()
    assert all(found[member] for member in TAKEN.values())


def test_a_salvage_covers_every_table(customer: Session, tmp_path: Path) -> None:
    said = content(customer.database)
    folder = customer.vault.folder.path
    customer.lock()
    saved = save_what_is_left(
        derive(folder, SECRET),
        tmp_path / "beside",
        catalogue=shipped(),
        clock=SetClock(NOW),
        random=secrets.token_bytes,
    )
    made_otherwise = {"vault_state", "preference_search"}
    assert {each.table for each in saved} | made_otherwise == said.keys() | {"vault_state"}
    with opened(tmp_path / "beside") as session:
        found = content(session.database)
    del said["preference_search"], found["preference_search"]  # its rows have other numbers
    assert without_news(found) == without_news(said)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_table_that_people_are_told_of_has_a_name(customer: Session, language: str) -> None:
    names = json.loads(bundled.read(f"messages/{language}.json"))["tables"]
    with customer.database.read() as reader:
        assert names.keys() == set(tables(reader)) - {"vault_state", "preference_search"}
