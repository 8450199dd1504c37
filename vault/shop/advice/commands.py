"""The commands of advice for :mod:`vault.shop.command_line`: ``init``, ``lint``, ``notice`` and ``train``."""

from __future__ import annotations

import argparse
import sys
from typing import Final

from vault.core.clock import SystemClock
from vault.core.sentences import Sentences
from vault.shop.advice import init_command, lint_command, notice_command, train_command
from vault.shop.advice.terminal import Terminal

NAMES: Final = ("init", "lint", "notice", "train")
NOT_PASSED: Final = 1
"""Exit code of a training with too few right answers."""


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add all four."""
    for module in (init_command, lint_command, notice_command, train_command):
        module.add_command(commands)


def run(asked: argparse.Namespace, sentences: Sentences) -> int:
    """Do what was typed, on the terminal, and give the exit code. Raises :class:`VaultError`."""
    terminal = Terminal(sys.stdin, sys.stdout)
    match asked.command:
        case "init":
            init_command.init(asked, terminal, sentences)
        case "lint":
            return int(lint_command.lint_settings(asked, terminal, sentences, SystemClock()))
        case "notice":
            notice_command.notice(asked, terminal, sentences)
        case _:
            return 0 if train_command.train(asked, terminal, sentences, SystemClock()) else NOT_PASSED
    return 0
