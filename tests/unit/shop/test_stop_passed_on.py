"""Other systems of the shop are told of a stop, and the receipt waits for them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from tests.unit.shop.example import (
    CLIENT_ID,
    NOW,
    OTHER_SESSION,
    PHONE,
    SIZE,
    SPORTS,
    Example,
    Vault,
)
from tests.unit.shop.stops import EVENT, issued, receipt, rows, stop
from vault.core.errors import NetworkError, TokenError
from vault.core.terms import Recipient
from vault.shop import tables
from vault.shop.keys import ShopKeys
from vault.shop.service import Downstream
from vault.shop.stopping import (
    erasure_receipt_at,
    finish_stops,
    receipt_now,
)
from vault.tokens.did_jwk import did_of
from vault.tokens.keys import SigningKey
from vault.tokens.receipt import PassedOn, verify_erasure_receipt


@dataclass
class System:
    """Another system of the shop, which is told once it is not ``down``."""

    down: Exception | bool = False
    told: list[tuple[str, list[str]]] = field(default_factory=list)

    def __call__(self, number: str, keys: Sequence[str]) -> bool:
        if isinstance(self.down, Exception):
            raise self.down
        if not self.down:
            self.told.append((number, list(keys)))
        return not self.down


@pytest.fixture
def mailing() -> System:
    return System()


@pytest.fixture
def crm() -> System:
    return System()


@pytest.fixture
def passing_on(shop: Example, mailing: System, crm: System) -> Example:
    systems = (Downstream("Mailing", mailing), Downstream("CRM", crm))
    recipients = tuple(Recipient(each.name, "processor", "NL") for each in systems)
    policy = replace(shop.shop.policy, recipients=recipients)
    return replace(shop, shop=replace(shop.shop, policy=policy, downstream=systems))


def test_other_systems_are_told_and_then_the_receipt_says_so(
    passing_on: Example, vault: Vault, mailing: System, crm: System
) -> None:
    example = passing_on
    example.share(vault, {"phone": PHONE, "shoe_size": SIZE})
    number = rows(example, tables.customer)[0].number
    location = stop(example, vault, None)
    assert mailing.told == []
    finish_stops(example.shop)
    assert mailing.told == crm.told == [(number, ["clothing.shoe_size", "media.phone_model"])]
    assert receipt(example, vault, location, issued(vault)).passed_on == (
        PassedOn("Mailing", told=True),
        PassedOn("CRM", told=True),
    )
    assert number not in repr(rows(example, tables.stop))


@pytest.mark.parametrize("down", [True, NetworkError("host_unreachable", host="crm"), OSError("reset"), KeyError("x")])
def test_a_system_that_is_down_is_told_later_and_the_receipt_waits(
    passing_on: Example, vault: Vault, mailing: System, crm: System, down: Exception | bool
) -> None:
    passing_on.share(vault, {"phone": PHONE})
    crm.down = down
    location = stop(passing_on, vault, None)
    assert finish_stops(passing_on.shop) == 0
    assert erasure_receipt_at(passing_on.shop, location) is None
    passing_on.clock.moment += timedelta(days=1)
    crm.down = False
    assert finish_stops(passing_on.shop) == 1
    assert (len(mailing.told), len(crm.told)) == (1, 1)
    assert all(each.told for each in receipt(passing_on, vault, location, issued(vault)).passed_on)
    assert rows(passing_on, tables.stop)[0].number is None


def test_once_the_promised_time_is_over_the_receipt_says_who_was_not_told(
    passing_on: Example, vault: Vault, mailing: System, crm: System
) -> None:
    passing_on.share(vault, {"phone": PHONE})
    crm.down = True
    location = stop(passing_on, vault, None)
    passing_on.clock.moment += timedelta(days=30) - timedelta(seconds=1)
    assert finish_stops(passing_on.shop) == 0
    passing_on.clock.moment += timedelta(seconds=1)
    assert finish_stops(passing_on.shop) == 1
    text = erasure_receipt_at(passing_on.shop, location)
    assert receipt(passing_on, vault, location, issued(vault)).passed_on == (
        PassedOn("Mailing", told=True),
        PassedOn("CRM", told=False),
    )
    crm.down = False
    assert finish_stops(passing_on.shop) == 0
    assert (len(mailing.told), len(crm.told)) == (1, 1)
    assert rows(passing_on, tables.stop)[0].number is None
    assert erasure_receipt_at(passing_on.shop, location) == text


def test_a_system_that_is_down_holds_up_nobody_elses_stop(
    shop: Example, vault: Vault, passing_on: Example, crm: System
) -> None:
    passing_on.share(vault, {"phone": PHONE})
    crm.down = OSError("reset")
    stop(passing_on, vault, None)
    other = Vault()
    shop.share(other, {"phone": PHONE}, session=OTHER_SESSION)
    location = stop(shop, other, None)
    finish_stops(passing_on.shop)
    assert erasure_receipt_at(passing_on.shop, location) is not None


def test_a_receipt_that_waits_for_nobody_is_made_when_it_is_asked_for(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE})
    location = stop(shop, vault, None)
    assert erasure_receipt_at(shop.shop, location) is None
    text = receipt_now(shop.shop, location)
    assert text is not None
    assert receipt(shop, vault, location, issued(vault)).txn == EVENT
    assert finish_stops(shop.shop) == 0
    assert receipt_now(shop.shop, location) == text
    with pytest.raises(TokenError, match="receipt_unknown"):
        receipt_now(shop.shop, "nowhere")


def test_a_receipt_that_waits_for_somebody_is_not(passing_on: Example, vault: Vault, mailing: System) -> None:
    passing_on.share(vault, {"phone": PHONE})
    location = stop(passing_on, vault, None)
    assert receipt_now(passing_on.shop, location) is None
    assert mailing.told == []


def test_a_receipt_can_be_fetched_for_ninety_days(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"sports": SPORTS})
    location = stop(shop, vault, None)
    finish_stops(shop.shop)
    shop.clock.moment += timedelta(days=89)
    assert erasure_receipt_at(shop.shop, location) is not None
    shop.clock.moment += timedelta(days=1)
    for each in (location, "another"):
        with pytest.raises(TokenError, match="receipt_unknown"):
            erasure_receipt_at(shop.shop, each)


def test_a_receipt_is_signed_by_the_key_that_the_terms_promised(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE})
    old = shop.shop.keys
    newer = ShopKeys(old.signing, old.chain, (SigningKey.generate(), *old.receipts))
    example = replace(shop, shop=replace(shop.shop, keys=newer))
    location = stop(example, vault, None)
    finish_stops(example.shop)
    text = erasure_receipt_at(example.shop, location)
    assert text is not None
    promised = old.receipts[0].public
    verify_erasure_receipt(
        text,
        keys={promised.thumbprint(): promised},
        iss=CLIENT_ID,
        sub=did_of(vault.key.public),
        txn=EVENT,
        tokens=set(issued(vault)),
        now=NOW,
    )
