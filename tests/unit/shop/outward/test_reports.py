"""Groups of twenty or more, with noise, and no way to take the noise off by asking again."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.shop.example import CATALOGUE, NOW, Example
from vault.core.clock import to_seconds
from vault.core.errors import ChoiceError, PolicyError
from vault.core.strict_json import dumps
from vault.core.value import Value
from vault.shop import tables
from vault.shop.contents import Content
from vault.shop.outward.noise import EPSILON, error_of, noisy
from vault.shop.outward.reports import LEAST, group_report, sensitivity_of

SIZE_KEY = "clothing.shoe_size"


def exact(_: int) -> Callable[[int], int]:
    return lambda count: count


def hold(shop: Example, values: list[Value], key: str = SIZE_KEY, *, customer: int | None = None) -> None:
    """Held items, each of a customer of its own: what an import leaves, without signatures."""
    with shop.shop.store.transaction() as connection:
        for value in values:
            number = connection.exec_driver_sql("SELECT count(*) FROM item").scalar_one()
            name = f"urn:uuid:{number:036d}"
            connection.execute(tables.terms.insert().values(hash=f"t{number}", raw="x"))
            whose = (
                customer
                or connection.execute(
                    tables.customer.insert()
                    .values(thumbprint=f"k{number}", did="d", stop_code=f"{number}", owner=f"o{number}", first_seen=0)
                    .returning(tables.customer.c.id)
                ).scalar_one()
            )
            connection.execute(
                tables.consent.insert().values(id=name, customer=whose, owner="o", terms=f"t{number}", given=0)
            )
            connection.execute(
                tables.item.insert().values(
                    jti=name,
                    consent=name,
                    customer=whose,
                    owner="o",
                    number=0,
                    key=key,
                    purpose="p",
                    iat=0,
                    exp=to_seconds(NOW + timedelta(days=30)),
                    presented=number,
                    objection=False,
                    state="held",
                    jwt="j",
                )
            )
            content = Content(dumps(value.to_json()).decode(), "", "")
            shop.shop.store.contents.keep(connection, {name: content})


def size(number: int) -> Value:
    return Value(str(number), system="EU")


def test_groups_under_twenty_are_not_shown(shop: Example) -> None:
    hold(shop, [size(43)] * LEAST + [size(44)] * (LEAST - 1) + [size(42)] * 30)
    report = group_report(shop.shop, SIZE_KEY, noise=exact)
    assert [(group.value.value, group.number) for group in report.groups] == [("42", 30), ("43", LEAST)]
    assert report.total == 30 + LEAST + LEAST - 1


def test_too_few_customers_give_no_number_at_all(shop: Example) -> None:
    hold(shop, [size(43)] * (LEAST - 1))
    report = group_report(shop.shop, SIZE_KEY, noise=exact)
    assert (report.total, report.groups) == (None, ())


@pytest.mark.parametrize("shift", [-1, -20, 1])
def test_no_noise_shows_a_number_under_twenty_or_a_group_that_is(sqlite_shop: Example, shift: int) -> None:
    hold(sqlite_shop, [size(43)] * LEAST + [size(44)] * (LEAST - 1))
    report = group_report(sqlite_shop.shop, SIZE_KEY, noise=lambda _: lambda count: count + shift)
    shown = [("43", LEAST + shift)] if shift > 0 else []  # 43 is large enough; 44 never is, whatever the noise says
    assert [(group.value.value, group.number) for group in report.groups] == shown
    assert report.total is None or report.total >= LEAST


def test_one_customer_counts_once_with_their_last_word(sqlite_shop: Example) -> None:
    hold(sqlite_shop, [size(43)] * LEAST)
    hold(sqlite_shop, [size(44)] * LEAST, customer=1)
    report = group_report(sqlite_shop.shop, SIZE_KEY, noise=exact)
    assert (report.total, report.groups) == (LEAST, ())


def test_who_chose_several_is_in_each_group(sqlite_shop: Example) -> None:
    hold(sqlite_shop, [Value(("running_trail", "hiking"))] * LEAST, key="media.sports")
    report = group_report(sqlite_shop.shop, "media.sports", noise=exact)
    assert sorted((group.value.value, group.number) for group in report.groups) == [
        (("hiking",), LEAST),
        (("running_trail",), LEAST),
    ]


def test_what_ended_is_not_counted(sqlite_shop: Example) -> None:
    hold(sqlite_shop, [size(43)] * LEAST)
    sqlite_shop.clock.moment += timedelta(days=31)
    assert group_report(sqlite_shop.shop, SIZE_KEY, noise=exact).total is None


def test_the_same_day_has_the_same_numbers_and_the_next_one_others(shop: Example) -> None:
    hold(shop, [size(43)] * 40)
    drawn = iter(range(100))
    noises = lambda _: lambda count: count + next(drawn)  # noqa: E731 - read as one line
    first = group_report(shop.shop, SIZE_KEY, noise=noises)
    hold(shop, [size(43)] * 10)
    assert group_report(shop.shop, SIZE_KEY, noise=noises) == first
    shop.clock.moment += timedelta(days=1)
    assert group_report(shop.shop, SIZE_KEY, noise=noises) != first
    with shop.shop.store.reading() as connection:
        assert len(connection.execute(tables.group_report.select()).all()) == 1


def test_what_is_sealed_is_not_counted(sqlite_shop: Example) -> None:
    with pytest.raises(PolicyError, match="report_sealed"):
        group_report(sqlite_shop.shop, "health.foot_health")
    with pytest.raises(ChoiceError, match="key_unknown"):
        group_report(sqlite_shop.shop, "no.such_key")


def test_the_error_is_that_of_the_noise() -> None:
    """Of 2000 numbers about 100 are farther off than it says; 180 or more come once in 10^13 runs."""
    error = error_of(2)
    draw = noisy(2)
    off = [abs(draw(140) - 140) for _ in range(2000)]
    assert error == 6
    assert 30 < sum(each > error for each in off) < 180
    assert abs(sum(off) / len(off) - _mean_error(2 / EPSILON)) < 0.4


def _mean_error(scale: float) -> float:
    """Of the discrete Laplace distribution: twice the sum of n·P(n)."""
    ratio = math.exp(-1 / scale)
    return 2 * ratio / (1 - ratio**2)


def test_noise_has_no_bias() -> None:
    draw = noisy(2)
    drawn = [draw(1000) for _ in range(2000)]
    assert abs(sum(drawn) / len(drawn) - 1000) < 0.5  # seven standard errors


@given(st.sampled_from(sorted(CATALOGUE.entries)))
def test_one_customer_changes_no_more_than_the_noise_is_made_for(key: str) -> None:
    """The total by one, and every group they can be in by one each."""
    entry = CATALOGUE.entry(key)
    groups = min(12, max(len(entry.options), len(entry.categories))) if entry.type == "choices" else 1
    assert sensitivity_of(entry) == 1 + groups


def test_nor_is_a_single_answer_that_is_sealed(sqlite_shop: Example) -> None:
    hold(sqlite_shop, [Value("oily")] * 25 + [Value("sensitive")] * 30, "beauty.skin_type")
    found = group_report(sqlite_shop.shop, "beauty.skin_type", noise=exact)
    assert (found.total, [(each.value.value, each.number) for each in found.groups]) == (25, [("oily", 25)])
