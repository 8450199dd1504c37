"""What stands in the place of suggestions: what was added, that there is nothing to suggest, or what went wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.import_state import ImportState, Stage
from vault.desktop.parts.buttons import button
from vault.desktop.parts.card import Card
from vault.desktop.parts.note import Note
from vault.desktop.parts.state_line import StateLine
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.preference_flow import FlowLayout
from vault.desktop.request_text import clear
from vault.desktop.theme import Theme


class ImportEnd(QWidget):
    """``preferences_pressed`` leads to what was added, ``back_pressed`` to where another file can be chosen."""

    preferences_pressed = Signal()
    back_pressed = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme, self._icons = theme, icons
        self._shown: object = None
        self._failed = Note(theme, icons, "error", "")
        self._card = Card(theme)
        self._card.body.setSpacing(10)
        self._title = WrapLabel(theme, "", "heading")
        self._lines = QWidget()
        self._column = QVBoxLayout(self._lines)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.preferences = button(self.tr("See your preferences"), "normal")
        self.back = button(self.tr("Choose another file"), "normal")
        ways = QWidget()
        row = FlowLayout(ways, gap=12, line_gap=8)
        row.addWidget(self.preferences)
        row.addWidget(self.back)
        self._card.body.addWidget(self._title)
        self._card.body.addWidget(self._lines)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for each in (self._failed, self._card, ways):
            column.addWidget(each)
        self.preferences.clicked.connect(self.preferences_pressed)
        self.back.clicked.connect(self.back_pressed)

    def show_state(self, state: ImportState) -> None:
        """Show what came of it."""
        self._failed.tell("error", state.failed if state.stage is Stage.FAILED else "")
        title, good, others = self._words(state)
        self.preferences.setVisible(bool(good))
        self._card.setVisible(bool(title))
        if (title, good, others) == self._shown:
            return
        self._shown = (title, good, others)
        self._title.setText(title)
        clear(self._lines)
        lines = [StateLine(self._theme, self._icons, "ok", each) for each in good]
        for line in (*lines, *(WrapLabel(self._theme, each, "sub") for each in others)):
            self._column.addWidget(line)
            line.show()

    def first(self) -> QWidget:
        """Where the keyboard goes when this comes."""
        return self.preferences if self.preferences.isVisibleTo(self) else self.back

    def take_focus(self) -> None:
        """Put the keyboard there."""
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _words(self, state: ImportState) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        if state.done is not None:
            return state.done.title, state.done.added, state.done.lines
        if state.stage is Stage.REVIEW:
            read = self.tr("We read the file well, but saw no clear pattern in it.")
            return self.tr("Nothing to suggest"), (), (read,)  # what else was read is said with the files
        if state.stage is Stage.CLOSED:
            return self.tr("No file is open"), (), (self.tr("Choose one under “Your data”."),)
        return "", (), ()
