"""The logic of "Settings": what is chosen counts at once, and is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from vault.core.errors import VaultError
from vault.core.sentences import Sentences
from vault.customer.locking import LockRules, set_lock_rules
from vault.customer.manner import set_share_days
from vault.customer.protection import Protection, view_protection
from vault.desktop.appearance import Appearance
from vault.desktop.program import Program
from vault.desktop.settings_deletion_presenter import DeletionPresenter
from vault.desktop.settings_kit_presenter import SettingsKitPresenter
from vault.desktop.settings_links_presenter import LinksPresenter
from vault.desktop.settings_passphrase_presenter import PassphrasePresenter, this_machine
from vault.desktop.settings_quick_presenter import QuickPresenter
from vault.desktop.settings_state import Guarding, SettingsState
from vault.desktop.settings_status_presenter import StatusHostPresenter

if TYPE_CHECKING:
    from vault.desktop.tasks import Tasks
    from vault.storage.kdf import Profile


_DRAWN_MS = 100
"""Milliseconds until the page is drawn: the module that finds a keychain loads many, which would hold that up."""


def _kept(_: None) -> None:
    """The page shows it already."""


class SettingsPresenter(QObject):
    """Emits a :class:`SettingsState` for each change; each panel of the page has a presenter of its own.

    ``rules_chosen`` carries the :class:`LockRules` that count from now on. The others are those of the panels.
    """

    changed = Signal(object)
    rules_chosen = Signal(object)
    flush_wanted = Signal(object)
    post_wanted = Signal()
    delete_wanted = Signal(object)
    navigate = Signal(str)
    links_settled = Signal()

    def __init__(
        self, tasks: Tasks, sentences: Sentences, program: Program, measure: Callable[[], Profile] = this_machine
    ) -> None:
        super().__init__()
        self._tasks, self._sentences, self._program = tasks, sentences, program
        self._appearance = program.appearance._replace(language=sentences.language)
        self._protection: Protection | None = None
        self._quick_possible: bool | None = None
        self._failed = ""
        self._keychain = QTimer(self)
        self._keychain.setSingleShot(True)
        self._keychain.timeout.connect(self.look_for_keychain)
        self.quick = QuickPresenter(tasks, sentences, program.find_keychain)
        self.passphrase = PassphrasePresenter(tasks, sentences, program.find_keychain, measure)
        self.kit = SettingsKitPresenter(tasks, sentences)
        self.deletion = DeletionPresenter(tasks, sentences)
        self.status = StatusHostPresenter(tasks, sentences)
        self.links = LinksPresenter(tasks, sentences, program.find_links)
        for panel in (self.quick, self.passphrase, self.kit, self.deletion, self.status, self.links):
            panel.setParent(self)
        self.links.settled.connect(self.links_settled)
        self.kit.done.connect(self.start)
        self.quick.done.connect(self.start)
        self.quick.failed.connect(self._fail)
        self.passphrase.done.connect(self.start)
        self.deletion.stopped.connect(self.start)
        self.deletion.flush_wanted.connect(self.flush_wanted)
        self.deletion.post_wanted.connect(self.post_wanted)
        self.status.post_wanted.connect(self.post_wanted)
        self.deletion.delete_wanted.connect(self.delete_wanted)

    def start(self) -> None:
        """Read how the vault is guarded, and again each time the page is shown."""
        self._failed = ""
        self._tasks.vault(view_protection, self._take, self._fail, owner=self)
        self.status.start()
        self.links.start()
        if self._quick_possible is None:
            self._keychain.start(_DRAWN_MS)

    def forget(self) -> None:
        """Drop everything that was read, here and on the page, when the vault locks."""
        self._keychain.stop()
        for panel in (self.quick, self.passphrase, self.kit, self.deletion, self.status):
            panel.forget()
        self._protection, self._failed = None, ""
        self._show()

    def choose_lock_after(self, minutes: int) -> None:
        """Lock after so many minutes without use, or with 0 never."""
        if self._protection is not None:
            self._choose(replace(self._protection.rules, after_minutes=minutes))

    def choose_with_screen(self, with_screen: bool) -> None:
        """Lock with the screen and before a sleep too, or not."""
        if self._protection is not None:
            self._choose(replace(self._protection.rules, with_screen=with_screen))

    def choose_share_days(self, days: int) -> None:
        """Start the choice of a request at so many days."""
        if self._protection is not None and days != self._protection.share_days:
            self._protection = replace(self._protection, share_days=days)
            self._show()
            self._tasks.vault(lambda session: set_share_days(session, days), _kept, self._not_kept, owner=self)

    def choose_quick(self, on: bool) -> None:
        """Let this computer open the vault, which asks for the passphrase first, or not any more."""
        if on:
            self.quick.ask()
        else:
            self.quick.turn_off()
        self._show()  # what was pressed is not done yet

    def ask_passphrase(self) -> None:
        """Ask for another passphrase."""
        self.passphrase.ask()

    def ask_kit(self) -> None:
        """Ask for the passphrase, and make another recovery kit."""
        self.kit.ask()

    def ask_deletion(self) -> None:
        """Ask whether the vault shall be deleted."""
        if self._protection is not None:
            self.deletion.ask(self._protection)

    def take_copy(self) -> None:
        """Go where a copy is made."""
        self.deletion.close()
        self.navigate.emit("your_data")

    def say_goodbye(self) -> None:
        """Go where a vault ends step by step."""
        self.deletion.close()
        self.navigate.emit("goodbye")

    def choose_language(self, language: str) -> None:
        """Speak this from now on."""
        self._look(self._appearance._replace(language=language))

    def choose_theme(self, theme: str) -> None:
        """Be light, dark, or as the system is."""
        self._look(self._appearance._replace(theme=theme))

    def choose_text_size(self, text_size: str) -> None:
        """Show letters of this size."""
        self._look(self._appearance._replace(text_size=text_size))

    def _look(self, appearance: Appearance) -> None:
        if appearance != self._appearance:
            self._appearance = appearance
            self._show()
            self._program.appear(appearance)

    def _choose(self, rules: LockRules) -> None:
        if self._protection is None or rules == self._protection.rules:
            return
        self._protection = replace(self._protection, rules=rules)
        self._show()
        self._tasks.vault(
            lambda session: set_lock_rules(session, rules),
            lambda _: self.rules_chosen.emit(rules),
            self._not_kept,
            owner=self,
        )

    def _not_kept(self, problem: VaultError) -> None:
        self.start()
        self._fail(problem)

    def _take(self, protection: Protection) -> None:
        self._protection = protection
        self._show()

    def _has_keychain(self, possible: bool) -> None:
        self._quick_possible = possible
        self._show()

    def look_for_keychain(self) -> None:
        """Find out whether this computer has a safe place for a key; :meth:`start` does that a moment later."""
        self._keychain.stop()
        find = self._program.find_keychain
        self._tasks.outside(find, lambda _: self._has_keychain(True), self._no_keychain, owner=self)

    def _no_keychain(self, _: VaultError) -> None:
        self._has_keychain(False)

    def _fail(self, problem: VaultError) -> None:
        self._failed = self._sentences.error(problem)
        self._show()

    def _show(self) -> None:
        found = self._protection
        guarding = None if found is None else self._guarding(found)
        self.changed.emit(SettingsState(guarding, self._sentences.language, self._appearance, self._failed))

    def _guarding(self, found: Protection) -> Guarding:
        passphrase = ""
        if found.passphrase_since is not None:
            said = self.tr("Last changed on {date}.")
            passphrase = said.format(date=self._sentences.date(found.passphrase_since))
        kit, about = (
            self.tr("You have no recovery kit."),
            self.tr("Without one, only your passphrase opens your vault."),
        )
        if found.kit.checked is not None:
            kit = self.tr("Made and tested on {date}").format(date=self._sentences.date(found.kit.checked))
        elif found.kit.made is not None:
            kit = self.tr("Made on {date}, not tested").format(date=self._sentences.date(found.kit.made))
        if found.kit.made is not None:
            about = self.tr("A new kit makes the old one useless.")
        return Guarding(
            found.rules.after_minutes,
            found.rules.with_screen,
            found.quick_unlock,
            self._quick_possible,
            passphrase,
            found.kit.made is not None,
            found.kit.checked is not None,
            kit,
            about,
            self.deletion.about(found.shops),
            found.share_days,
        )
