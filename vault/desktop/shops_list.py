"""The rows of the shops page: a shop's front, its address, and what is true of it in words."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from vault.desktop.icons import Icons
from vault.desktop.parts.gable_mark import paint_gable
from vault.desktop.parts.host_label import shortened
from vault.desktop.row_delegate import RowDelegate
from vault.desktop.row_model import RowModel
from vault.desktop.shops_state import ShopGroup, ShopLine
from vault.desktop.theme import Theme

_SIDE, _TOP, _GAP, _BETWEEN = 12, 9, 11, 6
_LEAST = 62
_GABLE = 38


def shops_model() -> RowModel:
    """A model for :func:`rows_of`: groups' titles are headings."""
    return RowModel(_words, lambda row: isinstance(row, str))


def rows_of(groups: tuple[ShopGroup, ...]) -> tuple[object, ...]:
    """The titles and lines of all groups, in their order."""
    return tuple(row for group in groups for row in (group.title, *group.lines))


def _words(row: object) -> str:
    return f"{row.host}, {row.status.text}" if isinstance(row, ShopLine) else str(row)


class ShopDelegate(RowDelegate):
    """Draws a shop. Its state takes as many lines as it needs."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__(theme)
        self._icons = icons
        self.carets = False
        """Whether rows say that they open something: where the list stands alone."""

    def height(self, row: object, width: int) -> int:
        if not isinstance(row, ShopLine):
            return 0
        state = self.words_height("small", row.status.text, self._state_room(width))
        return max(_LEAST, 2 * _TOP + self._address_height() + state + 1)

    def draw(self, painter: QPainter, rect: QRect, row: object) -> None:
        if not isinstance(row, ShopLine):
            return
        state = self.words_height("small", row.status.text, self._state_room(rect.width()))
        top = rect.top() + (rect.height() - self._address_height() - state) // 2
        middle = rect.top() + (rect.height() - 1) // 2  # a QRect's own centre is another one above the list's top
        front = self.theme.mark(_GABLE)
        gable = QRectF(rect.left() + _SIDE, middle - front / 2, front, front)
        paint_gable(painter, gable, row.host, self.theme)
        left = self._words_left()
        end = self._side()
        address = QRect(rect.left() + left, top, rect.width() - left - end, self._address_height())
        self._draw_host(painter, address, row.host)
        self._draw_state(painter, QRect(address.left(), address.bottom() + 1, address.width(), state), row)
        if self.carets:
            side = self.theme.mark("icon.small")
            caret = self._icons.pixmap("caret-right", "ink3", side, painter.device().devicePixelRatioF())
            painter.drawPixmap(rect.right() - _SIDE - side, rect.top() + (rect.height() - side) // 2, caret)

    def _side(self) -> int:
        """What is left free at the right."""
        return _SIDE + (self.theme.mark("icon.small") + _GAP if self.carets else 0)

    def _words_left(self) -> int:
        return _SIDE + self.theme.mark(_GABLE) + _GAP

    def _state_room(self, width: int) -> int:
        return width - self._words_left() - self._side() - self.theme.mark("icon.small") - _BETWEEN

    def _address_height(self) -> int:
        return self.words_height("bodyStrong", "X", _LEAST)

    def _draw_host(self, painter: QPainter, rect: QRect, host: str) -> None:
        name, dot, ending = shortened(host).rpartition(".")
        flags = int(Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(self.theme.font("bodyStrong"))
        painter.setPen(self.theme.color("ink"))
        room = self.words_width("body", dot + ending)
        shown = self.elided_left("bodyStrong", name, rect.width() - room)
        painter.drawText(rect, flags, shown)
        rest = rect.adjusted(self.words_width("bodyStrong", shown), 0, 0, 0)
        painter.setFont(self.theme.font("body"))
        painter.setPen(self.theme.color("ink2"))
        painter.drawText(rest, flags, dot + ending)

    def _draw_state(self, painter: QPainter, rect: QRect, row: ShopLine) -> None:
        side = self.theme.mark("icon.small")
        icon = self._icons.pixmap(row.status.icon, row.status.role, side, painter.device().devicePixelRatioF())
        line = self.words_height("small", "X", rect.width())
        painter.drawPixmap(rect.left(), rect.top() + (line - side) // 2, icon)
        self.draw_words(painter, rect.adjusted(side + _BETWEEN, 0, 0, 0), "small", row.status.role, row.status.text)
