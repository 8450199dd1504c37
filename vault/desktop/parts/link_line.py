"""A quiet way on: an icon, a question, and a link that answers it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import button
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.theme import Theme

_ICON, _GAP, _WORD_GAP = 18, 8, 4


class LinkLine(QWidget):
    """``clicked`` when the link is used. Its whole sentence is the link's accessible name.

    Where both do not fit beside each other, the link goes below its question.
    """

    clicked = Signal()

    def __init__(self, theme: Theme, icons: Icons, icon: str, question: str, link: str) -> None:
        super().__init__()
        self._theme, self._below = theme, False
        self.question = QLabel(question)
        self.question.setProperty("role", "small")
        if not question:
            self.question.hide()  # never shown here: without a parent yet it would be a window of its own
        self.link = button(link, "link", small=True)
        self.link.setAccessibleName(f"{question} {link}".strip())
        self._words = QHBoxLayout()
        self._words.setSpacing(_WORD_GAP)
        self._words.addWidget(self.question)
        self._words.addWidget(self.link)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_WORD_GAP)
        row.addWidget(IconLabel(theme, icons, icon, "ink2", _ICON))
        row.addSpacing(_GAP - _WORD_GAP)
        row.addLayout(self._words)
        row.addStretch(1)
        self.link.clicked.connect(self.clicked)

    def offer(self, link: str) -> None:
        """Another link after the same question."""
        self.link.setText(link)
        self.link.setAccessibleName(f"{self.question.text()} {link}".strip())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """One below the other they need less width."""
        beside = self._width_beside()
        least = beside - _WORD_GAP - min(self.question.sizeHint().width(), self.link.sizeHint().width())
        return QSize(least, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        below = self.width() < self._width_beside()
        if below != self._below:
            self._below = below
            way = QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
            self._words.setDirection(way)

    def _width_beside(self) -> int:
        words = self.question.sizeHint().width() + _WORD_GAP if self.question.text() else 0
        return self._theme.mark(_ICON) + _GAP + words + self.link.sizeHint().width() + _WORD_GAP
