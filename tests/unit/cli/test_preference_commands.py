"""Setting, listing and removing by command."""

from __future__ import annotations

import pytest

from tests.unit.cli.conftest import CommandLine
from tests.unit.core.catalogue_values import shipped
from vault.core.catalogue import Type


def test_set_says_what_is_kept(command: CommandLine) -> None:
    assert command("set", "clothing.shoe_size", "eu 44") == 0
    assert command.out == "Shoe size: EU 44 (Everyday)\n"
    found = command.json("set", "clothing.shoe_size", "45", "--level", "sealed", "--most", "range")
    assert found == {
        "key": "clothing.shoe_size",
        "value": {"value": "45", "system": "EU", "precision": "exact"},
        "level": "sealed",
        "most": "range",
    }


def test_set_reads_a_value_that_must_not_stand_in_the_shell_history(command: CommandLine) -> None:
    command.typed = ["insoles"]
    assert command("set", "health.foot_health", "-") == 0
    assert command.questions[-1] == "Foot health: "
    assert command("set", "health.foot_health", "-") == 7


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["clothing.shoe_size", "430"], "does not fit"),
        (["no.such", "x"], "does not know no.such"),
        (["health.foot_health", "insoles", "--level", "everyday"], "more private, not less"),
    ],
)
def test_set_says_what_is_wrong(command: CommandLine, arguments: list[str], words: str) -> None:
    assert command("set", *arguments) == 7
    assert words in command.errors
    assert command.out == ""


@pytest.mark.parametrize("language", ["en", "nl"])
def test_set_without_a_value_explains_every_kind(no_vault: CommandLine, language: str) -> None:
    no_vault.language = language
    kinds = {entry.type: entry for entry in shipped().entries.values()}
    assert Type.SIZE in kinds
    for entry in kinds.values():
        assert no_vault("set", entry.key) == 0
        lines = no_vault.out.splitlines()
        assert lines[0].startswith(entry.label[language])
        assert lines[1] == entry.help[language]
        assert len(lines) > 3
    assert no_vault.questions == []


def test_list_stands_in_columns(command: CommandLine) -> None:
    assert command("list") == 0
    lines = command.out.splitlines()
    assert [line.split()[-1] for line in lines] == ["Key", "clothing.shoe_size", "media.sports", "health.foot_health"]
    assert len({line.index(line.split()[-1]) for line in lines}) == 1


def test_list_takes_a_topic_and_words(command: CommandLine) -> None:
    assert [each["key"] for each in command.json("list", "media")["preferences"]] == ["media.sports"]
    assert [each["key"] for each in command.json("list", "--search", "schoenmaat")["preferences"]] == [
        "clothing.shoe_size"
    ]
    assert command("list", "--search", "schoenmaat", "media") == 0
    assert command.out == "There is nothing to show.\n"
    assert command("list", "shoes") == 7


def test_list_of_what_is_possible_needs_no_vault(no_vault: CommandLine) -> None:
    assert len(no_vault.json("list", "--possible")["possible"]) == len(shipped().entries)
    assert no_vault("list", "--possible", "health") == 0
    assert "health.halal" in no_vault.out
    assert "clothing.fit" not in no_vault.out
    assert no_vault("list", "--possible", "shoes") == 7


def test_dutch_speaks_dutch(command: CommandLine) -> None:
    command.language = "nl"
    assert command("list") == 0
    assert "Schoenmaat" in command.out
    assert "Alledaags" in command.out


def test_remove(command: CommandLine) -> None:
    assert command("remove", "media.sports") == 0
    assert command.out == "Sports is removed from your vault.\n"
    assert command("remove", "media.sports") == 7
    assert command.json("remove", "clothing.shoe_size") == {"removed": "clothing.shoe_size"}


def test_what_moves_the_cursor_is_not_printed(command: CommandLine) -> None:
    assert command("set", "no.\x1b[2J", "x") == 7
    assert "\x1b" not in command.errors
