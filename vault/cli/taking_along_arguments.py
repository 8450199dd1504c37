"""What can be typed to take along what is in the vault, and to bring it back in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vault.cli import taking_along_commands
from vault.core.value import Precision
from vault.customer.taking_along import Form, Part

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from vault.cli.program import Command

    Adder = Callable[[str, Command], argparse.ArgumentParser]
    About = Callable[[str], str]


_PRECISIONS = tuple(step.word for step in Precision if step is not Precision.CLOSED)


def add_taking_along(command: Adder, about: About) -> None:
    """``card``, ``export`` and ``import``."""
    made = command("card", taking_along_commands.card_)
    made.add_argument("key", metavar="KEY|FILE", nargs="*", help=about("argument_card"))
    made.add_argument("--topic", metavar="TOPIC", help=about("argument_topic"))
    made.add_argument("--precision", choices=_PRECISIONS, default="exact", help=about("option_precision"))
    made.add_argument("--sealed", action="store_true", help=about("option_sealed"))
    _export(command("export", taking_along_commands.export), about)
    made = command("import", taking_along_commands.import_)
    made.add_argument("file", metavar="FILE", help=about("argument_file"))
    made.add_argument("--merge", action="store_true", help=about("option_merge"))
    made.add_argument("--yes", action="store_true", help=about("option_yes_merge"))


def _export(parser: argparse.ArgumentParser, about: About) -> None:
    parser.add_argument("file", metavar="FILE", help=about("argument_file"))
    forms, parts = [form.value for form in Form], [part.value for part in Part]
    parser.add_argument("--form", choices=forms, default=Form.EVERYTHING.value, help=about("option_form"))
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--topic", metavar="TOPIC", help=about("option_export_topic"))
    which.add_argument("--shop", metavar="SHOP", help=about("option_export_shop"))
    parser.add_argument("--without", choices=parts, action="append", default=[], help=about("option_without"))
    parser.add_argument("--open", action="store_true", help=about("option_export_open"))
    parser.add_argument("--sealed", action="store_true", help=about("option_sealed"))
