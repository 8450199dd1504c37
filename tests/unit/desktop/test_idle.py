"""When nobody used the window: by its own input, and by a clock that does not stop while the computer sleeps."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from vault.desktop import idle
from vault.desktop.idle import IdleWatch

LIMIT = 300.0


class Seconds:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    for each in (QLineEdit(), QComboBox()):
        column.addWidget(each)
    made.findChild(QComboBox).addItems(["one", "two"])
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


@pytest.fixture
def time() -> Seconds:
    return Seconds()


@pytest.fixture
def watch(qtbot: QtBot, qapp: QCoreApplication, time: Seconds, page: QWidget) -> Iterator[IdleWatch]:
    made = IdleWatch(qapp, time)
    made.start(LIMIT)
    yield made
    made.stop()


def counted(watch: IdleWatch) -> list[None]:
    found: list[None] = []
    watch.idle.connect(lambda: found.append(None))
    return found


def press_key(page: QWidget) -> None:
    QTest.keyClick(page.windowHandle(), Qt.Key.Key_A)


def move_mouse(page: QWidget) -> None:
    QTest.mouseMove(page.windowHandle(), QPoint(3, 4))
    QTest.mouseMove(page.windowHandle(), QPoint(5, 6))


def click(page: QWidget) -> None:
    QTest.mouseClick(page.windowHandle(), Qt.MouseButton.LeftButton)


def test_is_idle_once_after_the_time_without_use(watch: IdleWatch, time: Seconds) -> None:
    found = counted(watch)
    time.now += LIMIT - 1
    watch.look()
    assert found == []
    time.now += 1
    watch.look()
    watch.look()
    assert found == [None]


@pytest.mark.parametrize("use", [press_key, move_mouse, click])
def test_use_of_the_window_starts_the_time_anew(
    watch: IdleWatch, time: Seconds, page: QWidget, use: Callable[[QWidget], None]
) -> None:
    found = counted(watch)
    time.now += LIMIT - 1
    use(page)
    time.now += LIMIT - 1
    watch.look()
    assert found == []
    time.now += 1
    watch.look()
    assert found == [None]


def test_use_of_a_list_that_hangs_open_counts_too(watch: IdleWatch, time: Seconds, page: QWidget) -> None:
    found = counted(watch)
    choice = page.findChild(QComboBox)
    choice.showPopup()
    watch.look()
    time.now += LIMIT - 1
    hanging = choice.view().window()
    QTest.mouseMove(hanging.windowHandle(), QPoint(3, 4))
    QTest.mouseMove(hanging.windowHandle(), QPoint(5, 6))
    time.now += LIMIT - 1
    watch.look()
    assert found == []


def test_a_window_that_comes_later_counts_too(qtbot: QtBot, watch: IdleWatch, time: Seconds, page: QWidget) -> None:
    found = counted(watch)
    later = QWidget()
    qtbot.addWidget(later)
    later.show()
    with qtbot.waitActive(later):
        later.activateWindow()
    time.now += LIMIT - 1
    press_key(later)
    time.now += LIMIT - 1
    watch.look()
    assert found == []


def test_what_an_input_method_composes_counts_too(watch: IdleWatch, time: Seconds, page: QWidget) -> None:
    """It comes to the field with the keyboard, past the window, and as Qt's own input methods send it."""
    found = counted(watch)
    field = page.findChild(QLineEdit)
    field.setFocus()
    time.now += LIMIT - 1
    QCoreApplication.sendEvent(field, QInputMethodEvent("か", []))
    time.now += LIMIT - 1
    watch.look()
    assert found == []


def test_what_the_program_itself_sends_is_no_use(watch: IdleWatch, time: Seconds, page: QWidget) -> None:
    found = counted(watch)
    time.now += LIMIT - 1
    QCoreApplication.sendEvent(
        page.windowHandle(), QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    )
    time.now += 1
    watch.look()
    assert found == [None]


def test_the_first_key_after_a_long_sleep_comes_too_late(watch: IdleWatch, time: Seconds, page: QWidget) -> None:
    found = counted(watch)
    time.now += 8 * 3600  # no timer ran meanwhile
    field = page.findChild(QLineEdit)
    field.setFocus()
    press_key(page)
    assert found == [None]
    assert field.text() == ""  # and does nothing in a window that is being locked


def test_a_stopped_watch_says_nothing_and_a_new_start_counts_anew(
    watch: IdleWatch, time: Seconds, page: QWidget
) -> None:
    found = counted(watch)
    watch.stop()
    time.now += 2 * LIMIT
    watch.look()
    press_key(page)
    assert found == []
    watch.start(60)
    time.now += 59
    watch.look()
    assert found == []
    time.now += 1
    watch.look()
    assert found == [None]


def test_looks_by_itself(qtbot: QtBot, qapp: QCoreApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(idle, "LOOK_SECONDS", 0.001)
    watch = IdleWatch(qapp)
    with qtbot.waitSignal(watch.idle):
        watch.start(0.01)


def test_its_clock_goes_on() -> None:
    before = idle.seconds()
    assert 0 <= idle.seconds() - before < 3600
