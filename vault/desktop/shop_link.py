"""Small parts of the card of a shop: words underlined that do something, a line above, a term and its facts."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from vault.desktop.parts.buttons import HandButton
from vault.desktop.theme import Theme


class TextLink(HandButton):
    """Words underlined, as high as a finger needs; a ``quiet`` one has its colour only under the mouse."""

    def __init__(self, theme: Theme, text: str, *, quiet: bool = False) -> None:
        super().__init__(text)
        self._theme, self._role = theme, "ink2" if quiet else "primary"
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        metrics = QFontMetrics(self._theme.font("small"))
        width = metrics.horizontalAdvance(self.text())
        self._size = QSize(width, max(self._theme.size("minHitTarget"), metrics.height()))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return self._size

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        font = self._theme.font("small")
        font.setUnderline(True)
        painter.setFont(font)
        painter.setPen(self._theme.color("primaryHover" if self.underMouse() else self._role))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter), self.text())


class RuledPart(QWidget):
    """A part of the card with a line above it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        QPainter(self).fillRect(0, 0, self.width(), 1, self._theme.color("line"))


def fact(term: str, *words: QWidget) -> QWidget:
    """A term above its words."""
    name = QLabel(term)
    name.setProperty("role", "caption")
    return fact_of(name, *words)


def fact_of(*words: QWidget) -> QWidget:
    """Words below each other."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    for each in words:
        column.addWidget(each)
    column.addStretch(1)
    return made
