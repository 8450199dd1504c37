"""What can be typed: the commands, their options, and a help text for each in the customer's language."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from vault.cli import (
    backup_commands,
    key_commands,
    leaving_arguments,
    letter_arguments,
    people_commands,
    preference_commands,
    sharing_arguments,
    suggest_commands,
    taking_along_arguments,
    vault_commands,
    vaults_commands,
    wish_commands,
)
from vault.cli.language import LANGUAGES
from vault.cli.program import Command
from vault.core.sensitivity import Level
from vault.core.sentences import Sentences
from vault.core.value import Precision
from vault.customer.wishes import PriceBand

MAX_DESCRIPTOR = 2**31 - 1
"""An ``int`` of C, which descriptors are."""
_PATHS = frozenset({"vault", "test_shops", "file", "to", "to_file", "pdf", "folder"})
"""Names of files may hold bytes that are no text; nothing else that is typed may."""

Help = Callable[[str], str]


def language_asked(arguments: list[str]) -> str | None:
    """The language named in the arguments, before they are read: their help is in it."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    parser.add_argument("--language", choices=LANGUAGES)
    try:
        found: str | None = parser.parse_known_args(arguments)[0].language
    except argparse.ArgumentError:
        return None  # the whole parser says what is wrong
    return found


def unreadable(found: argparse.Namespace) -> list[str]:
    """What was typed that is no text, file names aside: Python marks such bytes with half characters (PEP 383)."""
    typed = (each for name, given in vars(found).items() if name not in _PATHS for each in _texts(given))
    return [text for text in typed if any("\ud800" <= letter <= "\udfff" for letter in text)]


def _texts(given: object) -> list[str]:
    found = given if isinstance(given, list) else [given]
    return [each for each in found if isinstance(each, str)]


def build_parser(sentences: Sentences, *, with_demo: bool) -> argparse.ArgumentParser:
    """The parser of the whole command line. ``command`` holds the function to call, or None for ``demo``."""

    def about(code: str) -> str:
        return sentences.say("help", code).replace("%", "%%")

    everywhere = _options_everywhere(about)
    parser = argparse.ArgumentParser(
        prog="preference-vault", description=about("program"), parents=[everywhere], allow_abbrev=False
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True, dest="name")

    def command(name: str, run: Command) -> argparse.ArgumentParser:
        made = commands.add_parser(
            name, help=about(name), description=about(name), parents=[everywhere], allow_abbrev=False
        )
        made.set_defaults(command=run)
        return made

    def group(group_name: str) -> _Adder:
        """A command that has commands of its own."""
        said = about(group_name)
        inside = commands.add_parser(
            group_name, help=said, description=said, parents=[everywhere], allow_abbrev=False
        ).add_subparsers(metavar="COMMAND", required=True, dest=f"{group_name}_name")

        def command(name: str, run: Command) -> argparse.ArgumentParser:
            said = about(f"{group_name}_{name}")
            made = inside.add_parser(name, help=said, description=said, parents=[everywhere], allow_abbrev=False)
            made.set_defaults(command=run)
            return made

        return command

    command("create", vault_commands.create)
    _preferences(command, about)
    _people(group("people"), about)
    _wishes(group("wish"), about)
    sharing_arguments.add_sharing(command, about)
    taking_along_arguments.add_taking_along(command, about)
    suggest_commands.add_suggest(command, about)
    letter_arguments.add_letters(group("letter"), about)
    _backups(command, about)
    _keys(group("keys"), about)
    _vaults(group("vaults"), about)
    command("check", vault_commands.check)
    leaving_arguments.add_goodbye(command, about)
    if with_demo:  # its options are its own, and so is its help
        demo = commands.add_parser("demo", help=about("demo"), add_help=False, allow_abbrev=False)
        demo.set_defaults(command=None)
    return parser


_Adder = Callable[[str, Command], argparse.ArgumentParser]


def _options_everywhere(about: Help) -> argparse.ArgumentParser:
    """Options that may stand before or after the command, so they have no default of their own."""
    options = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS, allow_abbrev=False)
    options.add_argument("--vault", metavar="FOLDER", help=about("option_vault"))
    options.add_argument("--language", choices=LANGUAGES, help=about("option_language"))
    options.add_argument("--json", action="store_true", help=about("option_json"))
    options.add_argument("--passphrase-fd", metavar="N", type=_descriptor, help=about("option_passphrase_fd"))
    options.add_argument("--quick", action="store_true", help=about("option_quick"))
    options.add_argument("--test-shops", metavar="FILE", help=about("option_test_shops"))
    return options


def _preferences(command: _Adder, about: Help) -> None:
    made = command("set", preference_commands.set_)
    made.add_argument("key", metavar="KEY", help=about("argument_key"))
    made.add_argument("value", metavar="VALUE", nargs="?", help=about("argument_value"))
    made.add_argument("--level", choices=[level.word for level in Level], help=about("option_level"))
    made.add_argument("--most", choices=[step.word for step in Precision], help=about("option_most"))
    made = command("list", preference_commands.list_)
    made.add_argument("topic", metavar="TOPIC", nargs="?", help=about("argument_topic"))
    made.add_argument("--search", metavar="TEXT", help=about("option_search"))
    made.add_argument("--possible", action="store_true", help=about("option_possible"))
    made = command("remove", preference_commands.remove)
    made.add_argument("key", metavar="KEY", help=about("argument_key"))


def _people(command: _Adder, about: Help) -> None:
    command("list", people_commands.list_).add_argument("--search", metavar="TEXT", help=about("option_search"))
    made = command("add", people_commands.add)
    made.add_argument("nickname", metavar="NICKNAME", help=about("argument_nickname"))
    made.add_argument("--note", metavar="TEXT", help=about("option_note"))
    made = command("set", people_commands.set_)
    made.add_argument("nickname", metavar="NICKNAME", help=about("argument_nickname"))
    made.add_argument("key", metavar="KEY", nargs="?", help=about("argument_key"))
    made.add_argument("value", metavar="VALUE", nargs="?", help=about("argument_value"))
    made.add_argument("--name", metavar="NICKNAME", help=about("option_nickname"))
    made.add_argument("--note", metavar="TEXT", help=about("option_note"))
    leaving_arguments.add_people_export(command, about)
    made = command("remove", people_commands.remove)
    made.add_argument("nickname", metavar="NICKNAME", help=about("argument_nickname"))
    made.add_argument("key", metavar="KEY", nargs="?", help=about("argument_key"))


def _wishes(command: _Adder, about: Help) -> None:
    command("list", wish_commands.list_).add_argument("--search", metavar="TEXT", help=about("option_search"))
    for name, run in (("add", wish_commands.add), ("set", wish_commands.set_)):
        made = command(name, run)
        if name == "add":
            made.add_argument("what", metavar="WHAT", help=about("argument_wish"))
        else:
            made.add_argument("number", metavar="NUMBER", type=int, help=about("argument_wish_number"))
            made.add_argument("--what", metavar="WHAT", help=about("argument_wish"))
            made.add_argument("--done", choices=["yes", "no"], help=about("option_wish_done"))
            made.add_argument("--for-me", action="store_true", help=about("option_for_me"))
        made.add_argument("--note", metavar="TEXT", help=about("option_note"))
        made.add_argument("--seen", metavar="TEXT", help=about("option_seen"))
        made.add_argument("--price", choices=[band.value for band in PriceBand], help=about("option_price"))
        made.add_argument("--for", dest="person", metavar="NICKNAME", help=about("option_for"))
    leaving_arguments.add_wish_export(command, about)
    made = command("remove", wish_commands.remove)
    made.add_argument("number", metavar="NUMBER", type=int, help=about("argument_wish_number"))


def _descriptor(typed: str) -> int:
    """The number of an open file, as the system counts them."""
    number = int(typed)
    if not 0 <= number <= MAX_DESCRIPTOR:
        raise ValueError(typed)
    return number


def _backups(command: _Adder, about: Help) -> None:
    made = command("backup", backup_commands.backup)
    which = made.add_mutually_exclusive_group()
    which.add_argument("file", metavar="FILE", nargs="?", help=about("argument_backup_to"))
    which.add_argument("--list", action="store_true", help=about("option_list_backups"))
    which.add_argument("--drill", action="store_true", help=about("option_drill"))
    made = command("restore", backup_commands.restore)
    made.add_argument("file", metavar="FILE", nargs="?", help=about("argument_backup_from"))
    made.add_argument("--recovery", action="store_true", help=about("option_by_recovery"))
    made.add_argument("--to", metavar="FOLDER", required=True, help=about("option_to"))
    made = command("salvage", backup_commands.salvage)
    made.add_argument("--to", metavar="FOLDER", required=True, help=about("option_to"))


def _keys(command: _Adder, about: Help) -> None:
    command("list", key_commands.list_)
    command("passphrase", key_commands.passphrase)
    made = command("recovery", key_commands.recovery)
    which = made.add_mutually_exclusive_group()
    which.add_argument("--pdf", metavar="FILE", help=about("option_pdf"))
    which.add_argument("--remove", action="store_true", help=about("option_remove_recovery"))
    made = command("quick", key_commands.quick)
    made.add_argument("state", choices=["on", "off"], help=about("argument_quick"))
    made = command("renew", key_commands.renew)
    made.add_argument("--delete-backups", action="store_true", help=about("option_delete_backups"))
    command("recover", key_commands.recover_)


def _vaults(command: _Adder, about: Help) -> None:
    command("list", vaults_commands.list_)
    for name, run in (
        ("create", vaults_commands.create),
        ("use", vaults_commands.use),
        ("move", vaults_commands.move),
        ("delete", vaults_commands.delete),
    ):
        made = command(name, run)
        made.add_argument("vault_name", metavar="VAULT", help=about("argument_vault_name"))
        if name == "move":
            made.add_argument("to", metavar="TO", help=about("argument_vault_to"))
        if name == "delete":
            made.add_argument("--yes", action="store_true", help=about("option_delete_yes"))
