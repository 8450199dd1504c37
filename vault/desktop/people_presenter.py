"""The logic of "People I buy for": who is shown, what is typed of them, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from vault.core.wording import describe, in_language
from vault.customer import people
from vault.customer.people import PersonPreference
from vault.customer.sheets import person_sheet
from vault.desktop.family_presenter import FamilyPresenter
from vault.desktop.people_state import KeptLine, PeopleState, PersonEditing
from vault.desktop.preference_state import TopicLine
from vault.desktop.preference_typed import Problem, Typed, read_typed, typed_from
from vault.desktop.sheet_presenter import SheetPresenter
from vault.desktop.undo_offer import Removed

if TYPE_CHECKING:
    from pathlib import Path

    from vault.core.catalogue import Catalogue
    from vault.core.clock import Clock
    from vault.core.errors import VaultError
    from vault.core.sentences import Sentences
    from vault.customer.people import PersonView
    from vault.customer.session import Session
    from vault.desktop.tasks import Tasks

Found = tuple[tuple["PersonView", ...], tuple[str, ...]]
"""Everybody, and the ids of whom the search finds."""


class PeoplePresenter(QObject):
    """Emits a :class:`PeopleState` for each change.

    ``removed`` carries a :class:`Removed` for the window's undo bar; ``copy_wanted`` a value for the clipboard, and
    that it is not sealed; ``navigate`` the id of another page.
    """

    changed = Signal(object)
    removed = Signal(object)
    copy_wanted = Signal(str, bool)
    navigate = Signal(str)

    def __init__(self, tasks: Tasks, sentences: Sentences, catalogue: Catalogue, clock: Clock) -> None:
        super().__init__()
        self.paper = SheetPresenter(tasks, sentences, clock, self)
        self._tasks, self._sentences, self._catalogue = tasks, sentences, catalogue
        self.family = FamilyPresenter(tasks, sentences, clock, self, of_people=True)
        self._language = sentences.language
        self.forget()

    def forget(self) -> None:
        """Drop everything that was read or typed, when the vault locks."""
        self._people: dict[str, PersonView] = {}
        self._matching: tuple[str, ...] = ()
        self._state = PeopleState()
        self.paper.forget()
        self.family.forget()
        self.changed.emit(self._state)

    def start(self) -> None:
        """Read who is kept, and again each time the page is shown. What is typed stays."""
        sought = self._state.search

        def work(session: Session) -> Found:
            found = people.list_people(session)
            return found, tuple(each.id for each in people.matching_people(found, sought))

        self._tasks.vault(work, self._read, self._failed, owner=self)

    def search(self, text: str) -> None:
        """Show whom this finds, by name, size or like."""
        self._state = replace(self._state, search=text, error="")
        self.start()

    def choose(self, person: str) -> None:
        """Show this person."""
        if person in self._people and person != self._state.person:
            self.paper.forget()
            self._show(replace(self._state, person=person, editing=None, naming=False, name_error="", error=""))

    def add(self, nickname: str) -> None:
        """Add somebody, and show them."""

        def added(made: PersonView) -> None:
            self.paper.forget()
            self._state = replace(
                self._state,
                person=made.id,
                added=self._state.added + 1,
                error="",
                editing=None,
                naming=False,
                search="",
            )
            self.start()

        self._tasks.vault(lambda session: people.add_person(session, nickname), added, self._not_added, owner=self)

    def name(self, *, naming: bool) -> None:
        """Ask for another nickname or note, or no more."""
        self._show(replace(self._state, naming=naming, name_error=""))

    def rename(self, nickname: str, note: str) -> None:
        """Keep another nickname and note."""
        person = self._state.person
        if person is None:
            return

        def renamed(_: None) -> None:
            self._state = replace(self._state, naming=False, name_error="")
            self.start()

        self._tasks.vault(
            lambda session: people.change_person(session, person, nickname=nickname, note=note),
            renamed,
            self._not_renamed,
            owner=self,
        )

    def remove(self) -> None:
        """Forget the person that is shown, with all that is theirs."""
        person = self._people.get(self._state.person or "")
        if person is None:
            return

        def gone(removed: people.RemovedPerson) -> None:
            self._state = replace(self._state, person=None, editing=None, naming=False)
            text = self.tr("Removed: {name}, with sizes, likes and wishes.").format(name=person.nickname)
            self._offer(text, lambda session: people.put_person_back(session, removed))
            self.start()

        self._tasks.vault(lambda session: people.remove_person(session, person.id), gone, self._failed, owner=self)

    def edit(self, key: str) -> None:
        """Open the editor of a size or like, kept or new; the one that is open closes."""
        open_ = self._state.editing
        if open_ is not None and open_.entry.key == key:
            self.cancel()
            return
        entry = self._catalogue.entry(key)
        kept = {each.entry.key: each.value for each in self._kept()}
        editing = PersonEditing(entry, typed_from(entry, kept.get(key)), new=key not in kept)
        self._show(replace(self._state, editing=editing))

    def take_typed(self, typed: Typed) -> None:
        """Take what stands in the open editor's fields."""
        if self._state.editing is not None:
            self._edit(typed=typed, problem=None, failed="")

    def cancel(self) -> None:
        """Close the open editor and forget what was typed in it."""
        self._show(replace(self._state, editing=None))

    def save(self) -> None:
        """Keep what is typed, or say what is wrong with it."""
        open_, person = self._state.editing, self._state.person
        if open_ is None or person is None or open_.busy:
            return
        value = read_typed(open_.entry, open_.typed)
        if isinstance(value, Problem):
            self._edit(problem=value)
            return
        key = open_.entry.key
        self._edit(busy=True, failed="")
        self._tasks.vault(
            lambda session: people.set_for_person(session, person, key, value),
            lambda _: self._saved(key),
            lambda problem: self._not_saved(key, problem),
            owner=self,
        )

    def delete(self, key: str) -> None:
        """Forget a size or like of the person that is shown."""
        person = self._state.person
        if person is None or key not in {each.entry.key for each in self._kept()}:
            self.cancel()
            return

        def gone(found: PersonPreference) -> None:
            self._state = replace(self._state, editing=None)
            text = self.tr("Removed: {name}.").format(
                name=in_language(self._catalogue.entry(key).label, self._language)
            )
            self._offer(text, lambda session: people.set_for_person(session, person, key, found.value))
            self.start()

        self._tasks.vault(
            lambda session: people.remove_for_person(session, person, key), gone, self._failed, owner=self
        )

    def copy(self, key: str) -> None:
        """Put exactly this value on the clipboard."""
        for each in self._kept():
            if each.entry.key == key:
                self.copy_wanted.emit(describe(each.entry, each.value, self._language), False)

    def print_person(self) -> None:
        """Print what is kept of the person that is shown."""
        person = self._people.get(self._state.person or "")
        if person is not None:
            self.paper.print_sheet(person_sheet(person, self._language))

    def save_person(self, path: Path) -> None:
        """Keep that as a file."""
        person = self._people.get(self._state.person or "")
        if person is not None:
            self.paper.save(person_sheet(person, self._language), path)

    def go_back(self) -> None:
        """To the customer's own preferences."""
        self.navigate.emit("preferences")

    def _offer(self, text: str, back: Callable[[Session], object]) -> None:
        def bring_back() -> None:
            self._tasks.vault(back, lambda _: self.start(), self._failed, owner=self)

        self.removed.emit(Removed(text, bring_back))

    def _read(self, found: Found) -> None:
        self._people, self._matching = {each.id: each for each in found[0]}, found[1]
        person = self._state.person
        typing = self._state.editing is not None or self._state.naming  # what is typed is not searched away
        if person not in (self._people if typing else self._matching):
            person = next(iter(self._matching), None)
        if person != self._state.person:
            self.paper.forget()
            self._state = replace(self._state, editing=None, naming=False, name_error="")
        self._show(replace(self._state, loaded=True, person=person, failed=""))

    def _saved(self, key: str) -> None:
        if self._state.editing is not None and self._state.editing.entry.key == key:
            self._state = replace(self._state, editing=None)
        self.start()

    def _not_saved(self, key: str, problem: VaultError) -> None:
        if self._state.editing is not None and self._state.editing.entry.key == key:
            self._edit(busy=False, failed=self._error(problem))
        else:
            self._failed(problem)

    def _not_added(self, problem: VaultError) -> None:
        self._show(replace(self._state, error=self._sentences.error(problem), name_error="", wrong=problem.code))

    def _not_renamed(self, problem: VaultError) -> None:
        self._show(replace(self._state, error="", name_error=self._sentences.error(problem), wrong=problem.code))

    def _failed(self, problem: VaultError) -> None:
        self._show(replace(self._state, failed=self._error(problem)))

    def _error(self, problem: VaultError) -> str:
        """The sentence, with preferences by name."""
        facts = dict(problem.facts)
        entry = self._catalogue.entries.get(str(facts.get("key")))
        if entry is not None:
            facts["key"] = in_language(entry.label, self._language)
        return self._sentences.say("errors", problem.code, **facts)

    def _edit(self, **changes: Any) -> None:
        if self._state.editing is not None:
            self._show(replace(self._state, editing=replace(self._state.editing, **changes)))

    def _kept(self) -> tuple[people.KeptForPerson, ...]:
        person = self._people.get(self._state.person or "")
        return person.preferences if person is not None else ()

    def _show(self, state: PeopleState) -> None:
        self._state = state
        person, kept = self._people.get(state.person or ""), self._kept()
        have = {each.entry.key for each in kept}
        self._state = replace(
            state,
            people=tuple(
                TopicLine(each.id, each.nickname, "user", sealed=False, count=len(each.preferences))
                for each in map(self._people.__getitem__, self._matching)
            ),
            some=bool(self._people),
            nickname=person.nickname if person is not None else "",
            note=(person.note or "") if person is not None else "",
            lines=tuple(
                KeptLine(
                    each.entry.key,
                    in_language(each.entry.label, self._language),
                    describe(each.entry, each.value, self._language),
                    each.level,
                )
                for each in kept
            ),
            possible=tuple(
                (entry.key, in_language(entry.label, self._language))
                for entry in people.possible_for_people(self._catalogue)
                if entry.key not in have
            ),
        )
        self.changed.emit(self._state)
