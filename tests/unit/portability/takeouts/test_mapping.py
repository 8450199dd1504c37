"""Any table or list through a mapping: what is proposed, what is remembered, and what comes of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.portability.takeouts.packed import FIXTURES, saved
from vault.core.errors import ChoiceError, StorageError
from vault.portability.takeouts import json_tables, mapping, readers
from vault.portability.takeouts.columns import FIELDS
from vault.portability.takeouts.json_lists import flat
from vault.portability.takeouts.mapping import ColumnMapping
from vault.portability.takeouts.opening import open_takeout
from vault.portability.takeouts.purchase import Purchase, Reading


def test_columns_without_known_names_are_proposed_by_what_is_in_them() -> None:
    with open_takeout(FIXTURES / "other") as opened:
        (found,) = mapping.tables(opened)
        assert readers.recognise(opened) == ()
    proposed = mapping.propose(found.header, found.sample)
    assert proposed.places == {"at": 0, "product": 1, "price": 3, "size": 4}
    assert found.header == ("When", "What", "Who made it", "Paid", "Fits")
    assert found.sample[0][1] == "Linen summer dress with pockets"
    assert found.dates_two_ways
    assert "Linen" not in repr(found)


def test_names_go_before_contents() -> None:
    header = ("Bestelnummer", "Besteldatum", "Omschrijving", "Merk", "Kleur", "Maat", "Prijs", "Aantal")
    assert mapping.propose(header, []).places == {
        "order": 0, "at": 1, "product": 2, "brand": 3, "colour": 4, "size": 5, "price": 6, "quantity": 7,
    }  # fmt: skip


def test_a_person_changes_the_mapping_and_the_file_is_read_with_it() -> None:
    with open_takeout(FIXTURES / "other") as opened:
        (found,) = mapping.tables(opened)
        places = {**mapping.propose(found.header, found.sample).places, "brand": 2}
        chosen = ColumnMapping(places, "wished", "EUR", day_first=False)
        reading = Reading(mapping.entries(opened, {found.name: chosen}, "other"))
        read = list(reading.purchases)
    assert read[0] == Purchase(
        date(2024, 3, 4), "wished", "Linen summer dress with pockets", "Bloesem", None, "M", None, 7900, "EUR", 1,
        "other", "orders.csv", 2,
    )  # fmt: skip
    assert (reading.read, reading.not_understood, reading.notes) == (3, 0, [])


def test_a_list_of_objects_is_a_table_too(tmp_path: Path) -> None:
    orders = {
        "me": "x",
        "orders": [{"id": 1, "when": "2025-01-02", "thing": {"label": "A wooden spoon"}, "cost": "2,50"}],
    }
    path = saved(tmp_path, json.dumps(orders), "orders.json")
    with open_takeout(path) as opened:
        (found,) = mapping.tables(opened)
        assert found.header == ("id", "when", "thing.label", "cost")
        chosen = ColumnMapping({"product": 2, "at": 1, "price": 3})
        read = list(Reading(mapping.entries(opened, {"orders.json": chosen}, "other")).purchases)
    assert [(each.product, each.at, each.price_cents, each.line) for each in read] == [
        ("A wooden spoon", date(2025, 1, 2), 250, 1)
    ]


def test_what_an_order_says_once_is_laid_flat_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of a thousand lines among a thousand other members would take a million steps else."""
    steps = []

    def counted(item: Any) -> Iterator[tuple[str, str]]:
        for each in flat(item):
            steps.append(each)
            yield each

    monkeypatch.setattr(json_tables, "flat", counted)
    order = {"name": "Spoon", **{f"k{n}": "v" for n in range(1000)}, "lines": [{"size": str(n)} for n in range(1000)]}
    with open_takeout(saved(tmp_path, json.dumps([order]), "orders.json")) as opened:
        (found,) = mapping.tables(opened)
        chosen = ColumnMapping({"product": 0, "size": found.header.index("k3")})
        read = list(Reading(mapping.entries(opened, {"orders.json": chosen}, "other")).purchases)
    assert len(read) == 1000
    assert {(each.product, each.size) for each in read} == {("Spoon", "v")}
    assert len(steps) < 10_000


@pytest.mark.parametrize("places", [{}, {"at": 0}, {"product": 5}, {"product": 0, "at": 99}, {"product": -1}])
def test_a_mapping_that_does_not_fit_is_refused(places: dict[str, int]) -> None:
    with open_takeout(FIXTURES / "other") as opened, pytest.raises(ChoiceError, match="mapping_unfit"):
        list(mapping.entries(opened, {"orders.csv": ColumnMapping(places)}, "other"))
    with open_takeout(FIXTURES / "other") as opened, pytest.raises(ChoiceError, match="mapping_unfit"):
        list(mapping.entries(opened, {"gone.csv": ColumnMapping({"product": 0})}, "other"))


MAPPINGS = st.builds(
    ColumnMapping,
    st.dictionaries(st.sampled_from(FIELDS), st.integers(0, 499)),
    st.sampled_from(["bought", "returned", "watched", "listened", "wished", "viewed"]),
    st.none() | st.sampled_from(["EUR", "USD"]),
    st.none() | st.booleans(),
)


@given(MAPPINGS)
def test_what_is_remembered_comes_back(chosen: ColumnMapping) -> None:
    assert mapping.from_record(json.loads(json.dumps(mapping.as_record(chosen)))) == chosen


@pytest.mark.parametrize(
    "record",
    [
        None, [], {}, {"places": 1, "kind": "bought", "currency": None, "day_first": None},
        {"places": {"product": "1"}, "kind": "bought", "currency": None, "day_first": None},
        {"places": {"secret": 1}, "kind": "bought", "currency": None, "day_first": None},
        {"places": {"product": True}, "kind": "bought", "currency": None, "day_first": None},
        {"places": {"product": 1}, "kind": "stolen", "currency": None, "day_first": None},
        {"places": {"product": 1}, "kind": [], "currency": None, "day_first": None},
        {"places": {"product": 1}, "kind": "bought", "currency": "euro", "day_first": None},
        {"places": {"product": 1}, "kind": "bought", "currency": 1, "day_first": None},
        {"places": {"product": 1}, "kind": "bought", "currency": None, "day_first": 1},
    ],
)  # fmt: skip
def test_a_damaged_memory_is_refused(record: object) -> None:
    with pytest.raises(StorageError, match="mapping_damaged"):
        mapping.from_record(record)


def test_a_fingerprint_is_of_the_columns_alone() -> None:
    assert mapping.fingerprint(["Order ID", "Date"]) == mapping.fingerprint(["order_id", "date"])
    assert mapping.fingerprint(["Order ID", "Date"]) != mapping.fingerprint(["Date", "Order ID"])
    assert len(mapping.fingerprint([])) == 64
