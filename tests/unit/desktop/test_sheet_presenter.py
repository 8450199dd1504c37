"""A sheet on its way to a printer or a file: what is told, and what is not told any more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from tests.unit.desktop.vault_day import Day, open_day, sentences
from vault.core.errors import StorageError
from vault.desktop.sheet_presenter import PaperState, SheetPresenter
from vault.portability.card import CardLine, Sheet

SHEET = Sheet("Lou", "en", (CardLine("Shoe size", "EU 38"),))


@pytest.fixture
def day(qapp: QApplication, tmp_path: Path) -> Iterator[Day]:
    del qapp
    with open_day(tmp_path) as made:
        yield made


@pytest.fixture
def owner() -> QObject:
    return QObject()


@pytest.fixture
def paper(day: Day, owner: QObject) -> SheetPresenter:
    made = SheetPresenter(day.tasks, sentences(), day.clock, owner)
    day.watch(made)
    return made


def test_a_printer_that_takes_the_page_and_one_that_does_not(day: Day, paper: SheetPresenter) -> None:
    paper.print_sheet(SHEET)
    assert [each.busy for each in day.states] == ["Drawing the page.", ""]
    paper.print_with(lambda: True)
    assert day.state == PaperState(told="Sent to the printer.")
    paper.print_with(lambda: False)
    assert day.state == PaperState(told="The printer did not take the page. Save it as a file.", told_wrong=True)


def test_one_page_at_a_time(day: Day, paper: SheetPresenter, tmp_path: Path) -> None:
    day.tasks.hold = True
    paper.print_sheet(SHEET)
    paper.save(SHEET, tmp_path / "lou.pdf")
    assert len(day.tasks.held) == 1


def test_what_was_left_meanwhile_is_not_told(day: Day, paper: SheetPresenter, tmp_path: Path) -> None:
    pages: list[object] = []
    paper.pages_drawn.connect(pages.append)
    day.tasks.hold = True
    paper.print_sheet(SHEET)
    paper.forget()
    day.tasks.run()
    assert (day.state, pages) == (PaperState(), [])
    paper.save(SHEET, tmp_path / "lou.pdf")
    day.tasks.run()
    assert day.state.told == "Saved as lou.pdf. This file is not locked."


def test_a_full_disk_is_told(day: Day, paper: SheetPresenter, tmp_path: Path) -> None:
    day.tasks.fails = StorageError("disk_full")
    paper.save(SHEET, tmp_path / "lou.pdf")
    assert day.state == PaperState(told=sentences().error(StorageError("disk_full")), told_wrong=True)
