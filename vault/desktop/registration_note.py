"""The one question about links: whether a shop's links open here."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import button
from vault.desktop.parts.card import Card
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.theme import Theme


class RegistrationNote(QWidget):
    """A question and two buttons of one look and width, the refusing one first."""

    refused = Signal()
    agreed = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        card = Card(theme, padding=12)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(IconLabel(theme, icons, "link-simple", "primary", theme.size("icon.default")))
        self.words = WrapLabel(theme, self.tr("Buttons and files of shops can open your vault. Let them do so here?"))
        row.addWidget(self.words, 1)
        self.no = button(self.tr("Not here"), "normal", small=True)
        self.yes = button(self.tr("Open here"), "normal", small=True)
        for each, signal in ((self.no, self.refused), (self.yes, self.agreed)):
            each.clicked.connect(signal)
            row.addWidget(each)
        card.body.addLayout(row)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 8, 0, 8)
        whole.addWidget(card)
        self._same_width()
        theme.changed.connect(self._same_width)

    def say(self, text: str) -> None:
        """Something went wrong: say so in place of the question."""
        self.words.setText(text)
        self.no.hide()
        self.yes.hide()

    def _same_width(self) -> None:
        widest = max(self.no.sizeHint().width(), self.yes.sizeHint().width())
        for each in (self.no, self.yes):
            each.setMinimumWidth(widest)
