"""Unlocking with this computer: turned on after the passphrase, and off without it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vault.core.errors import VaultError
from vault.core.sentences import Sentences
from vault.customer.keys import keychain_entry, record, start, turn_off_quick_unlock
from vault.customer.session import Passphrase
from vault.desktop.passphrase_proof import ABOUT_PASSPHRASE, prove
from vault.desktop.settings_state import AskState

if TYPE_CHECKING:
    from vault.customer.keys import Change, Keychain, KeyWork
    from vault.customer.session import PassphraseProof, Session
    from vault.desktop.tasks import Tasks
    from vault.storage.slots import Slots


class QuickPresenter(QObject):
    """``changed`` carries a :class:`AskState` while the passphrase is asked, and None when it is not.

    ``done`` says that the ways into the vault are others now, ``failed`` carries why they could not be.
    """

    changed = Signal(object)
    done = Signal()
    failed = Signal(object)

    def __init__(self, tasks: Tasks, sentences: Sentences, find_keychain: Callable[[], Keychain]) -> None:
        super().__init__()
        self._tasks, self._sentences, self._find = tasks, sentences, find_keychain
        self._state: AskState | None = None

    def ask(self) -> None:
        """Ask for the passphrase."""
        self._show(AskState())

    def cancel(self) -> None:
        """Leave it as it is; what is under way goes on."""
        if self._state is not None and not self._state.busy:
            self._show(None)

    def forget(self) -> None:
        """The vault is being left."""
        self._show(None)

    def turn_on(self, typed: str) -> None:
        """Let this computer open the vault from now on, if ``typed`` is the passphrase."""
        if self._state is None or self._state.busy:
            return
        if not typed:
            self._show(AskState(wrong=self.tr("Type your passphrase first.")))
            return
        self._show(AskState(busy=self.tr("Trying the key store of this computer.")))
        prove(self._tasks, lambda: Passphrase(typed), self._begin, self._fail, owner=self)

    def turn_off(self) -> None:
        """Let only the passphrase and a recovery kit open the vault."""

        def off(session: Session) -> Slots:
            before = session.vault.unlocked.slots
            turn_off_quick_unlock(session, None)
            return before

        self._tasks.vault(off, self._forget_secret, self.failed.emit, owner=self)

    def _begin(self, proof: PassphraseProof) -> None:
        self._tasks.vault(lambda session: start(session, proof), self._keep, self._fail, owner=self)

    def _keep(self, work: KeyWork) -> None:
        """Away from the vault: a keychain may ask the person something, and then it waits for them."""
        self._tasks.outside(lambda: work.turn_on_quick_unlock(self._find()), self._record, self._fail, owner=self)

    def _record(self, change: Change) -> None:
        self._tasks.vault(lambda session: record(session, change), self._is_on, self._fail, owner=self)

    def _is_on(self, _: None) -> None:
        self._show(None)
        self.done.emit()

    def _forget_secret(self, before: Slots) -> None:
        """Without its slot the secret opens nothing any more, so it matters little if it stays."""
        self.done.emit()

        def forget() -> None:
            entry = keychain_entry(before, self._find())
            if entry is not None:
                entry.forget()

        self._tasks.outside(forget, lambda _: None, lambda _: None, owner=self)

    def _fail(self, problem: VaultError) -> None:
        said = self._sentences.error(problem)
        if problem.code in ABOUT_PASSPHRASE:
            self._show(AskState(wrong=said))
        else:
            self._show(AskState(failed=said))

    def _show(self, state: AskState | None) -> None:
        self._state = state
        self.changed.emit(state)
