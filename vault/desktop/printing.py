"""Asking for a printer, without stopping the program, and giving it pages: the one place that opens a print dialog."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtWidgets import QDialog, QWidget

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_INCH = 25.4
Chosen = Callable[[Callable[[], bool]], None]


class Paper(NamedTuple):
    """What a printer is asked for. Where other paper lies in it, a page ``fills`` that, in its middle; or it keeps its
    true size, in the corner, and is made smaller only where the paper is.
    """

    size: QPageSize.PageSizeId
    fills: bool


A4 = Paper(QPageSize.PageSizeId.A4, fills=True)
A6 = Paper(QPageSize.PageSizeId.A6, fills=False)


class Printing(Protocol):
    """Lets a person choose a printer."""

    def print_pages(self, parent: QWidget, pages: tuple[bytes, ...], paper: Paper, chosen: Chosen) -> None:
        """Choose a printer for ``pages``, PNGs of whole sheets of ``paper``.

        ``chosen`` is called later, or never, with what prints them and says whether the printer took all: that takes a
        while, and any thread may do it.
        """
        ...


class PrintDialogs:
    """The system's own dialog, as a window of its own."""

    def print_pages(self, parent: QWidget, pages: tuple[bytes, ...], paper: Paper, chosen: Chosen) -> None:
        from PySide6.QtPrintSupport import QPrintDialog  # takes its time, and is for this alone

        printer = printer_for(paper)
        dialog = QPrintDialog(printer, parent)
        dialog.accepted.connect(lambda: chosen(partial(paint_pages, printer, pages, paper)))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)


def printer_for(paper: Paper) -> QPrinter:
    """A printer set up for ``paper`` without margins: the pages bring their own."""
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(paper.size))
    printer.setFullPage(True)
    printer.setDocName("Preference Vault")
    return printer


def paint_pages(printer: QPrinter, pages: tuple[bytes, ...], paper: Paper) -> bool:
    """Print each of ``pages`` on a sheet. Whether the printer took all."""
    pictures = [QImage.fromData(page) for page in pages]
    painter = QPainter()
    if not pictures or any(picture.isNull() for picture in pictures) or not painter.begin(printer):
        return False
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for number, picture in enumerate(pictures):
        if number and not printer.newPage():
            return False
        sheet = QSizeF(painter.viewport().size())
        painter.drawImage(_place(QSizeF(picture.size()), sheet, paper, printer.resolution()), picture)
    return painter.end()


def _place(picture: QSizeF, sheet: QSizeF, paper: Paper, resolution: int) -> QRectF:
    """Where the picture goes on the sheet, in the printer's dots."""
    inside = Qt.AspectRatioMode.KeepAspectRatio
    if paper.fills:
        size = picture.scaled(sheet, inside)
        return QRectF(QPointF((sheet.width() - size.width()) / 2, (sheet.height() - size.height()) / 2), size)
    size = QPageSize(paper.size).size(QPageSize.Unit.Millimeter) * (resolution / _INCH)
    if size.width() > sheet.width() + 1 or size.height() > sheet.height() + 1:
        size = size.scaled(sheet, inside)
    return QRectF(QPointF(0, 0), size)
