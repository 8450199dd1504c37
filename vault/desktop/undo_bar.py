"""The bar at the foot of the window that takes the last thing back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from vault.desktop.parts.buttons import button
from vault.desktop.theme import Theme


class UndoBar(QWidget):
    """What was just done, and the one button that takes it back. It stays for as long as that works."""

    undone = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._button = button(self.tr("Undo"), "normal", small=True)
        self._button.clicked.connect(self.undone)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(32, 8, 32, 8)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._button)
        theme.changed.connect(self.update)
        self.hide()

    def offer(self, text: str) -> None:
        """Show what can be taken back."""
        self._text.setText(text)
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("sandTint"))
        painter.fillRect(0, 0, self.width(), 1, self._theme.color("sandLine"))
