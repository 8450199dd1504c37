"""The words of who holds what: what is sealed is counted only, and every state has its few words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication

from tests.unit.core.catalogue_values import shipped
from tests.unit.desktop.vault_day import sentences
from vault.core.consent import GONE, HELD, ItemState
from vault.core.sensitivity import Level
from vault.core.value import Precision, Value
from vault.customer.holdings import HeldItem, ShopView
from vault.customer.who_holds import CloserLook, Holding, WhoHolds
from vault.desktop.shops_matrix_state import SEALED, Matrix
from vault.desktop.shops_matrix_words import MatrixWords
from vault.desktop.shops_words import ShopsWords
from vault.storage.consents import SharedPart

NOW = datetime(2026, 5, 12, 12, tzinfo=UTC)
HOST = "shop.example"
SIZE = "clothing.shoe_size"


@pytest.fixture
def words(qapp: QApplication) -> MatrixWords:
    del qapp
    return MatrixWords(sentences(), shipped(), ShopsWords(sentences(), shipped()))


def item(
    key: str = SIZE,
    state: ItemState = ItemState.ACTIVE,
    *,
    level: Level = Level.EVERYDAY,
    step: Precision = Precision.EXACT,
    days: int = 90,
    visit: bool = False,
    objection: bool = False,
    also: tuple[str, ...] = (),
) -> HeldItem:
    parts = tuple(SharedPart(each, step) for each in also)
    until = NOW + timedelta(days=days)
    jti = f"urn:uuid:{key} {step} {state}"
    return HeldItem(jti, key, step, level, None, until, visit, state, NOW, parts, objection)


def table(words: MatrixWords, *items: HeldItem, host: str = HOST, sealed: int = 0) -> Matrix:
    shop = ShopView(host, host, True, NOW, False, items, None)
    found = tuple(Holding(host, each, {SIZE: Value("43", system="EU")} if each.key == SIZE else {}) for each in items)
    return words.matrix(WhoHolds((shop,), found, sealed, any_shop=True), NOW)


def test_what_is_sealed_is_counted_and_not_named(words: MatrixWords) -> None:
    feet = item("health.foot_health", level=Level.SEALED)
    found = table(words, item(), feet, item("health.allergies", level=Level.SEALED), sealed=7)
    assert [(row.key, row.label) for row in found.rows] == [(SIZE, "Shoe size"), (SEALED, "Sealed")]
    cell = found.cells[SEALED, HOST]
    assert (cell.text, cell.stop, len(cell.jtis)) == ("2 items", "Stop both", 2)
    assert cell.said == f"Sealed, {HOST}, 2 items"
    assert found.sealed == ""
    assert "oot" not in repr(cell).replace(feet.jti, "")
    assert table(words, item(), sealed=7).sealed == "You keep 7 sealed items. No shop holds any of these."


@pytest.mark.parametrize("state", sorted(set(ItemState) - GONE))
def test_every_state_that_is_shown_has_its_words(words: MatrixWords, state: ItemState) -> None:
    found = table(words, item(state=state))
    cell, (shop,) = found.cells[SIZE, HOST], found.shops
    assert shop.state
    assert cell.line
    assert cell.quiet == (state not in HELD)
    assert bool(cell.stop_name) == (state in HELD)
    assert len({each.state for each in found.shops}) == 1


@pytest.mark.parametrize(
    ("days", "expected", "soon"),
    [(0, "ends today", True), (1, "ends tomorrow", True), (6, "ends in 6 days", True), (90, "until 10 Aug", False)],
)
def test_when_it_ends(words: MatrixWords, days: int, expected: str, soon: bool) -> None:
    (shop,) = table(words, item(days=days)).shops
    assert (shop.state, shop.soon) == (expected, soon)


def test_a_visit_and_an_objection_say_so(words: MatrixWords) -> None:
    (shop,) = table(words, item(visit=True)).shops
    assert shop.state == "this visit only"
    assert table(words, item(visit=True)).cells[SIZE, HOST].line == "For this visit only."
    line = table(words, item(objection=True)).cells[SIZE, HOST].line
    assert line == "Your no. It holds until 10 August 2026, also when you stop."


def test_of_several_the_finest_that_is_there_is_shown(words: MatrixWords) -> None:
    """One that is on its way has not taken its place yet."""
    coming = item(state=ItemState.SENDING, step=Precision.RANGE)
    cell = table(words, coming, item(step=Precision.CATEGORY), item()).cells[SIZE, HOST]
    assert cell.precision is Precision.EXACT
    assert cell.stop == "Stop these 3"
    assert "On its way to the shop: range, EU 43." in cell.line
    assert "Also shared: category, EU 43." in cell.line


def test_a_bundle_stands_in_each_of_its_rows(words: MatrixWords) -> None:
    found = table(words, item(also=("media.sports",)))
    assert {key for key, _ in found.cells} == {SIZE, "media.sports"}
    assert "Shared together with: Shoe size." in found.cells["media.sports", HOST].line
    assert found.cells["media.sports", HOST].text == "Exact"  # its value is not there


def test_rows_come_by_topic_and_only_the_first_has_its_icon(words: MatrixWords) -> None:
    keys = ("home.style", "x.unknown", "clothing.shoe_width", SIZE)
    rows = table(words, *(item(key) for key in keys)).rows
    assert [row.key for row in rows] == [SIZE, "clothing.shoe_width", "home.style", "x.unknown"]
    assert [bool(row.icon) for row in rows] == [True, False, True, False]


def test_a_long_address_loses_its_start_and_a_reason_is_only_text(words: MatrixWords) -> None:
    host = f"{'a' * 200}.bank.example"
    cell = table(words, item(), host=host).cells[SIZE, host]
    assert cell.title.endswith("bank.example")
    assert len(cell.title) < 60
    look = CloserLook(cell.jti, {"en": "<b>" + "x" * 100}, ())
    bar = words.bar(cell, host, look, choosing=True)
    assert bar.line.replace("\u200b", "").startswith("“<b>xxx")
    assert not bar.choosing  # there is nothing to choose from
    other = CloserLook("urn:uuid:other", {"en": "Of another cell."}, ())
    assert words.bar(cell, host, other, choosing=False).line == cell.line
