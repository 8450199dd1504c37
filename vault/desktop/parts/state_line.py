"""What is true of a shop or a file now: an icon and a sentence in one colour."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts import qt_numbers
from vault.desktop.parts.icon_label import IconLabel, at_top
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.theme import Theme

_GAP = 6
_LOOKS = {  # icon, colour of icon and words
    "active": ("check-circle", "primary"),
    "ends_soon": ("hourglass-medium", "sandInk"),
    "not_reached": ("arrows-clockwise", "sandInk"),
    "told": ("paper-plane-tilt", "ink2"),
    "no_answer": ("file-text", "sandInk"),
    "confirmed": ("checks", "ink2"),
    "ended": ("check-circle", "ink2"),
    "ok": ("check-circle", "primary"),
    "warning": ("warning", "sandInk"),
    "error": ("warning-circle", "error"),
    "off": ("minus-circle", "ink2"),
    "busy": ("hourglass-medium", "ink2"),
    "checked": ("shield-check", "primary"),
}
KINDS = frozenset(_LOOKS)


class StateLine(QWidget):
    """A line of one of :data:`KINDS`. Its sentence wraps and is plain."""

    def __init__(self, theme: Theme, icons: Icons, kind: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name, role = _LOOKS[kind]
        self._icon = IconLabel(theme, icons, name, role, theme.size("icon.small"))
        line = QFontMetrics(theme.font("small")).height()
        self._icon.setFixedHeight(max(line, theme.size("icon.small")))  # centred on the first line
        self._words = WrapLabel(theme, text, "small")
        self._words.setProperty("alignment", qt_numbers.TOP_LEFT)
        self._words.setProperty("tone", role)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addLayout(at_top(self._icon))
        row.addWidget(self._words, 1)
        self.set_state(kind, text)

    def set_state(self, kind: str, text: str) -> None:
        """Say something else."""
        name, role = _LOOKS[kind]
        self._icon.set_icon(name, role)
        if self._words.property("tone") != role:
            self._words.setProperty("tone", role)
            self._words.style().unpolish(self._words)  # a style sheet reads properties when it polishes
            self._words.style().polish(self._words)
        self._words.setText(text)
        self.setAccessibleName(text)
