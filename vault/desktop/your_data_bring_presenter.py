"""The logic of bringing one's own copy in: into an empty vault whole, into one in use after a look at what differs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from vault.core.catalogue import Catalogue
from vault.core.errors import VaultError
from vault.core.sentences import Sentences
from vault.core.wording import describe, in_language
from vault.customer.merging import look_at, merge, read_file
from vault.customer.session import Passphrase
from vault.customer.taking_along import import_from, needs_passphrase, require_nothing_kept
from vault.desktop.copy_writing import CopySteps
from vault.desktop.your_data_state import BringState, Compared, MergeState, Outcome
from vault.desktop.your_data_words import CountWords

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vault.customer.merging import Difference, Merged, Otherwise
    from vault.customer.session import Session
    from vault.customer.taking_along import Taken
    from vault.desktop.tasks import Tasks

_LOOK_MS = 100
"""Between two looks at how far bringing in is."""
_ABOUT_PASSPHRASE = frozenset({"wrong_export_passphrase", "passphrase_long", "passphrase_unreadable"})


class BringPresenter(QObject):
    """Emits a :class:`BringState` for each change; ``recorded`` says that the vault has more than before.

    The passphrase of a file is held by nobody but its field, and by the work that opens the file.
    """

    changed = Signal(object)
    recorded = Signal()

    def __init__(self, tasks: Tasks, sentences: Sentences, catalogue: Catalogue, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._sentences, self._catalogue = tasks, sentences, catalogue
        self._counts = CountWords(self)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._tell)
        self._steps: CopySteps | None = None
        self._reset()

    def forget(self) -> None:
        """Drop everything that was read, here and on the page, when the vault locks; a merge is stopped."""
        self._done_merging()
        self._reset()
        self._show(BringState())

    def _reset(self) -> None:
        self._state = BringState()
        self._path: Path | None = None
        self._difference: Difference | None = None

    def choose(self, path: Path) -> None:
        """Read this file, or ask for its passphrase first."""
        if self._state.bringing:
            return
        self._path, self._difference = path, None
        self._show(BringState(self.tr("Reading your copy, then comparing each line.")))
        self._tasks.outside(lambda: needs_passphrase(path), self._is_locked, self._fail, owner=self)

    def open_locked(self, typed: str) -> None:
        """Open the file with its passphrase."""
        path = self._path
        if path is None or not self._state.asking or self._state.bringing:
            return
        if not typed:
            self._show(replace(self._state, wrong=self.tr("Type the passphrase of the file.")))
            return
        try:
            passphrase = Passphrase(typed)
        except VaultError as problem:
            self._show(replace(self._state, wrong=self._sentences.error(problem)))
            return
        said = self.tr("Opening the file, then comparing each line.")
        self._show(BringState(said, self._state.asking))
        self._bring(path, passphrase)

    def leave(self) -> None:
        """Ask for no passphrase, and add nothing of what was looked at."""
        if self._state.bringing or (self._state.merge is not None and self._state.merge.busy):
            return
        self.forget()

    def merge(self, keys: Collection[str]) -> None:
        """Take in what is new, and of what is not the same the preferences with these keys."""
        difference, state = self._difference, self._state
        if difference is None or state.merge is None or state.merge.busy:
            return
        chosen = frozenset(keys)
        if not chosen and not difference.new:
            self.forget()
            return
        steps = self._steps = CopySteps()
        self._show(replace(state, merge=replace(state.merge, failed="")))
        self._tell()
        self._timer.start()
        self._tasks.vault(
            lambda session: merge(session, difference, chosen, progress=steps.tell, cancel=steps.cancel),
            self._has_merged,
            self._not_merged,
            owner=self,
        )

    def stop(self) -> None:
        """Have enough of what is being brought in; the vault is then as it was."""
        if self._steps is not None:
            self._steps.cancel.set()
            self._tell()

    def _tell(self) -> None:
        """How far bringing in is. It is told on a thread that has no window, and looked at here."""
        steps, state = self._steps, self._state
        if steps is None or state.merge is None:
            return
        done, of = steps.done
        stopping = steps.cancel.is_set()
        busy = self.tr("Bringing it in, then comparing each line.")
        if stopping:
            busy = self.tr("Stopping after this step.")
        elif of:
            busy = self.tr("{said} {done} of {of} steps done.").format(said=busy, done=done, of=of)
        self._show(replace(state, merge=replace(state.merge, busy=busy, stopping=stopping)))

    def _done_merging(self) -> None:
        if self._steps is not None:
            self._steps.cancel.set()
        self._steps = None
        self._timer.stop()

    def _is_locked(self, locked: bool) -> None:
        path = self._path
        if path is None:
            return
        if locked:
            self._show(BringState(asking=path.name))
        else:
            self._bring(path, None)

    def _bring(self, path: Path, passphrase: Passphrase | None) -> None:
        """Whole, or after a look: the vault says which."""

        def bring(session: Session) -> Taken | None:
            try:
                require_nothing_kept(session)
            except VaultError as problem:
                if problem.code != "vault_not_empty":
                    raise
                return None
            return import_from(session, path, passphrase)

        def brought(taken: Taken | None) -> None:
            if taken is None:
                self._read(path, passphrase)
            else:
                self._has_brought(taken, path)

        self._tasks.vault(bring, brought, self._fail, owner=self)

    def _read(self, path: Path, passphrase: Passphrase | None) -> None:
        """Away from the vault; a locked file costs a key, and those are made one at a time."""
        run = self._tasks.outside if passphrase is None else self._tasks.derive
        run(
            lambda: read_file(path, self._catalogue, passphrase),
            lambda export: self._tasks.vault(
                lambda session: look_at(session, export), self._has_looked, self._fail, owner=self
            ),
            self._fail,
            owner=self,
        )

    def _has_looked(self, difference: Difference) -> None:
        path = self._path
        if path is None:
            return
        if difference.is_nothing:
            said = self._sentences.say("cli", "merge_nothing", file=path.name)
            self._end(self.tr("Nothing new in this file"), (said, *self._stays(difference)))
            return
        self._difference = difference
        compared = tuple(self._compared(each) for each in difference.otherwise)
        besides = [] if not difference.same else [self._same(difference)]
        merging = MergeState(path.name, self._lines(difference.new), compared, (*besides, *self._stays(difference)))
        self._show(BringState(merge=merging))

    def _has_brought(self, taken: Taken, path: Path) -> None:
        lines = [self._counts.sentence(taken.counts), self.tr("We compared everything with the file.")]
        if taken.counts["items"]:
            lines.append(self._sentences.say("cli", "keys_not_imported"))
        self._end(self.tr("Done. Brought in {file}").format(file=path.name), tuple(lines))
        self.recorded.emit()

    def _has_merged(self, merged: Merged) -> None:
        self._done_merging()
        path = self._path
        if path is None:
            return
        lines = [*self._lines(merged.new)]
        if len(merged.changed) == 1:
            lines.append(self.tr("1 preference is now as in the file."))
        elif merged.changed:
            lines.append(self.tr("{count} preferences are now as in the file.").format(count=len(merged.changed)))
        lines.append(self.tr("We compared everything with the file."))
        if merged.new.get("items"):
            lines.append(self._sentences.say("cli", "keys_not_imported"))
        self._end(self.tr("Done. Brought in {file}").format(file=path.name), tuple(lines))
        self.recorded.emit()

    def _not_merged(self, problem: VaultError) -> None:
        self._done_merging()
        state = self._state
        if problem.code == "cancelled":
            self._end(self.tr("Stopped"), (self.tr("Nothing was added. Your vault is as it was."),))
        elif state.merge is not None:
            said = self._sentences.error(problem)
            self._show(replace(state, merge=replace(state.merge, busy="", stopping=False, failed=said)))

    def _fail(self, problem: VaultError) -> None:
        said = self._sentences.error(problem)
        if self._state.asking and problem.code in _ABOUT_PASSPHRASE:
            self._show(BringState(asking=self._state.asking, wrong=said))
            return
        self._path = self._difference = None
        self._show(BringState(brought=Outcome(self.tr("Nothing was brought in"), (said,), good=False)))

    def _end(self, title: str, lines: tuple[str, ...]) -> None:
        self._path = self._difference = None
        self._show(BringState(brought=Outcome(title, lines, good=True)))

    def _lines(self, counts: Mapping[str, int]) -> tuple[str, ...]:
        """``Preferences: 3`` for each kind."""
        line = self.tr("{what}: {count}")
        return tuple(
            line.format(what=self._sentences.say("records", kind), count=count) for kind, count in counts.items()
        )

    def _same(self, difference: Difference) -> str:
        count = difference.same.get("preferences", 0)
        if count == 1:
            return self.tr("1 preference is the same in both.")
        if count:
            return self.tr("{count} preferences are the same in both.").format(count=count)
        return self.tr("Some of it is in your vault already.")

    def _stays(self, difference: Difference) -> tuple[str, ...]:
        if not difference.stays:
            return ()
        what = ", ".join(self._sentences.say("records", kind) for kind in difference.stays)
        return (self.tr("Not the same, and kept as in your vault: {what}.").format(what=what),)

    def _compared(self, each: Otherwise) -> Compared:
        language = self._sentences.language
        name = each.key if each.entry is None else in_language(each.entry.label, language)
        here_newer = each.here_at is not None and each.here_at > each.there_at
        entry = each.entry
        if each.sealed or entry is None:
            return Compared(each.key, name, "", "", here_newer, each.file_is_newer, sealed=True)
        here = self.tr("Removed") if each.here is None else describe(entry, each.here, language)
        there = describe(entry, each.there, language)
        return Compared(each.key, name, here, there, here_newer, each.file_is_newer, sealed=False)

    def _show(self, state: BringState) -> None:
        self._state = state
        self.changed.emit(state)
