"""The recovery code as it stands on its page: eight groups, a check sign, and that it opens the vault."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import button
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.parts.state_line import StateLine
from vault.desktop.preference_flow import HalvesLayout
from vault.desktop.theme import Theme

_SIDE, _LINE = 16, 28
_COLUMNS = 4
_LARGER = 18 / 14  # than the words around it
_DASHES = [3.0, 3.0]
_HIDDEN = "••••"


class CodeCard(QWidget):
    """Shows a code, or dots in its place. It keeps the code as long as it shows it."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme, self._icons = theme, icons
        self._groups: tuple[str, ...] = ()
        self._sign = ""
        self._seen = True
        self.hide_button = button("", "quiet", small=True, icon=icons.icon("eye-slash", "primary", 18))
        self._cells = [QLabel() for _ in range(2 * _COLUMNS)]
        self._tested = StateLine(theme, icons, "ok", self.tr("Tested just now: this code opens your vault"))
        self._check = QLabel()
        self._check.setProperty("role", "smallSub")
        self._head, self._foot = QWidget(), QWidget()
        self._lay_out()
        self.hide_button.clicked.connect(lambda: self.show_signs(not self._seen))
        theme.changed.connect(self.update)
        self.show_signs(True)

    def show_code(self, groups: Sequence[str], sign: str) -> None:
        """Show this code with its check sign."""
        self._groups, self._sign = tuple(groups), sign
        self.show_signs(self._seen)

    def show_signs(self, seen: bool) -> None:
        """Let the signs be read, or dots stand for them."""
        self._seen = seen
        for number, (cell, group) in enumerate(zip(self._cells, self._groups, strict=False), 1):
            cell.setText(group if seen else _HIDDEN)
            name = self.tr("Group {number}: {signs}") if seen else self.tr("Group {number}: hidden")
            cell.setAccessibleName(name.format(number=number, signs=" ".join(group)))
        self._check.setText(self.tr("Check sign: {sign}").format(sign=self._sign if seen else "•"))
        word = self.tr("Hide") if seen else self.tr("Show")
        self.hide_button.setText("\u2005" + word)
        self.hide_button.setIcon(self._icons.icon("eye-slash" if seen else "eye", "primary", 18))
        self.hide_button.setAccessibleName(self.tr("Hide the code") if seen else self.tr("Show the code"))

    def cells(self) -> list[QLabel]:
        """What shows each group, in their order."""
        return self._cells

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Recovery code"))
        title.setProperty("role", "strong")
        head = QHBoxLayout(self._head)
        head.setContentsMargins(_SIDE, 12, _SIDE - 8, 12)
        head.setSpacing(10)
        head.addWidget(IconLabel(self._theme, self._icons, "key", "ink", 20))
        head.addWidget(title, 1)
        head.addWidget(self.hide_button)
        inside = QWidget()
        around = QVBoxLayout(inside)
        around.setContentsMargins(_SIDE, _SIDE, _SIDE, _SIDE)
        grid = HalvesLayout(gap=16, line_gap=8, most=_COLUMNS)
        for number, cell in enumerate(self._cells, 1):
            grid.addWidget(self._cell(number, cell))
        around.addLayout(grid)
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(_SIDE, 10, _SIDE, 10)
        foot.addWidget(self._tested, 1)
        foot.addWidget(self._check)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(inside)
        column.addWidget(self._foot)

    def _cell(self, number: int, cell: QLabel) -> QWidget:
        font = self._theme.font("body")
        font.setPointSizeF(font.pointSizeF() * _LARGER)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 1)
        cell.setFont(font)
        cell.setMinimumHeight(_LINE)
        small = QLabel(str(number))
        small.setProperty("role", "mute")
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addStretch(1)
        row.addWidget(small, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(cell)
        row.addStretch(1)
        return made

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong, radius = QPen(self._theme.color("lineStrong"), 1), self._theme.radius("card")
        painter.setPen(strong)
        painter.setBrush(self._theme.color("surface"))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        strong.setDashPattern(_DASHES)
        painter.setPen(strong)
        below = self._head.geometry().bottom() + 0.5
        painter.drawLine(QPointF(1, below), QPointF(self.width() - 1, below))
        painter.setPen(QPen(self._theme.color("line"), 1))
        above = self._foot.geometry().top() + 0.5
        painter.drawLine(QPointF(1, above), QPointF(self.width() - 1, above))
