"""Bringing in: one's own copy, with the passphrase of its file, and the file of a shop."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import button
from vault.desktop.parts.card import Card
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.parts.words_row import WordsRow
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.passphrase_field import PassphraseField
from vault.desktop.theme import Theme
from vault.desktop.your_data_outcome import OutcomeLines
from vault.desktop.your_data_state import BringState

_SIDE = 16


class BringCard(Card):
    """``choose_pressed`` asks for one's own file and ``shop_pressed`` for that of a shop; ``open_pressed`` has the
    passphrase that was typed, which does not stay."""

    choose_pressed = Signal()
    open_pressed = Signal(str)
    leave_pressed = Signal()
    shop_pressed = Signal()
    letter_pressed = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__(theme, 0)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.setSpacing(0)
        self.choose = button(self.tr("Choose file…"), "normal", small=True)
        self.choose.setAccessibleName(self.tr("Choose file… with your own copy"))
        self._about = WrapLabel(theme, "", "smallSub")
        self._keyboard = False
        self.outcome = OutcomeLines(theme, icons, side=_SIDE, above=0, below=14)
        self.asking = _FilePassphrase(theme, icons)
        self.shop = button(self.tr("Choose file…"), "normal", small=True)
        self.shop.setAccessibleName(self.tr("Choose file… from a shop"))
        self.letter = button(self.tr("Make a letter to a shop"), "link", small=True)
        size = theme.size("icon.large")
        own = WrapLabel(theme, self.tr("Your own copy"), "strong"), self._about
        self._add_row(IconLabel(theme, icons, "file-text", "ink2", size), own, self.choose, self.body)
        self.body.addWidget(self.asking)
        self.body.addWidget(self.outcome)
        self._shop_row = QWidget()
        row = QVBoxLayout(self._shop_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(_rule())
        about = self.tr("Shops must give you your data if you ask. You look at each suggestion first.")
        words = WrapLabel(theme, self.tr("A file from a shop"), "strong"), WrapLabel(theme, about, "smallSub")
        self._add_row(IconLabel(theme, icons, "storefront", "ink2", size), words, self.shop, row)
        self.body.addWidget(self._shop_row)
        self.body.addWidget(_rule())
        below = QVBoxLayout()
        below.setContentsMargins(_SIDE, 8, _SIDE, 8)
        below.setSpacing(0)
        below.addWidget(WrapLabel(theme, self.tr("Files are read on this computer only."), "smallSub"))
        below.addWidget(self.letter, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(below)
        self.choose.clicked.connect(self.choose_pressed)
        self.shop.clicked.connect(self.shop_pressed)
        self.letter.clicked.connect(self.letter_pressed)
        self.asking.answered.connect(self.open_pressed)
        self.asking.left.connect(self.leave_pressed)

    def offer(self, *, review: bool, letters: bool) -> None:
        """Show the ways to other pages that there are."""
        self._shop_row.setVisible(review)
        self.letter.setVisible(letters)

    def show_state(self, state: BringState) -> None:
        """Show what goes on."""
        about = self.tr("What you saved here before: ZIP, JSON or table.")
        self._about.setText(state.bringing or about)
        # Also behind a file dialog that is still in front: then no part of this window has the focus itself.
        self._keyboard = self._keyboard or self.window().focusWidget() is self.choose
        self.choose.setEnabled(not state.bringing)
        if self._keyboard and not state.bringing:  # it went elsewhere while there was nothing to press
            self._keyboard = False
            self.choose.setFocus()
        self.asking.show_asking(state.asking, state.wrong, busy=bool(state.bringing))
        self.outcome.show_outcome(state.brought)

    @staticmethod
    def _add_row(icon: IconLabel, words: tuple[WrapLabel, ...], press: QPushButton, column: QVBoxLayout) -> None:
        row = WordsRow(icon, words, press, gap=14)
        row.setContentsMargins(_SIDE, 14, _SIDE, 14)
        column.addLayout(row)


class _FilePassphrase(QWidget):
    """Asks for the passphrase of a locked file, in place. ``answered`` carries what was typed."""

    answered = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._said = WrapLabel(theme, "", "small")
        self.field = PassphraseField(theme, icons, self.tr("Passphrase of the file"), theme.size("control"))
        self.open = button(self.tr("Open file"), "main", small=True)
        self.cancel = button(self.tr("Cancel"), "normal", small=True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.open)
        row.addWidget(self.cancel)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 0, _SIDE, 14)
        column.setSpacing(8)
        column.addWidget(self._said)
        column.addWidget(self.field)
        column.addLayout(row)
        self.hide()
        self.field.entered.connect(self._answer)
        self.open.clicked.connect(self._answer)
        self.cancel.clicked.connect(self.left)

    def show_asking(self, file: str, wrong: str, *, busy: bool) -> None:
        """Ask for the passphrase of this file, or with no name be gone."""
        opening = bool(file) and self.isHidden()
        if not file:
            self.field.clear()
        self._said.setText(self.tr("{file} is locked.").format(file=file))
        self.field.say("error" if wrong else "", wrong)
        self.field.edit.setReadOnly(busy)
        self.open.setEnabled(not busy)
        self.cancel.setEnabled(not busy)
        self.setVisible(bool(file))
        if opening or wrong:
            self.field.take_focus()

    def _answer(self) -> None:
        if self.open.isEnabled():
            self.answered.emit(self.field.typed())


def _rule() -> QFrame:
    made = QFrame()
    made.setProperty("rule", True)
    return made
