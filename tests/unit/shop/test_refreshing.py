"""A changed preference at the shop: the new value is there, the old one is gone, and nothing else changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.unit.shop.example import CLIENT_ID, FEET, NEVER, NOW, PHONE, SESSION, SIZE, WEEKLY, Example, Vault, urn
from vault.core.errors import TokenError
from vault.core.strict_json import dumps
from vault.core.value import Value
from vault.openid4vp.refresh import make_refresh, parse_nonce
from vault.shop import tables
from vault.shop.nonces import new_nonce
from vault.shop.profile import SERVICE_PERSONALISATION, profile_for
from vault.shop.refreshing import receive_refresh
from vault.shop.retention import drop_expired
from vault.shop.stopping import receive_stop
from vault.tokens.did_jwk import did_of
from vault.tokens.preference_token import TokenClaims, issue
from vault.tokens.presentation import present
from vault.tokens.receipt import verify_consent_receipt
from vault.tokens.security_event import stop_event

SIZE_KEY, PHONE_KEY = "clothing.shoe_size", "media.phone_model"
BIGGER, NEWER = Value("44", system="EU"), Value("Planted Phone 8")
KEYS = {"shoe_size": SIZE_KEY, "phone": PHONE_KEY, "email": "contact.email", "feet": "health.foot_health"}


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(TokenError) as problem:
        work()
    return problem.value.code


def form(
    shop: Example,
    vault: Vault,
    values: dict[str, tuple[TokenClaims, Value]],
    *,
    new: dict[str, TokenClaims] | None = None,
    now: datetime | None = None,
) -> bytes:
    """A refresh of each item by query id: the claims of the token that is replaced, and the value that comes now."""
    nonce = parse_nonce(dumps(new_nonce(shop.shop)), host="schoenenhuis.example")
    moment = now or shop.clock.now()
    shown = {}
    for query_id, (old, value) in values.items():
        claims = (new or {}).get(query_id) or fresh(old, moment)
        token = issue(claims, KEYS[query_id], value.to_json(), vault.key, uuid4().bytes)
        shown[query_id] = present(token, vault.key, client_id=CLIENT_ID, nonce=nonce.nonce, now=moment, terms_hash=None)
    return make_refresh(nonce, shown, [old.jti for old, _ in values.values()])


def fresh(old: TokenClaims, now: datetime) -> TokenClaims:
    return TokenClaims(urn(), old.consent, old.item, old.aud, now, old.exp, old.terms, objection=old.objection)


def read(shop: Example, key: str) -> object:
    return profile_for(shop.shop, SESSION).value(key, purpose=SERVICE_PERSONALISATION)


def states(shop: Example) -> dict[str, str]:
    with shop.shop.store.transaction() as connection:
        return {row.jti: row.state for row in connection.execute(select(tables.item)).all()}


def shared(shop: Example, vault: Vault, values: dict[str, Value]) -> list[TokenClaims]:
    shop.share(vault, values)
    return vault.issued[-len(values) :]


def test_the_new_value_is_there_and_the_old_one_is_gone(shop: Example, vault: Vault) -> None:
    phone, size = shared(shop, vault, {"phone": PHONE, "shoe_size": SIZE})
    shop.clock.moment += timedelta(hours=2)
    reply = receive_refresh(shop.shop, form(shop, vault, {"phone": (phone, NEWER)}))
    assert (read(shop, PHONE_KEY), read(shop, SIZE_KEY)) == (NEWER, SIZE)
    found = states(shop)
    assert (found[phone.jti], found[size.jti]) == ("superseded", "held")
    assert shop.shop.store.keys.get([phone.jti]) == {}
    keys = {each.public.thumbprint(): each.public for each in shop.shop.keys.receipts}
    who = did_of(vault.key.public)
    receipt = verify_consent_receipt(reply["receipt"], keys=keys, iss=CLIENT_ID, sub=who, now=shop.clock.now())
    assert (receipt.consent, receipt.terms) == (phone.consent, phone.terms)
    assert [each["dpv:hasPersonalData"] for each in receipt.record["dpv:hasProcess"]] == [PHONE_KEY]


def test_two_items_are_replaced_at_once(shop: Example, vault: Vault) -> None:
    phone, size = shared(shop, vault, {"phone": PHONE, "shoe_size": SIZE})
    receive_refresh(shop.shop, form(shop, vault, {"phone": (phone, NEWER), "shoe_size": (size, BIGGER)}))
    assert (read(shop, PHONE_KEY), read(shop, SIZE_KEY)) == (NEWER, BIGGER)


def test_a_sealed_item_is_replaced_alone(shop: Example, vault: Vault) -> None:
    (feet,) = shared(shop, vault, {"feet": FEET})
    receive_refresh(shop.shop, form(shop, vault, {"feet": (feet, Value(("insoles",)))}))
    purpose = shop.shop.policy.item("feet").purpose
    assert profile_for(shop.shop, SESSION).value("health.foot_health", purpose=purpose) == Value(("insoles",))


def test_the_same_tokens_again_get_the_same_reply(shop: Example, vault: Vault) -> None:
    (phone,) = shared(shop, vault, {"phone": PHONE})
    tokens = {"phone": fresh(phone, NOW)}
    first = form(shop, vault, {"phone": (phone, NEWER)}, new=tokens)
    again = form(shop, vault, {"phone": (phone, NEWER)}, new=tokens)
    replies = [receive_refresh(shop.shop, each) for each in (first, first, again)]
    assert replies[0] == replies[1] == replies[2]
    assert sorted(states(shop).values()) == ["held", "superseded"]


def test_a_nonce_refreshes_once(shop: Example, vault: Vault) -> None:
    phone, size = shared(shop, vault, {"phone": PHONE, "shoe_size": SIZE})
    nonce = parse_nonce(dumps(new_nonce(shop.shop)), host="schoenenhuis.example")

    def once(query_id: str, old: TokenClaims, value: Value) -> bytes:
        token = issue(fresh(old, NOW), KEYS[query_id], value.to_json(), vault.key, uuid4().bytes)
        shown = present(token, vault.key, client_id=CLIENT_ID, nonce=nonce.nonce, now=NOW, terms_hash=None)
        return make_refresh(nonce, {query_id: shown}, [old.jti])

    receive_refresh(shop.shop, once("phone", phone, NEWER))
    assert refused(lambda: receive_refresh(shop.shop, once("shoe_size", size, BIGGER))) == "shop_nonce_spent"
    assert read(shop, SIZE_KEY) == SIZE


def test_what_was_stopped_cannot_come_back(shop: Example, vault: Vault) -> None:
    phone, size = shared(shop, vault, {"phone": PHONE, "shoe_size": SIZE})
    late, tokens = form(shop, vault, {"phone": (phone, NEWER)}), {"shoe_size": fresh(size, NOW)}
    receive_stop(shop.shop, stop_event(vault.key, aud=CLIENT_ID, iat=NOW, jti=urn(), token_jti=phone.jti))
    assert refused(lambda: receive_refresh(shop.shop, late)) == "refresh_unknown"
    early = stop_event(vault.key, aud=CLIENT_ID, iat=NOW, jti=urn(), token_jti=tokens["shoe_size"].jti)
    receive_stop(shop.shop, early)
    stopped = form(shop, vault, {"shoe_size": (size, BIGGER)}, new=tokens)
    assert refused(lambda: receive_refresh(shop.shop, stopped)) == "token_stopped"
    receive_stop(shop.shop, stop_event(vault.key, aud=CLIENT_ID, iat=NOW, jti=urn(), token_jti=None))
    assert refused(lambda: receive_refresh(shop.shop, form(shop, vault, {"shoe_size": (size, BIGGER)}))) == (
        "refresh_unknown"
    )


def test_what_is_over_is_not_refreshed(shop: Example, vault: Vault) -> None:
    phone, size = shared(shop, vault, {"phone": PHONE, "shoe_size": SIZE})
    shop.clock.moment = phone.exp
    longer = {"phone": TokenClaims(urn(), phone.consent, phone.item, CLIENT_ID, NOW, phone.exp, phone.terms)}
    assert refused(lambda: receive_refresh(shop.shop, form(shop, vault, {"phone": (phone, NEWER)}, new=longer))) == (
        "expired"
    )
    drop_expired(shop.shop)
    later = fresh(size, NOW)
    assert refused(
        lambda: receive_refresh(shop.shop, form(shop, vault, {"shoe_size": (size, BIGGER)}, new={"shoe_size": later}))
    ) == ("refresh_unknown")


def test_two_shares_are_not_refreshed_in_one(shop: Example, vault: Vault) -> None:
    (phone,) = shared(shop, vault, {"phone": PHONE})
    (size,) = shared(shop, vault, {"shoe_size": SIZE})
    both = form(shop, vault, {"phone": (phone, NEWER), "shoe_size": (size, BIGGER)})
    assert refused(lambda: receive_refresh(shop.shop, both)) == "refresh_several"


def test_a_token_that_is_held_is_not_taken_again(shop: Example, vault: Vault) -> None:
    phone, size = shared(shop, vault, {"phone": PHONE, "shoe_size": SIZE})
    known = {"phone": TokenClaims(size.jti, phone.consent, phone.item, CLIENT_ID, NOW, phone.exp, phone.terms)}
    again = form(shop, vault, {"phone": (phone, NEWER)}, new=known)
    assert refused(lambda: receive_refresh(shop.shop, again)) == "token_known"


def test_nobody_refreshes_what_is_not_theirs(shop: Example, vault: Vault) -> None:
    (phone,) = shared(shop, vault, {"phone": PHONE})
    assert refused(lambda: receive_refresh(shop.shop, form(shop, Vault(), {"phone": (phone, NEWER)}))) == (
        "refresh_key_differs"
    )


def test_a_changed_wish_for_mail_counts_at_once(shop: Example, vault: Vault) -> None:
    (mail,) = shared(shop, vault, {"email": WEEKLY})
    profile = profile_for(shop.shop, SESSION)
    assert not profile.objects_to("contact.email")
    receive_refresh(shop.shop, form(shop, vault, {"email": (mail, NEVER)}))
    assert profile.objects_to("contact.email")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(days=st.integers(-80, 200))
def test_no_refresh_lasts_longer(shop: Example, days: int) -> None:
    vault = Vault()
    (phone,) = shared(shop, vault, {"phone": PHONE})
    new: Any = {
        "phone": TokenClaims(
            urn(), phone.consent, phone.item, CLIENT_ID, NOW, phone.exp + timedelta(days=days), phone.terms
        )
    }
    text = form(shop, vault, {"phone": (phone, NEWER)}, new=new)
    if days > 0:
        assert refused(lambda: receive_refresh(shop.shop, text)) in {"refresh_longer", "lasts_too_long"}
    else:
        receive_refresh(shop.shop, text)
        assert states(shop)[new["phone"].jti] == "held"
