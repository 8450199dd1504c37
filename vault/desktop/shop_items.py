"""What one shop sees, as a table: a row for each item, with its own stop."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import button
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.parts.level_badge import LevelBadge
from vault.desktop.parts.shutter_mark import ShutterMark
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.shop_item_less import LessPart
from vault.desktop.shop_link import TextLink
from vault.desktop.shops_state import AlsoLine, FeedbackLine, ItemLine, Status
from vault.desktop.theme import Theme

SIDE = 20
"""From the card's edge to what is in it."""
_GAP = 12
_SEES = 156
_GROWTH = 1.5  # of that column in large letters; what is left is for the others
_NAME, _SHARE, _WHY = 105, 95, 110
"""The columns share the width in this proportion; that of what the shop sees has ``_SEES`` pixels at least."""
_LEAST = 58
_LINKS_GAP, _LINE_GAP = 16, 3
_ROOM = 7


class Columns(NamedTuple):
    """The least width, in pixels, of the column of names, where no word is cut, and of that of stop buttons."""

    name: int
    stop: int


class StatusWords(QWidget):
    """What is true, as an icon and words of one colour that wrap."""

    def __init__(self, theme: Theme, icons: Icons, status: Status) -> None:
        super().__init__()
        words = WrapLabel(theme, status.text, "small")
        words.setProperty("tone", status.role)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        icon = IconLabel(theme, icons, status.icon, status.role, theme.size("icon.small"), beside="small")
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)


class ItemsHead(QWidget):
    """The names of the columns, on a darker ground."""

    def __init__(self, theme: Theme, columns: Columns) -> None:
        super().__init__()
        self._theme = theme
        names = (self.tr("Preference"), self.tr("What the shop sees"), self.tr("What for"))
        _lay_out(self, theme, columns, *(_head(theme, text) for text in names), QWidget())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("sunken"))
        line = self._theme.color("line")
        painter.fillRect(0, 0, self.width(), 1, line)
        painter.fillRect(0, self.height() - 1, self.width(), 1, line)


class ItemRow(QWidget):
    """One item. ``stop_pressed`` has its id; an item that is stopped says what is true of it instead.

    Below stand what the shop says of it, and what the customer can say to the shop: ``feedback_pressed`` has the id and
    that. ``less_picked`` has the id and the step that the shop is to have instead.
    """

    stop_pressed = Signal(str)
    feedback_pressed = Signal(str, str)
    less_picked = Signal(str, object)

    def __init__(self, theme: Theme, icons: Icons, item: ItemLine, columns: Columns, *, ruled: bool) -> None:
        super().__init__()
        self._theme, self._ruled, self._jti = theme, ruled, item.jti
        name = _column(WrapLabel(theme, item.name, "label"), LevelBadge(theme, icons, item.level, item.level_text))
        if item.status is None:
            self.stop = button(self.tr("Stop"), "normal", small=True)
            self.stop.setAccessibleName(item.stop_name)
            self.stop.clicked.connect(self._press)
            why = WrapLabel(theme, item.reason, "smallSub")
            grid = _lay_out(self, theme, columns, name, _sees(theme, item), why, self.stop)
        else:
            grid = _lay_out(self, theme, columns, name, StatusWords(theme, icons, item.status))
        if item.held is not None:
            _add_below(grid, StatusWords(theme, icons, item.held))
        if item.less is not None:
            less = LessPart(theme, item.less, f"less {self._jti}")
            less.picked.connect(self._pick_less)
            _add_below(grid, less)
        if item.feedback is not None:
            self._add_feedback(grid, theme, icons, item.feedback)
        self.setMinimumHeight(_LEAST)

    def _add_feedback(self, grid: QGridLayout, theme: Theme, icons: Icons, line: FeedbackLine) -> None:
        if line.said is not None:
            _add_below(grid, StatusWords(theme, icons, line.said))
        links = QWidget()
        row = QHBoxLayout(links)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_LINKS_GAP)
        tell = QLabel(self.tr("Tell the shop:"))
        tell.setProperty("role", "smallSub")
        row.addWidget(tell)
        for each in line.links:
            link = TextLink(theme, each.text, quiet=True)
            link.setAccessibleName(each.name)
            link.setObjectName(f"feedback {self._jti}")
            link.clicked.connect(lambda _=False, says=each.says: self._say(says))
            row.addWidget(link)
        row.addStretch(1)
        if line.links:
            _add_below(grid, links)
            grid.setContentsMargins(SIDE, _ROOM, SIDE, 0)  # the links have room of their own

    def _say(self, says: str) -> None:
        self.feedback_pressed.emit(self._jti, says)

    def _pick_less(self, step: object) -> None:
        self.less_picked.emit(self._jti, step)

    def _press(self) -> None:
        self.stop_pressed.emit(self._jti)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if self._ruled:
            QPainter(self).fillRect(0, 0, self.width(), 1, self._theme.color("line"))


class AlsoRow(QWidget):
    """Something that the shop names and that stands in no other row."""

    def __init__(self, theme: Theme, icons: Icons, line: AlsoLine, columns: Columns) -> None:
        super().__init__()
        self._theme = theme
        _lay_out(self, theme, columns, WrapLabel(theme, line.name, "label"), StatusWords(theme, icons, line.status))
        self.setMinimumHeight(_LEAST)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        QPainter(self).fillRect(0, 0, self.width(), 1, self._theme.color("line"))


def columns_for(theme: Theme, names: Iterable[str]) -> Columns:
    """The columns of a table of preferences with these ``names``, in the app's language."""
    probe = button(QCoreApplication.translate("ItemRow", "Stop"), "normal", small=True)
    probe.ensurePolished()
    return Columns(WrapLabel(theme, " ".join(names), "label").widest_word(), probe.sizeHint().width())


def _lay_out(host: QWidget, theme: Theme, columns: Columns, *parts: QWidget) -> QGridLayout:
    """Four columns; with two parts the second has the last three. Rows line up, whatever is in them."""
    grid = QGridLayout(host)
    grid.setContentsMargins(SIDE, _ROOM, SIDE, _ROOM)
    grid.setHorizontalSpacing(_GAP)
    grid.setVerticalSpacing(_LINE_GAP)
    grid.setColumnStretch(0, _NAME)
    grid.setColumnMinimumWidth(0, columns.name)
    grid.setColumnMinimumWidth(1, round(_SEES * (_GROWTH if theme.one_column else 1)))
    grid.setColumnStretch(1, _SHARE)
    grid.setColumnStretch(2, _WHY)
    grid.setColumnMinimumWidth(3, columns.stop + (0 if len(parts) > 2 else 2 * _GAP))  # no gaps beside empty columns
    for number, part in enumerate(parts):
        if number < 3:
            _ignore_width(part)
        span = 3 if len(parts) == 2 and number else 1
        grid.addWidget(part, 0, number, 1, span, Qt.AlignmentFlag.AlignVCenter)
    return grid


def _add_below(grid: QGridLayout, part: QWidget) -> None:
    """Another line under what the shop sees."""
    _ignore_width(part)
    grid.addWidget(part, grid.rowCount(), 1, 1, 3)


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


def _head(theme: Theme, text: str) -> QLabel:
    label = WrapLabel(theme, text, "caption")
    font = label.font()
    font.setWeight(font.Weight.DemiBold)
    label.setFont(font)
    return label
