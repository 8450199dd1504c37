"""``refresh``, ``held`` and ``feedback`` as they are typed, against a real shop."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.connected import Wire, share_with, shop_at, vault_at
from tests.unit.cli.conftest import CommandLine
from tests.unit.shop.example import HOST, NOW
from vault.core.clock import SetClock
from vault.core.value import Precision
from vault.shop.held import add_incident

SIZE, SPORTS = "clothing.shoe_size", "media.sports"


@pytest.fixture
def wire(tmp_path: Path) -> Iterator[Wire]:
    made = Wire({HOST: shop_at(tmp_path / HOST, SetClock(NOW))})
    yield made
    for each in made.shops.values():
        each.shop.store.close()


@pytest.fixture
def command(tmp_path: Path, wire: Wire) -> CommandLine:
    """A vault that shared its shoe size, as a range, and its sports."""
    made, clock = wire.shops[HOST], wire.shops[HOST].clock
    with vault_at(tmp_path / "vault", clock) as session:
        share_with(session, made, wire, {"shoe_size": Precision.RANGE, "sports": Precision.EXACT})
    return CommandLine(tmp_path / "vault", clock, wire)


def test_a_newer_value_is_shown_asked_for_and_sent(command: CommandLine, wire: Wire) -> None:
    assert command("refresh", SIZE) == 0
    assert command.out == "No shop holds an older value that you can update.\n"
    command("set", SIZE, "EU 46")
    command.typed = ["no"]
    assert command("refresh", SIZE) == 7
    assert "EU 42–44" in command.out  # noqa: RUF001 - an en dash
    assert wire.seen[-1] == (HOST, "answer")
    command.typed = ["yes"]
    assert command("refresh", SIZE) == 0
    assert command.out.splitlines()[-1] == f"{HOST}: The shop has the new value and deleted the one before."


def test_without_a_person_it_needs_yes(command: CommandLine, wire: Wire) -> None:
    command("set", SIZE, "EU 46")
    command.interactive = False
    assert command("refresh", SIZE) == 7
    found = command.json("refresh", SIZE, "--yes", "--shop", HOST)
    assert found["hosts"] == [HOST]
    assert [each["state"] for each in found["refreshed"]] == ["refresh_ready", "refreshed"]


def test_a_shop_that_is_down_is_said_to_be_told_later(command: CommandLine, wire: Wire) -> None:
    command("set", SIZE, "EU 46")
    wire.down.add(HOST)
    assert command("refresh", SIZE, "--yes") == 6
    assert "not reached yet" in command.out


def test_what_a_shop_holds_is_shown_with_its_leaks(command: CommandLine, wire: Wire) -> None:
    shop = wire.shops[HOST].shop
    add_incident(shop, at=NOW, what="A list was open.", advice="Do nothing.", keys=[SIZE])
    assert command("held", HOST) == 0
    lines = command.out.splitlines()
    assert lines[0] == f"{HOST} says it holds:"
    assert any(line.split()[:2] == ["Shoe", "size"] and line.endswith("never used") for line in lines)
    assert lines[-3:] == [f"{HOST} tells of a leak on 18 November 2026:", "  “A list was open.”", "  “Do nothing.”"]
    found = command.json("held", HOST)
    assert {item["key"]: item["difference"] for item in found["items"]} == {SIZE: None, SPORTS: None}


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_difference_has_its_sentence(command: CommandLine, wire: Wire, language: str) -> None:
    command.language = language
    wire.loses.add("stop")
    with wire.shops[HOST].shop.store.transaction() as connection:
        connection.exec_driver_sql("DELETE FROM content")
    assert command("held", HOST) == 0
    assert "60" in command.out


def test_a_shop_hears_what_one_thinks(command: CommandLine) -> None:
    assert command("feedback", HOST, SPORTS, "wrong-for-me") == 0
    assert command.out == f"{HOST} heard you. The next page shows it.\n"
    assert command.json("feedback", HOST, "shelf 7", "thanks")["says"] == "thanks"
    assert command("held", "other.example") == 7
