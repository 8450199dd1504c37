"""The rows of the activity page: when, an icon, and two lines in words."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter

from vault.desktop.activity_state import DayLine, EventLine
from vault.desktop.icons import Icons
from vault.desktop.row_delegate import RowDelegate
from vault.desktop.row_model import RowModel
from vault.desktop.theme import Theme

_SIDE, _TOP, _GAP = 16, 10, 12
_TIME = 44
_LEAST = 56


def activity_model() -> RowModel:
    """A model for the rows of an ``ActivityState``: days are headings."""
    return RowModel(_words, lambda row: isinstance(row, DayLine))


def _words(row: object) -> str:
    if isinstance(row, EventLine):
        return ", ".join(part for part in (row.time, row.title, row.more) if part)
    return row.text if isinstance(row, DayLine) else ""


class EventDelegate(RowDelegate):
    """Draws one thing that happened. Both lines wrap."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__(theme)
        self._icons = icons

    def head_side(self) -> int:
        return _SIDE

    def height(self, row: object, width: int) -> int:
        if not isinstance(row, EventLine):
            return 0
        room = self._room(width)
        words = self.words_height("bodyStrong", row.title, room) + self.words_height("small", row.more, room)
        return max(_LEAST, 2 * _TOP + words) + 1

    def draw(self, painter: QPainter, rect: QRect, row: object) -> None:
        if not isinstance(row, EventLine):
            return
        room, theme = self._room(rect.width()), self.theme
        title = self.words_height("bodyStrong", row.title, room)
        top = rect.top() + (_TOP if row.more else (rect.height() - title) // 2)
        line = self.words_height("bodyStrong", "X", _LEAST)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("ink2"))
        at = QRect(rect.left() + _SIDE, top, self._time(), line)
        painter.drawText(at, int(Qt.AlignmentFlag.AlignVCenter), row.time)
        side = theme.mark("icon.default")
        icon = QPoint(at.right() + 1 + _GAP, top + (line - side) // 2)
        self._picture(painter, row.icon, "ink2", side, icon)
        words = QRect(icon.x() + side + _GAP, top, room, rect.height())
        self.draw_words(painter, words, "bodyStrong", "ink", row.title)
        self.draw_words(painter, words.translated(0, title), "small", "ink2", row.more)
        caret = theme.mark("icon.small")
        middle = rect.top() + (rect.height() - caret) // 2
        self._picture(painter, "caret-right", "ink3", caret, QPoint(rect.right() - _SIDE - caret + 2, middle))

    def _time(self) -> int:
        return max(_TIME, self.words_width("small", "00:00"))

    def _room(self, width: int) -> int:
        marks = self.theme.mark("icon.default") + self.theme.mark("icon.small")
        return width - 2 * _SIDE - self._time() - marks - 3 * _GAP

    def _picture(self, painter: QPainter, name: str, role: str, side: int, corner: QPoint) -> None:
        painter.drawPixmap(corner, self._icons.pixmap(name, role, side, painter.device().devicePixelRatioF()))
