"""The page on paper: read back from what a printer would get."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import zxingcpp
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from vault.customer.keys import RecoveryCode
from vault.customer.kit_file import picture_kit
from vault.desktop.kit_printing import PrintDialogs, page_printer, paint_page

CODE = RecoveryCode(bytes(range(20)))


def page() -> bytes:
    return picture_kit(CODE, vault_name="vault", made=datetime(2026, 5, 12, 12, tzinfo=UTC), language="en")


def to_file(path: Path) -> QPrinter:
    printer = page_printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def scanned(path: Path) -> tuple[list[str], tuple[float, float]]:
    with pypdfium2.PdfDocument(path) as document:
        assert len(document) == 1
        size = document[0].get_size()
        bitmap = document[0].render(scale=150 / 72, grayscale=True)
        pixels = memoryview(bitmap.buffer).cast("B", shape=[bitmap.height, bitmap.stride])
        return [each.text for each in zxingcpp.read_barcodes(pixels)], size


def test_page_is_printed_whole_and_can_be_scanned(qapp: QApplication, tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as elsewhere:  # as the window does it
        assert elsewhere.submit(paint_page, to_file(tmp_path / "a4.pdf"), page()).result()
    read, (width, height) = scanned(tmp_path / "a4.pdf")
    assert read == [CODE.text]
    assert (round(width), round(height)) == (595, 842)  # points of A4


def test_page_fits_paper_of_another_shape(qapp: QApplication, tmp_path: Path) -> None:
    printer = to_file(tmp_path / "letter.pdf")
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    assert paint_page(printer, page())
    assert scanned(tmp_path / "letter.pdf")[0] == [CODE.text]


def test_dialog_stops_nothing_and_prints_nothing_when_left(qtbot: QtBot) -> None:
    parent, chosen = QWidget(), list[object]()
    qtbot.addWidget(parent)
    parent.show()
    PrintDialogs().print_page(parent, page(), chosen.append)
    dialog = parent.findChildren(QPrintDialog)[0]
    assert dialog.isVisible()
    dialog.reject()
    qtbot.waitUntil(lambda: not isValid(dialog))
    assert chosen == []


def test_what_no_printer_takes_is_told(qapp: QApplication, tmp_path: Path) -> None:
    assert not paint_page(to_file(tmp_path / "kit.pdf"), b"no picture")
    assert not (tmp_path / "kit.pdf").exists()
