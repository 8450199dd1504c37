"""What the customer says of each suggestion, until all is written at once. Nothing here is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vault.desktop.import_held import HeldAnswers
from vault.desktop.import_state import Answered, Change, SuggestionLine
from vault.desktop.preference_typed import Problem, Typed, read_typed, typed_from

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vault.core.catalogue import Catalogue
    from vault.core.value import Value
    from vault.customer.bringing import Answer
    from vault.customer.reviewing import Review, Suggested
    from vault.desktop.import_words import ImportWords


class ImportAnswers:
    """One row is open at a time. ``review`` is what is answered; another one keeps the answers that still fit it."""

    def __init__(self, words: ImportWords, catalogue: Catalogue) -> None:
        self._words, self._catalogue = words, catalogue
        self._answers: dict[str, Answered] = {}
        self._own: dict[str, Value] = {}
        self._opened, self._all_shown = "", False
        self._change: Change | None = None
        self._lines: dict[str, tuple[object, SuggestionLine]] = {}
        self.review: Review | None = None

    def held(self) -> HeldAnswers:
        """What was said so far, for :meth:`take_over`."""
        said = dict(self._answers), dict(self._own)
        return HeldAnswers(self.review, *said, self._opened, self._all_shown, self._change)

    def take_over(self, held: HeldAnswers) -> None:
        """Go on with it."""
        self.review, self._answers, self._own = held.review, dict(held.answers), dict(held.own)
        self._opened, self._all_shown, self._change = held.opened, held.all_shown, held.change

    def take(self, review: Review) -> None:
        """Show these suggestions. What the vault has of one may be another by now: it is to be answered anew then."""
        before = self.review
        for each in review.suggested if before is not None else ():
            old = before.named(each.id) if before is not None else None
            if old is not None and (old.kept, old.suggestion.value) != (each.kept, each.suggestion.value):
                self.undo(each.id)
        known = {each.id for each in review.suggested}
        for gone in [each for each in self._answers if each not in known]:
            self.undo(gone)
        self.review, self._lines = review, {}

    def answer(self, suggestion_id: str, answered: Answered) -> None:
        """Say this of a suggestion, and close its row."""
        self._answers[suggestion_id] = answered
        self._own.pop(suggestion_id, None)
        self._close(suggestion_id)

    def undo(self, suggestion_id: str) -> None:
        """It has no answer any more."""
        self._answers.pop(suggestion_id, None)
        self._own.pop(suggestion_id, None)

    def toggle(self, suggestion_id: str) -> None:
        """Open a row, or close it."""
        self._change, self._all_shown = None, False
        self._opened = "" if self._opened == suggestion_id else suggestion_id

    def show_all(self) -> None:
        """Show all lines of the open row that are at hand."""
        self._all_shown = True

    def begin_change(self, suggestion_id: str) -> None:
        """Let the customer give another value than the one that is suggested."""
        each = self._named(suggestion_id)
        if each is not None:
            entry = self._catalogue.entry(each.suggestion.key)
            value = each.suggestion.value if each.suggestion.brand is not None else each.becomes
            self._opened, self._change = suggestion_id, Change(entry, typed_from(entry, value))

    def type(self, typed: Typed) -> None:
        """This stands in the fields now."""
        if self._change is not None:
            self._change = replace(self._change, typed=typed, problem=None)

    def use_own(self) -> bool:
        """Accept what is typed in the place of the suggestion; False where it is no value yet."""
        if self._change is None:
            return False
        read = read_typed(self._change.entry, self._change.typed)
        if isinstance(read, Problem):
            self._change = replace(self._change, problem=read)
            return False
        own = self._opened
        self.answer(own, Answered.TAKEN)
        self._own[own] = read
        return True

    def cancel_change(self) -> None:
        """Forget what is typed."""
        self._change = None

    def lines(self) -> tuple[SuggestionLine, ...]:
        """All rows: those that want an answer first. One that did not change is the same object as before."""
        suggested = self.review.suggested if self.review is not None else ()
        found = [self._line(each) for each in suggested]
        return tuple(sorted(found, key=lambda line: line.answered is Answered.HAVE))

    def given(self, *, adding: bool) -> Mapping[str, Answer | Value]:
        """The answers as they are written; without ``adding`` only what is never to be suggested again."""
        from vault.customer.bringing import Answer

        given: dict[str, Answer | Value] = {}
        for suggestion_id, answered in self._answers.items():
            if answered is Answered.NEVER:
                given[suggestion_id] = Answer.NEVER
            elif answered is Answered.TAKEN and adding:
                given[suggestion_id] = self._own.get(suggestion_id, Answer.TAKE)
        return given

    def _line(self, each: Suggested) -> SuggestionLine:
        from vault.customer.reviewing import Standing

        waits = Answered.HAVE if each.standing is Standing.HAVE else Answered.NOT_YET
        answered, own = self._answers.get(each.id, waits), self._own.get(each.id)
        is_open = self._opened == each.id and answered is Answered.NOT_YET
        key = (answered, own, (self._change, self._all_shown) if is_open else None)
        if each.id not in self._lines or self._lines[each.id][0] != key:
            opened = self._words.opened(each, self._change, all_shown=self._all_shown) if is_open else None
            self._lines[each.id] = key, self._words.line(each, answered, own, opened)
        return self._lines[each.id][1]

    def _close(self, suggestion_id: str) -> None:
        if self._opened == suggestion_id:
            self._opened, self._change = "", None

    def _named(self, suggestion_id: str) -> Suggested | None:
        return self.review.named(suggestion_id) if self.review is not None else None
