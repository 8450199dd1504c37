"""Each sample export of ``tests/fixtures/takeouts``, as a folder and as a zip: what a person would see."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tests.unit.portability.takeouts.packed import FIXTURES, read_all, saved, zipped
from vault.portability.takeouts import readers
from vault.portability.takeouts.opening import open_takeout
from vault.portability.takeouts.purchase import Note, NotUnderstood, Purchase

SAMPLES = sorted(path for path in FIXTURES.glob("*/*") if path.is_dir())
COUNTS = {
    "amazon/2026": (2, 0, 0), "amazon/current": (6, 1, 1), "amazon/older": (2, 0, 0), "apple/current": (3, 0, 3),
    "apple/older": (1, 1, 0), "bol/current": (4, 0, 1), "bol/json": (2, 0, 0), "bol/older": (2, 0, 0),
    "google/current": (5, 0, 3), "google/older": (2, 0, 1), "google/older-play": (1, 0, 0),
    "netflix/current": (3, 0, 2), "netflix/older": (2, 0, 0), "spotify/current": (5, 0, 2), "spotify/older": (1, 1, 1),
    "zalando/current": (3, 0, 1), "zalando/older": (2, 0, 0),
}  # fmt: skip
"""Read, not understood, left out."""


def sample(name: str) -> tuple[list[Purchase], list[NotUnderstood], list[Note]]:
    found, reading = read_all(FIXTURES / name)
    return found, reading.reasons, reading.notes


def as_zip(folder: Path) -> bytes:
    return zipped({str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()})


def name_of(folder: Path) -> str:
    return folder.relative_to(FIXTURES).as_posix()


@pytest.mark.parametrize("folder", SAMPLES, ids=name_of)
def test_every_sample_is_known_for_what_it_is(folder: Path, tmp_path: Path) -> None:
    zip_file = saved(tmp_path, as_zip(folder), "download.zip")
    twice = saved(tmp_path, zipped({"inner.zip": as_zip(folder)}), "twice.zip")
    for path in (folder, zip_file, twice):
        with open_takeout(path) as opened:
            first, *others = readers.recognise(opened)
        assert (first.reader.name, first.sure >= readers.SURE) == (folder.parent.name, True)
        assert all(each.sure < readers.SURE for each in others)


@pytest.mark.parametrize("folder", SAMPLES, ids=name_of)
def test_every_sample_has_its_counts_and_the_same_in_a_zip(folder: Path, tmp_path: Path) -> None:
    found, reading = read_all(folder)
    assert (reading.read, reading.not_understood, reading.left_out) == COUNTS[name_of(folder)]
    assert reading.read == len(found)
    packed, _ = read_all(saved(tmp_path, as_zip(folder), "download.zip"))
    assert Counter(packed) == Counter(found)
    for each in found:
        assert each.source == folder.parent.name
        assert (folder / each.file).is_file()
        assert each.line >= 1


@pytest.mark.parametrize("folder", SAMPLES, ids=name_of)
def test_a_log_of_what_was_read_has_none_of_it(folder: Path) -> None:
    found, reading = read_all(folder)
    for each in found:
        assert each.product == "" or each.product not in repr(each).replace(repr(each.file), "")
        assert each.product == "" or each.product not in repr(reading)


def test_amazon_of_today() -> None:
    found, reasons, notes = sample("amazon/current")
    assert found[0] == Purchase(
        date(2025, 3, 14), "bought", "Stapvoets Trail hardloopschoenen voor dames, Navy, 42 EU", None, None, "EU 42",
        "navy", 6611, "EUR", 1, "amazon", "Retail.OrderHistory.1/Retail.OrderHistory.1.csv", 2, None, None,
        "404-0000001-0000001",
    )  # fmt: skip
    assert (found[1].line, found[1].quantity, found[1].size) == (5, 2, "M")
    assert [(each.order, each.at) for each in found if each.kind == "returned"] == [
        ("304-0000004-0000004", date(2024, 12, 3)),
        ("404-0000001-0000001", date(2025, 3, 20)),
    ]
    assert reasons == [NotUnderstood("date_unclear", "Retail.OrderHistory.1/Retail.OrderHistory.1.csv", 7)]
    assert notes == []


def test_amazon_since_2026_and_before_2023() -> None:
    new, *_ = sample("amazon/2026")
    assert [(each.kind, each.size, each.colour) for each in new] == [("bought", "128", "rood"), ("watched", None, None)]
    old, *_ = sample("amazon/older")
    assert [(each.at, each.category, each.price_cents, each.currency) for each in old] == [
        (date(2019, 1, 31), "PANTS", 4450, "USD"),
        (date(2019, 12, 4), "KITCHEN", 101999, "USD"),
    ]


def test_bol_by_any_name_of_its_columns() -> None:
    found, *_ = sample("bol/current")
    assert [(each.kind, each.at, each.price_cents) for each in found] == [
        ("bought", date(2025, 3, 14), 5995),
        ("bought", date(2024, 11, 2), 1250),
        ("returned", date(2025, 3, 20), None),
        ("wished", date(2024, 12, 1), 3999),
    ]
    assert (found[0].brand, found[0].category, found[0].size) == ("Bloesem", "Dameskleding", "38")
    old, _, notes = sample("bol/older")
    assert [each.product for each in old] == ["Gebroken thee-ei café", "Één paar laarzen maat 41"]
    assert notes == [Note("encoding_guessed", "bol bestellingen.csv")]
    nested, *_ = sample("bol/json")
    assert [(each.product, each.brand, each.order, each.quantity, each.price_cents) for each in nested] == [
        ("Rugzak Padvinder", "Padvinder", "1200000009", 1, 4995),
        ("Drinkfles 0,5 l", "Padvinder", "1200000009", 2, 950),
    ]


def test_zalando_in_two_languages() -> None:
    found, *_ = sample("zalando/current")
    assert [(each.kind, each.brand, each.size, each.colour) for each in found] == [
        ("bought", "Stapvoets", "42", "zwart"),
        ("bought", "Woltje", "M", "wit"),
        ("returned", "Woltje", "M", None),
    ]
    old, *_ = sample("zalando/older")
    assert [(each.at, each.size, each.price_cents, each.currency) for each in old] == [
        (date(2019, 11, 23), "41", 9995, "EUR"),
        (date(2019, 12, 3), "38", 2995, "EUR"),
    ]


def test_spotify_counts_a_play_once_and_leaves_out_what_was_skipped() -> None:
    found, *_ = sample("spotify/current")
    assert [(each.kind, each.product, each.brand, each.category) for each in found] == [
        ("listened", "Zeven dijken", "De Voorbeelden", "music"),
        ("listened", "Aflevering 12: polders", "Onder de zeespiegel", "podcast"),
        ("wished", "Zeven dijken", "De Voorbeelden", "music"),
        ("wished", "Vloed", "Anna Nergens", "music"),
        ("wished", "Onder de zeespiegel", "Omroep Nergens", "podcast"),
    ]
    _, reasons, _ = sample("spotify/older")
    assert reasons == [NotUnderstood("date_unclear", "MyData/StreamingHistory0.json", 3)]


def test_netflix_knows_series_and_says_that_there_are_more_people() -> None:
    found, _, notes = sample("netflix/current")
    assert [(each.kind, each.title) for each in found] == [
        ("watched", "De lange dijk"),
        ("watched", "Het blauwe huis"),
        ("wished", "Wad en water"),
    ]
    assert [each.code for each in notes] == ["several_people"]
    old, _, notes = sample("netflix/older")
    assert [(each.at, each.title) for each in old] == [
        (date(2021, 2, 13), "De lange dijk"),
        (date(2021, 2, 3), "Het blauwe huis"),
    ]
    assert notes == []


def test_google_counts_a_purchase_once_and_no_advertisement() -> None:
    found, *_ = sample("google/current")
    assert [(each.kind, each.product, each.brand, each.price_cents) for each in found] == [
        ("bought", "Polderkaart Pro", None, 499),
        ("returned", "Wekker die zwijgt", None, 299),
        ("bought", "Theepot van gietijzer", "winkel.example", 2495),
        ("watched", "Een dijk van een video", "Kanaal Nergens", None),
        ("listened", "Zeven dijken", "De Voorbeelden", None),
    ]
    page, *_ = sample("google/older")
    assert [(each.kind, each.product, each.brand, each.at) for each in page] == [
        ("watched", "Dijken & duinen", "Kanaal Nergens", date(2019, 3, 8)),
        ("listened", "Vloed", "Anna Nergens", date(2019, 3, 9)),
    ]


def test_apple_reads_each_play_once() -> None:
    found, *_ = sample("apple/current")
    assert [(each.kind, each.product, each.brand, each.genre, each.price_cents) for each in found] == [
        ("bought", "Polderkaart", "Voorbeeld BV", None, 399),
        ("bought", "Vloed", "Platenlabel Nergens", None, 129),
        ("listened", "Zeven dijken", "De Voorbeelden", "Nederpop", None),
    ]
    old, *_ = sample("apple/older")
    assert [(each.product, each.brand, each.quantity, each.at) for each in old] == [
        ("Vloed", "Anna Nergens", 2, date(2020, 1, 31))
    ]


def test_every_sample_says_where_its_layout_was_learnt() -> None:
    told = (FIXTURES / "README.md").read_text("utf-8")
    assert [name_of(each) for each in SAMPLES if f"`{name_of(each)}`" not in told] == []
