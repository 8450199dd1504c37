"""The figures of status lists: how soon a stop is in the next signed list, and what asking for one costs."""

from __future__ import annotations

import http.client
import json
import os
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from tests.figures.figure import Figure
from vault.shop.status_cache import StatusCache
from vault.status.service import open_host
from vault.status.settings import Settings
from vault.status.store import place, status_list, stopped
from vault.tokens.status_list import (
    ENTRIES,
    StatusList,
    VerifiedStatusList,
    read_host_document,
    verify_status_list,
)

HOST = "status.example"
BAR_MS, BAR_US, BAR_GETS = 200, 2.0, 1000
STOPS, STOPS_FULL = 20, 100
CHECKS, CHECKS_FULL = 200_000, 1_000_000
GETS, GETS_FULL = 2000, 10_000
GIVEN = 20_000
"""Places that were stopped before: a list of about 25 kB, as a host has after years."""


def measure_status(*, full: bool) -> Iterator[Figure]:
    """All figures of status lists."""
    yield _check(CHECKS_FULL if full else CHECKS)
    with tempfile.TemporaryDirectory() as folder, _serving(Path(folder)) as (port, pid):
        yield _stop_to_list(port, STOPS_FULL if full else STOPS)
        yield _gets(port, pid, GETS_FULL if full else GETS)


def _check(count: int) -> Figure:
    now = datetime.now(UTC)
    cache, uri = StatusCache(), f"https://{HOST}/lists/1"
    cache.put(VerifiedStatusList(uri, StatusList(1, bytes(ENTRIES // 8)), now, now + timedelta(days=1), 300))
    places = [number * 7919 % ENTRIES for number in range(1000)]
    rounds = []
    for _ in range(5):
        start = time.perf_counter()
        for _ in range(count // len(places) // 5):
            for index in places:
                cache.status(uri, index, now)
        rounds.append((time.perf_counter() - start) / (count // len(places) // 5 * len(places)))
    took = statistics.median(rounds) * 1e6
    how = f"median of 5 rounds, {count} checks in all, of places all over a list in memory"
    return Figure("check of a status from cache, µs", f"{took:.2f}", f"{BAR_US:.0f}", took < BAR_US, how)


def _stop_to_list(port: int, count: int) -> Figure:
    """From the PUT that is sent to the first list, asked for again and again, that has the bit."""
    times = []
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    body = {"content-type": "application/json"}
    for _ in range(count):
        connection.request("POST", "/allocations", b'{"count":1}', body)
        (mine,) = json.loads(connection.getresponse().read())
        path = mine["uri"].removeprefix(f"https://{HOST}")
        etag = _get(connection, path)[0]
        start = time.perf_counter()
        bearer = {**body, "authorization": f"Bearer {mine['secret']}"}
        connection.request("PUT", f"{path}/{mine['idx']}", b'{"status":1}', bearer)
        if connection.getresponse().read():
            raise ValueError("a stop was refused")
        while (found := _get(connection, path, etag))[0] == etag:
            time.sleep(0.001)
        times.append(time.perf_counter() - start)
        now, (_, text) = datetime.now(UTC), found
        if not verify_status_list(text, keys=_keys(connection), uri=mine["uri"], now=now).statuses.status(mine["idx"]):
            raise ValueError("the list has not the bit")
    connection.close()
    took = statistics.median(times) * 1000
    how = (
        f"median of {count}, over loopback, of a list with {GIVEN} places stopped; the slowest {max(times) * 1000:.0f}"
    )
    return Figure("status bit to next signed list, ms", f"{took:.0f}", f"{BAR_MS}", took < BAR_MS, how)


def _gets(port: int, pid: int, count: int) -> Figure:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    size = len(_get(connection, "/lists/1")[1])
    before, begun = _processor_time(pid), time.perf_counter()
    for _ in range(count):
        _get(connection, "/lists/1")
    busy = _processor_time(pid) - before
    rate = count / busy
    how = (
        f"{count} whole lists of {size} bytes over one connection, by the server's own processor time;"
        f" {count / (time.perf_counter() - begun):.0f} a second with the asker beside it"
    )
    connection.close()
    return Figure("lists sent from cache, a second a core", f"{rate:.0f}", f"{BAR_GETS}", rate >= BAR_GETS, how)


def _get(connection: http.client.HTTPConnection, path: str, etag: str | None = None) -> tuple[str, str]:
    connection.request("GET", path, headers={"if-none-match": etag} if etag else {})
    answer = connection.getresponse()
    return answer.headers["etag"], answer.read().decode()


def _keys(connection: http.client.HTTPConnection) -> Any:
    connection.request("GET", "/.well-known/preference-status")
    return read_host_document(connection.getresponse().read())


def _processor_time(pid: int) -> float:
    """Seconds of user and system time of a process."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def _serving(folder: Path) -> Iterator[tuple[int, int]]:
    """A host in a process of its own, with places that were stopped before."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(str(folder), theirs))
    process.start()
    try:
        yield ours.recv(), process.pid or 0
    finally:
        ours.send("end")
        process.join()


def _serve(folder: str, pipe: Any) -> None:
    import threading

    import uvicorn

    from vault.status.app import status_app

    host = open_host(Settings(HOST, Path(folder) / "status.db", 300, 90, 10_000_000, 10_000_000, 10_000_000))
    with host.store.transaction() as connection:  # as many stops would have left it
        drawn = random.Random(7).sample(range(ENTRIES), GIVEN)
        rows = [{"list": 1, "idx": index} for index in drawn]
        connection.execute(insert(status_list).values(number=1, given=GIVEN))
        connection.execute(insert(place), [{**row, "secret_hash": bytes(32)} for row in rows])
        connection.execute(insert(stopped), rows)
    server = uvicorn.Server(uvicorn.Config(status_app(host), port=0, access_log=False, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    pipe.send(server.servers[0].sockets[0].getsockname()[1])
    with suppress(EOFError):  # whoever measures has ended, one way or the other
        pipe.recv()
    server.should_exit = True
    thread.join()
    host.store.close()
