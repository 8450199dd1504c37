"""A button that keeps a page for family as a file, and what may stand on it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from vault.desktop.family_presenter import FamilyState, FamilyTicks
from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import button
from vault.desktop.parts.note import Note
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.preference_flow import FlowLayout
from vault.desktop.theme import Theme
from vault.desktop.your_data_files import FileDialogs, Files

if TYPE_CHECKING:
    from vault.desktop.family_presenter import FamilyPresenter


class FamilyBar(QWidget):
    """``save_chosen`` carries a path, ``ticked`` a :class:`FamilyTicks`. ``of_people``: everybody one buys for."""

    save_chosen = Signal(object)
    ticked = Signal(object)

    def __init__(self, theme: Theme, icons: Icons, *, of_people: bool = False) -> None:
        super().__init__()
        self.files: Files = FileDialogs()
        self._of_people = of_people
        about = self.tr("Everybody with their sizes, on one page. Nothing sealed, and no notes.")
        if not of_people:
            about = self.tr("Your own wishes that are not done, on one page.")
        self.ideas = QCheckBox(self.tr("Wishes you think of for them too"))
        self.prices = QCheckBox(self.tr("Prices too"))
        self.save = button(self.tr("Save a page for family…"), "normal", icon=icons.icon("download-simple", "ink", 18))
        self._told = Note(theme, icons, "green", "")
        self._told.hide()
        if not of_people:
            self.ideas.hide()  # never shown here: without a parent yet it would be a window of its own
        row = FlowLayout(gap=12, line_gap=4)
        for each in (self.save, self.ideas, self.prices):
            row.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(WrapLabel(theme, about, "smallSub"))
        column.addWidget(self._told)
        for tick in (self.ideas, self.prices):
            tick.toggled.connect(lambda _: self._tell())
        self.save.clicked.connect(self._ask_where)

    def attach(self, presenter: FamilyPresenter) -> None:
        """Give what the customer does to the presenter, and show what it says."""
        presenter.changed.connect(self.show_state)
        self.ticked.connect(presenter.tick)
        self.save_chosen.connect(presenter.save)
        self.show_state(FamilyState())

    def show_state(self, state: FamilyState) -> None:
        """Show what is ticked, and what became of it."""
        for tick, on in ((self.ideas, state.ticks.ideas), (self.prices, state.ticks.prices)):
            with QSignalBlocker(tick):
                tick.setChecked(on)
        self.prices.setEnabled(state.ticks.ideas or not self._of_people)
        self._told.tell("error" if state.told_wrong else "green", state.told)

    def come_after(self, last: QWidget) -> None:
        """Take the keyboard after ``last``: rows above that are made later would come behind this."""
        for one, then in pairwise((last, self.save, self.ideas, self.prices)):
            QWidget.setTabOrder(one, then)

    def _tell(self) -> None:
        self.ticked.emit(FamilyTicks(self.ideas.isChecked(), self.prices.isChecked()))

    def _ask_where(self) -> None:
        name = self.tr("people.pdf") if self._of_people else self.tr("wishes-for-family.pdf")
        self.files.save(self, self.tr("Save as file (.pdf or .html)"), name, self.save_chosen.emit)
