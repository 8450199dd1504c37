"""A recovery kit for the open vault: the passphrase is asked before one is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vault.core.errors import VaultError
from vault.core.sentences import Sentences
from vault.customer.keys import start
from vault.customer.session import Passphrase
from vault.desktop.kit_presenter import KitPresenter
from vault.desktop.passphrase_proof import ABOUT_PASSPHRASE, prove
from vault.desktop.settings_state import AskState

if TYPE_CHECKING:
    from vault.customer.keys import KeyWork
    from vault.customer.session import PassphraseProof
    from vault.desktop.tasks import Tasks


class SettingsKitPresenter(QObject):
    """``changed`` carries an :class:`AskState` while the passphrase is asked, and None when it is not.

    ``making`` carries the :class:`KitPresenter` of a kit that is made now, and None once that is over; ``done`` says
    that the vault may have another kit.
    """

    changed = Signal(object)
    making = Signal(object)
    done = Signal()

    def __init__(self, tasks: Tasks, sentences: Sentences) -> None:
        super().__init__()
        self._tasks, self._sentences = tasks, sentences
        self._state: AskState | None = None
        self._kit: KitPresenter | None = None

    def ask(self) -> None:
        """Ask for the passphrase."""
        self._show(AskState())

    def cancel(self) -> None:
        """Make none."""
        if self._state is not None and not self._state.busy:
            self._show(None)

    def forget(self) -> None:
        """The vault is being left."""
        self._show(None)
        if self._kit is not None:
            self._kit.forget()
            self._kit = None
            self.making.emit(None)

    def make(self, typed: str) -> None:
        """Make a kit, if ``typed`` is the passphrase."""
        if self._state is None or self._state.busy:
            return
        if not typed:
            self._show(AskState(wrong=self.tr("Type your passphrase first.")))
            return
        self._show(AskState(busy=self.tr("Checking your passphrase.")))
        prove(self._tasks, lambda: Passphrase(typed), self._begin, self._fail, owner=self)

    def _begin(self, proof: PassphraseProof) -> None:
        self._tasks.vault(lambda session: start(session, proof), self._make, self._fail, owner=self)

    def _make(self, work: KeyWork) -> None:
        if self._state is None:
            return
        self._show(None)
        self._kit = KitPresenter(self._tasks, self._sentences, lambda session: work.make_recovery())
        self._kit.done.connect(self._end)
        self.making.emit(self._kit)

    def _end(self) -> None:
        self._kit = None
        self.making.emit(None)
        self.done.emit()

    def _fail(self, problem: VaultError) -> None:
        said = self._sentences.error(problem)
        self._show(AskState(wrong=said) if problem.code in ABOUT_PASSPHRASE else AskState(failed=said))

    def _show(self, state: AskState | None) -> None:
        self._state = state
        self.changed.emit(state)
