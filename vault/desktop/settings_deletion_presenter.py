"""The end of a vault: everything is stopped, the shops hear it, and then it is deleted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vault.core.errors import VaultError
from vault.core.sentences import Sentences
from vault.customer.leaving import not_told, stop_everything
from vault.customer.session import Passphrase
from vault.desktop.passphrase_proof import ABOUT_PASSPHRASE, prove
from vault.desktop.settings_state import DeletionState, DeletionStep

if TYPE_CHECKING:
    from pathlib import Path

    from vault.customer.protection import Protection
    from vault.customer.session import PassphraseProof, Session
    from vault.desktop.tasks import Tasks


class DeletionPresenter(QObject):
    """``changed`` carries a :class:`DeletionState` while the panel is there, and None when it is not.

    ``flush_wanted`` asks the window to bring the stops to the shops, and to call back then; ``post_wanted`` to go on
    with that, ``delete_wanted`` to close the vault in that folder and delete it. ``stopped`` says that shops were.
    """

    changed = Signal(object)
    flush_wanted = Signal(object)
    post_wanted = Signal()
    delete_wanted = Signal(object)
    stopped = Signal()

    def __init__(self, tasks: Tasks, sentences: Sentences) -> None:
        super().__init__()
        self._tasks, self._sentences = tasks, sentences
        self._state: DeletionState | None = None
        self._folder: Path | None = None

    def ask(self, protection: Protection) -> None:
        """Say what will happen, and ask for the passphrase."""
        self._folder = protection.folder
        self._show(DeletionState(DeletionStep.ASK, (self.about(protection.shops),)))

    def about(self, shops: int) -> str:
        """What deleting the vault does, where so many shops hold something."""
        if shops == 0:
            return self.tr("Then all is gone from this computer.")
        if shops == 1:
            return self.tr("First we tell 1 shop that you stop. Then all is gone from this computer.")
        said = self.tr("First we tell {count} shops that you stop. Then all is gone from this computer.")
        return said.format(count=shops)

    def close(self) -> None:
        """Keep the vault. What was stopped stays stopped."""
        if self._state is not None and not self._state.busy:
            self._show(None)

    def forget(self) -> None:
        """The vault is being left."""
        self._show(None)

    def confirm(self, typed: str) -> None:
        """Stop everything and go on, if ``typed`` is the passphrase."""
        state = self._state
        if state is None or state.busy or state.step is not DeletionStep.ASK:
            return
        if not typed:
            self._show(replace(state, wrong=self.tr("Type your passphrase first."), failed=""))
            return
        self._show(replace(state, wrong="", failed="", busy=self.tr("Checking your passphrase.")))
        prove(self._tasks, lambda: Passphrase(typed), self._stop, self._fail, owner=self)

    def delete_now(self) -> None:
        """Do not wait for the shops that have not heard it."""
        if self._state is not None and self._state.step is DeletionStep.UNTOLD and not self._state.busy:
            self._delete()

    def _stop(self, proof: PassphraseProof) -> None:
        if self._state is None:  # the vault is being left
            return

        def stop(session: Session) -> tuple[str, ...]:
            session.accept(proof)
            stop_everything(session)
            return not_told(session)

        self._tasks.vault(stop, self._tell, self._fail, owner=self)

    def _tell(self, hosts: tuple[str, ...]) -> None:
        if not hosts:
            self._delete()
            return
        self.stopped.emit()
        if self._state is not None:
            self._show(replace(self._state, busy=self.tr("Telling the shops that you stop.")))
        self.flush_wanted.emit(self._look)

    def _look(self) -> None:
        """The shops had their time."""
        self._tasks.vault(not_told, self._told, self._fail, owner=self)

    def _told(self, hosts: tuple[str, ...]) -> None:
        if not hosts:
            self._delete()
            return
        self.post_wanted.emit()
        if len(hosts) == 1:
            said = self.tr("{hosts} was not reached yet. Delete now, and this shop never hears that you stopped.")
        else:
            said = self.tr("{hosts} were not reached yet. Delete now, and these shops never hear that you stopped.")
        wait = self.tr("Wait, and your vault keeps trying. You can delete it later.")
        self._show(DeletionState(DeletionStep.UNTOLD, (said.format(hosts=", ".join(hosts)), wait)))

    def _delete(self) -> None:
        if self._folder is not None and self._state is not None:
            self.delete_wanted.emit(self._folder)

    def _fail(self, problem: VaultError) -> None:
        if self._state is None:
            return
        said = self._sentences.error(problem)
        if problem.code in ABOUT_PASSPHRASE:
            self._show(replace(self._state, busy="", wrong=said))
        else:
            self._show(replace(self._state, busy="", failed=said))

    def _show(self, state: DeletionState | None) -> None:
        self._state = state
        self.changed.emit(state)
