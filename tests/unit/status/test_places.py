from __future__ import annotations

import sqlite3
from collections import Counter

import pytest
from sqlalchemy import update

from vault.core.errors import RequestError
from vault.core.strict_json import b64url
from vault.status import places
from vault.status.places import FULL, MOST_AT_ONCE, allocate, stop
from vault.status.service import StatusHost
from vault.status.store import status_list
from vault.tokens.status_list import ENTRIES


def test_places_are_given_out_once_each_and_all_over_the_list(host: StatusHost) -> None:
    found = [each for _ in range(40) for each in allocate(host.store, MOST_AT_ONCE, host.random)]
    assert max(Counter((each.number, each.index) for each in found).values()) == 1
    assert len({each.secret for each in found}) == len(found) == 800
    assert {each.number for each in found} == {1}
    # Of 800 at random, none in an eighth of the list would be a chance of 10^-46.
    assert {each.index * 8 // ENTRIES for each in found} == set(range(8))


def test_a_place_that_is_taken_is_not_given_out_again(host: StatusHost) -> None:
    drawn = iter([7, 7, 8, 8, 7, 9])

    def random(size: int) -> bytes:
        return next(drawn).to_bytes(4, "big") if size == 4 else bytes(size)

    assert [each.index for each in allocate(host.store, 3, random)] == [7, 8, 9]


def test_a_full_list_is_followed_by_another(host: StatusHost) -> None:
    assert allocate(host.store, 1, host.random)[0].number == 1
    with host.store.transaction() as connection:
        connection.execute(update(status_list).values(given=FULL - MOST_AT_ONCE + 1))
    assert allocate(host.store, 1, host.random)[0].number == 2
    assert allocate(host.store, 1, host.random)[0].number == 2


@pytest.mark.parametrize("wanted", [0, -1, MOST_AT_ONCE + 1, 2**70, True, 1.0])
def test_no_places_and_too_many_are_refused(host: StatusHost, wanted: int) -> None:
    with pytest.raises(RequestError) as refusal:
        allocate(host.store, wanted, host.random)
    assert refusal.value.code == "count_refused"


def test_a_place_is_stopped_once_by_its_secret(host: StatusHost) -> None:
    mine, other = allocate(host.store, 2, host.random)
    assert stop(host.store, mine.number, mine.index, mine.secret)
    assert not stop(host.store, mine.number, mine.index, mine.secret)
    assert stop(host.store, other.number, other.index, other.secret)


def test_only_by_its_own_secret(host: StatusHost) -> None:
    mine, other = allocate(host.store, 2, host.random)
    free = next(place for place in range(3) if place not in {mine.index, other.index})
    for number, index, secret in (
        (mine.number, mine.index, other.secret),
        (mine.number, mine.index, ""),
        (mine.number, mine.index, "A" * 22),
        (mine.number, mine.index, mine.secret + "A"),
        (mine.number, mine.index, "é" * 22),
        (mine.number, free, mine.secret),
        (mine.number + 1, mine.index, mine.secret),
        (-1, -1, mine.secret),
    ):
        with pytest.raises(RequestError) as refusal:
            stop(host.store, number, index, secret)
        assert refusal.value.code == "secret_wrong"


def test_the_database_has_no_secret_in_it(host: StatusHost) -> None:
    found = allocate(host.store, 20, host.random)
    host.store.close()
    with sqlite3.connect(host.settings.store) as connection:
        dump = "\n".join(connection.iterdump())
    connection.close()
    assert "INSERT INTO" in dump
    raw = host.settings.store.read_bytes()
    for each in found:
        assert each.secret not in dump
        assert each.secret not in repr(each)
        assert places.unb64url(each.secret, max_chars=22) not in raw
        assert b64url(places.unb64url(each.secret, max_chars=22)) == each.secret
