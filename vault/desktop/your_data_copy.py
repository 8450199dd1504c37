"""Taking a copy: what kind of file, what goes in, its lock, and what became of it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from vault.core.sensitivity import Level
from vault.core.sentences import Sentences
from vault.customer.taking_along import Part
from vault.desktop.icons import Icons
from vault.desktop.page_scroll import reveal
from vault.desktop.parts.announce import announce
from vault.desktop.parts.buttons import button
from vault.desktop.parts.card import Card
from vault.desktop.parts.level_badge import LevelBadge
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.parts.wrap_tick import WrapTick, before_words
from vault.desktop.passphrase_field import PassphraseField
from vault.desktop.theme import Theme
from vault.desktop.your_data_kinds import KindChoice
from vault.desktop.your_data_lock import LockPart
from vault.desktop.your_data_only import OnlyPart
from vault.desktop.your_data_outcome import OutcomeLines
from vault.desktop.your_data_state import CopyState, Outcome, Writing

_PARTS = (Part.PREFERENCES, Part.SHOPS, Part.PEOPLE, Part.WISHES)


class CopyCard(Card):
    """Says what the customer does; what is typed stays in the fields. ``save_pressed`` asks for a place."""

    form_chosen = Signal(object)
    part_ticked = Signal(object, bool)
    sealed_toggled = Signal(bool)
    save_pressed = Signal()
    cancel_pressed = Signal()

    def __init__(self, theme: Theme, icons: Icons, sentences: Sentences) -> None:
        super().__init__(theme, theme.space("cardPadLarge"))
        self._theme, self._icons = theme, icons
        self.body.setSpacing(0)
        self.kinds = KindChoice(theme, sentences)
        self.parts = {part: WrapTick(theme) for part in _PARTS}
        self.sealed = QCheckBox()
        self._asks = WrapLabel(theme, self.tr("Asks for your passphrase first."), "smallSub")
        self.passphrase = PassphraseField(theme, icons, self.tr("Your passphrase"), theme.size("control"))
        self.only = OnlyPart(theme, icons)
        self.lock = LockPart(theme, icons)
        self.save = button(self.tr("Save copy…"), "main", icon=icons.icon("download-simple", "onPrimary", 18))
        self._beside = WrapLabel(theme, "", "smallSub")
        self._wrong, self._keyboard = "", False
        self._saved: Outcome | None = None
        self.writing = _WritingPart(theme)
        self.outcome = OutcomeLines(theme, icons)
        self._lay_out(sentences.say("levels", Level.SEALED.word))
        self.kinds.chosen.connect(self.form_chosen)
        for part, tick in self.parts.items():
            tick.box.toggled.connect(partial(self.part_ticked.emit, part))
        self.sealed.toggled.connect(self.sealed_toggled)
        self.save.clicked.connect(self._press)
        self.writing.cancel.clicked.connect(self.cancel_pressed)
        self.passphrase.entered.connect(self._press)
        self.lock.fields.entered.connect(self._press)

    def show_state(self, state: CopyState) -> None:
        """Show what there is, and what goes on."""
        self.kinds.show_form(state.form)
        busy = state.writing is not None
        self._turn_to(state.writing, ready=state.ready)
        self.kinds.setEnabled(state.loaded and not busy)
        texts = {tick.part: tick for tick in state.ticks}
        for part, tick in self.parts.items():
            found = texts.get(part)
            tick.show_tick(found.text if found else "", on=found is not None and found.on)
            tick.setEnabled(not busy)
        self.sealed.setText(state.sealed)
        self.sealed.setAccessibleName(state.sealed)
        with QSignalBlocker(self.sealed):
            self.sealed.setChecked(state.with_sealed)
        self.sealed.setEnabled(state.can_seal and not busy)
        self.passphrase.setVisible(state.with_sealed)
        self.passphrase.edit.setReadOnly(busy)
        self._asks.setVisible(not state.with_sealed and (state.can_seal or not state.loaded))
        if not state.with_sealed:
            self.passphrase.clear()
        self.only.show_state(state)
        self.lock.show_state(state)
        if state.passphrase_wrong != self._wrong:
            self._wrong = state.passphrase_wrong
            self.passphrase.say("error" if self._wrong else "", self._wrong)
            if self._wrong:
                self.passphrase.take_focus()
        nothing = state.loaded and not any(tick.on for tick in state.ticks)
        checked = self.tr("We check the file before we say it is done.")
        self._beside.setText(self.tr("Choose at least one part.") if nothing else checked)
        self._beside.setVisible(not busy)
        if state.saved is not None and state.saved.good and state.saved != self._saved:
            self.lock.fields.clear()
        self._saved = state.saved
        self.outcome.show_outcome(state.saved)

    def _turn_to(self, writing: Writing | None, *, ready: bool) -> None:
        """Show what can be pressed now. The keyboard goes along before the other goes: else Qt takes it elsewhere."""
        if writing is not None and self.writing.isHidden():
            # A file dialog may still be in front: then no part of this window has the focus, and yet one will have it.
            self._keyboard = self.window().focusWidget() is self.save
            self.writing.show_writing(writing)
            if self._keyboard:
                self.writing.cancel.setFocus()
            reveal(self.writing)
        self.save.setEnabled(ready)
        self.save.setVisible(writing is None)
        if writing is None and self._keyboard:
            self._keyboard = False
            self.save.setFocus()
        self.writing.show_writing(writing)

    def _press(self) -> None:
        if self.save.isEnabled():
            self.save_pressed.emit()

    def _lay_out(self, sealed_word: str) -> None:
        theme, icons = self._theme, self._icons
        self.body.addWidget(_title(theme, self.tr("What kind of file?")))
        self.body.addSpacing(10)
        self.body.addWidget(self.kinds)
        self.body.addSpacing(20)
        self.body.addWidget(_title(theme, self.tr("What goes in?")))
        self.body.addSpacing(4)
        for tick in self.parts.values():
            self.body.addWidget(tick)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.sealed)
        row.addWidget(LevelBadge(theme, icons, Level.SEALED, sealed_word))
        row.addStretch(1)
        self.body.addLayout(row)
        below = QVBoxLayout()
        below.setContentsMargins(before_words(theme), 0, 0, 0)
        below.addWidget(self._asks)
        below.addWidget(self.passphrase)
        self.body.addLayout(below)
        self.body.addSpacing(8)
        self.body.addWidget(self.only)
        self.body.addSpacing(16)
        self.body.addWidget(self.lock)
        self.body.addSpacing(20)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.save)
        row.addWidget(self._beside, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.writing)
        self.body.addWidget(self.outcome)


class _WritingPart(QWidget):
    """How far the writing is, with words, and the way to stop it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Writing your copy"))
        self._said = WrapLabel(theme, "", "smallSub")
        self.cancel = button(self.tr("Cancel"), "normal")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._said, 1)
        row.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.bar)
        column.addLayout(row)
        self.hide()

    def show_writing(self, writing: Writing | None) -> None:
        """Say how far it is, or be gone."""
        if writing is not None:
            if self.isHidden():
                announce(self, writing.said)
            self.bar.setRange(0, max(1, writing.of))
            self.bar.setValue(writing.done)
            self._said.setText(writing.said)
        self.setVisible(writing is not None)


def _title(theme: Theme, text: str) -> QLabel:
    return WrapLabel(theme, text, "strong")
