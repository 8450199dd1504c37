"""What a customer tells a shop about one item, on the shops page over a real vault."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.unit.core.catalogue_values import shipped
from tests.unit.desktop.held_shop import HeldShop
from tests.unit.desktop.vault_day import HOST, Day, named, names, open_day, sentences, texts, themed
from vault.core.errors import StorageError
from vault.customer.feedback import Says
from vault.desktop.shops_presenter import ShopsPresenter
from vault.desktop.shops_state import FeedbackLine
from vault.desktop.shops_view import ShopsView

HELPED, NOT_RIGHT = "This helped: Sports", "Not right: Sports"


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with open_day(tmp_path) as made:
        made.shop = HeldShop(now=made.clock.now)
        yield made


@pytest.fixture
def shop(day: Day) -> HeldShop:
    assert isinstance(day.shop, HeldShop)
    return day.shop


@pytest.fixture
def presenter(qapp: QApplication, day: Day) -> ShopsPresenter:
    del qapp
    made = ShopsPresenter(day.tasks, day.shop, sentences(), shipped(), day.clock)
    day.watch(made)
    return made


@pytest.fixture
def view(qapp: QApplication, qtbot: QtBot, day: Day, presenter: ShopsPresenter) -> ShopsView:
    theme, icons = themed(qapp)
    made = ShopsView(theme, icons, sentences(), shipped())
    made.attach(presenter)
    qtbot.addWidget(made)
    made.resize(972, 780)
    made.show()
    qtbot.waitExposed(made)
    day.share()
    day.deliver()
    presenter.start()
    return made


def feedback(day: Day) -> FeedbackLine:
    (found,) = [each.feedback for each in day.state.pane.items if each.name == "Sports"]
    assert isinstance(found, FeedbackLine)
    return found


def sports(day: Day) -> str:
    return next(str(each.jti) for each in day.state.pane.items if each.name == "Sports")


def test_the_shop_hears_it_and_it_is_said_as_heard(view: ShopsView, day: Day, shop: HeldShop) -> None:
    link = named(view, HELPED)
    link.setFocus()
    link.click()
    (heard,) = shop.heard_feedback
    assert (heard.about, heard.says) == ("media.sports", Says.THANKS)
    assert "The shop heard that this helped." in texts(view)
    assert HELPED not in names(view)
    assert named(view, NOT_RIGHT).hasFocus()
    assert day.kinds()[-1] == "feedback_given"
    named(view, NOT_RIGHT).click()
    assert "The shop heard that this is not right." in texts(view)
    assert NOT_RIGHT not in names(view)
    assert [each.says for each in shop.heard_feedback] == [Says.THANKS, Says.WRONG_FOR_ME]


def test_a_shop_that_is_not_reached_did_not_hear_it(view: ShopsView, day: Day, shop: HeldShop) -> None:
    shop.mood = "down"
    named(view, NOT_RIGHT).click()
    why = f"The shop did not hear this. Your vault cannot reach {HOST}. Try again later."
    assert why in texts(view)
    assert "feedback_given" not in day.kinds()
    shop.mood = "fine"
    named(view, NOT_RIGHT).click()
    assert why not in texts(view)
    assert day.kinds()[-1] == "feedback_given"


def test_what_was_said_before_is_still_there_when_the_vault_is_opened_again(
    day: Day, presenter: ShopsPresenter
) -> None:
    day.share()
    day.deliver()
    presenter.start()
    presenter.give_feedback(sports(day), "thanks")
    presenter.forget()
    day.reopen()
    presenter.start()
    found = feedback(day)
    assert found.said is not None
    assert found.said.text == "The shop heard that this helped."
    assert [link.text for link in found.links] == ["Not right"]


def test_under_way_it_is_said_once(day: Day, presenter: ShopsPresenter, shop: HeldShop) -> None:
    day.share()
    day.deliver()
    presenter.start()
    jti = sports(day)
    day.tasks.hold = True
    presenter.give_feedback(jti, "thanks")
    presenter.give_feedback(jti, "wrong_for_me")
    under_way = feedback(day).said
    assert under_way is not None
    assert under_way.text == "Telling the shop."
    day.tasks.run()
    assert [each.says for each in shop.heard_feedback] == [Says.THANKS]


def test_a_shop_that_takes_none_is_offered_none(day: Day, presenter: ShopsPresenter) -> None:
    day.share(endpoints={"stop": f"https://{HOST}/stop"})
    day.deliver()
    presenter.start()
    assert [each.feedback for each in day.state.pane.items] == [None, None]


def test_nothing_is_said_about_what_is_stopped_or_not_there_yet(day: Day, presenter: ShopsPresenter) -> None:
    day.share()
    presenter.start()
    assert [each.feedback for each in day.state.pane.items] == [None, None]
    day.deliver()
    presenter.start()
    assert all(each.feedback for each in day.state.pane.items)
    presenter.stop()
    assert [each.feedback for each in day.state.pane.items] == [None, None]


def test_heard_but_not_written_down(day: Day, presenter: ShopsPresenter, shop: HeldShop) -> None:
    day.share()
    day.deliver()
    presenter.start()
    day.tasks.hold = True
    presenter.give_feedback(sports(day), "thanks")
    day.tasks.held.pop(0)()
    day.tasks.held.pop(0)()
    day.tasks.fails = StorageError("disk_full")
    day.tasks.run()
    assert shop.heard_feedback
    assert day.state.failed == sentences().error(StorageError("disk_full"))
    found = feedback(day).said
    assert found is not None
    assert found.text == "The shop heard that this helped."
