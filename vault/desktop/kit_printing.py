"""Asking for a printer, without stopping the program, and giving it the page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtWidgets import QDialog, QWidget

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

Chosen = Callable[[Callable[[], bool]], None]


class Printing(Protocol):
    """Lets a person choose a printer for a page."""

    def print_page(self, parent: QWidget, page: bytes, chosen: Chosen) -> None:
        """Choose a printer for ``page``, a PNG of a whole sheet.

        ``chosen`` is called later, or never, with what prints it: that takes half a second, and any thread may do it.
        """
        ...


class PrintDialogs:
    """The system's own dialog, as a window of its own."""

    def print_page(self, parent: QWidget, page: bytes, chosen: Chosen) -> None:
        from PySide6.QtPrintSupport import QPrintDialog  # takes its time, and is for this alone

        printer = page_printer()
        dialog = QPrintDialog(printer, parent)
        dialog.accepted.connect(lambda: chosen(partial(paint_page, printer, page)))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)


def page_printer() -> QPrinter:
    """A printer set up for one page without margins: it brings its own."""
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    printer.setDocName("Preference Vault")
    return printer


def paint_page(printer: QPrinter, page: bytes) -> bool:
    """Print ``page`` as large as the sheet allows. Whether the printer took it."""
    picture = QImage.fromData(page)
    painter = QPainter()
    if picture.isNull() or not painter.begin(printer):
        return False
    sheet = painter.viewport()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    size = picture.size().scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
    left, top = (sheet.width() - size.width()) // 2, (sheet.height() - size.height()) // 2
    painter.drawImage(QRect(left, top, size.width(), size.height()), picture)
    return painter.end()
