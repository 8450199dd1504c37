"""A few choices side by side, one of them chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
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
        picture = 0 if self.icon().isNull() else _ICON + _GAP
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
            width = _ICON + _GAP + painter.fontMetrics().horizontalAdvance(self.text())
            left = (self.width() - width) // 2
            self.icon().paint(painter, left, (self.height() - _ICON) // 2, _ICON, _ICON)
            room.setLeft(left + _ICON + _GAP)
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
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(1, 1, 1, 1)
        self._row.setSpacing(1)
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
            self._row.removeWidget(old)
        self._ids = [item[0] for item in items]
        widest = 0
        segments = []
        for index, (_, text, icon) in enumerate(items):
            segment = _Segment(self._theme, text, icon)
            self._group.addButton(segment, index)
            self._row.addWidget(segment, 1)
            segments.append(segment)
            widest = max(widest, segment.sizeHint().width())
        for segment in segments:
            segment.setMinimumWidth(widest)
        replace_cells(replaced, segments)
        one_tab_stop(segments)

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
