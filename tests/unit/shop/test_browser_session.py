from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.unit.shop.example import NOW, OTHER_SESSION, PHONE, SESSION, SIZE, Example, Vault, code_of
from vault.core.errors import TokenError
from vault.shop.answers import receive_answer
from vault.shop.browser_session import bring_code, new_browser_session
from vault.shop.profile import SERVICE_PERSONALISATION, profile_for
from vault.shop.requests import SESSION_CHARS, create_request
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
        bring_code(shop.shop, code_of(reply), browser_session=OTHER_SESSION)
    assert read(shop) is None
    assert read(shop, session=OTHER_SESSION) is None
    bring_code(shop.shop, code_of(reply), browser_session=SESSION)
    assert read(shop) == PHONE
    assert read(shop, session=OTHER_SESSION) is None


@pytest.mark.parametrize("code", ["", "unknown", "A" * 22])
def test_an_unknown_code_is_refused(shop: Example, code: str) -> None:
    shop.ask()
    with pytest.raises(TokenError, match="response_code_unknown"):
        bring_code(shop.shop, code, browser_session=SESSION)


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
    assert bring_code(shop.shop, code_of(reply), browser_session=SESSION) == "declined"
    assert read(shop) == PHONE


def test_a_browser_session_is_a_long_secret(shop: Example) -> None:
    made = new_browser_session(shop.shop)
    assert len(made) == 43
    assert made != new_browser_session(shop.shop)
    with pytest.raises(ValueError, match="secret"):
        create_request(shop.shop, browser_session="a" * (SESSION_CHARS - 1))
