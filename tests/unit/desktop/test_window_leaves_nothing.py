"""After locking, nothing that was shown or typed is left in any widget: the real pages, with everything open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.unit.customer.asking import FEET, SHOE, SPORTS
from tests.unit.desktop.vault_day import HOST, Day, open_day, sentences, themed
from vault.customer.stopping import UNDO_SECONDS, stop
from vault.customer.trust import Trust
from vault.desktop import post
from vault.desktop.pages import Known, World
from vault.desktop.passphrase_field import PassphraseField
from vault.desktop.request_view import RequestView
from vault.desktop.window import Window
from vault.net.testing_shops import TestShops

TYPED = "seven typed herons"


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with open_day(tmp_path) as made:
        made.share()
        made.deliver()
        yield made


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, day: Day) -> Window:
    theme, icons = themed(qapp)
    known = Known(day.session.catalogue, day.shop, Trust((), TestShops()))
    world = World(theme, icons, sentences(), day.clock, day.tasks, lambda: known, lambda address: None)
    made = Window(world, gate)
    qtbot.addWidget(made)
    made.show()
    made.enter()
    return made


def gate(reason: str, opened: Callable[[], None], around: QWidget) -> QWidget:
    return QWidget()


def said_by(widget: QWidget) -> Iterator[str]:
    """Everything that can be read in, of or about one widget."""
    yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.windowTitle())
    if isinstance(widget, QLabel | QLineEdit | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QPlainTextEdit):
        yield widget.toPlainText()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(row) for row in range(widget.count()))
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        model: QAbstractItemModel = widget.model()
        for row in range(model.rowCount()):
            yield str(model.index(row, 0).data(Qt.ItemDataRole.DisplayRole))
            yield str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))
            yield str(model.index(row, 0).data(Qt.ItemDataRole.UserRole))


def everything() -> str:
    for _ in range(2):  # what goes may take something along
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return "\n".join(text for widget in QApplication.allWidgets() for text in said_by(widget))


def fill(window: Window, day: Day) -> None:
    """Open and type whatever there is on every page."""
    for page in ("overview", "preferences", "requests", "shops", "activity", "your_data"):
        window.show_page(page)
    preferences = window.presenter("preferences")
    preferences.choose_topic("clothing")
    preferences.open_row("clothing.shoe_size")
    request = window.presenter("requests")
    request._propose(day.shop.ask(SHOE, SPORTS, FEET))
    request.choosing.switch("shoe_size", True)
    request.choosing.switch("feet", True)
    window.presenter("your_data").copy.take_sealed(True)
    for field in window.findChildren(PassphraseField):
        field.edit.setText(TYPED)
    for field in window.findChildren(QLineEdit):
        if not field.text() and not field.isReadOnly():
            QTest.keyClicks(field, TYPED)


SECRETS = (HOST, "43", "insole", "Shoe", "Running", TYPED, "health")


@pytest.mark.parametrize("hanging", [False, True])
def test_nothing_is_left(
    qtbot: QtBot, window: Window, day: Day, hanging: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(post, "LAST_SECONDS", 20)
    fill(window, day)
    before = everything()
    assert [secret for secret in SECRETS if secret not in before] == []
    (stopped,) = [stop(day.session, HOST, undo_seconds=UNDO_SECONDS)]
    window.presenter("shops").stopped.emit((stopped,))
    day.tasks.hold = hanging
    window.lock()
    after = everything()
    assert [secret for secret in SECRETS if secret in after] == []
    assert window.findChildren(RequestView) == []
    day.tasks.run()


def test_nothing_is_left_of_a_window_that_closes(window: Window, day: Day) -> None:
    fill(window, day)
    day.tasks.hold = True
    window.close()
    after = everything()
    assert [secret for secret in SECRETS if secret in after] == []
    day.tasks.run()
