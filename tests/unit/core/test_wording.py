"""Values as they are said in a language, and read again from what was said."""

from __future__ import annotations

import pytest

from tests.unit.core.catalogue_values import shipped
from vault.core.catalogue import Entry, Type
from vault.core.value import Precision, Value
from vault.core.wording import (
    describe,
    read_words,
    size_in_words,
    typed_number,
    written_number,
    written_price,
    written_size,
)

ENTRIES = tuple(shipped().entries.values())
SIZES = [(entry, system) for entry in ENTRIES if entry.table is not None for system in entry.table.systems]


@pytest.mark.parametrize(
    ("system", "size", "english", "dutch"),
    [
        ("EU", "43", "EU 43", "EU 43"),
        ("US women", "11.5", "US women 11.5", "US dames 11,5"),
        ("UK child", "10", "UK child 10", "UK kind 10"),
        ("UK/US men", "38", "UK/US men 38", "UK/US heren 38"),
        ("cm", "24.5", "24.5 cm", "24,5 cm"),
    ],
)
def test_a_size_is_said_as_the_language_says_it(system: str, size: str, english: str, dutch: str) -> None:
    assert [size_in_words(system, size, language) for language in ("en", "nl")] == [english, dutch]


@pytest.mark.parametrize(("entry", "system"), SIZES, ids=[f"{entry.key} {system}" for entry, system in SIZES])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_size_is_said_in_one_way(entry: Entry, system: str, language: str) -> None:
    assert entry.table is not None
    for size in {row[system] for row in entry.table.rows if system in row}:
        assert describe(entry, Value(size, system=system), language) == size_in_words(system, size, language)


def test_a_span_of_what_is_measured_has_its_unit_behind_it() -> None:
    shoe = shipped().entry("clothing.shoe_size")
    span = Value(minimum="26.5", maximum="27.5", system="cm", precision=Precision.RANGE)
    assert [describe(shoe, span, language) for language in ("en", "nl")] == ["26.5–27.5 cm", "26,5–27,5 cm"]  # noqa: RUF001


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("number", ["11.5", "43", "16-50", "1.5.5", "nine", ""])
def test_what_is_written_is_read_as_it_was(number: str, language: str) -> None:
    assert typed_number(written_number(number, language), language) == number


@pytest.mark.parametrize(
    ("size", "dutch"),
    [
        ("43.5", "43,5"), ("EU 43.5", "EU 43,5"), ("UK 9", "UK 9"), ("W32 L34", "W32 L34"), ("43,5", "43,5"),
        ("1.5.5", "1.5.5"), ("v2.0", "v2.0"), ("9.5 wide", "9.5 wide"), ("", ""),
    ],
)  # fmt: skip
def test_a_size_that_was_typed_is_written_as_a_number_where_it_is_one(size: str, dutch: str) -> None:
    assert written_size(size, "nl") == dutch
    assert written_size(size, "en") == size


@pytest.mark.parametrize(("entry", "system"), SIZES, ids=[f"{entry.key} {system}" for entry, system in SIZES])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_size_is_read_again_from_what_was_said(entry: Entry, system: str, language: str) -> None:
    assert entry.table is not None
    for size in {row[system] for row in entry.table.rows if system in row}:
        value = Value(size, system=system)
        assert read_words(entry, describe(entry, value, language)) == value


def test_points_in_a_text_stay() -> None:
    texts = [entry for entry in ENTRIES if entry.type is Type.TEXT]
    assert [describe(entry, Value("Model 2.5"), "nl") for entry in texts] == ["Model 2.5"] * len(texts) != []


@pytest.mark.parametrize(
    ("amount", "currency", "english", "dutch"),
    [
        ("10", "EUR", "€10", "€ 10"),
        ("80–140", "EUR", "€80–140", "€ 80–140"),  # noqa: RUF001 - as ranges are printed
        ("-4.99", "GBP", "-£4.99", "£ -4.99"),
        ("5", "PLN", "PLN 5", "PLN 5"),
    ],
)
def test_a_price_is_written_as_each_language_does(amount: str, currency: str, english: str, dutch: str) -> None:
    assert [written_price(amount, currency, language) for language in ("en", "nl")] == [english, dutch]


def test_every_price_is_read_back_as_it_is_written() -> None:
    prices = [entry for entry in ENTRIES if entry.unit == "EUR" and entry.type is Type.RANGE]
    assert prices
    for entry in prices:
        low, high = entry.low, entry.high
        value = Value(minimum=low, maximum=high, unit="EUR")
        assert describe(entry, value, "en").startswith(f"€{low}–")  # noqa: RUF001 - as ranges are printed
        assert [read_words(entry, describe(entry, value, language)) for language in ("en", "nl")] == [value] * 2
