from __future__ import annotations

from datetime import timedelta

import pytest

from tests.unit.shop.example import OTHER_SESSION, PHONE, SESSION, Example, Vault, code_of
from vault.core.errors import TokenError
from vault.shop import element_code
from vault.shop.answers import receive_answer
from vault.shop.browser_session import bring_code
from vault.shop.element_code import CODE_CHARS, CODE_LASTS, GUESSES, Guesses, bring_by_code, code_to_carry
from vault.shop.profile import SERVICE_PERSONALISATION, profile_for
from vault.shop.requests import create_request
from vault.tokens import jwe

NEXT = "browser-session-of-the-customer-afterwards-0"


def answered(shop: Example, vault: Vault) -> tuple[str, str]:
    """An answer from another device. Returns the request's id and the response code that this device has."""
    request = shop.ask("phone")
    form = vault.answer(request, {"phone": PHONE})
    request_id = jwe.peek_kid(form.decode().removeprefix("response="), max_bytes=100_000)
    assert request_id is not None
    return request_id, code_of(receive_answer(shop.shop, form))


def phone(shop: Example, session: str) -> object:
    return profile_for(shop.shop, session).value("media.phone_model", purpose=SERVICE_PERSONALISATION)


def bring(shop: Example, request_id: str, typed: str, *, session: str = SESSION, guesses: Guesses | None = None) -> str:
    counted = guesses or Guesses()
    brought = bring_by_code(shop.shop, request_id, typed, browser_session=session, next_session=NEXT, guesses=counted)
    assert brought.browser_session == NEXT
    return brought.outcome


@pytest.mark.parametrize("spelled", [str, str.lower, lambda code: code.replace("-", " "), lambda code: f" {code} "])
def test_the_code_brings_the_share_to_the_browser_that_asked(shop: Example, vault: Vault, spelled: object) -> None:
    assert callable(spelled)
    request_id, response = answered(shop, vault)
    code = code_to_carry(shop.shop, response)
    assert code is not None
    assert len(code) == CODE_CHARS
    assert phone(shop, SESSION) is None
    assert bring(shop, request_id, spelled(code)) == "shared"
    assert phone(shop, NEXT) == PHONE
    assert phone(shop, SESSION) is None
    assert code_to_carry(shop.shop, response) is None


def test_letters_that_look_like_digits_are_read_as_those(
    shop: Example, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    request_id, _ = answered(shop, vault)
    monkeypatch.setattr(element_code, "_code", lambda *_: "01A1-B0CD")
    assert bring(shop, request_id, "oiAl-BOcd") == "shared"


def test_a_stranger_with_the_code_and_a_wrong_code_bring_nothing(shop: Example, vault: Vault) -> None:
    request_id, response = answered(shop, vault)
    code = code_to_carry(shop.shop, response) or ""
    for session, typed, refused in (
        (OTHER_SESSION, code, "request_unknown"),
        (SESSION, "", "carry_code_wrong"),
        (SESSION, "AAAA-AAAA", "carry_code_wrong"),
        (SESSION, "é" * 8, "carry_code_wrong"),
        (SESSION, response, "carry_code_wrong"),
    ):
        with pytest.raises(TokenError, match=refused):
            bring(shop, request_id, typed, session=session)
    assert phone(shop, NEXT) is None
    assert bring(shop, request_id, code) == "shared"


def test_a_code_can_be_guessed_a_few_times_only(shop: Example, vault: Vault) -> None:
    request_id, response = answered(shop, vault)
    guesses = Guesses()
    for _ in range(GUESSES):
        with pytest.raises(TokenError, match="carry_code_wrong"):
            bring(shop, request_id, "AAAA-AAAA", guesses=guesses)
    with pytest.raises(TokenError, match="carry_code_often"):
        bring(shop, request_id, code_to_carry(shop.shop, response) or "", guesses=guesses)


def test_counting_takes_no_more_room_than_there_are_open_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(element_code, "MAX_COUNTED", 2)
    guesses = Guesses()
    assert [guesses.allow("one") for _ in range(GUESSES + 1)] == [True] * GUESSES + [False]
    assert guesses.allow("two")
    assert guesses.allow("three")
    assert guesses.allow("one")  # forgotten, as the one used longest ago


def test_there_is_no_code_before_an_answer_after_it_was_brought_or_late(shop: Example, vault: Vault) -> None:
    waiting = create_request(shop.shop, browser_session=SESSION)
    with pytest.raises(TokenError, match="carry_code_wrong"):
        bring(shop, waiting.id, "AAAA-AAAA")
    assert code_to_carry(shop.shop, "never given") is None
    _, response = answered(shop, vault)
    bring_code(shop.shop, response, browser_session=SESSION, next_session=SESSION)
    assert code_to_carry(shop.shop, response) is None
    _, late = answered(shop, vault)
    assert code_to_carry(shop.shop, late) is not None
    shop.clock.moment += CODE_LASTS + timedelta(seconds=1)
    assert code_to_carry(shop.shop, late) is None
