"""Layouts whose height follows from their width alone, so that what is around them settles at once."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem

from vault.desktop.parts.buttons import FLUSH, HandButton, flush_width
from vault.desktop.parts.wrap_label import WrapLabel


class PlacedLayout(QLayout):
    """Items that :meth:`place` puts somewhere, for any width it is asked about."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)

    def place(self, rect: QRect, *, move: bool) -> int:
        """Lay the items out in this width, if ``move``; the height that they take."""
        raise NotImplementedError

    def shown(self) -> list[QLayoutItem]:
        """The items that take room."""
        return [item for item in self._items if not item.isEmpty()]

    def addWidget(self, widget: QWidget) -> None:  # noqa: N802
        """Add a widget, in an item that Python made.

        One that Qt makes is known to PySide by its address only. A layout that went before may have had an item there,
        and when PySide clears that one away it takes this one for gone.
        """
        self.addChildWidget(widget)
        self.addItem(QWidgetItem(widget))

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt asks past the end
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        if width not in self._heights:  # what is around asks for the same few widths many times
            self._heights[width] = self.place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        super().setGeometry(rect)
        self.place(rect, move=True)

    def sizeHint(self) -> QSize:  # noqa: N802
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802
        size = QSize()
        for item in self.shown():
            size = size.expandedTo(item.minimumSize())
        return size


class FlowLayout(PlacedLayout):
    """Items side by side, ``gap`` pixels apart, in lines from the start: as many lines as they need.

    Words that wrap stay on one line as long as the whole width has room for it. A quiet button, of which only the words
    are seen, begins a line with these at its edge.
    """

    def __init__(self, parent: QWidget | None = None, *, gap: int = 6, line_gap: int = 4) -> None:
        super().__init__(parent)
        self._gap = gap
        self._line_gap = line_gap

    def place(self, rect: QRect, *, move: bool) -> int:
        y, lines = 0, self._lines(rect.width())
        for line in lines:
            x, tallest = 0, max(size.height() for _, size in line)
            for item, size in line:
                if move:
                    _set_flush(item, x == 0)
                    corner = QPoint(x, y + (tallest - size.height()) // 2)
                    item.setGeometry(QRect(rect.topLeft() + corner, size))
                x += size.width() + self._gap
            y += tallest + self._line_gap
        return max(0, y - self._line_gap)

    def _lines(self, room: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        x = 0
        for item in self.shown():
            size, words = item.sizeHint(), item.widget()
            width = min(words.line_width() if isinstance(words, WrapLabel) else size.width(), room)
            edge = 0
            if isinstance(words, HandButton) and (edge := flush_width(words)) and words.styleSheet():
                width += edge  # what it takes where others stand before it
            height = item.heightForWidth(width) if item.hasHeightForWidth() else size.height()
            if not lines or x + width > room:
                lines.append([])
                x = 0
            if not x:
                width -= edge
            lines[-1].append((item, QSize(width, height)))
            x += width + self._gap
        return lines


class BesideLayout(PlacedLayout):
    """Two items: side by side where both have room, the first at least ``least`` wide; else below each other.

    Without ``least`` they are always below each other. A third item belongs to the first and has the whole width: right
    below the first, or below both where they are side by side. What it says never parts the two.
    """

    def __init__(self, *, least: int | None, gap: int, line_gap: int) -> None:
        super().__init__()
        self._least, self._gap, self._line_gap = least, gap, line_gap

    def place(self, rect: QRect, *, move: bool) -> int:
        first, second, *third = self._items
        left = max(self._least or 0, first.sizeHint().width())
        right = rect.width() - left - self._gap
        beside = self._least is not None and second.sizeHint().width() <= right
        widths = (left, right) if beside else (rect.width(), rect.width())
        heights = [_height(item, width) for item, width in zip((first, second), widths, strict=True)]
        more = sum(_height(item, rect.width()) for item in third)
        below = max(heights) if beside else heights[0]
        places = QPoint(), QPoint(left + self._gap, 0) if beside else QPoint(0, below + more + self._line_gap)
        if move:
            for item, corner, width, height in zip((first, second), places, widths, heights, strict=True):
                item.setGeometry(QRect(rect.topLeft() + corner, QSize(width, height)))
            for item in third:
                item.setGeometry(QRect(rect.topLeft() + QPoint(0, below), QSize(rect.width(), more)))
        return below + more if beside else places[1].y() + heights[1]


class HalvesLayout(PlacedLayout):
    """Items of half the width, two to a line, or ``most`` of a part each; half as many to a line where one of them has
    no room so.
    """

    def __init__(self, *, gap: int, line_gap: int | None = None, most: int = 2) -> None:
        super().__init__()
        self._gap, self._line_gap, self._most = gap, gap if line_gap is None else line_gap, most

    def place(self, rect: QRect, *, move: bool) -> int:
        items, columns = self.shown(), self._most
        widest = max((item.sizeHint().width() for item in items), default=0)
        while columns > 1 and widest > (rect.width() - (columns - 1) * self._gap) // columns:
            columns //= 2
        width = (rect.width() - (columns - 1) * self._gap) // columns
        y = 0
        for start in range(0, len(items), columns):
            line = items[start : start + columns]
            tall = max(_height(item, width) for item in line)
            for column, item in enumerate(line):
                if move:
                    corner = rect.topLeft() + QPoint(column * (width + self._gap), y)
                    item.setGeometry(QRect(corner, QSize(width, tall)))
            y += tall + self._line_gap
        return max(0, y - self._line_gap)


def _set_flush(item: QLayoutItem, flush: bool) -> None:
    made, style = item.widget(), FLUSH if flush else ""
    if isinstance(made, HandButton) and made.styleSheet() != style and flush_width(made):
        made.setStyleSheet(style)


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
