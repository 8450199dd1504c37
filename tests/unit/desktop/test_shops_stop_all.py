"""One quiet button stops with every shop, can be taken back like one stop, and what could not be told is said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.example_day import Street
from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.asking import SHOE, Shop, item
from tests.unit.desktop.vault_day import HOST, Day, named, names, open_day, sentences, texts, themed
from vault.core.errors import StorageError
from vault.core.value import Precision
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver
from vault.customer.editing import set_words
from vault.customer.holdings import view_shops
from vault.customer.review import propose
from vault.customer.sharing import share
from vault.desktop.shops_presenter import ShopsPresenter
from vault.desktop.shops_view import ShopsView
from vault.desktop.undo_bar import UndoBar
from vault.desktop.undo_offer import UndoOffer

OTHER, THIRD = "boekhoek.example", "fietsplein.example"
BUTTON = "Stop with every shop"
MAIL = item("mail", "contact.email", purposes=["dpv:CommunicationManagement"])


class Screen:
    """The page and the bar at the foot of the window."""

    def __init__(self, day: Day, qapp: QApplication, qtbot: QtBot) -> None:
        theme, icons = themed(qapp)
        self.day, self.shops = day, {HOST: day.shop}
        self.view = ShopsView(theme, icons, sentences(), shipped())
        self.bar = UndoBar(theme)
        self.presenter = ShopsPresenter(day.tasks, day.shop, sentences(), shipped(), day.clock)
        self.presenter.setParent(self.view)
        self.undo = UndoOffer(day.tasks, self.bar, self.view)
        day.watch(self.presenter)
        self.view.attach(self.presenter)
        self.presenter.stopped.connect(self.undo.offer_stop)
        self.undo.taken_back.connect(self.presenter.start)
        for each in (self.view, self.bar):
            qtbot.addWidget(each)
        self.view.resize(972, 780)
        self.view.show()
        qtbot.waitExposed(self.view)

    def share(self, host: str, *asked: dict[str, object], days: int = 90, deliver_it: bool = True) -> None:
        """Share a shoe size, or what is asked, with another shop."""
        shop = self.shops.setdefault(host, Shop(host, now=self.day.clock.now))
        ids = [each["credential_id"] for each in asked] or ["shoe_size"]
        choices = tuple(Choice(str(each), Precision.EXACT) for each in ids)
        share(self.day.session, propose(self.day.session, shop.ask(*(asked or (SHOE,)))), Choices(choices, days))
        if deliver_it:
            self.deliver()

    def deliver(self) -> None:
        """Bring what waits to the shops."""
        deliver(self.day.session, Street(self.shops))

    def states(self) -> dict[str, str]:
        """What the list says of each shop."""
        return {line.host: line.status.text for group in self.day.state.groups for line in group.lines}


@pytest.fixture
def screen(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Screen]:
    with open_day(tmp_path) as day:
        yield Screen(day, qapp, qtbot)


def test_with_one_shop_there_is_no_such_button(screen: Screen) -> None:
    screen.share(HOST)
    screen.presenter.start()
    assert BUTTON not in names(screen.view)


def test_every_shop_is_stopped_and_each_then_says_what_is_true(screen: Screen) -> None:
    screen.share(HOST)
    screen.share(OTHER)
    screen.presenter.start()
    assert "Ends what 2 shops may use now." in texts(screen.view)
    named(screen.view, BUTTON).click()
    assert texts(screen.bar) == ["You stopped sharing with 2 shops. We tell them in 10 seconds."]
    assert set(screen.states().values()) == {"Stopped. The shop hears it in a moment."}
    assert BUTTON not in names(screen.view)
    screen.shops[OTHER].mood = "down"
    for seconds in (11, 31, 61):
        screen.day.later(seconds=seconds)
        screen.deliver()
    screen.presenter.start()
    assert screen.states()[OTHER].startswith("Stopped. Shop not reached yet")
    assert screen.states()[HOST] == "Stopped. On 12 May 2026 the shop said it is deleted."
    assert len(screen.shops[HOST].stops) == 1


def test_all_of_it_can_be_taken_back(screen: Screen) -> None:
    screen.share(HOST)
    screen.share(OTHER)
    screen.presenter.start()
    named(screen.view, BUTTON).click()
    named(screen.bar, "Undo").click()
    assert all(text.startswith("Active until") for text in screen.states().values())
    screen.day.later(minutes=5)
    screen.deliver()
    assert not any(shop.stops for shop in screen.shops.values())
    assert BUTTON in names(screen.view)


def test_what_cannot_be_taken_back_is_named_and_the_rest_can_be(screen: Screen) -> None:
    screen.share(HOST)
    screen.share(OTHER)
    screen.share(THIRD, deliver_it=False)
    screen.presenter.start()
    named(screen.view, BUTTON).click()
    (said,) = texts(screen.bar)
    assert said.startswith("You stopped sharing with 2 shops.")
    assert said.endswith(f"Not to be undone: {THIRD}.")
    named(screen.bar, "Undo").click()
    held = {shop.host: bool(shop.shared) for shop in view_shops(screen.day.session)}
    assert held == {HOST: True, OTHER: True, THIRD: False}


def test_a_no_to_being_contacted_outlives_it(screen: Screen) -> None:
    set_words(screen.day.session, "contact.email", "never")
    screen.share(HOST)
    screen.share(OTHER, SHOE, MAIL)
    screen.presenter.start()
    assert "Ends what 2 shops may use now. Your no to being contacted stays." in texts(screen.view)
    named(screen.view, BUTTON).click()
    screen.day.later(seconds=11)
    screen.deliver()
    (other,) = [shop for shop in view_shops(screen.day.session) if shop.host == OTHER]
    assert [each.key for each in other.holds] == ["contact.email"]


def test_a_shop_that_cannot_be_told_is_named(screen: Screen) -> None:
    """It gave no terms, so it gave no address to tell."""
    screen.share(HOST)
    shop = screen.shops[OTHER] = Shop(OTHER, now=screen.day.clock.now)
    proposal = propose(screen.day.session, shop.ask_for_claims({"path": ["media.sports"]}))
    share(screen.day.session, proposal, Choices((Choice("all", Precision.EXACT),), 0))
    screen.deliver()
    screen.presenter.start()
    named(screen.view, BUTTON).click()
    assert f"Your vault cannot tell {OTHER}. Write to that shop yourself." in texts(screen.view)
    screen.presenter.forget()
    assert not any(OTHER in text for text in texts(screen.view))


def test_by_keyboard_and_the_keyboard_goes_on_in_the_list(screen: Screen) -> None:
    screen.share(HOST)
    screen.share(OTHER)
    screen.presenter.start()
    button = named(screen.view, BUTTON)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert screen.view.rows.hasFocus()


def test_a_failure_is_said_and_what_was_stopped_before_it_is_shown(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vault.customer import leaving

    screen.share(HOST)
    screen.share(OTHER)
    screen.presenter.start()
    carried_out = leaving.stop

    def full(session: object, host: str, **given: object) -> object:
        if host == HOST:
            raise StorageError("disk_full")
        return carried_out(session, host, **given)  # type: ignore[arg-type]

    monkeypatch.setattr(leaving, "stop", full)
    named(screen.view, BUTTON).click()
    assert sentences().error(StorageError("disk_full")) in texts(screen.view)
    assert screen.states()[OTHER].startswith("Stopped.")
    assert screen.states()[HOST].startswith("Active until")


def test_in_a_small_window_it_is_with_the_list(screen: Screen) -> None:
    screen.share(HOST)
    screen.share(OTHER)
    screen.presenter.start()
    screen.view.resize(816, 600)
    assert BUTTON in names(screen.view)
    QTest.keyClick(screen.view.rows, Qt.Key.Key_Return)
    assert BUTTON not in names(screen.view)
