"""The frame: the gate, the rail, the keys, the lock and the undo bar, over pages that only note what is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.unit.customer.asking import SHOE
from tests.unit.desktop.vault_day import HOST, Day, HeldTasks, name_of, named, open_day, sentences, themed
from vault.core.errors import VaultLocked
from vault.customer.history import view_history
from vault.customer.review import propose
from vault.customer.stopping import UNDO_SECONDS, stop
from vault.customer.trust import Trust
from vault.desktop import inside, post
from vault.desktop.pages import Known, Page, World
from vault.desktop.rail import Rail, RailItem
from vault.desktop.undo_bar import UndoBar
from vault.desktop.window import Window
from vault.net.testing_shops import TestShops

LINK = "openid4vp://?client_id=x509_san_dns%3Ashop.example"


class Noting(QObject):
    """A presenter that notes what the window asks of it."""

    waiting = Signal(int)
    shared = Signal(str)
    stopped = Signal(object)
    navigate = Signal(str)

    def __init__(self, tasks: HeldTasks) -> None:
        super().__init__()
        self.tasks = tasks
        self.starts = 0
        self.links: list[str] = []
        self.forgotten = 0
        self.kept = 0
        self.resumed: list[object] = []

    def start(self) -> None:
        self.starts += 1

    def forget(self) -> None:
        self.forgotten += 1

    def keep_draft(self) -> None:
        self.tasks.vault(lambda session: None, lambda _: None, pytest.fail, owner=self)  # the vault can be asked
        self.kept += 1

    def unfinished(self) -> str:
        return "what was open"

    def resume(self, unfinished: object) -> None:
        self.resumed.append(unfinished)

    def open_link(self, link: str) -> None:
        self.links.append(link)


class Searching(QWidget):
    """A view with a search field."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit(self)

    def focus_search(self) -> None:
        self.field.setFocus()


class Gates:
    """Notes why the vault is locked, and opens it."""

    def __init__(self) -> None:
        self.reasons: list[str] = []
        self.open: Callable[[], None] = lambda: None

    def __call__(self, reason: str, opened: Callable[[], None], around: QWidget) -> QWidget:
        self.reasons.append(reason)
        self.open = opened
        return QWidget()


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with open_day(tmp_path) as made:
        yield made


@pytest.fixture
def gates() -> Gates:
    return Gates()


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, day: Day, gates: Gates, monkeypatch: pytest.MonkeyPatch) -> Window:
    pages = dict.fromkeys(inside.FACTORIES, lambda world, around: Page(Searching(), Noting(day.tasks)))
    monkeypatch.setattr(inside, "FACTORIES", pages)
    theme, icons = themed(qapp)
    known = Known(day.session.catalogue, day.shop, Trust((), TestShops()))
    world = World(theme, icons, sentences(), day.clock, day.tasks, lambda: known, lambda address: None)
    made = Window(world, gates)
    qtbot.addWidget(made)
    made.resize(1180, 780)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def is_open(day: Day) -> bool:
    """Whether the vault is open for anybody at all."""
    try:
        view_history(day.tasks.held_session())
    except VaultLocked:
        return False
    return True


def rail(window: Window) -> Rail:
    return window.findChild(Rail)


def chosen(window: Window) -> list[str]:
    return [name_of(item) for item in window.findChildren(RailItem) if item.isChecked()]


def test_locked_nothing_but_the_gate_is_seen(window: Window, gates: Gates) -> None:
    assert gates.reasons == [""]
    assert not window.inside.frame.rail.isVisible()  # made while a passphrase is typed
    for key in (Qt.Key.Key_1, Qt.Key.Key_F, Qt.Key.Key_L):
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    assert not rail(window).isVisible()


def test_the_open_vault_shows_the_rail_and_a_page(window: Window, gates: Gates) -> None:
    gates.open()
    assert rail(window).isVisible()
    assert chosen(window) == ["Overview"]
    assert window.presenter("overview").starts == 1


def test_each_page_has_its_key(window: Window, gates: Gates) -> None:
    gates.open()
    found = []
    for number in range(7):
        QTest.keyClick(window, Qt.Key(Qt.Key.Key_1 + number), Qt.KeyboardModifier.ControlModifier)
        found += chosen(window)
    assert found == ["Overview", "Requests", "Preferences", "Shops", "Activity", "Your data", "Settings"]


def test_the_search_key_goes_to_the_page(window: Window, gates: Gates) -> None:
    gates.open()
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(window.focusWidget(), QLineEdit)


def test_one_key_goes_between_rail_and_page(window: Window, gates: Gates) -> None:
    gates.open()
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert name_of(window.focusWidget()) == "Overview"
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert isinstance(window.focusWidget(), QLineEdit)
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert name_of(window.focusWidget()) == "Overview"


def test_a_question_stands_at_the_foot_until_it_goes(window: Window, gates: Gates) -> None:
    gates.open()
    question = QWidget()
    window.ask(question)
    assert question.isVisible()
    window.show_page("shops")
    assert question.isVisible()


def test_the_rail_has_words_where_there_is_room(window: Window, gates: Gates) -> None:
    gates.open()
    assert rail(window).width() == 208
    window.show_page("requests")
    assert rail(window).width() == 208  # no request is open
    window.show_page("shops")
    window.resize(1079, 780)
    assert rail(window).width() == 64
    assert named(window, "Shops").toolTip() == "Shops"


def test_the_count_of_requests_is_said(window: Window, gates: Gates) -> None:
    gates.open()
    window.presenter("requests").waiting.emit(2)
    assert named(window, "Requests, 2")
    window.presenter("requests").waiting.emit(0)
    assert named(window, "Requests")


def test_links_wait_for_the_vault_to_open(window: Window, gates: Gates) -> None:
    for number in range(7):
        window.open_link(f"{LINK}{number}")
    gates.open()
    assert window.presenter("requests").links == [f"{LINK}{number}" for number in range(2, 7)]
    assert chosen(window) == ["Requests"]


def test_locking_forgets_and_stands_before_the_vault(window: Window, gates: Gates, day: Day) -> None:
    gates.open()
    page = window.presenter("preferences")
    named(window, "Lock now").click()
    assert gates.reasons == ["", "asked"]
    assert (page.kept, page.forgotten) == (1, 1)
    assert not rail(window).isVisible()
    for key in (Qt.Key.Key_1, Qt.Key.Key_F):
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    assert not rail(window).isVisible()


def test_the_gate_stands_at_once_while_a_shop_hangs(
    qtbot: QtBot, window: Window, gates: Gates, day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(post, "LAST_SECONDS", 0)
    gates.open()
    page = window.presenter("preferences")
    view = window.findChild(Searching)
    _stop(window, day)
    told: list[str] = []
    day.tasks.hold = True
    window.lock()
    assert (gates.reasons[-1], rail(window).isVisible(), page.forgotten) == ("asked", False, 1)
    day.tasks.vault(
        lambda session: pytest.fail("the pages reach the vault"),
        lambda _: None,
        lambda problem: told.append(problem.code),
        owner=window,
    )
    while day.tasks.held and not told:
        day.tasks.held.pop(0)()
    assert told == ["vault_locked"]
    assert day.kinds()[-1] == "stopped"  # and the vault is open for the stop behind the gate
    qtbot.waitUntil(lambda: not is_open(day))
    assert not shiboken6.isValid(page)
    assert not shiboken6.isValid(view)


def test_the_vault_closes_when_the_stops_are_told(window: Window, gates: Gates, day: Day) -> None:
    gates.open()
    _stop(window, day)
    window.lock()
    assert len(day.shop.stops) == 1
    assert not is_open(day)


def test_what_was_opened_anew_meanwhile_stays_open(
    qtbot: QtBot, window: Window, gates: Gates, day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(post, "LAST_SECONDS", 0)
    gates.open()
    _stop(window, day)
    day.tasks.hold = True
    window.lock()
    day.reopen()
    assert is_open(day)
    gates.open()
    day.tasks.run()
    assert rail(window).isVisible()
    assert chosen(window) == ["Overview"]
    qtbot.wait(50)  # the last round would be over by now
    assert is_open(day)
    assert "told" in day.kinds()


def test_where_the_request_page_was_is_where_it_goes_on(window: Window, gates: Gates, day: Day) -> None:
    gates.open()
    window.show_page("requests")
    window.show_page("shops")
    window.lock()
    day.reopen()
    gates.open()
    assert window.presenter("requests").resumed == ["what was open"]
    assert chosen(window) == ["Shops"]
    window.lock()
    day.reopen()
    window.open_link(LINK)
    gates.open()
    assert window.presenter("requests").links == [LINK]


def test_time_brings_the_shown_page_up_to_date(window: Window, gates: Gates, day: Day) -> None:
    day.share(days=0)
    day.deliver()
    propose(day.session, day.shop.ask(SHOE))
    gates.open()
    assert named(window, "Requests, 1")
    starts = window.presenter("overview").starts
    day.later(days=1)
    window.inside.time.look()
    assert window.presenter("overview").starts == starts + 1
    assert "expired" in day.kinds()
    assert named(window, "Requests")


def test_a_call_brings_the_window_forward(qtbot: QtBot, window: Window) -> None:
    window.showMinimized()
    qtbot.waitUntil(window.isMinimized)
    window.come_forward()
    assert not window.isMinimized()
    qtbot.waitUntil(window.isActiveWindow)
    window.showMaximized()
    window.showMinimized()
    window.open_link(LINK)
    assert not window.isMinimized()
    assert window.isMaximized()


def _stop(window: Window, day: Day) -> None:
    day.share()
    day.deliver()
    stopped = stop(day.session, HOST, undo_seconds=UNDO_SECONDS)
    window.presenter("shops").stopped.emit((stopped,))


def test_a_stop_is_taken_back_from_the_bar(window: Window, gates: Gates, day: Day) -> None:
    gates.open()
    _stop(window, day)
    bar = window.findChild(UndoBar)
    assert bar.isVisible()
    named(window, "Undo").click()
    assert not bar.isVisible()
    assert day.kinds()[-1] == "stop_undone"


def test_locking_ends_the_undo_time_and_tells_the_shop(window: Window, gates: Gates, day: Day) -> None:
    gates.open()
    _stop(window, day)
    window.lock()
    assert not window.findChild(UndoBar).isVisible()
    assert len(day.shop.stops) == 1
    assert gates.reasons[-1] == "asked"


def test_closing_the_window_ends_the_program_after_the_stops(
    qtbot: QtBot, window: Window, gates: Gates, day: Day
) -> None:
    gates.open()
    _stop(window, day)
    page, order = window.presenter("preferences"), list[str]()
    window.closing.connect(lambda: order.append("closing"))
    window.closed.connect(lambda: order.append("closed"))
    with qtbot.waitSignal(window.closed):
        window.close()
    assert order == ["closing", "closed"]
    assert len(day.shop.stops) == 1
    assert page.forgotten == 1
    assert not is_open(day)


def test_closing_waits_for_the_stops_of_a_locked_window(
    qtbot: QtBot, window: Window, gates: Gates, day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(post, "LAST_SECONDS", 20)
    gates.open()
    _stop(window, day)
    day.tasks.hold = True
    window.lock()
    closed: list[None] = []
    window.closed.connect(lambda: closed.append(None))
    window.close()
    assert not window.isVisible()
    assert closed == []
    day.tasks.run()
    assert len(day.shop.stops) == 1
    qtbot.waitUntil(lambda: closed == [None])


def test_closing_before_the_vault_is_open_ends_the_program(qtbot: QtBot, window: Window) -> None:
    with qtbot.waitSignal(window.closed):
        window.close()
