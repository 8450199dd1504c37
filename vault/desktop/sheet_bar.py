"""Buttons that print a sheet or keep it as a file, with what becomes of that below them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import button
from vault.desktop.parts.note import Note
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.preference_flow import FlowLayout
from vault.desktop.printing import A6, PrintDialogs, Printing
from vault.desktop.sheet_presenter import PaperState
from vault.desktop.theme import Theme
from vault.desktop.your_data_files import FileDialogs, Files

if TYPE_CHECKING:
    from vault.desktop.sheet_presenter import SheetPresenter


class SheetBar(QWidget):
    """``before`` are widgets that stand in the same row. ``file_name`` is offered to save as, such as ``list.pdf``.

    ``save_chosen`` carries a path; ``print_chosen`` what prints, for another thread.
    """

    print_asked = Signal()
    print_chosen = Signal(object)
    save_chosen = Signal(object)

    def __init__(self, theme: Theme, icons: Icons, file_name: str, before: Sequence[QWidget] = ()) -> None:
        super().__init__()
        self.files: Files = FileDialogs()
        self.printing: Printing = PrintDialogs()
        self._file_name = file_name
        self.print_button = button(self.tr("Print A6…"), "normal", icon=icons.icon("printer", "ink", 18))
        self.save = button(self.tr("Save as file…"), "normal", icon=icons.icon("download-simple", "ink", 18))
        self._doing = WrapLabel(theme, "", "smallSub")
        self._told = Note(theme, icons, "green", "")
        self._doing.hide()
        self._told.hide()
        row = FlowLayout(gap=8, line_gap=8)
        for each in (*before, self.print_button, self.save):
            row.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self._doing)
        column.addWidget(self._told)
        self.print_button.clicked.connect(self.print_asked)
        self.save.clicked.connect(self._ask_where)

    def attach(self, presenter: SheetPresenter) -> None:
        """Show what it says; what to print and to save, the page tells it."""
        presenter.changed.connect(self.show_state)
        presenter.pages_drawn.connect(self._ask_printer)
        self.print_chosen.connect(presenter.print_with)

    def set_possible(self, possible: bool) -> None:
        """Whether there is anything to print.

        While a page is drawn the buttons stay as they are, though they do nothing: else they lose the keyboard.
        """
        for each in (self.print_button, self.save):
            each.setEnabled(possible)

    def show_state(self, state: PaperState) -> None:
        """Show what is being done, or what became of it."""
        self._doing.setText(state.busy)
        self._doing.setVisible(bool(state.busy))
        self._told.tell("error" if state.told_wrong else "green", state.told)

    def _ask_printer(self, pages: tuple[bytes, ...]) -> None:
        self.printing.print_pages(self, pages, A6, self.print_chosen.emit)

    def _ask_where(self) -> None:
        self.files.save(self, self.tr("Save as file (.pdf or .html)"), self._file_name, self.save_chosen.emit)
