"""The choice of the kind of file: four cards, and for two of them which of two files."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QVBoxLayout, QWidget

from vault.core.sentences import Sentences
from vault.customer.taking_along import Form
from vault.desktop.parts.choice_card import ChoiceCard, choose_one, least_width
from vault.desktop.parts.segments import Segments
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.theme import Theme

_GAP = 10
KINDS = ((Form.EVERYTHING,), (Form.PAGE, Form.PDF), (Form.TABLE,), (Form.JSON, Form.JSONLD))
"""The forms behind each card; the first is what the card itself means."""
_SHORT = {Form.PAGE: "HTML", Form.PDF: "PDF", Form.JSON: "JSON", Form.JSONLD: "JSON-LD"}


class KindChoice(QWidget):
    """``chosen`` has the :class:`Form` that a person chose."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, sentences: Sentences) -> None:
        super().__init__()
        self._sentences = sentences
        again = self.tr("All forms in one file. Can be brought in again.")
        self.cards = [
            ChoiceCard(theme, title, about)
            for title, about in (
                (self.tr("Everything (ZIP)"), again),
                (self.tr("To read (HTML, PDF)"), self.tr("Opens in any browser. Good to read and print.")),
                (self.tr("Table (CSV)"), self.tr("For a spreadsheet. Can be brought in again.")),
                (self.tr("For another app (JSON)"), self.tr("Complete. Can be brought in again.")),
            )
        ]
        self._group, self._grid = QButtonGroup(self), QGridLayout()
        self._grid.setSpacing(_GAP)
        self._columns = 0
        for number, card in enumerate(self.cards):
            self._group.addButton(card, number)
        self._pairs = {number: self._pair(theme, number) for number, forms in enumerate(KINDS) if len(forms) > 1}
        self._about = WrapLabel(theme, "", "smallSub")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._grid)
        self._which = QWidget()
        below = QVBoxLayout(self._which)
        below.setContentsMargins(0, _GAP, 0, 0)
        below.setSpacing(4)
        for pair in self._pairs.values():
            below.addWidget(pair)
        below.addWidget(self._about)
        column.addWidget(self._which)
        self._place(2)
        self._group.idToggled.connect(self._toggled)

    def show_form(self, form: Form) -> None:
        """Show this one as chosen."""
        number = next(number for number, forms in enumerate(KINDS) if form in forms)
        with QSignalBlocker(self._group):
            choose_one(self.cards, self.cards[number])
        for kind, pair in self._pairs.items():
            pair.setVisible(kind == number)
        self._which.setVisible(number in self._pairs)
        if number in self._pairs:
            self._pairs[number].set_chosen(form.value)
            self._about.setText(self._words(form))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._place(2 if self.width() >= 2 * least_width(self.cards) + _GAP else 1)

    def _pair(self, theme: Theme, number: int) -> Segments:
        """Made with the page, so that Tab comes to it in its place."""
        made = Segments(theme)
        made.set_items([(each.value, _SHORT[each], None) for each in KINDS[number]])
        made.setAccessibleName(self.cards[number].title.text())
        made.picked.connect(lambda form: self.chosen.emit(Form(form)))
        return made

    def _words(self, form: Form) -> str:
        return self._sentences.say("forms", form.value) + "."

    def _toggled(self, number: int, on: bool) -> None:
        """Not ``idClicked``: arrows and screen readers only toggle."""
        if on:
            self.chosen.emit(KINDS[number][0])

    def _place(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for number, card in enumerate(self.cards):
            self._grid.addWidget(card, number // columns, number % columns)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if columns > 1 else 0)
