"""Whether the vault shall be deleted, and whether to wait for shops that did not hear it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import FLUSH, button
from vault.desktop.parts.link_line import LinkLine
from vault.desktop.parts.note import Note
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.passphrase_field import PassphraseField
from vault.desktop.settings_panel import SettingsPanel
from vault.desktop.settings_state import DeletionStep
from vault.desktop.theme import Theme

if TYPE_CHECKING:
    from vault.desktop.settings_deletion_presenter import DeletionPresenter
    from vault.desktop.settings_state import DeletionState


class DeletionPanel(SettingsPanel):
    """Shows a :class:`DeletionState`; ``copy_wanted`` says that a copy shall be made first, ``goodbye_wanted`` that all
    of it shall be done step by step."""

    copy_wanted = Signal()
    goodbye_wanted = Signal()

    def __init__(self, theme: Theme, icons: Icons, window: QWidget, presenter: DeletionPresenter) -> None:
        super().__init__(theme, icons, window, "trash", "error")
        self._presenter = presenter
        self._note = Note(theme, icons, "sand", self.tr("Nobody can bring it back. Backups in its folder go too."))
        self._more = WrapLabel(theme, "", "small")
        self.field = PassphraseField(theme, icons, self.tr("Your passphrase"), theme.size("control"))
        self.copy = button(self.tr("Take a copy first…"), "quiet", small=True)
        self.copy.setStyleSheet(FLUSH)
        self.goodbye = LinkLine(theme, icons, "hand-palm", self.tr("Leaving?"), self.tr("Say goodbye step by step."))
        self.keep = button(self.tr("Keep my vault"), "normal")
        self.delete = button(self.tr("Delete my vault"), "danger")
        self.wait = button(self.tr("Wait"), "normal")
        self.now = button(self.tr("Delete now"), "danger")
        self.body.addWidget(self._note)
        self.body.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.goodbye)
        self.body.addWidget(self._more)
        self.body.addWidget(self.field)
        self.set_buttons((self.keep, self.delete, self.wait, self.now))
        self.field.entered.connect(self._ask)
        self.delete.clicked.connect(self._ask)
        self.copy.clicked.connect(self.copy_wanted)
        self.goodbye.clicked.connect(self.goodbye_wanted)
        self.now.clicked.connect(presenter.delete_now)
        for each in (self.keep, self.wait):
            each.clicked.connect(self.closed)
        self.closed.connect(presenter.close)
        presenter.changed.connect(self.show_state)

    def show_state(self, state: DeletionState | None) -> None:
        """Ask, or be gone."""
        if state is None:
            self.field.clear()
            self.shut()
            return
        asking, opening = state.step is DeletionStep.ASK, not self.is_open
        title = self.tr("Delete this vault") if asking else self.tr("Not every shop knows yet")
        moved = self.title.text() not in ("", title)
        self.say(title, state.about[0])
        self._more.setText("\n".join(state.about[1:]))
        self._more.setVisible(len(state.about) > 1)
        for parts, shown in (
            ((self._note, self.field, self.copy, self.goodbye, self.keep, self.delete), asking),
            ((self.wait, self.now), not asking),
        ):
            for part in parts:
                part.setVisible(shown)
        for each in (self.copy, self.goodbye, self.keep, self.delete, self.wait, self.now):
            each.setEnabled(not state.busy)
        self.field.say("error" if state.wrong else "", state.wrong)
        self.field.edit.setReadOnly(bool(state.busy))
        self.failed.tell("error", state.failed)
        self.say_busy(state.busy)
        if not asking:
            self.field.clear()
        if opening:
            self.open_at(self.field.edit)
        elif moved:
            self.title.setFocus()
        elif state.wrong or state.failed:
            self.field.take_focus()

    def _ask(self) -> None:
        self._presenter.confirm(self.field.typed())
