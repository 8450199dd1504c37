"""Another passphrase for the open vault, and then, for who needs it, another key behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vault.core.errors import StorageError, VaultError
from vault.core.sentences import Sentences
from vault.customer.keys import Kind, record, start, view_keys
from vault.customer.renewing import Renewed, delete_old_backups, prepare_renewal, record_renewal
from vault.customer.session import Passphrase
from vault.desktop.passphrase_advice import PassphraseAdvice
from vault.desktop.passphrase_proof import prove
from vault.desktop.settings_state import PassphraseState, PassphraseStep

if TYPE_CHECKING:
    from vault.customer.keys import Change, Keychain, KeyWork
    from vault.customer.renewing import Renewal
    from vault.customer.session import PassphraseProof, Session
    from vault.desktop.tasks import Tasks
    from vault.storage.kdf import Profile

_ABOUT_NEW = frozenset({"passphrase_short", "passphrase_long", "passphrase_unreadable"})


def this_machine() -> Profile:
    """What a guess may cost here. Measures, and so is for another thread."""
    import time

    from vault.customer.session import interactive

    return interactive(time.perf_counter)


class PassphrasePresenter(QObject):
    """``changed`` carries a :class:`PassphraseState` while the panel is there, and None when it is not.

    ``done`` says that the keys of the vault are others now. The new passphrase is held while a renewal is offered,
    which takes it, and no longer.
    """

    changed = Signal(object)
    done = Signal()

    def __init__(
        self,
        tasks: Tasks,
        sentences: Sentences,
        find_keychain: Callable[[], Keychain],
        measure: Callable[[], Profile] = this_machine,
    ) -> None:
        super().__init__()
        self._tasks, self._sentences = tasks, sentences
        self._find, self._measure = find_keychain, measure
        self.advice = PassphraseAdvice(tasks, sentences, ())
        self._state: PassphraseState | None = None
        self._new: Passphrase | None = None

    def ask(self) -> None:
        """Ask for the old passphrase and a new one."""
        self._show(PassphraseState())

    def close(self) -> None:
        """Put the panel away; what is under way is waited for."""
        if self._state is not None and not self._state.busy:
            self.forget()

    def forget(self) -> None:
        """Hold nothing any more."""
        self._new = None
        self._show(None)

    def look(self, first: str, again: str) -> None:
        """Something was typed: say what is good about it. What is wrong waits until one is done."""
        if self._state is not None and self._state.step is PassphraseStep.ASK and not self._state.busy:
            self._show(PassphraseState(same=bool(first) and _same(first, again)))

    def change(self, old: str, first: str, again: str) -> None:
        """Let the new passphrase open the vault, and the old one no more."""
        if self._state is None or self._state.step is not PassphraseStep.ASK or self._state.busy:
            return
        same = _same(first, again)
        old_wrong = "" if old else self.tr("Type your old passphrase first.")
        first_wrong = self._unfit(first)
        again_wrong = "" if same or first_wrong else self.tr("This is not the same. Type it again.")
        if old_wrong or first_wrong or again_wrong:
            self._show(PassphraseState(PassphraseStep.ASK, old_wrong, first_wrong, again_wrong, bool(first) and same))
            return
        self._show(PassphraseState(same=True, busy=self.tr("Changing your passphrase. This takes a moment.")))
        self._new = Passphrase(first)
        self._work(lambda: Passphrase(old), self._derive)

    def renew(self) -> None:
        """Write the vault anew under another key, and delete the backups that the old one opens."""
        new, state = self._new, self._state
        if new is None or state is None or state.busy:
            return
        self._show(replace(state, busy=self.tr("1 of 3. Making a new key for your vault."), failed=""))
        self._work(lambda: new, self._prepare)

    def _work(self, passphrase: Callable[[], Passphrase], then: Callable[[KeyWork], None]) -> None:
        def proven(proof: PassphraseProof) -> None:
            self._tasks.vault(lambda session: start(session, proof), then, self._fail, owner=self)

        prove(self._tasks, passphrase, proven, self._fail, owner=self)

    def _derive(self, work: KeyWork) -> None:
        new, measure = self._new, self._measure
        if new is not None:
            self._tasks.derive(lambda: work.change_passphrase(new, measure()), self._record, self._fail, owner=self)

    def _record(self, change: Change) -> None:
        self._tasks.vault(lambda session: record(session, change), self._is_changed, self._fail, owner=self)

    def _is_changed(self, _: None) -> None:
        self._show(PassphraseState(PassphraseStep.CHANGED))
        self.done.emit()

    def _prepare(self, work: KeyWork) -> None:
        self._tasks.vault(_opens_quickly, lambda quick: self._make_key(work, quick), self._fail, owner=self)

    def _make_key(self, work: KeyWork, quick: bool) -> None:
        new, measure, find = self._new, self._measure, self._find
        if new is None:
            return

        def prepare() -> Renewal:
            return prepare_renewal(work, new, _keychain(find) if quick else None, measure())

        self._tasks.derive(prepare, self._write_anew, self._fail, owner=self)

    def _write_anew(self, renewal: Renewal) -> None:
        self._say(self.tr("2 of 3. Writing your vault under the new key."))
        self._tasks.vault(lambda session: record_renewal(session, renewal), self._drop_backups, self._fail, owner=self)

    def _drop_backups(self, renewed: Renewed) -> None:
        self._new = None
        self.done.emit()
        self._say(self.tr("3 of 3. Making a new backup and deleting the old ones."))
        self._tasks.vault(
            delete_old_backups,
            lambda count: self._is_renewed(renewed, count),
            lambda problem: self._kept_backups(renewed, problem),
            owner=self,
        )

    def _is_renewed(self, renewed: Renewed, deleted: int) -> None:
        said = [self.tr("1 old backup is gone.")] if deleted == 1 else []
        if deleted > 1:
            said.append(self.tr("{count} old backups are gone.").format(count=deleted))
        self._show(PassphraseState(PassphraseStep.RENEWED, done=(*said, *self._lost(renewed))))

    def _kept_backups(self, renewed: Renewed, problem: VaultError) -> None:
        failed = self.tr("The old backups are still there. {why}").format(why=self._sentences.error(problem))
        self._show(PassphraseState(PassphraseStep.RENEWED, done=self._lost(renewed), failed=failed))

    def _lost(self, renewed: Renewed) -> tuple[str, ...]:
        """What has to be made again, and what no program can reach."""
        said = []
        if Kind.RECOVERY in renewed.lost:
            said.append(self.tr("Your recovery kit does not work any more. Make a new one."))
        if Kind.KEYCHAIN in renewed.lost:
            said.append(self.tr("Unlocking with this computer is off. Turn it on again if you want it."))
        said.append(self.tr("Copies that you keep elsewhere still open with the old passphrase."))
        return tuple(said)

    def _unfit(self, typed: str) -> str:
        """Why this cannot be a passphrase, or nothing."""
        try:
            Passphrase(typed).check_new()
        except VaultError as problem:
            return self._sentences.error(problem)
        return ""

    def _fail(self, problem: VaultError) -> None:
        said, state = self._sentences.error(problem), self._state
        if state is None:
            return
        if state.step is not PassphraseStep.ASK:
            self._show(replace(state, busy="", failed=said))
            return
        self._new = None
        if problem.code == "wrong_passphrase":
            self._show(PassphraseState(old_wrong=said))
        elif problem.code in _ABOUT_NEW:
            self._show(PassphraseState(first_wrong=said))
        else:
            self._show(PassphraseState(failed=said))

    def _say(self, busy: str) -> None:
        if self._state is not None:
            self._show(replace(self._state, busy=busy))

    def _show(self, state: PassphraseState | None) -> None:
        self._state = state
        self.changed.emit(state)


def _same(first: str, again: str) -> bool:
    """Whether both are one passphrase, in whatever form the keyboard gave its letters."""
    try:
        return Passphrase(first).reveal() == Passphrase(again).reveal()
    except VaultError:
        return False


def _opens_quickly(session: Session) -> bool:
    return any(each.kind == Kind.KEYCHAIN for each in view_keys(session))


def _keychain(find: Callable[[], Keychain]) -> Keychain | None:
    """The keychain, where there still is one: a renewal may be urgent."""
    try:
        return find()
    except StorageError:
        return None
