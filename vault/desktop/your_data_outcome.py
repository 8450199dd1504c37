"""What became of a copy: done, with what was counted, or why not."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.announce import announce
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.theme import Theme
from vault.desktop.your_data_state import Outcome

_ABOVE = 14


class OutcomeLines(QWidget):
    """Shows an :class:`Outcome`, or takes no room. ``told`` says that there is another, and so does a screen reader."""

    told = Signal()

    def __init__(self, theme: Theme, icons: Icons, *, side: int = 0, above: int = _ABOVE, below: int = 0) -> None:
        super().__init__()
        self._theme, self._icons = theme, icons
        self._outcome: Outcome | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(side, above, side, below)
        theme.changed.connect(self.update)
        self.hide()

    def show_outcome(self, outcome: Outcome | None) -> None:
        """Say this, or nothing."""
        if outcome == self._outcome:
            return
        self._outcome = outcome
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        if outcome is not None:
            self._column.addWidget(self._part(outcome))
            self.setAccessibleName(" ".join((outcome.title, *outcome.lines)))
        self.setVisible(outcome is not None)
        if outcome is not None:
            announce(self, self.accessibleName())
            self.told.emit()

    def _part(self, outcome: Outcome) -> QWidget:
        theme = self._theme
        made = QWidget()
        look = ("check-circle", "primary") if outcome.good else ("warning-circle", "error")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(WrapLabel(theme, outcome.title, "label"))
        for line in outcome.lines:
            words.addWidget(WrapLabel(theme, line, "small"))
        row = QHBoxLayout(made)
        row.setContentsMargins(14, 12, 14, 12)
        row.setSpacing(10)
        icon = IconLabel(theme, self._icons, *look, theme.size("icon.default"))
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return made

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if self._outcome is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("primaryTint" if self._outcome.good else "errorTint"))
        radius = self._theme.radius("note")
        painter.drawRoundedRect(
            QRectF(self.contentsRect().marginsRemoved(self._column.contentsMargins())), radius, radius
        )
