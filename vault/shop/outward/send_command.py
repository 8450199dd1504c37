"""``preference-shop send``: bring another system up to date, after saying what it cannot hold."""

from __future__ import annotations

import argparse
from typing import Final

from vault.core.errors import PolicyError
from vault.core.sentences import Sentences
from vault.shop.opening import open_shop
from vault.shop.outward.ledger import Ledger
from vault.shop.outward.sending import OpenTarget, open_targets, send
from vault.shop.policy_argument import add_policy
from vault.shop.printing import say
from vault.shop.service import Shop

NAME: Final = "send"


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """``send TARGET``."""
    sending = commands.add_parser(NAME, help="send what customers shared to another system of targets.toml")
    sending.add_argument("target", help="a recipient of the settings, as targets.toml names it")
    add_policy(sending)
    sending.add_argument("--dry-run", action="store_true", help="say what it would be, and send nothing")


def run_send(asked: argparse.Namespace, sentences: Sentences) -> int:
    """Do what was typed. Raises as :func:`open_shop`, :class:`PolicyError` ``target_unknown``, and what keeps the
    target from getting everything, after saying what it got."""
    shop = open_shop(asked.policy)
    try:
        targets = open_targets(asked.policy.parent, shop.policy, shop.catalogue)
        opened = next((each for each in targets if each.name == asked.target), None)
        if opened is None:
            names = ", ".join(each.name for each in targets) or "-"
            raise PolicyError("target_unknown", name=asked.target[:120], names=names[:240])
        say(*losses(shop, opened, sentences))
        if asked.dry_run:
            say(sentences.say("outward", "dry_run", count=Ledger(shop, opened.settings).waiting()))
            return 0
        sent = send(shop, opened)
        counts = {"sent": sent.sent, "erased": sent.erased, "unknown": sent.unknown, "refused": sent.refused}
        say(*(sentences.say("outward", code, count=n) for code, n in counts.items() if n or code == "sent"))
        if sent.problem is not None:
            say(sentences.say("outward", "left"))
            raise sent.problem
        return 0
    finally:
        shop.store.close()


def losses(shop: Shop, opened: OpenTarget, sentences: Sentences) -> list[str]:
    """The loss report: what the target gets, and a line for each thing that it cannot hold."""
    items = ", ".join(item.id for item in opened.settings.items)
    lines = [sentences.say("outward", "gets", target=opened.name, items=items)]
    return lines + [
        f"{opened.name} {sentences.say('outward', f'loss_{loss}')}" for loss in opened.target.losses(shop.policy)
    ]
