from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.unit.shop.example import OTHER_SESSION, PHONE, SESSION, SIZE, SPORTS, Example, Vault, adding, item
from vault.core.errors import ChoiceError, PolicyError, RequestError
from vault.core.value import Precision, Value
from vault.shop import tables
from vault.shop.element_answers import MAX_HERE, AnswerRefused, answer_here, check_mark, form_mark
from vault.shop.policy import PolicyItem
from vault.shop.profile import SERVICE_PERSONALISATION, profile_for
from vault.shop.retention import drop_expired
from vault.shop.stopping_here import stop_here

PRICE = PolicyItem(
    "price", "clothing.price_per_pair", SERVICE_PERSONALISATION, Precision.RANGE, False, {"en": "Why.", "nl": "Waarom."}
)


def as_sent(values: Mapping[str, Value]) -> dict[str, Any]:
    return {each: value.to_json() for each, value in values.items()}


def read(shop: Example, key: str, session: str = SESSION) -> Value | None:
    return profile_for(shop.shop, session).value(key, purpose=SERVICE_PERSONALISATION)


def rows(shop: Example) -> int:
    counted = [select(func.count()).select_from(table) for table in tables.metadata.tables.values()]
    with shop.shop.store.transaction() as connection:
        return sum(int(connection.execute(each).scalar_one()) for each in counted)


def test_answers_are_for_this_visit_and_this_browser_and_nothing_of_them_is_written(shop: Example) -> None:
    before = rows(shop)
    assert answer_here(shop.shop, SESSION, as_sent({"shoe_size": SIZE, "sports": SPORTS})) == 2
    assert rows(shop) == before
    assert read(shop, "clothing.shoe_size") == SIZE
    assert read(shop, "media.sports") == SPORTS
    assert read(shop, "clothing.shoe_size", OTHER_SESSION) is None
    assert profile_for(shop.shop, SESSION).value("clothing.shoe_size", purpose="dpv:DeliveryOfGoods") is None


def test_answering_again_replaces_all_of_it(shop: Example) -> None:
    answer_here(shop.shop, SESSION, as_sent({"shoe_size": SIZE, "phone": PHONE}))
    answer_here(shop.shop, OTHER_SESSION, as_sent({"phone": PHONE}))
    answer_here(shop.shop, SESSION, as_sent({"sports": SPORTS}))
    assert read(shop, "clothing.shoe_size") is None
    assert read(shop, "media.phone_model") is None
    assert read(shop, "media.sports") == SPORTS
    assert read(shop, "media.phone_model", OTHER_SESSION) == PHONE


def test_it_ends_by_itself_and_by_a_stop_on_the_page(shop: Example) -> None:
    answer_here(shop.shop, SESSION, as_sent({"phone": PHONE}))
    answer_here(shop.shop, OTHER_SESSION, as_sent({"phone": PHONE}))
    stop_here(shop.shop, SESSION)
    assert read(shop, "media.phone_model") is None
    shop.clock.moment += timedelta(days=1, seconds=1)
    assert read(shop, "media.phone_model", OTHER_SESSION) is None
    assert drop_expired(shop.shop).items == 1


def test_a_vaults_answer_takes_its_place(shop: Example, vault: Vault) -> None:
    answer_here(shop.shop, SESSION, as_sent({"phone": PHONE, "shoe_size": SIZE}))
    shop.share(vault, {"phone": Value("Another Phone")})
    assert read(shop, "media.phone_model") == Value("Another Phone")
    assert read(shop, "clothing.shoe_size") is None


@pytest.mark.parametrize(
    ("item_id", "found", "code"),
    [
        ("shoe_size", {"value": "431", "system": "EU", "precision": "exact"}, "answer_unfit"),
        ("shoe_size", "43", "answer_unfit"),
        ("shoe_size", None, "answer_unfit"),
        ("phone", {"value": "x" * 61, "precision": "exact"}, "answer_unfit"),
        ("sport_ideas", SPORTS.to_json(), "answer_unfit"),
        ("sports", {"value": [f"sport_{n}" for n in range(13)], "precision": "exact"}, "answer_unfit"),
        ("feet", {"value": ["flat_feet"], "precision": "exact"}, "answer_sealed"),
        ("price", {"min": "60", "max": "110", "unit": "EUR", "precision": "exact"}, "answer_unfit"),
        ("price", {"min": "61", "max": "110", "unit": "EUR", "precision": "range"}, "answer_unfit"),
        ("price", {"min": "110", "max": "60", "unit": "EUR", "precision": "range"}, "answer_unfit"),
        ("books", {"value": ["religious"], "precision": "exact"}, "answer_sealed"),
    ],
)
def test_an_answer_that_was_not_offered_is_refused_by_name(shop: Example, item_id: str, found: Any, code: str) -> None:
    made = shop.with_policy(adding(PRICE, item("books", "media.novel_genres")))
    with pytest.raises(AnswerRefused, match=code) as refused:
        answer_here(made.shop, SESSION, {"phone": PHONE.to_json(), item_id: found})
    assert refused.value.item == item_id
    assert read(made, "media.phone_model") is None


def test_a_range_is_kept_in_whole_groups(shop: Example) -> None:
    made = shop.with_policy(adding(PRICE))
    answer_here(made.shop, SESSION, {"price": {"min": "60", "max": "110", "unit": "EUR", "precision": "range"}})
    whole = Value(minimum="50", maximum="150", unit="EUR", precision=Precision.RANGE)
    assert read(made, "clothing.price_per_pair") == whole


def test_what_tells_too_much_together_is_refused_also_with_what_the_shop_holds(shop: Example, vault: Vault) -> None:
    wine = replace(PRICE, id="wine", key="food.wine_price")
    made = shop.with_policy(adding(PRICE, wine))
    price = Value(minimum="50", maximum="100", unit="EUR", precision=Precision.RANGE)
    cheap = Value(minimum="5", maximum="10", unit="EUR", precision=Precision.RANGE)
    with pytest.raises(ChoiceError, match="answers_together"):
        answer_here(made.shop, SESSION, as_sent({"price": price, "wine": cheap}))
    assert read(made, "food.wine_price") is None
    answer_here(made.shop, SESSION, as_sent({"wine": cheap}))
    answer_here(made.shop, SESSION, as_sent({"price": price}))  # in its place, and so not together
    made.share(vault, {"price": price})
    with pytest.raises(ChoiceError, match="answers_together"):
        answer_here(made.shop, SESSION, as_sent({"wine": cheap}))


def test_nothing_answered_and_things_nobody_asked(shop: Example) -> None:
    with pytest.raises(ChoiceError, match="answers_none"):
        answer_here(shop.shop, SESSION, {})
    with pytest.raises(PolicyError, match="policy_item_unknown"):
        answer_here(shop.shop, SESSION, {"hat": PHONE.to_json()})


def test_answers_push_out_their_own_kind_and_nobody_elses(shop: Example) -> None:
    answer_here(shop.shop, SESSION, as_sent({"phone": PHONE}))
    for number in range(MAX_HERE):
        answer_here(shop.shop, f"{number:043}", as_sent({"phone": PHONE}))
    assert read(shop, "media.phone_model") is None
    assert read(shop, "media.phone_model", f"{0:043}") == PHONE
    assert len(shop.shop.visits.all()) == MAX_HERE


def test_the_mark_is_of_one_browser_session(shop: Example) -> None:
    check_mark(shop.shop, SESSION, form_mark(shop.shop, SESSION))
    for found in (form_mark(shop.shop, OTHER_SESSION), "", "é", None, 1, form_mark(shop.shop, SESSION) + "A"):
        with pytest.raises(RequestError, match="page_not_ours"):
            check_mark(shop.shop, SESSION, found)
