"""What segments and precision steps share: a frame of joined cells, the chosen one tinted, and one stop for Tab."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from vault.desktop.theme import Theme

_RULE = 2  # pixels, below the chosen cell


def paint_joined(painter: QPainter, frame: QWidget, theme: Theme, cells: Sequence[QAbstractButton]) -> None:
    """Draw ground, tint of hovered and chosen cells, lines between them, and the border of ``frame``."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outer = QRectF(frame.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
    radius = theme.radius("control")
    shape = QPainterPath()
    shape.addRoundedRect(outer, radius, radius)
    painter.fillPath(shape, theme.color("surface" if frame.isEnabled() else "hover"))
    painter.setClipPath(shape)
    for index, cell in enumerate(cells):
        place = QRectF(cell.geometry())
        on = cell.isChecked()
        if on and cell.isEnabled():
            painter.fillRect(place, theme.color("primaryTintHover" if cell.underMouse() else "primaryTint"))
            painter.fillRect(QRectF(place.left(), place.bottom() - _RULE, place.width(), _RULE), theme.color("primary"))
        elif cell.isEnabled() and cell.underMouse():
            painter.fillRect(place, theme.color("hover"))
        if place.top() > cells[0].geometry().top():
            left = place.left() if place.left() == cells[0].geometry().left() else place.left() - 1
            painter.fillRect(QRectF(left, place.top() - 1, place.right() - left, 1), theme.color("line"))
        if index and place.top() == cells[index - 1].geometry().top():
            painter.fillRect(QRectF(place.left() - 1, place.top(), 1, place.height()), theme.color("line"))
    painter.setClipping(False)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color("lineStrong" if frame.isEnabled() else "line"), 1))
    painter.drawRoundedRect(outer, radius, radius)


def one_tab_stop(cells: Sequence[QAbstractButton]) -> None:
    """Let Tab reach the chosen cell only, or the first if none is; arrows move inside. Qt keeps it so from then on.

    A keyboard that is in one of the cells goes along to the chosen one.
    """
    stop = next((cell for cell in cells if cell.isChecked()), cells[0] if cells else None)
    for cell in cells:
        cell.setFocusPolicy(Qt.FocusPolicy.StrongFocus if cell is stop else Qt.FocusPolicy.ClickFocus)
    if stop is not None and stop.isChecked() and any(cell.hasFocus() for cell in cells):
        stop.setFocus(Qt.FocusReason.OtherFocusReason)


def replace_cells(old: Sequence[QAbstractButton], new: Sequence[QAbstractButton]) -> None:
    """Let the ``new`` cells of a frame have the place of the ``old`` ones for Tab, and the keyboard if one had it."""
    for before, cell in pairwise((*old[-1:], *new)):
        QWidget.setTabOrder(before, cell)
    for cell in new:
        cell.show()  # a layout would do so later, and what is not shown takes no keyboard
    held = next((number for number, cell in enumerate(old) if cell.hasFocus()), None)
    if held is not None and new:
        new[min(held, len(new) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
    for cell in old:
        cell.hide()  # or it is shown once more, as a window of its own
        cell.setParent(None)
        cell.deleteLater()
