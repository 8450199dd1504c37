"""The note that says whether the history is whole, with its own "Check again"."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from vault.desktop.activity_state import CheckState
from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import button
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.parts.words_row import WordsRow
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.theme import Theme


class CheckNote(QWidget):
    """Shows a :class:`CheckState`: green while all is well or being looked at, an error if not."""

    check_pressed = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme = theme
        self._state: CheckState | None = None
        self._icon = IconLabel(theme, icons, "shield-check", "primary", theme.size("icon.default"))
        self._title = WrapLabel(theme, "", "label")
        self._more = WrapLabel(theme, "", "smallSub")
        self.again = button(self.tr("Check again"), "normal", small=True)
        row = WordsRow(self._icon, (self._title, self._more), self.again, gap=10, between=2, parent=self)
        row.setContentsMargins(12, 8, 8, 8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.again.clicked.connect(self._press)
        theme.changed.connect(self.update)

    @property
    def said(self) -> bool:
        """Whether there is anything to show."""
        return self._state is not None

    def show_check(self, state: CheckState) -> None:
        """Say how it is."""
        self._state = state
        self._icon.set_icon(*_look(state))
        self._title.setText(state.title)
        self._more.setText(state.more)
        self.again.setEnabled(not state.busy)
        self.update()

    def _press(self) -> None:
        self.check_pressed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        whole = self._state is None or self._state.whole
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("primaryTint" if whole else "errorTint"))
        radius = self._theme.radius("note")
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)


def _look(state: CheckState) -> tuple[str, str]:
    if state.busy:
        return "hourglass-medium", "ink2"
    return ("shield-check", "primary") if state.whole else ("warning-circle", "error")
