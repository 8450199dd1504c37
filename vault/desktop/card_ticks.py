"""The items that can be on the card, as a list with ticks: drawn, so that thousands cost no more than what is seen."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen

from vault.core.sensitivity import Level
from vault.core.sentences import Sentences
from vault.desktop.card_state import CardRow, TopicHead
from vault.desktop.icons import Icons
from vault.desktop.parts.level_badge import badge_size, paint_badge
from vault.desktop.parts.round_corners import RoundCorners
from vault.desktop.row_delegate import RowDelegate
from vault.desktop.row_list import RowList
from vault.desktop.row_model import NOWHERE, ROW, TO_CHOOSE, Index, RowModel
from vault.desktop.theme import Theme

_SIDE, _TOP, _GAP = 16, 9, 12
_LEAST = 52
_CAN_TICK = Qt.ItemFlag.ItemIsUserCheckable | TO_CHOOSE
_IN_A_TURN = 300
"""Rows that are laid out in one turn of the event loop, where there are thousands."""


class TickModel(RowModel):
    """Rows of a :class:`CardState`. A change of the ticks leaves the rows, and where the list stands, as they are."""

    def __init__(self, sentences: Sentences) -> None:
        super().__init__(self._said, lambda row: isinstance(row, TopicHead))
        self._levels = {level: sentences.say("levels", level.word) for level in Level}
        self.ticked: frozenset[str] = frozenset()

    def set_ticked(self, ticked: frozenset[str]) -> None:
        """Tick these keys and no others."""
        if ticked != self.ticked:
            self.ticked = ticked
            if self.rowCount():
                self.dataChanged.emit(self.index(0), self.index(self.rowCount(NOWHERE) - 1))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = super().data(index, ROW)
        if role == Qt.ItemDataRole.CheckStateRole and isinstance(row, CardRow):
            return Qt.CheckState.Checked if row.key in self.ticked else Qt.CheckState.Unchecked
        return super().data(index, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = super().flags(index)
        return _CAN_TICK if found is TO_CHOOSE else found

    def _said(self, row: object) -> str:
        if isinstance(row, CardRow):
            return ", ".join((row.name, row.text, self._levels[row.level]))
        return row.text if isinstance(row, TopicHead) else ""


class TickDelegate(RowDelegate):
    """Draws one item: its tick, its name over its value, and how private it is."""

    def __init__(self, theme: Theme, icons: Icons, sentences: Sentences, model: TickModel) -> None:
        super().__init__(theme)
        self._icons, self._model = icons, model
        self._badges: dict[Level, QSize] = {}
        self._levels = {level: sentences.say("levels", level.word) for level in Level}

    def head_side(self) -> int:
        return _SIDE

    def height(self, row: object, width: int) -> int:
        if not isinstance(row, CardRow):
            return 0
        room = self._room(row, width)
        words = self.words_height("bodyStrong", row.name, room) + self.words_height("small", row.text, room)
        return max(_LEAST, 2 * _TOP + words) + 1

    def draw(self, painter: QPainter, rect: QRect, row: object) -> None:
        if not isinstance(row, CardRow):
            return
        side, room = self.theme.mark("check"), self._room(row, rect.width())
        name = self.words_height("bodyStrong", row.name, room)
        words = name + self.words_height("small", row.text, room)
        top = rect.top() + (rect.height() - 1 - words) // 2
        left = rect.left() + _SIDE + side + _GAP
        box = QRect(rect.left() + _SIDE, rect.top() + (rect.height() - side) // 2, side, side)
        on = row.key in self._model.ticked
        self.draw_once(painter, box, on, partial(self._draw_box, on))
        self.draw_words(painter, QRect(left, top, room, name), "bodyStrong", "ink", row.name)
        self.draw_words(painter, QRect(left, top + name, room, rect.height()), "small", "ink2", row.text)
        size = self._badge(row.level)
        corner = QPoint(rect.right() - _SIDE - size.width() + 1, rect.top() + (rect.height() - size.height()) // 2)
        self.draw_once(painter, QRect(corner, size), row.level, partial(self._draw_badge, row.level))

    def _draw_badge(self, level: Level, painter: QPainter, rect: QRect) -> None:
        paint_badge(painter, rect, self.theme, self._icons, level, self._levels[level])

    def _draw_box(self, on: bool, painter: QPainter, rect: QRect) -> None:
        side, corner = rect.width(), rect.topLeft()
        painter.setPen(QPen(self.theme.color("primary" if on else "lineStrong"), 1))
        painter.setBrush(self.theme.color("primary" if on else "surface"))
        radius = self.theme.radius("check")
        painter.drawRoundedRect(QRectF(corner.x() + 0.5, corner.y() + 0.5, side - 1, side - 1), radius, radius)
        if on:
            tick, ratio = self.theme.mark("icon.inline"), painter.device().devicePixelRatioF()
            inset = (side - tick) // 2
            painter.drawPixmap(
                corner + QPoint(inset, inset), self._icons.pixmap("check-bold", "onPrimary", tick, ratio)
            )

    def _room(self, row: CardRow, width: int) -> int:
        return width - 2 * _SIDE - self.theme.mark("check") - 2 * _GAP - self._badge(row.level).width()

    def _badge(self, level: Level) -> QSize:
        if level not in self._badges:
            self._badges[level] = badge_size(self.theme, self._levels[level])
        return self._badges[level]

    def _forget_fonts(self) -> None:
        super()._forget_fonts()
        self._badges.clear()


def tick_list(theme: Theme, icons: Icons, sentences: Sentences, name: str) -> tuple[RowList, TickModel]:
    """The list and its model. ``opened`` of the list has the row that was clicked, or that Space was pressed on."""
    model = TickModel(sentences)
    made = RowList(model, TickDelegate(theme, icons, sentences, model), name)
    made.setProperty("card", True)
    made.corners = RoundCorners(theme, made, made)
    made.setLayoutMode(RowList.LayoutMode.Batched)
    made.setBatchSize(_IN_A_TURN)
    return made, model
