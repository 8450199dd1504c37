from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from tests.unit.shop.example import CLIENT_ID, NEVER, NOW, PHONE, SESSION, SIZE, Example, Vault, urn
from vault.shop import tables
from vault.shop.answers import receive_answer
from vault.shop.erasure import months_after
from vault.shop.profile import SERVICE_PERSONALISATION, profile_for
from vault.shop.retention import Dropped, drop_expired
from vault.shop.service import Downstream
from vault.shop.stopping import erasure_receipt_at, receive_stop
from vault.tokens.security_event import stop_event


def counted(example: Example) -> dict[str, int]:
    """The tables that are not empty."""
    with example.shop.store.transaction() as connection:
        counts = {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in tables.metadata.sorted_tables
        }
    return {name: count for name, count in counts.items() if count}


def test_items_go_at_their_end_and_proof_at_its_own(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE, "shoe_size": SIZE})
    assert drop_expired(shop.shop) == Dropped(0, 0)
    shop.clock.moment += timedelta(days=90)
    assert drop_expired(shop.shop) == Dropped(2, 0)
    assert counted(shop) == {"terms": 1, "customer": 1, "consent": 1, "item": 2, "receipt": 1}
    shop.clock.moment += timedelta(days=700)
    assert drop_expired(shop.shop) == Dropped(0, 0)
    shop.clock.moment += timedelta(days=40)
    assert drop_expired(shop.shop) == Dropped(0, 2)
    assert counted(shop) == {}


def test_a_no_is_known_for_five_years(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"email": NEVER})
    shop.clock.moment += timedelta(days=4 * 365)
    drop_expired(shop.shop)
    assert counted(shop) == {"customer": 1, "suppression": 1}
    shop.clock.moment += timedelta(days=370)
    drop_expired(shop.shop)
    assert counted(shop) == {}


def test_a_request_that_nobody_answered_goes_once_no_answer_can_come(shop: Example) -> None:
    shop.ask("phone")
    shop.clock.moment += timedelta(minutes=14)
    drop_expired(shop.shop)
    assert counted(shop) == {"request": 1, "terms": 1}
    shop.clock.moment += timedelta(minutes=1)
    drop_expired(shop.shop)
    assert counted(shop) == {}


def test_an_answered_request_is_known_for_a_day(shop: Example, vault: Vault) -> None:
    receive_answer(shop.shop, vault.refuse(shop.ask("phone")))
    shop.clock.moment += timedelta(days=1)
    drop_expired(shop.shop)
    assert counted(shop) == {"request": 1, "terms": 1}
    shop.clock.moment += timedelta(minutes=10)
    drop_expired(shop.shop)
    assert counted(shop) == {}


def test_questions_are_kept_a_year(shop: Example) -> None:
    profile_for(shop.shop, SESSION).value("media.phone_model", purpose=SERVICE_PERSONALISATION)
    shop.clock.moment += timedelta(days=365)
    drop_expired(shop.shop)
    assert counted(shop) == {"reading": 1}
    shop.clock.moment += timedelta(days=1)
    drop_expired(shop.shop)
    assert counted(shop) == {}


def test_a_visit_is_forgotten_at_its_end(shop: Example, vault: Vault) -> None:
    end = NOW + timedelta(hours=3)
    shop.share(vault, {"phone": PHONE}, change=lambda _, claims: replace(claims, keep="session", exp=end))
    shop.clock.moment += timedelta(hours=2)
    assert drop_expired(shop.shop).items == 0
    shop.clock.moment += timedelta(hours=1)
    assert drop_expired(shop.shop).items == 1


def test_a_sweep_finishes_stops_that_were_interrupted(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE})
    event = stop_event(vault.key, aud=CLIENT_ID, iat=NOW, jti=urn(), token_jti=None)
    location = receive_stop(shop.shop, event)
    drop_expired(shop.shop)
    assert erasure_receipt_at(shop.shop, location) is not None
    shop.clock.moment += timedelta(days=91)
    drop_expired(shop.shop)
    assert "stop" not in counted(shop)


def test_other_systems_are_told_of_an_end_too(shop: Example, vault: Vault) -> None:
    told: list[list[str]] = []

    def mailing(number: str, keys: Sequence[str]) -> bool:
        told.append(list(keys))
        return True

    example = replace(shop, shop=replace(shop.shop, downstream=(Downstream("Mailing", mailing),)))
    example.share(vault, {"phone": PHONE})
    example.clock.moment += timedelta(days=90)
    drop_expired(example.shop)
    drop_expired(example.shop)
    assert told == [["media.phone_model"]]


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ((2026, 11, 18), 24, (2028, 11, 18)),
        ((2026, 1, 31), 1, (2026, 2, 28)),
        ((2027, 12, 31), 2, (2028, 2, 29)),
        ((2026, 12, 1), 1, (2027, 1, 1)),
        ((2026, 11, 30), 1, (2026, 12, 30)),
    ],
)
def test_months_end_on_the_same_day_or_the_last(
    start: tuple[int, int, int], months: int, end: tuple[int, int, int]
) -> None:
    assert months_after(datetime(*start, tzinfo=UTC), months) == datetime(*end, tzinfo=UTC)
