"""Below the table of who holds what: more about the current cell, and what can be done with it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from vault.core.value import Precision
from vault.desktop.parts.buttons import button
from vault.desktop.parts.card import Card
from vault.desktop.parts.shutter_mark import ShutterMark
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.preference_flow import FlowLayout
from vault.desktop.shops_matrix_state import CellBar
from vault.desktop.theme import Theme

_PAD, _BETWEEN = 14, 4
_BESIDE = 560
"""Pixels at the normal text size from which the buttons stand beside the words."""


class MatrixBar(Card):
    """Shows a :class:`CellBar`. ``left`` says that the button with the keyboard is gone."""

    less_asked = Signal()
    less_picked = Signal(object)
    kept = Signal()
    stop_asked = Signal()
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, 0)
        self._theme, self._shown = theme, CellBar()
        self._title = WrapLabel(theme)
        self._title.setTextFormat(Qt.TextFormat.RichText)
        self._line = WrapLabel(theme, "", "smallSub")
        self._shutter = ShutterMark(theme, Precision.CLOSED)
        self.less = button(self.tr("Show the shop less…"), "normal")
        self.less.clicked.connect(self.less_asked)
        self.stop = button("", "normal")
        self.stop.clicked.connect(self.stop_asked)
        self._steps: list[QPushButton] = []
        self._lay_out(theme)

    def show_bar(self, bar: CellBar) -> None:
        """Show this; the keyboard stays at a button that is still there."""
        if bar == self._shown:
            return
        before, self._shown = self._shown, bar
        had = self._focused()
        self._show_title()
        self._line.setText(bar.line)
        self._line.setVisible(bool(bar.line))
        self._shutter.set_precision(bar.precision or Precision.CLOSED)
        self._mark.setVisible(bar.precision is not None)
        self.less.setAccessibleName(bar.less_name)
        self.stop.setText(bar.stop)
        self.stop.setAccessibleName(bar.stop_name)
        if bar.choosing != before.choosing or (bar.choosing and bar.less != before.less):
            self._offer(bar)
        for each, wanted in ((self.less, bool(bar.less_name)), (self.stop, bool(bar.stop_name))):
            each.setVisible(wanted)
        self._hand_on(had, before)

    def _show_title(self) -> None:
        bar, theme = self._shown, self._theme
        size, quiet = theme.font("small").pointSizeF(), theme.color("ink2").name()
        about = "" if bar.choosing or not bar.about else f"&nbsp; {escape(bar.about)}"
        strong = f'<span style="font-weight:600">{escape(bar.title)}</span>'
        self._title.setText(f'{strong}<span style="font-size:{size}pt; color:{quiet}">{about}</span>')
        self._title.setAccessibleName(f"{bar.title}. {bar.about}" if about else bar.title)

    def _hand_on(self, had: QWidget | None, before: CellBar) -> None:
        """Steps get the keyboard when they come, "Show the shop less" when they go; else it goes back to the table."""
        if had is None:
            return
        if self._shown.choosing and not before.choosing and self._steps:
            self._steps[0].setFocus(Qt.FocusReason.TabFocusReason)
        elif before.choosing and not self._shown.choosing and self._shown.less_name and before.host == self._shown.host:
            self.less.setFocus(Qt.FocusReason.TabFocusReason)
        elif had.isHidden() or had not in (self.less, self.stop, *self._steps):
            self.left.emit()

    def _focused(self) -> QWidget | None:
        return next((each for each in (self.less, self.stop, *self._steps) if each.hasFocus()), None)

    def _offer(self, bar: CellBar) -> None:
        for old in self._steps:
            self._choices.removeWidget(old)
            old.hide()
            old.deleteLater()  # it may be the sender of the signal that came here
        self._steps = []
        for line in bar.less if bar.choosing else ():
            made = button(line.text, "normal", small=True)
            made.setAccessibleName(line.name)
            made.clicked.connect(lambda _=False, step=line.precision: self.less_picked.emit(step))
            self._steps.append(made)
        if bar.choosing:
            keep = button(self.tr("Leave it as it is"), "quiet", small=True)
            keep.clicked.connect(self.kept)
            self._steps.append(keep)
        for each in self._steps:
            self._choices.addWidget(each)
            each.show()
        self._offers.setVisible(bar.choosing)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape and self._shown.choosing:
            self.kept.emit()
            return
        super().keyPressEvent(event)

    def fit(self, width: int, scale: float) -> None:
        """The buttons beside the words, or below them where there is no room for both."""
        self._mark.setFixedHeight(max(self._shutter.sizeHint().height(), self._title.fontMetrics().height()))
        lines = self._title.fontMetrics().height() + _BETWEEN + self._line.fontMetrics().height()
        self.setMinimumHeight(lines + 2 * _PAD)  # so that the table stays as high as it is from cell to cell
        beside = width >= _BESIDE * scale
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def _lay_out(self, theme: Theme) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        self._mark = QWidget()
        mark = QVBoxLayout(self._mark)
        mark.setContentsMargins(0, 0, 0, 0)
        mark.addWidget(self._shutter, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        self._offers = QWidget()
        self._choices = FlowLayout(gap=8, line_gap=8)
        self._offers.setLayout(self._choices)
        self._offers.hide()
        words = QVBoxLayout()
        words.setSpacing(_BETWEEN)
        words.addLayout(head)
        words.addWidget(self._line)
        words.addWidget(self._offers)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self.less)
        acts.addWidget(self.stop)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(12)
        self._row.addLayout(words, 1)
        self._row.addLayout(acts)
        self.body.setContentsMargins(_PAD + 2, _PAD - 2, _PAD + 2, _PAD - 2)
        self.body.addLayout(self._row)
        for each in (self.less, self.stop):
            each.hide()
        theme.changed.connect(self._show_title)
