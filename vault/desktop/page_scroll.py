"""What scrolls on a page. Its bar stands in the page's margin, so that what is beside it never changes its width."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QScrollBar, QVBoxLayout, QWidget

from vault.desktop.parts.scroll_names import name_bars
from vault.desktop.parts.solid_ground import paint_solid_ground

ROOM = 16
"""Pixels at the right that the bar takes out of the page's margin; a bar that comes and goes would make words wrap
anew, which makes it come and go."""
_GAP = 4
_SETTLED_MS = 20


class PageScroll(QScrollArea):
    """Shows one part at a time, at its own height and all of the width but :data:`ROOM`.

    With a ``name`` the keyboard stops at it where there is something to scroll; without one, what is in it takes the
    keyboard along.
    """

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(_QuietBar())
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        name_bars(self)
        if name:
            self.verticalScrollBar().rangeChanged.connect(self._range_changed)

    def show_part(self, part: QWidget | None) -> None:
        """Show this instead of what was there, which goes."""
        holder = _Ground()
        holder.setProperty("scrolled", True)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, _GAP, 0)
        if part is not None:
            column.addWidget(part)
        column.addStretch(1)
        self.setWidget(holder)

    def _range_changed(self, least: int, most: int) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if most > least else Qt.FocusPolicy.NoFocus)


def reveal(part: QWidget, room: int = ROOM) -> None:
    """Scroll to this part of a page, with ``room`` pixels around it, once the page has laid itself out.

    What is higher than the page begins at its top. It scrolls once more, unless the keyboard went on meanwhile:
    words that wrap above it take their height some turns later.
    """
    QTimer.singleShot(0, part, partial(_reveal, part, room))


def _reveal(part: QWidget, room: int) -> None:
    at = QApplication.focusWidget()
    _scroll_to(part, room)

    def again() -> None:
        if QApplication.focusWidget() is at:
            _scroll_to(part, room)

    QTimer.singleShot(_SETTLED_MS, part, again)


def _scroll_to(part: QWidget, room: int) -> None:
    around = part.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea) and (whole := around.widget()) is not None:
            if part.height() + room > around.viewport().height():  # Qt would show its middle
                top = part.mapTo(whole, QPoint(0, 0)).y()
                around.verticalScrollBar().setValue(top - room // 2)  # less than what stands between parts
            else:
                around.ensureWidgetVisible(part, 0, room)
        around = around.parentWidget()


class _Ground(QWidget):
    """The page's own ground."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        paint_solid_ground(self, event, QApplication.palette().window())


class _QuietBar(QScrollBar):
    """Takes its place always, and shows itself where there is something to scroll."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self.setFixedWidth(ROOM - _GAP)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if self.maximum() > self.minimum():
            super().paintEvent(event)
