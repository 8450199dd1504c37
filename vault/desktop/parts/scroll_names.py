"""Names for scroll bars, which Qt makes itself and leaves without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar


def name_bars(area: QAbstractScrollArea) -> None:
    """Give both bars of ``area`` their names, in the language that is spoken now.

    A style sheet could name every bar there is; for another language all widgets of all pages would be polished again.
    """
    name_upright(area.verticalScrollBar())
    area.horizontalScrollBar().setAccessibleName(QCoreApplication.translate("ScrollBars", "Scroll left and right"))


def name_upright(bar: QScrollBar) -> None:
    """Name a bar that moves what is beside it up and down."""
    bar.setAccessibleName(QCoreApplication.translate("ScrollBars", "Scroll up and down"))
