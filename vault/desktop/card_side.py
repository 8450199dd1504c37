"""The right side of "My card": its language, the card itself, and the ways it leaves the window."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from vault.desktop.card_preview import CardPreview
from vault.desktop.card_state import CardState, Face
from vault.desktop.icons import Icons
from vault.desktop.page_scroll import ROOM, PageScroll
from vault.desktop.parts.buttons import button
from vault.desktop.parts.note import Note
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.preference_value import PlainList
from vault.desktop.theme import Theme

_LEAST_PREVIEW = 120


class CardSide(QWidget):
    """Shows a :class:`CardState` and says what the customer does with the card."""

    language_picked = Signal(str)
    systems_toggled = Signal(bool)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.language = PlainList()
        self._label = QLabel(self.tr("Language of the card"))
        self._label.setProperty("role", "label")
        self._label.setBuddy(self.language)
        self.language.setAccessibleName(self._label.text())
        self.systems = QCheckBox(self.tr("Sizes of other countries too"))
        self.preview = CardPreview(theme)
        self.large = button(self.tr("Show large"), "main", icon=icons.icon("arrows-out", "onPrimary", 18))
        self.copy = button(self.tr("Copy as text"), "normal", icon=icons.icon("copy", "ink", 18))
        self.print_button = button(self.tr("Print A6…"), "normal", icon=icons.icon("printer", "ink", 18))
        self.save = button(self.tr("Save as file…"), "normal", icon=icons.icon("download-simple", "ink", 18))
        self._told = Note(theme, icons, "green", "")
        self._told.hide()
        self._busy = WrapLabel(theme, "", "smallSub")
        self._last = WrapLabel(theme, self.tr("What you paste or show cannot be taken back."), "smallSub")
        self._lay_out()
        self.language.activated.connect(lambda _: self.language_picked.emit(self.language.currentData()))
        self.systems.toggled.connect(self.systems_toggled)

    def show_state(self, state: CardState) -> None:
        """Show the card as it is now."""
        self._show_languages(state)
        with QSignalBlocker(self.systems):
            self.systems.setChecked(state.other_systems)
        self.systems.setVisible(state.face is Face.MINE)
        self.preview.show_sheet(state.sheet, self._instead(state))
        for each in (self.large, self.copy, self.print_button, self.save):
            each.setEnabled(state.sheet is not None)  # also while it is drawn: else they lose the keyboard
        self._busy.setText(state.busy)
        self._busy.setVisible(bool(state.busy))
        self._told.tell("error" if state.told_wrong else "green", state.told)
        self._last.setVisible(state.sheet is not None and not state.busy and not state.told)

    def _instead(self, state: CardState) -> str:
        if not state.loaded:
            return ""
        if state.face is Face.MINE:
            return self.tr("Tick what you want on your card.")
        if not state.has_allergies:
            return self.tr("You keep no allergies yet.")
        return self.tr("Your allergies are sealed. Your passphrase puts them on this card.")

    def _show_languages(self, state: CardState) -> None:
        known = [(self.language.itemData(at), self.language.itemText(at)) for at in range(self.language.count())]
        if known != list(state.languages):
            self.language.clear()
            for language, name in state.languages:
                self.language.addItem(name, language)
        self.language.setCurrentIndex(self.language.findData(state.language))

    def _lay_out(self) -> None:
        self.systems.setAccessibleName(self.systems.text())
        self.language.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        holder = PageScroll(self.tr("Your card"))
        holder.show_part(self.preview)
        holder.setMinimumHeight(_LEAST_PREVIEW)
        buttons = QGridLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.large, 0, 0)
        buttons.addWidget(self.copy, 0, 1)
        buttons.addWidget(self.print_button, 1, 0)
        buttons.addWidget(self.save, 1, 1)
        above, below = QVBoxLayout(), QVBoxLayout()
        for part in (above, below):
            part.setContentsMargins(0, 0, ROOM, 0)  # where the scroll bar of the card stands
            part.setSpacing(0)
        above.addWidget(self._label)
        above.addSpacing(6)
        above.addWidget(self.language)
        above.addSpacing(6)
        above.addWidget(self.systems)
        above.addSpacing(8)
        below.addLayout(buttons)
        below.addSpacing(8)
        for said in (self._busy, self._told, self._last):
            below.addWidget(said)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addWidget(holder, 1)
        column.addSpacing(12)
        column.addLayout(below)


def direction(beside: bool) -> QBoxLayout.Direction:
    """How the two columns of the page stand."""
    return QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
