"""Whether controls may move. Nothing moves by itself; what a person switches may slide, unless they asked for less."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStyle, QWidget


def may_move(widget: QWidget) -> bool:
    """False when the system asks for less motion, as far as this version of Qt and the desktop tell."""
    hints = QGuiApplication.styleHints()
    wishes = getattr(hints, "accessibility", lambda: None)()  # since Qt 6.10
    preference = getattr(wishes, "motionPreference", lambda: None)()  # since Qt 6.12
    if preference is not None and preference.name == "ReducedMotion":
        return False
    return widget.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, widget) > 0
