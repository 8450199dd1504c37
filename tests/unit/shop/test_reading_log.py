"""Readings are written together, in order and none twice, whatever else the store does meanwhile."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.unit.shop.example import PHONE, SESSION, Example, Vault
from vault.core.errors import StorageError, TokenError
from vault.shop import reading_log, tables
from vault.shop.held import receive_held
from vault.shop.nonces import new_nonce
from vault.shop.profile import SERVICE_PERSONALISATION, profile_for
from vault.shop.reading_log import MOST, ReadingLog
from vault.shop.retention import UNREAD_KEPT, drop_expired
from vault.shop.stopping import receive_stop
from vault.shop.store import Store, open_store
from vault.tokens.customer_letter import held_request
from vault.tokens.did_jwk import did_of
from vault.tokens.holding_statement import verify_holding_statement
from vault.tokens.security_event import stop_event

KEY = "media.phone_model"


def row(number: int) -> reading_log.Reading:
    return {"jti": None, "key": f"a.key_{number}", "purpose": None, "at": number, "outcome": "read"}


def written(path: Path) -> list[int]:
    """What is on disk, by another opening of it."""
    store = open_store(path)
    with store.reading() as connection:
        found = list(connection.execute(select(tables.reading.c.at).order_by(tables.reading.c.id)).scalars())
    store.close()
    return found


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "shop.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    made = open_store(path)
    yield made
    made.close()


def test_every_transaction_takes_along_what_waits(store: Store, path: Path) -> None:
    for number in range(3):
        store.readings.add(row(number))
    assert written(path) == []
    with store.transaction() as connection:
        assert len(connection.execute(select(tables.reading)).all()) == 3
    assert written(path) == [0, 1, 2]
    assert store.readings.take() == []


def test_without_one_they_are_written_when_their_time_is_over(path: Path) -> None:
    done = threading.Event()
    store = open_store(path)

    def write() -> None:
        with store.transaction():
            pass
        done.set()

    log = store.readings = ReadingLog(write, wait=0.01)
    log.add(row(1))
    assert done.wait(10)
    assert written(path) == [1]
    store.close()


def test_closing_the_store_writes_what_waits_at_once(path: Path) -> None:
    store = open_store(path)
    store.readings.add(row(1))
    store.close()
    assert written(path) == [1]
    assert not any(isinstance(each, threading.Timer) for each in threading.enumerate())


def test_what_a_rolled_back_transaction_took_is_not_lost_and_keeps_its_order(store: Store, path: Path) -> None:
    store.readings.add(row(1))

    def refused() -> None:
        with store.transaction():
            store.readings.add(row(2))  # another thread's, meanwhile
            raise TokenError("refresh_unknown")

    with pytest.raises(TokenError):
        refused()
    assert written(path) == []
    store.readings.add(row(3))
    with store.transaction():
        pass
    assert written(path) == [1, 2, 3]


def test_a_store_that_cannot_be_written_loses_none_and_is_then_read_no_more(
    sqlite_shop: Example, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be logged is not read, once a bounded number waits."""
    shop = sqlite_shop
    shop.share(vault, {"phone": PHONE})
    monkeypatch.setattr(reading_log, "MOST", 3)
    profile = profile_for(shop.shop, SESSION)
    with closing(sqlite3.connect(shop.shop.policy.store)) as other:
        other.execute("CREATE TRIGGER full BEFORE INSERT ON reading BEGIN SELECT RAISE(ABORT, 'full'); END")
        assert profile.value(KEY, purpose=SERVICE_PERSONALISATION) is not None
        assert profile.value(KEY, purpose=SERVICE_PERSONALISATION) is not None
        for _ in range(2):
            with pytest.raises(StorageError, match="store_failed"):
                profile.value(KEY, purpose=SERVICE_PERSONALISATION)
        other.execute("DROP TRIGGER full")
    with shop.shop.store.transaction() as connection:
        assert len(connection.execute(select(tables.reading)).all()) == 4


def test_what_no_database_can_write_does_not_stand_in_the_way(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE})
    assert profile_for(shop.shop, SESSION).value(KEY, purpose="\ud800") is None
    with shop.shop.store.transaction() as connection:
        assert connection.execute(select(tables.reading.c.purpose)).scalars().all() == ["?"]


def test_a_holding_statement_has_the_reading_of_just_now(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE})
    profile_for(shop.shop, SESSION).value(KEY, purpose=SERVICE_PERSONALISATION)
    nonce = str(new_nonce(shop.shop)["nonce"])
    question = held_request(vault.key, aud=shop.shop.client_id, iat=shop.clock.now(), jti=shop.shop.urn(), nonce=nonce)
    keys = {key.public.thumbprint(): key.public for key in shop.shop.keys.receipts}
    statement = verify_holding_statement(
        receive_held(shop.shop, question),
        keys=keys,
        iss=shop.shop.client_id,
        sub=did_of(vault.key.public),
        nonce=nonce,
        now=shop.clock.now(),
    )
    assert [item.last_used for item in statement.items] == [shop.clock.now()]


def test_what_was_read_just_now_is_not_dropped_as_unread(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE})
    shop.clock.moment += UNREAD_KEPT
    with shop.shop.store.transaction() as connection:
        connection.execute(tables.session.update().values(expires=2**40))
    assert profile_for(shop.shop, SESSION).value(KEY, purpose=SERVICE_PERSONALISATION) is not None
    assert drop_expired(shop.shop).unread == 0


def test_a_stop_finds_the_readings_before_it_in_the_log(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE})
    profile_for(shop.shop, SESSION).value(KEY, purpose=SERVICE_PERSONALISATION)
    stop = stop_event(vault.key, aud=shop.shop.client_id, iat=shop.clock.now(), jti=shop.shop.urn(), token_jti=None)
    receive_stop(shop.shop, stop)
    assert shop.shop.store.readings.take() == []
    profile_for(shop.shop, SESSION).value(KEY, purpose=SERVICE_PERSONALISATION)
    with shop.shop.store.transaction() as connection:
        found = connection.execute(select(tables.reading.c.outcome).order_by(tables.reading.c.id)).scalars()
        assert list(found) == ["read", "erased"]


_KILLED = """
import os, signal, sys
from pathlib import Path
from vault.shop.reading_log import MOST, ReadingLog
from vault.shop.store import open_store

store = open_store(Path(sys.argv[1]))
for number in range(2500):
    store.readings.add({"jti": None, "key": "a.key", "purpose": None, "at": number, "outcome": "read"})
if sys.argv[2] == "killed":
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("end", ["killed", "forgets to close"])
def test_a_process_that_dies_loses_the_last_and_none_before_it(path: Path, end: str) -> None:
    """However fast it reads, no more than :data:`MOST` wait; one that just ends is waited for."""
    ended = subprocess.run([sys.executable, "-c", _KILLED, str(path), end], timeout=60, check=False)
    assert ended.returncode == (-signal.SIGKILL if end == "killed" else 0)
    found = written(path)
    assert found == list(range(len(found)))
    assert 2500 - len(found) < (MOST if end == "killed" else 1)


def test_many_threads_at_once(store: Store, path: Path) -> None:
    def work(first: int) -> None:
        for number in range(first, first + 100):
            store.readings.add(row(number))
            if number % 10 == 0:
                with store.transaction():
                    pass

    threads = [threading.Thread(target=work, args=(100 * each,)) for each in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    with store.transaction():
        pass
    assert sorted(written(path)) == list(range(400))


def test_a_failure_to_write_at_the_end_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vault.shop.database.BUSY_SECONDS", 0.05)
    store = open_store(path)
    store.readings.add(row(1))
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StorageError, match="store_failed"):
        store.close()
    other.close()
