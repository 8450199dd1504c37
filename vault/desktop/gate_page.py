"""What the pages behind the first one before a locked vault have in common: the closed house, a title, a way back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QSpacerItem

from vault.desktop.house_picture import HousePage, SideWords
from vault.desktop.icons import Icons
from vault.desktop.language_choice import LanguageChoice
from vault.desktop.parts.buttons import FLUSH, button
from vault.desktop.parts.note import Note
from vault.desktop.parts.state_line import StateLine
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.theme import Theme

_WIDE = 544
_BUTTON = 40
_ABOVE = 56  # where there is room; what is added to the form later moves nothing above it


class GatePage(HousePage):
    """A page with :attr:`title` and :attr:`about` above its form, and :attr:`failed` and :attr:`busy` to say more."""

    back_asked = Signal()
    language_chosen = Signal(str)

    def __init__(self, theme: Theme, icons: Icons, title: str, about: str) -> None:
        super().__init__(theme, opened=False, width=_WIDE, top=True)
        self._theme, self._icons = theme, icons
        self.title = WrapLabel(theme, title, "title")
        self.about = WrapLabel(theme, about, "sub")
        self.failed = Note(theme, icons, "error", "", closable=True)
        self.failed.hide()
        self.language: LanguageChoice | None = None
        self.busy = StateLine(theme, icons, "busy", "")
        self.busy.hide()
        self.back = button(self.tr("Back"), "quiet", icon=icons.icon("arrow-left", "primary", 18))
        self.back.clicked.connect(self.back_asked)
        self.form.addItem(QSpacerItem(0, _ABOVE, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Maximum))
        self.form.addWidget(self.title)
        self.form.addSpacing(4)
        self.form.addWidget(self.about)
        self.form.addSpacing(20)

    def say_beside(self, title: str, words: str) -> None:
        """Words on the painted side."""
        self.side.addWidget(SideWords(self._theme, title, title=True))
        self.side.addSpacing(4)
        self.side.addWidget(SideWords(self._theme, words))

    def offer_languages(self, language: str) -> None:
        """At the foot, the choice of another language than this one; ``language_chosen`` carries its code."""
        self.language = LanguageChoice(self._theme, self._icons, language)
        self.language.chosen.connect(self.language_chosen)
        self.put_at_foot(self.language)

    def end_form(self, *on: QPushButton) -> None:
        """The foot of the form: what went wrong, the buttons that lead ``on``, the way back, and what is going on."""
        self.form.addWidget(self.failed)
        self.form.addSpacing(16)
        self._on, row = on, QHBoxLayout()
        row.setSpacing(12)
        for each in on:
            each.setStyleSheet(f"QPushButton {{ min-height: {_BUTTON - 2}px; padding: 0 20px; }}")
            row.addWidget(each)
        row.addWidget(self.back)
        row.addStretch(1)
        self.form.addLayout(row)
        self.form.addSpacing(8)
        policy = self.busy.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # nothing moves when something begins
        self.busy.setSizePolicy(policy)
        self.form.addWidget(self.busy, 0, Qt.AlignmentFlag.AlignTop)

    def say_busy(self, words: str) -> None:
        """Say what is going on, or nothing. Until it ends the page stays, and so does its language."""
        if self.language is not None:
            self.language.setEnabled(not words)
        if words:
            self.busy.set_state("busy", words)
        self.busy.setVisible(bool(words))
        self._align_back()

    def _align_back(self) -> None:
        """Where no other button is before it, its picture stands below the edge of the title."""
        style = FLUSH if all(each.isHidden() for each in self._on) else ""
        if style != self.back.styleSheet():
            self.back.setStyleSheet(style)
