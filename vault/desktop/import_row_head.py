"""The upper part of a row of suggestions: an icon or a caret, words, and at their end or below them what is pressed."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLayoutItem, QWidget

from vault.desktop.preference_flow import PlacedLayout
from vault.desktop.theme import Theme

LEFT, MARK, RIGHT, GAP = 8, 38, 16, 8
_BELOW = 6
OPEN, FOLDED = 26, 20
"""Letters that the words need beside what is pressed; with room for fewer that goes below them."""


class RowHead(QWidget):
    """``mark`` is an icon or a caret in a place of its own; ``above`` is the room over and under all.

    ``least`` is how many letters the words need beside ``end``.
    """

    def __init__(self, theme: Theme, mark: QWidget, words: QLayout, end: QLayout, above: int, least: int) -> None:
        super().__init__()
        said, press = QWidget(), QWidget()
        mark.ensurePolished()
        beside = max(0, MARK - mark.sizeHint().width())
        at = QHBoxLayout()
        at.setContentsMargins(beside // 2, 0, beside - beside // 2, 0)
        at.addWidget(mark, 0, Qt.AlignmentFlag.AlignCenter)
        for holder, layout in ((said, words), (press, end)):
            layout.setContentsMargins(0, 0, 0, 0)
            holder.setLayout(layout)
        letters = least * QFontMetrics(theme.font("bodyStrong")).averageCharWidth()
        row = QHBoxLayout(self)
        row.setContentsMargins(LEFT, above, RIGHT, above)
        row.setSpacing(GAP)
        row.addLayout(at)
        row.addLayout(_EndLayout(said, press, letters), 1)


class _EndLayout(PlacedLayout):
    """The second item at the right edge, as high as it is, or below the first where that has no room beside it."""

    def __init__(self, words: QWidget, end: QWidget, least: int) -> None:
        super().__init__()
        self._least = least
        self.addWidget(words)
        self.addWidget(end)

    def place(self, rect: QRect, *, move: bool) -> int:
        words, end = self._items
        size = end.sizeHint()
        left = rect.width() - GAP - size.width()
        beside = left >= self._least
        high = _height(words, left if beside else rect.width())
        line = max(high, size.height()) if beside else high + _BELOW + size.height()
        if move:
            if beside:
                words.setGeometry(QRect(rect.left(), rect.top() + (line - high) // 2, left, high))
                middle = rect.top() + (line - size.height()) // 2
                end.setGeometry(QRect(rect.left() + left + GAP, middle, size.width(), size.height()))
            else:
                words.setGeometry(QRect(rect.left(), rect.top(), rect.width(), high))
                width = min(size.width(), rect.width())
                end.setGeometry(QRect(rect.left(), rect.top() + high + _BELOW, width, size.height()))
        return line

    def minimumSize(self) -> QSize:  # noqa: N802
        words, end = self._items
        return QSize(max(words.minimumSize().width(), end.sizeHint().width()), end.sizeHint().height())


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
