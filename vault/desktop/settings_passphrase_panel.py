"""Another passphrase, and then another key for who needs one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from vault.desktop.icons import Icons
from vault.desktop.new_passphrase import NewPassphrase
from vault.desktop.parts.buttons import button
from vault.desktop.parts.state_line import StateLine
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.passphrase_field import PassphraseField
from vault.desktop.settings_panel import SettingsPanel
from vault.desktop.settings_state import PassphraseStep
from vault.desktop.theme import Theme

if TYPE_CHECKING:
    from vault.desktop.settings_passphrase_presenter import PassphrasePresenter
    from vault.desktop.settings_state import PassphraseState


class PassphrasePanel(SettingsPanel):
    """Shows a :class:`PassphraseState`."""

    def __init__(self, theme: Theme, icons: Icons, window: QWidget, presenter: PassphrasePresenter) -> None:
        super().__init__(theme, icons, window, "lock-key", "primary")
        self._presenter = presenter
        self.old = PassphraseField(theme, icons, self.tr("Old passphrase"), theme.size("control"))
        self.new = NewPassphrase(theme, icons, self.tr("New passphrase"))
        self.new.attach(presenter.advice)
        self._done = StateLine(theme, icons, "ok", "")
        self._more = WrapLabel(theme, "", "small")
        self._offer = WrapLabel(theme, self.tr("Did somebody see the old one?"), "label")
        self._about_offer = WrapLabel(
            theme,
            self.tr("Then renew the vault key and delete old backups. A recovery kit has to be made again."),
            "small",
        )
        for part in (self.old, self.new, self._done, self._more, self._offer, self._about_offer):
            self.body.addWidget(part)
        self.cancel = button(self.tr("Cancel"), "normal")
        self.change = button(self.tr("Change passphrase"), "main")
        self.renew = button(self.tr("Renew and delete"), "normal")
        self.finish = button(self.tr("Done"), "main")
        self.set_buttons((self.cancel, self.change, self.renew, self.finish))
        self.old.entered.connect(self.new.first.take_focus)
        self.new.entered.connect(self._ask)
        self.new.typed.connect(presenter.look)
        self.change.clicked.connect(self._ask)
        self.renew.clicked.connect(presenter.renew)
        self.cancel.clicked.connect(self.closed)
        self.finish.clicked.connect(self.closed)
        self.closed.connect(presenter.close)
        presenter.changed.connect(self.show_state)

    def show_state(self, state: PassphraseState | None) -> None:
        """Ask, tell what was done, or be gone."""
        if state is None:
            self._clear()
            self.shut()
            return
        asking = state.step is PassphraseStep.ASK
        opening, moved = not self.is_open, asking == self.finish.isVisible()
        self._tell(state)
        self.old.say("error" if state.old_wrong else "", state.old_wrong)
        self.old.edit.setReadOnly(bool(state.busy))
        self.new.say(state.first_wrong, state.again_wrong, same=state.same)
        self.new.set_read_only(bool(state.busy))
        self.failed.tell("error", state.failed)
        self.say_busy(state.busy)
        changed, done = state.step is PassphraseStep.CHANGED, "\n".join(state.done)
        for parts, shown in (
            ((self.old, self.new, self.cancel, self.change), asking),
            ((self._done, self.finish), not asking),
            ((self._offer, self._about_offer, self.renew), changed),
            ((self._more,), bool(done)),
        ):
            for part in parts:
                part.setVisible(shown)
        self._more.setText(done)
        for each in (self.change, self.renew, self.finish):
            each.setEnabled(not state.busy)
        if not asking:
            self._clear()
        if opening:
            self.open_at(self.old.edit)
        elif state.old_wrong:
            self.old.take_focus()
        elif moved:
            self.title.setFocus()

    def _tell(self, state: PassphraseState) -> None:
        match state.step:
            case PassphraseStep.ASK:
                about = self.tr("Nobody can look it up for you. Your vault is not encrypted again.")
                self.say(self.tr("Change your passphrase"), about)
            case PassphraseStep.CHANGED:
                self.say(self.tr("Your passphrase is changed"), "")
                self._done.set_state("ok", self.tr("Only the new one opens your vault now."))
            case PassphraseStep.RENEWED:
                self.say(self.tr("Your vault has a new key"), "")
                self._done.set_state("ok", self.tr("The old key opens nothing that you do from now on."))

    def _clear(self) -> None:
        self.old.clear()
        self.new.clear()

    def _ask(self) -> None:
        self._presenter.change(self.old.typed(), self.new.first.typed(), self.new.again.typed())
