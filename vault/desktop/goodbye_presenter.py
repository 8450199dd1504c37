"""The logic of a goodbye: one step after the other, each of which can be left, and the last asks for the passphrase."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QTimer, Signal

from vault.core.errors import VaultError
from vault.core.sentences import Sentences
from vault.customer.goodbye import Step, stay
from vault.customer.session import Passphrase
from vault.desktop import goodbye_work
from vault.desktop.goodbye_copy_check import CopyCheck
from vault.desktop.goodbye_state import CopyAsk, CopyTyped, GoodbyeState, SendOff
from vault.desktop.goodbye_words import GoodbyeWords
from vault.desktop.passphrase_proof import ABOUT_PASSPHRASE, prove

if TYPE_CHECKING:
    from vault.customer.goodbye_steps import Cleared
    from vault.customer.session import PassphraseProof, Session
    from vault.desktop.goodbye_work import Found
    from vault.desktop.tasks import Tasks

_LOOK_MS = 100
"""Milliseconds between two looks at how far a copy is."""


class _HowFar:
    """Written on the vault's thread and read on the window's: plain values alone, and each is whole."""

    def __init__(self) -> None:
        self.steps: tuple[int, int] | None = None
        self.cancel = threading.Event()

    def take(self, done: int, all_: int | None) -> None:
        self.steps = (done, all_ or 0)


class GoodbyePresenter(QObject):
    """Emits a :class:`GoodbyeState` for each change; ``navigate`` carries the id of another page.

    ``flush_wanted`` asks the window to bring the stops to the shops, and to call back then; ``post_wanted`` to go on
    with that; ``delete_wanted`` to close the vault and delete it, a :class:`SendOff`.
    """

    changed = Signal(object)
    navigate = Signal(str)
    flush_wanted = Signal(object)
    post_wanted = Signal()
    delete_wanted = Signal(object)

    def __init__(self, tasks: Tasks, sentences: Sentences, documents: Path | None = None) -> None:
        super().__init__()
        self._tasks, self._sentences = tasks, sentences
        self._words, self._check = GoodbyeWords(sentences), CopyCheck(sentences)
        place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self._offered = (documents or Path(place)) / self.tr("Goodbye papers")
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOK_MS)
        self._looking.timeout.connect(self._look_how_far)
        self._how_far = _HowFar()
        self._found: Found | None = None
        self._state = GoodbyeState(folder=str(self._offered))

    def start(self) -> None:
        """Read how far the goodbye is, and again each time the page is shown."""
        self._tasks.vault(goodbye_work.look, self._take, self._fail, owner=self)

    def forget(self) -> None:
        """Drop everything, when the vault locks. A copy that is being made is not finished."""
        self._how_far.cancel.set()
        self._looking.stop()
        self._found = None
        self._show(GoodbyeState(folder=str(self._offered)))

    # ---- the steps ----

    def choose_folder(self, folder: Path) -> None:
        """Papers go here: when the goodbye begins, or from now on."""
        if self._found is not None and self._found.plan.next is Step.BEGIN:
            self._offered = folder
            self._show(replace(self._state, folder=str(folder), failed=""))
        else:
            self._do("", lambda session: goodbye_work.begin(session, folder))

    def begin(self) -> None:
        """Begin with the folder that is shown."""
        folder = self._offered
        self._do(self.tr("Making the folder."), lambda session: goodbye_work.begin(session, folder))

    def take_sealed(self, along: bool) -> None:
        """What is sealed comes along, which asks for the passphrase, or stays behind."""
        self._ask(replace(self._state.copy, along=along, along_wrong="", passphrase_wrong=""))

    def lock_copy(self, locked: bool) -> None:
        """Lock the copy with a passphrase of its own, or leave it open."""
        self._ask(replace(self._state.copy, locked=locked, first_wrong="", again_wrong=""))

    def make_copy(self, typed: CopyTyped) -> None:
        """Write the copy and read it back, if all that it needs is typed."""
        asked = self._check.checked(self._state.copy, typed)
        if self._state.busy or self._found is None:
            return
        self._ask(asked)
        if asked.along_wrong or asked.passphrase_wrong or asked.first_wrong or asked.again_wrong:
            return
        self._say(self.tr("Writing your copy, then reading it back."))
        lock = typed.first if asked.locked else ""
        if asked.along:
            said = typed.passphrase
            prove(self._tasks, lambda: Passphrase(said), lambda proof: self._write(proof, lock), self._fail, owner=self)
        else:
            self._write(None, lock)

    def cancel(self) -> None:
        """Finish no copy."""
        self._how_far.cancel.set()

    def go_without_copy(self) -> None:
        """They want none."""
        self._do(self.tr("One moment."), goodbye_work.go_without_copy)

    def stop_all(self) -> None:
        """Stop everything, and give the shops a moment to hear it."""
        self._do(self.tr("Telling the shops that you stop."), goodbye_work.stop_all, self._deliver)

    def look_again(self) -> None:
        """Try the shops that have not confirmed once more."""

        def hurry(session: Session) -> None:
            from vault.customer.delivery import hurry

            hurry(session)

        self._do(self.tr("Asking the shops once more."), hurry, lambda _: self.flush_wanted.emit(self._asked_again))

    def write_letters(self, name: str, reply: str) -> None:
        """A letter for each shop that has not confirmed."""
        language = self._sentences.language
        self._state = replace(self._state, name=name, reply=reply)
        self._do(
            self.tr("Writing the letters."),
            lambda session: goodbye_work.write_letters(session, name, reply, language),
        )

    def leave_rest(self) -> None:
        """No letters."""
        self._do(self.tr("One moment."), goodbye_work.leave_rest)

    def write_sheet(self) -> None:
        """The sheet, and what the shops signed."""
        self._do(self.tr("Writing the sheet."), lambda session: goodbye_work.write_sheet(session, self._sentences))

    def delete(self, typed: str) -> None:
        """Delete the vault, if ``typed`` is its passphrase."""
        if self._state.busy:
            return
        if not typed:
            self._show(replace(self._state, wrong=self.tr("Type your passphrase first."), failed=""))
            return
        self._say(self.tr("Checking your passphrase."))
        prove(self._tasks, lambda: Passphrase(typed), self._clear, self._fail, owner=self)

    def stay(self) -> None:
        """Forget the plan."""

        def stays(_: None) -> None:
            self._settle(self._sentences.say("cli", "goodbye_stays"))

        self._do(self.tr("One moment."), stay, stays)

    def leave(self) -> None:
        """Go on another time."""
        self.navigate.emit("your_data")

    # ---- what comes of them ----

    def _do(self, busy: str, work: Callable[[Session], None], then: Callable[[None], None] | None = None) -> None:
        if not self._state.busy:
            self._say(busy)
            self._tasks.vault(work, then or (lambda _: self._settle()), self._fail, owner=self)

    def _write(self, proof: PassphraseProof | None, lock: str) -> None:
        far = self._how_far = _HowFar()
        language = self._sentences.language
        self._looking.start()
        self._tasks.vault(
            lambda session: goodbye_work.make_copy(session, proof, lock, language, far.take, far.cancel),
            lambda _: self._settle(),
            self._fail,
            owner=self,
        )

    def _clear(self, proof: PassphraseProof) -> None:
        self._tasks.vault(lambda session: goodbye_work.clear(session, proof), self._cleared, self._fail, owner=self)

    def _cleared(self, cleared: Cleared) -> None:
        papers = self._words.papers(self._found.plan) if self._found is not None else ()
        self.delete_wanted.emit(SendOff(cleared, papers))

    def _deliver(self, _: None) -> None:
        self.flush_wanted.emit(self._delivered)

    def _delivered(self) -> None:
        """The shops had their time; who did not hear it is tried on."""
        self.post_wanted.emit()
        self._settle()

    def _asked_again(self) -> None:
        """The same; where nothing came of it, that it was done has to be said."""
        self.post_wanted.emit()
        self._settle(self.tr("We asked once more. These shops have not confirmed yet."), Step.CONFIRM)

    def _settle(self, told: str = "", only: Step | None = None) -> None:
        """It is done: look what comes next. ``told`` is about what was done, where the step is ``only`` this one."""

        def settled(found: Found) -> None:
            said = told if only in {None, found.plan.next} else ""
            self._state = replace(self._state, busy="", told=said)
            self._take(found)

        self._looking.stop()
        self._tasks.vault(goodbye_work.look, settled, self._fail, owner=self)

    def _fail(self, problem: VaultError) -> None:
        self._looking.stop()
        said, state = self._sentences.error(problem), replace(self._state, busy="", steps=None)
        if problem.code in ABOUT_PASSPHRASE and state.step is Step.COPY:
            self._show(replace(state, copy=replace(state.copy, passphrase_wrong=said)))
        elif problem.code in ABOUT_PASSPHRASE:
            self._show(replace(state, wrong=said))
        elif problem.code == "cancelled":
            self._show(replace(state, told=self.tr("You cancelled it. There is no copy.")))
        else:
            self._show(replace(state, failed=said, missing=problem.code))
            if problem.code.startswith("goodbye_"):  # something changed meanwhile: an earlier step comes back
                self.start()

    def _take(self, found: Found) -> None:
        plan, state, words = found.plan, self._state, self._words
        self._found = found
        copy = CopyAsk(earlier=words.earlier(plan), sealed=found.sealed)
        if state.step is plan.next:
            copy = replace(state.copy, earlier=copy.earlier, sealed=copy.sealed)
        shops = {Step.STOP: plan.holding, Step.CONFIRM: plan.open}.get(plan.next, ())
        name, reply = found.sender
        self._show(
            replace(
                state,
                step=plan.next,
                lines=words.lines(plan),
                folder=str(plan.done.folder if plan.done is not None else self._offered),
                copy=copy,
                shops=words.shops(shops),
                name=state.name or name,
                reply=state.reply or reply,
                ending=(*words.ending(), *words.papers(plan)) if plan.next is Step.DELETE else (),
                lost=words.lost(plan) if plan.next is Step.DELETE else "",
                wrong=state.wrong if state.step is plan.next else "",
                steps=None,
            )
        )

    def _look_how_far(self) -> None:
        if self._state.busy and self._state.steps != self._how_far.steps:
            self._show(replace(self._state, steps=self._how_far.steps))

    def _ask(self, copy: CopyAsk) -> None:
        self._show(replace(self._state, copy=copy))

    def _say(self, busy: str) -> None:
        self._show(replace(self._state, busy=busy, failed="", missing="", wrong="", told="", steps=None))

    def _show(self, state: GoodbyeState) -> None:
        self._state = state
        self.changed.emit(state)
