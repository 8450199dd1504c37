"""The request page by keyboard: the order of Tab, what keeps the keyboard, and the keys of the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.unit.customer.asking import FEET, SHOE, SPORTS, WIDTH
from tests.unit.desktop.asking_request import NEEDED
from tests.unit.desktop.request_shown import Page, tabbed
from tests.unit.desktop.vault_day import HOST, Day, named, names, open_day
from vault.core.value import Precision
from vault.customer.editing import set_words
from vault.desktop.request_state import ItemRow


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with open_day(tmp_path) as made:
        yield made


@pytest.fixture
def page(qapp: QApplication, qtbot: QtBot, day: Day) -> Page:
    return Page(qapp, qtbot, day)


def test_the_order_of_the_tab_key(page: Page) -> None:
    page.asking.ask(NEEDED, SPORTS, duration="P365D")
    page.asking.on("shoe_size")
    page.settle()
    page.view.asked.head.title.setFocus()
    seen = [page.focused()]
    for _ in range(11):
        page.key(Qt.Key.Key_Tab)
        seen.append(page.focused())
    assert seen == [
        f"{HOST} asks to see 2 preferences",
        "How we check",
        "Share Shoe size. Everyday. Needed",
        "Exact, EU 43, 1 of 3",
        "Share Sports. Everyday",
        "Show as data",
        "90 days",
        "Share nothing",
        f"Share this one with {HOST} until 10 August 2026",
        "Decide later",
        "And it may not ask again",
        f"{HOST} asks to see 2 preferences",
    ]


def promised(page: Page) -> list[str]:
    """Where the Tab key should come, by what is shown."""
    state = page.asking.asked
    expected = [state.asker.title, "How we check"]
    for group in state.groups:
        for row in group.rows:
            expected += [row.switch_name] if row.able else []
            steps = [f"{step.caption}, {step.value}" for step in row.steps if step.precision is row.chosen]
            expected += [f"{step}, {number} of {len(row.steps)}" for step in steps for number in [_number(row)]]
    expected += ["Show as data", next(text for days, text in state.duration.choices if days == state.duration.chosen)]
    expected.append("Share nothing")
    expected += [state.decision.share_name] if state.decision.able else []
    return [*expected, "Decide later", "And it may not ask again"]


def _number(row: ItemRow) -> int:
    return [step.precision for step in row.steps].index(row.chosen or row.steps[0].precision) + 1


def test_the_order_of_the_tab_key_stays_after_any_number_of_changes(page: Page) -> None:
    asking = page.asking
    asking.ask(NEEDED, SPORTS, WIDTH, FEET, duration="P365D")
    page.settle()
    assert tabbed(page) == promised(page)
    asking.on("shoe_size", "width")
    asking.on("feet")
    asking.type_passphrase()
    for size, precision, days in (("EU 44", Precision.RANGE, 30), ("EU 39", Precision.CATEGORY, 90)):
        set_words(asking.day.session, "clothing.shoe_size", size)
        asking.start()  # the steps are made anew
        asking.choosing._arm()
        asking.choosing.pick("shoe_size", precision)
        asking.choosing.choose_days(days)
        asking.choosing.switch("sports", on=days == 30)
        page.settle()
        assert tabbed(page) == promised(page)


def test_a_step_that_is_made_anew_keeps_the_keyboard(page: Page) -> None:
    page.asking.ask(NEEDED)
    page.asking.on("shoe_size")
    page.settle()
    named(page, "Exact, EU 43, 1 of 3").setFocus()
    set_words(page.asking.day.session, "clothing.shoe_size", "EU 44")
    page.asking.start()
    page.settle()
    assert page.focused() == "Exact, EU 44, 1 of 3"


def test_a_step_that_asks_for_the_passphrase_gives_it_the_keyboard(page: Page) -> None:
    page.asking.ask(SHOE, FEET)
    page.asking.on("feet")
    page.asking.type_passphrase()
    page.settle()
    before = named(page, "Category, Needs more support, 2 of 2")
    before.setFocus()
    page.key(Qt.Key.Key_Left)
    dialog = page.view.sealed
    assert dialog is not None
    assert QApplication.focusWidget() is dialog.field.edit
    page.key(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is before


def test_keys(page: Page) -> None:
    page.asking.ask(NEEDED, SPORTS)
    page.settle()
    page.key(Qt.Key.Key_Return)  # on the title: Enter alone decides nothing
    assert page.asking.day.state.asker.host == HOST
    named(page, "Share Shoe size. Everyday. Needed").setFocus()
    page.key(Qt.Key.Key_Space)
    assert page.focused() == "Share Shoe size. Everyday. Needed"
    page.key(Qt.Key.Key_Tab)
    page.key(Qt.Key.Key_Right)
    assert page.focused() == "Range, EU 42–44, 2 of 3"  # noqa: RUF001
    assert page.asking.asked.preview.values == (("Shoe size", "EU 42–44"),)  # noqa: RUF001
    page.key(Qt.Key.Key_Escape)
    assert f"Open the request of {HOST}" in names(page)
