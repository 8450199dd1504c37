"""Pages on paper, read back from what a printer would get: the kit as large as it goes, a card at its true size."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from vault.customer.keys import RecoveryCode
from vault.customer.kit_file import picture_kit
from vault.desktop.printing import A4, A6, Paper, PrintDialogs, paint_pages, printer_for
from vault.portability.card import CardLine, Sheet
from vault.portability.card_page import card_pictures

CARD = card_pictures(Sheet("My card", "en", (CardLine("Shoe size", "EU 43"),)))
CODE = RecoveryCode(bytes(range(20)))


def kit() -> tuple[bytes, ...]:
    made = datetime(2026, 5, 12, 12, tzinfo=UTC)
    return (picture_kit(CODE, vault_name="vault", made=made, language="en"),)


def to_file(path: Path, paper: Paper) -> QPrinter:
    printer = printer_for(paper)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def inked(path: Path) -> tuple[tuple[int, int], float, int]:
    """The sheet in millimetres, how far from the left something is drawn, in millimetres, and how many sheets."""
    with pypdfium2.PdfDocument(path) as document:
        width, height = document[0].get_size()
        bitmap = document[0].render(scale=1, grayscale=True).to_pil()
        box = bitmap.point(lambda value: 255 if value < 128 else 0).getbbox()
        assert box is not None
        return (round(width * 25.4 / 72), round(height * 25.4 / 72)), box[0] * 25.4 / 72, len(document)


def scanned(path: Path) -> tuple[list[str], tuple[float, float]]:
    """The codes on a document's only sheet, and its size in points."""
    with pypdfium2.PdfDocument(path) as document:
        assert len(document) == 1
        size = document[0].get_size()
        bitmap = document[0].render(scale=150 / 72, grayscale=True)
        pixels = memoryview(bitmap.buffer).cast("B", shape=[bitmap.height, bitmap.stride])
        return [each.text for each in zxingcpp.read_barcodes(pixels)], size


def test_a6(qapp: QApplication, tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as elsewhere:  # as the window does it
        assert elsewhere.submit(paint_pages, to_file(tmp_path / "card.pdf", A6), CARD * 2, A6).result()
    size, left, sheets = inked(tmp_path / "card.pdf")
    assert (size, sheets) == ((105, 148), 2)
    assert left == pytest.approx(9, abs=1)


def test_a4_has_a_card_in_its_corner_and_no_larger(qapp: QApplication, tmp_path: Path) -> None:
    printer = to_file(tmp_path / "card.pdf", A6)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    assert paint_pages(printer, CARD, A6)
    size, left, _ = inked(tmp_path / "card.pdf")
    assert size == (210, 297)
    assert left == pytest.approx(9, abs=1)


def test_smaller_paper_has_all_of_a_card(qapp: QApplication, tmp_path: Path) -> None:
    printer = to_file(tmp_path / "card.pdf", A6)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A7))
    assert paint_pages(printer, CARD, A6)
    size, left, _ = inked(tmp_path / "card.pdf")
    assert size == (74, 105)
    assert left == pytest.approx(9 * 74 / 105, abs=1)


def test_the_kit_is_printed_whole_and_can_be_scanned(qapp: QApplication, tmp_path: Path) -> None:
    assert paint_pages(to_file(tmp_path / "a4.pdf", A4), kit(), A4)
    read, (width, height) = scanned(tmp_path / "a4.pdf")
    assert read == [CODE.text]
    assert (round(width), round(height)) == (595, 842)  # points of A4


def test_the_kit_fits_paper_of_another_shape(qapp: QApplication, tmp_path: Path) -> None:
    printer = to_file(tmp_path / "letter.pdf", A4)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    assert paint_pages(printer, kit(), A4)
    assert scanned(tmp_path / "letter.pdf")[0] == [CODE.text]


@pytest.mark.parametrize("pages", [(), (b"no picture",), (*CARD, b"")])
@pytest.mark.parametrize("paper", [A4, A6])
def test_what_is_no_picture_is_not_printed(
    qapp: QApplication, tmp_path: Path, pages: tuple[bytes, ...], paper: Paper
) -> None:
    assert not paint_pages(to_file(tmp_path / "card.pdf", paper), pages, paper)
    assert not (tmp_path / "card.pdf").exists()


def test_dialog_stops_nothing_and_prints_nothing_when_left(qtbot: QtBot) -> None:
    parent, chosen = QWidget(), list[object]()
    qtbot.addWidget(parent)
    parent.show()
    PrintDialogs().print_pages(parent, CARD, A6, chosen.append)
    dialog = parent.findChildren(QPrintDialog)[0]
    assert dialog.isVisible()
    dialog.reject()
    qtbot.waitUntil(lambda: not isValid(dialog))
    assert chosen == []
