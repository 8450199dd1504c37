"""Stops that overtake an answer, or are heard by another process."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.unit.shop.example import (
    NOW,
    PHONE,
    SESSION,
    SIZE,
    SPORTS,
    Example,
    Vault,
)
from tests.unit.shop.stops import issued, read, stop
from vault.core.errors import TokenError
from vault.shop import answers
from vault.shop.answers import receive_answer
from vault.shop.profile import profile_for
from vault.shop.retention import drop_expired
from vault.shop.visits import Visits
from vault.tokens.preference_token import TokenClaims

VISIT: dict[str, Any] = {"keep": "session", "exp": NOW + timedelta(hours=20)}


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
