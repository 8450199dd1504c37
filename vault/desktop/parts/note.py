"""A note: an icon and a few words on a tint."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts import qt_numbers
from vault.desktop.parts.announce import announce
from vault.desktop.parts.icon_label import IconLabel, at_top
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.theme import Theme

_SIDE, _TOP, _GAP = 14, 12, 10
_LOOKS = {  # icon, its colour, ground
    "green": ("shield-check", "primary", "primaryTint"),
    "sand": ("warning", "sandInk", "sandTint"),
    "sealed": ("lock-key", "seal", "sealTint"),
    "error": ("warning-circle", "error", "errorTint"),
}


class Note(QWidget):
    """A note of kind ``green``, ``sand``, ``sealed`` or ``error``. Its text wraps and is plain."""

    def __init__(self, theme: Theme, icons: Icons, kind: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kind = kind
        name, role, _ = _LOOKS[kind]
        self._icon = IconLabel(theme, icons, name, role, theme.size("icon.button"))
        line = QFontMetrics(theme.font("small")).height()
        self._icon.setFixedHeight(max(line, theme.size("icon.button")))  # centred on the first line
        self._words = WrapLabel(theme, text, "small")
        self._words.setProperty("alignment", qt_numbers.TOP_LEFT)
        row = QHBoxLayout(self)
        row.setContentsMargins(_SIDE, _TOP, _SIDE, _TOP)
        row.setSpacing(_GAP)
        row.addLayout(at_top(self._icon))
        row.addWidget(self._words, 1)
        self.setAccessibleName(text)
        theme.changed.connect(self.update)

    def set_note(self, kind: str, text: str) -> None:
        """Say something else."""
        self._kind = kind
        name, role, _ = _LOOKS[kind]
        self._icon.set_icon(name, role)
        self._words.setText(text)
        self.setAccessibleName(text)
        self.update()

    def tell(self, kind: str, text: str) -> None:
        """Say this, and let a screen reader say it if it is new; with no text, be gone."""
        if text and (self.isHidden() or self.accessibleName() != text):
            announce(self, text)
        if text:
            self.set_note(kind, text)
        self.setVisible(bool(text))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        from PySide6.QtCore import Qt  # not needed as long as it is hidden

        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(_LOOKS[self._kind][2]))
        radius = self._theme.radius("note")
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
