"""None"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.unit.shop.example import (
    FEET,
    NEVER,
    NOW,
    OTHER_SESSION,
    PHONE,
    SESSION,
    SIZE,
    VALUES,
    Example,
    Vault,
    urn,
)
from tests.unit.shop.stops import EVENT, issued, read, receipt, rows, stop
from vault.core.errors import TokenError
from vault.shop import tables
from vault.shop.answers import receive_answer
from vault.shop.profile import profile_for
from vault.shop.retention import drop_expired
from vault.shop.stopping import (
    KEPT_WHY,
    NO_WHY,
    erasure_receipt_at,
    finish_stops,
    receive_stop,
    stop_by_code,
)
from vault.tokens.preference_claims import MAX_OBJECTION
from vault.tokens.preference_token import TokenClaims
from vault.tokens.receipt import Kept, PassedOn, stop_code
from vault.tokens.security_event import stop_event

VISIT: dict[str, Any] = {"keep": "session", "exp": NOW + timedelta(hours=20)}


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


def test_stops_by_unknown_keys_are_few_and_go(shop: Example, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vault.shop.heard_stops.MAX_EARLY", 3)
    for _ in range(5):
        with pytest.raises(TokenError, match="stop_key_unknown"):
            stop(shop, Vault(), None, jti=urn())
    assert [row.id for row in rows(shop, tables.early_stop)] == [3, 4, 5]
    shop.clock.moment += timedelta(days=1, minutes=5)
    drop_expired(shop.shop)
    assert rows(shop, tables.early_stop) == []


def test_an_expired_item_is_dropped_and_not_called_stopped(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE}, change=lambda _, claims: replace(claims, exp=NOW + timedelta(hours=1)))
    shop.share(vault, {"shoe_size": SIZE})
    shop.clock.moment += timedelta(hours=2)
    location = stop(shop, vault, None)
    finish_stops(shop.shop)
    receipt(shop, vault, location, issued(vault)[1:])
    assert sorted(row.state for row in rows(shop, tables.item)) == ["expired", "stopped"]
