from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.unit.shop.example import (
    CLIENT_ID,
    FEET,
    NEVER,
    NOW,
    OTHER_SESSION,
    PHONE,
    SESSION,
    SIZE,
    SPORTS,
    VALUES,
    Example,
    Vault,
    urn,
)
from vault.core.errors import NetworkError, TokenError
from vault.core.terms import Recipient
from vault.shop import answers, tables
from vault.shop.answers import receive_answer
from vault.shop.keys import ShopKeys
from vault.shop.profile import SERVICE_PERSONALISATION, profile_for
from vault.shop.retention import drop_expired
from vault.shop.service import Downstream
from vault.shop.stopping import (
    KEPT_WHY,
    NO_WHY,
    erasure_receipt_at,
    finish_stops,
    receipt_now,
    receive_stop,
    stop_by_code,
)
from vault.shop.visits import Visits
from vault.tokens.did_jwk import did_of
from vault.tokens.keys import SigningKey
from vault.tokens.preference_claims import MAX_OBJECTION
from vault.tokens.preference_token import TokenClaims
from vault.tokens.receipt import ErasureReceipt, Kept, PassedOn, stop_code, verify_erasure_receipt
from vault.tokens.security_event import stop_event

EVENT = "urn:uuid:00000000-0000-4000-8000-000000000001"
VISIT: dict[str, Any] = {"keep": "session", "exp": NOW + timedelta(hours=20)}


def stop(example: Example, vault: Vault, token: str | None, *, jti: str = EVENT, iat: datetime | None = None) -> str:
    moment = iat or example.clock.now()
    return receive_stop(example.shop, stop_event(vault.key, aud=CLIENT_ID, iat=moment, jti=jti, token_jti=token))


def receipt(example: Example, vault: Vault, location: str, tokens: Sequence[str], txn: str = EVENT) -> ErasureReceipt:
    text = erasure_receipt_at(example.shop, location)
    assert text is not None
    keys = {each.public.thumbprint(): each.public for each in example.shop.keys.receipts}
    return verify_erasure_receipt(
        text,
        keys=keys,
        iss=CLIENT_ID,
        sub=did_of(vault.key.public),
        txn=txn,
        tokens=set(tokens),
        now=example.clock.now(),
    )


def read(example: Example, key: str, session: str = SESSION) -> object:
    return profile_for(example.shop, session).value(key, purpose=SERVICE_PERSONALISATION)


def rows(example: Example, table: Any) -> list[Any]:
    with example.shop.store.transaction() as connection:
        return list(connection.execute(select(table)).all())


def issued(vault: Vault) -> list[str]:
    return [claims.jti for claims in vault.issued]


def test_one_item_is_stopped_and_the_rest_stays(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"shoe_size": SIZE, "phone": PHONE})
    size, _ = issued(vault)
    location = stop(shop, vault, size)
    assert read(shop, "clothing.shoe_size") is None
    assert read(shop, "media.phone_model") == PHONE
    assert erasure_receipt_at(shop.shop, location) is None
    assert finish_stops(shop.shop) == 1
    found = receipt(shop, vault, location, [size])
    assert found.passed_on == (PassedOn("Pakhuis Hosting", told=False),)  # in the terms, and without an adapter
    assert [kept.until for kept in found.kept] == [datetime(2028, 11, 18, 12, 30, tzinfo=NOW.tzinfo)]
    assert isinstance(found.kept[0], Kept)


def test_proof_stays_under_a_keyed_hash_and_nothing_else_does(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"shoe_size": SIZE, "phone": PHONE})
    (customer,) = rows(shop, tables.customer)
    stop(shop, vault, issued(vault)[0])
    stopped, held = sorted(rows(shop, tables.item), key=lambda row: row.state, reverse=True)
    assert (stopped.state, stopped.customer, stopped.owner) == ("stopped", None, customer.owner)
    assert (held.state, held.customer) == ("held", customer.id)
    assert [row.jti for row in rows(shop, tables.content)] == [held.jti]
    assert rows(shop, tables.consent)[0].customer == customer.id
    assert rows(shop, tables.customer)[0].number == customer.number

    stop(shop, vault, issued(vault)[1], jti=urn())
    assert rows(shop, tables.content) == []
    assert rows(shop, tables.consent)[0].customer is None
    assert rows(shop, tables.customer)[0].number is None
    everything = repr([rows(shop, table) for table in tables.metadata.sorted_tables])
    assert customer.number not in everything
    assert shop.shop.keys.keyed("customer number", customer.number).hex() == customer.owner


def test_the_same_stop_again_changes_nothing_and_has_the_same_place(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE})
    first = stop(shop, vault, None)
    finish_stops(shop.shop)
    text = erasure_receipt_at(shop.shop, first)
    assert stop(shop, vault, None) == first
    assert finish_stops(shop.shop) == 0
    assert erasure_receipt_at(shop.shop, first) == text
    assert stop(shop, vault, None, jti=urn()) != first


def test_everything_is_stopped_up_to_the_moment_it_was_said(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE})
    before = shop.clock.now()
    shop.clock.moment += timedelta(minutes=2)
    shop.share(vault, {"shoe_size": SIZE})
    location = stop(shop, vault, None, iat=before)
    assert read(shop, "media.phone_model") is None
    assert read(shop, "clothing.shoe_size") == SIZE
    finish_stops(shop.shop)
    assert receipt(shop, vault, location, issued(vault)[:1]).tokens == tuple(issued(vault)[:1])


def test_somebody_else_keeps_what_they_shared(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE})
    stranger = Vault()
    shop.share(stranger, {"phone": PHONE}, session=OTHER_SESSION)
    stop(shop, vault, None)
    assert read(shop, "media.phone_model", OTHER_SESSION) == PHONE


def test_a_token_of_somebody_else_is_not_stopped_and_not_spoken_of(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE})
    stranger = Vault()
    shop.share(stranger, {"shoe_size": SIZE}, session=OTHER_SESSION)
    location = stop(shop, stranger, issued(vault)[0])
    finish_stops(shop.shop)
    assert receipt(shop, stranger, location, []).tokens == ()
    assert read(shop, "media.phone_model") == PHONE
    assert len(rows(shop, tables.content)) == 2


def test_a_token_that_is_gone_already_is_said_to_be_gone(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE, "shoe_size": SIZE})
    size = issued(vault)[0]
    stop(shop, vault, size)
    for token in (size, urn()):
        event = urn()
        location = stop(shop, vault, token, jti=event)
        finish_stops(shop.shop)
        assert receipt(shop, vault, location, [token], event).kept == ()


def test_an_unknown_key_stops_nothing(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE})
    with pytest.raises(TokenError, match="stop_key_unknown"):
        stop(shop, Vault(), None)
    assert read(shop, "media.phone_model") == PHONE


def test_a_stop_for_another_shop_is_refused(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE})
    event = stop_event(vault.key, aud="x509_san_dns:other.example", iat=NOW, jti=EVENT, token_jti=None)
    with pytest.raises(TokenError, match="event_aud_wrong"):
        receive_stop(shop.shop, event)


def test_a_marked_objection_and_every_no_outlive_a_stop(shop: Example, vault: Vault) -> None:
    def marked(_: str, claims: TokenClaims) -> TokenClaims:
        return replace(claims, objection=True, exp=NOW + timedelta(days=5 * 365))

    shop.share(vault, {"email": NEVER}, change=marked)
    shop.share(vault, {"phone": PHONE})
    location = stop(shop, vault, None)
    finish_stops(shop.shop)
    receipt(shop, vault, location, issued(vault)[1:])
    assert profile_for(shop.shop, SESSION).objects_to("contact.email")
    stop(shop, vault, issued(vault)[0], jti=urn())
    assert rows(shop, tables.content) == []
    assert profile_for(shop.shop, SESSION).objects_to("contact.email")
    assert rows(shop, tables.customer)[0].number is not None  # whom not to mail


def test_the_receipt_says_that_a_no_is_kept(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"email": NEVER})
    shop.share(vault, {"phone": PHONE})
    location = stop(shop, vault, issued(vault)[1])
    finish_stops(shop.shop)
    proof, no = receipt(shop, vault, location, issued(vault)[1:]).kept
    assert (proof.why, no.why) == (KEPT_WHY, NO_WHY)
    assert no.until == NOW + MAX_OBJECTION


def test_what_was_stopped_by_code_is_said_to_be_gone_under_another_number_too(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE})
    stop_by_code(shop.shop, stop_code(vault.key.public))
    shop.clock.moment += timedelta(minutes=1)
    shop.share(vault, {"shoe_size": SIZE})
    location = stop(shop, vault, issued(vault)[0])
    finish_stops(shop.shop)
    assert receipt(shop, vault, location, issued(vault)[:1]).kept == ()
    assert read(shop, "clothing.shoe_size") == SIZE


def test_this_visit_can_be_stopped_too(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE, "shoe_size": SIZE}, change=lambda _, claims: replace(claims, **VISIT))
    assert read(shop, "media.phone_model") == PHONE
    phone, size = issued(vault)
    location = stop(shop, vault, phone)
    assert read(shop, "media.phone_model") is None
    assert read(shop, "clothing.shoe_size") == SIZE
    finish_stops(shop.shop)
    assert receipt(shop, vault, location, [phone]).kept == ()
    everything = stop(shop, vault, None, jti=urn())
    assert read(shop, "clothing.shoe_size") is None
    assert everything != location
    with pytest.raises(TokenError, match="stop_key_unknown"):
        stop(shop, vault, size, jti=urn())


def test_a_visit_alone_does_not_speak_of_a_stranger(shop: Example, vault: Vault) -> None:
    other = Vault()
    shop.share(other, {"phone": PHONE}, session=OTHER_SESSION)
    shop.share(vault, {"shoe_size": SIZE}, change=lambda _, claims: replace(claims, **VISIT))
    location = stop(shop, vault, issued(other)[0])
    finish_stops(shop.shop)
    assert receipt(shop, vault, location, []).tokens == ()


def test_what_was_stopped_cannot_be_imported_later(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE})
    request = shop.ask("shoe_size")
    late = vault.answer(request, {"shoe_size": SIZE}, now=shop.clock.now())
    shop.clock.moment += timedelta(seconds=1)
    stop(shop, vault, None)
    with pytest.raises(TokenError, match="token_stopped"):
        receive_answer(shop.shop, late)
    shop.share(vault, {"shoe_size": SIZE})
    assert read(shop, "clothing.shoe_size") == SIZE


def test_stop_then_share_again_is_a_new_customer_number(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE})
    before = rows(shop, tables.customer)[0]
    stop(shop, vault, None)
    shop.clock.moment += timedelta(minutes=1)
    shop.share(vault, {"phone": PHONE})
    (after,) = rows(shop, tables.customer)
    assert after.thumbprint == before.thumbprint
    assert after.number not in (None, before.number)
    assert after.owner != before.owner


def test_the_code_on_the_receipt_stops_without_a_vault(shop: Example, vault: Vault) -> None:
    shop.share(vault, VALUES)
    shop.share(vault, {"feet": FEET}, change=lambda _, claims: replace(claims, **VISIT))
    code = stop_code(vault.key.public)
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    location = stop_by_code(shop.shop, typed)
    assert rows(shop, tables.content) == []
    finish_stops(shop.shop)
    assert erasure_receipt_at(shop.shop, location) is not None
    stop_by_code(shop.shop, code)
    for unknown in ("0000-0000-0000", "", "x" * 500):
        with pytest.raises(TokenError, match="stop_code_unknown"):
            stop_by_code(shop.shop, unknown)


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


def visiting(_: str, claims: TokenClaims) -> TokenClaims:
    return replace(claims, **VISIT)


@pytest.mark.parametrize("how", [{}, {"change": visiting}])
@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("everything", [True, False])
def test_a_stop_that_overtakes_its_answer_holds(
    shop: Example, vault: Vault, how: dict[str, Any], known: bool, everything: bool
) -> None:
    if known:
        shop.share(vault, {"sports": SPORTS})
    request = shop.ask("shoe_size")
    late = vault.answer(request, {"shoe_size": SIZE}, **how)
    shop.clock.moment += timedelta(seconds=1)
    token = None if everything else issued(vault)[-1]
    for _ in range(2):
        if known:
            stop(shop, vault, token)
        else:
            with pytest.raises(TokenError, match="stop_key_unknown"):
                stop(shop, vault, token)
    shop.clock.moment += timedelta(minutes=13)
    drop_expired(shop.shop)
    with pytest.raises(TokenError, match="token_stopped"):
        receive_answer(shop.shop, late)
    assert read(shop, "clothing.shoe_size") is None
    shop.share(vault, {"phone": PHONE})
    assert read(shop, "media.phone_model") == PHONE


def test_stops_by_unknown_keys_are_few_and_go(shop: Example, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vault.shop.heard_stops.MAX_EARLY", 3)
    for _ in range(5):
        with pytest.raises(TokenError, match="stop_key_unknown"):
            stop(shop, Vault(), None, jti=urn())
    assert [row.id for row in rows(shop, tables.early_stop)] == [3, 4, 5]
    shop.clock.moment += timedelta(days=1, minutes=5)
    drop_expired(shop.shop)
    assert rows(shop, tables.early_stop) == []


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("everything", [True, False])
def test_a_visit_ends_by_a_stop_that_another_process_heard(
    shop: Example, vault: Vault, known: bool, everything: bool
) -> None:
    if known:
        shop.share(vault, {"sports": SPORTS})
    shop.share(vault, {"shoe_size": SIZE}, change=visiting)
    other = replace(shop, shop=replace(shop.shop, visits=Visits()))
    assert read(shop, "clothing.shoe_size") == SIZE
    with nullcontext() if known else pytest.raises(TokenError, match="stop_key_unknown"):
        stop(other, vault, None if everything else issued(vault)[-1])
    assert profile_for(shop.shop, SESSION).explain("clothing.shoe_size") is None
    assert read(shop, "clothing.shoe_size") is None
    assert shop.shop.visits.all() == []


def test_a_sweep_forgets_visits_that_another_process_stopped(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"sports": SPORTS})
    shop.share(vault, {"shoe_size": SIZE, "phone": PHONE}, change=visiting)
    other = replace(shop, shop=replace(shop.shop, visits=Visits()))
    stop(other, vault, issued(vault)[-1])
    drop_expired(shop.shop)
    assert [item.key for visit in shop.shop.visits.all() for item in visit.items] == ["clothing.shoe_size"]


def test_a_copy_of_an_answer_does_not_bring_a_stopped_visit_back(
    shop: Example, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The copy was opened before the stop and is imported after it."""
    request = shop.ask("shoe_size")
    form = vault.answer(request, {"shoe_size": SIZE}, change=visiting)
    imported = answers.import_answer

    def late(*given: Any, **named: Any) -> None:
        monkeypatch.setattr(answers, "import_answer", imported)
        shop.bring(receive_answer(shop.shop, form))
        assert read(shop, "clothing.shoe_size") == SIZE
        stop(shop, vault, issued(vault)[0])
        imported(*given, **named)

    monkeypatch.setattr(answers, "import_answer", late)
    reply = receive_answer(shop.shop, form)
    shop.bring(reply)
    assert shop.shop.visits.all() == []
    assert read(shop, "clothing.shoe_size") is None


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


def test_an_expired_item_is_dropped_and_not_called_stopped(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE}, change=lambda _, claims: replace(claims, exp=NOW + timedelta(hours=1)))
    shop.share(vault, {"shoe_size": SIZE})
    shop.clock.moment += timedelta(hours=2)
    location = stop(shop, vault, None)
    finish_stops(shop.shop)
    receipt(shop, vault, location, issued(vault)[1:])
    assert sorted(row.state for row in rows(shop, tables.item)) == ["expired", "stopped"]
