"""What is always in view below the page: the decision to add nothing or what was accepted, or the way on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QWidget

from vault.desktop.import_state import ImportState
from vault.desktop.parts.buttons import button
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.theme import Theme

_PAIR = 150
_SIDE, _ABOVE, _GAP = 32, 14, 12
_WORDS = 24
"""Letters that the words need beside the buttons; with room for fewer they go above them."""


class _Foot(QWidget):
    """Words, and buttons at the right of them or below."""

    def __init__(self, theme: Theme, *buttons: QPushButton) -> None:
        super().__init__()
        self._theme = theme
        self._words = WrapLabel(theme, "", "smallSub")
        pair = QHBoxLayout()
        pair.setSpacing(_GAP)
        pair.addStretch(1)
        for each in buttons:
            pair.addWidget(each)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(_SIDE, _ABOVE, _SIDE, _ABOVE)
        self._row.setSpacing(_GAP)
        self._row.addWidget(self._words, 1)
        self._row.addLayout(pair)
        theme.changed.connect(self.update)

    def _fit(self) -> None:
        """Let the buttons have their widths, and the words the room beside them or above."""
        raise NotImplementedError

    def _place_words(self, taken: int) -> None:
        """Above the buttons where they leave too little of the width."""
        words = _WORDS * QFontMetrics(self._theme.font("small")).averageCharWidth()
        beside = self.width() - 2 * _SIDE - taken - _GAP >= words
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._row.setDirection(way)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("surface"))
        painter.fillRect(0, 0, self.width(), 1, self._theme.color("line"))


class ColumnsFoot(_Foot):
    """Below what the columns of a file are: the one button that goes on."""

    def __init__(self, theme: Theme) -> None:
        self.read = button(self.tr("Read the file"), "main")
        super().__init__(theme, self.read)
        self._words.setText(self.tr("You see suggestions first. Nothing is added yet."))

    def _fit(self) -> None:
        self._place_words(self.read.sizeHint().width())


class ImportFoot(_Foot):
    """While it is written there is one button, which stops that."""

    nothing_pressed = Signal()
    add_pressed = Signal()
    stop_pressed = Signal()

    def __init__(self, theme: Theme) -> None:
        self.nothing = button(self.tr("Add nothing"), "normal")
        self.add = button("", "normal")
        self.stop = button(self.tr("Stop"), "normal")
        super().__init__(theme, self.nothing, self.add, self.stop)
        self.nothing.clicked.connect(self.nothing_pressed)
        self.add.clicked.connect(self.add_pressed)
        self.stop.clicked.connect(self.stop_pressed)

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

    def _fit(self) -> None:
        """One size for both."""
        widest = max(_PAIR, *(each.sizeHint().width() for each in (self.nothing, self.add)))
        for each in (self.nothing, self.add):
            each.setFixedWidth(widest)
        self._place_words(2 * widest + _GAP)
