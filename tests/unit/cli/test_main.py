"""The way in: language, arguments, the demo that is handed in, and the exits that are no command's own."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from vault.cli import main as composition
from vault.cli.arguments import build_parser, language_asked
from vault.cli.language import locale_language
from vault.cli.main import load_sentences, main, wire
from vault.core.errors import ChoiceError, PolicyError

COMMANDS = [
    *("create", "set", "list", "remove", "card", "export", "import", "check"),
    *("open", "share", "shops", "stop", "history"),
]


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "nl_NL.UTF-8"}, "nl"),
        ({"LANG": "nl_NL.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "de_DE.UTF-8", "LC_MESSAGES": "nl_BE"}, "nl"),
        ({"LANG": ""}, "en"),
    ],
)
def test_language_of_the_environment(environment: dict[str, str], language: str) -> None:
    assert locale_language(environment) == language


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        (["list"], None),
        (["--language", "nl", "list"], "nl"),
        (["list", "--language=nl", "--json"], "nl"),
        (["--language", "de"], None),
        (["--language"], None),
    ],
)
def test_language_that_is_asked(arguments: list[str], language: str | None) -> None:
    assert language_asked(arguments) == language


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(language: str, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--language", language, name, "--help"])
    assert ended.value.code == 0
    assert load_sentences(language).say("help", name) in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    "arguments", [[], ["other"], ["list", "--other"], ["set"], ["share", "x", "--days", "many"], ["demo"]]
)
def test_what_was_typed_wrong_is_exit_code_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "preference-vault" in capsys.readouterr().err


def test_options_stand_before_or_after_the_command() -> None:
    parser = build_parser(load_sentences("en"), with_demo=False)
    before = parser.parse_args(["--vault", "x", "--json", "list"])
    after = parser.parse_args(["list", "--vault", "x", "--json"])
    assert (before.vault, before.json) == (after.vault, after.json) == ("x", True)


def test_no_option_takes_a_passphrase() -> None:
    with pytest.raises(SystemExit):
        main(["--passphrase", "secret", "list"])


def test_demo_gets_what_follows_it() -> None:
    given: list[Sequence[str]] = []

    def demo(arguments: Sequence[str]) -> int:
        given.append(arguments)
        return 17

    assert main(["--language", "nl", "demo", "--folder", "x", "--help"], demo=demo) == 17
    assert given == [["--folder", "x", "--help"]]


def test_vault_is_where_it_is_said_or_where_the_system_keeps_data() -> None:
    sentences = load_sentences("en")
    assert wire(argparse.Namespace(vault="here"), sentences).folder == Path("here")
    assert wire(argparse.Namespace(), sentences).folder.parts[-2:] == ("preference-vault", "vault")


@pytest.mark.parametrize("handling", ["strict", "surrogateescape"])
def test_what_is_typed_and_no_text_is_refused(handling: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xff\n"), encoding="utf-8", errors=handling))
    with pytest.raises(ChoiceError, match="value_malformed"):
        composition._read_line("?")


def test_a_question_moves_no_cursor(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """What is asked about may be named in a file: a key of another catalogue, a shop."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("yes\n"))
    assert composition._read_line("a\x1b[2J\r\u202eb: ") == "yes"
    assert capsys.readouterr() == ("", "a?[2J??b: ")


def test_keyboard_interrupt_is_quiet(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(composition, "run", interrupted)
    assert main(["list"]) == 130
    assert capsys.readouterr() == ("", "")


def test_damaged_catalogue_is_one_sentence(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def damaged(*_: object) -> int:
        raise PolicyError("catalogue_damaged", where="clothing")

    monkeypatch.setattr(composition, "wire", damaged)
    assert main(["--language", "en", "list"]) == 8
    assert capsys.readouterr().err == "The list of preferences is damaged at clothing. Install the program again.\n"


def test_damaged_sentences_leave_the_code(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(composition.bundled, "read", lambda name: b"{")
    assert main(["list"]) == 8
    assert capsys.readouterr().err == "preference-vault: messages_damaged\n"
