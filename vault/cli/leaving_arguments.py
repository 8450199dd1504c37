"""What can be typed to take single things along, and to say goodbye."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vault.cli import goodbye_commands, page_commands, receipt_commands
from vault.cli.goodbye_commands import Rest

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from vault.cli.program import Command

    Adder = Callable[[str, Command], argparse.ArgumentParser]
    About = Callable[[str], str]


def add_people_export(command: Adder, about: About) -> None:
    """``people export``."""
    made = command("export", page_commands.people_export)
    made.add_argument("file", metavar="FILE", help=about("argument_page"))
    made.add_argument("nickname", metavar="NICKNAME", nargs="*", help=about("argument_nicknames"))
    made.add_argument("--ideas", action="store_true", help=about("option_ideas"))
    made.add_argument("--wishes", action="store_true", help=about("option_my_wishes"))
    made.add_argument("--prices", action="store_true", help=about("option_prices"))


def add_wish_export(command: Adder, about: About) -> None:
    """``wish export``."""
    made = command("export", page_commands.wish_export)
    made.add_argument("file", metavar="FILE", help=about("argument_page"))
    made.add_argument(
        "--with", dest="people", action="append", default=[], metavar="NICKNAME", help=about("option_with_people")
    )
    made.add_argument("--prices", action="store_true", help=about("option_prices"))


def add_record(command: Adder, about: About) -> None:
    """``record``."""
    made = command("record", receipt_commands.record)
    made.add_argument("number", metavar="NUMBER", nargs="?", help=about("argument_record"))
    made.add_argument("file", metavar="FILE", nargs="?", help=about("argument_record_to"))


def add_goodbye(command: Adder, about: About) -> None:
    """``goodbye``."""
    made = command("goodbye", goodbye_commands.goodbye)
    made.add_argument("folder", metavar="FOLDER", nargs="?", help=about("argument_goodbye_folder"))
    made.add_argument("--show", action="store_true", help=about("option_goodbye_show"))
    made.add_argument("--stay", action="store_true", help=about("option_goodbye_stay"))
    which = made.add_mutually_exclusive_group()
    which.add_argument("--sealed", action="store_true", help=about("option_sealed"))
    which.add_argument("--without-sealed", action="store_true", help=about("option_without_sealed"))
    which.add_argument("--without-copy", action="store_true", help=about("option_without_copy"))
    made.add_argument("--open", action="store_true", help=about("option_export_open"))
    made.add_argument("--stop", action="store_true", help=about("option_goodbye_stop"))
    made.add_argument("--rest", choices=[each.value for each in Rest], help=about("option_goodbye_rest"))
    made.add_argument("--name", metavar="NAME", help=about("option_goodbye_name"))
    made.add_argument("--reply", metavar="TEXT", action="append", default=[], help=about("option_goodbye_reply"))
    made.add_argument("--yes", action="store_true", help=about("option_goodbye_yes"))
