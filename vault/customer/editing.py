"""Keeping preferences: set, change, remove, list, find, and look back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vault.core.errors import ChoiceError
from vault.core.precision import coarsen
from vault.core.sensitivity import Level
from vault.core.value import Precision, Value, value_from_json
from vault.core.value_check import level_of
from vault.core.wording import describe, in_language, read_words
from vault.customer.kept import Kept
from vault.storage import journal, preferences
from vault.storage.preferences import MAX_SEARCH as MAX_SEARCH  # a search field takes no more

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from vault.core.catalogue import Catalogue, Entry
    from vault.customer.session import Session

SEARCH_LANGUAGES = ("en", "nl")
"""A preference is found by its words in each of these, whichever the customer reads."""


@dataclass(frozen=True, slots=True)
class KeptPreference:
    """A preference as a screen shows it. ``level`` counts the value and the customer's raise; ``most`` the ceiling."""

    entry: Entry
    value: Value
    level: Level
    most: Precision
    changed_at: datetime


@dataclass(frozen=True)
class PastValue:
    """What a preference became at a moment; without a value it was removed then."""

    at: datetime
    value: Value | None
    level: Level | None
    most: Precision


def set_preference(
    session: Session, key: str, value: Value, *, level: Level | None = None, most: Precision | None = None
) -> Kept:
    """Keep ``value`` for ``key``. Without ``level`` or ``most``, what was set before stays.

    Raises :class:`ChoiceError` ``key_unknown``, ``value_does_not_fit``, or ``level_lower`` for a level below the one
    the catalogue gives this very value.
    """
    entry = session.catalogue.entry(key)
    check_keepable(entry, value)
    lowest = level_of(entry, value)
    if level is not None and level < lowest:
        raise ChoiceError("level_lower", key=key)
    now = session.clock.now()
    with session.database.transaction() as transaction:
        before = preferences.preference(transaction, key)
        wanted = preferences.Preference(
            key,
            value,
            now,
            _raised(level, lowest) if level is not None or before is None else before.level_raised,
            _ceiling(most) if most is not None or before is None else before.most_precise,
            before.note if before is not None else None,
        )
        if before is None or not _same(before, wanted):
            preferences.set_preference(transaction, wanted, search_words(entry, value))
            journal.append(transaction, now, "preference_set", {"key": key})
    return kept_as(entry, wanted)


def set_words(
    session: Session, key: str, text: str, *, level: Level | None = None, most: Precision | None = None
) -> Kept:
    """Keep what a person typed, in any of its spellings. Raises as :func:`set_preference`."""
    value = read_words(session.catalogue.entry(key), text)
    return set_preference(session, key, value, level=level, most=most)


def remove_preference(session: Session, key: str) -> None:
    """Remove a preference; its history stays. Raises :class:`ChoiceError` ``key_unknown`` or ``not_kept``."""
    now = session.clock.now()
    with session.database.transaction() as transaction:
        if not preferences.remove_preference(transaction, key, now):
            session.catalogue.entry(key)
            raise ChoiceError("not_kept", key=key)
        journal.append(transaction, now, "preference_removed", {"key": key})


def list_preferences(session: Session, topic: str | None = None) -> tuple[KeptPreference, ...]:
    """What is kept, in the catalogue's order. Raises :class:`ChoiceError` ``topic_unknown``."""
    if topic is not None and all(topic != each.id for each in session.catalogue.topics):
        raise ChoiceError("topic_unknown", topic=topic[:80])
    with session.database.read() as reader:
        found = preferences.preferences(reader)
    return tuple(each for each in _in_order(session.catalogue, found) if topic in {None, each.entry.topic})


def search(session: Session, text: str) -> tuple[KeptPreference, ...]:
    """What is kept and has every word of ``text`` in its label or value, in either language."""
    with session.database.read() as reader:
        found = preferences.search(reader, text)
    return tuple(_in_order(session.catalogue, found))


def search_keys(session: Session, text: str) -> frozenset[str]:
    """The keys of what is kept and has every word of ``text``: for each letter that is typed."""
    with session.database.read() as reader:
        return frozenset(preferences.search_keys(reader, text))


def preference_history(session: Session, key: str) -> tuple[PastValue, ...]:
    """What became of a preference, oldest first. Raises :class:`ChoiceError` ``key_unknown``."""
    entry = session.catalogue.entry(key)
    with session.database.read() as reader:
        changes = preferences.history(reader, key)
    return tuple(
        PastValue(
            each.at,
            each.value,
            None if each.value is None else max(level_of(entry, each.value), each.level_raised or Level.EVERYDAY),
            Precision.EXACT if each.most_precise is None else each.most_precise,
        )
        for each in changes
    )


def kept_as(entry: Entry, found: preferences.Preference) -> Kept:
    """A stored preference with its level and ceiling worked out."""
    level = max(level_of(entry, found.value), found.level_raised or Level.EVERYDAY)
    return Kept(found.value, level, Precision.EXACT if found.most_precise is None else found.most_precise)


def kept_preference(entry: Entry, found: preferences.Preference) -> KeptPreference:
    """A stored preference as a screen shows it."""
    kept = kept_as(entry, found)
    return KeptPreference(entry, kept.value, kept.level, kept.most, found.updated_at)


def search_words(entry: Entry, value: Value) -> str:
    """What a preference is found by: its key, and label and value in every language."""
    words = [entry.key]
    for language in SEARCH_LANGUAGES:
        words += [in_language(entry.label, language), describe(entry, value, language)]
    return " ".join(words)


def check_keepable(entry: Entry, value: Value) -> None:
    """Whether a vault can keep ``value``: exact, of the catalogue, and readable again.

    Raises :class:`ChoiceError` ``value_does_not_fit``.
    """
    if value.precision is not Precision.EXACT:
        raise ChoiceError("value_does_not_fit", key=entry.key)
    try:
        for step in entry.ladder:
            coarsen(entry, value, step)  # what cannot be made coarser could only be shared whole
        readable = value_from_json(value.to_json()) == value
    except ChoiceError as problem:
        raise ChoiceError("value_does_not_fit", key=entry.key) from problem
    if not readable:
        raise ChoiceError("value_does_not_fit", key=entry.key)


def _in_order(catalogue: Catalogue, found: Iterable[preferences.Preference]) -> Iterable[KeptPreference]:
    """Only what the catalogue knows: the rest of an older catalogue stays kept and goes into exports, unseen here."""
    by_key = {each.key: each for each in found}
    for key, entry in catalogue.entries.items():
        if key in by_key:
            yield kept_preference(entry, by_key[key])


def _raised(level: Level | None, lowest: Level) -> Level | None:
    return level if level is not None and level > lowest else None


def _ceiling(most: Precision | None) -> Precision | None:
    return None if most is Precision.EXACT else most


def _same(one: preferences.Preference, other: preferences.Preference) -> bool:
    return (one.value, one.level_raised, one.most_precise) == (other.value, other.level_raised, other.most_precise)
