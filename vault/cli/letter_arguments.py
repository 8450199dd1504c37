"""What can be typed after ``letter``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from vault.cli import letter_commands
from vault.cli.language import LANGUAGES
from vault.cli.letter_input import AFTER_STOP
from vault.customer.letters import ANSWERS, KINDS, Ground, LetterEventKind, SentHow

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from vault.cli.program import Command


def add_letters(command: Callable[[str, Command], argparse.ArgumentParser], about: Callable[[str], str]) -> None:
    """The commands of the group and their options."""
    command("kinds", letter_commands.kinds)
    _write(command("write", letter_commands.write), about)
    made = command("list", letter_commands.list_)
    made.add_argument("shop", metavar="SHOP", nargs="?", help=about("argument_letter_shop"))
    for name, run in (
        ("show", letter_commands.show),
        ("sent", letter_commands.sent),
        ("answer", letter_commands.answer),
        ("remind", letter_commands.remind_),
        ("complain", letter_commands.complain_),
        ("court", letter_commands.court_),
        ("remove", letter_commands.remove_),
    ):
        made = command(name, run)
        made.add_argument("number", metavar="NUMBER", type=int, help=about("argument_letter"))
        if name == "answer":
            came = [each.value for each in (*ANSWERS, LetterEventKind.CLOSED)]
            made.add_argument("came", choices=came, help=about("argument_letter_came"))
            made.add_argument("--note", metavar="TEXT", help=about("option_letter_note"))
        if name in {"sent", "answer"}:
            made.add_argument("--on", metavar="DAY", type=date.fromisoformat, help=about("option_letter_on"))
        if name == "sent":
            made.add_argument("--how", choices=[each.value for each in SentHow], default=SentHow.MAIL.value,
                              help=about("option_letter_how"))  # fmt: skip
        if name == "complain":
            made.add_argument("--authority", metavar="NAME", help=about("option_letter_authority"))
            made.add_argument("--address", action="append", default=[], metavar="LINE",
                              help=about("option_letter_address"))  # fmt: skip
            made.add_argument("--reason", metavar="TEXT", help=about("option_letter_reason"))
        if name in {"show", "remind", "complain"}:
            _out(made, about)


def _write(made: argparse.ArgumentParser, about: Callable[[str], str]) -> None:
    kinds = [*(each.value for each in KINDS), AFTER_STOP]
    made.add_argument("kind", metavar="KIND", choices=kinds, help=about("argument_letter_kind"))
    made.add_argument("shop", metavar="SHOP", nargs="?", help=about("argument_letter_shop"))
    made.add_argument("--to", metavar="NAME", help=about("option_letter_to"))
    made.add_argument("--contact", metavar="MAIL", help=about("option_letter_contact"))
    made.add_argument("--name", metavar="NAME", dest="sender", help=about("option_letter_name"))
    made.add_argument("--account", metavar="TEXT", help=about("option_letter_account"))
    made.add_argument("--ground", choices=[each.value for each in Ground], help=about("option_letter_ground"))
    made.add_argument("--reason", metavar="TEXT", help=about("option_letter_reason"))
    made.add_argument("--decision", metavar="TEXT", help=about("option_letter_decision"))
    made.add_argument("--reference", metavar="TEXT", help=about("option_letter_reference"))
    made.add_argument("--other", metavar="NAME", help=about("option_letter_other"))
    made.add_argument("--other-at", metavar="ADDRESS", help=about("option_letter_other_at"))
    made.add_argument("--only", action="store_true", help=about("option_letter_only"))
    made.add_argument("--in", dest="letter_language", choices=LANGUAGES, help=about("option_letter_in"))
    for option, metavar, said in (
        ("--reply", "LINE", about("option_letter_reply")),
        ("--address", "LINE", about("option_letter_address")),
        ("--item", "KEY", about("option_letter_item")),
        ("--correct", "WHAT", about("option_letter_correct")),
    ):
        made.add_argument(option, action="append", default=[], metavar=metavar, help=said)
    _out(made, about)


def _out(made: argparse.ArgumentParser, about: Callable[[str], str]) -> None:
    which = made.add_mutually_exclusive_group()
    which.add_argument("--file", metavar="FILE", help=about("option_letter_file"))
    which.add_argument("--mail", action="store_true", help=about("option_letter_mail"))
