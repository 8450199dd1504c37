"""The logic of taking a copy: what goes in, what locks it, and the writing, which can be stopped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from vault.core.errors import VaultError
from vault.core.sentences import Sentences
from vault.customer.session import Passphrase
from vault.customer.taking_along import Form, Part, Take, scope_of
from vault.desktop.copy_writing import CopySteps, write_copy
from vault.desktop.passphrase_advice import PassphraseAdvice
from vault.desktop.passphrase_proof import ABOUT_PASSPHRASE, prove
from vault.desktop.your_data_contents import PartWords, parts_of, sealed_in
from vault.desktop.your_data_state import CopyState, Outcome, Writing
from vault.desktop.your_data_words import CountWords

if TYPE_CHECKING:
    from vault.customer.session import PassphraseProof
    from vault.customer.taking_along import Taken
    from vault.desktop.tasks import Tasks
    from vault.desktop.your_data_state import Contents

LOOK_MS = 100
"""Between two looks at how far the writing is: it tells on a thread that has no window."""
_LOCKED = ".age"


class CopyPresenter(QObject):
    """Emits a :class:`CopyState` for each change; ``place_wanted`` asks where to save, with a name to offer.

    ``recorded`` says that the history has one entry more. What is typed is held by nobody but the fields.
    """

    changed = Signal(object)
    place_wanted = Signal(str)
    recorded = Signal()

    def __init__(self, tasks: Tasks, sentences: Sentences, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._sentences = tasks, sentences
        self._parts_words, self._counts = PartWords(sentences, self), CountWords(self)
        self.advice = PassphraseAdvice(tasks, sentences, ())
        self.advice.setParent(self)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._show)
        self._steps: CopySteps | None = None
        self._reset()

    def forget(self) -> None:
        """Drop everything that was read, here and on the page; a copy that is being written is stopped."""
        self._end()
        self._reset()
        self._show()

    def _reset(self) -> None:
        self._contents: Contents | None = None
        self._form, self._parts = Form.EVERYTHING, frozenset(Part)
        self._topic = self._shop = ""
        self._with_sealed, self._locked, self._same, self._stopping = False, True, False, False
        self._passphrase_wrong = self._first_wrong = self._again_wrong = ""
        self._saved: Outcome | None = None

    def take_contents(self, contents: Contents) -> None:
        """This is what there is now."""
        self._contents = contents
        if self._shop not in contents.hosts:
            self._shop = ""
        if self._topic not in {each.id for each in contents.topics}:
            self._topic = ""
        self._show()

    def choose_form(self, form: Form) -> None:
        """Which kind of file."""
        self._form = form
        self._show()

    def tick(self, part: Part, on: bool) -> None:
        """Let a part go along, or not."""
        self._parts = self._parts | {part} if on else self._parts - {part}
        self._show()

    def choose_topic(self, topic: str) -> None:
        """Only this topic, or with no name everything."""
        self._narrow(topic, "")

    def choose_shop(self, shop: str) -> None:
        """Only this shop, or with no name everything."""
        self._narrow("", shop)

    def _narrow(self, topic: str, shop: str) -> None:
        self._topic, self._shop = topic, shop
        if topic or shop:
            self._parts |= set(parts_of(topic, shop))  # what alone is asked for is not left out
        if not self._can_seal():
            self._with_sealed, self._passphrase_wrong = False, ""
        self._show()

    def take_sealed(self, take: bool) -> None:
        """Let sealed items come along, which asks for the passphrase, or leave them behind."""
        self._with_sealed, self._passphrase_wrong = take, ""
        self._show()

    def choose_lock(self, locked: bool) -> None:
        """Whether a passphrase of its own locks the file."""
        self._locked = locked
        self._first_wrong = self._again_wrong = ""
        self._same = False
        self._show()

    def look(self, first: str, again: str) -> None:
        """Something was typed for the file: say what is good about it. What is wrong waits until one is done."""
        same = bool(first) and _same(first, again)
        if (same, "", "") != (self._same, self._first_wrong, self._again_wrong):
            self._same, self._first_wrong, self._again_wrong = same, "", ""
            self._show()

    def ask(self, typed: str, first: str, again: str) -> None:
        """Ask for a place, unless something is missing; a file dialog for nothing would be in the way.

        ``typed`` is for the passphrase of the vault, where sealed items go along; the others are for that of the file.
        """
        if not self._state().ready:
            return
        missing = self.tr("Type your passphrase, or leave sealed items out.")
        self._passphrase_wrong = missing if self._with_sealed and not typed else ""
        if self._locked:
            self._first_wrong = self._unfit(first)
            self._same = bool(first) and _same(first, again)
            differ = self.tr("This is not the same. Type it again.")
            self._again_wrong = "" if self._same or self._first_wrong else differ
        self._show()
        if not (self._passphrase_wrong or self._first_wrong or self._again_wrong):
            name = Take(form=self._form).file_name
            self.place_wanted.emit(name + _LOCKED if self._locked else name)

    def save(self, path: Path, typed: str, first: str) -> None:
        """Write a copy to ``path`` and prove that it is whole. ``typed`` is the vault's passphrase, if sealed items go
        too, and ``first`` that of the file, if it is locked."""
        if self._steps is not None:
            return
        sealed = self._with_sealed
        try:
            what = Take(
                form=self._form,
                scope=scope_of(topic=self._topic or None, shop=self._shop or None),
                parts=self._parts & set(parts_of(self._topic, self._shop)),
                language=self._sentences.language,
                lock=Passphrase(first) if self._locked else None,
            )
        except VaultError as problem:
            self._first_wrong = self._sentences.error(problem)
            self._show()
            return
        self._steps, self._saved, self._stopping = CopySteps(), None, False
        self._passphrase_wrong = ""
        self._timer.start()
        self._show()
        if sealed:
            prove(
                self._tasks,
                lambda: Passphrase(typed),
                lambda proof: self._write(path, what, proof),
                self._fail,
                owner=self,
            )
        else:
            self._write(path, what, None)

    def stop(self) -> None:
        """Have enough of what is being written; nothing stays behind."""
        if self._steps is not None:
            self._steps.cancel.set()
            self._stopping = True
            self._show()

    def _write(self, path: Path, what: Take, proof: PassphraseProof | None) -> None:
        steps = self._steps
        if steps is None:
            return
        write_copy(
            self._tasks,
            path,
            what,
            proof,
            steps,
            lambda taken: self._has_saved(taken, path),
            self._fail,
            owner=self,
        )

    def _has_saved(self, taken: Taken, path: Path) -> None:
        lines = [
            self._counts.sentence(taken.counts),
            self._counts.where(path),
            self.tr("We read the file back and compared everything."),
        ]
        if taken.beside:
            long = self.tr("It is long, so it is in {count} files. The last is {file}.")
            lines.append(long.format(count=1 + len(taken.beside), file=taken.beside[-1]))
        if taken.left_behind == 1:
            lines.append(self.tr("1 sealed item stayed behind."))
        elif taken.left_behind:
            lines.append(self.tr("{count} sealed items stayed behind.").format(count=taken.left_behind))
        if taken.locked:
            lines.append(self.tr("Keep its passphrase well. Nobody can open the file without it."))
        self._end()
        self._with_sealed = self._same = False
        self._saved = Outcome(self.tr("Done. Saved as {file}").format(file=path.name), tuple(lines), good=True)
        self._show()
        self.recorded.emit()

    def _fail(self, problem: VaultError) -> None:
        self._end()
        said = self._sentences.error(problem)
        if problem.code in ABOUT_PASSPHRASE:
            self._passphrase_wrong = said
        elif problem.code == "cancelled":
            self._saved = Outcome(self.tr("Stopped"), (self.tr("No file was left behind."),), good=True)
        else:
            self._saved = Outcome(self.tr("No copy was made"), (said,), good=False)
        self._show()

    def _end(self) -> None:
        if self._steps is not None:
            self._steps.cancel.set()
        self._steps = None
        self._timer.stop()

    def _can_seal(self) -> bool:
        found = self._contents
        if found is None:
            return False
        if self._topic:
            return sealed_in(found, self._topic) > 0
        return bool(self._shop or found.sealed or found.people or found.letters)

    def _unfit(self, typed: str) -> str:
        """Why this cannot be a passphrase of a file, or nothing."""
        if not typed:
            return self.tr("Type a passphrase for the file, or do not lock it.")
        try:
            Passphrase(typed).check_new()
        except VaultError as problem:
            return self._sentences.error(problem)
        return ""

    def _writing(self) -> Writing | None:
        if self._steps is None:
            return None
        done, of = self._steps.done
        if self._stopping:
            return Writing(self.tr("Stopping after this step."), done, of)
        said = self.tr("Writing your copy, then reading it back.")
        if of:
            said = self.tr("{said} {done} of {of} steps done.").format(said=said, done=done, of=of)
        return Writing(said, done, of)

    def _state(self) -> CopyState:
        found = self._contents
        if found is None:
            return CopyState()
        return CopyState(
            loaded=True,
            form=self._form,
            ticks=self._parts_words.ticks(found, self._parts, self._topic, self._shop),
            sealed=self._parts_words.sealed(found, self._topic),
            can_seal=self._can_seal(),
            with_sealed=self._with_sealed,
            passphrase_wrong=self._passphrase_wrong,
            topics=tuple((each.id, each.label) for each in found.topics),
            hosts=found.hosts,
            topic=self._topic,
            shop=self._shop,
            locked=self._locked,
            first_wrong=self._first_wrong,
            again_wrong=self._again_wrong,
            same=self._same,
            writing=self._writing(),
            saved=self._saved,
        )

    def _show(self) -> None:
        self.changed.emit(self._state())


def _same(first: str, again: str) -> bool:
    """Whether both are one passphrase, in whatever form the keyboard gave its letters."""
    try:
        return Passphrase(first).reveal() == Passphrase(again).reveal()
    except VaultError:
        return False
