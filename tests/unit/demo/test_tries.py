from __future__ import annotations

from datetime import UTC, datetime, timedelta

from vault.core.clock import SetClock
from vault.demo.tries import MAX_SESSIONS, MINUTE, TRIES, Tries

NOW = datetime(2026, 5, 12, 9, 0, tzinfo=UTC)


def test_a_few_tries_a_minute_for_each_session() -> None:
    clock = SetClock(NOW)
    tries = Tries(clock)
    assert [tries.allow("a") for _ in range(TRIES + 2)] == [True] * TRIES + [False] * 2
    assert tries.allow("b")
    clock.moment = NOW + MINUTE
    assert tries.allow("a")


def test_made_up_sessions_do_not_help() -> None:
    clock = SetClock(NOW)
    tries = Tries(clock)
    assert all(tries.allow(str(number)) for number in range(MAX_SESSIONS))
    assert not tries.allow("one more")
    assert tries.allow("0")
    clock.moment = NOW + MINUTE + timedelta(seconds=1)
    assert tries.allow("one more")
