"""The decision, always in view: share nothing or share these, or decide later."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from vault.desktop.parts.buttons import button
from vault.desktop.parts.decision_pair import DecisionPair
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.request_state import Asked
from vault.desktop.theme import Theme

_PAIR, _SMALL_PAIR = 424, 400
_WORDS = 240  # what the words need at the least
_QUIET = 10  # a quiet button's words stand this far in; its frame does not show


class RequestFoot(QWidget):
    """Refuse comes first in tab order and is never off. No key decides unless its button has the focus."""

    refused = Signal()
    shared = Signal()
    later_pressed = Signal()
    never_ask_switched = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._small = self._below = False
        self.pair = DecisionPair(theme)
        self.later = button(self.tr("Decide later"), "quiet")
        self._said = WrapLabel(theme, self.tr("If you share nothing, the shop only hears “no”."), "smallSub")
        self.never_ask = QCheckBox()
        again = _Beside(theme, self.tr("And it may not ask again"), self.never_ask)
        self._words = QWidget()
        words = QVBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._said)
        ticked = QHBoxLayout()
        ticked.setSpacing(0)
        ticked.addWidget(self.never_ask)
        ticked.addWidget(again, 1)
        words.addLayout(ticked)
        words.addStretch(1)
        self._column = QVBoxLayout(self)
        self._row = QHBoxLayout()
        self._row.addWidget(self.later, 0, Qt.AlignmentFlag.AlignLeft)
        self._row.addWidget(self._words, 1)
        self._row.addWidget(self.pair, 0, Qt.AlignmentFlag.AlignVCenter)
        self._column.addLayout(self._row)
        self.pair.refused.connect(self.refused)
        self.pair.shared.connect(self.shared)
        self.later.clicked.connect(self.later_pressed)
        self.never_ask.toggled.connect(self.never_ask_switched)
        theme.changed.connect(self.update)

    def show_asked(self, state: Asked) -> None:
        """Show what can be decided."""
        decision, refuse = state.decision, self.tr("Share nothing")
        self.pair.set_texts(refuse, decision.share)
        self.pair.set_names(refuse, decision.share_name)
        self.pair.set_precision(decision.precision)
        self.pair.set_share_enabled(decision.able, decision.reason)
        self._fit()
        with QSignalBlocker(self.never_ask):
            self.never_ask.setChecked(state.never_ask)

    def set_small(self, small: bool) -> None:
        """As in a small window, or not."""
        side, top, bottom, gap = (20, 6, 6, 10) if small else (32, 14, 15, 20)
        self._column.setContentsMargins(side - _QUIET, top, side, bottom)
        self._column.setSpacing(top)
        self._row.setSpacing(gap)
        self._small = small
        self._fit()

    def set_one_column(self, one: bool) -> None:
        """The words above the buttons, or between them."""
        if one == self._below:
            return
        self._below = one
        (self._row if one else self._column).removeWidget(self._words)
        if one:
            self._column.insertWidget(0, self._words)
        else:
            self._row.insertWidget(1, self._words, 1)
        self._words.setContentsMargins(_QUIET if one else 0, 0, 0, 0)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Large letters make the pair wider, as far as the words beside it keep their room."""
        edges, gap = self._column.contentsMargins(), self._row.spacing()
        between = gap if self._below else 2 * gap + _WORDS
        taken = edges.left() + edges.right() + self.later.sizeHint().width() + between
        wanted = min(self.pair.width_on_one_line(), self.width() - taken)
        self.pair.setFixedWidth(max(_SMALL_PAIR if self._small else _PAIR, wanted))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("surface"))
        painter.fillRect(0, 0, self.width(), 1, self._theme.color("line"))


class _Beside(WrapLabel):
    """The words of a tick, which wrap as those of a check box itself do not. A click on them ticks it too."""

    def __init__(self, theme: Theme, text: str, tick: QCheckBox) -> None:
        super().__init__(theme, text, "small")
        self._tick = tick
        tick.setAccessibleName(text)
        tick.setFixedWidth(theme.tick_room)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._tick.click()
