"""The frame: the gate, the rail, the keys, the lock and the undo bar, over pages that only note what is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.unit.desktop.vault_day import HOST, Day, name_of, named, open_day, sentences, themed
from vault.customer.history import view_history
from vault.customer.stopping import UNDO_SECONDS, stop
from vault.customer.trust import Trust
from vault.desktop import window as frame
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

    def __init__(self) -> None:
        super().__init__()
        self.starts = 0
        self.links: list[str] = []
        self.forgotten = 0

    def start(self) -> None:
        self.starts += 1

    def forget(self) -> None:
        self.forgotten += 1

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

    def __call__(self, reason: str, opened: Callable[[], None]) -> QWidget:
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
    pages = dict.fromkeys(frame._FACTORIES, lambda world: Page(Searching(), Noting()))
    monkeypatch.setattr(frame, "_FACTORIES", pages)
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


def rail(window: Window) -> Rail:
    return window.findChild(Rail)


def chosen(window: Window) -> list[str]:
    return [name_of(item) for item in window.findChildren(RailItem) if item.isChecked()]


def test_locked_nothing_but_the_gate_is_seen(window: Window, gates: Gates) -> None:
    assert gates.reasons == [""]
    assert not rail(window).isVisible()
    for key in (Qt.Key.Key_1, Qt.Key.Key_F, Qt.Key.Key_L):
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    assert not rail(window).isVisible()


def test_the_open_vault_shows_the_rail_and_a_page(window: Window, gates: Gates) -> None:
    gates.open()
    assert rail(window).isVisible()
    assert chosen(window) == ["Preferences"]
    assert window.presenter("preferences").starts == 1


def test_each_page_has_its_key(window: Window, gates: Gates) -> None:
    gates.open()
    found = []
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5):
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        found += chosen(window)
    assert found == ["Requests", "Preferences", "Shops", "Activity", "Your data"]


def test_the_search_key_goes_to_the_page(window: Window, gates: Gates) -> None:
    gates.open()
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(window.focusWidget(), QLineEdit)


def test_one_key_goes_between_rail_and_page(window: Window, gates: Gates) -> None:
    gates.open()
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert name_of(window.focusWidget()) == "Preferences"
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert isinstance(window.focusWidget(), QLineEdit)
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert name_of(window.focusWidget()) == "Preferences"


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
    assert rail(window).width() == 64
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
    named(window, "Lock now").click()
    assert gates.reasons == ["", "locked"]
    assert window.presenter("preferences").forgotten == 1
    assert not rail(window).isVisible()


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
    assert gates.reasons[-1] == "locked"


def test_closing_the_window_ends_the_program_after_the_stops(
    qtbot: QtBot, window: Window, gates: Gates, day: Day
) -> None:
    gates.open()
    _stop(window, day)
    with qtbot.waitSignal(window.closed):
        window.close()
    assert "told" in [entry.kind for entry in view_history(day.session)]


def test_closing_before_the_vault_is_open_ends_the_program(qtbot: QtBot, window: Window) -> None:
    with qtbot.waitSignal(window.closed):
        window.close()
