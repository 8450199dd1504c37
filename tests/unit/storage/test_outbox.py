from dataclasses import replace
from datetime import timedelta

from vault.storage.connection import Database
from vault.storage.outbox import (
    OutboxKind,
    OutboxRow,
    Outgoing,
    due,
    enqueue,
    mark_tried,
    release,
    remove,
    take_back,
    waiting,
)

from .conftest import NOON

STOP = Outgoing(
    "shop.example",
    OutboxKind.STOP,
    "https://shop.example/stop",
    b"signed event",
    "application/secevent+jwt",
    NOON,
    NOON + timedelta(seconds=10),
    NOON + timedelta(days=60),
)
ANSWER = replace(STOP, kind=OutboxKind.ANSWER, body=b"secret answer", not_before=NOON)
POLL = replace(STOP, kind=OutboxKind.ERASURE_POLL, body=b"", content_type=None, not_before=NOON)


def put(database: Database, *outgoing: Outgoing) -> list[int]:
    with database.transaction() as transaction:
        return [enqueue(transaction, each) for each in outgoing]


def due_at(database: Database, seconds: float) -> list[int]:
    with database.read() as reader:
        return [row.id for row in due(reader, NOON + timedelta(seconds=seconds))]


def test_a_row_comes_back_as_it_was_and_shows_no_body(database: Database) -> None:
    (number,) = put(database, ANSWER)
    with database.read() as reader:
        (row,) = waiting(reader)
    assert row == OutboxRow(number, ANSWER, 0, 0, None, NOON)
    assert "secret" not in repr(row)


def test_a_row_waits_for_its_time(database: Database) -> None:
    (number,) = put(database, STOP)
    assert due_at(database, 9) == []
    assert due_at(database, 10) == [number]


def test_rows_of_one_shop_keep_their_order_and_shops_do_not_wait_for_each_other(database: Database) -> None:
    other = replace(ANSWER, host="other.example")
    answer, stop, elsewhere = put(database, ANSWER, STOP, other)
    assert due_at(database, 20) == [answer, elsewhere]
    with database.transaction() as transaction:
        mark_tried(transaction, answer, NOON, NOON + timedelta(seconds=60))
    assert due_at(database, 20) == [elsewhere]
    with database.transaction() as transaction:
        remove(transaction, answer)
    assert due_at(database, 20) == [stop, elsewhere]
    with database.read() as reader:
        assert [row.id for row in waiting(reader, "shop.example")] == [stop]


def test_asking_after_a_receipt_neither_waits_nor_holds_up(database: Database) -> None:
    poll, stop = put(database, POLL, STOP)
    assert due_at(database, 0) == [poll]
    with database.transaction() as transaction:
        mark_tried(transaction, poll, NOON, NOON + timedelta(days=1))
    assert due_at(database, 20) == [stop]
    with database.transaction() as transaction:
        mark_tried(transaction, stop, NOON, NOON + timedelta(days=9))
    assert due_at(database, 86400) == [poll]


def test_attempts_and_the_days_they_fall_on_are_counted(database: Database) -> None:
    (number,) = put(database, ANSWER)
    hours = (0, 1, 30, 31, 80)
    with database.transaction() as transaction:
        for hour in hours:
            at = NOON + timedelta(hours=hour)
            mark_tried(transaction, number, at, at + timedelta(minutes=5))
        (row,) = waiting(transaction)
    assert (row.attempts, row.tried_days) == (5, 3)
    assert row.last_tried == NOON + timedelta(hours=80)
    assert row.next_try == NOON + timedelta(hours=80, minutes=5)


def test_rows_can_be_taken_back_until_their_time_all_or_none(database: Database) -> None:
    first, second = put(database, STOP, replace(STOP, not_before=NOON + timedelta(seconds=5)))
    with database.transaction() as transaction:
        assert not take_back(transaction, [first, second], NOON + timedelta(seconds=5))
        assert len(waiting(transaction)) == 2
        assert take_back(transaction, [first, second], NOON + timedelta(seconds=4))
        assert waiting(transaction) == []
        assert not take_back(transaction, [first], NOON)


def test_a_number_is_never_given_twice(database: Database) -> None:
    (first,) = put(database, STOP)
    with database.transaction() as transaction:
        remove(transaction, first)
    assert put(database, STOP) != [first]


def test_locking_ends_the_time_for_undo(database: Database) -> None:
    (stop,) = put(database, STOP)
    with database.transaction() as transaction:
        release(transaction, NOON + timedelta(seconds=1))
        assert not take_back(transaction, [stop], NOON + timedelta(seconds=1))
    assert due_at(database, 1) == [stop]
