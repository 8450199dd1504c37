"""Places on a status list: drawn from a real host, given to tokens, and stopped with them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.unit.customer.asking import SHOE, SPORTS, Shop
from tests.unit.shop.asgi import call
from vault.core.clock import SetClock
from vault.core.errors import ChoiceError, NetworkError
from vault.core.value import Precision
from vault.customer import status_pool
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver, due, release
from vault.customer.ending import end_what_is_over
from vault.customer.review import propose
from vault.customer.session import Session
from vault.customer.sharing import Shared, share
from vault.customer.status_pool import (
    FIRST_WAIT,
    LONGEST_WAIT,
    MOST_DRAWN,
    POOL,
    draw_due,
    draw_places,
    fetch_places,
    next_draw,
    set_status_host,
    status_host,
)
from vault.customer.stopping import stop, undo
from vault.net.fetcher import HttpRequest, HttpResponse
from vault.status.app import status_app
from vault.status.service import StatusHost, open_host
from vault.status.settings import Settings
from vault.storage import outbox, settings, status_slots
from vault.storage.outbox import OutboxKind
from vault.tokens.status_list import read_host_document, verify_status_list

HOST, NAME = "schoenenhuis.example", "status.example"


class Net:
    """The shop and the status host, each at its name."""

    def __init__(self, shop: Shop, host: StatusHost) -> None:
        self.shop, self.host = shop, host
        self.asked: list[HttpRequest] = []
        self.answer: Callable[[], HttpResponse] | None = None

    def fetch(self, request: HttpRequest) -> HttpResponse:
        if not request.url.startswith(f"https://{NAME}/"):
            return self.shop.fetch(request)
        self.asked.append(request)
        if self.answer is not None:
            return self.answer()
        headers = {"content-type": request.content_type or ""}
        if request.bearer is not None:
            headers["authorization"] = f"Bearer {request.bearer}"
        target = request.url.removeprefix(f"https://{NAME}")
        found = call(status_app(self.host), request.method, target, headers=headers, body=[request.body or b""])
        return HttpResponse(found.status, found.headers, found.body, found.headers.get("content-type"))

    def stopped(self) -> set[int]:
        self.host.publisher.refresh()
        text = self.host.publisher.current.lists[1].body.decode()
        keys = read_host_document(self.host.publisher.current.document)
        found = verify_status_list(text, keys=keys, uri=f"https://{NAME}/lists/1", now=self.host.clock.now())
        bits = found.statuses.array
        return {place * 8 + bit for place, byte in enumerate(bits) if byte for bit in range(8) if byte >> bit & 1}


@pytest.fixture
def net(tmp_path: Path, shop: Shop, clock: SetClock) -> Iterator[Net]:
    host = open_host(Settings(NAME, tmp_path / "status.db", 300, 90, 10_000, 10_000, 200_000), clock)
    yield Net(shop, host)
    host.store.close()


def filled(session: Session, net: Net, clock: SetClock) -> None:
    """A pool with as many places as fit."""
    begun = clock.moment
    set_status_host(session, NAME)
    while (at := next_draw(session)) is not None:
        clock.moment = max(clock.moment, at)
        draw_places(session, net)
    clock.moment = begun


def share_two(session: Session, shop: Shop, *, visit: bool = False) -> Shared:
    items = (Choice("shoe_size", Precision.RANGE), Choice("sports", Precision.CATEGORY))
    return share(session, propose(session, shop.ask(SHOE, SPORTS)), Choices(items, 0 if visit else 90))


def free(session: Session) -> int:
    with session.database.read() as reader:
        return len(status_slots.free(reader))


def waiting(session: Session) -> list[OutboxKind]:
    with session.database.read() as reader:
        return [row.outgoing.kind for row in outbox.waiting(reader)]


def named(shop: Shop) -> set[tuple[str, int]]:
    return {found.claims.status for found in shop.holds.values() if found.claims.status is not None}


def test_without_a_host_nobody_is_asked_and_tokens_name_no_place(session: Session, net: Net) -> None:
    assert status_host(session) is None
    assert next_draw(session) is None
    draw_places(session, net)
    share_two(session, net.shop)
    deliver(session, net)
    assert (net.asked, named(net.shop)) == ([], set())
    stop(session, HOST)
    assert [each.kind for each in deliver(session, net)] == [OutboxKind.STOP, OutboxKind.ERASURE_POLL]


def test_places_are_drawn_a_few_at_a_time_at_moments_apart(session: Session, net: Net, clock: SetClock) -> None:
    set_status_host(session, NAME)
    moments = []
    while (at := next_draw(session)) is not None:
        clock.moment = at
        moments.append(at)
        draw_places(session, net)
        draw_places(session, net)  # a second look at the same moment draws nothing
    assert free(session) == POOL
    counts = [json.loads(request.body or b"")["count"] for request in net.asked]
    assert len(counts) == len(moments)
    assert sum(counts) == POOL
    assert max(counts) <= MOST_DRAWN
    assert len({later - earlier for earlier, later in pairwise(moments)}) == len(moments) - 1
    assert all(later - earlier <= LONGEST_WAIT for earlier, later in pairwise(moments))


def test_the_first_draw_waits_too(session: Session, clock: SetClock) -> None:
    set_status_host(session, NAME)
    first = next_draw(session)
    assert first is not None
    assert clock.moment < first < clock.moment + FIRST_WAIT
    assert draw_due(session) is None


def test_each_token_names_a_place_of_its_own(session: Session, net: Net, clock: SetClock) -> None:
    filled(session, net, clock)
    share_two(session, net.shop)
    deliver(session, net)
    places = named(net.shop)
    assert len(places) == 2
    assert {uri for uri, _ in places} == {"https://status.example/lists/1"}
    assert free(session) == POOL - 2


def test_an_empty_pool_does_not_hold_up_a_share(session: Session, net: Net) -> None:
    set_status_host(session, NAME)
    share_two(session, net.shop)
    deliver(session, net)
    assert named(net.shop) == set()
    assert len(net.shop.holds) == 2


def test_a_visit_takes_no_place(session: Session, net: Net, clock: SetClock) -> None:
    filled(session, net, clock)
    share_two(session, net.shop, visit=True)
    assert free(session) == POOL


def test_a_stop_reaches_the_list(session: Session, net: Net, clock: SetClock) -> None:
    filled(session, net, clock)
    shared = share_two(session, net.shop)
    deliver(session, net)
    places = {found.claims.jti: found.claims.status for found in net.shop.holds.values()}
    one = places[shared.items[0]]
    assert one is not None
    stop(session, HOST, jti=shared.items[0])
    assert [each.state for each in deliver(session, net)] == ["told", "status_set", "erased"]
    assert net.stopped() == {one[1]}
    stop(session, HOST)
    deliver(session, net)
    assert net.stopped() == {place[1] for place in places.values() if place is not None}
    assert waiting(session) == []
    assert end_what_is_over(session).mended == ()


def test_a_stop_reaches_the_list_while_the_shop_is_down(session: Session, net: Net, clock: SetClock) -> None:
    filled(session, net, clock)
    share_two(session, net.shop)
    deliver(session, net)
    places = {index for _, index in named(net.shop)}
    net.shop.mood = "down"
    stop(session, HOST)
    states = {each.kind: each.state for each in deliver(session, net)}
    assert states == {OutboxKind.STOP: "not_reached", OutboxKind.STATUS: "status_set"}
    assert net.stopped() == places


def test_an_undone_stop_leaves_the_list_alone(session: Session, net: Net, clock: SetClock) -> None:
    filled(session, net, clock)
    share_two(session, net.shop)
    deliver(session, net)
    stopped = stop(session, HOST, undo_seconds=10)
    assert due(session) == ()
    assert undo(session, stopped)
    assert waiting(session) == []
    clock.moment += timedelta(seconds=11)
    deliver(session, net)
    assert net.stopped() == set()
    stop(session, HOST, undo_seconds=10)
    release(session)
    deliver(session, net)
    assert len(net.stopped()) == 2


def test_an_answer_that_was_given_up_is_stopped_on_the_list(session: Session, net: Net, clock: SetClock) -> None:
    filled(session, net, clock)
    net.shop.mood = "down"
    share_two(session, net.shop)
    deliver(session, net)
    clock.moment += timedelta(minutes=11)
    end_what_is_over(session)
    deliver(session, net)
    assert len(net.stopped()) == 2


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_host_that_is_busy_is_asked_again(session: Session, net: Net, clock: SetClock, status: int) -> None:
    filled(session, net, clock)
    share_two(session, net.shop)
    deliver(session, net)
    stop(session, HOST)
    net.answer = lambda: HttpResponse(status, {}, b"", None)
    deliver(session, net)
    assert waiting(session).count(OutboxKind.STATUS) == 2
    net.answer = None
    clock.moment += timedelta(hours=7)
    deliver(session, net)
    clock.moment += timedelta(hours=7)
    deliver(session, net)
    assert len(net.stopped()) == 2


def test_a_host_that_knows_the_place_no_more_is_left_alone(session: Session, net: Net, clock: SetClock) -> None:
    filled(session, net, clock)
    share_two(session, net.shop)
    deliver(session, net)
    stop(session, HOST)
    net.answer = lambda: HttpResponse(401, {}, b"", None)
    assert {each.state for each in deliver(session, net)} == {"told", "erased", "status_refused"}
    assert waiting(session) == []


def test_places_of_shares_that_ended_are_forgotten(session: Session, net: Net, clock: SetClock) -> None:
    filled(session, net, clock)
    shared = share_two(session, net.shop)
    deliver(session, net)
    clock.moment += timedelta(days=91)
    end_what_is_over(session)
    with session.database.read() as reader:
        assert [status_slots.of(reader, jti) for jti in shared.items] == [None, None]


def test_another_host_begins_with_an_empty_pool(session: Session, net: Net, clock: SetClock) -> None:
    filled(session, net, clock)
    share_two(session, net.shop)
    deliver(session, net)
    set_status_host(session, NAME)
    assert free(session) == POOL - 2
    set_status_host(session, "other.example")
    assert free(session) == 0
    set_status_host(session, None)
    assert (status_host(session), next_draw(session)) == (None, None)
    stop(session, HOST)
    deliver(session, net)
    assert len(net.stopped()) == 2


@pytest.mark.parametrize("name", ["", "status", "https://status.example", "127.0.0.1", "STATUS.example", "a b.example"])
def test_what_is_no_host_is_not_kept(session: Session, name: str) -> None:
    with pytest.raises(ChoiceError) as refusal:
        set_status_host(session, name)
    assert refusal.value.code == "status_host_refused"
    with session.database.transaction() as transaction:
        settings.put(transaction, status_pool.STATUS_HOST, name)
    assert status_host(session) is None


GOOD = {"uri": "https://status.example/lists/1", "idx": 7, "secret": "A" * 22}


@pytest.mark.parametrize(
    "found",
    [
        {},
        [],
        [1],
        [{}],
        [{**GOOD, "more": 1}],
        [{**GOOD, "uri": "https://other.example/lists/1"}],
        [{**GOOD, "uri": "http://status.example/lists/1"}],
        [{**GOOD, "uri": "https://status.example/lists/1?a=b"}],
        [{**GOOD, "uri": "https://status.example/" + "a" * 256}],
        [{**GOOD, "uri": 1}],
        [{**GOOD, "idx": -1}],
        [{**GOOD, "idx": "7"}],
        [{**GOOD, "idx": True}],
        [{**GOOD, "idx": 2**31}],
        [{**GOOD, "secret": ""}],
        [{**GOOD, "secret": "a b"}],
        [{**GOOD, "secret": "a\r\nHost: b"}],
        [{**GOOD, "secret": "é" * 22}],
        [{**GOOD, "secret": "A" * 129}],
        [GOOD] * 5,
    ],
)
def test_what_is_no_place_is_not_kept(session: Session, net: Net, clock: SetClock, found: Any) -> None:
    set_status_host(session, NAME)
    net.answer = lambda: HttpResponse(200, {}, json.dumps(found).encode(), "application/json")
    clock.moment += FIRST_WAIT
    draw = draw_due(session)
    assert draw is not None
    with pytest.raises(NetworkError) as refusal:
        fetch_places(replace(draw, count=4), net)
    assert refusal.value.code == "status_places_malformed"
    assert "secret" not in repr(refusal.value)
    assert free(session) == 0


def test_a_host_that_fails_is_not_asked_the_more(session: Session, net: Net, clock: SetClock) -> None:
    set_status_host(session, NAME)
    net.answer = lambda: HttpResponse(500, {}, b"", None)
    clock.moment += FIRST_WAIT
    draw_places(session, net)
    draw_places(session, net)
    assert len(net.asked) == 1
    assert free(session) == 0
