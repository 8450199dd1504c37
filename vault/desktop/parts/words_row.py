"""A line of a card: an icon, words that wrap, and a button at the end of them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QLayoutItem, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.preference_flow import PlacedLayout

_BELOW = 8


class WordsRow(PlacedLayout):
    """The button goes below the words where beside it they would have less room than their longest word.

    ``words`` stand below each other, ``between`` pixels apart. Contents margins are room around all of it.
    """

    def __init__(
        self,
        icon: IconLabel,
        words: tuple[WrapLabel, ...],
        press: QPushButton,
        *,
        gap: int,
        between: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._gap, self._words = gap, words
        said = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        said.setSizePolicy(policy)
        column = QVBoxLayout(said)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(between)
        for each in words:
            column.addWidget(each)
        for part in (icon, said, press):
            self.addWidget(part)

    def place(self, rect: QRect, *, move: bool) -> int:
        room = rect.marginsRemoved(self.contentsMargins())
        icon, said, press = self._items
        mark, end = icon.sizeHint(), press.sizeHint()
        left = mark.width() + self._gap
        beside = room.width() - left - self._gap - end.width() >= self._least()
        width = room.width() - left - (self._gap + end.width() if beside else 0)
        high = said.heightForWidth(width)
        line = max(high, mark.height(), end.height() if beside else 0)
        if move:
            _centre(icon, room.topLeft(), mark, line)
            _centre(said, room.topLeft() + QPoint(left, 0), QSize(width, high), line)
            if beside:
                _centre(press, room.topLeft() + QPoint(left + width + self._gap, 0), end, line)
            else:
                below = room.topLeft() + QPoint(left, line + _BELOW)
                press.setGeometry(QRect(below, QSize(min(end.width(), width), end.height())))
        edges = self.contentsMargins()
        return line + (0 if beside else _BELOW + end.height()) + edges.top() + edges.bottom()

    def sizeHint(self) -> QSize:  # noqa: N802
        """All beside each other, each line of words on one line."""
        icon, _, press = self._items
        edges = self.contentsMargins()
        words = max((each.line_width() for each in self._words if not each.isHidden()), default=0)
        width = icon.sizeHint().width() + words + press.sizeHint().width() + 2 * self._gap
        least = self.minimumSize()
        return least.expandedTo(QSize(width + edges.left() + edges.right(), least.height()))

    def minimumSize(self) -> QSize:  # noqa: N802
        icon, _, press = self._items
        edges = self.contentsMargins()
        width = icon.sizeHint().width() + self._gap + max(self._least(), press.sizeHint().width())
        width += edges.left() + edges.right()
        return QSize(width, press.sizeHint().height() + edges.top() + edges.bottom())

    def _least(self) -> int:
        return max((each.widest_word() for each in self._words if not each.isHidden()), default=0)


def _centre(item: QLayoutItem, corner: QPoint, size: QSize, line: int) -> None:
    item.setGeometry(QRect(corner + QPoint(0, (line - size.height()) // 2), size))
