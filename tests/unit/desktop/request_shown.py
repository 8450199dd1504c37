"""The request page in a window, over a real vault, with what a person does to it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.unit.core.catalogue_values import shipped
from tests.unit.desktop.asking_request import Asking
from tests.unit.desktop.vault_day import Day, name_of, named, sentences, themed
from vault.desktop.parts.focus_ring import FocusRing
from vault.desktop.request_view import RequestView

WIDE, SMALL = (1116, 780), (816, 600)
"""The page in windows of 1180 by 780 and 880 by 600, beside a narrow rail."""


class Page(QWidget):
    """A window with the page in it, over a presenter over a vault."""

    def __init__(self, app: QApplication, bot: QtBot, day: Day, size: tuple[int, int] = WIDE) -> None:
        super().__init__()
        theme, icons = themed(app)
        self.bot, self.asking = bot, Asking(day)
        self.view = RequestView(theme, icons, sentences(), shipped())
        self.view.attach(self.asking)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.view)
        self.ring = FocusRing(theme, self)
        bot.addWidget(self)
        self.resize(*size)
        self.show()
        bot.waitExposed(self)
        self.activateWindow()
        self.asking.start()
        self.settle()

    def settle(self) -> None:
        for _ in range(10):
            QApplication.processEvents()

    def press(self, name: str) -> None:
        named(self, name).click()
        self.settle()

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(QApplication.focusWidget() or self, key)
        self.settle()

    def focused(self) -> str:
        widget = QApplication.focusWidget()
        assert widget is not None
        return name_of(widget)

    def whole(self, widget: QWidget) -> bool:
        """Whether all of a widget can be seen in the window."""
        place = widget.mapTo(self, QPoint(0, 0))
        return widget.isVisible() and self.rect().contains(widget.rect().translated(place))


def tabbed(page: Page) -> list[str]:
    """Where the Tab key comes, from the title until it is back there."""
    page.view.asked.head.title.setFocus()
    seen = [page.focused()]
    while len(seen) < 40:
        page.key(Qt.Key.Key_Tab)
        if page.focused() == seen[0]:
            break
        seen.append(page.focused())
    return seen
