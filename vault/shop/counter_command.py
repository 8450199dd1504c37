"""``preference-shop counter``: ask at a counter by a file or a QR code, and take in the answer from its file."""

from __future__ import annotations

import argparse
import os
import secrets
from pathlib import Path

from vault.core.errors import PolicyError, RequestError
from vault.core.sentences import Sentences
from vault.openid4vp import request_file
from vault.openid4vp.qr_code import MOST, qr_file
from vault.openid4vp.qr_picture import MAX_PICTURE
from vault.shop.counter import ask_at_counter, ask_in_file, take_answer, what_came
from vault.shop.counter_key import counter_key
from vault.shop.counter_words import digits, told
from vault.shop.opening import open_shop
from vault.shop.policy_argument import add_policy
from vault.shop.serve_settings import serve_settings
from vault.shop.service import Shop


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """``counter file``, ``qr``, ``read``, ``show`` and ``page``."""
    counter = commands.add_parser("counter", help="ask a customer at the counter, and take in the answer")
    actions = counter.add_subparsers(dest="action", required=True)
    for name, where, about in (
        ("file", request_file.ENDING, "write a request to a file, to be answered within 30 days"),
        (
            "qr",
            ".png or .svg",
            "write a request as a QR code, to be answered within 10 minutes while serve runs",
        ),
    ):
        made = actions.add_parser(name, help=about)
        made.add_argument("file", type=Path, help=f"a new file, {where}")
        made.add_argument("--item", action="append", metavar="ID", help="an item of the settings; without it, all")
    read = actions.add_parser("read", help="take in an answer")
    read.add_argument("file", type=Path, help="the customer's file, or a picture of its QR code")
    show = actions.add_parser("show", help="show what a request brought")
    show.add_argument("request", help="the request's number, as counter qr printed it")
    page = actions.add_parser("page", help="print the address of the page for the till, which serve serves")
    page.add_argument("--new-key", action="store_true", help="shut out every till that has the address of before")
    for made in actions.choices.values():
        add_policy(made)


def at_counter(asked: argparse.Namespace, sentences: Sentences) -> list[str]:
    """Do what was typed, and give the lines to print.

    Raises as :func:`open_shop`, :func:`create_request` and :func:`take_answer`, and :class:`PolicyError`
    ``counter_file_taken``, ``counter_file_unwritable`` or ``counter_file_unreadable``.
    """
    if asked.action == "page":
        return _page(asked.policy, sentences, new=asked.new_key)
    shop = open_shop(asked.policy)
    try:
        match asked.action:
            case "file":
                return _file(shop, asked.file, asked.item, sentences)
            case "qr":
                return _qr(shop, asked.file, asked.item, sentences)
            case "read":
                return told(shop, take_answer(shop, _read(asked.file)), sentences)
        return told(shop, what_came(shop, asked.request), sentences)
    finally:
        shop.store.close()


def _file(shop: Shop, path: Path, ids: list[str] | None, sentences: Sentences) -> list[str]:
    _require_free(path)
    made = ask_in_file(shop, ids)
    _write(path, f"{made.text}\n".encode("ascii"))
    until = sentences.say("shop", "counter_file", file=path.name, date=sentences.minute(made.expires))
    return [until, digits(made.code, sentences)]


def _qr(shop: Shop, path: Path, ids: list[str] | None, sentences: Sentences) -> list[str]:
    _require_free(path)
    made = ask_at_counter(shop, ids)
    picture = qr_file(made.link, "svg" if path.suffix.lower() == ".svg" else "png")
    if picture is None:
        raise RequestError("link_too_long", limit=MOST)
    _write(path, picture)
    until = sentences.say("shop", "counter_qr", file=path.name, minute=sentences.minute(made.expires))
    number = sentences.say("shop", "counter_number", request=made.id)
    return [until, digits(made.code, sentences), number]


def _page(policy: Path, sentences: Sentences, *, new: bool) -> list[str]:
    where = serve_settings({"policy": str(policy)}, os.environ).counter_listen
    if where is None:
        raise PolicyError("policy_member_missing", where="serve.counter_listen")
    address = f"http://{where}/?key={counter_key(policy, secrets.token_bytes, new=new)}"
    return [
        sentences.say("shop", "counter_page_address", address=address),
        sentences.say("shop", "counter_page_care"),
    ]


def _require_free(path: Path) -> None:
    """Before anything is asked: a request that is in no file could never be answered."""
    if os.path.lexists(path):
        raise PolicyError("counter_file_taken", file=path.name)


def _write(path: Path, data: bytes) -> None:
    try:
        with path.open("xb") as file:
            file.write(data)
    except OSError as problem:
        raise PolicyError("counter_file_unwritable", file=path.name) from problem


def _read(path: Path) -> bytes:
    try:
        if not path.is_file():  # a pipe would never end
            raise PolicyError("counter_file_unreadable", file=path.name)
        with path.open("rb") as file:
            return file.read(MAX_PICTURE + 1)
    except OSError as problem:
        raise PolicyError("counter_file_unreadable", file=path.name) from problem
