"""The history of a salvaged vault: as it was where nothing is lost, and true to what is stored where something is."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from vault.core.consent import ItemEvent, ItemHappened, ItemState, after, states_after
from vault.core.sensitivity import Level
from vault.core.value import Json, Precision
from vault.storage import consents, journal, shops
from vault.storage.connection import Database, Row, Transaction
from vault.storage.consents import Consent, ConsentItem, StoredToken
from vault.storage.retold_journal import retell

from .conftest import NOON

HOST = "schoenenhuis.example"
LIFE = (ItemEvent.SHARED, ItemEvent.DELIVERED, ItemEvent.STOPPED, ItemEvent.TOLD, ItemEvent.ERASED)


def share(transaction: Transaction, jti: str, state: ItemState) -> None:
    item = ConsentItem(jti, "consent", None, f"key of {jti}", Precision.EXACT, Level.EVERYDAY, None, NOON, state, NOON)
    consents.add_item(transaction, item, StoredToken(jti, "jwt", None))


@pytest.fixture
def rows(database: Database) -> list[Row]:
    """The entries of two shares: one with its whole life, one that the shop still has."""
    with database.transaction() as transaction:
        shops.put_shop(transaction, shops.Shop(HOST, HOST, "Schoenenhuis", True, bytes(32), NOON))
        consents.add_consent(transaction, Consent("consent", HOST, HOST, None, None, NOON, NOON))
        share(transaction, "one", ItemState.ERASED)
        share(transaction, "two", ItemState.ACTIVE)
        journal.append(transaction, NOON, "preference_set", {"key": "clothing.fit"})
        for number, event in enumerate(LIFE):
            both: list[Json] = [{"jti": jti, "key": f"key of {jti}"} for jti in ("one", "two")][
                : 2 if number < 2 else 1
            ]
            journal.append(transaction, NOON + timedelta(hours=number), event, {"host": HOST, "items": both})
        found = transaction.rows("SELECT * FROM journal ORDER BY seq")
        transaction.execute("DELETE FROM journal")
    return found


def told(database: Database) -> dict[str, ItemState]:
    with database.read() as reader:
        assert journal.broken_at(reader) is None
        return states_after(
            ItemHappened(str(item["jti"]), ItemEvent(entry.kind))
            for entry in journal.entries(reader)
            if entry.kind in set(ItemEvent)
            for item in entry.body["items"]  # type: ignore[union-attr]  # a list, as written above
        )


def test_a_whole_history_comes_out_hash_by_hash(database: Database, rows: list[Row]) -> None:
    with database.transaction() as transaction:
        retell(transaction, rows)
        assert [entry.hash for entry in journal.entries(transaction)] == [row["hash"] for row in rows]


@pytest.mark.parametrize("lost", range(6))
def test_a_lost_entry_leaves_every_state_as_it_is_stored(database: Database, rows: list[Row], lost: int) -> None:
    with database.transaction() as transaction:
        retell(transaction, [row for number, row in enumerate(rows) if number != lost])
        entries = journal.entries(transaction)
    assert told(database) == {"one": ItemState.ERASED, "two": ItemState.ACTIVE}
    added = [entry for entry in entries if "salvaged" in entry.body]
    assert bool(added) is (lost > 0)
    assert {entry.body["host"] for entry in added} <= {HOST}


def test_with_all_entries_lost_the_states_have_a_history_again(database: Database, rows: list[Row]) -> None:
    assert rows
    with database.transaction() as transaction:
        retell(transaction, [])
    assert told(database) == {"one": ItemState.ERASED, "two": ItemState.ACTIVE}


def test_a_lost_share_is_history_and_no_longer_a_state(database: Database, rows: list[Row]) -> None:
    with database.transaction() as transaction:
        transaction.execute("DELETE FROM consent_item WHERE jti = 'one'")
        retell(transaction, rows)
        entries = journal.entries(transaction)
    assert told(database) == {"two": ItemState.ACTIVE}
    assert all(entry.body["lost"] == [{"jti": "one", "key": "key of one"}] for entry in entries[1:])
    assert len(entries) == len(rows)
    with database.transaction() as transaction:
        transaction.execute("DELETE FROM consent_item")
        again = transaction.rows("SELECT * FROM journal ORDER BY seq")
        transaction.execute("DELETE FROM journal")
        retell(transaction, again)
        first = journal.entries(transaction)[1]
    assert told(database) == {}
    assert [item["jti"] for item in first.body["lost"]] == ["one", "two"]  # type: ignore[index,union-attr,call-overload]


def test_every_state_can_be_reached_from_its_beginning() -> None:
    """So no share of a salvaged vault is left to be guessed."""
    reached: set[ItemState | None] = {None}
    for _ in ItemState:
        reached |= {after(state, event) for state in set(reached) for event in ItemEvent}
    assert reached == {None, *ItemState}
    assert all(one != other for one, other in pairwise(LIFE))
