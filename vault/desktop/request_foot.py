"""The decision, always in view: share nothing or share these, or decide later."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from vault.desktop.parts.buttons import button
from vault.desktop.parts.decision_pair import DecisionPair
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.request_state import Asked
from vault.desktop.theme import Theme

_PAIR, _SMALL_PAIR = 424, 400
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
        self.pair = DecisionPair(theme)
        self.later = button(self.tr("Decide later"), "quiet")
        self._said = WrapLabel(theme, self.tr("If you share nothing, the shop only hears “no”."), "smallSub")
        self.never_ask = QCheckBox(self.tr("And it may not ask again"))
        self.never_ask.setAccessibleName(self.never_ask.text())
        self.never_ask.setFont(theme.font("small"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._said)
        words.addWidget(self.never_ask)
        words.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.later)
        self._row.addLayout(words, 1)
        self._row.addWidget(self.pair, 0, Qt.AlignmentFlag.AlignVCenter)
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
        self.pair.set_share_enabled(decision.able, decision.reason)
        with QSignalBlocker(self.never_ask):
            self.never_ask.setChecked(state.never_ask)

    def set_small(self, small: bool) -> None:
        """As in a small window, or not."""
        side, top, bottom, gap = (20, 6, 6, 10) if small else (32, 12, 14, 20)
        self._row.setContentsMargins(side - _QUIET, top, side, bottom)
        self._row.setSpacing(gap)
        self.pair.setFixedWidth(_SMALL_PAIR if small else _PAIR)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("surface"))
        painter.fillRect(0, 0, self.width(), 1, self._theme.color("line"))
