"""The editor of one size or like of somebody: the same fields as one's own preferences have, and nothing to share."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from vault.desktop.icons import Icons
from vault.desktop.page_scroll import reveal
from vault.desktop.parts.announce import announce
from vault.desktop.parts.buttons import button
from vault.desktop.parts.state_line import StateLine
from vault.desktop.people_state import PersonEditing
from vault.desktop.preference_value import unit_sign
from vault.desktop.preference_words import ProblemWords
from vault.desktop.theme import Theme
from vault.desktop.value_editors import value_editor


class PersonValueEditor(QFrame):
    """Shows a :class:`PersonEditing` and says what a person does; it decides nothing."""

    typed = Signal(object)
    save_asked = Signal()
    cancel_asked = Signal()
    delete_asked = Signal()

    def __init__(self, theme: Theme, icons: Icons, language: str, state: PersonEditing) -> None:
        super().__init__()
        self.key = state.entry.key
        self._words = ProblemWords(language, self)
        self.value = value_editor(theme, icons, state.entry, language)
        self._error = StateLine(theme, icons, "error", "")
        self.save = button(self.tr("Save"), "main", small=True)
        self.cancel = button(self.tr("Cancel"), "normal", small=True)
        self.delete = button(self.tr("Remove"), "quiet", small=True, icon=icons.icon("trash", "ink2", 18))
        title = QLabel(self.value.name)
        title.setProperty("role", "label")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 12)
        column.setSpacing(8)
        column.addWidget(title)
        column.addWidget(self.value)
        column.addWidget(self._error)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.save)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        buttons.addWidget(self.delete)
        column.addLayout(buttons)
        self._save_pressed = False
        self.save_asked.connect(self._try_to_save)  # before who takes it answers
        self.value.edited.connect(lambda: self.typed.emit(self.value.typed()))
        self.value.submitted.connect(self.save_asked)
        self.save.clicked.connect(self.save_asked)
        self.cancel.clicked.connect(self.cancel_asked)
        self.delete.clicked.connect(self.delete_asked)
        self.show_state(state)

    def show_state(self, state: PersonEditing) -> None:
        """Show what is typed and what is wrong with it. A field that already shows its text is left alone."""
        if self.value.typed() != state.typed:
            self.value.show_typed(state.typed)
        problem = state.problem
        text = self._words.say(problem, unit_sign(state.entry)) if problem is not None else state.failed
        self._error.set_state("error", text)
        self._error.setVisible(bool(text))
        self.value.mark(None if problem is None else 1 if problem.second else 0)
        self.value.describe_problem(text)
        pressed, self._save_pressed = self._save_pressed, False
        if pressed and problem is not None:  # it is mended where it is wrong
            self.value.go_to(second=problem.second)
            announce(self._error, text)
            reveal(self._error, self.value.height() + 2 * self.fontMetrics().lineSpacing())  # with the label
        self.delete.setVisible(not state.new)
        self.save.setEnabled(not state.busy)

    def _try_to_save(self) -> None:
        self._save_pressed = True
