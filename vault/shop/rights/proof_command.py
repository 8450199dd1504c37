"""``preference-shop proof``: one file that proves consent, and its check, which needs no database and no settings."""

from __future__ import annotations

import argparse
from pathlib import Path

from vault.core.clock import SystemClock
from vault.core.errors import StorageError
from vault.core.sentences import Sentences
from vault.shop.opening import open_shop
from vault.shop.policy_argument import add_policy
from vault.shop.rights.access_command import named
from vault.shop.rights.owner_files import new_file
from vault.shop.rights.proof_pack import check_pack, write_pack


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """``proof pack`` and ``proof check``."""
    proof = commands.add_parser("proof", help="write down what proves consent, or check such a file")
    actions = proof.add_subparsers(dest="action", required=True)
    pack = actions.add_parser("pack", help="write a file for one customer or an authority")
    who = pack.add_mutually_exclusive_group(required=True)
    who.add_argument("customer", nargs="?", help="customer number or stop code; - reads it from standard input")
    who.add_argument("--all", action="store_true", help="of all customers")
    pack.add_argument("--out", type=Path, required=True, help="a new ZIP that only you can read")
    add_policy(pack)
    check = actions.add_parser("check", help="check such a file; needs no network, no settings and no database")
    check.add_argument("file", type=Path, help="the ZIP")


def about_proof(asked: argparse.Namespace, sentences: Sentences) -> list[str]:
    """Do what was typed, and give the lines to print. Raises as :func:`open_shop`, :func:`write_pack`,
    :func:`check_pack` and :func:`new_file`, and :class:`StorageError` ``file_unreadable``."""
    if asked.action == "check":
        return _checked(asked.file, sentences)
    shop = open_shop(asked.policy)
    try:
        with new_file(asked.out) as file:
            packed = write_pack(shop, file, None if asked.all else named(asked.customer))
    finally:
        shop.store.close()
    return [sentences.say("rights", "packed", file=asked.out.name, agreements=packed.consents, own=packed.own)]


def _checked(path: Path, sentences: Sentences) -> list[str]:
    consents = items = erased = 0
    hosts: set[str] = set()
    try:
        with path.open("rb") as file:
            for _, proofs in check_pack(file, now=SystemClock().now()):
                for proof in proofs:
                    consents += 1
                    items += len(proof.items)
                    erased += sum(each.erased is not None for each in proof.items)
                    hosts.add(proof.client_id)
    except OSError as problem:
        raise StorageError("file_unreadable", file=path.name) from problem
    return [
        sentences.say("rights", "pack_holds", file=path.name),
        sentences.say("rights", "pack_counts", agreements=consents, items=items, erased=erased),
        *(sentences.say("rights", "pack_shop", shop=each) for each in sorted(hosts)),
        sentences.say("rights", "pack_own"),
        sentences.say("proof", "not_proved"),
    ]
