"""The price of a pair."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.catalogue_values import shipped
from tests.unit.portability.suggestions.lines import concluded, line
from vault.core.value import Value
from vault.core.value_check import check_value
from vault.portability.suggestions.prices_paid import KEY
from vault.portability.suggestions.suggestion import Counts
from vault.portability.takeouts.purchase import Purchase


def pair(cents: int, currency: str | None = "EUR") -> Purchase:
    return line("Sneaker", size="43", price_cents=cents, currency=currency)


def test_from_the_tenth_to_the_ninetieth_of_a_hundred() -> None:
    found = concluded([pair(cents) for cents in (1000, *[8000 + 500 * at for at in range(10)], 49900)])[KEY]
    assert found.value == Value(minimum="80", maximum="130", unit="EUR")
    assert found.counts == Counts(10, 12)
    assert found.rows[0].detail.endswith(" EUR")


def test_other_money_and_odd_prices_are_left_alone() -> None:
    assert KEY not in concluded([pair(9000, "USD")] * 9)
    assert KEY not in concluded([pair(9000, None)] * 9)
    assert KEY not in concluded([pair(0), pair(-5), pair(50_001)] * 9)
    assert KEY not in concluded([pair(9000)] * 4)


@given(st.lists(st.integers(1, 50_000), min_size=5, max_size=60))
def test_the_band_is_of_the_catalogue_and_holds_most_of_what_was_paid(prices: list[int]) -> None:
    found = concluded([pair(cents) for cents in prices])[KEY]
    check_value(shipped().entry(KEY), found.value)
    low, high = int(found.value.minimum or 0) * 100, int(found.value.maximum or 0) * 100
    inside = sum(low <= cents <= high for cents in prices)
    assert inside >= found.counts.kept >= 0.8 * len(prices) - 1
