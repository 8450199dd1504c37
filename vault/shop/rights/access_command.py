"""``preference-shop access``: everything of one customer, for that customer."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from vault.core.sentences import Sentences
from vault.shop.opening import open_shop
from vault.shop.policy_argument import add_policy
from vault.shop.rights.access import access, access_text
from vault.shop.rights.owner_files import new_file

STDIN = "-"
"""Instead of a number: so that a stop code is in no list of what runs."""


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """``access CUSTOMER``."""
    command = commands.add_parser("access", help="write down everything that is held of one customer, as JSON")
    command.add_argument("customer", help="customer number or stop code; - reads it from standard input")
    command.add_argument("--out", type=Path, help="a new file that only you can read; without it, standard output")
    add_policy(command)


def give_access(asked: argparse.Namespace, sentences: Sentences) -> list[str]:
    """Write it, and give the lines to print. Raises as :func:`open_shop`, :func:`access` and :func:`new_file`."""
    shop = open_shop(asked.policy)
    try:
        text = access_text(access(shop, named(asked.customer)))
    finally:
        shop.store.close()
    if asked.out is None:
        return text.splitlines()  # its own lines only: all else that ends one is escaped
    with new_file(asked.out) as file:
        file.write(text.encode())
    return [sentences.say("rights", "access_written", file=asked.out.name)]


def named(typed: str) -> str:
    """Whom the command is about."""
    return sys.stdin.readline().strip() if typed == STDIN else typed
