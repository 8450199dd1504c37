"""The library for ``async`` code: the same functions, each run in a thread, so that the event loop never waits."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Callable, Coroutine, Mapping
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec, TypeVar

from vault.core.value import Value
from vault.shop.answers import receive_answer
from vault.shop.browser_session import bring_code
from vault.shop.hearing import receive_feedback
from vault.shop.held import receive_held
from vault.shop.nonces import new_nonce
from vault.shop.outward.consent_state import consent_state
from vault.shop.profile import Explanation, Profile, profile_for
from vault.shop.refreshing import receive_refresh
from vault.shop.requests import create_request, request_object
from vault.shop.retention import drop_expired
from vault.shop.service import Shop
from vault.shop.status_checks import check_statuses
from vault.shop.stopping import erasure_receipt_at, receive_stop, stop_by_code
from vault.tokens.customer_letter import Says

_P = ParamSpec("_P")
_T = TypeVar("_T")


def _of_shop(
    work: Callable[Concatenate[Shop, _P], _T],
) -> Callable[Concatenate[AsyncShop, _P], Coroutine[Any, Any, _T]]:
    async def in_thread(self: AsyncShop, /, *args: _P.args, **kwargs: _P.kwargs) -> _T:
        return await to_thread(work, self.shop, *args, **kwargs)

    update_wrapper(in_thread, work)
    return in_thread


class AsyncShop:
    """A shop for ``async`` code. Each method is the function of this name in :mod:`vault.shop`, without its ``shop``::

    shop = AsyncShop(open_shop(Path("preferences.toml")))
    size = await shop.profile_for(request.cookies.get(COOKIE)).value("clothing.shoe_size", purpose=...)
    """

    def __init__(self, shop: Shop) -> None:
        self.shop = shop

    def profile_for(self, browser_session: str | None) -> AsyncProfile:
        """The profile for a browser session, by the secret in its cookie. Asks nothing yet."""
        return AsyncProfile(profile_for(self.shop, browser_session))

    async def consent_state(self, profile: AsyncProfile) -> dict[str, dict[str, str]]:
        """As :func:`vault.shop.consent_state`, of a profile that :meth:`profile_for` gave."""
        return await to_thread(consent_state, self.shop, profile.profile)

    create_request = _of_shop(create_request)
    request_object = _of_shop(request_object)
    receive_answer = _of_shop(receive_answer)
    bring_code = _of_shop(bring_code)
    receive_stop = _of_shop(receive_stop)
    stop_by_code = _of_shop(stop_by_code)
    erasure_receipt_at = _of_shop(erasure_receipt_at)
    new_nonce = _of_shop(new_nonce)
    receive_refresh = _of_shop(receive_refresh)
    receive_held = _of_shop(receive_held)
    receive_feedback = _of_shop(receive_feedback)
    drop_expired = _of_shop(drop_expired)
    check_statuses = _of_shop(check_statuses)


class AsyncProfile:
    """:class:`vault.shop.Profile` for ``async`` code: what each method answers and raises stands there.

    ``profile`` is that one.
    """

    def __init__(self, profile: Profile) -> None:
        self.profile = profile

    async def value(self, key: str, *, purpose: str | None = None) -> Value | None:
        """As :meth:`Profile.value`."""
        return await to_thread(self.profile.value, key, purpose=purpose)

    async def words(self, key: str, *, purpose: str | None = None, language: str = "en") -> str | None:
        """As :meth:`Profile.words`."""
        return await to_thread(self.profile.words, key, purpose=purpose, language=language)

    async def gift_value(self, key: str, *, purpose: str | None = None) -> Value | None:
        """As :meth:`Profile.gift_value`."""
        return await to_thread(self.profile.gift_value, key, purpose=purpose)

    async def explain(self, key: str) -> Explanation | None:
        """As :meth:`Profile.explain`."""
        return await to_thread(self.profile.explain, key)

    async def objects_to(self, key: str) -> bool:
        """As :meth:`Profile.objects_to`."""
        return await to_thread(self.profile.objects_to, key)

    async def feedback(self) -> Mapping[str, Says]:
        """As :meth:`Profile.feedback`."""
        return await to_thread(self.profile.feedback)
