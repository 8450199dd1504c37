"""Rows and cells that a screen reader chooses: it selects them, and leaves the current one where it is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QTimer
from PySide6.QtWidgets import QAbstractItemView


def follow_selection(view: QAbstractItemView, open_current: Callable[[QModelIndex], None]) -> None:
    """Make what is selected the current one, where the view itself did not.

    The one action that Qt offers for a row or cell takes away the choice of what is chosen already: that opens it.
    """

    def follow() -> None:
        chosen, current = view.selectionModel().selectedIndexes(), view.currentIndex()
        if chosen and chosen != [current]:
            view.setCurrentIndex(chosen[0])
        elif not chosen and current.isValid():
            view.selectionModel().select(current, QItemSelectionModel.SelectionFlag.Select)
            open_current(current)

    settled = QTimer(view)  # the view selects first, and moves then
    settled.setSingleShot(True)
    settled.setInterval(0)
    settled.timeout.connect(follow)
    view.selectionModel().selectionChanged.connect(lambda: settled.start())
