from __future__ import annotations

import asyncio
import inspect
from typing import Any

import pytest

import vault.shop
from tests.unit.shop.example import PHONE, SESSION, Example, Vault, code_of
from vault.core.errors import PolicyError
from vault.openid4vp.link import parse_link
from vault.openid4vp.request_object import verify_signed
from vault.shop import AsyncProfile, AsyncShop, Profile
from vault.shop.profile import SERVICE_PERSONALISATION

KEY = "media.phone_model"


def test_ask_import_and_read_in_async_code(shop: Example, vault: Vault) -> None:
    async def play() -> None:
        mine = AsyncShop(shop.shop)
        created = await mine.create_request(["phone"], browser_session=SESSION)
        text = await mine.request_object(created.id)
        assert text is not None
        link, anchors = parse_link(created.link), [shop.authority.certificate]
        request = verify_signed(text, client_id=link.client_id, anchors=anchors, now=shop.clock.now())
        reply = await mine.receive_answer(vault.answer(request, {"phone": PHONE}))
        await mine.bring_code(code_of(reply), browser_session=SESSION, next_session=SESSION)
        profile = mine.profile_for(SESSION)
        assert await profile.value(KEY, purpose=SERVICE_PERSONALISATION) == PHONE
        assert await profile.words(KEY, purpose=SERVICE_PERSONALISATION) == PHONE.value
        assert await profile.gift_value(KEY, purpose=SERVICE_PERSONALISATION) is None
        explained = await profile.explain(KEY)
        assert explained is not None
        assert await profile.objects_to(KEY) is False
        assert await profile.feedback() == {}
        assert (await mine.consent_state(profile))["google"]["personalization_storage"] == "granted"
        assert (await mine.drop_expired()).items == 0

    asyncio.run(play())


def test_errors_come_through(sqlite_shop: Example) -> None:
    async def ask() -> None:
        await AsyncShop(sqlite_shop.shop).create_request(["nothing"], browser_session=SESSION)

    with pytest.raises(PolicyError):
        asyncio.run(ask())


def test_the_event_loop_goes_on_meanwhile(sqlite_shop: Example) -> None:
    """A write elsewhere holds the database; who waits for it holds up nobody."""

    async def play() -> int:
        turns = 0
        with sqlite_shop.shop.store.transaction():
            waiting = asyncio.create_task(AsyncShop(sqlite_shop.shop).drop_expired())
            for _ in range(100):
                await asyncio.sleep(0)
                turns += 1
            assert not waiting.done()
        await waiting
        return turns

    assert asyncio.run(play()) == 100


def public(of: type[Any]) -> set[str]:
    return {name for name, _ in inspect.getmembers(of, inspect.isfunction) if not name.startswith("_")}


def test_nothing_of_a_profile_is_left_out() -> None:
    assert public(AsyncProfile) == public(Profile)


def test_every_function_of_a_shop_is_there_under_its_name() -> None:
    """What takes a shop first and looks at its database, a counter's own dialogue aside."""
    ours = {
        name
        for name in vault.shop.__all__
        if inspect.isfunction(found := getattr(vault.shop, name))
        and next(iter(inspect.signature(found).parameters), "") == "shop"
    }
    without = {"new_browser_session", "own_browser_session", "ask_at_counter", "ask_in_file", "take_answer"}
    without |= {"what_came", "add_incident", "finish_stops"}
    assert ours - without <= public(AsyncShop)
    assert all(getattr(AsyncShop, name).__doc__ for name in public(AsyncShop))
