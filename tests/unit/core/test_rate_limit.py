from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.core import rate_limit
from vault.core.rate_limit import HOUR, RateLimit, caller


@given(st.integers(1, 1000), st.lists(st.tuples(st.integers(1, 50), st.floats(0, 600)), max_size=40))
def test_no_more_than_a_full_bucket_and_what_time_added(an_hour: int, asked: list[tuple[int, float]]) -> None:
    limit, now, taken = RateLimit(an_hour), 1000.0, 0
    for count, pause in asked:
        now += pause
        if limit.take("one", count, now) == 0.0:
            taken += count
    assert taken <= an_hour + (now - 1000.0) * an_hour / HOUR + 1e-6


@given(st.integers(1, 100), st.integers(1, 100))
def test_after_the_wait_that_was_named_it_is_there(an_hour: int, count: int) -> None:
    limit = RateLimit(an_hour)
    limit.take("one", an_hour, 0.0)
    if count <= an_hour:
        wait = limit.take("one", count, 0.0)
        assert wait > 0.0
        assert limit.take("one", count, wait + 0.001) == 0.0


def test_one_does_not_take_from_another() -> None:
    limit = RateLimit(1)
    assert limit.take("one", 1, 0.0) == 0.0
    assert limit.take("one", 1, 0.0) > 0.0
    assert limit.take("other", 1, 0.0) == 0.0


def test_a_clock_that_was_set_back_gives_nothing() -> None:
    limit = RateLimit(1)
    limit.take("one", 1, 5000.0)
    assert limit.take("one", 1, 0.0) > 0.0


def test_addresses_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate_limit, "MOST_ADDRESSES", 10)
    limit = RateLimit(1)
    for number in range(100):
        limit.take(str(number), 1, 0.0)
    assert len(limit._left) == 10


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("192.0.2.1", "::ffff:192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("", "", True),
    ],
)
def test_whom_an_address_stands_for(first: str, second: str, same: bool) -> None:
    assert (caller(first) == caller(second)) is same
