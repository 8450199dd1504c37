"""Suggestions by command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.conftest import CommandLine
from tests.unit.customer.shop_files import write_orders, write_unknown


@pytest.fixture
def orders(tmp_path: Path) -> str:
    return str(write_orders(tmp_path / "mine"))


def number(command: CommandLine, path: str, key: str) -> str:
    """Its number on the list."""
    found = command.json("suggest", path)["suggestions"]
    return str(next(each["number"] for each in found if (each["key"], each["brand"]) == (key, None)))


def test_the_list_says_what_it_stands_on(command: CommandLine, orders: str) -> None:
    command.typed = ["", ""]
    assert command("suggest", orders) == 0
    lines = command.out.splitlines()
    assert lines[:3] == [
        "Zalando",
        "17 lines read.",
        "1 line left out. We never guess health, money or family.",
    ]
    at = lines.index("1. Shoe size: EU 43  (9 of 10 purchases, sure, Everyday)")
    assert lines[at + 1 : at + 6] == [
        "   You have this.",
        "   2026-03-25  Running shoe “Dune 3”  44, returned",
        "   2026-03-20  Running shoe “Dune 3”  44",
        "   2026-03-09  Running shoe “Dune 3”  43",
        "   And 7 more.",
    ]
    assert "2. Shoe size at Groenekom: EU 43  (9 of 9 purchases, sure, Everyday)" in lines
    assert lines[-1] == "Nothing was added. Nothing of the file is kept."
    assert command.questions[-2:] == [
        "Which do you add? Numbers, or nothing: ",
        "Which never again? Numbers, or nothing: ",
    ]


def test_in_dutch(command: CommandLine, orders: str) -> None:
    command.language, command.typed = "nl", ["", ""]
    assert command("suggest", orders) == 0
    assert "1. Schoenmaat: EU 43  (9 van 10 aankopen, zeker, Alledaags)" in command.out
    assert "We trekken geen conclusies over gezondheid, geld of gezin." in command.out


def test_numbers_that_are_typed(command: CommandLine, orders: str) -> None:
    top, colours = (number(command, orders, f"clothing.{each}") for each in ("top_size", "colours_worn"))
    command.typed = [f"{top}, 2", colours]
    assert command("suggest", orders) == 0
    assert command.out.splitlines()[-2:] == ["Added: 2.", "2 things are never suggested again."]
    assert command("list", "--search", "tops") == 0
    assert "INT L" in command.out
    command.typed = ["", ""]
    assert command("suggest", orders) == 0
    assert "Colours" not in command.out


def test_options_answer_without_asking(command: CommandLine, orders: str) -> None:
    top, price = (number(command, orders, f"clothing.{each}") for each in ("top_size", "price_per_pair"))
    found = command.json("suggest", orders, "--take", top, "--never", price, "--keep-lines")
    assert (found["added"], found["refused"], found["lines_kept"]) == (1, 1, 16)
    assert command.typed == []
    again = command.json("suggest", orders, "--keep-lines")
    assert (again["added"], again["refused"], again["lines_kept"]) == (0, 0, 0)
    standing = {(each["key"], each["brand"]): each["standing"] for each in again["suggestions"]}
    assert standing["clothing.top_size", None] == "have"
    assert "clothing.price_per_pair" not in {each["key"] for each in again["suggestions"]}


@pytest.mark.parametrize(
    "options", [("--take", "99"), ("--take", "0"), ("--take", "1", "--never", "1"), ("--never", "2"), ("--shop", "x")]
)
def test_what_cannot_be(command: CommandLine, orders: str, options: tuple[str, ...]) -> None:
    assert command("suggest", orders, *options) == 7
    assert command.errors


def test_what_is_no_number(command: CommandLine, orders: str) -> None:
    command.typed = ["first", ""]
    assert command("suggest", orders) == 7
    assert "There is no such suggestion" in command.errors


def test_an_unknown_file_is_asked_about(command: CommandLine, tmp_path: Path) -> None:
    path = str(write_unknown(tmp_path / "list.csv"))
    assert command("suggest", path) == 7
    assert "Say which column is which with --map" in command.errors
    assert "  When  at" in command.out
    unread = command.json("suggest", path)
    assert unread["error"]["code"] == "columns_needed"
    assert unread["tables"][0]["columns"] == ["When", "What", "Fits"]
    command.typed = ["", ""]
    assert command("suggest", path, "--map", "What=product") == 0
    assert "5 lines read." in command.out
    command.typed = ["", ""]
    assert command("suggest", path) == 0  # remembered
    assert "5 lines read." in command.out
    for wrong in ("What", "Nope=product", "What=nope"):
        assert command("suggest", path, "--map", wrong) == 7


def test_proposed_columns_can_be_confirmed(command: CommandLine, tmp_path: Path) -> None:
    path = write_unknown(tmp_path / "list.csv")
    path.write_text(path.read_text("utf-8").replace("What", "Product"), encoding="utf-8")
    command.typed = ["no"]
    assert command("suggest", str(path)) == 7
    command.typed = ["yes", "", ""]
    assert command("suggest", str(path)) == 0
    assert "Shoe size" in command.out


def test_a_file_that_is_not_there(command: CommandLine, tmp_path: Path) -> None:
    assert command("suggest", str(tmp_path / "none.zip")) == 4
