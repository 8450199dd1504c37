"""``preference-shop init``: write the settings of a new shop."""

from __future__ import annotations

import argparse
from pathlib import Path

from vault.core.errors import PolicyError
from vault.core.sentences import Sentences
from vault.shop.advice.draft import QUESTIONS, Draft
from vault.shop.advice.given_answers import fill, read_answers, typed_answers
from vault.shop.advice.interview import Interview
from vault.shop.advice.key_files import REQUEST, new_keys, write_new
from vault.shop.advice.terminal import Terminal
from vault.shop.service import bundled_catalogue


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """``init [FILE]``."""
    made = commands.add_parser("init", help="write the settings of a new shop, by asking or from answers")
    made.add_argument("file", type=Path, nargs="?", default=Path("preferences.toml"), help="a new file")
    made.add_argument("--answers", type=Path, help="TOML with the answers; then nothing is asked")
    names = ", ".join(question.name for question in QUESTIONS)
    made.add_argument(
        "--set", action="append", default=[], metavar="NAME=ANSWER", help=f"an answer: {names}; then nothing is asked"
    )
    made.add_argument("--item", action="append", default=[], metavar="KEY", help="a preference to ask for")
    made.add_argument("--keys", action="store_true", help="make keys, and a request for the certificate, beside it")


def init(asked: argparse.Namespace, terminal: Terminal, sentences: Sentences) -> None:
    """Write the settings, and keys if wished. Nothing that is there is written over, and nothing is half written.

    Raises :class:`PolicyError`: what the answers are refused with, ``file_taken``, ``file_unwritable``, and those of
    :func:`read_answers`.
    """
    file: Path = asked.file
    if file.exists() or file.is_symlink():
        raise PolicyError("file_taken", file=file.name)
    catalogue = bundled_catalogue()
    draft = Draft(catalogue)
    keys = asked.keys
    if asked.answers is not None or asked.set or asked.item:
        answers = read_answers(asked.answers) if asked.answers is not None else {}
        fill(draft, answers | typed_answers(asked.set), asked.item)
    else:
        interview = Interview(draft, catalogue, terminal, sentences)
        interview.run()
        keys = keys or interview.yes("keys", default=True)
    text = draft.text((sentences.say("init", "comment"), sentences.say("init", "comment_members")))
    host = draft.settings["shop"]["host"]
    write_new(file.parent, {file.name: text.encode(), **(new_keys(host) if keys else {})})
    terminal.tell("", sentences.say("init", "written", file=file.name))
    if keys:
        terminal.tell(sentences.say("init", "certificate", request=REQUEST, chain="chain.pem"))
    else:
        terminal.tell(sentences.say("init", "keys_needed"))
    terminal.tell(*(sentences.say("init", f"next_{step}") for step in ("notice", "lint", "train")))
