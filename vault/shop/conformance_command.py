"""``preference-shop conformance``: play a customer against a connector, and say what it does otherwise than the rules.

It shares made-up values, and stops everything that it shared. Use it on a shop of your own, or with its leave.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING, Final

from vault.core.clock import SystemClock
from vault.core.errors import ChoiceError, NetworkError
from vault.core.sentences import Sentences
from vault.core.web_address import checked_url
from vault.net.testing_shops import MAX_FILE, TestShop, TestShops
from vault.openid4vp.link import SCHEMES, parse_link
from vault.shop.conformance.checks import Outcome, Result
from vault.shop.conformance.kit import Kit
from vault.shop.conformance.line import Line, exchange
from vault.shop.conformance.page import Page
from vault.shop.conformance.report import as_json, line_of, verdict
from vault.shop.conformance.run import run
from vault.shop.printing import complain, say
from vault.shop.service import bundled_catalogue

if TYPE_CHECKING:
    from cryptography import x509

HELD, BROKEN, NOT_REACHED, UNFINISHED = 0, 1, 8, 9
"""Every rule that was tried holds; one does not; nobody was there; not everything could be tried."""
NAME: Final = "conformance"


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """``conformance URL``."""
    kit = commands.add_parser(NAME, help="play a customer against a connector, and say which rules it breaks")
    kit.add_argument("url", help="https address of the page, or of /preferences/start; or one link of it, in quotes")
    kit.add_argument("--address", help="where a shop on this computer listens, as 127.0.0.1:8443; needs --ca")
    kit.add_argument("--ca", type=Path, help="PEM file of the authority that is believed for that shop alone")
    kit.add_argument("--json", action="store_true", help="print everything as JSON, at the end")


def run_conformance(asked: argparse.Namespace, sentences: Sentences) -> int:
    """Run the kit and print what it finds. Returns the exit code.

    Raises :class:`RequestError` for a URL that no vault would call, and :class:`ChoiceError` for a test shop that is
    not one.
    """
    kit = _kit(asked.url, _host(asked.url), shops_of(_host(asked.url), asked.address, asked.ca))

    def heard(result: Result) -> None:
        if not asked.json:
            say(*line_of(result, sentences))

    try:
        results = run(kit, heard=heard)
    except NetworkError as problem:
        host = str(problem.facts.get("host", ""))
        complain(sentences.say("shop", "kit_not_reached", host=host, why=problem.code))
        return NOT_REACHED
    if asked.json:
        say(*as_json(results, sentences, url=asked.url, exchanges=kit.line.exchanges).splitlines())
    else:
        say(*verdict(results, sentences))
    return outcome_code(results)


def outcome_code(results: Sequence[Result]) -> int:
    """The exit code for what was found."""
    found = {result.outcome for result in results}
    if Outcome.FAIL in found:
        return BROKEN
    return UNFINISHED if Outcome.NOT_TRIED in found else HELD


def shops_of(host: str, address: str | None, ca: Path | None) -> TestShops:
    """The one test shop that the command line names, or none.

    Raises :class:`ChoiceError` ``kit_address_incomplete``, ``test_shops_unreadable``, or as :class:`TestShop`.
    """
    if address is None and ca is None:
        return TestShops()
    if address is None or ca is None:
        raise ChoiceError("kit_address_incomplete")
    where, _, port = address.rpartition(":")
    if not port.isascii() or not port.isdecimal() or len(port) > 5:
        raise ChoiceError("test_shop_malformed", host=host)
    try:
        with ca.open("rb") as file:
            pem = file.read(MAX_FILE)
    except OSError as problem:
        raise ChoiceError("test_shops_unreadable", file=ca.name) from problem
    return TestShops((TestShop(host, where.strip("[]"), int(port), pem),))


def _kit(url: str, host: str, shops: TestShops) -> Kit:
    from vault.net.https_client import HttpsClient  # it binds a socket when it is loaded; other commands use none
    from vault.net.system_anchors import system_anchors

    clock = SystemClock()
    line = Line(HttpsClient(shops, exchange=exchange), clock, sleep)
    shop = shops.of(host)
    anchors: Sequence[x509.Certificate] = shop.anchors() if shop is not None else system_anchors()
    return Kit(line, Page(line, url), bundled_catalogue(), clock, anchors)


def _host(url: str) -> str:
    if url.partition(":")[0].lower() in SCHEMES:
        return parse_link(url).client_id.host
    return checked_url(url).host
