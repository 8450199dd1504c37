from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from tests.unit.shop.example import NOW, OTHER_SESSION, PHONE, SESSION, Example, Vault
from vault.shop import tables
from vault.shop.browser_session import SESSION_LASTS
from vault.shop.profile import SERVICE_PERSONALISATION, profile_for
from vault.shop.stopping import finish_stops
from vault.shop.stopping_here import stop_here

VISIT: dict[str, Any] = {"keep": "session", "exp": NOW + timedelta(hours=20)}


def known(shop: Example, session: str = SESSION) -> object:
    return profile_for(shop.shop, session).value("media.phone_model", purpose=SERVICE_PERSONALISATION)


def held(shop: Example) -> int | None:
    with shop.shop.store.transaction() as connection:
        return connection.execute(select(func.count()).select_from(tables.content)).scalar()


def test_what_this_session_shared_is_erased_and_its_receipt_made(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE})
    stop_here(shop.shop, SESSION)
    assert (known(shop), held(shop)) == (None, 0)
    assert finish_stops(shop.shop) == 1


def test_afterwards_the_session_is_nobodys(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE})
    stop_here(shop.shop, SESSION)
    shop.share(vault, {"phone": PHONE}, session=OTHER_SESSION)
    assert (known(shop), known(shop, OTHER_SESSION)) == (None, PHONE)


def test_a_visit_is_forgotten(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE}, change=lambda _, claims: replace(claims, **VISIT))
    assert known(shop) == PHONE
    stop_here(shop.shop, SESSION)
    assert known(shop) is None


def test_other_sessions_keep_what_is_theirs(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE})
    stop_here(shop.shop, OTHER_SESSION)
    stop_here(shop.shop, "")
    assert known(shop) == PHONE


def test_a_session_that_ended_stops_nothing(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE})
    shop.clock.moment = NOW + SESSION_LASTS
    stop_here(shop.shop, SESSION)
    assert held(shop) == 1
