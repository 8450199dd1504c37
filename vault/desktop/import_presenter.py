"""The logic of the suggestions from a shop's file: it is read elsewhere, answered here, and written all at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vault.core.plain_text import breakable
from vault.desktop.import_answers import ImportAnswers
from vault.desktop.import_columns import ImportColumns
from vault.desktop.import_held import HeldFile
from vault.desktop.import_state import Answered, ImportState, Stage
from vault.desktop.import_words import ImportWords, names_of
from vault.desktop.import_work import ImportWork
from vault.desktop.undo_offer import Removed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from vault.core.catalogue import Catalogue
    from vault.core.errors import VaultError
    from vault.core.sentences import Sentences
    from vault.customer.bringing import Brought
    from vault.customer.reviewing import Review
    from vault.customer.suggesting import ColumnMapping, Looked, NeedsColumns
    from vault.desktop.import_held import ReadAs
    from vault.desktop.preference_typed import Typed
    from vault.desktop.tasks import Tasks


class ImportPresenter(QObject):
    """Emits an :class:`ImportState` for each change. ``navigate`` carries the id of another page, ``removed`` a
    :class:`vault.desktop.undo_offer.Removed` for the window's undo bar."""

    changed = Signal(object)
    navigate = Signal(str)
    removed = Signal(object)

    def __init__(self, tasks: Tasks, sentences: Sentences, catalogue: Catalogue) -> None:
        super().__init__()
        self._sentences, self._catalogue = sentences, catalogue
        self._words = ImportWords(sentences, catalogue, self)
        self.columns = ImportColumns(sentences, self)
        self.columns.changed.connect(self._show)
        self._work = ImportWork(tasks, catalogue, self)
        self._work.told.connect(self._tell)
        self._path: Path | None = None
        self._read_as: ReadAs = None, None
        self.forget()

    def forget(self) -> None:
        """Stop, and drop everything that was read or said, when the vault locks."""
        self._work.end()
        self._path = None
        self.columns.ask(None)
        self.answers = ImportAnswers(self._words, self._catalogue)
        self._state = ImportState()
        self._show()

    def start(self) -> None:
        """The page is shown, or the vault changed: what it has stands beside each suggestion."""
        review = self.answers.review
        if review is not None and self._state.stage is Stage.REVIEW and not self._state.busy:
            self._review(review.looked)
        else:
            self._show()

    def open(self, path: Path) -> None:
        """Read this file, folder or zip."""
        self._put_away()
        self._path = path
        self._read(None, None)

    @property
    def is_open(self) -> bool:
        """Whether a file is read, or waits for answers."""
        state = self._state
        return state.stage in {Stage.READING, Stage.COLUMNS} or (state.stage is Stage.REVIEW and bool(state.rows))

    def carried(self) -> HeldFile | None:
        """What a page that is made instead of this one goes on with, by :meth:`take_over`."""
        if self._path is None or not self.is_open:
            return None
        answers, columns, state = self.answers.held(), self.columns.held(), self._state
        return HeldFile(self._path, state.stage, self._read_as, answers, columns, state.keep_lines)

    def take_over(self, held: HeldFile) -> None:
        """Go on with a file. :meth:`start` puts it beside the vault again; what was being read is read anew."""
        self.forget()
        self._path, self._read_as = held.path, held.read_as
        self.answers.take_over(held.answers)
        self.columns.take_over(held.columns)
        if held.stage is Stage.COLUMNS:
            self._ask_columns()
        elif held.stage is Stage.REVIEW and held.answers.review is not None:
            self._state = replace(self._state, keep_lines=held.keep_lines)
            self._show_review(held.answers.review.looked)
        else:
            self._read(*held.read_as)

    def stop(self) -> None:
        """Stop reading, or keeping lines."""
        self._work.stop()
        if self._state.stage is Stage.READING:
            self._work.end()  # its end need not be waited for
            self._fail(self._sentences.say("errors", "cancelled"))

    def read_columns(self) -> None:
        """Read the file with the columns that were chosen."""
        chosen = self.columns.chosen()
        if chosen is None:
            self._show()
        else:
            self._read(chosen, None)

    def read_as(self, shop: str) -> None:
        """Read the file as this shop's."""
        self._read(None, shop)

    def accept(self, suggestion_id: str) -> None:
        """Take a suggestion."""
        self._answer(suggestion_id, Answered.TAKEN)

    def skip(self, suggestion_id: str) -> None:
        """Leave it for now."""
        self._answer(suggestion_id, Answered.SKIPPED)

    def never(self, suggestion_id: str) -> None:
        """Leave it for good."""
        self._answer(suggestion_id, Answered.NEVER)

    def undo(self, suggestion_id: str) -> None:
        """Take an answer back."""
        self.answers.undo(suggestion_id)
        self._show()

    def toggle(self, suggestion_id: str) -> None:
        """Open a row, or close it."""
        self.answers.toggle(suggestion_id)
        self._show()

    def show_all(self) -> None:
        """Show all lines of the row that is open."""
        self.answers.show_all()
        self._show()

    def begin_change(self, suggestion_id: str) -> None:
        """Offer fields for another value."""
        self.answers.begin_change(suggestion_id)
        self._show()

    def take_typed(self, typed: Typed) -> None:
        """This stands in them now."""
        self.answers.type(typed)
        self._show()

    def use_own(self) -> None:
        """Take what is typed in the place of what is suggested."""
        self.answers.use_own()
        self._show()

    def cancel_change(self) -> None:
        """Forget what is typed."""
        self.answers.cancel_change()
        self._show()

    def keep_lines(self, keep: bool) -> None:
        """Keep the lines of the file, or throw them away when all is answered."""
        self._state = replace(self._state, keep_lines=keep)
        self._show()

    def add(self) -> None:
        """Write what was accepted."""
        self._decide(adding=True)

    def add_nothing(self) -> None:
        """Write nothing of it but what is never to be suggested, and the lines if they are to be kept."""
        self._decide(adding=False)

    def go_back(self) -> None:
        """Leave the file. Nothing of it is kept, but for a moment it can be brought back."""
        self._put_away()
        self.navigate.emit("your_data")

    def see_preferences(self) -> None:
        """To what was added."""
        self.forget()
        self.navigate.emit("preferences")

    def _put_away(self) -> None:
        held = self.carried()
        self.forget()
        if held is None or not held.worth_undoing:
            return

        def bring_back() -> None:
            self.take_over(held)
            self.navigate.emit("import_review")

        self.removed.emit(Removed(self.tr("The file is closed. Nothing of it was added."), bring_back))

    def _read(self, columns: Mapping[str, ColumnMapping] | None, shop: str | None) -> None:
        if self._path is None:
            return
        self._read_as = columns, shop
        self._state = ImportState(Stage.READING, self.tr("Reading {file}").format(file=self._name()))
        self._work.end()
        self._tell()
        self._work.read(self._path, columns, shop, self._found, self._read_failed)

    def _found(self, found: Looked | NeedsColumns) -> None:
        from vault.customer.suggesting import Looked

        if isinstance(found, Looked):
            self._review(found)
        elif found.tables or found.guesses:
            self.columns.ask(found)
            self._ask_columns()
        else:
            self._fail(self.tr("There is no list of what you bought in this. Choose another file."))

    def _ask_columns(self) -> None:
        self._state = ImportState(Stage.COLUMNS, self.tr("What is in {file}?").format(file=self._name()))
        self._show()

    def _review(self, looked: Looked) -> None:
        def done(review: Review) -> None:
            self.answers.take(review)
            self._show_review(looked)
            if not review.suggested and looked.how.mappings and self.columns.remember:
                self._work.write(review, {}, False, lambda _: None, self._read_failed)  # what its columns are

        self._work.review(looked, done, self._read_failed)

    def _show_review(self, looked: Looked) -> None:
        words = self._words
        title, files, left_out = words.title(looked), words.files(looked), words.left_out(looked.left_out)
        self._state = replace(self._state, stage=Stage.REVIEW, title=title, files=files, left_out=left_out)
        self._show()

    def _decide(self, *, adding: bool) -> None:
        review, given, lines = self.answers.review, self.answers.given(adding=adding), self._state.keep_lines
        if review is None or self._state.busy:
            return
        if not self.columns.remember:
            how = replace(review.looked.how, fingerprints={})
            review = replace(review, looked=replace(review.looked, how=how))
        taken = names_of([each for each in self.answers.lines() if each.answered is Answered.TAKEN]) if adding else ()
        self._state = replace(self._state, busy=self.tr("Writing to your vault."), failed="")
        self._show()
        self._work.write(review, given, lines, lambda brought: self._brought(brought, taken), self._not_brought)

    def _brought(self, brought: Brought, taken: tuple[str, ...]) -> None:
        title = self._state.title
        self.forget()
        self._state = self._words.done(title, brought, taken)
        self._show()

    def _not_brought(self, problem: VaultError) -> None:
        self._state = replace(self._state, busy="", failed=self._sentences.error(problem))
        self._show()
        self.start()  # the vault may have changed, and then each stands beside something else

    def _read_failed(self, problem: VaultError) -> None:
        said = self._sentences.error(problem)
        if problem.code == "mapping_unfit" and self.columns.needed is not None:
            self.columns.fail(said)
            self._state = replace(self._state, stage=Stage.COLUMNS)
            self._show()
        else:
            self._fail(said)

    def _fail(self, said: str) -> None:
        self._state = ImportState(Stage.FAILED, self.tr("{file} was not read").format(file=self._name()), failed=said)
        self._show()

    def _name(self) -> str:
        return breakable(self._path.name) if self._path is not None else ""

    def _answer(self, suggestion_id: str, answered: Answered) -> None:
        self.answers.answer(suggestion_id, answered)
        self._show()

    def _tell(self) -> None:
        if self._state.stage is Stage.READING:
            files = self._words.reading(self._work.underway, self._path.name if self._path is not None else "")
            self._state = replace(self._state, files=files)
        elif self._state.busy and self._work.lines:
            said = self.tr("Keeping the lines: {lines}").format(lines=self._words.lines(self._work.lines))
            self._state = replace(self._state, busy=said)
        self._show()

    def _show(self) -> None:
        rows = self.answers.lines() if self._state.stage is Stage.REVIEW else ()
        columns = self.columns.state() if self._state.stage is Stage.COLUMNS else None
        self._state = replace(self._state, rows=rows, columns=columns)
        self.changed.emit(self._state)
