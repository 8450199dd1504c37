import hashlib
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vault.core.errors import StorageError
from vault.core.value import Json
from vault.storage import journal
from vault.storage.canonical import canonical
from vault.storage.connection import Database

from .conftest import NOON


def write(database: Database, many: int = 3) -> None:
    with database.transaction() as transaction:
        for number in range(many):
            journal.append(transaction, NOON + timedelta(minutes=number), "shared", {"jti": f"urn:uuid:{number}"})


def change(database: Database, sql: str) -> None:
    with database.transaction() as transaction:
        transaction.execute(sql)


def test_entries_come_back_in_order(database: Database) -> None:
    write(database)
    with database.read() as reader:
        found = journal.entries(reader)
        assert [(each.seq, each.kind, each.body) for each in found] == [
            (number + 1, "shared", {"jti": f"urn:uuid:{number}"}) for number in range(3)
        ]
        assert found[0].at == NOON
        assert journal.entries(reader, after=2) == found[2:]
        assert journal.entries(reader, kinds={"shared", "stopped"}) == found
        assert journal.entries(reader, kinds={"stopped"}) == []
        assert journal.count(reader) == len(found)
        assert journal.last_hash(reader) == found[-1].hash
        assert all(journal.holds(reader, each.hash) for each in found)
        assert not journal.holds(reader, b"x" * 32)
        journal.check_chain(reader)


def test_entries_of_one_shop(database: Database) -> None:
    with database.transaction() as transaction:
        for host in ("a.example", "b.example", None, 7, "a.example"):
            journal.append(transaction, NOON, "asked", {"host": host})
        journal.append(transaction, NOON, "preference_set", {"key": "a.example"})
    with database.read() as reader:
        assert [each.body["host"] for each in journal.entries(reader, host="a.example")] == ["a.example"] * 2
        assert journal.entries(reader, host="a.example", kinds={"shared"}) == []


def test_each_hash_is_of_the_entry_with_the_hash_before(database: Database) -> None:
    write(database)
    with database.read() as reader:
        previous = journal.entries(reader)[0].previous
        assert journal.holds(reader, previous)
        for entry in journal.entries(reader):
            whole: Json = {
                "seq": entry.seq,
                "at": "2026-05-12T12:0" + str(entry.seq - 1) + ":00Z",
                "kind": entry.kind,
                "body": dict(entry.body),
                "previous": previous.hex(),
            }
            assert entry.hash == hashlib.sha256(canonical(whole)).digest()
            previous = entry.hash


@pytest.mark.parametrize(
    ("sql", "entry"),
    [
        ('UPDATE journal SET body = \'{"jti":"urn:uuid:9"}\' WHERE seq = 2', 2),
        ("UPDATE journal SET kind = 'stopped' WHERE seq = 1", 1),
        ("UPDATE journal SET at = '2026-05-12T12:00:01Z' WHERE seq = 1", 1),
        ("UPDATE journal SET hash = x'00' WHERE seq = 3", 3),
        ("UPDATE journal SET previous = x'00' WHERE seq = 2", 2),
        ("UPDATE vault_state SET journal_start = x'00'", 1),
        ("DELETE FROM journal WHERE seq = 1", 1),
        ("DELETE FROM journal WHERE seq = 2", 2),
        ("UPDATE journal SET seq = 7 WHERE seq = 3", 3),
        ("UPDATE journal SET seq = -1 WHERE seq = 1", 1),
    ],
)
def test_a_missing_or_changed_entry_shows(database: Database, sql: str, entry: int) -> None:
    write(database)
    change(database, sql)
    with database.read() as reader, pytest.raises(StorageError) as caught:
        journal.check_chain(reader)
    assert (caught.value.code, caught.value.facts) == ("journal_broken", {"entry": entry})


def test_a_long_history_is_read_and_checked_to_its_end(database: Database) -> None:
    write(database, many=2001)
    with database.read() as reader:
        assert [each.seq for each in journal.walk(reader)] == list(range(1, 2002))
        assert [each.seq for each in journal.walk(reader, after=1999, kinds={"shared"})] == [2000, 2001]
        journal.check_chain(reader)
    change(database, "UPDATE journal SET body = '{}' WHERE seq = 1500")
    with database.read() as reader:
        assert journal.broken_at(reader) == 1500


def test_a_missing_start_is_damage(database: Database) -> None:
    change(database, "DELETE FROM vault_state")
    with database.read() as reader, pytest.raises(StorageError) as caught:
        journal.last_hash(reader)
    assert caught.value.code == "database_damaged"


def test_fractions_are_refused(database: Database) -> None:
    with pytest.raises(ValueError, match="canonical"), database.transaction() as transaction:
        journal.append(transaction, NOON, "shared", {"price": 1.5})  # type: ignore[dict-item]  # wrong on purpose


bodies = st.dictionaries(
    st.text(st.characters(max_codepoint=127), max_size=5),
    st.none() | st.booleans() | st.integers(-100, 100) | st.text(st.characters(exclude_categories=["Cs"])),
    max_size=3,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.lists(bodies, max_size=4))
def test_any_body_keeps_the_chain_whole(database: Database, written: list[dict[str, Json]]) -> None:
    with database.transaction() as transaction:
        seqs = [journal.append(transaction, NOON, "kind", body).seq for body in written]
    with database.read() as reader:
        journal.check_chain(reader)
        found = {entry.seq: entry.body for entry in journal.entries(reader)}
    assert [found[seq] for seq in seqs] == written
