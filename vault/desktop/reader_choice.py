"""Rows and cells that a screen reader chooses: it selects them, and leaves the current one where it is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtWidgets import QAbstractItemView


def _nothing(_: QModelIndex) -> None:
    """Where choosing is all."""


def follow_selection(view: QAbstractItemView, opened: Callable[[QModelIndex], None] = _nothing) -> None:
    """Make what is selected the current one where the view itself did not, and open it as a click does."""

    def follow() -> None:
        chosen = view.selectionModel().selectedIndexes()
        if chosen and chosen != [view.currentIndex()]:
            view.setCurrentIndex(chosen[0])
            opened(chosen[0])

    def settle() -> None:
        settled.start()

    settled = QTimer(view)  # the view selects first, and moves then
    settled.setSingleShot(True)
    settled.setInterval(0)
    settled.timeout.connect(follow)
    view.selectionModel().selectionChanged.connect(settle)
