"""Dates in any order, prices with a comma or a point, sizes and colours in names."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.portability.takeouts.packed import ORDERS, read_all, saved
from vault.portability.takeouts.amounts import Amounts, currency, quantity
from vault.portability.takeouts.dates import EARLIEST, Dates, order_of
from vault.portability.takeouts.details import details_in
from vault.portability.takeouts.purchase import Note


@pytest.mark.parametrize(
    "text",
    [
        "2025-03-14", "2025-03-14T23:10:00Z", "2025-03-14 09:00:00 UTC", "2025/3/14", "14-03-2025", "14.3.2025",
        "14/03/25", "03/14/2025", "20250314", "14 maart 2025", "14 mrt. 2025 17:14:40 CET", "Mar 14, 2025, 5:14:40 PM",
        "14. März 2025", "March 14th, 2025", "14 Mar 2025", "1741910400", "1741910400000", "1741910400000000",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert Dates().read(text) == date(2025, 3, 14)


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2025-13-01", "31-02-2025", "14-03", "99/99/9999", "0001-01-01", "12345", "9" * 30, "1 foo 2025"],
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert Dates().read(text) is None


@given(st.dates(EARLIEST, date(2099, 12, 31)), st.booleans())
def test_the_order_that_is_settled_is_the_order_that_is_read(day: date, day_first: bool) -> None:
    text = day.strftime("%d-%m-%Y" if day_first else "%m-%d-%Y")
    assert Dates(day_first).read(text) == day


@given(st.text(max_size=60), st.booleans())
def test_no_text_breaks_it(text: str, day_first: bool) -> None:
    Dates(day_first).read(text)
    Amounts().read(text)
    quantity(text)
    currency(text)
    details_in(text)


def test_a_column_shows_its_order() -> None:
    assert order_of(["01/02/2025", "13/02/2025"]) is True
    assert order_of(["01/02/2025", "02/13/2025"]) is False
    assert order_of(["13/02/2025", "02/13/2025"]) is None
    assert order_of(["01/02/2025", "2025-02-13"]) is None


def test_a_file_whose_dates_go_two_ways_says_so(tmp_path: Path) -> None:
    rows = "1,01/02/2025,Kettle,1.00,EUR,1,B\n"
    clear = "2,25/02/2025,Kettle,1.00,EUR,1,B\n"
    _, open_order = read_all(saved(tmp_path, ORDERS + rows, "Retail.OrderHistory.1.csv"))
    assert open_order.notes == [Note("dates_two_ways", "Retail.OrderHistory.1.csv")]
    found, settled = read_all(saved(tmp_path, ORDERS + rows * 1500 + clear, "Retail.OrderHistory.1.csv"))
    assert settled.notes == []
    assert found[0].at == date(2025, 2, 1)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("12.50", 1250), ("12,50", 1250), ("12", 1200), ("1.234,56", 123456), ("1,234.56", 123456), ("1.234", 123400),
        ("1 234,5", 123450), ("0,999", 100), ("1.234.567", 123456700), ("'19.99'", 1999), ("12,", 1200),
        ("-5.00", None), ("(5.00)", None), ("\u22125,00", None), ("", None), ("free", None), ("9" * 39, None),
    ],
)  # fmt: skip
def test_an_amount_is_read_with_comma_or_point(text: str, cents: int | None) -> None:
    assert Amounts().read(text)[0] == cents


@pytest.mark.parametrize(
    ("text", "code"),
    [("€ 4,99", "EUR"), ("4,99 €", "EUR"), ("$3.00", "USD"), ("USD 3", "USD"), ("3 zł", "PLN"), ("3", None)],
)
def test_the_currency_beside_it_is_told(text: str, code: str | None) -> None:
    assert Amounts().read(text)[1] == code


@pytest.mark.parametrize(
    ("text", "count"), [("2", 2), ("2,0", 2), ("", 1), ("-3", 1), ("inf", 1), ("nan", 1), ("9e99", 1)]
)
def test_a_quantity_is_at_least_one(text: str, count: int) -> None:
    assert quantity(text) == count


@pytest.mark.parametrize(
    ("name", "size", "colour"),
    [
        ("Trail running shoes, Navy, 42 EU", "EU 42", "navy"),
        ("Sokken merino (Grijs, M)", "M", "grijs"),
        ("Jeans for Men, Dark Blue, W32 L34", "W32 L34", "dark blue"),
        ("Regenjas dames - groen - maat 38,5", "38.5", "groen"),
        ("Jas maat 128 met capuchon", "128", None),
        ("T-shirt / wit / XXL", "XXL", "wit"),
        ("Waterkoker 1,7 L", None, None),
        ("Red Dead Redemption", None, None),
        ("Sizeable: M for Murder", None, None),
        ("Screws, 42 pieces", None, None),
    ],
)
def test_a_name_tells_size_and_colour_only_where_they_stand_alone(
    name: str, size: str | None, colour: str | None
) -> None:
    assert details_in(name) == (size, colour)
