"""``preference-shop keys``: a new key of the key ring, rotation, and what to do after the key store was lost."""

from __future__ import annotations

import argparse

from vault.core.sentences import Sentences
from vault.shop.key_rotation import add_key, mend, rotate
from vault.shop.opening import open_shop
from vault.shop.policy import read_policy
from vault.shop.policy_argument import add_policy
from vault.shop.store import replace_lost_keys


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """``keys add``, ``keys rotate`` and ``keys mend``."""
    keys = commands.add_parser("keys", help="care for the keys that what customers said is encrypted with")
    actions = keys.add_subparsers(dest="action", required=True)
    for name, about in (
        ("add", "add a key to the key ring, to be brought to each machine before rotate"),
        ("rotate", "encrypt all item keys under the newest key of the ring, and destroy the others; may be repeated"),
        ("mend", "after the key store was lost or put back: end what no key opens"),
    ):
        action = actions.add_parser(name, help=about)
        add_policy(action)
        if name == "mend":
            action.add_argument("--lost", action="store_true", help="it is gone for good: make a new one first")


def about_keys(asked: argparse.Namespace, sentences: Sentences) -> list[str]:
    """Do what was typed, and give the lines to print. Raises as :func:`open_shop`, and :class:`StorageError`."""
    if asked.action == "mend" and asked.lost:
        policy = read_policy(asked.policy)
        replace_lost_keys(policy.database or policy.store, key_store=policy.key_store, key_ring=policy.key_ring)
    shop = open_shop(asked.policy)
    try:
        match asked.action:
            case "add":
                return [sentences.say("shop", "keys_added", id=add_key(shop.store.keys)[:8])]
            case "rotate":
                return [sentences.say("shop", "keys_rotated", count=rotate(shop.store.keys))]
        done = mend(shop)
        return [
            sentences.say("shop", "keys_mended_items", count=done.items),
            sentences.say("shop", "keys_mended_keys", count=done.keys),
        ]
    finally:
        shop.store.close()
