"""Asking one shop what it holds, on the shops page over a real vault: what is read, and what is kept of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.asking import SHOE
from tests.unit.desktop.fits import cut
from tests.unit.desktop.held_shop import HeldShop, Telling
from tests.unit.desktop.vault_day import HOST, Day, named, names, open_day, sentences, texts, themed
from vault.core.errors import StorageError
from vault.core.value import Precision
from vault.customer.choosing import Choice, Choices
from vault.customer.review import propose
from vault.customer.sharing import share
from vault.desktop.parts.note import Note
from vault.desktop.shop_held_words import MOST_ALSO
from vault.desktop.shops_presenter import ShopsPresenter
from vault.desktop.shops_state import HeldPane, ItemLine
from vault.desktop.shops_view import ShopsView
from vault.tokens.holding_statement import EndedItem, Incident, StatedItem, Why
from vault.tokens.receipt import PassedOn

ASK = f"Ask what {HOST} holds"
OTHER = "boekhoek.example"


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
    return opened(day)


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


def opened(day: Day) -> ShopsPresenter:
    made = ShopsPresenter(day.tasks, day.shop, sentences(), shipped(), day.clock)
    day.watch(made)
    return made


def asked(day: Day, presenter: ShopsPresenter, says: Telling | None = None) -> HeldPane:
    """Share two things, and ask."""
    day.share()
    day.deliver()
    assert isinstance(day.shop, HeldShop)
    day.shop.says = says or day.shop.says
    presenter.start()
    presenter.ask_held()
    return held(day)


def held(day: Day) -> HeldPane:
    found = day.state.pane.held
    assert isinstance(found, HeldPane)
    return found


def line(day: Day, name: str) -> ItemLine:
    (found,) = [each for each in day.state.pane.items if each.name == name]
    assert isinstance(found, ItemLine)
    return found


def said(day: Day, name: str) -> str:
    status = line(day, name).held
    return status.text if status is not None else ""


def test_it_says_of_each_item_when_it_was_last_used(day: Day, presenter: ShopsPresenter) -> None:
    def one_unused(items: list[StatedItem]) -> Sequence[StatedItem]:
        return [each if each.key == "media.sports" else replace(each, last_used=None) for each in items]

    shown = asked(day, presenter, one_unused)
    assert said(day, "Sports") == "The shop says it has it. Last used on 12 May 2026."
    assert said(day, "Shoe size") == "The shop says it has it. It never used it."
    assert shown.term == "Last confirmed by the shop"
    minute = sentences().minute(day.clock.now())
    assert shown.text == f"{minute}. It held 2 things, as your vault had it."
    assert shown.failed == ""
    assert day.kinds()[-1] == "held_asked"


def test_what_it_said_before_it_deleted_all_does_not_look_like_now(day: Day, presenter: ShopsPresenter) -> None:
    before = asked(day, presenter).text
    day.later(minutes=5)
    presenter.stop()
    assert held(day).text == f"{before} After that it ended."
    day.later(minutes=5)
    day.deliver()
    day.later(minutes=5)
    day.deliver()
    presenter.start()
    assert held(day).text == f"{before} After that it said that all is deleted."


def test_how_stopping_goes_is_told_where_there_is_something_to_stop(view: ShopsView, presenter: ShopsPresenter) -> None:
    assert "1. You stop" in texts(view)
    presenter.stop()
    assert "1. You stop" not in texts(view)


def test_the_day_of_the_answer_is_there_when_the_vault_is_opened_again(day: Day, presenter: ShopsPresenter) -> None:
    assert isinstance(day.shop, HeldShop)
    day.shop.leaks = (Incident(day.clock.now(), (), "A list was open.", "Do nothing."),)
    minute = sentences().minute(day.clock.now())
    asked(day, presenter)
    presenter.forget()
    day.later(days=3)
    day.reopen()
    again = opened(day)
    again.start()
    assert held(day).text == (
        f"{minute}. It held 2 things, as your vault had it. It told of a leak. Ask again to read it."
    )
    assert said(day, "Sports") == ""


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"precision": Precision.EXACT}, "You shared “range”, the shop says “exact”. Last used on 12 May 2026."),
        ({"exp": timedelta(days=5)}, "You agreed until 10 Aug 2026, the shop says 15 Aug 2026."),
        ({"key": "media.sports"}, "The shop has this as “Sports”."),
        ({"key": "evil\u202e.example"}, "The shop has this as “An unknown preference”."),
    ],
)
def test_a_difference_is_said_in_words(
    day: Day, presenter: ShopsPresenter, change: dict[str, object], expected: str
) -> None:
    def differ(items: list[StatedItem]) -> Sequence[StatedItem]:
        size = next(each for each in items if each.key == "clothing.shoe_size")
        made = {name: size.exp + value if isinstance(value, timedelta) else value for name, value in change.items()}
        return [replace(size, **made) if each is size else each for each in items]  # type: ignore[arg-type]

    shown = asked(day, presenter, differ)
    assert said(day, "Shoe size").startswith(expected)
    assert shown.term == "What the shop says it holds"
    assert "1 thing differs from what your vault knows." in shown.text


@pytest.mark.parametrize("days", [0, 59, 60])
def test_what_it_no_longer_has_is_said_and_what_it_did_not_read_for_long(
    day: Day, presenter: ShopsPresenter, days: int
) -> None:
    day.share()
    day.deliver()
    day.later(days=days)
    assert isinstance(day.shop, HeldShop)
    day.shop.says = lambda items: [each for each in items if each.key == "media.sports"]
    presenter.start()
    presenter.ask_held()
    by_itself = " What it does not use for 60 days, it deletes by itself." if days == 60 else ""
    assert said(day, "Shoe size") == f"The shop says it has none.{by_itself}"
    assert line(day, "Shoe size").feedback is None
    assert line(day, "Sports").feedback is not None


def test_what_it_deleted_by_itself_says_so_in_its_row(day: Day, presenter: ShopsPresenter, shop: HeldShop) -> None:
    day.share()
    day.deliver()
    presenter.start()
    gone = line(day, "Shoe size")
    day.later(days=61)
    shop.ended = (EndedItem(gone.jti, day.clock.now(), Why.UNREAD),)
    shop.says = lambda items: [each for each in items if each.jti != gone.jti]
    presenter.ask_held()
    status = line(day, "Shoe size").status
    assert status is not None
    assert "the shop deleted it. It had not used it for long." in status.text
    assert line(day, "Shoe size").stop_name == ""
    assert line(day, "Shoe size").feedback is None


def test_what_was_never_shared_stands_below(day: Day, presenter: ShopsPresenter) -> None:
    until = day.clock.now() + timedelta(days=9)
    strange = StatedItem("urn:uuid:x", "home.style", Precision.EXACT, until, None)
    shown = asked(day, presenter, lambda items: [*items, strange])
    assert [(each.name, each.status.text) for each in shown.also] == [
        ("Home style", "The shop holds something you did not share. It never used it.")
    ]


def test_no_shop_fills_the_page(day: Day, presenter: ShopsPresenter) -> None:
    until = day.clock.now() + timedelta(days=9)
    many = [StatedItem(f"urn:uuid:{each}", "x.y", Precision.EXACT, until, None) for each in range(MOST_ALSO + 7)]
    shown = asked(day, presenter, lambda items: [*items, *many])
    assert len(shown.also) == MOST_ALSO + 1
    assert shown.also[-1].status.text == "The shop names 7 more."


def test_what_was_stopped_and_is_still_there(day: Day, presenter: ShopsPresenter, shop: HeldShop) -> None:
    asked(day, presenter)
    kept = dict(shop.holds)
    day.later(seconds=1)
    presenter.stop(line(day, "Sports").jti)
    assert said(day, "Sports") == ""  # what it said was before that
    day.later(minutes=1)
    day.deliver()
    shop.holds = kept
    presenter.start()
    presenter.ask_held()
    assert said(day, "Sports").startswith("You stopped this. The shop says it still has it. Use the code")


def test_a_leak_is_a_note_above_all(view: ShopsView, presenter: ShopsPresenter, day: Day, shop: HeldShop) -> None:
    jti = line(day, "Sports").jti
    shop.leaks = (
        Incident(day.clock.now() - timedelta(days=40), (), "An older one.", "Nothing."),
        Incident(day.clock.now() - timedelta(days=9), (jti,), "A list was open.", "Be careful."),
    )
    presenter.ask_held()
    notes = [each.accessibleName() for each in view.findChildren(Note) if each.isVisibleTo(view)]
    assert notes[0] == (
        "The shop says that data leaked on 3 May 2026: “A list was open.”"
        " Its advice: “Be careful.” It is about: Sports."
    )
    assert notes[1].startswith("The shop says that data leaked on 2 April 2026")


def test_a_leak_of_one_endless_word_is_read_whole(
    view: ShopsView, presenter: ShopsPresenter, day: Day, shop: HeldShop
) -> None:
    shop.leaks = (Incident(day.clock.now(), (), "A" * 120, "B" * 120),)
    presenter.ask_held()
    QApplication.processEvents()
    QApplication.processEvents()
    assert cut(view) == []
    (note,) = [each.accessibleName() for each in view.findChildren(Note) if each.isVisibleTo(view)]
    assert "A" * 120 in note.replace("\u200b", "")


def test_a_shop_that_is_not_reached(day: Day, presenter: ShopsPresenter, shop: HeldShop) -> None:
    day.share()
    day.deliver()
    presenter.start()
    shop.mood = "down"
    presenter.ask_held()
    assert held(day).failed == f"Your vault cannot reach {HOST}. Try again later."
    assert held(day).text == "You did not ask yet."
    shop.mood = "fine"
    presenter.ask_held()
    assert held(day).failed == ""


def test_a_false_signature_does_not_count(day: Day, presenter: ShopsPresenter, shop: HeldShop) -> None:
    day.share()
    day.deliver()
    presenter.start()
    shop.mood = "false receipt"
    presenter.ask_held()
    assert held(day).failed == f"The answer is not signed by {HOST} as agreed. It does not count."
    assert "held_asked" not in day.kinds()


def test_a_shop_without_an_address_for_it_can_be_written_to(day: Day, presenter: ShopsPresenter) -> None:
    day.share(endpoints={"stop": f"https://{HOST}/stop"})
    day.deliver()
    presenter.start()
    presenter.ask_held()
    contact = day.shop.expects.controller.contact
    assert contact
    assert held(day).failed == (
        f"This shop cannot be asked from your vault. Write it a letter, with the code below: {contact}"
    )


def test_a_disk_that_is_full_is_said(day: Day, presenter: ShopsPresenter) -> None:
    day.share()
    day.deliver()
    presenter.start()
    day.tasks.hold = True
    presenter.ask_held()
    day.tasks.held.pop(0)()
    day.tasks.held.pop(0)()
    day.tasks.hold, day.tasks.fails = False, StorageError("disk_full")
    day.tasks.held.pop(0)()
    day.tasks.fails = None
    presenter.start()
    assert held(day).failed == sentences().error(StorageError("disk_full"))


def test_while_it_is_asked_one_can_go_on_or_end_it(view: ShopsView, presenter: ShopsPresenter, day: Day) -> None:
    day.tasks.hold = True
    link = named(view, ASK)
    link.setFocus()
    QTest.keyClick(link, " ")  # type: ignore[call-overload]
    assert f"Asking {HOST} now. This takes a moment." in texts(view)
    assert ASK not in names(view)
    end = named(view, "Stop waiting for the answer")
    assert end.hasFocus()
    day.tasks.held.pop(0)()
    end.click()
    day.tasks.run()
    assert named(view, ASK).hasFocus()
    assert "You did not ask yet." in texts(view)
    assert "held_asked" not in day.kinds()
    day.tasks.hold = False
    named(view, ASK).click()
    assert day.kinds()[-1] == "held_asked"
    assert named(view, ASK).hasFocus()


def test_one_shop_at_a_time(day: Day, presenter: ShopsPresenter) -> None:
    day.share()
    day.deliver()
    other = HeldShop(OTHER, now=day.clock.now)
    proposal = propose(day.session, other.ask(SHOE))
    share(day.session, proposal, Choices((Choice("shoe_size", Precision.CATEGORY),), 30))
    presenter.select(HOST)
    day.tasks.hold = True
    presenter.ask_held()
    presenter.select(OTHER)
    waiting, day.tasks.held = day.tasks.held, day.tasks.held[1:]
    day.tasks.run()
    assert day.state.pane.host == OTHER
    assert held(day).text == f"Asking {HOST} now. This takes a moment."
    assert held(day).busy
    day.tasks.held = waiting[:1]
    day.tasks.run()
    assert not held(day).busy
    assert held(day).text == "You did not ask yet."
    presenter.select(HOST)
    day.tasks.run()
    assert "It held 2 things" in held(day).text


def test_locking_forgets_what_shops_said(day: Day, presenter: ShopsPresenter) -> None:
    asked(day, presenter)
    presenter.forget()
    presenter.start()
    assert said(day, "Sports") == ""


@pytest.mark.parametrize("width", [972, 816])
def test_nothing_of_a_long_answer_is_cut(
    view: ShopsView, presenter: ShopsPresenter, day: Day, shop: HeldShop, qapp: QApplication, width: int
) -> None:
    shop.leaks = (Incident(day.clock.now(), (), "w" * 30, "Be careful. " * 9),)
    until = day.clock.now() + timedelta(days=9)
    strange = StatedItem("urn:uuid:x", "home.style", Precision.EXACT, until, None)
    shop.says = lambda items: [replace(items[0], precision=Precision.EXACT), strange]
    presenter.ask_held()
    shop.mood = "down"
    presenter.ask_held()
    presenter.give_feedback(line(day, "Shoe size").jti, "thanks")
    view.resize(width, 600)
    view._go_into(None)
    for _ in range(5):
        qapp.sendPostedEvents()
    assert cut(view) == []


def test_who_else_was_told_of_the_stop(day: Day, presenter: ShopsPresenter, shop: HeldShop) -> None:
    shop.passed_on = (PassedOn("Postbode B.V.", True), PassedOn("Mailclub", False))
    day.share()
    day.deliver()
    presenter.start()
    presenter.stop()
    day.later(minutes=1)
    day.deliver()
    presenter.start()
    status = line(day, "Sports").status
    assert status is not None
    assert status.text == (
        "Stopped. On 12 May 2026 the shop said it is deleted. It also told “Postbode B.V.”. It did not tell “Mailclub”."
    )
