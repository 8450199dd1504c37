"""The card on paper: A6 at its true size, read back from what a printer would get."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from vault.desktop.card_printing import CardPrintDialogs, card_printer, paint_card
from vault.portability.card import CardLine, Sheet
from vault.portability.card_page import card_pictures

PAGES = card_pictures(Sheet("My card", "en", (CardLine("Shoe size", "EU 43"),)))


def to_file(path: Path) -> QPrinter:
    printer = card_printer()
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


def test_a6(qapp: QApplication, tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as elsewhere:  # as the window does it
        assert elsewhere.submit(paint_card, to_file(tmp_path / "card.pdf"), PAGES * 2).result()
    size, left, sheets = inked(tmp_path / "card.pdf")
    assert (size, sheets) == ((105, 148), 2)
    assert left == pytest.approx(9, abs=1)


def test_a4_has_it_in_its_corner_and_no_larger(qapp: QApplication, tmp_path: Path) -> None:
    printer = to_file(tmp_path / "card.pdf")
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    assert paint_card(printer, PAGES)
    size, left, _ = inked(tmp_path / "card.pdf")
    assert size == (210, 297)
    assert left == pytest.approx(9, abs=1)


@pytest.mark.parametrize("pages", [(), (b"no picture",), (*PAGES, b"")])
def test_what_is_no_picture_is_not_printed(qapp: QApplication, tmp_path: Path, pages: tuple[bytes, ...]) -> None:
    assert not paint_card(to_file(tmp_path / "card.pdf"), pages)


def test_dialog_stops_nothing_and_prints_nothing_when_left(qtbot: QtBot) -> None:
    parent, chosen = QWidget(), list[object]()
    qtbot.addWidget(parent)
    parent.show()
    CardPrintDialogs().print_card(parent, PAGES, chosen.append)
    dialog = parent.findChildren(QPrintDialog)[0]
    assert dialog.isVisible()
    dialog.reject()
    qtbot.waitUntil(lambda: not isValid(dialog))
    assert chosen == []
