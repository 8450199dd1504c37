"""``preference-shop retain``: drop what has ended, once or again and again. ``serve`` does it too; any number may.

What is erased, and when, is not asked here: the settings and each customer's terms say so.
"""

from __future__ import annotations

import argparse
import threading
from collections.abc import Callable

from vault.core.errors import StorageError
from vault.core.sentences import Sentences
from vault.shop.opening import open_shop
from vault.shop.policy_argument import add_policy
from vault.shop.printing import complain
from vault.shop.retention import Dropped, drop_expired
from vault.shop.rights.signals import ended_by_signal
from vault.shop.service import Shop

LEAST_SECONDS = 1


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """``retain``."""
    command = commands.add_parser("retain", help="erase what has ended, and sign the receipts that wait")
    command.add_argument("--every", type=_seconds, metavar="SECONDS", help="again and again, until it is told to end")
    add_policy(command)


def retain(asked: argparse.Namespace, sentences: Sentences, say: Callable[[str], None]) -> None:
    """Sweep, and ``say`` what went. Looping, a store that fails is said and tried again; once, it raises
    :class:`StorageError`. Raises as :func:`open_shop`.
    """
    shop = open_shop(asked.policy)
    try:
        if asked.every is None:
            say(told(drop_expired(shop), sentences))
            return
        with ended_by_signal() as ended:
            sweep_until(shop, ended, asked.every, sentences, say)
    finally:
        shop.store.close()


def sweep_until(
    shop: Shop, ended: threading.Event, seconds: int, sentences: Sentences, say: Callable[[str], None]
) -> None:
    """Sweep every so many seconds until ``ended`` is set."""
    while not ended.is_set():
        try:
            done = drop_expired(shop)
        except StorageError as problem:
            complain(sentences.error(problem))
        else:
            if done != Dropped(0, 0):
                say(told(done, sentences))
        ended.wait(seconds)


def told(done: Dropped, sentences: Sentences) -> str:
    """What a sweep removed, in a line."""
    return sentences.say("rights", "retained", items=done.items, unread=done.unread, proofs=done.proofs)


def _seconds(text: str) -> int:
    seconds = int(text)
    if seconds < LEAST_SECONDS:
        raise ValueError
    return seconds
