"""Choosing a reader, readers of other packages, and bytes of any kind: only codes come out, never a surprise."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.portability.takeouts.packed import FIXTURES, ORDERS, read_all, saved, zipped
from vault import bundled
from vault.core.errors import ChoiceError, StorageError
from vault.core.sentences import parse_sentences
from vault.portability.takeouts import mapping, readers
from vault.portability.takeouts.json_lists import _Cursor
from vault.portability.takeouts.opening import Listing, Never, Opened, Place, open_takeout
from vault.portability.takeouts.purchase import MOST_REASONS, Entry, LeftOut, Note, NotUnderstood, Purchase, Reading
from vault.portability.takeouts.youtube import watched

NAMES = [
    "Retail.OrderHistory.1.csv", "Digital Items.csv", "Retail.OrdersReturned.1.csv", "bol bestellingen.csv",
    "bol.json", "zalando.csv", "StreamingHistory0.json", "Streaming_History_Audio_1.json", "YourLibrary.json",
    "ViewingActivity.csv", "Order History.json", "MyList.csv", "Purchase History.json", "order_1.json",
    "watch-history.json", "watch-history.html", "Store Transaction History.csv",
    "Apple Music Play Activity.csv", "Apple Music - Play History Daily Tracks.csv",
]  # fmt: skip
SAMPLES = [path.read_bytes() for path in sorted(FIXTURES.rglob("*")) if path.is_file()]


def one(name: str, data: bytes) -> Opened:
    return Opened({name: Place(len(data), len(data), lambda: io.BytesIO(data))}, Never())


def exhaust(opened: Opened) -> None:
    """Everything that can be asked of an export; only the errors that are promised may come."""
    for ask in (readers.recognise, mapping.tables):
        with suppress(StorageError, ChoiceError):
            ask(opened)
    for reader in readers.readers():
        with suppress(StorageError, ChoiceError):
            for entry in reader.read(opened):
                assert isinstance(entry, Purchase | NotUnderstood | LeftOut | Note)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(NAMES), st.binary(max_size=400))
def test_any_bytes_under_any_name(name: str, data: bytes) -> None:
    exhaust(one(name, data))


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(NAMES), st.sampled_from(SAMPLES), st.data())
def test_any_sample_with_a_few_bytes_changed(name: str, sample: bytes, data: st.DataObject) -> None:
    changed = bytearray(sample)
    for _ in range(data.draw(st.integers(0, 5))):
        at = data.draw(st.integers(0, len(changed) - 1))
        changed[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
        if not changed:
            return
    exhaust(one(name, bytes(changed)))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["orderHistory", "lineItem", "doc", "title", "ts", "tracks", "purchase", "creationTime", "x"]
            ),
            inner,
        )
    ),
    max_leaves=12,
)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([name for name in NAMES if name.endswith("json")]), st.lists(JSON, max_size=3) | JSON)
def test_any_json_under_any_name(name: str, found: object) -> None:
    exhaust(one(name, json.dumps(found).encode()))


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_zip_with_bytes_changed_raises_only_what_is_promised(tmp_path: Path, data: st.DataObject) -> None:
    whole = bytearray(
        zipped({"Retail.OrderHistory.1.csv": SAMPLES[4], "a/b.json": b"[{}]", "c.zip": zipped({"d": b"e"})})
    )
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    path = saved(tmp_path, bytes(whole), "a.zip")
    with suppress(StorageError, ChoiceError), open_takeout(path) as opened:
        exhaust(opened)


@given(st.lists(JSON, max_size=6), st.integers(1, 7), st.booleans())
def test_a_list_in_pieces_is_the_list(found: list[object], length: int, within: bool) -> None:
    text = json.dumps({"a": 1, "b": {"c": found}} if within else found)
    pieces = iter([text[start : start + length] for start in range(0, len(text), length)])
    whole = json.loads(text, parse_int=str, parse_float=str)
    cursor = _Cursor(pieces, "a.json")
    walked = list(cursor.walk())
    cursor.end()
    assert walked == [("b.c.item" if within else "item", each) for each in (whole["b"]["c"] if within else whole)]


def test_deep_and_huge_json_is_bounded() -> None:
    deep = b"[" * 30_000 + b"]" * 30_000
    hidden = b'["]",' * 60_000
    key = b'[{"' + b"k" * 500_000 + b'": {' + b'"a": 1,' * 60_000 + b"}}]"
    for data in (deep, hidden, b'{"a":' * 200_000, key, b"[" + b"9" * 100_000 + b"]", b'[{"title":"\\ud800"}]'):
        exhaust(one("watch-history.json", data))
        exhaust(one("orders.json", data))
    huge = b'[{"title": [' + b'"x", ' * 900_000 + b'"x"]}]'
    with pytest.raises(StorageError, match="takeout_item_large"):
        list(Reading(readers.readers()[5].read(one("watch-history.json", huge))).purchases)


def test_a_tag_that_is_never_closed_is_bounded() -> None:
    page = one("watch-history.html", b"<title>x</title><div class='outer-cell " + b"x" * 3_000_000)
    assert list(watched(page, "google")) == [NotUnderstood("page_damaged", "watch-history.html", 1)]


def test_reasons_are_few_and_counts_are_all(tmp_path: Path) -> None:
    path = saved(tmp_path, ORDERS + "1,never,Kettle,1,EUR,1,B\n" * 50, "Retail.OrderHistory.1.csv")
    _, reading = read_all(path)
    assert (reading.read, reading.not_understood, len(reading.reasons)) == (0, 50, MOST_REASONS)
    assert reading.reasons[0] == NotUnderstood("date_unclear", "Retail.OrderHistory.1.csv", 2)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_reason_has_its_sentence(language: str) -> None:
    said = parse_sentences(language, bundled.read(f"messages/{language}.json"))
    package = Path(readers.__file__).parent
    written = "".join(path.read_text("utf-8") for path in package.glob("*.py"))
    codes = set(re.findall(r'(?:NotUnderstood|LeftOut|Note)\(\s*"(\w+)"', written)) | {
        "quote_open",
        "cell_long",
        "no_product",
    }
    assert len(codes) > 12
    assert codes <= said.texts["takeouts"].keys()
    for reader in readers.readers():
        assert reader.title[language]


class Corner:
    """A reader as another package would bring it."""

    name = "corner"
    title: ClassVar = {"en": "Corner shop"}

    def recognises(self, listing: Listing) -> int:
        return 500 if "corner.txt" in listing.names else 0

    def read(self, opened: Opened) -> Iterator[Entry]:
        yield Purchase(None, "bought", "Bread", None, None, None, None, None, None, 1, self.name, "corner.txt", 1)
        if b"fail" in opened.head("corner.txt"):
            raise RuntimeError("Bread is what the line says")


class Broken:
    """One that cannot even be made."""

    def __init__(self) -> None:
        raise ValueError


@pytest.fixture
def others(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def found(group: str) -> list[EntryPoint]:
        assert group == "preference_vault.takeouts"
        where = f"{__name__}:"
        return [
            EntryPoint("corner", f"{where}Corner", group),
            EntryPoint("amazon", f"{where}Corner", group),
            EntryPoint("broken", f"{where}Broken", group),
        ]

    monkeypatch.setattr(readers, "entry_points", found)
    readers.readers.cache_clear()
    yield
    readers.readers.cache_clear()


@pytest.mark.usefixtures("others")
def test_a_reader_of_another_package_is_used_and_takes_no_name_of_ours(tmp_path: Path) -> None:
    assert [each.name for each in readers.readers()] == [*readers.OURS, "corner"]
    with open_takeout(saved(tmp_path, "bread", "corner.txt")) as opened:
        (found,) = readers.recognise(opened)
        assert (found.reader.name, found.sure) == ("corner", 100)
        assert [each.product for each in readers.read(opened, found.reader).purchases] == ["Bread"]


@pytest.mark.usefixtures("others")
def test_one_that_fails_is_an_error_without_its_words(tmp_path: Path) -> None:
    with open_takeout(saved(tmp_path, "fail", "corner.txt")) as opened:
        reading = readers.read(opened, readers.recognise(opened)[0].reader)
        with pytest.raises(StorageError) as problem:
            list(reading.purchases)
    assert (problem.value.code, problem.value.facts) == (
        "takeout_reader_failed",
        {"reader": "corner", "kind": "RuntimeError"},
    )
    assert reading.read == 1


def test_progress_is_told_as_it_goes(tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []
    path = saved(tmp_path, ORDERS + "1,2025-01-01,Kettle,1,EUR,1,B\n" * 1200, "Retail.OrderHistory.1.csv")
    with open_takeout(path) as opened:
        list(readers.read(opened, readers.recognise(opened)[0].reader, lambda *done: told.append(done)).purchases)
    assert told == [(500, None), (1000, None), (1200, 1200)]
