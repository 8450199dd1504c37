from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from vault.core.errors import TokenError
from vault.tokens import claims

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(("seconds", "year"), [(0, 1970), (253_402_300_799, 9999)])
def test_a_numeric_date_is_a_moment(seconds: int, year: int) -> None:
    found = claims.numeric_date({"exp": seconds}, "exp")
    assert found.year == year
    assert found.utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        ({}, "claim_missing"),
        ({"exp": None}, "time_malformed"),
        ({"exp": True}, "time_malformed"),
        ({"exp": "1"}, "time_malformed"),
        ({"exp": 1.5}, "time_malformed"),
        ({"exp": float("nan")}, "time_malformed"),
        ({"exp": [1]}, "time_malformed"),
        ({"exp": -1}, "time_out_of_range"),
        ({"exp": 253_402_300_800}, "time_out_of_range"),
        ({"exp": 10**400}, "time_out_of_range"),
    ],
)
def test_no_other_date_is_read(payload: dict[str, Any], reason: str) -> None:
    with pytest.raises(TokenError) as refusal:
        claims.numeric_date(payload, "exp")
    assert refusal.value.code == reason
    assert refusal.value.facts == {"claim": "exp"}


def test_order() -> None:
    claims.check_order(NOW, NOW + SECOND)
    for expires in (NOW, NOW - SECOND):
        with pytest.raises(TokenError, match="times_out_of_order"):
            claims.check_order(NOW, expires)


def test_now_stands_between_issue_and_end() -> None:
    claims.check_issued(NOW + claims.SKEW, NOW)
    with pytest.raises(TokenError, match="issued_in_future"):
        claims.check_issued(NOW + claims.SKEW + SECOND, NOW)
    claims.check_expiry(NOW + SECOND, NOW)
    with pytest.raises(TokenError, match="expired"):
        claims.check_expiry(NOW, NOW)


def test_not_before_is_optional() -> None:
    seconds = int(NOW.timestamp())
    claims.check_not_before({}, NOW)
    claims.check_not_before({"nbf": seconds + 300}, NOW)
    with pytest.raises(TokenError, match="not_yet_valid"):
        claims.check_not_before({"nbf": seconds + 301}, NOW)
    with pytest.raises(TokenError, match="time_malformed"):
        claims.check_not_before({"nbf": False}, NOW)


def test_members() -> None:
    claims.members({"a": 1}, {"a"}, {"a", "b"})
    claims.members({"a": 1, "b": 1}, {"a"}, {"a", "b"})
    with pytest.raises(TokenError) as refusal:
        claims.members({"b": 1}, {"a"}, {"a", "b"})
    assert (refusal.value.code, refusal.value.facts) == ("claim_missing", {"claim": "a"})


def test_an_unknown_member_is_named_without_its_tricks() -> None:
    with pytest.raises(TokenError) as refusal:
        claims.members({"a": 1, "\u202e" + "x" * 100: 1}, {"a"})
    assert refusal.value.code == "claim_refused"
    assert refusal.value.facts == {"claim": "\\u202e" + "x" * 34}


@pytest.mark.parametrize("found", ["", "x" * 11, 1, None, ["a"], True])
def test_a_text_is_a_short_text(found: object) -> None:
    assert claims.text({"a": "x" * 10}, "a", 10) == "x" * 10
    with pytest.raises(TokenError, match="claim_malformed"):
        claims.text({"a": found}, "a", 10)
    with pytest.raises(TokenError, match="claim_missing"):
        claims.text({}, "a", 10)
