"""What a step of scrolling costs, beside a list of Qt's own with as many rows."""

from __future__ import annotations

import statistics
import time

from PySide6.QtCore import QStringListModel
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QListView

STEPS = 60
_STEP = 57
"""Pixels: a row or so, as a notch of a mouse wheel moves."""


def bare_list(like: QAbstractScrollArea) -> QListView:
    """A list as Qt makes it, of the size of another's viewport, on a window of its own.

    As many rows as in the other list, and enough to scroll as far.
    """
    made = QListView()
    least = like.model().rowCount() if isinstance(like, QAbstractItemView) else 0
    height = like.verticalScrollBar().maximum() + like.viewport().height()
    rows = max(least, height // QFontMetrics(made.font()).height() + 1)
    made.setModel(QStringListModel([f"Row {number}" for number in range(rows)], made))
    made.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    made.resize(like.viewport().size())
    made.show()
    QApplication.processEvents()
    return made


def compare(area: QAbstractScrollArea) -> tuple[float, float]:
    """The milliseconds of a step of this area, and of a bare list: medians, taken in turn."""
    bare = bare_list(area)
    ours: list[float] = []
    theirs: list[float] = []
    for each in (area, bare):
        each.verticalScrollBar().setValue(0)
    QApplication.processEvents()
    for _ in range(STEPS):
        ours.append(_step(area))
        theirs.append(_step(bare))
    bare.deleteLater()
    return statistics.median(ours), statistics.median(theirs)


def _step(area: QAbstractScrollArea) -> float:
    """Scroll, and draw what came into sight. The processor's time of this thread: others have their own work."""
    bar = area.verticalScrollBar()
    by_row = isinstance(area, QAbstractItemView) and area.verticalScrollMode() == QListView.ScrollMode.ScrollPerItem
    step = QApplication.wheelScrollLines() if by_row else _STEP  # such a bar counts rows, and a notch is three
    start = time.thread_time()
    bar.setValue(0 if bar.value() == bar.maximum() else bar.value() + step)
    QApplication.processEvents()
    return (time.thread_time() - start) * 1000
