"""What stands behind a row of a list: hover, selected with its bar, and a focus ring inside the row."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle

from vault.desktop.theme import Theme

_BAR = 4  # pixels, at the left of the selected row


def paint_row_ground(painter: QPainter, rect: QRect, theme: Theme, state: QStyle.StateFlag, line: bool = True) -> None:
    """Paint the ground of a row for a style option's ``state``, with a ``line`` below it. Delegates call this first."""
    selected = bool(state & QStyle.StateFlag.State_Selected)
    hovered = bool(state & QStyle.StateFlag.State_MouseOver)
    painter.fillRect(rect, theme.color("selected" if selected else "hover" if hovered else "surface"))
    if line:
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("line"))
    if selected:
        painter.fillRect(QRect(rect.left(), rect.top(), _BAR, rect.height()), theme.color("primary"))
    if state & QStyle.StateFlag.State_HasFocus:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("focus"), theme.size("focusRing.width")))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = theme.radius("control") - 1
        painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -2, -3), radius, radius)
        painter.restore()
