"""What a running connector does by itself: it drops what has ended, looks at status lists, and tells other systems."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import Final

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool

from vault.core.errors import VaultError
from vault.shop.retention import drop_expired
from vault.shop.service import Shop
from vault.shop.status_checks import LOOK_SECONDS, check_statuses
from vault.shop.stopping import finish_stops

SWEEP_SECONDS: Final = 300
"""How often what has ended is dropped."""
_log = logging.getLogger("vault.shop")


def in_background(shop: Shop) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    """The lifespan of the connector. Several processes may do it at once; what fails is tried again in its turn."""

    async def every(seconds: float, work: Callable[[Shop], object]) -> None:
        while True:
            try:
                await run_in_threadpool(work, shop)
            except Exception as problem:  # whatever it is, what has ended must go on being dropped
                _log.error("%s: %s", work.__name__, _told(problem), extra={"code": _code(problem)})
            await asyncio.sleep(seconds)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(every(SWEEP_SECONDS, drop_expired))]
        if any(each.send is not None for each in shop.downstream):
            tasks.append(asyncio.create_task(every(SWEEP_SECONDS, send_waiting)))
        if shop.policy.status_hosts:
            tasks.append(asyncio.create_task(every(LOOK_SECONDS, check_statuses)))
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            with suppress(asyncio.CancelledError):
                await asyncio.gather(*tasks)

    return lifespan


def send_waiting(shop: Shop) -> None:
    """Send what waits to each system that is sent to from here. Raises :class:`StorageError`."""
    for each in shop.downstream:
        if each.send is not None:
            each.send()


def finish_soon(shop: Shop) -> None:
    """Tell other systems of stops, after the reply. What fails here is done with the next sweep."""
    try:
        finish_stops(shop)
    except (VaultError, OSError) as problem:
        _log.error("finishing stops: %s", _told(problem), extra={"code": _code(problem)})


def _told(problem: Exception) -> str:
    """What the log says of it: the text of an error that is not ours names files, or quotes what was sent."""
    return str(problem) if isinstance(problem, VaultError) else type(problem).__name__


def _code(problem: Exception) -> str:
    return problem.code if isinstance(problem, VaultError) else type(problem).__name__
