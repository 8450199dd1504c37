"""The request page without a window: what is sealed, and what becomes of a decision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.unit.customer.asking import FEET, SHOE, SPORTS, item
from tests.unit.desktop.asking_request import MATERIALS, NEEDED, VEGETARIAN, Asking
from tests.unit.desktop.vault_day import HOST, Day, open_day
from vault.core.errors import StorageError
from vault.core.sensitivity import Level
from vault.core.value import Precision
from vault.customer.editing import set_words
from vault.desktop.request_state import Decided, Nothing


@pytest.fixture
def day(qapp: QApplication, tmp_path: Path) -> Iterator[Day]:
    del qapp
    with open_day(tmp_path) as made:
        yield made


@pytest.fixture
def asking(day: Day) -> Asking:
    return Asking(day)


# ---- sealed items ----


def test_a_sealed_item_stays_off_until_the_passphrase_is_typed(asking: Asking) -> None:
    asking.ask(SHOE, FEET)
    asking.on("shoe_size", "feet")
    sealed = asking.asked.sealed
    assert sealed is not None
    assert not asking.row("feet").on
    assert sealed.title == f"Share “Foot health” with {HOST}?"
    assert sealed.words.startswith(f"I let {HOST} see my “Foot health”")
    asking.type_passphrase("something else")
    assert asking.asked.sealed is not None
    assert asking.asked.sealed.error == "This passphrase does not open your vault. Check Caps Lock and try again."
    asking.type_passphrase("")
    assert asking.asked.sealed.error == "Type your passphrase, or keep it off."
    assert not asking.row("feet").on
    asking.type_passphrase()
    assert asking.asked.sealed is None
    assert asking.row("feet").on
    asking.share()
    assert isinstance(asking.day.state, Decided)
    assert len(asking.day.shop.holds) == 2


def test_keeping_it_off_drops_an_answer_that_comes_later(asking: Asking) -> None:
    asking.ask(SHOE, FEET)
    asking.on("feet")
    asking.day.tasks.hold = True
    asking.type_passphrase()
    assert asking.asked.sealed is not None
    assert asking.asked.sealed.checking
    asking.choosing.keep_off()
    asking.day.tasks.run()
    assert not asking.row("feet").on
    assert asking.asked.sealed is None


def test_another_time_or_step_asks_again(asking: Asking) -> None:
    asking.ask(SHOE, FEET, duration="P365D")
    asking.on("feet")
    asking.type_passphrase()
    asking.choosing.choose_days(30)
    assert not asking.row("feet").on
    assert asking.row("feet").remarks[0].text == "The time changed, so this went off."
    asking.on("feet")
    asking.choosing.pick_sealed(Precision.EXACT)
    asking.type_passphrase()
    assert asking.row("feet").chosen is Precision.EXACT
    asking.choosing.pick("feet", Precision.CATEGORY)
    assert asking.asked.sealed is not None
    assert asking.row("feet").chosen is Precision.EXACT
    asking.choosing.keep_off()
    assert asking.row("feet").chosen is Precision.EXACT


def test_what_is_sealed_only_together_says_so_and_asks_for_each(asking: Asking) -> None:
    set_words(asking.day.session, "food.vegetarian", "yes")
    set_words(asking.day.session, "clothing.materials_avoided", "leather")
    asking.ask(VEGETARIAN, MATERIALS)
    assert asking.row("vegetarian").level is Level.PERSONAL
    asking.on("materials")
    assert asking.row("vegetarian").level is Level.SEALED
    assert asking.row("vegetarian").remarks[0].text.startswith("Together these can show that you are vegan")
    asking.on("vegetarian")
    asking.type_passphrase()
    assert asking.asked.sealed is not None
    assert "Materials" in asking.asked.sealed.title or "Vegetarian" in asking.asked.sealed.title
    assert not asking.row("vegetarian").on
    asking.type_passphrase()
    assert asking.row("vegetarian").on
    assert asking.row("materials").on
    asking.share()
    assert len(asking.day.shop.holds) == 2


def test_nothing_sealed_goes_to_a_shop_that_did_not_sign(asking: Asking) -> None:
    set_words(asking.day.session, "food.vegetarian", "yes")
    set_words(asking.day.session, "clothing.materials_avoided", "leather")
    asking.ask(VEGETARIAN, MATERIALS, signed=False)
    asking.on("materials", "vegetarian")
    assert asking.asked.sealed is None
    assert not asking.row("vegetarian").on
    assert "proved who it is" in asking.row("vegetarian").remarks[0].text


def test_a_shop_that_asks_in_the_wrong_way_is_told_by_the_name_of_the_item(asking: Asking) -> None:
    set_words(asking.day.session, "beauty.skin_type", "sensitive")  # this answer is about health, others are not
    asking.ask(item("skin", "beauty.skin_type"))
    asking.on("skin")
    assert asking.asked.sealed is None  # no passphrase could mend it
    assert not asking.row("skin").on
    assert asking.row("skin").remarks[0].text.startswith("“Skin type” is sealed")


# ---- deciding ----


def test_what_was_shared_and_the_way_back(asking: Asking, qtbot: QtBot) -> None:
    asking.ask(NEEDED, SPORTS)
    asking.on("shoe_size", "sports")
    with qtbot.waitSignal(asking.shared):
        asking.share()
    state = asking.day.state
    assert isinstance(state, Decided)
    assert state.title == f"You shared 2 things with {HOST}"
    assert (state.items[0].name, state.items[0].precision_text) == ("Shoe size", "Exact")
    assert (state.status_kind, state.status) == ("ok", "The shop has it.")
    assert "43" not in str(state.items)
    back = f"https://{HOST}/back?response_code=abc"
    assert (state.back, asking.opened) == (back, [back])
    asking.go_back()
    assert asking.opened == [back, back]
    assert asking.counts[-1] == 0
    asking.close()
    assert asking.day.state == Nothing()


def test_a_shop_that_is_down_is_told_as_it_is(asking: Asking) -> None:
    asking.day.shop.mood = "down"
    asking.ask(SHOE)
    asking.on("shoe_size")
    asking.share()
    state = asking.day.state
    assert isinstance(state, Decided)
    assert state.status_kind == "busy"
    assert state.status.startswith("The shop is not reached yet.")
    assert "Next try: today" in state.status
    assert state.back == ""
    asking.day.shop.mood = "fine"
    asking.day.later(minutes=1)
    asking.day.deliver()
    asking.start()
    assert asking.day.state.status_kind == "ok"


def test_a_refused_answer_and_a_missing_receipt(asking: Asking) -> None:
    asking.day.shop.mood = "refuses"
    asking.ask(SHOE)
    asking.on("shoe_size")
    asking.share()
    assert asking.day.state.status_kind == "error"
    assert "did not accept" in asking.day.state.problem
    asking.close()
    asking.day.shop.mood = "no receipt"
    asking.ask(SHOE)
    asking.on("shoe_size")
    asking.share()
    assert asking.day.state.status_kind == "ok"
    assert asking.day.state.problem != ""


def test_sharing_nothing_and_never_again(asking: Asking) -> None:
    asking.ask(SHOE)
    asking.choosing.set_never_ask(True)
    asking.refuse()
    assert asking.day.state.title == f"You shared nothing with {HOST}"
    assert asking.day.state.text.endswith("It may not ask you again.")
    assert asking.day.state.status == "The shop heard your no."
    asking.close()
    asking.ask(SHOE)
    assert asking.day.state.reasons == (f"You told your vault that {HOST} may never ask again.",)


def test_decide_later_lets_it_wait_until_its_end(asking: Asking) -> None:
    asking.ask(SHOE)
    asking.on("shoe_size")
    asking.later()
    state = asking.day.state
    assert isinstance(state, Nothing)
    (line,) = state.waiting
    end = (asking.day.clock.now() + timedelta(minutes=10)).astimezone()
    assert (line.host, line.text) == (HOST, f"You can answer until {end:%H:%M}.")
    assert asking.counts[-1] == 1
    asking.open_waiting(line.number)
    assert not asking.row("shoe_size").on
    asking.later()
    asking.day.later(minutes=11)
    asking.start()
    assert asking.day.state == Nothing()


def test_a_disk_that_fails_keeps_the_request_open(asking: Asking) -> None:
    asking.ask(SHOE)
    asking.on("shoe_size")
    asking.day.tasks.fails = StorageError("disk_full")
    asking.day.tasks.hold = True
    asking.share()
    asking.day.tasks.held.pop(0)()
    asking.day.tasks.fails = None
    asking.day.tasks.run()
    assert asking.asked.failed != ""
    assert asking.asked.decision.able
