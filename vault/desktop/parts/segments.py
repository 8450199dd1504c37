"""A few choices side by side, one of them chosen; on several lines where a page asks for that."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QRadioButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from vault.desktop.parts.joined_frame import one_tab_stop, paint_joined, replace_cells
from vault.desktop.theme import Theme

_SIDE = 12
_GAP = 8
_ICON = 18


class _Segment(QRadioButton):
    """Drawn whole; to a screen reader one of several, which Qt lets no tool button be."""

    def __init__(self, theme: Theme, text: str, icon: QIcon | None) -> None:
        super().__init__()
        self._theme = theme
        self.setText(text)
        self.setAccessibleName(text)
        if icon is not None:
            self.setIcon(icon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        font = self._theme.font("small")
        font.setWeight(self._theme.font("bodyStrong").weight())  # so that choosing one moves nothing
        metrics = QFontMetrics(font)
        picture = 0 if self.icon().isNull() else self._theme.mark(_ICON) + _GAP
        width = 2 * _SIDE + metrics.horizontalAdvance(self.text()) + picture
        return QSize(width, max(self._theme.size("control") - 2, metrics.height() + 12))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()

    def hitButton(self, place: QPoint) -> bool:  # noqa: N802
        return self.rect().contains(place)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QPainter(self)
        on = bool(option.state & QStyle.StateFlag.State_On)
        enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
        font = self._theme.font("small")
        if on:
            font.setWeight(self._theme.font("bodyStrong").weight())
        painter.setFont(font)
        painter.setPen(self._theme.color("inkDisabled" if not enabled else "primary" if on else "ink2"))
        room = QRect(self.rect())
        if not self.icon().isNull():
            side = self._theme.mark(_ICON)
            width = side + _GAP + painter.fontMetrics().horizontalAdvance(self.text())
            left = (self.width() - width) // 2
            self.icon().paint(painter, left, (self.height() - side) // 2, side, side)
            room.setLeft(left + side + _GAP)
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text())
        else:
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self.text())


class Segments(QFrame):
    """Items are ``(id, text, icon or None)``. Arrows move and choose; :attr:`picked` has the id a person chose."""

    picked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._group = QButtonGroup(self)
        self._ids: list[str] = []
        self._widest = self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(1, 1, 1, 1)
        self._grid.setSpacing(1)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setProperty("ring", True)
        self._group.idToggled.connect(self._toggled)
        self._silent = False
        theme.changed.connect(self.update)

    def set_items(self, items: Sequence[tuple[str, str, QIcon | None]]) -> None:
        """Offer these choices; none is chosen."""
        replaced = self.buttons()
        for old in replaced:
            self._group.removeButton(old)
            self._grid.removeWidget(old)
        self._ids = [item[0] for item in items]
        self._widest = 0
        segments = []
        for index, (_, text, icon) in enumerate(items):
            segment = _Segment(self._theme, text, icon)
            self._group.addButton(segment, index)
            segments.append(segment)
            self._widest = max(self._widest, segment.sizeHint().width())
        for segment in segments:
            segment.setMinimumWidth(self._widest)
        self._place(segments, len(segments))
        replace_cells(replaced, segments)
        one_tab_stop(segments)

    def fit(self, width: int) -> bool:
        """Stand on one line, if ``width`` pixels have room for it, else on as few as they have; whether it is one."""
        cells = self.buttons()
        columns, lines = len(cells), 1
        while columns > 1 and columns * (self._widest + 1) + 1 > width:
            lines += 1
            columns = -(-len(cells) // lines)
        if columns != self._columns:
            self._place(cells, columns)
        return lines == 1

    def _place(self, cells: Sequence[QRadioButton], columns: int) -> None:
        for unused in range(columns, self._columns):
            self._grid.setColumnStretch(unused, 0)
        self._columns = columns
        for number, cell in enumerate(cells):
            self._grid.addWidget(cell, number // columns, number % columns)
            self._grid.setColumnStretch(number % columns, 1)

    @property
    def chosen(self) -> str | None:
        """The id of the chosen item."""
        index = self._group.checkedId()
        return self._ids[index] if index >= 0 else None

    def set_chosen(self, item: str | None) -> None:
        """Choose one, or none, without :attr:`picked`."""
        self._silent = True
        self._group.setExclusive(False)
        for index, known in enumerate(self._ids):
            self._group.button(index).setChecked(known == item)
        self._group.setExclusive(True)
        self._silent = False
        one_tab_stop(self.buttons())
        self.update()

    def buttons(self) -> list[QRadioButton]:
        """The choices in their order, for tab order and further names."""
        return [self._group.button(index) for index in range(len(self._ids))]  # type: ignore[misc]

    def _toggled(self, index: int, on: bool) -> None:
        """Not ``idClicked``: a screen reader only toggles."""
        self.update()
        if on and not self._silent:
            self.picked.emit(self._ids[index])

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        paint_joined(QPainter(self), self, self._theme, self.buttons())
