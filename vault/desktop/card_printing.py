"""The card on a printer: A6, as large as it is drawn, on whatever paper lies in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtWidgets import QDialog, QWidget

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

WIDTH, HEIGHT = 105, 148
"""A6, in millimetres."""
_INCH = 25.4
Chosen = Callable[[Callable[[], bool]], None]


class CardPrinting(Protocol):
    """Lets a person choose a printer for a card."""

    def print_card(self, parent: QWidget, pages: tuple[bytes, ...], chosen: Chosen) -> None:
        """Choose a printer for ``pages``, PNGs of whole A6 sheets.

        ``chosen`` is called later, or never, with what prints them: that takes a while, and any thread may do it.
        """
        ...


class CardPrintDialogs:
    """The system's own dialog, as a window of its own."""

    def print_card(self, parent: QWidget, pages: tuple[bytes, ...], chosen: Chosen) -> None:
        from PySide6.QtPrintSupport import QPrintDialog  # takes its time, and is for this alone

        printer = card_printer()
        dialog = QPrintDialog(printer, parent)
        dialog.accepted.connect(lambda: chosen(partial(paint_card, printer, pages)))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)


def card_printer() -> QPrinter:
    """A printer set up for A6 without margins: the card brings its own."""
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A6))
    printer.setFullPage(True)
    printer.setDocName("Preference Vault")
    return printer


def paint_card(printer: QPrinter, pages: tuple[bytes, ...]) -> bool:
    """Print each of ``pages`` on a sheet, in its corner where the paper is larger. Whether the printer took all."""
    pictures = [QImage.fromData(page) for page in pages]
    painter = QPainter()
    if not pictures or any(picture.isNull() for picture in pictures) or not painter.begin(printer):
        return False
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for number, picture in enumerate(pictures):
        if number and not printer.newPage():
            return False
        painter.drawImage(_place(printer, painter), picture)
    return painter.end()


def _place(printer: QPrinter, painter: QPainter) -> QRectF:
    """A6 at its true size; smaller where the paper is."""
    dots = printer.resolution() / _INCH
    sheet = painter.viewport()
    size = QRectF(0, 0, WIDTH * dots, HEIGHT * dots).size()
    if size.width() > sheet.width() + 1 or size.height() > sheet.height() + 1:
        size = size.scaled(sheet.size().toSizeF(), Qt.AspectRatioMode.KeepAspectRatio)
    return QRectF(0, 0, size.width(), size.height())
