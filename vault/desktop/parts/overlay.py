"""The flat dim layer under a dialog of ours."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from vault.desktop.theme import Theme


class Overlay(QWidget):
    """Covers ``window`` while it is shown, follows its size, and takes the clicks meant for what is below."""

    _window: QWidget | None = None  # what the filter finds once a dying window's overlay has lost its attributes

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._window = window
        window.installEventFilter(self)
        theme.changed.connect(self.update)
        self.setGeometry(window.rect())
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        window = self._window
        if event.type() == QEvent.Type.Resize and window is not None and watched is window:
            self.setGeometry(window.rect())
        return False

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        QPainter(self).fillRect(self.rect(), self._theme.color("overlay"))
