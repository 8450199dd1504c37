"""``preference-shop send`` and ``report``: what they print and how they end."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.shop.example import NOW, SIZE, Example, Vault, shop_folder
from vault import bundled
from vault.core.clock import SystemClock
from vault.core.sentences import parse_sentences
from vault.core.value import Value
from vault.demo.authority import ThrowAwayAuthority
from vault.shop.command_line import main
from vault.shop.opening import open_shop
from vault.shop.outward.report_command import told
from vault.shop.outward.reports import Group, GroupReport
from vault.shop.outward.settings import FILE

TARGET = """
[[target]]
recipient = "Pakhuis Hosting"
plugin = "csv"
items = ["shoe_size", "sports"]
file = "out.csv"
"""


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    file = shop_folder(tmp_path, ThrowAwayAuthority(NOW))
    (tmp_path / FILE).write_text(TARGET)
    return file


@pytest.fixture
def shared(policy: Path) -> Iterator[Path]:
    """The same shop with something shared, as its clock on the wall has it."""
    authority = ThrowAwayAuthority(SystemClock().now())
    leaf = authority.leaf("schoenenhuis.example")
    (policy.parent / "signing.pem").write_bytes(leaf.key_pem)
    (policy.parent / "chain.pem").write_bytes(leaf.certificate_pem)
    shop = open_shop(policy)
    example = Example(shop, replace(shop, clock=SystemClock()).clock, authority)  # type: ignore[arg-type]
    example.share(Vault(), {"shoe_size": SIZE})
    shop.store.close()
    return policy


def run(*argv: object) -> int:
    return main(["--language", "en", *(str(each) for each in argv)])


def test_a_dry_run_says_what_is_lost_and_sends_nothing(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("send", "Pakhuis Hosting", "--policy", shared, "--dry-run") == 0
    assert capsys.readouterr().out.splitlines() == [
        "Pakhuis Hosting gets: shoe_size, sports",
        "Pakhuis Hosting cannot hold: the end of a share. When it ends, this program deletes it there.",
        "Pakhuis Hosting cannot hold: proof that the customer said so. That stays here.",
        "Customers to send: 1. Nothing was sent.",
    ]
    assert not (shared.parent / "out.csv").exists()


def test_sending_fills_the_file(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("send", "Pakhuis Hosting", "--policy", shared) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Customers sent: 1"
    with (shared.parent / "out.csv").open(newline="") as file:
        assert [row["value"] for row in csv.DictReader(file)] == ["EU 43"]


def test_a_target_away_is_said_and_what_is_left_waits(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (shared.parent / "out.csv").mkdir()
    assert run("send", "Pakhuis Hosting", "--policy", shared) == 4
    said = capsys.readouterr()
    assert said.out.splitlines()[-1] == "The rest waits and goes next time. Nothing is lost."
    assert "out.csv" in said.err
    (shared.parent / "out.csv").rmdir()
    assert run("send", "Pakhuis Hosting", "--policy", shared) == 0


def test_an_unknown_target(policy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("send", "Data Broker", "--policy", policy) == 7
    assert "It has: Pakhuis Hosting" in capsys.readouterr().err


def test_a_target_that_the_settings_do_not_name_as_recipient(policy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (policy.parent / FILE).write_text(TARGET.replace("Pakhuis Hosting", "Data Broker"))
    assert run("send", "Data Broker", "--policy", policy) == 7
    assert "no recipient Data Broker" in capsys.readouterr().err


def test_a_report_of_too_few(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("report", "clothing.shoe_size", "--policy", shared) == 0
    first, *notes = capsys.readouterr().out.splitlines()
    assert first == "Shoe size: too few customers to show. Under 20 nothing is shown."
    assert len(notes) == 2
    assert run("report", "--all", "--policy", shared) == 0
    assert len(capsys.readouterr().out.splitlines()) == 4 + 2  # feet are sealed, and sports asked for twice


def test_a_report_of_what_is_sealed(policy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("report", "health.foot_health", "--policy", policy) == 7
    assert capsys.readouterr().out == ""


def test_a_report_in_words(policy: Path) -> None:
    shop = open_shop(policy)
    shop.store.close()
    groups = (Group(Value("43", system="EU"), 139), Group(Value("42", system="EU"), 61))
    words = parse_sentences("en", bundled.read("messages/en.json"))
    assert told(shop, GroupReport("clothing.shoe_size", 214, groups, 6), words) == [
        "Shoe size: about 214 customers, give or take 6.",
        "  EU 43: about 139, give or take 6",
        "  EU 42: about 61, give or take 6",
        "  Groups under 20 are not shown.",
    ]
