from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.unit.shop.example import NOW, OTHER_SESSION, PHONE, SESSION, SIZE, Example, Vault, code_of
from vault.core.errors import TokenError
from vault.shop.answers import receive_answer
from vault.shop.browser_session import SESSION_LASTS, bring_code, new_browser_session, own_browser_session
from vault.shop.profile import SERVICE_PERSONALISATION, profile_for
from vault.shop.requests import SESSION_CHARS, create_request, waiting
from vault.tokens.preference_token import TokenClaims

KEY = "media.phone_model"


def visit(_: str, claims: TokenClaims) -> TokenClaims:
    return replace(claims, keep="session", exp=NOW + timedelta(hours=20))


def read(example: Example, key: str = KEY, session: str = SESSION) -> object:
    return profile_for(example.shop, session).value(key, purpose=SERVICE_PERSONALISATION)


@pytest.mark.parametrize("how", [{}, {"change": visit}])
def test_an_answer_shows_nothing_until_its_own_browser_brings_the_code(
    shop: Example, vault: Vault, how: dict[str, Any]
) -> None:
    reply = receive_answer(shop.shop, vault.answer(shop.ask("phone"), {"phone": PHONE}, **how))
    assert read(shop) is None
    with pytest.raises(TokenError, match="other_browser_session"):
        shop.bring(reply, OTHER_SESSION)
    assert read(shop) is None
    assert read(shop, session=OTHER_SESSION) is None
    shop.bring(reply)
    assert read(shop) == PHONE
    assert read(shop, session=OTHER_SESSION) is None


@pytest.mark.parametrize("code", ["", "unknown", "A" * 22])
def test_an_unknown_code_is_refused(shop: Example, code: str) -> None:
    shop.ask()
    with pytest.raises(TokenError, match="response_code_unknown"):
        bring_code(shop.shop, code, browser_session=SESSION, next_session=OTHER_SESSION)


def test_a_browser_is_one_persons_at_a_time(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE}, change=visit)
    shop.share(vault, {"shoe_size": SIZE})
    assert read(shop) == PHONE
    shop.share(Vault(), {"sports": SPORTS_HERE}, change=visit)
    assert read(shop) is None
    assert read(shop, "clothing.shoe_size") is None
    shop.share(vault, {"phone": PHONE}, change=visit)
    assert read(shop, "clothing.shoe_size") == SIZE
    assert read(shop, "media.sports") is None


SPORTS_HERE = replace(SIZE, value=("hiking",), system=None)


def test_a_no_leaves_the_profile_as_it_was(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE})
    reply = receive_answer(shop.shop, vault.refuse(shop.ask()))
    assert shop.bring(reply) == "declined"
    assert read(shop) == PHONE


@pytest.mark.parametrize("how", [{}, {"change": visit}])
def test_who_knew_the_session_before_the_code_came_knows_nothing_after_it(
    shop: Example, vault: Vault, how: dict[str, Any]
) -> None:
    planted, fresh = new_browser_session(shop.shop), new_browser_session(shop.shop)
    open_tab = create_request(shop.shop, ["sports"], browser_session=planted)
    request = shop.ask("phone", session=planted)
    reply = receive_answer(shop.shop, vault.answer(request, {"phone": PHONE}, **how))
    brought = bring_code(shop.shop, code_of(reply), browser_session=planted, next_session=fresh)
    assert brought.browser_session == fresh
    assert fresh not in repr(brought)
    assert (read(shop, session=planted), read(shop, session=fresh)) == (None, PHONE)
    assert waiting(shop.shop, open_tab.id, browser_session=planted) is None
    assert waiting(shop.shop, open_tab.id, browser_session=fresh) is not None


def test_a_code_is_spent_and_a_reload_changes_nothing(shop: Example, vault: Vault) -> None:
    first = shop.share(vault, {"phone": PHONE})
    shop.share(Vault(), {"phone": OTHER_PHONE})
    assert read(shop) == OTHER_PHONE
    again = bring_code(shop.shop, code_of(first), browser_session=SESSION, next_session=OTHER_SESSION)
    assert (again.outcome, again.browser_session) == ("shared", SESSION)
    assert (read(shop), read(shop, session=OTHER_SESSION)) == (OTHER_PHONE, None)
    with pytest.raises(TokenError, match="other_browser_session"):
        bring_code(shop.shop, code_of(first), browser_session=OTHER_SESSION, next_session=OTHER_SESSION)


def test_a_code_does_not_prolong_a_session(shop: Example, vault: Vault) -> None:
    reply = shop.share(vault, {"phone": PHONE})
    shop.clock.moment += SESSION_LASTS
    shop.bring(reply)
    assert read(shop) is None


OTHER_PHONE = replace(PHONE, value="Planted Phone 8")


@pytest.mark.parametrize("cookie", ["", "A" * 43, "A" * 44, "x", "<script>", SESSION, "\xff" * 43])
def test_only_sessions_of_this_shop_are_taken(shop: Example, cookie: str) -> None:
    made = new_browser_session(shop.shop)
    assert own_browser_session(shop.shop, made) == made
    changed = ("A" if made[0] != "A" else "B") + made[1:]
    assert own_browser_session(shop.shop, changed) == own_browser_session(shop.shop, cookie) == ""


def test_a_browser_session_is_a_long_secret(shop: Example) -> None:
    made = new_browser_session(shop.shop)
    assert len(made) == 43
    assert made != new_browser_session(shop.shop)
    with pytest.raises(ValueError, match="secret"):
        create_request(shop.shop, browser_session="a" * (SESSION_CHARS - 1))
