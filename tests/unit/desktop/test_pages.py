"""What pages are made of: some of it is made when it is first asked for, and only once."""

from __future__ import annotations

import threading
from collections.abc import Callable

from vault.desktop.pages import LaterFetcher, once
from vault.net.fetcher import HttpRequest, HttpResponse


def test_two_threads_that_ask_at_once_get_the_same() -> None:
    made: list[object] = []
    asked = threading.Barrier(2)

    def make() -> object:
        made.append(object())
        return made[-1]

    def ask(get: Callable[[], object]) -> None:
        asked.wait()
        got.append(get())

    got: list[object] = []
    get = once(make)
    threads = [threading.Thread(target=ask, args=(get,)) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert got == [made[0], made[0]]
    assert len(made) == 1


def test_the_way_to_the_network_is_made_with_the_first_request() -> None:
    made: list[int] = []

    class Answers:
        def fetch(self, request: HttpRequest) -> HttpResponse:
            return HttpResponse(200, {}, request.url.encode(), None)

    def make() -> Answers:
        made.append(1)
        return Answers()

    fetcher = LaterFetcher(make)
    assert made == []
    bodies = [fetcher.fetch(HttpRequest("GET", url)).body for url in ("https://a.example", "https://b.example")]
    assert bodies == [b"https://a.example", b"https://b.example"]
    assert made == [1]
