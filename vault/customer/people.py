"""People I buy for: a nickname with sizes and likes. They stay in the vault, or go as a gift answer.

Nothing sealed is kept of somebody else, and the history says that something changed, never about whom.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from vault.core.errors import ChoiceError
from vault.core.plain_text import is_plain
from vault.core.sensitivity import Level
from vault.core.value_check import level_of
from vault.core.wording import read_words
from vault.customer.editing import check_keepable, search_words
from vault.storage import journal, people, wishes
from vault.storage.people import MAX_NICKNAME as MAX_NICKNAME  # a field takes no more
from vault.storage.people import Person
from vault.storage.people import PersonPreference as PersonPreference  # what a removal gives back
from vault.storage.preferences import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vault.core.catalogue import Catalogue, Entry
    from vault.core.value import Value
    from vault.customer.session import Session
    from vault.storage.connection import Reader, Transaction
    from vault.storage.wishes import Wish

MAX_NOTE = 2000
"""Characters of a note; an export takes no more."""


@dataclass(frozen=True)
class KeptForPerson:
    """One size or like as a screen shows it."""

    entry: Entry
    value: Value = field(repr=False)
    level: Level


@dataclass(frozen=True)
class PersonView:
    """One person with what is kept of them, in the catalogue's order."""

    id: str
    nickname: str = field(repr=False)
    note: str | None = field(repr=False)
    preferences: tuple[KeptForPerson, ...]


@dataclass(frozen=True)
class RemovedPerson:
    """Everything that went with a person, to put it back."""

    person: Person
    preferences: tuple[PersonPreference, ...] = field(repr=False)
    wishes: tuple[Wish, ...] = field(repr=False)


def list_people(session: Session, text: str = "") -> tuple[PersonView, ...]:
    """Everybody by nickname; with ``text`` only whom or whose sizes and likes it finds, in either language."""
    with session.database.read() as reader:
        found = [_view(reader, session.catalogue, each) for each in people.people(reader)]
    return matching_people(sorted(found, key=lambda each: folded(each.nickname)), text)


def matching_people(found: Iterable[PersonView], text: str) -> tuple[PersonView, ...]:
    """Whom ``text`` finds, by its words, or whose sizes and likes, in either language."""
    wanted = folded(text).split()
    if not wanted:
        return tuple(found)
    words = ((each, _words(each)) for each in found)
    return tuple(each for each, said in words if all(word in said for word in wanted))


def person_named(session: Session, nickname: str) -> PersonView:
    """The person who is called so, whatever the case or accents. Raises :class:`ChoiceError` ``person_unknown``."""
    found = [each for each in list_people(session) if folded(each.nickname) == folded(nickname.strip())]
    if not found:
        raise ChoiceError("person_unknown")
    return found[0]


def add_person(session: Session, nickname: str, *, note: str | None = None) -> PersonView:
    """Add a person. Raises :class:`ChoiceError` ``nickname_unfit``, ``nickname_taken`` or ``note_unfit``."""
    now = session.clock.now()
    with session.database.transaction() as transaction:
        made = Person(session.urn(), _free(transaction, nickname), now, checked_note(note))
        _put(transaction, session, made)
    return PersonView(made.id, made.nickname, made.note, ())


def change_person(session: Session, person_id: str, *, nickname: str, note: str | None) -> None:
    """Give a person another nickname or note. Raises as :func:`add_person`, or ``person_unknown``."""
    with session.database.transaction() as transaction:
        before = _required(transaction, person_id)
        wanted = replace(before, nickname=_free(transaction, nickname, besides=person_id), note=checked_note(note))
        if wanted != before:
            _put(transaction, session, wanted)


def remove_person(session: Session, person_id: str) -> RemovedPerson:
    """Forget a person with their sizes, likes and wishes. Raises :class:`ChoiceError` ``person_unknown``."""
    with session.database.transaction() as transaction:
        removed = RemovedPerson(
            _required(transaction, person_id),
            tuple(people.preferences(transaction, person_id)),
            tuple(each for each in wishes.wishes(transaction) if each.person == person_id),
        )
        people.remove_person(transaction, person_id)
        journal.append(transaction, session.clock.now(), "people_changed", {})
    return removed


def put_person_back(session: Session, removed: RemovedPerson) -> None:
    """Undo :func:`remove_person`. Raises :class:`ChoiceError` ``nickname_taken`` if another has that name now."""
    with session.database.transaction() as transaction:
        _free(transaction, removed.person.nickname, besides=removed.person.id)
        _put(transaction, session, removed.person)
        for preference in removed.preferences:
            people.put_preference(transaction, preference)
        for wish in removed.wishes:
            wishes.put_wish(transaction, wish)


def possible_for_people(catalogue: Catalogue) -> tuple[Entry, ...]:
    """What can be kept of somebody else: what is sealed of oneself is not."""
    return tuple(entry for entry in catalogue.entries.values() if entry.level is not Level.SEALED)


def set_for_person(session: Session, person_id: str, key: str, value: Value) -> None:
    """Keep a size or like of a person.

    Raises :class:`ChoiceError` ``person_unknown``, ``key_unknown``, ``value_does_not_fit``, or ``person_sealed`` for
    what is sealed, by its key or by this very value.
    """
    entry = session.catalogue.entry(key)
    check_keepable(entry, value)
    if level_of(entry, value) is Level.SEALED:
        raise ChoiceError("person_sealed", key=key)
    now = session.clock.now()
    with session.database.transaction() as transaction:
        _required(transaction, person_id)
        before = {each.key: each.value for each in people.preferences(transaction, person_id)}
        if before.get(key) != value:
            people.put_preference(transaction, PersonPreference(person_id, key, value, now))
            journal.append(transaction, now, "people_changed", {"key": key})


def set_words_for_person(session: Session, person_id: str, key: str, text: str) -> None:
    """Keep what was typed, in any of its spellings. Raises as :func:`set_for_person`."""
    set_for_person(session, person_id, key, read_words(session.catalogue.entry(key), text))


def remove_for_person(session: Session, person_id: str, key: str) -> PersonPreference:
    """Forget one size or like, and give it back to undo that. Raises :class:`ChoiceError` ``not_kept``."""
    with session.database.transaction() as transaction:
        found = [each for each in people.preferences(transaction, person_id) if each.key == key]
        if not found:
            session.catalogue.entry(key)
            raise ChoiceError("not_kept", key=key)
        people.remove_preference(transaction, person_id, key)
        journal.append(transaction, session.clock.now(), "people_changed", {"key": key})
    return found[0]


def checked_note(note: str | None) -> str | None:
    """A note as it is kept, None for an empty one. Raises :class:`ChoiceError` ``note_unfit``."""
    text = (note or "").strip()
    if len(text) > MAX_NOTE or not all(is_plain(letter) or letter == "\n" for letter in text):
        raise ChoiceError("note_unfit")
    return text or None


def kept_of(catalogue: Catalogue, found: Iterable[PersonPreference]) -> tuple[KeptForPerson, ...]:
    """What this catalogue knows and does not seal; the rest stays kept, unseen here."""
    by_key = {each.key: each.value for each in found}
    kept = [
        KeptForPerson(entry, by_key[key], level_of(entry, by_key[key]))
        for key, entry in catalogue.entries.items()
        if key in by_key
    ]
    return tuple(each for each in kept if each.level is not Level.SEALED)


def _required(reader: Reader, person_id: str) -> Person:
    found = people.person(reader, person_id)
    if found is None:
        raise ChoiceError("person_unknown")
    return found


def _free(reader: Reader, nickname: str, *, besides: str | None = None) -> str:
    """The nickname as it is kept: one plain line that nobody else has."""
    text = " ".join(nickname.split())
    if not 0 < len(text) <= MAX_NICKNAME or not all(map(is_plain, text)):
        raise ChoiceError("nickname_unfit", most=MAX_NICKNAME)
    if any(folded(each.nickname) == folded(text) for each in people.people(reader) if each.id != besides):
        raise ChoiceError("nickname_taken")
    return text


def _put(transaction: Transaction, session: Session, person: Person) -> None:
    people.put_person(transaction, person)
    journal.append(transaction, session.clock.now(), "people_changed", {})


def _view(reader: Reader, catalogue: Catalogue, person: Person) -> PersonView:
    kept = kept_of(catalogue, people.preferences(reader, person.id))
    return PersonView(person.id, person.nickname, person.note, kept)


def _words(person: PersonView) -> str:
    words = [person.nickname, person.note or "", *(search_words(each.entry, each.value) for each in person.preferences)]
    return folded(" ".join(words))
