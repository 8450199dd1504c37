"""What one shop sees, as a table: a row for each item, with its own stop."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import button
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.parts.level_badge import LevelBadge
from vault.desktop.parts.shutter_mark import ShutterMark
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.shops_state import ItemLine, Status
from vault.desktop.theme import Theme

SIDE = 20
"""From the card's edge to what is in it."""
_GAP = 12
_SEES = 156
_NAME, _WHY = 105, 110
"""The first and third column share what is left in this proportion."""
_LEAST = 58
_ROOM = 7


class StatusWords(QWidget):
    """What is true, as an icon and words of one colour that wrap."""

    def __init__(self, theme: Theme, icons: Icons, status: Status) -> None:
        super().__init__()
        self._theme, self._role = theme, status.role
        side = theme.size("icon.small")
        self._words = WrapLabel(theme, status.text, "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        icon = IconLabel(theme, icons, status.icon, status.role, side)
        icon.setFixedHeight(max(side, QFontMetrics(theme.font("small")).height()))  # beside the first line
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        theme.changed.connect(self._color)
        self._color()

    def _color(self) -> None:
        self._words.setStyleSheet(f"color: {self._theme.color(self._role).name()};")


class ItemsHead(QWidget):
    """The names of the columns, on a darker ground."""

    def __init__(self, theme: Theme, stop_width: int) -> None:
        super().__init__()
        self._theme = theme
        names = (self.tr("Preference"), self.tr("What the shop sees"), self.tr("What for"))
        _lay_out(self, stop_width, *(_head(text) for text in names), QWidget())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("sunken"))
        line = self._theme.color("line")
        painter.fillRect(0, 0, self.width(), 1, line)
        painter.fillRect(0, self.height() - 1, self.width(), 1, line)


class ItemRow(QWidget):
    """One item. ``stop_pressed`` has its id; an item that is stopped says what is true of it instead."""

    stop_pressed = Signal(str)

    def __init__(self, theme: Theme, icons: Icons, item: ItemLine, stop_width: int, *, ruled: bool) -> None:
        super().__init__()
        self._theme, self._ruled, self._jti = theme, ruled, item.jti
        name = _column(WrapLabel(theme, item.name, "label"), LevelBadge(theme, icons, item.level, item.level_text))
        if item.status is None:
            self.stop = button(self.tr("Stop"), "normal", small=True)
            self.stop.setAccessibleName(item.stop_name)
            self.stop.clicked.connect(self._press)
            _lay_out(self, stop_width, name, _sees(theme, item), WrapLabel(theme, item.reason, "smallSub"), self.stop)
        else:
            _lay_out(self, stop_width, name, StatusWords(theme, icons, item.status))
        self.setMinimumHeight(_LEAST)

    def _press(self) -> None:
        self.stop_pressed.emit(self._jti)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if self._ruled:
            QPainter(self).fillRect(0, 0, self.width(), 1, self._theme.color("line"))


def stop_width() -> int:
    """How wide the column of stop buttons is, in the app's language."""
    probe = button(QCoreApplication.translate("ItemRow", "Stop"), "normal", small=True)
    probe.ensurePolished()
    return probe.sizeHint().width()


def _lay_out(host: QWidget, stop: int, *parts: QWidget) -> None:
    """Four columns; with two parts the second has the last three. Rows line up, whatever is in them."""
    grid = QGridLayout(host)
    grid.setContentsMargins(SIDE, _ROOM, SIDE, _ROOM)
    grid.setHorizontalSpacing(_GAP)
    grid.setColumnStretch(0, _NAME)
    grid.setColumnMinimumWidth(1, _SEES)
    grid.setColumnStretch(2, _WHY)
    grid.setColumnMinimumWidth(3, stop)
    for number, part in enumerate(parts):
        if number < 3:
            _ignore_width(part)
        span = 3 if len(parts) == 2 and number else 1
        grid.addWidget(part, 0, number, 1, span, Qt.AlignmentFlag.AlignVCenter)


def _ignore_width(part: QWidget) -> None:
    """Columns share the width by their proportion alone, so that rows line up."""
    policy = part.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
    part.setSizePolicy(policy)


def _column(*parts: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(3)
    for part in parts:
        column.addWidget(part)
    return made


def _sees(theme: Theme, item: ItemLine) -> QWidget:
    words = _column(WrapLabel(theme, item.precision_text, "caption"), WrapLabel(theme, item.value, "small"))
    if (layout := words.layout()) is not None:
        layout.setSpacing(0)
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(ShutterMark(theme, item.precision), 0, Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(words, 1)
    return made


def _head(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "caption")
    font = label.font()
    font.setWeight(font.Weight.DemiBold)
    label.setFont(font)
    return label
