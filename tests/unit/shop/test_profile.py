from __future__ import annotations

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.unit.shop.example import (
    CATALOGUE,
    NEVER,
    OTHER_SESSION,
    PHONE,
    SESSION,
    SIZE,
    SPORT_IDEAS,
    SPORTS,
    VALUES,
    WEEKLY,
    Example,
    Vault,
)
from vault.core.value import Value
from vault.shop import tables
from vault.shop.profile import SERVICE_PERSONALISATION, profile_for

SIZE_KEY = "clothing.shoe_size"
IDEAS = "dpv:ProvideProductRecommendations"


def outcomes(example: Example) -> list[str]:
    with example.shop.store.transaction() as connection:
        return list(connection.execute(select(tables.reading.c.outcome).order_by(tables.reading.c.id)).scalars())


def test_what_was_shared_is_read_for_its_purpose(shop: Example, vault: Vault) -> None:
    shop.share(vault, VALUES)
    profile = profile_for(shop.shop, SESSION)
    assert profile.value(SIZE_KEY, purpose=SERVICE_PERSONALISATION) == SIZE
    assert profile.value("media.sports", purpose=SERVICE_PERSONALISATION) == SPORTS
    assert profile.value("media.sports", purpose=IDEAS) == SPORT_IDEAS
    assert outcomes(shop) == ["read", "read", "read"]


def test_without_a_purpose_or_for_another_nothing_is_read_and_that_is_logged(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"shoe_size": SIZE})
    profile = profile_for(shop.shop, SESSION)
    assert profile.value(SIZE_KEY) is None
    assert profile.value(SIZE_KEY, purpose=IDEAS) is None
    assert profile.value("media.sports", purpose=SERVICE_PERSONALISATION) is None
    assert outcomes(shop) == ["no_purpose", "other_purpose", "not_shared"]


def test_nothing_is_read_past_the_end_before_and_after_it_is_dropped(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"shoe_size": SIZE})
    shop.clock.moment += timedelta(days=89)
    bound_again(shop)
    assert profile_for(shop.shop, SESSION).value(SIZE_KEY, purpose=SERVICE_PERSONALISATION) == SIZE
    shop.clock.moment += timedelta(days=1)
    assert profile_for(shop.shop, SESSION).value(SIZE_KEY, purpose=SERVICE_PERSONALISATION) is None
    assert profile_for(shop.shop, SESSION).explain(SIZE_KEY) is None
    assert outcomes(shop) == ["read", "expired"]


def bound_again(example: Example) -> None:
    """The same browser session, as if it had come back today."""
    with example.shop.store.transaction() as connection:
        connection.execute(tables.session.update().values(expires=2**40))


def test_another_browser_session_reads_nothing(shop: Example, vault: Vault) -> None:
    shop.share(vault, VALUES)
    for session in (OTHER_SESSION, "", None):
        assert profile_for(shop.shop, session).value(SIZE_KEY, purpose=SERVICE_PERSONALISATION) is None
    assert outcomes(shop) == ["nobody"] * 3


def test_a_browser_session_ends_after_a_day(shop: Example, vault: Vault) -> None:
    shop.share(vault, VALUES)
    shop.clock.moment += timedelta(days=1)
    assert profile_for(shop.shop, SESSION).value(SIZE_KEY, purpose=SERVICE_PERSONALISATION) is None


def test_the_newest_share_counts_and_the_older_is_still_one(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"shoe_size": SIZE})
    shop.clock.moment += timedelta(minutes=1)
    shop.share(vault, {"shoe_size": Value("42", system="EU")})
    assert profile_for(shop.shop, SESSION).value(SIZE_KEY, purpose=SERVICE_PERSONALISATION) == Value("42", system="EU")


def test_a_no_is_never_a_value_and_lasts_until_the_customer_says_otherwise(shop: Example, vault: Vault) -> None:
    purpose = "dpv:CommunicationManagement"
    shop.share(vault, {"email": NEVER})
    profile = profile_for(shop.shop, SESSION)
    assert profile.value("contact.email", purpose=purpose) is None
    assert profile.objects_to("contact.email")
    assert profile.explain("contact.email") is None
    assert not profile.objects_to(SIZE_KEY)
    assert outcomes(shop) == ["objection"]
    shop.clock.moment += timedelta(minutes=1)
    shop.share(vault, {"email": WEEKLY})
    assert profile.value("contact.email", purpose=purpose) == WEEKLY
    assert not profile.objects_to("contact.email")


def test_a_no_outlives_its_share(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"email": NEVER})
    shop.clock.moment += timedelta(days=400)
    bound_again(shop)
    assert profile_for(shop.shop, SESSION).objects_to("contact.email")


def test_a_customer_is_told_why(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"shoe_size": SIZE})
    found = profile_for(shop.shop, SESSION).explain(SIZE_KEY)
    assert found is not None
    assert "2026-11-18" in found.text("en")
    assert "2027-02-16" in found.text("nl")
    assert CATALOGUE.entry(SIZE_KEY).label["nl"] in found.text("nl")
    assert profile_for(shop.shop, OTHER_SESSION).explain(SIZE_KEY) is None


def test_nothing_shows_a_value_by_accident(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE})
    assert "Planted" not in repr(profile_for(shop.shop, SESSION).value("media.phone_model", purpose=IDEAS))
    assert "Planted" not in repr(profile_for(shop.shop, SESSION).explain("media.phone_model"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    key=st.sampled_from([SIZE_KEY, "contact.email", *sorted(CATALOGUE.entries)]),
    purpose=st.none() | st.text(max_size=200) | st.sampled_from(sorted(CATALOGUE.purposes)),
)
def test_nothing_is_readable_without_the_right_purpose(shop: Example, key: str, purpose: str | None) -> None:
    profile = profile_for(shop.shop, SESSION)
    if not profile.explain(SIZE_KEY):
        shop.share(Vault(), {"shoe_size": SIZE, "email": WEEKLY})
    agreed = {SIZE_KEY: SERVICE_PERSONALISATION, "contact.email": "dpv:CommunicationManagement"}
    assert (profile.value(key, purpose=purpose) is not None) == (purpose is not None and agreed.get(key) == purpose)
