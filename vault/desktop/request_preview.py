"""Exactly what the shop will see: each value as it would leave, until when, and the same as data."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from vault.core.value import Precision
from vault.desktop.icons import Icons
from vault.desktop.parts.card import Card
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.parts.scroll_names import name_bars
from vault.desktop.parts.shutter_mark import ShutterMark
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.request_state import Preview
from vault.desktop.request_text import (
    FloatingScroll,
    Fold,
    Placed,
    WordsWithFold,
    clear,
    height_of,
    width_of,
)
from vault.desktop.theme import Theme

_SIDE, _SMALL_SIDE = 16, 14
_LEAST_VALUES = 76
_DATA = 150
_PAIR_GAP = 16


class _Room(NamedTuple):
    """Pixels above and below each part, above the line between them, and between two pairs."""

    head: tuple[int, int]
    values: tuple[int, int]
    line: int
    facts: tuple[int, int]
    foot: tuple[int, int]
    between: int

    def total(self, gaps: int) -> int:
        """All of them together, with so many gaps between pairs."""
        return sum((*self.head, *self.values, self.line, *self.facts, *self.foot)) + gaps * self.between


_WIDE = _Room((11, 11), (10, 7), 4, (8, 7), (8, 12), 7)
_SMALL = _Room((8, 9), (6, 4), 2, (5, 5), (4, 9), 4)
_TIGHT = _Room((8, 8), (5, 2), 2, (3, 3), (4, 9), 3)


class PreviewCard(Card):
    """Title, dashed line, pairs. It updates at once when a switch or a step changes."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__(theme, 0)
        self._theme = theme
        self._shown: Preview | None = None
        self._small = self._tight = False
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self._head = _Head(theme, icons, self.tr("Exactly what the shop will see"))
        self._values = QWidget()
        self._pairs = QVBoxLayout(self._values)
        self._scroll = FloatingScroll()
        self._scroll.setMinimumHeight(1)  # a scroll area wants more than one line needs
        self._scroll.setWidget(self._values)
        self.data = QPlainTextEdit()
        self.data.setReadOnly(True)
        name_bars(self.data)
        self.data.setMinimumHeight(1)  # the same
        self.data.setTabChangesFocus(True)
        self.data.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.data.setAccessibleName(self.tr("What the shop will see, as data"))
        self._data = QWidget()
        self._data_row = QVBoxLayout(self._data)
        self._data_row.addWidget(self.data)
        self._data.hide()
        self._about = QWidget()
        self._facts = QVBoxLayout(self._about)
        self._line = QFrame()
        self._line.setProperty("rule", True)
        self.fold = Fold(theme, self.tr("Show as data"), "caption")
        self.fold.toggled.connect(self._fold)
        self._foot = self._make_foot()
        for part in (self._head, self._scroll, self._data, self._ruled(), self._about, self._foot):
            self.body.addWidget(part, 1 if part in (self._scroll, self._data) else 0)

    def show_preview(self, preview: Preview) -> None:
        """Show these values."""
        if preview == self._shown:
            return
        self._shown = preview
        clear(self._values)
        for name, value in preview.values:
            self._pairs.addWidget(_Pair(self._theme, name, value, strong=True))
        if not preview.values:
            self._pairs.addWidget(WrapLabel(self._theme, self.tr("Nothing yet. Everything is off."), "smallSub"))
        self._pairs.addStretch(1)
        clear(self._about)
        for name, value in preview.about:
            self._facts.addWidget(_Pair(self._theme, name, value, strong=False))
        if self.data.toPlainText() != preview.data:
            self.data.setPlainText(preview.data)
        self.updateGeometry()

    def set_small(self, small: bool) -> None:
        """As in a small window, or not."""
        self._small = small
        self._lay_out()

    def set_tight(self, tight: bool) -> None:
        """With little room between the lines, where that lets all of the column be seen, or not."""
        if tight != self._tight:
            self._tight = tight
            self._lay_out()

    def _lay_out(self) -> None:
        side, room = _SMALL_SIDE if self._small else _SIDE, self._room()
        self._head.row.setContentsMargins(side, room.head[0], side, room.head[1])
        self._pairs.setContentsMargins(side, room.values[0], side, room.values[1])
        self._data_row.setContentsMargins(side, 8, side, 4)
        self._facts.setContentsMargins(side, room.facts[0], side, room.facts[1])
        self._ruled_row.setContentsMargins(side, room.line, side, 0)
        self._foot_row.setContentsMargins(side, room.foot[0], side, room.foot[1])
        for pairs in (self._pairs, self._facts):
            pairs.setSpacing(room.between)

    def _room(self) -> _Room:
        return _TIGHT if self._tight else _SMALL if self._small else _WIDE

    def roomy_height(self, width: int) -> int:
        """How high it would be with every value in view and not tight."""
        shown = self._shown
        gaps = max(0, len(shown.values) - 1) + max(0, len(shown.about) - 1) if shown is not None else 0
        return self.height_at(width) - self._room().total(gaps) + (_SMALL if self._small else _WIDE).total(gaps)

    def height_at(self, width: int) -> int:
        """How high it is with every value in view."""
        inner = width - 2
        parts = (self._head, self._ruled_part, self._about, self._foot)
        rest = sum(_height(part, inner) for part in parts)
        return rest + (_DATA if self.fold.isChecked() else self._pairs.heightForWidth(inner)) + 2

    def least_height(self, width: int) -> int:
        """How high it is when the values scroll."""
        inner = width - 2
        parts = (self._head, self._ruled_part, self._about, self._foot)
        values = _LEAST_VALUES if self.fold.isChecked() else min(_LEAST_VALUES, self._pairs.heightForWidth(inner))
        return sum(_height(part, inner) for part in parts) + values + 2

    def _fold(self, shown: bool) -> None:
        self._data.setVisible(shown)
        self._scroll.setVisible(not shown)
        self.fold.setText(self.tr("Show as words") if shown else self.tr("Show as data"))
        self.fold.setAccessibleName(self.fold.text())
        self._end.refit()
        self.updateGeometry()
        parent = self.parentWidget()
        if parent is not None:
            parent.updateGeometry()

    def _ruled(self) -> QWidget:
        self._ruled_part = QWidget()
        self._ruled_row = QVBoxLayout(self._ruled_part)
        self._ruled_row.addWidget(self._line)
        return self._ruled_part

    def _make_foot(self) -> QWidget:
        foot = QWidget()
        self._foot_row = QHBoxLayout(foot)
        self._foot_row.setSpacing(8)
        mark = ShutterMark(self._theme, Precision.CLOSED, "ink2")
        self._foot_row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        nothing = self.tr("Your vault adds nothing else. Signed in there? Then the shop knows you.")
        self._end = WordsWithFold(self._theme, WrapLabel(self._theme, nothing, "caption"), self.fold)
        self._foot_row.addWidget(self._end, 1)
        return foot


def _height(part: QWidget, width: int) -> int:
    layout = part.layout()
    if layout is not None and layout.hasHeightForWidth():
        return layout.heightForWidth(width)
    return part.sizeHint().height()


class _Head(QWidget):
    """The title over a dashed line: this is a receipt in the making."""

    def __init__(self, theme: Theme, icons: Icons, text: str) -> None:
        super().__init__()
        self._theme = theme
        self.row = QHBoxLayout(self)
        self.row.setSpacing(8)
        self.row.addWidget(IconLabel(theme, icons, "eye", "ink", theme.size("icon.button")))
        self.row.addWidget(WrapLabel(theme, text, "strong"), 1)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        pen = QPen(self._theme.color("lineStrong"), 1)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)


class _Pair(Placed):
    """A name at the left and what is shown of it at the right; both wrap, a short one leaves the other its room."""

    def __init__(self, theme: Theme, name: str, value: str, *, strong: bool) -> None:
        super().__init__(theme)
        self._name = WrapLabel(theme, name, "smallSub", self)
        self._value = WrapLabel(theme, value, "label" if strong else "smallSub", self)
        for label, side in ((self._name, Qt.AlignmentFlag.AlignLeft), (self._value, Qt.AlignmentFlag.AlignRight)):
            label.setAlignment(side | Qt.AlignmentFlag.AlignTop)
            label.ensurePolished()

    def place(self, width: int, *, move: bool) -> int:
        name, value = width_of(self._name), width_of(self._value)
        room = width - _PAIR_GAP
        least, most = self._name.widest_word(), room - self._value.widest_word()
        if least > most:
            return self._place_below(width, move=move)
        left = max(least, min(most, name, max(room // 2, room - value)))
        tall = max(height_of(self._name, left), height_of(self._value, room - left))
        if move:
            self._name.setGeometry(0, 0, left, tall)
            self._value.setGeometry(left + _PAIR_GAP, 0, room - left, tall)
        return tall

    def _place_below(self, width: int, *, move: bool) -> int:
        """Two long words, in large letters: one below the other."""
        name, value = height_of(self._name, width), height_of(self._value, width)
        if move:
            self._name.setGeometry(0, 0, width, name)
            self._value.setGeometry(0, name, width, value)
        return name + value
