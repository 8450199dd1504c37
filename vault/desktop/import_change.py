"""The customer's own value in the place of one that is suggested."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from vault.core.sentences import Sentences
from vault.desktop.icons import Icons
from vault.desktop.import_state import Change
from vault.desktop.parts.buttons import button
from vault.desktop.parts.state_line import StateLine
from vault.desktop.preference_value import unit_sign
from vault.desktop.preference_words import ProblemWords
from vault.desktop.theme import Theme
from vault.desktop.value_editors import value_editor


class ChangePart(QWidget):
    """Fields as on the preferences page. ``typed`` carries what stands in them."""

    typed = Signal(object)
    use_asked = Signal()
    cancel_asked = Signal()

    def __init__(self, theme: Theme, icons: Icons, sentences: Sentences, change: Change) -> None:
        super().__init__()
        self._words = ProblemWords(sentences.language, self)
        self.entry = change.entry
        self.value = value_editor(theme, icons, change.entry, sentences.language)
        self.error = StateLine(theme, icons, "error", "")
        self.use = button(self.tr("Accept this value"), "normal", small=True)
        self.cancel = button(self.tr("Cancel"), "quiet", small=True)
        label = QLabel(self.value.label())
        label.setProperty("role", "label")
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.use)
        below.addWidget(self.cancel)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(label)
        column.addWidget(self.value)
        column.addWidget(self.error)
        column.addLayout(below)
        self.show_change(change)
        self.value.edited.connect(lambda: self.typed.emit(self.value.typed()))
        self.value.submitted.connect(self.use_asked)
        self.use.clicked.connect(self.use_asked)
        self.cancel.clicked.connect(self.cancel_asked)

    def show_change(self, change: Change) -> None:
        """Show what is typed, and what is wrong with it."""
        if self.value.typed() != change.typed:
            self.value.show_typed(change.typed)
        problem = change.problem
        text = self._words.say(problem, unit_sign(self.entry)) if problem is not None else ""
        self.error.set_state("error", text)
        self.error.setVisible(bool(text))
        self.value.mark(None if problem is None else 1 if problem.second else 0)
        self.value.describe_problem(text)

    def take_focus(self) -> None:
        """Put the keyboard into the first field."""
        self.value.first().setFocus(Qt.FocusReason.OtherFocusReason)
