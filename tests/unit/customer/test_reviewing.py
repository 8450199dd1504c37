"""Suggestions beside what the vault has."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.shop_files import write_orders
from tests.unit.customer.test_suggesting import looked
from vault.core.sensitivity import Level
from vault.core.value import Value
from vault.customer.bringing import Answer, decide
from vault.customer.editing import set_preference, set_words
from vault.customer.reviewing import Review, refusals, review
from vault.customer.session import Session
from vault.customer.size_help import keep_brand_size

SHOE, SPORTS, COLOURS = "clothing.shoe_size", "media.sports", "clothing.colours_worn"
AT_BRAND = f"{SHOE} groenekom"


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    return write_orders(tmp_path / "mine")


def reviewed(session: Session, path: Path) -> Review:
    return review(session, looked(path))


def test_same_different_and_new(session: Session, orders: Path) -> None:
    set_words(session, SHOE, "EU 42")
    found = {each.id: each for each in reviewed(session, orders).suggested}
    assert (found[SHOE].standing, found[SHOE].kept) == ("differs", Value("42", system="EU"))
    assert found[SHOE].becomes == Value("43", system="EU")
    assert (found[SPORTS].standing, found[SPORTS].kept) == ("have", Value(("running_road",)))
    assert (found[COLOURS].standing, found[COLOURS].kept) == ("new", None)
    assert found[AT_BRAND].suggestion.brand == "Groenekom"
    assert (found[AT_BRAND].standing, found[AT_BRAND].becomes) == ("new", Value("EU 43"))


def test_what_was_chosen_already_stays_beside_what_is_suggested(session: Session, orders: Path) -> None:
    set_preference(session, SPORTS, Value(("yoga", "golf")))
    found = reviewed(session, orders).named(SPORTS)
    assert found is not None
    assert (found.standing, found.becomes) == ("differs", Value(("yoga", "golf", "running_road")))
    set_preference(session, SPORTS, Value(("running_road", "golf")))
    found = reviewed(session, orders).named(SPORTS)
    assert found is not None
    assert (found.standing, found.becomes) == ("have", Value(("running_road", "golf")))


def test_of_what_the_customer_sealed_nothing_is_suggested(session: Session, orders: Path) -> None:
    set_words(session, SHOE, "EU 42", level=Level.SEALED)
    assert {each.suggestion.key for each in reviewed(session, orders).suggested} & {SHOE} == set()


def test_a_size_at_a_brand_that_is_kept(session: Session, orders: Path) -> None:
    keep_brand_size(session, SHOE, "GROENEKOM", "EU 43", "runs small")
    found = reviewed(session, orders).named(AT_BRAND)
    assert found is not None
    assert (found.standing, found.may_refuse) == ("have", False)


def test_what_was_refused_is_not_shown(session: Session, orders: Path) -> None:
    before = reviewed(session, orders)
    decide(session, before, {SHOE: Answer.NEVER, "clothing.price_per_pair": Answer.NEVER, SPORTS: Answer.NEVER})
    after = {each.id for each in reviewed(session, orders).suggested}
    assert {each.id for each in before.suggested} - after == {SHOE, "clothing.price_per_pair", SPORTS}
    assert AT_BRAND in after


def test_a_refusal_names_what_it_is_about() -> None:
    price = shipped().entry("clothing.price_per_pair")
    assert refusals(price, Value(minimum="80", maximum="90", unit="EUR")) == (None,)
    assert refusals(shipped().entry(SPORTS), Value(("golf", "yoga"))) == (Value(("golf",)), Value(("yoga",)))
    assert refusals(shipped().entry(SHOE), Value("43", system="EU")) == (Value("43", system="EU"),)
