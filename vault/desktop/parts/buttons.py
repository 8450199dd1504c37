"""Buttons that look as their kind says. None of them is a default button: Enter presses only the one that has it."""

from __future__ import annotations

from PySide6.QtGui import QEnterEvent, QIcon, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton

_AIR = "\u2005"  # a quarter of a letter: Qt puts 4 pixels between icon and words, whatever the style sheet says

FLUSH = "QPushButton { padding-left: 0; } QPushButton:hover, QPushButton:pressed { background: transparent; }"
"""The style sheet of a quiet button whose picture or words stand below the edge of what is above it."""
_PADDING, _SMALL_PADDING = 10, 8
"""What :data:`FLUSH` takes from a quiet button's width, as the theme's style sheet gives it."""


def pressed_by_enter(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Press the button that has the keyboard if this is Enter, which is then used up.

    Qt does so on some desktops only. Held down it presses once: it must not go on to what comes after a press.
    """
    from PySide6.QtCore import Qt

    if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
        return False
    if not event.isAutoRepeat():
        button.click()
    return True


class HandButton(QPushButton):
    """Enter presses it, as Space does, while it has the keyboard.

    Under it the mouse is a hand: from the first time that it comes, because the first picture has no time for it.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        from PySide6.QtCore import Qt

        self.setCursor(Qt.CursorShape.PointingHandCursor)
        super().enterEvent(event)


def flush_width(made: QPushButton) -> int:
    """Pixels by which a quiet button is narrower when it is flush; 0 for others, and for those styled by their view."""
    if made.property("kind") != "quiet" or made.styleSheet() not in ("", FLUSH):
        return 0
    return _SMALL_PADDING if made.property("small") else _PADDING


def button(text: str, kind: str, small: bool = False, icon: QIcon | None = None) -> QPushButton:
    """A button of kind ``main``, ``normal``, ``quiet``, ``link`` or ``danger``; 36 high, or 32 when ``small``.

    How large its icon is, the style sheet says by its property ``picture``: it grows with the letters.
    """
    made = HandButton(text)
    made.setProperty("kind", kind)
    made.setProperty("small", small)
    made.setAutoDefault(False)
    made.setDefault(False)
    made.setAccessibleName(text)
    if icon is not None:
        made.setText(_AIR + text)
        made.setIcon(icon)
        made.setProperty("picture", "button")
    return made
