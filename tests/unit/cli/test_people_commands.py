"""People and wishes by command."""

from __future__ import annotations

import pytest

from tests.unit.cli.conftest import CommandLine


def test_people_are_added_changed_listed_and_removed(command: CommandLine) -> None:
    assert command("people", "list") == 0
    assert command.out == "Nobody found.\n"
    assert command("people", "add", "Lou", "--note", "likes green") == 0
    assert command.out == "Lou is in your vault.\n"
    assert command("people", "set", "lou", "clothing.shoe_size", "eu 38") == 0
    assert command("people", "list", "--search", "38") == 0
    assert command.out == "Lou\n  likes green\n  Shoe size  EU 38  clothing.shoe_size\n"
    assert command("people", "set", "Lou", "--name", "Louise", "--note", "") == 0
    assert command.out == "Louise\n  Shoe size  EU 38  clothing.shoe_size\n"
    assert command("people", "remove", "Louise", "clothing.shoe_size") == 0
    assert command.json("people", "list") == {"people": [{"nickname": "Louise", "note": None, "preferences": []}]}
    assert command("people", "remove", "Louise") == 0
    assert command.json("people", "list") == {"people": []}


def test_a_value_can_be_typed_instead(command: CommandLine) -> None:
    command("people", "add", "Lou")
    command.typed = ["38"]
    assert command("people", "set", "Lou", "clothing.shoe_size") == 0
    assert "EU 38" in command.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["people", "add", "lou"], "already have somebody"),
        (["people", "set", "Anna", "clothing.shoe_size", "38"], "nobody with this name"),
        (["people", "set", "Lou", "health.foot_health", "insoles"], "sealed"),
        (["people", "remove", "Lou", "media.sports"], "media.sports"),
        (["wish", "add", " "], "1 to 120"),
        (["wish", "add", "a hat", "--for", "Anna"], "nobody with this name"),
        (["wish", "remove", "3"], "not in your vault"),
        (["wish", "set", "0"], "not in your vault"),
    ],
)
def test_what_cannot_be_is_said(command: CommandLine, arguments: list[str], words: str) -> None:
    command("people", "add", "Lou")
    assert command(*arguments) == 7
    assert words in command.errors


def test_wishes_are_added_changed_listed_and_removed(command: CommandLine) -> None:
    command("people", "add", "Lou")
    assert command("wish", "list") == 0
    assert command.out == "No wishes found.\n"
    assert command("wish", "add", "A lamp", "--seen", "https://shop.example/", "--price", "from_25") == 0
    assert command.out == "1. A lamp (€25 to €50)\n   https://shop.example/\n"
    assert command("wish", "add", "A scarf", "--for", "Lou", "--note", "wool") == 0
    assert command.out == "2. A scarf (Lou)\n   wool\n"
    assert command("wish", "set", "1", "--done", "yes", "--what", "A tall lamp") == 0
    assert command.out == "2. A tall lamp (€25 to €50, done)\n   https://shop.example/\n"
    assert command("wish", "set", "1", "--for-me") == 0
    assert command("wish", "list", "--search", "lamp") == 0
    assert command.out.startswith("2. A tall lamp")
    assert command("wish", "remove", "2") == 0
    assert command.json("wish", "list") == {
        "wishes": [
            {"number": 1, "what": "A scarf", "note": "wool", "seen": None, "price": None, "for": None, "done": False}
        ]
    }
