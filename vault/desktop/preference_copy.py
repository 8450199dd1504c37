"""The button on a preference's row that copies its value, for the mouse; with the keyboard that is Ctrl+C."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QToolButton, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.announce import announce
from vault.desktop.theme import Theme

_DONE_MS = 1500
"""How long the button says that it has copied."""


class RowCopy(QToolButton):
    """Made when a row first gets the mouse or the keyboard: a list may have thousands."""

    def __init__(self, theme: Theme, icons: Icons, row: QWidget) -> None:
        super().__init__(row)
        self._theme, self._icons = theme, icons
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        keys = QKeySequence(QKeySequence.StandardKey.Copy).toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(self.tr("Copy ({keys})").format(keys=keys))
        self._look()
        theme.changed.connect(self._look)  # a method of a widget, which lets go when the row is gone
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_DONE_MS)
        self._again.timeout.connect(self._offer)
        self._offer()

    def show_in(self, room: QRect, name: str) -> None:
        """Be at the end of ``room``, for the preference of this name."""
        self.setAccessibleName(self.tr("Copy {name}").format(name=name))
        self.move(room.right() - self.width() + 1, room.center().y() - self.height() // 2 + 1)
        self.show()

    def tell(self, sealed: bool) -> None:
        """Say that it is copied, to the eye and to a screen reader."""
        self.setIcon(self._icons.icon("check", "primary", 18))
        announce(self, self.tr("Copied for 10 seconds") if sealed else self.tr("Copied"))
        self._again.start()

    def _offer(self) -> None:
        self.setIcon(self._icons.icon("copy", "ink2", 18))

    def _look(self) -> None:
        icon = self._theme.mark("icon.button")
        side = self._theme.size("minHitTarget") + icon - self._theme.size("icon.button")
        self.setIconSize(QSize(icon, icon))
        self.setFixedSize(side, side)
        surface, hover, line = (self._theme.color(role).name() for role in ("surface", "pressed", "line"))
        self.setStyleSheet(
            f"QToolButton {{ background: {surface}; border: 1px solid {line}; border-radius: 6px; }}"
            f"QToolButton:hover {{ background: {hover}; }}"
        )
