"""``preference-shop import``: answers in files, and a list of preferences that the shop has already."""

from __future__ import annotations

import argparse
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from vault.core.errors import StorageError
from vault.core.sentences import Sentences
from vault.shop.opening import open_shop
from vault.shop.policy_argument import add_policy
from vault.shop.printing import complain
from vault.shop.rights.answer_folder import Taken, take_file, take_folder
from vault.shop.rights.own_list import keep_list, read_list
from vault.shop.rights.signals import ended_by_signal
from vault.shop.service import Shop

REFUSED = 1
"""Exit code where a file or line was refused; everything else was taken in."""
MOST_LINES = 50
"""Bad lines that are said one by one."""
WATCH_SECONDS = 2


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """``import``."""
    command = commands.add_parser("import", help="take in answers from files, or a list that you have already")
    command.add_argument("source", type=Path, help="an answer, a folder of them, or with --csv a list")
    how = command.add_mutually_exclusive_group()
    how.add_argument("--watch", action="store_true", help="go on as more files come into the folder")
    how.add_argument("--csv", action="store_true", help="a list with number, key, value, purpose, given and proof")
    add_policy(command)


def take_in(asked: argparse.Namespace, sentences: Sentences, say: Callable[[str], None]) -> int:
    """Take in what was named; the exit code. Raises as :func:`open_shop`, :func:`take_folder` and :func:`read_list`."""
    shop = open_shop(asked.policy)
    try:
        if asked.csv:
            return _list(shop, asked.source, sentences, say)
        if not asked.source.is_dir():
            return _said([take_file(shop, asked.source)], sentences, say)
        if not asked.watch:
            return _said(take_folder(shop, asked.source, sentences.error), sentences, say)
        with ended_by_signal() as ended:
            watch(shop, asked.source, ended, sentences, say)
        return 0
    finally:
        shop.store.close()


def watch(shop: Shop, folder: Path, ended: threading.Event, sentences: Sentences, say: Callable[[str], None]) -> None:
    """Take in what comes into a folder until ``ended`` is set. A store that fails is said, and tried again."""
    while not ended.is_set():
        try:
            _said(take_folder(shop, folder, sentences.error), sentences, say)
        except StorageError as problem:
            complain(sentences.error(problem))
        ended.wait(WATCH_SECONDS)


def _said(taken: Iterable[Taken], sentences: Sentences, say: Callable[[str], None]) -> int:
    refused = False
    for each in taken:
        say(_line(each, sentences))
        refused = refused or each.problem is not None
    return REFUSED if refused else 0


def _line(taken: Taken, sentences: Sentences) -> str:
    if taken.problem is not None:
        return sentences.say("rights", "answer_refused", file=taken.name, why=sentences.error(taken.problem))
    if taken.number is None:
        return sentences.say("rights", "answer_not_kept", file=taken.name)
    return sentences.say("rights", "answer_taken", file=taken.name, items=taken.items, number=taken.number)


def _list(shop: Shop, path: Path, sentences: Sentences, say: Callable[[str], None]) -> int:
    items, bad = read_list(shop, path)
    for each in bad[:MOST_LINES]:
        say(sentences.say("rights", "list_line", line=each.line, why=sentences.error(each.problem)))
    if bad:
        say(sentences.say("rights", "list_refused", bad=len(bad), good=len(items)))
        return REFUSED
    kept = keep_list(shop, items)
    say(sentences.say("rights", "list_kept", new=kept.new, known=kept.known))
    return 0
