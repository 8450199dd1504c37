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
    """A line of one of :data:`KINDS`. Its sentence wraps and is plain; without one the line is empty."""

    def __init__(self, theme: Theme, icons: Icons, kind: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icons = theme, icons
        self._inside: tuple[IconLabel, WrapLabel] | None = None
        self.set_state(kind, text)

    @staticmethod
    def height_of_one(theme: Theme) -> int:
        """How high a sentence of one line stands, in pixels: for the place that one keeps before there is any."""
        return max(QFontMetrics(theme.font("small")).height(), theme.mark("icon.small"))

    def set_state(self, kind: str, text: str) -> None:
        """Say something else."""
        self.setAccessibleName(text)
        if self._inside is None:
            if text:  # until then nothing is made: a page that opens has many lines with nothing to say
                self._inside = self._made(*_LOOKS[kind], text)
            return
        icon, words = self._inside
        name, role = _LOOKS[kind]
        icon.set_icon(name, role)
        if words.property("tone") != role:
            words.setProperty("tone", role)
            words.style().unpolish(words)  # a style sheet reads properties when it polishes
            words.style().polish(words)
        words.setText(text)

    def _made(self, name: str, role: str, text: str) -> tuple[IconLabel, WrapLabel]:
        icon = IconLabel(self._theme, self._icons, name, role, self._theme.size("icon.small"), beside="small")
        words = WrapLabel(self._theme, text, "small")
        words.setProperty("alignment", qt_numbers.TOP_LEFT)
        words.setProperty("tone", role)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addLayout(at_top(icon))
        row.addWidget(words, 1)
        return icon, words
