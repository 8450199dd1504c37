"""How a letter leaves the window: as a PDF, in the mail program, as text, or on paper. The customer sends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from vault.desktop.icons import Icons
from vault.desktop.letter_page_panels import SentPanel
from vault.desktop.letter_page_state import LetterPageState, Panel
from vault.desktop.parts.buttons import button
from vault.desktop.parts.card import Card
from vault.desktop.parts.note import Note
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.preference_flow import FlowLayout
from vault.desktop.printing import A4, PrintDialogs, Printing
from vault.desktop.theme import Theme
from vault.desktop.your_data_files import FileDialogs, Files

if TYPE_CHECKING:
    from vault.desktop.letter_page_presenter import LetterPagePresenter
    from vault.desktop.sheet_presenter import PaperState


class SendCard(Card):
    """``sent_pressed`` opens where one says that it was sent, and when."""

    save_chosen = Signal(object)
    sent_pressed = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(theme, theme.space("cardPadLarge"), parent)
        self.files: Files = FileDialogs()
        self.printing: Printing = PrintDialogs()
        self._name = ""
        self.save = button(self.tr("Save as PDF…"), "main", icon=icons.icon("download-simple", "onPrimary", 18))
        self.mail = button(
            self.tr("Open in your mail program"), "normal", icon=icons.icon("envelope-simple", "ink", 18)
        )
        self.copy = button(self.tr("Copy the text"), "normal", icon=icons.icon("copy", "ink", 18))
        self.print_button = button(self.tr("Print…"), "normal", icon=icons.icon("printer", "ink", 18))
        self.sent = button("", "normal", icon=icons.icon("paper-plane-tilt", "ink", 18))
        self._mail_about = WrapLabel(theme, "", "smallSub")
        self._doing = WrapLabel(theme, "", "smallSub")
        self._told = Note(theme, icons, "green", "")
        self.panel = SentPanel(theme, self)
        for part in (self._doing, self._told, self.panel):
            part.hide()
        ways, after = FlowLayout(gap=8, line_gap=8), FlowLayout(gap=8)
        for each in (self.save, self.mail, self.copy, self.print_button):
            ways.addWidget(each)
        after.addWidget(self.sent)
        self.body.setSpacing(10)
        self.body.addWidget(
            WrapLabel(
                theme,
                self.tr("You send it yourself. A saved file is not locked: anyone who has it can read it."),
                "small",
            )
        )
        self.body.addLayout(ways)
        self.body.addWidget(self._mail_about)
        self.body.addWidget(self._doing)
        self.body.addWidget(self._told)
        self.body.addLayout(after)
        self.body.addWidget(self.panel)
        self.save.clicked.connect(self._ask_where)
        self.sent.clicked.connect(self.sent_pressed)

    def attach(self, presenter: LetterPagePresenter) -> None:
        """Give what the customer does to the presenter."""
        self.save_chosen.connect(presenter.save)
        self.mail.clicked.connect(presenter.mail)
        self.copy.clicked.connect(presenter.copy)
        self.print_button.clicked.connect(presenter.print_letter)
        self.sent_pressed.connect(lambda: presenter.toggle(Panel.SENT))
        self.panel.saved.connect(presenter.mark_sent)
        presenter.paper.changed.connect(self.show_paper)
        presenter.paper.pages_drawn.connect(
            lambda pages: self.printing.print_pages(self, pages, A4, presenter.paper.print_with)
        )

    def show_state(self, state: LetterPageState) -> None:
        """Show the ways that this letter has."""
        self._name = state.file_name
        self._mail_about.setText(state.mail_about)
        text = self.tr("Change when you sent it") if state.sent else self.tr("I sent it")
        if self.sent.accessibleName() != text:
            self.sent.setText(f"\u2005{text}")  # as any button with an icon
            self.sent.setAccessibleName(text)
        self.panel.show_state(state)
        self.panel.setVisible(state.panel is Panel.SENT)

    def stops(self) -> list[QWidget]:
        """What the keyboard comes to, as it is read."""
        return [self.save, self.mail, self.copy, self.print_button, self.sent, *self.panel.stops()]

    def show_paper(self, state: PaperState) -> None:
        """Show what is being drawn, or what became of it."""
        self._doing.setText(state.busy)
        self._doing.setVisible(bool(state.busy))
        self._told.tell("error" if state.told_wrong else "green", state.told)

    def _ask_where(self) -> None:
        self.files.save(self, self.tr("Save the letter (.pdf or .txt)"), self._name, self.save_chosen.emit)
