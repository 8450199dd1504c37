"""Which letters a shop takes, from the terms that were agreed with it."""

from __future__ import annotations

import pytest

from tests.unit.customer.asking import SHOE, Shop
from vault.core.clock import SetClock
from vault.core.errors import ChoiceError
from vault.core.value import Precision
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver
from vault.customer.review import propose
from vault.customer.session import Session
from vault.customer.sharing import share
from vault.customer.shop_letters import Offered, correspond, offered


def agreed(session: Session, shop: Shop, *names: str) -> None:
    endpoints = {name: f"https://{shop.host}/{shop.asked}/{name}" for name in names}
    proposal = propose(session, shop.ask(SHOE, endpoints=endpoints))
    share(session, proposal, Choices((Choice("shoe_size", Precision.RANGE),), 30))
    deliver(session, shop)


def test_nothing_was_agreed(session: Session, shop: Shop) -> None:
    assert offered(session, shop.host) == Offered(held=False, feedback=False, contact="")
    with pytest.raises(ChoiceError, match="shop_unknown"):
        correspond(session, shop.host, "held")


@pytest.mark.parametrize(
    ("names", "held", "feedback"),
    [
        (("stop",), False, False),
        (("stop", "held", "feedback"), False, False),  # without a nonce no letter can be written
        (("stop", "nonce"), False, False),
        (("stop", "nonce", "held"), True, False),
        (("stop", "nonce", "feedback"), False, True),
        (("stop", "nonce", "held", "feedback", "refresh"), True, True),
    ],
)
def test_what_the_terms_list(session: Session, shop: Shop, names: tuple[str, ...], held: bool, feedback: bool) -> None:
    agreed(session, shop, *names)
    assert offered(session, shop.host) == Offered(held, feedback, shop.expects.controller.contact)
    for name, takes in (("held", held), ("feedback", feedback)):
        if takes:
            assert correspond(session, shop.host, name).url.endswith(f"/{name}")
        else:
            with pytest.raises(ChoiceError, match="shop_takes_no_letters"):
                correspond(session, shop.host, name)


def test_what_older_terms_list_counts_too_and_the_newest_address_is_used(
    session: Session, shop: Shop, clock: SetClock
) -> None:
    agreed(session, shop, "stop", "nonce", "held")
    clock.moment = clock.moment.replace(hour=13)
    agreed(session, shop, "stop", "nonce", "held")
    newest = correspond(session, shop.host, "held").url
    clock.moment = clock.moment.replace(hour=14)
    agreed(session, shop, "stop")
    assert offered(session, shop.host).held
    assert correspond(session, shop.host, "held").url == newest
    assert newest.endswith("/1/held")
