"""What can be typed to share, to stop, and to see what a shop had."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vault.cli import leaving_arguments, receipt_commands, sharing_commands, shop_commands, status_commands
from vault.core.terms import LONGEST_SHARE

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from vault.cli.program import Command

    Adder = Callable[[str, Command], argparse.ArgumentParser]
    About = Callable[[str], str]


def add_sharing(command: Adder, about: About) -> None:
    """From ``open`` to ``record``."""
    made = command("open", sharing_commands.open_)
    made.add_argument("link", metavar="LINK", help=about("argument_link"))
    made = command("share", sharing_commands.share_)
    made.add_argument("link", metavar="LINK", help=about("argument_link"))
    for option, code in (("--item", "option_item"), ("--sealed", "option_sealed_item")):
        made.add_argument(option, action="append", default=[], metavar="ID=PRECISION", help=about(code))
    made.add_argument("--as-with", metavar="SHOP", help=about("option_as_with"))
    how_long = made.add_mutually_exclusive_group()
    how_long.add_argument("--days", type=_days, metavar="N", help=about("option_days"))
    how_long.add_argument("--visit", action="store_true", help=about("option_visit"))
    made.add_argument("--nothing", action="store_true", help=about("option_nothing"))
    made.add_argument("--never-ask", action="store_true", help=about("option_never_ask"))
    made.add_argument("--yes", action="store_true", help=about("option_yes"))
    made.add_argument("--terms", metavar="CODE", help=about("option_terms"))
    made.add_argument("--to-file", metavar="FILE", help=about("option_to_file"))
    command("shops", sharing_commands.shops)
    made = command("stop", sharing_commands.stop_)
    made.add_argument("shop", metavar="SHOP", help=about("argument_shop"))
    made.add_argument("--item", metavar="KEY", help=about("option_stop_item"))
    made = command("refresh", shop_commands.refresh_)
    made.add_argument("key", metavar="KEY", help=about("argument_key"))
    made.add_argument("--shop", metavar="SHOP", help=about("argument_shop"))
    made.add_argument("--yes", action="store_true", help=about("option_yes_refresh"))
    made = command("held", shop_commands.held)
    made.add_argument("shop", metavar="SHOP", help=about("argument_shop"))
    made = command("feedback", shop_commands.feedback)
    made.add_argument("shop", metavar="SHOP", help=about("argument_shop"))
    made.add_argument("about", metavar="ABOUT", help=about("argument_about"))
    made.add_argument("says", choices=["wrong-for-me", "too-much", "thanks"], help=about("argument_says"))
    made = command("status-host", status_commands.status_host_)
    which = made.add_mutually_exclusive_group()
    which.add_argument("host", metavar="HOST", nargs="?", help=about("argument_status_host"))
    which.add_argument("--none", action="store_true", help=about("option_no_status_host"))
    made = command("history", sharing_commands.history)
    made.add_argument("shop", metavar="SHOP", nargs="?", help=about("argument_shop"))
    made = command("receipt", receipt_commands.receipt)
    made.add_argument("number", metavar="NUMBER", nargs="?", help=about("argument_receipt"))
    made.add_argument("file", metavar="FILE", nargs="?", help=about("argument_receipt_to"))
    leaving_arguments.add_record(command, about)


def _days(typed: str) -> int:
    """Whole days, up to the longest share; a visit has its own option."""
    number = int(typed)
    if not 1 <= number <= LONGEST_SHARE:
        raise ValueError(typed)
    return number
