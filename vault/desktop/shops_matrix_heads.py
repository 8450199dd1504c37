"""The heads of who holds what: shops as fronts with their state, preferences with the icon of their topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHeaderView, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.gable_mark import paint_gable
from vault.desktop.shops_matrix_state import SEALED, MatrixRow, MatrixShop
from vault.desktop.theme import Theme

if TYPE_CHECKING:
    from vault.desktop.shops_matrix_table import MatrixTable

SIDE = 10
_TOP, _BELOW, _GABLE = 8, 6, 34
_GAP = 8
MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


def _font(theme: Theme, kind: str, *, strong: bool) -> QFont:
    font = theme.font(kind)
    if strong:
        font.setWeight(theme.font("bodyStrong").weight())
    return font


class _Head(QHeaderView):
    """Sections stay as wide as they are told, and the one of the current cell is tinted."""

    def __init__(self, theme: Theme, table: MatrixTable, orientation: Qt.Orientation) -> None:
        super().__init__(orientation, table)
        self.theme, self._table = theme, table
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setHighlightSections(False)

    def ground(self, painter: QPainter, rect: QRect, *, current: bool, quiet: str) -> None:
        """Fill a section, and draw its lines to the right and below."""
        painter.fillRect(rect, self.theme.color("selected" if current else quiet))
        line = self.theme.color("line")
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), line)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), line)

    def words(self, painter: QPainter, rect: QRect, font: QFont, role: str, text: str, *, start: bool = False) -> None:
        """One line; what does not fit loses its end, or its ``start``."""
        painter.setFont(font)
        painter.setPen(self.theme.color(role))
        mode = Qt.TextElideMode.ElideLeft if start else Qt.TextElideMode.ElideRight
        painter.drawText(rect, MIDDLE, painter.fontMetrics().elidedText(text, mode, rect.width()))


class ShopHead(_Head):
    """A column's head. The address loses its start where it is too long, never its end."""

    def __init__(self, theme: Theme, table: MatrixTable) -> None:
        super().__init__(theme, table, Qt.Orientation.Horizontal)
        self._fronts: dict[tuple[str, float], QPixmap] = {}
        self.low = False
        """Without the fronts, where there is little room."""
        self.setSectionsClickable(True)
        theme.changed.connect(self._fronts.clear)

    def sizeHint(self) -> QSize:  # noqa: N802
        front = 0 if self.low else self.theme.mark(_GABLE) + 2
        lines = self._line("small") + 2 * self._line("caption")
        return QSize(self.length(), _TOP + front + lines + _BELOW + 1)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802
        shop = self._table.matrix_model.matrix.shops[section]
        current = section == self._table.currentIndex().column()
        painter.save()
        self.ground(painter, rect, current=current, quiet="sunken")
        top = rect.top() + _TOP
        if not self.low:
            front = self._front(shop.host, painter.device().devicePixelRatioF())
            painter.drawPixmap(QPoint(rect.left() + SIDE, top), front)
            top += self.theme.mark(_GABLE) + 2
        self._draw_words(painter, QRect(rect.left() + SIDE, top, rect.width() - 2 * SIDE, rect.height()), shop)
        painter.restore()

    def _draw_words(self, painter: QPainter, room: QRect, shop: MatrixShop) -> None:
        name, dot, ending = shop.host.rpartition(".")
        top, theme = room.top(), self.theme
        for kind, strong, role, text in (
            ("small", True, "ink", name),
            ("caption", False, "ink2", dot + ending),
            ("caption", shop.soon, "sandInk" if shop.soon else "ink2", shop.state),
        ):
            line = QRect(room.left(), top, room.width(), self._line(kind))
            self.words(painter, line, _font(theme, kind, strong=strong), role, text, start=text is name)
            top += line.height()

    def _line(self, kind: str) -> int:
        return QFontMetrics(self.theme.font(kind)).height()

    def _front(self, host: str, ratio: float) -> QPixmap:
        """Drawn once: it is the same wherever it stands, and its drawing is read each time."""
        if (host, ratio) not in self._fronts:
            side = self.theme.mark(_GABLE)
            made = QPixmap(round(side * ratio), round(side * ratio))
            made.setDevicePixelRatio(ratio)
            made.fill(Qt.GlobalColor.transparent)
            painter = QPainter(made)
            paint_gable(painter, QRectF(0, 0, side, side), host, self.theme)
            painter.end()
            self._fronts[host, ratio] = made
        return self._fronts[host, ratio]


class NameHead(_Head):
    """The first column, which stays where it is when the others scroll."""

    def __init__(self, theme: Theme, icons: Icons, table: MatrixTable) -> None:
        super().__init__(theme, table, Qt.Orientation.Vertical)
        self._icons = icons
        self._widest: tuple[tuple[MatrixRow, ...], int] = (), 0
        theme.changed.connect(self._forget)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802
        row = self._table.matrix_model.matrix.rows[section]
        current = section == self._table.currentIndex().row()
        painter.save()
        self.ground(painter, rect, current=current, quiet="surface")
        role = "seal" if row.key == SEALED else "ink"
        side = self.theme.mark("icon.small")
        if row.icon:
            icon = self._icons.pixmap(
                row.icon, "seal" if row.key == SEALED else "ink2", side, painter.device().devicePixelRatioF()
            )
            painter.drawPixmap(rect.left() + SIDE, rect.top() + (rect.height() - side) // 2, icon)
        room = rect.adjusted(SIDE + side + _GAP, 0, -SIDE // 2, -1)
        self.words(painter, room, _font(self.theme, "small", strong=current), role, row.label)
        painter.restore()

    def widest(self, rows: tuple[MatrixRow, ...]) -> int:
        """What the longest name takes. Hundreds are measured once."""
        if self._widest[0] is not rows:
            metrics = QFontMetrics(_font(self.theme, "small", strong=True))
            names = max((metrics.horizontalAdvance(row.label) for row in rows), default=0)
            self._widest = rows, 2 * SIDE + self.theme.mark("icon.small") + _GAP + names
        return self._widest[1]

    def _forget(self) -> None:
        self._widest = (), 0


class Corner(QWidget):
    """Above the names: what they are."""

    def __init__(self, theme: Theme, table: QWidget) -> None:
        super().__init__(table)
        self._theme = theme
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("sunken"))
        line = self._theme.color("line")
        painter.fillRect(self.width() - 1, 0, 1, self.height(), line)
        painter.fillRect(0, self.height() - 1, self.width(), 1, line)
        painter.setFont(self._theme.font("small"))
        painter.setPen(self._theme.color("ink2"))
        room = self.rect().adjusted(SIDE, 0, -SIDE, -_BELOW - 1)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft), self.tr("Preference"))
