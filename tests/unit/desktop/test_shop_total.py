"""What a shop knows in total, in its card: folded away, and one line for each thing it ever had."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.unit.core.catalogue_values import shipped
from tests.unit.desktop.fits import cut
from tests.unit.desktop.vault_day import HOST, Day, named, open_day, sentences, texts, themed
from vault.core.value import Precision
from vault.customer.shop_total import KnownThing, Knows, ShopTotal
from vault.desktop.shop_total_words import MOST, TotalWords
from vault.desktop.shops_presenter import ShopsPresenter
from vault.desktop.shops_view import ShopsView
from vault.desktop.shops_words import ShopsWords

FOLD = "What this shop knows in total"
THEN = datetime(2026, 5, 12, 12, tzinfo=UTC)


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with open_day(tmp_path) as made:
        yield made


@pytest.fixture
def view(qapp: QApplication, qtbot: QtBot, day: Day) -> ShopsView:
    theme, icons = themed(qapp)
    made = ShopsView(theme, icons, sentences(), shipped())
    presenter = ShopsPresenter(day.tasks, day.shop, sentences(), shipped(), day.clock)
    presenter.setParent(made)
    day.watch(presenter)
    made.attach(presenter)
    qtbot.addWidget(made)
    made.resize(972, 780)
    made.show()
    qtbot.waitExposed(made)
    return made


def start(view: ShopsView) -> ShopsPresenter:
    (presenter,) = view.findChildren(ShopsPresenter)
    presenter.start()
    return presenter


def test_it_is_folded_away_and_stays_open_once_it_was_opened(view: ShopsView, day: Day) -> None:
    day.share()
    day.deliver()
    presenter = start(view)
    assert "It was sent 2 things. It may still have all of them." not in texts(view)
    fold = named(view, FOLD)
    assert not fold.isChecked()
    fold.setFocus()
    fold.click()
    assert {"Shoe size, range", "Sports, category", "It has this now."} <= set(texts(view))
    presenter.stop()
    assert named(view, FOLD).isChecked()
    assert named(view, FOLD).hasFocus()
    assert texts(view).count("It may still have this.") == 2
    day.later(minutes=1)
    day.deliver()
    start(view)
    assert "It was sent 2 things. As far as we know, nothing is left." in texts(view)
    assert texts(view).count("Deleted, says the shop.") == 2
    named(view, FOLD).click()
    assert "It may still have this." not in texts(view)


def test_a_thing_that_was_sent_twice_is_one_line(view: ShopsView, day: Day) -> None:
    for _ in range(2):
        day.share()
        day.deliver()
        day.later(hours=1)
    start(view)
    named(view, FOLD).click()
    assert texts(view).count("Shoe size, range") == 1
    assert texts(view).count("It has this now. Sent 2 times.") == 2


def test_a_shop_that_never_had_anything_has_no_fold(view: ShopsView, day: Day) -> None:
    day.shop.mood = "down"
    day.share()
    day.deliver()
    presenter = start(view)
    presenter.stop()
    assert day.state.pane.host == HOST
    assert day.state.pane.total is None


def test_nothing_is_cut(view: ShopsView, day: Day) -> None:
    day.share()
    day.deliver()
    start(view)
    view.resize(856, 600)
    named(view, FOLD).click()
    QApplication.processEvents()
    QApplication.processEvents()
    assert cut(view) == []


def test_no_shop_fills_the_page(qapp: QApplication) -> None:
    del qapp
    words = TotalWords(sentences(), ShopsWords(sentences(), shipped()))
    things = tuple(KnownThing(f"x.y{each}", Precision.EXACT, 1, Knows.OVER, THEN) for each in range(MOST + 5))
    pane = words.pane(ShopTotal(things, shipped().combinations[:1]))
    assert pane is not None
    assert len(pane.lines) == MOST
    assert pane.more == "5 more are in the history."
    assert pane.together.startswith("Together they say more. Food, language and music")
    assert pane.lines[0].said == "Ended by itself on 12 May 2026."
