"""``open`` and ``share --as-with``: what another shop had is named, shown before it leaves, and never sealed."""

from __future__ import annotations

import pytest

from tests.unit.cli.conftest import CommandLine
from tests.unit.customer.asking import FEET, SHOE, SPORTS, Shop
from vault.cli.exit_codes import DONE, NOT_POSSIBLE

LINK = "openid4vp://?client_id=x509_san_dns%3Aschoenenhuis.example"
OTHER = "fietsplein.example"


@pytest.fixture
def known(command: CommandLine) -> CommandLine:
    """Another shop has the shoe size as a range, and foot health, which is sealed."""
    first, command.shop = command.shop, Shop(host=OTHER, now=command.clock.now)
    command.request, command.typed = command.shop.ask(SHOE, FEET), ["yes"]
    assert command("share", LINK, "--item", "shoe_size=range", "--sealed", "feet") == DONE
    command.shop = first
    command.request = first.ask(SHOE, SPORTS, FEET)
    return command


def test_open_says_who_had_it(known: CommandLine) -> None:
    assert known("open", LINK) == DONE
    assert f"{OTHER} had this of you: Shoe size (range). To choose the same: --as-with {OTHER}" in known.out
    (earlier,) = known.json("open", LINK)["earlier"]
    assert earlier["items"] == [{"id": "shoe_size", "key": "clothing.shoe_size", "precision": "range"}]
    assert (earlier["sealed"], earlier["still"]) == (["feet"], True)


def test_it_is_shown_and_asked_before_it_leaves(known: CommandLine) -> None:
    known.typed = ["no"]
    assert known("share", LINK, "--as-with", OTHER) == NOT_POSSIBLE
    assert "Sealed, so not chosen for you: Foot health." in known.out
    assert not known.shop.holds
    known.typed = ["yes"]
    assert known("share", LINK, "--as-with", OTHER) == DONE
    assert [(each.key, each.value["precision"]) for each in known.shop.holds.values()] == [
        ("clothing.shoe_size", "range")
    ]


def test_what_is_named_goes_before_it(known: CommandLine) -> None:
    known.typed = ["yes"]
    assert known("share", LINK, "--as-with", OTHER, "--item", "shoe_size=category", "--item", "sports") == DONE
    held = {each.key: each.value["precision"] for each in known.shop.holds.values()}
    assert held == {"clothing.shoe_size": "category", "media.sports": "exact"}


def test_a_shop_that_had_nothing_of_it(known: CommandLine) -> None:
    assert known("share", LINK, "--as-with", "nergens.example") == NOT_POSSIBLE
    assert known.errors == "nergens.example had nothing that this shop asks for.\n"
    assert known("share", LINK, "--nothing", "--as-with", OTHER) == NOT_POSSIBLE
    assert not known.shop.holds
