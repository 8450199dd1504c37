"""The passphrase, before something is done that only its owner may do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import button
from vault.desktop.passphrase_field import PassphraseField
from vault.desktop.settings_panel import SettingsPanel
from vault.desktop.theme import Theme

if TYPE_CHECKING:
    from vault.desktop.settings_state import AskState


@dataclass(frozen=True)
class Question:
    """What the passphrase is for: a title, what happens then, the word of the button, and an icon."""

    title: str
    text: str
    word: str
    icon: str


class AskPanel(SettingsPanel):
    """Shows an :class:`AskState`; ``answer`` takes what was typed."""

    def __init__(
        self, theme: Theme, icons: Icons, window: QWidget, question: Question, answer: Callable[[str], None]
    ) -> None:
        super().__init__(theme, icons, window, question.icon, "primary")
        self.say(question.title, question.text)
        self.field = PassphraseField(theme, icons, self.tr("Your passphrase"), theme.size("control"))
        self.cancel = button(self.tr("Cancel"), "normal")
        self.go_on = button(question.word, "main")
        self.body.addWidget(self.field)
        self.set_buttons((self.cancel, self.go_on))
        self.field.entered.connect(lambda: answer(self.field.typed()))
        self.go_on.clicked.connect(lambda: answer(self.field.typed()))
        self.cancel.clicked.connect(self.closed)

    def show_state(self, state: AskState | None) -> None:
        """Ask, or be gone."""
        if state is None:
            self.field.clear()
            self.shut()
            return
        self.field.say("error" if state.wrong else "", state.wrong)
        self.field.edit.setReadOnly(bool(state.busy))
        self.failed.tell("error", state.failed)
        self.say_busy(state.busy)
        for each in (self.cancel, self.go_on):
            each.setEnabled(not state.busy)
        if not self.is_open:
            self.open_at(self.field.edit)
        elif state.wrong or state.failed:
            self.field.take_focus()
