from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from tests.unit.shop.advice.given import POLICY
from tests.unit.shop.example import CATALOGUE, NOW, PHONE, SESSION, SIZE, SPORTS, Example, Vault
from vault.core.request_check import Finding, Severity
from vault.shop.advice.reading_review import LOOKED_BACK, look, readings_of, review_readings
from vault.shop.profile import SERVICE_PERSONALISATION, profile_for


def review(shop: Example) -> Sequence[Finding]:
    with shop.shop.store.transaction() as connection:
        found = look(connection, shop.clock.now())
    return list(review_readings(found, POLICY, CATALOGUE, shop.clock.now()))


def read(shop: Example, key: str, purpose: str | None = SERVICE_PERSONALISATION) -> None:
    profile_for(shop.shop, SESSION).value(key, purpose=purpose)


def test_what_nothing_reads_is_asked_in_vain(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"shoe_size": SIZE, "sports": SPORTS, "phone": PHONE})
    assert review(shop) == []  # too early to say
    shop.clock.moment = NOW + LOOKED_BACK
    read(shop, "clothing.shoe_size")
    found = review(shop)
    assert {(each.code, each.credential_id) for each in found} == {("never_read", "sports"), ("never_read", "phone")}
    assert {each.severity for each in found} == {Severity.WARNING}


def test_a_question_counts_whatever_its_answer_was(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"shoe_size": SIZE})
    shop.clock.moment = NOW + LOOKED_BACK + timedelta(days=40)
    profile_for(shop.shop, None).value("clothing.shoe_size", purpose=SERVICE_PERSONALISATION)
    assert review(shop) == []


def test_an_old_reading_does_not_count(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"shoe_size": SIZE})
    read(shop, "clothing.shoe_size")
    assert review(shop) == []
    shop.clock.moment = NOW + LOOKED_BACK
    assert [each.code for each in review(shop)] == ["never_read"]


def test_what_nobody_shares_is_not_held_against_the_shop(shop: Example) -> None:
    shop.clock.moment = NOW + timedelta(days=300)
    assert review(shop) == []


def test_questions_that_the_settings_know_nothing_of(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"shoe_size": SIZE})
    read(shop, "clothing.shoe_size", None)
    read(shop, "clothing.shoe_size", "dpv:ProvideProductRecommendations")
    read(shop, "clothing.shoe_size", "dpv:ProvideProductRecommendations")
    read(shop, "clothing.shoe_size", "dpv:Advertising")
    read(shop, "food.tea")
    read(shop, "\x1b[31mred", "dpv:ServicePersonalisation")
    found = {(each.code, each.facts["key"], each.facts["times"], each.severity) for each in review(shop)}
    assert found == {
        ("read_without_purpose", "clothing.shoe_size", 1, Severity.WARNING),
        ("read_other_purpose", "clothing.shoe_size", 2, Severity.WARNING),
        ("read_for_refused", "clothing.shoe_size", 1, Severity.REFUSAL),
        ("read_not_asked", "food.tea", 1, Severity.NOTE),
        ("read_not_asked", "?[31mred", 1, Severity.NOTE),
    }


def test_a_shop_without_a_database_gets_none(shop: Example) -> None:
    missing = replace(POLICY, store=shop.folder / "nothing.db")
    assert readings_of(missing, NOW) is None
    assert not missing.store.exists()
    found = readings_of(shop.shop.policy, NOW)
    assert found is not None
    assert found.asked == ()
