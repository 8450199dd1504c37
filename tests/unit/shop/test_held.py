"""What a shop says it holds, with its leaks, and what it hears back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.unit.shop.example import CLIENT_ID, NEVER, NOW, PHONE, SESSION, SIZE, Example, Vault, urn
from vault.core.errors import TokenError
from vault.core.value import Precision
from vault.shop import tables
from vault.shop.hearing import MAX_FEEDBACK, receive_feedback
from vault.shop.held import add_incident, receive_held
from vault.shop.nonces import new_nonce
from vault.shop.profile import SERVICE_PERSONALISATION, profile_for
from vault.shop.retention import UNREAD_KEPT, Dropped, drop_expired
from vault.shop.stopping import receive_stop
from vault.tokens.customer_letter import Says, feedback, held_request
from vault.tokens.did_jwk import did_of
from vault.tokens.holding_statement import HoldingStatement, verify_holding_statement
from vault.tokens.keys import SigningKey
from vault.tokens.security_event import stop_event

SIZE_KEY, PHONE_KEY, EMAIL_KEY = "clothing.shoe_size", "media.phone_model", "contact.email"


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(TokenError) as problem:
        work()
    return problem.value.code


def ask(shop: Example, vault: Vault, nonce: str | None = None) -> HoldingStatement:
    nonce = nonce or str(new_nonce(shop.shop)["nonce"])
    text = receive_held(shop.shop, held_request(vault.key, aud=CLIENT_ID, iat=shop.clock.now(), jti=urn(), nonce=nonce))
    keys = {each.public.thumbprint(): each.public for each in shop.shop.keys.receipts}
    sub = did_of(vault.key.public)
    return verify_holding_statement(text, keys=keys, iss=CLIENT_ID, sub=sub, nonce=nonce, now=shop.clock.now())


def say(shop: Example, vault: Vault, about: str, says: Says, nonce: str | None = None) -> None:
    nonce = nonce or str(new_nonce(shop.shop)["nonce"])
    letter = feedback(vault.key, aud=CLIENT_ID, iat=shop.clock.now(), jti=urn(), nonce=nonce, about=about, says=says)
    receive_feedback(shop.shop, letter)


def read(shop: Example, key: str) -> object:
    return profile_for(shop.shop, SESSION).value(key, purpose=SERVICE_PERSONALISATION)


def test_a_statement_names_each_item_and_when_it_was_used(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"shoe_size": SIZE, "phone": PHONE})
    shop.clock.moment += timedelta(hours=1)
    read(shop, SIZE_KEY)
    stated = {item.key: item for item in ask(shop, vault).items}
    assert {(each.jti, each.exp.date()) for each in stated.values()} == {
        (claims.jti, claims.exp.date()) for claims in vault.issued
    }
    assert (stated[SIZE_KEY].precision, stated[SIZE_KEY].last_used) == (Precision.EXACT, shop.clock.now())
    assert stated[PHONE_KEY].last_used is None


def test_what_was_stopped_is_not_in_it(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"shoe_size": SIZE, "phone": PHONE})
    token = next(claims.jti for claims in vault.issued)
    event = stop_event(vault.key, aud=CLIENT_ID, iat=NOW, jti=urn(), token_jti=token)
    receive_stop(shop.shop, event)
    assert token not in {item.jti for item in ask(shop, vault).items}


def test_nobody_hears_of_somebody_else(shop: Example, vault: Vault) -> None:
    other = Vault()
    shop.share(vault, {"phone": PHONE})
    shop.share(other, {"shoe_size": SIZE}, session="browser-session-of-somebody-else-entirely-0")
    assert [item.key for item in ask(shop, vault).items] == [PHONE_KEY]
    assert [item.key for item in ask(shop, other).items] == [SIZE_KEY]


def test_a_key_that_shared_nothing_is_refused(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE})
    assert refused(lambda: ask(shop, Vault())) == "key_not_pinned"
    assert refused(lambda: say(shop, Vault(), PHONE_KEY, Says.THANKS)) == "key_not_pinned"


def test_a_nonce_answers_one_question(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE})
    nonce = str(new_nonce(shop.shop)["nonce"])
    ask(shop, vault, nonce)
    assert refused(lambda: ask(shop, vault, nonce)) == "shop_nonce_spent"
    assert refused(lambda: say(shop, vault, PHONE_KEY, Says.THANKS, nonce)) == "shop_nonce_spent"
    assert refused(lambda: ask(shop, vault, "A" * 43)) == "shop_nonce_unknown"


def test_a_leak_is_told_to_those_whose_item_it_was(shop: Example, vault: Vault) -> None:
    other = Vault()
    shop.share(vault, {"shoe_size": SIZE})
    shop.share(other, {"phone": PHONE}, session="browser-session-of-somebody-else-entirely-0")
    at = NOW + timedelta(days=2)
    assert add_incident(shop.shop, at=at, what="A list was open.", advice="You need do nothing.", keys=[SIZE_KEY]) == 1
    (incident,) = ask(shop, vault).incidents
    assert (incident.date, incident.items) == (at, (vault.issued[0].jti,))
    assert (incident.what, incident.advice) == ("A list was open.", "You need do nothing.")
    assert ask(shop, other).incidents == ()


def test_a_leak_is_told_after_the_item_is_erased_but_not_one_that_came_later(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"shoe_size": SIZE, "phone": PHONE})
    token = next(claims.jti for claims in vault.issued)
    receive_stop(shop.shop, stop_event(vault.key, aud=CLIENT_ID, iat=NOW, jti=urn(), token_jti=token))
    keys = [SIZE_KEY, PHONE_KEY]
    before, after = NOW - timedelta(days=1), NOW + timedelta(days=1)
    assert add_incident(shop.shop, at=before, what="Before.", advice="-", keys=keys) == 0
    assert add_incident(shop.shop, at=NOW, what="Then.", advice="-", keys=keys) == 1
    assert add_incident(shop.shop, at=after, what="After.", advice="-", keys=keys) == 1
    assert [each.what for each in ask(shop, vault).incidents] == ["After.", "Then."]


def test_a_leak_is_told_in_one_line(shop: Example) -> None:
    for what in ("", "a\nb", "w" * 121):
        with pytest.raises(ValueError, match="one line"):
            add_incident(shop.shop, at=NOW, what=what, advice="-", keys=[SIZE_KEY])


def test_the_last_word_about_each_thing_counts(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"shoe_size": SIZE})
    profile = profile_for(shop.shop, SESSION)
    assert profile.feedback() == {}
    say(shop, vault, SIZE_KEY, Says.WRONG_FOR_ME)
    say(shop, vault, "shelf 7", Says.TOO_MUCH)
    say(shop, vault, SIZE_KEY, Says.THANKS)
    assert profile.feedback() == {SIZE_KEY: Says.THANKS, "shelf 7": Says.TOO_MUCH}
    assert profile_for(shop.shop, None).feedback() == {}


def test_so_much_feedback_is_remembered(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"shoe_size": SIZE})
    for number in range(MAX_FEEDBACK + 1):
        shop.clock.moment += timedelta(seconds=10)
        say(shop, vault, f"shelf {number}", Says.THANKS)
    said = profile_for(shop.shop, SESSION).feedback()
    assert len(said) == MAX_FEEDBACK
    assert "shelf 0" not in said


def test_feedback_goes_with_the_last_item(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"shoe_size": SIZE})
    say(shop, vault, SIZE_KEY, Says.WRONG_FOR_ME)
    receive_stop(shop.shop, stop_event(vault.key, aud=CLIENT_ID, iat=shop.clock.now(), jti=urn(), token_jti=None))
    with shop.shop.store.transaction() as connection:
        assert connection.execute(select(tables.feedback)).all() == []


def test_what_nothing_reads_for_sixty_days_is_erased(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"shoe_size": SIZE, "phone": PHONE})
    shop.clock.moment += timedelta(hours=20)
    read(shop, SIZE_KEY)
    shop.clock.moment = NOW + UNREAD_KEPT - timedelta(seconds=1)
    assert drop_expired(shop.shop) == Dropped(0, 0, 0)
    shop.clock.moment = NOW + UNREAD_KEPT
    assert drop_expired(shop.shop) == Dropped(0, 0, 1)
    assert [item.key for item in ask(shop, vault).items] == [SIZE_KEY]
    shop.clock.moment += timedelta(hours=20)
    assert drop_expired(shop.shop) == Dropped(0, 0, 1)
    assert ask(shop, vault).items == ()


def test_a_question_without_an_answer_is_no_reading(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE})
    shop.clock.moment += timedelta(hours=20)
    profile_for(shop.shop, SESSION).value(PHONE_KEY)
    shop.clock.moment = NOW + UNREAD_KEPT
    assert drop_expired(shop.shop).unread == 1


def test_a_no_counts_without_being_read(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"email": NEVER})
    longer = NOW + timedelta(days=400)
    shop.share(Vault(), {"email": NEVER}, change=lambda _, claims: replace(claims, objection=True, exp=longer))
    shop.clock.moment = NOW + UNREAD_KEPT
    assert drop_expired(shop.shop).unread == 0


def test_a_stranger_cannot_ask_in_a_customers_name(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE})
    nonce = str(new_nonce(shop.shop)["nonce"])
    letter = held_request(vault.key, aud=CLIENT_ID, iat=NOW, jti=urn(), nonce=nonce)
    forged = (
        letter.rpartition(".")[0]
        + "."
        + held_request(SigningKey.generate(), aud=CLIENT_ID, iat=NOW, jti=urn(), nonce=nonce).rpartition(".")[2]
    )
    assert refused(lambda: receive_held(shop.shop, forged)) == "signature_invalid"
