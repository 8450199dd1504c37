"""The logic of the suggestions from a shop's file: it is read elsewhere, answered here, and written all at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vault.core.plain_text import breakable
from vault.desktop.import_answers import ImportAnswers
from vault.desktop.import_columns import ImportColumns
from vault.desktop.import_state import Answered, DoneState, ImportState, Stage
from vault.desktop.import_words import ImportWords, names_of
from vault.desktop.import_work import ImportWork

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from vault.core.catalogue import Catalogue
    from vault.core.errors import VaultError
    from vault.core.sentences import Sentences
    from vault.customer.bringing import Brought
    from vault.customer.reviewing import Review
    from vault.customer.suggesting import ColumnMapping, Looked, NeedsColumns
    from vault.desktop.preference_typed import Typed
    from vault.desktop.tasks import Tasks


class ImportPresenter(QObject):
    """Emits an :class:`ImportState` for each change. ``navigate`` carries the id of another page."""

    changed = Signal(object)
    navigate = Signal(str)

    def __init__(self, tasks: Tasks, sentences: Sentences, catalogue: Catalogue) -> None:
        super().__init__()
        self._sentences, self._catalogue = sentences, catalogue
        self._words = ImportWords(sentences, catalogue, self)
        self.columns = ImportColumns(sentences, self)
        self._work = ImportWork(tasks, catalogue, self)
        self._work.told.connect(self._tell)
        self._path: Path | None = None
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
        self.forget()
        self._path = path
        self._read(None, None)

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

    def choose_table(self, number: int) -> None:
        """Explain another table of the same export."""
        self.columns.show_table(number)
        self._show()

    def choose_column(self, wanted: str, place: int) -> None:
        """Let this column be ``wanted``, or none with -1."""
        self.columns.choose(wanted, place)
        self._show()

    def choose_kind(self, kind: str) -> None:
        """Say what the lines are."""
        self.columns.choose_kind(kind)
        self._show()

    def choose_order(self, day_first: bool) -> None:
        """Say what comes first in a date."""
        self.columns.choose_order(day_first=day_first)
        self._show()

    def remember_columns(self, remember: bool) -> None:
        """Remember what was chosen for the next file with these columns, or not."""
        self.columns.remember = remember
        self._show()

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
        """Leave the file. Nothing of it is kept."""
        self.forget()
        self.navigate.emit("your_data")

    def see_preferences(self) -> None:
        """To what was added."""
        self.forget()
        self.navigate.emit("preferences")

    def _read(self, columns: Mapping[str, ColumnMapping] | None, shop: str | None) -> None:
        if self._path is None:
            return
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
            self._state = ImportState(Stage.COLUMNS, self.tr("What is in {file}?").format(file=self._name()))
            self._show()
        else:
            self._fail(self.tr("There is no list of what you bought in this. Choose another file."))

    def _review(self, looked: Looked) -> None:
        def done(review: Review) -> None:
            self.answers.take(review)
            self._state = replace(
                self._state,
                stage=Stage.REVIEW,
                title=self._words.title(looked),
                files=self._words.files(looked),
                left_out=self._words.left_out(looked.left_out),
            )
            self._show()
            if not review.suggested and looked.how.mappings and self.columns.remember:
                self._work.write(review, {}, False, lambda _: None, self._read_failed)  # what its columns are

        self._work.review(looked, done, self._read_failed)

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
        say = self._sentences.say
        lines = [say("suggestions", "refused", count=brought.refused)] if brought.refused else []
        if brought.lines:
            lines.append(say("suggestions", "lines_kept", count=brought.lines))
        else:
            lines.append(self.tr("Nothing of the file is kept."))
        title = self.tr("Nothing was added") if not brought.added else self.tr("Added to your preferences")
        heading = self._state.title
        self.forget()
        self._state = ImportState(
            Stage.DONE, heading, done=DoneState(title, taken if brought.added else (), tuple(lines))
        )
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
        self._state = ImportState(Stage.FAILED, self.tr("Reading {file}").format(file=self._name()), failed=said)
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
