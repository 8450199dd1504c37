"""The ground of what scrolls. Where nothing shines through, a step moves what is drawn, and draws only what is new."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget


def paint_solid_ground(widget: QWidget, event: QPaintEvent, ground: QBrush) -> None:
    """Fill all that is to be drawn of ``widget`` with an opaque ``ground``. A ``paintEvent`` calls this first.

    A style sheet takes the attribute away from every widget it gives a ground, each time it comes into force. Then all
    of the widget is drawn, so this is the place to give it back.
    """
    widget.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
    painter = QPainter(widget)
    painter.fillRect(event.rect(), ground)
    painter.end()
