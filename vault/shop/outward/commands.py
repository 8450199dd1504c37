"""The commands of ``preference-shop`` about other systems and reports."""

from __future__ import annotations

import argparse
from typing import Final

from vault.core.sentences import Sentences
from vault.shop.outward import report_command, send_command

NAMES: Final = (send_command.NAME, report_command.NAME)


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """``send`` and ``report``."""
    send_command.add_commands(commands)
    report_command.add_commands(commands)


def run(asked: argparse.Namespace, sentences: Sentences) -> int:
    """Do what was typed, and give the exit code. Raises as each command does."""
    if asked.command == send_command.NAME:
        return send_command.run_send(asked, sentences)
    return report_command.run_report(asked, sentences)
