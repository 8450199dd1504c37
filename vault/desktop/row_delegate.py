"""Draws the rows of a list: headings and grounds here, what is in a row in subclasses."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from vault.desktop.parts.row_ground import paint_row_ground
from vault.desktop.row_model import ROW, Index, RowModel
from vault.desktop.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from vault.desktop.row_list import RowList

SIDE = 12
"""Pixels at both ends of a row in which there is only its ground."""
_HEAD_TOP, _HEAD_SIDE = 7, SIDE
_NO_FOCUS = ~QStyle.StateFlag.State_HasFocus
_HEAD = "heading of rows"
_TALL = 100_000  # pixels; more than any text here needs


class RowDelegate(QStyledItemDelegate):
    """Draws headings and grounds; subclasses measure and draw what is in a row."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._metrics: dict[str, QFontMetrics] = {}
        self._widths: dict[tuple[str, str], int] = {}
        self._heights: dict[tuple[int, int], int] = {}
        self._elided: dict[tuple[str, str, int], str] = {}
        self._drawn: dict[tuple[object, int, int, float], QPixmap] = {}
        theme.changed.connect(self._forget_fonts)

    def forget(self) -> None:
        """Measure rows anew: they are others, or as wide as never before."""
        self._heights.clear()
        self._elided.clear()

    def _forget_fonts(self) -> None:
        self._metrics.clear()
        self._widths.clear()
        self._heights.clear()
        self._elided.clear()
        self._drawn.clear()

    def height(self, row: object, width: int) -> int:
        """How high ``row`` is in ``width``, its dividing line included."""
        raise NotImplementedError

    def draw(self, painter: QPainter, rect: QRect, row: object) -> None:
        """Draw what is in the row."""
        raise NotImplementedError

    def metrics(self, kind: str) -> QFontMetrics:
        """The measures of a kind of text."""
        if kind not in self._metrics:
            font = self._head_font() if kind == _HEAD else self.theme.font(kind)
            self._metrics[kind] = QFontMetrics(font)
        return self._metrics[kind]

    def words_width(self, kind: str, text: str) -> int:
        """The width of ``text`` on one line. Thousands of rows say the same few hundred things."""
        key = (kind, text)
        if key not in self._widths:
            self._widths[key] = self.metrics(kind).horizontalAdvance(text)
        return self._widths[key]

    def elided_left(self, kind: str, text: str, width: int) -> str:
        """The end of ``text`` that fits in ``width`` on one line, kept until :meth:`forget`."""
        if self.words_width(kind, text) <= width:
            return text
        key = (kind, text, width)
        if key not in self._elided:
            self._elided[key] = self.metrics(kind).elidedText(text, Qt.TextElideMode.ElideLeft, width)
        return self._elided[key]

    def words_height(self, kind: str, text: str, width: int) -> int:
        """The height of ``text`` when it wraps in ``width``."""
        if not text:
            return 0
        if self.words_width(kind, text) <= width:
            return self.metrics(kind).height()
        wrap = int(Qt.TextFlag.TextWordWrap)
        return self.metrics(kind).boundingRect(QRect(0, 0, max(1, width), _TALL), wrap, text).height()

    def draw_words(self, painter: QPainter, rect: QRect, kind: str, role: str, text: str) -> None:
        """Words that wrap, from the top of ``rect``."""
        painter.setFont(self.theme.font(kind))
        painter.setPen(self.theme.color(role))
        painter.drawText(rect, int(Qt.TextFlag.TextWordWrap), text)

    def draw_once(self, painter: QPainter, rect: QRect, what: object, draw: Callable[[QPainter, QRect], None]) -> None:
        """What looks the same in many rows: ``draw`` draws it the first time, and then it is kept by ``what`` it is."""
        ratio = painter.device().devicePixelRatioF()
        key = (what, rect.width(), rect.height(), ratio)
        if key not in self._drawn:
            made = QPixmap(rect.size() * ratio)
            made.setDevicePixelRatio(ratio)
            made.fill(Qt.GlobalColor.transparent)
            inside = QPainter(made)
            inside.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw(inside, QRect(QPoint(), rect.size()))
            inside.end()
            self._drawn[key] = made
        painter.drawPixmap(rect.topLeft(), self._drawn[key])

    def measured(self, model: RowModel, row: int, width: int) -> int:
        """The height of a row, kept until :meth:`forget`."""
        key = (row, width)
        if key not in self._heights:
            found = model.rows[row]
            self._heights[key] = self._head_height() if model.is_head(row) else self.height(found, width)
        return self._heights[key]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        view = cast("RowList", option.widget)
        width = view.viewport().width()
        return QSize(width, self.measured(view.row_model, index.row(), width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, state = option.rect, option.state
        view = cast("RowList", option.widget)
        line = index.row() + 1 < len(view.row_model.rows)  # the last one has the card's own
        if not view.ringed:
            state &= _NO_FOCUS
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if view.row_model.is_head(index.row()):
            self._draw_head(painter, rect, str(index.data()), line)
        else:
            paint_row_ground(painter, rect, self.theme, state, line)
            if not view.only_ground:
                self.draw(painter, rect, index.data(ROW))
        painter.restore()

    def _head_font(self) -> QFont:
        font = self.theme.font("caption")
        font.setWeight(self.theme.font("bodyStrong").weight())
        return font

    def _head_height(self) -> int:
        return self.metrics(_HEAD).height() + 2 * _HEAD_TOP + 1

    def _draw_head(self, painter: QPainter, rect: QRect, text: str, line: bool) -> None:
        painter.fillRect(rect, self.theme.color("sunken"))
        painter.setFont(self._head_font())
        painter.setPen(self.theme.color("ink2"))
        room = rect.adjusted(self.head_side(), 0, -_HEAD_SIDE, -1)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), text)
        if line:
            painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), self.theme.color("line"))

    def head_side(self) -> int:
        """Where the words of a heading begin."""
        return _HEAD_SIDE
