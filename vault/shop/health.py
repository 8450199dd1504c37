"""Whether the connector lives, and whether it can do its work; where not, in which way it goes on.

``/preferences/health`` answers 200 as long as the process does. ``/preferences/ready`` answers 503 while nothing can be
taken in, and 200 otherwise, with the problems that are known: a code, and a sentence in the reader's language that says
what goes on and what waits. Neither names a host, a file, a customer or a value.
"""

from __future__ import annotations

import asyncio
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic
from typing import Final

from sqlalchemy import func, insert, select
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from vault import bundled
from vault.core.clock import to_seconds
from vault.core.errors import StorageError
from vault.core.sentences import Sentences, parse_sentences
from vault.shop import tables
from vault.shop.guarding import Guard
from vault.shop.pages import LANGUAGES, language_of
from vault.shop.service import Shop
from vault.shop.status_references import is_listed
from vault.tokens.claims import SKEW

KNOWN_SECONDS: Final = 5.0
"""How long an answer is good for, so that asking costs the database nothing."""
DISK_LEAST: Final = 64 * 1024 * 1024
"""Bytes that should be free: SQLite's journal of a large sweep, and time to act."""
DISK_FULL: Final = 1024 * 1024
"""With fewer, an answer may not fit."""
CERTIFICATE_SOON: Final = timedelta(days=14)
AWAY_AFTER: Final = 2
"""Failures in a row before a status host counts as away: one is a hiccup."""

_STOPS = frozenset({"store_away", "store_failed", "store_full", "keys_missing", "certificate_over", "clock_wrong"})
"""While one of these lasts, nothing can be taken in."""
_BUSY: Final = "store_busy"
"""Somebody else wrote to SQLite for longer than a write waits: on a slow disk that passes by itself."""


@dataclass(frozen=True)
class Readiness:
    """The ``problems``, by code; without any, everything works."""

    problems: tuple[str, ...]

    @property
    def ready(self) -> bool:
        """Whether answers and stops are taken."""
        return not _STOPS & set(self.problems)

    @property
    def status(self) -> str:
        """In one word."""
        return "not_ready" if not self.ready else "degraded" if self.problems else "ready"


class _Undone(Exception):
    """Ends a transaction that only had to be possible."""


def look(shop: Shop) -> Readiness:
    """Look at the database, the disk, the keys, the clock and the status hosts. Raises nothing that it can tell."""
    found = [*_certificate(shop), *_keys(shop)]
    for check in (_disk, _write, _clock, _status_hosts):
        try:
            found += check(shop)
        except StorageError as problem:
            found.append(_of_store(problem))
            if found[-1] != _BUSY:  # what it can still tell is not hidden; else the others fail, or wait, as this did
                break
    return Readiness(tuple(dict.fromkeys(found)))


def health_routes(shop: Shop, guarded: Guard) -> list[Route]:
    """The two addresses."""
    asking = _Asking(shop)
    return [
        Route("/preferences/health", guarded(_alive), methods=["GET"]),
        Route("/preferences/ready", guarded(asking.ready), methods=["GET"]),
    ]


class _Asking:
    """Looks for whoever asks, and not more often than every :data:`KNOWN_SECONDS`."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._one_at_a_time = asyncio.Lock()
        self._known: tuple[float, Readiness] | None = None
        self._say = {each: parse_sentences(each, bundled.read(f"messages/{each}.json")) for each in LANGUAGES}

    async def ready(self, request: Request) -> Response:
        async with self._one_at_a_time:
            if self._known is None or monotonic() - self._known[0] > KNOWN_SECONDS:
                self._known = (monotonic(), await run_in_threadpool(look, self._shop))
        found = self._known[1]
        say = self._say[language_of(request.headers.get("accept-language", ""))]
        return JSONResponse({"status": found.status, "problems": told(found, say)}, 200 if found.ready else 503)


def told(found: Readiness, say: Sentences) -> list[dict[str, str]]:
    """Each problem with its sentence."""
    return [{"code": code, "says": say.say("ready", code)} for code in found.problems]


async def _alive(_: Request) -> Response:
    return JSONResponse({"status": "ok"})


def _certificate(shop: Shop) -> list[str]:
    now, certificate = shop.clock.now(), shop.keys.chain[0]
    if now < certificate.not_valid_before_utc:
        return ["clock_wrong"]
    if now >= certificate.not_valid_after_utc:
        return ["certificate_over"]
    return ["certificate_soon"] if now >= certificate.not_valid_after_utc - CERTIFICATE_SOON else []


def _keys(shop: Shop) -> list[str]:
    """The key store answers, and the ring has the key that it uses."""
    keys = shop.store.keys
    try:
        return [] if keys.identity.kek in keys.ring.ids else ["keys_missing"]
    except StorageError as problem:
        found = _of_store(problem)
        return [found if found == _BUSY or problem.code in _STOPS else "keys_missing"]


def _disk(shop: Shop) -> list[str]:
    """PostgreSQL's own disk is not seen from here; that it is full, a write tells."""
    if shop.policy.database is not None:
        return []
    try:
        free = shutil.disk_usage(shop.policy.store.parent).free
    except OSError as problem:
        raise StorageError("store_failed", kind=type(problem).__name__) from problem
    if free < DISK_FULL:
        return ["store_full"]
    return ["disk_low"] if free < DISK_LEAST else []


def _of_store(problem: StorageError) -> str:
    """The problem's code, as it is told."""
    if str(problem.facts.get("kind", "")).startswith("SQLITE_BUSY"):
        return _BUSY
    code = "keys_missing" if "key_" in problem.code else problem.code
    return code if code in _STOPS else "store_failed"


def _write(shop: Shop) -> list[str]:
    """A row that is never committed: the database is there, and lets itself be written."""
    with suppress(_Undone), shop.store.transaction() as connection:
        connection.execute(insert(tables.erased_key).values(jti=shop.urn()))
        raise _Undone
    return []


def _clock(shop: Shop) -> list[str]:
    """Against what was written before, and against the database's own clock if it has one."""
    now = shop.clock.now()
    with shop.store.reading() as connection:
        newest = connection.execute(select(func.max(tables.request.c.created))).scalar()
        theirs = to_seconds(now)
        if connection.dialect.name == "postgresql":
            theirs = int(connection.execute(select(func.extract("epoch", func.now()))).scalar_one())
    behind = newest is not None and newest > to_seconds(now + SKEW)
    return ["clock_wrong"] if behind or abs(theirs - to_seconds(now)) > SKEW.total_seconds() else []


def _status_hosts(shop: Shop) -> list[str]:
    fetch = tables.status_fetch.c
    with shop.store.reading() as connection:
        failing = connection.execute(select(fetch.uri).where(fetch.failures >= AWAY_AFTER)).scalars().all()
    return ["status_host_away"] if any(is_listed(shop, uri) for uri in failing) else []
