"""Buttons that look as their kind says. None of them is a default button: Enter alone never decides."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QEnterEvent, QIcon
from PySide6.QtWidgets import QPushButton

_ICON = 18  # pixels
_AIR = "\u2005"  # a quarter of a letter: Qt puts 4 pixels between icon and words, whatever the style sheet says


class HandButton(QPushButton):
    """Under it the mouse is a hand: from the first time that it comes, because the first picture has no time for it."""

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        from PySide6.QtCore import Qt

        self.setCursor(Qt.CursorShape.PointingHandCursor)
        super().enterEvent(event)


def button(text: str, kind: str, small: bool = False, icon: QIcon | None = None) -> QPushButton:
    """A button of kind ``main``, ``normal``, ``quiet``, ``link`` or ``danger``; 36 high, or 32 when ``small``."""
    made = HandButton(text)
    made.setProperty("kind", kind)
    made.setProperty("small", small)
    made.setAutoDefault(False)
    made.setDefault(False)
    made.setAccessibleName(text)
    if icon is not None:
        made.setText(_AIR + text)
        made.setIcon(icon)
        made.setIconSize(QSize(_ICON, _ICON))
    return made
