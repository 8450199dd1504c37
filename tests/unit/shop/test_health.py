from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select

from tests.real_postgresql import Places, Postgresql
from tests.unit.shop.asgi import call
from tests.unit.shop.example import NOW, Example, example
from vault import bundled
from vault.core.sentences import parse_sentences
from vault.shop import database, health, tables
from vault.shop.connector import connector
from vault.shop.health import Readiness, look, told


def test_it_lives(sqlite_shop: Example) -> None:
    found = call(connector(sqlite_shop.shop), "GET", "/preferences/health")
    assert (found.status, found.json(), found.headers["cache-control"]) == (200, {"status": "ok"}, "no-store")


def test_everything_works_on_both_databases(shop: Example) -> None:
    shop.clock.moment = datetime.now(UTC)
    assert look(shop.shop) == Readiness(())
    with shop.shop.store.reading() as connection:
        assert connection.execute(select(tables.erased_key)).all() == []
    found = call(connector(shop.shop), "GET", "/preferences/ready")
    assert (found.status, found.json()) == (200, {"status": "ready", "problems": []})


def test_readings_that_wait_are_not_lost_by_looking(sqlite_shop: Example) -> None:
    reading = {"jti": None, "key": "a.b", "purpose": None, "at": 1, "outcome": "nobody"}
    sqlite_shop.shop.store.readings.add(reading)
    look(sqlite_shop.shop)
    with sqlite_shop.shop.store.transaction() as connection:
        assert connection.execute(select(tables.reading.c.key)).scalars().all() == ["a.b"]


@pytest.mark.parametrize(("language", "word"), [("nl", "sleutels"), ("en", "keys")])
def test_lost_keys_stop_it_and_are_told_in_words(sqlite_shop: Example, language: str, word: str) -> None:
    sqlite_shop.shop.store.keys.ring.path.unlink()
    found = call(connector(sqlite_shop.shop), "GET", "/preferences/ready", headers={"accept-language": language})
    assert (found.status, found.json()["status"]) == (503, "not_ready")
    (problem,) = found.json()["problems"]
    assert problem["code"] == "keys_missing"
    assert word in problem["says"]


def test_a_database_that_is_none_any_more(sqlite_shop: Example) -> None:
    sqlite_shop.shop.policy.store.write_bytes(b"no database " * 1000)
    assert look(sqlite_shop.shop) == Readiness(("store_failed",))


def test_a_database_that_is_away(server: Postgresql, tmp_path: Path) -> None:
    address = server.new()
    made = example(tmp_path, Places(address, server.new(), tmp_path / "ring"))
    name = address.partition("?")[0].rpartition("/")[2]
    server.run(f"DROP DATABASE {name} WITH (FORCE)")
    assert look(made.shop) == Readiness(("store_away",))
    made.shop.store.close()


def test_a_database_that_is_only_busy_hides_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0)  # else a write waits for the other one
    made = example(tmp_path).with_policy(lambda policy: replace(policy, status_hosts=("status.example",)))
    with made.shop.store.transaction() as connection:
        away = {"uri": "https://status.example/lists/1", "next_fetch": 0, "failures": 2}
        connection.execute(insert(tables.status_fetch), [away])
    with closing(sqlite3.connect(made.shop.policy.store, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE").close()
        found = look(made.shop)
    assert (found.problems, found.status) == (("store_busy", "status_host_away"), "degraded")
    assert look(made.shop) == Readiness(("status_host_away",))
    made.shop.store.close()


def test_a_disk_that_fills(sqlite_shop: Example, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "DISK_LEAST", 1 << 60)
    found = look(sqlite_shop.shop)
    assert (found.problems, found.status, found.ready) == (("disk_low",), "degraded", True)
    monkeypatch.setattr(health, "DISK_FULL", 1 << 60)
    found = look(sqlite_shop.shop)
    assert (found.problems, found.status, found.ready) == (("store_full",), "not_ready", False)


def test_a_folder_that_went_away(sqlite_shop: Example) -> None:
    policy = replace(sqlite_shop.shop.policy, store=sqlite_shop.folder / "gone" / "preferences.db")
    assert look(replace(sqlite_shop.shop, policy=policy)) == Readiness(("store_failed",))


def test_a_clock_that_was_set_back(sqlite_shop: Example) -> None:
    sqlite_shop.ask("phone")
    sqlite_shop.clock.moment -= timedelta(minutes=10)
    assert look(sqlite_shop.shop) == Readiness(("clock_wrong",))
    with sqlite_shop.shop.store.transaction() as connection:
        connection.execute(delete(tables.request))
    assert look(sqlite_shop.shop) == Readiness(())
    sqlite_shop.clock.moment -= timedelta(days=1)  # before the certificate began
    assert look(sqlite_shop.shop) == Readiness(("clock_wrong",))


def test_a_clock_that_differs_from_the_databases(on_postgresql: Places, tmp_path: Path) -> None:
    made = example(tmp_path, on_postgresql)
    made.clock.moment = datetime.now(UTC) + timedelta(minutes=10)
    assert look(made.shop) == Readiness(("clock_wrong",))
    made.shop.store.close()


@pytest.mark.parametrize(
    ("days", "problem"), [(3980, ()), (3990, ("certificate_soon",)), (4001, ("certificate_over",))]
)
def test_a_certificate_that_ends(days: int, problem: tuple[str, ...], sqlite_shop: Example) -> None:
    sqlite_shop.clock.moment = NOW + timedelta(days=days)
    assert look(sqlite_shop.shop) == Readiness(problem)


def test_only_a_status_host_of_the_settings_is_missed(sqlite_shop: Example) -> None:
    rows = [
        {"uri": f"https://{host}/lists/1", "next_fetch": 0, "failures": failures}
        for host, failures in (("status.example", 1), ("other.example", 5))
    ]
    made = sqlite_shop.with_policy(lambda policy: replace(policy, status_hosts=("status.example",)))
    with made.shop.store.transaction() as connection:
        connection.execute(insert(tables.status_fetch), rows)
    assert look(made.shop) == Readiness(())
    with made.shop.store.transaction() as connection:
        connection.execute(tables.status_fetch.update().values(failures=2))
    found = look(made.shop)
    assert (found.problems, found.ready) == (("status_host_away",), True)


def test_it_looks_no_more_often_than_it_has_to(sqlite_shop: Example, monkeypatch: pytest.MonkeyPatch) -> None:
    app = connector(sqlite_shop.shop)
    monkeypatch.setattr(health, "KNOWN_SECONDS", float("inf"))
    assert call(app, "GET", "/preferences/ready").status == 200
    sqlite_shop.shop.store.keys.ring.path.unlink()
    assert call(app, "GET", "/preferences/ready").status == 200
    monkeypatch.setattr(health, "KNOWN_SECONDS", -1.0)
    assert call(app, "GET", "/preferences/ready").status == 503


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_problem_says_how_it_goes_on(language: str) -> None:
    say = parse_sentences(language, bundled.read(f"messages/{language}.json"))
    codes = tuple(say.texts["ready"])
    assert set(codes) > health._STOPS
    assert all(len(each["says"].split(".")) >= 3 for each in told(Readiness(codes), say))
