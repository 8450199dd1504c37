"""The commands of rights for :mod:`vault.shop.command_line`."""

from __future__ import annotations

import argparse
from typing import Final

from vault.core.sentences import Sentences
from vault.shop.rights import access_command, retain_command

NAMES: Final = ("access", "retain")


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add all of them."""
    for module in (access_command, retain_command):
        module.add_command(commands)


def run(asked: argparse.Namespace, sentences: Sentences) -> int:
    """Do what was typed, print, and give the exit code. Raises :class:`VaultError`."""
    match asked.command:
        case "access":
            _say_all(access_command.give_access(asked, sentences))
        case _:
            retain_command.retain(asked, sentences, _say)
    return 0


def _say_all(lines: list[str]) -> None:
    print("\n".join(lines))


def _say(line: str) -> None:
    print(line, flush=True)
