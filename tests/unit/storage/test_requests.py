from dataclasses import replace
from datetime import timedelta

from vault.storage.connection import Database
from vault.storage.requests import (
    StoredRequest,
    add_request,
    drop_expired,
    find_request,
    requests,
    set_request_state,
)

from .conftest import NOON

END = NOON + timedelta(minutes=10)
FIRST = StoredRequest("one", "shop.example", {"jws": "a.b.c", "é": [1, None, {"b": False}]}, NOON, END, "waiting")
LATER = replace(FIRST, id="two", received=NOON + timedelta(minutes=1), expires=END + timedelta(minutes=1))


def test_requests_come_back_oldest_first(database: Database) -> None:
    with database.transaction() as transaction:
        assert add_request(transaction, LATER)
        assert add_request(transaction, FIRST)
    with database.read() as reader:
        assert requests(reader) == [FIRST, LATER]
        assert find_request(reader, "two") == LATER
        assert find_request(reader, "three") is None


def test_the_same_id_again_changes_nothing(database: Database) -> None:
    with database.transaction() as transaction:
        add_request(transaction, FIRST)
        assert not add_request(transaction, replace(FIRST, host="evil.example"))
        assert requests(transaction) == [FIRST]


def test_a_request_changes_state(database: Database) -> None:
    with database.transaction() as transaction:
        add_request(transaction, FIRST)
        set_request_state(transaction, "one", "seen")
        assert requests(transaction) == [replace(FIRST, state="seen")]


def test_what_has_ended_is_dropped(database: Database) -> None:
    with database.transaction() as transaction:
        add_request(transaction, FIRST)
        add_request(transaction, LATER)
        assert drop_expired(transaction, END - timedelta(seconds=1)) == []
        assert drop_expired(transaction, END) == [FIRST]
        assert requests(transaction) == [LATER]
