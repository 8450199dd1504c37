"""Personalisation at most, and advertising never."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.shop.example import SESSION, SIZE, VALUES, Example, Vault
from vault.shop.outward.consent_state import ADVERTISING, consent_state
from vault.shop.profile import profile_for
from vault.shop.stopping_here import stop_here


def state(shop: Example) -> dict[str, dict[str, str]]:
    return consent_state(shop.shop, profile_for(shop.shop, SESSION))


def test_a_share_for_personalisation_grants_that_until_it_ends(shop: Example, vault: Vault) -> None:
    denied = {**dict.fromkeys(ADVERTISING, "denied"), "personalization_storage": "denied"}
    nothing = {"google": denied, "wordpress": {"functional": "allow", "preferences": "deny"}}
    assert state(shop) == nothing
    shop.share(vault, {"shoe_size": SIZE})
    assert state(shop) == {
        "google": {**denied, "personalization_storage": "granted"},
        "wordpress": {"functional": "allow", "preferences": "allow"},
    }
    stop_here(shop.shop, SESSION)
    assert state(shop) == nothing


def test_at_its_end_it_is_denied_again(sqlite_shop: Example, vault: Vault) -> None:
    sqlite_shop.share(vault, {"shoe_size": SIZE})
    sqlite_shop.clock.moment += timedelta(days=91)
    assert state(sqlite_shop)["google"]["personalization_storage"] == "denied"


def test_a_share_for_something_else_grants_nothing(sqlite_shop: Example, vault: Vault) -> None:
    sqlite_shop.share(vault, {key: VALUES[key] for key in ("sport_ideas", "email")})
    assert state(sqlite_shop)["google"]["personalization_storage"] == "denied"
    assert state(sqlite_shop)["wordpress"]["preferences"] == "deny"


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(shared=st.sets(st.sampled_from(sorted(VALUES)), min_size=1))
def test_whatever_is_shared_no_type_but_one_is_ever_granted(sqlite_shop: Example, shared: set[str]) -> None:
    sqlite_shop.share(Vault(), {key: VALUES[key] for key in shared})
    granted = {name for name, said in state(sqlite_shop)["google"].items() if said == "granted"}
    assert granted <= {"personalization_storage"}
