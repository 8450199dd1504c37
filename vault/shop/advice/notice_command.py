"""``preference-shop notice``: print the notice for customers that the settings make."""

from __future__ import annotations

import argparse
from pathlib import Path

from vault.core.sentences import Sentences
from vault.shop.advice.notice import notice_of
from vault.shop.advice.notice_formats import FORMATS, written
from vault.shop.advice.terminal import Terminal
from vault.shop.policy import read_policy
from vault.shop.service import bundled_catalogue


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """``notice [FILE]``."""
    made = commands.add_parser("notice", help="print the notice for customers (GDPR art. 13), in --language")
    made.add_argument("file", type=Path, nargs="?", default=Path("preferences.toml"), help="the settings")
    made.add_argument("--format", choices=FORMATS, default="text", help="HTML is a section for a page of yours")


def notice(asked: argparse.Namespace, terminal: Terminal, sentences: Sentences) -> None:
    """Print it. Raises :class:`PolicyError`, also for settings that a vault refuses."""
    made = notice_of(read_policy(asked.file), bundled_catalogue(), sentences)
    terminal.tell(*written(made, asked.format).splitlines())
