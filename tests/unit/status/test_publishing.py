from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import event

from tests.unit.status.conftest import NOW, settings
from vault.core.clock import SetClock
from vault.status.places import allocate, stop
from vault.status.publishing import SIGNED_AGAIN, Publisher
from vault.status.service import StatusHost, open_host
from vault.status.signing import AHEAD, LIST_LIFE, key_ring
from vault.tokens.status_list import ENTRIES, VerifiedStatusList, read_host_document, verify_status_list


def published(host: StatusHost, now: datetime, number: int = 1) -> VerifiedStatusList:
    current = host.publisher.current
    return verify_status_list(
        current.lists[number].body.decode(),
        keys=read_host_document(current.document),
        uri=host.settings.uri(number),
        now=now,
    )


def bits(found: VerifiedStatusList) -> set[int]:
    return {place for place in range(ENTRIES) if found.statuses.status(place)}


def test_the_first_list_is_there_before_anybody_asked(host: StatusHost) -> None:
    found = published(host, NOW)
    assert found.uri == "https://status.example/lists/1"
    assert (found.exp - found.iat, found.ttl) == (LIST_LIFE, 300)
    assert not any(found.statuses.array)


def test_what_was_stopped_stands_in_the_next_list_and_nothing_else(host: StatusHost) -> None:
    places = allocate(host.store, 20, host.random)
    for each in places[:7]:
        stop(host.store, each.number, each.index, each.secret)
    assert host.publisher.refresh() == 1
    assert bits(published(host, NOW)) == {each.index for each in places[:7]}
    stop(host.store, places[8].number, places[8].index, places[8].secret)
    assert host.publisher.refresh() == 1
    assert bits(published(host, NOW)) == {each.index for each in (*places[:7], places[8])}


def test_nothing_is_signed_where_nothing_changed(host: StatusHost) -> None:
    before = host.publisher.current.lists[1]
    assert host.publisher.refresh() == 0
    assert host.publisher.current.lists[1] is before


def test_another_process_reads_the_same(host: StatusHost, clock: SetClock) -> None:
    (mine,) = allocate(host.store, 1, host.random)
    other = Publisher(host.store, host.settings, clock)
    stop(host.store, mine.number, mine.index, mine.secret)
    assert (host.publisher.refresh(), other.refresh()) == (1, 1)
    for document in (host.publisher.current.document, other.current.document):
        assert document == host.publisher.current.document
    assert published(host, NOW).statuses.status(mine.index) == 1


def test_only_what_is_new_is_read(host: StatusHost) -> None:
    places = allocate(host.store, 20, host.random)
    for each in places[:-1]:
        stop(host.store, each.number, each.index, each.secret)
    host.publisher.refresh()
    stop(host.store, places[-1].number, places[-1].index, places[-1].secret)
    asked: list[tuple[str, object]] = []
    event.listen(host.store._engine, "before_cursor_execute", lambda *given: asked.append((given[2], given[3])))
    host.publisher.refresh()
    assert [values for statement, values in asked if "FROM stopped" in statement] == [(19,)]


def test_a_list_is_signed_again_long_before_its_end(host: StatusHost, clock: SetClock) -> None:
    clock.moment += SIGNED_AGAIN - timedelta(seconds=1)
    assert host.publisher.refresh() == 0
    clock.moment += timedelta(seconds=1)
    assert host.publisher.refresh() == 1
    assert published(host, clock.moment).iat == clock.moment


def test_a_clock_that_was_set_back_leaves_no_list_from_the_future(host: StatusHost, clock: SetClock) -> None:
    clock.moment -= timedelta(days=2)
    assert host.publisher.refresh() == 1
    assert published(host, clock.moment).iat == clock.moment


def test_a_restart_gives_out_the_same_bits_under_the_same_key(tmp_path: Path, clock: SetClock) -> None:
    first = open_host(settings(tmp_path), clock)
    (mine,) = allocate(first.store, 1, first.random)
    stop(first.store, mine.number, mine.index, mine.secret)
    first.store.close()
    second = open_host(settings(tmp_path), clock)
    second.store.close()
    assert bits(published(second, NOW)) == {mine.index}
    assert second.publisher.current.document == first.publisher.current.document


@given(hours=st.lists(st.integers(1, 24 * 40), min_size=1, max_size=8))
@hypothesis_settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whoever_keeps_the_keys_an_hour_can_check_every_list(
    tmp_path_factory: pytest.TempPathFactory, hours: list[int]
) -> None:
    clock = SetClock(NOW)
    host = open_host(settings(tmp_path_factory.mktemp("host")), clock)
    try:
        for each in hours:
            clock.moment += timedelta(hours=each - 1)
            host.publisher.refresh()
            keys = read_host_document(host.publisher.current.document)
            old = host.publisher.current.lists[1].body.decode()
            clock.moment += timedelta(hours=1)
            host.publisher.refresh()
            text = host.publisher.current.lists[1].body.decode()
            uri = host.settings.uri(1)
            verify_status_list(text, keys=keys, uri=uri, now=clock.moment)
            # And an older list, which proxies may still hold, by the keys of now.
            now_keys = read_host_document(host.publisher.current.document)
            verify_status_list(old, keys=now_keys, uri=uri, now=clock.moment)
    finally:
        host.store.close()


def test_keys_change_with_time_and_old_ones_go(host: StatusHost, clock: SetClock) -> None:
    first = key_ring(host.store, clock.moment, rotate_days=90)
    clock.moment += timedelta(days=90) - AHEAD
    ahead = key_ring(host.store, clock.moment, rotate_days=90)
    assert ahead.current.public == first.current.public
    assert len(ahead.published) == 2
    clock.moment += AHEAD
    second = key_ring(host.store, clock.moment, rotate_days=90)
    assert second.current.public != first.current.public
    assert first.current.public.thumbprint() in second.published
    clock.moment += LIST_LIFE
    third = key_ring(host.store, clock.moment, rotate_days=90)
    assert set(third.published) == {second.current.public.thumbprint()}
