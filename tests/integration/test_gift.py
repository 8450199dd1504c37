"""A gift answer through a real connector: the shop reads it in this visit, and nobody's profile ever has it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.integration.connected import Wire, shop_at, vault_at
from tests.unit.shop.example import HOST, NOW, SESSION, Example
from vault.core.clock import SetClock
from vault.core.value import Precision, Value
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver
from vault.customer.history import view_history
from vault.customer.people import add_person, set_words_for_person
from vault.customer.review import propose, propose_for
from vault.customer.session import Session
from vault.customer.sharing import share
from vault.customer.stopping import stop
from vault.shop import tables
from vault.shop.profile import SERVICE_PERSONALISATION, profile_for

SIZE = "clothing.shoe_size"
OTHER_PURPOSE = "dpv:ProvideProductRecommendations"


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


@pytest.fixture
def session(tmp_path: Path, clock: SetClock) -> Iterator[Session]:
    with vault_at(tmp_path / "vault", clock) as opened:
        yield opened


@pytest.fixture
def shop(tmp_path: Path, clock: SetClock) -> Iterator[Example]:
    made = shop_at(tmp_path / HOST, clock)
    yield made
    made.shop.store.close()


def give(session: Session, shop: Example) -> None:
    """Answer for somebody else, and let the browser come back."""
    lou = add_person(session, "Lou")
    set_words_for_person(session, lou.id, SIZE, "eu 38")
    mine = propose(session, shop.ask("shoe_size"))
    share(session, propose_for(session, mine, lou.id), Choices((Choice("shoe_size", Precision.EXACT),), 0))
    (delivered,) = deliver(session, Wire({HOST: shop}))
    shop.bring({"redirect_uri": delivered.redirect_uri})


def test_it_is_read_in_this_visit_and_never_as_the_customer(session: Session, shop: Example) -> None:
    give(session, shop)
    profile = profile_for(shop.shop, SESSION)
    assert profile.value(SIZE, purpose=SERVICE_PERSONALISATION) is None
    assert profile.explain(SIZE) is None
    assert profile.gift_value(SIZE, purpose=SERVICE_PERSONALISATION) == Value("38", system="EU")
    assert profile.gift_value(SIZE) is None
    assert profile.gift_value(SIZE, purpose=OTHER_PURPOSE) is None
    assert profile_for(shop.shop, None).gift_value(SIZE, purpose=SERVICE_PERSONALISATION) is None


def test_nothing_of_it_is_kept_beyond_the_visit(session: Session, shop: Example, clock: SetClock) -> None:
    give(session, shop)
    with shop.shop.store.transaction() as connection:
        for table in tables.metadata.sorted_tables:
            if table.name not in {"request", "terms", "reading"}:
                assert connection.execute(select(table)).all() == [], table.name
    clock.moment += timedelta(days=1)
    assert profile_for(shop.shop, SESSION).gift_value(SIZE, purpose=SERVICE_PERSONALISATION) is None


def test_it_stands_beside_what_the_customer_said_of_themselves(session: Session, shop: Example) -> None:
    mine = propose(session, shop.ask("shoe_size"))
    share(session, mine, Choices((Choice("shoe_size", Precision.EXACT),), 30))
    (delivered,) = deliver(session, Wire({HOST: shop}))
    shop.bring({"redirect_uri": delivered.redirect_uri})
    give(session, shop)
    profile = profile_for(shop.shop, SESSION)
    assert profile.value(SIZE, purpose=SERVICE_PERSONALISATION) == Value("43", system="EU")
    assert profile.gift_value(SIZE, purpose=SERVICE_PERSONALISATION) == Value("38", system="EU")


def test_a_stop_ends_it_at_once(session: Session, shop: Example) -> None:
    give(session, shop)
    stop(session, HOST)
    deliver(session, Wire({HOST: shop}))
    assert profile_for(shop.shop, SESSION).gift_value(SIZE, purpose=SERVICE_PERSONALISATION) is None
    assert "Lou" not in repr(view_history(session))
