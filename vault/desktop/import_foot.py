"""The decision, always in view: add nothing, or what was accepted. Both look the same."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from vault.desktop.import_state import ImportState
from vault.desktop.parts.buttons import button
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.theme import Theme

_PAIR = 150
_SIDE, _ABOVE, _GAP = 32, 14, 12
_WORDS = 24
"""Letters that the words need beside the buttons; with room for fewer they go above them."""


class ImportFoot(QWidget):
    """While it is written there is one button, which stops that."""

    nothing_pressed = Signal()
    add_pressed = Signal()
    stop_pressed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._words = WrapLabel(theme, "", "smallSub")
        self.nothing = button(self.tr("Add nothing"), "normal")
        self.add = button("", "normal")
        self.stop = button(self.tr("Stop"), "normal")
        self._pair = QHBoxLayout()
        self._pair.setSpacing(_GAP)
        self._pair.addStretch(1)
        for each in (self.nothing, self.add, self.stop):
            self._pair.addWidget(each)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(_SIDE, _ABOVE, _SIDE, _ABOVE)
        self._row.setSpacing(_GAP)
        self._row.addWidget(self._words, 1)
        self._row.addLayout(self._pair)
        self.nothing.clicked.connect(self.nothing_pressed)
        self.add.clicked.connect(self.add_pressed)
        self.stop.clicked.connect(self.stop_pressed)
        theme.changed.connect(self.update)

    def show_state(self, state: ImportState) -> None:
        """Show what can be decided."""
        count = state.accepted
        many = self.tr("{count} preferences will be added. You can change them later.").format(count=count)
        one = self.tr("1 preference will be added. You can change it later.")
        none = self.tr("Nothing will be added.")
        self._words.setText(state.busy or (none if not count else one if count == 1 else many))
        words = self.tr("Accept at least one")
        if count:
            words = self.tr("Add this one") if count == 1 else self.tr("Add these {count}").format(count=count)
        self.add.setText(words)
        self.add.setAccessibleName(words)
        self.add.setEnabled(bool(count))
        for each in (self.nothing, self.add):
            each.setVisible(not state.busy)
        self.stop.setVisible(bool(state.busy))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("surface"))
        painter.fillRect(0, 0, self.width(), 1, self._theme.color("line"))

    def _fit(self) -> None:
        """One size for both."""
        widest = max(_PAIR, *(each.sizeHint().width() for each in (self.nothing, self.add)))
        for each in (self.nothing, self.add):
            each.setFixedWidth(widest)
        words = _WORDS * QFontMetrics(self._theme.font("small")).averageCharWidth()
        beside = self.width() - 2 * _SIDE - 2 * widest - 2 * _GAP >= words
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._row.setDirection(way)
