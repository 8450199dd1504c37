from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from tests.unit.shop.example import NOW, PHONE, Example, Vault
from vault.core.errors import TokenError
from vault.core.strict_json import dumps
from vault.openid4vp.refresh import parse_nonce
from vault.shop import tables
from vault.shop.nonces import MAX_OF_CUSTOMER, check_nonce, new_nonce, nonce_key, spend_nonce
from vault.tokens.keys import VerifyingKey


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(TokenError) as problem:
        work()
    return problem.value.code


def spend(shop: Example, nonce: str) -> None:
    with shop.shop.store.transaction() as connection:
        (customer,) = connection.execute(select(tables.customer.c.id)).scalars()
        spend_nonce(connection, nonce, customer=customer, now=shop.clock.now())


def spent(shop: Example) -> int:
    with shop.shop.store.transaction() as connection:
        return int(connection.execute(select(func.count()).select_from(tables.spent_nonce)).scalar_one())


def test_a_nonce_holds_for_five_minutes_and_is_stored_nowhere(shop: Example) -> None:
    reply = new_nonce(shop.shop)
    nonce, made = str(reply["nonce"]), shop.clock.now()
    assert (reply["expires_in"], check_nonce(shop.shop, nonce, made)) == (300, made)
    assert check_nonce(shop.shop, nonce, made + timedelta(seconds=299)) == made
    late = made + timedelta(seconds=300)
    assert refused(lambda: check_nonce(shop.shop, nonce, late)) == "shop_nonce_expired"
    assert spent(shop) == 0


def test_two_nonces_of_one_second_differ_and_so_do_their_keys(shop: Example) -> None:
    first, second = new_nonce(shop.shop), new_nonce(shop.shop)
    assert first["nonce"] != second["nonce"]
    (jwk,) = first["jwks"]["keys"]
    assert VerifyingKey.from_jwk(jwk, also={"use", "alg", "kid"}) == nonce_key(shop.shop, str(first["nonce"])).public
    assert jwk["x"] != second["jwks"]["keys"][0]["x"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(position=st.integers(0, 42), letter=st.sampled_from("AZaz09-_"))
def test_a_nonce_that_was_changed_is_unknown(shop: Example, position: int, letter: str) -> None:
    nonce = str(new_nonce(shop.shop)["nonce"])
    changed = nonce[:position] + letter + nonce[position + 1 :]
    if changed != nonce:
        assert refused(lambda: check_nonce(shop.shop, changed, NOW)) == "shop_nonce_unknown"


@pytest.mark.parametrize("nonce", ["", "A", "é" * 43, "A" * 43, "A" * 5000])
def test_what_is_no_nonce_is_unknown(shop: Example, nonce: str) -> None:
    assert refused(lambda: check_nonce(shop.shop, nonce, NOW)) == "shop_nonce_unknown"


def test_a_nonce_is_spent_once_and_forgotten_when_it_has_ended(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE})
    nonce = str(new_nonce(shop.shop)["nonce"])
    spend(shop, nonce)
    assert refused(lambda: spend(shop, nonce)) == "shop_nonce_spent"
    shop.clock.moment += timedelta(seconds=300)
    spend(shop, str(new_nonce(shop.shop)["nonce"]))
    assert spent(shop) == 1


def test_one_customer_spends_so_many_in_five_minutes(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE})
    for _ in range(MAX_OF_CUSTOMER):
        spend(shop, str(new_nonce(shop.shop)["nonce"]))
    assert refused(lambda: spend(shop, str(new_nonce(shop.shop)["nonce"]))) == "too_often"
    shop.clock.moment += timedelta(seconds=300)
    spend(shop, str(new_nonce(shop.shop)["nonce"]))


def test_a_vault_reads_the_reply(shop: Example) -> None:
    reply = new_nonce(shop.shop)
    assert parse_nonce(dumps(reply), host="schoenenhuis.example").nonce == reply["nonce"]
