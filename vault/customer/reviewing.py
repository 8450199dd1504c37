"""Suggestions beside what the vault has already: new, the same, or different; and what was refused is not shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from vault.core.catalogue import Type
from vault.core.sensitivity import Level
from vault.core.value import MAX_CHOICES, Value
from vault.core.wording import describe
from vault.customer.editing import kept_as
from vault.storage import brand_sizes, preferences, refused_suggestions

if TYPE_CHECKING:
    from vault.core.catalogue import Entry
    from vault.customer.session import Session
    from vault.customer.suggesting import Looked, Suggestion
    from vault.storage.connection import Reader


class Standing(StrEnum):
    """How a suggestion stands to the vault."""

    NEW = "new"
    HAVE = "have"
    DIFFERS = "differs"


@dataclass(frozen=True)
class Suggested:
    """One suggestion to answer. ``kept`` is what the vault has, None nothing; ``becomes`` what accepting makes of it:
    of several choices the new ones are added, and everything else is replaced."""

    suggestion: Suggestion
    standing: Standing
    kept: Value | None
    becomes: Value

    @property
    def id(self) -> str:
        """What an answer names it by."""
        return self.suggestion.id

    @property
    def may_refuse(self) -> bool:
        """Whether it can be refused for good: a size at a brand is only skipped."""
        return self.suggestion.brand is None


@dataclass(frozen=True)
class Review:
    """What a file says, to be answered one by one."""

    looked: Looked
    suggested: tuple[Suggested, ...] = field(repr=False)

    def named(self, suggestion_id: str) -> Suggested | None:
        """The suggestion with this id, or None."""
        return next((each for each in self.suggested if each.id == suggestion_id), None)


def review(session: Session, looked: Looked) -> Review:
    """The suggestions that are not refused, beside what the vault has. In the thread that owns the session.

    Of a preference that the customer sealed nothing is suggested.
    """
    with session.database.read() as reader:
        found = [_suggested(session, reader, each) for each in looked.suggestions]
    return Review(looked, tuple(each for each in found if each is not None))


def kept_value(reader: Reader, suggestion: Suggestion) -> Value | None:
    """What the vault has where a suggestion would go."""
    if suggestion.brand is not None:
        found = brand_size(reader, suggestion)
        return None if found is None else Value(found.size)
    kept = preferences.preference(reader, suggestion.key)
    return None if kept is None else kept.value


def brand_size(reader: Reader, suggestion: Suggestion) -> brand_sizes.BrandSize | None:
    """What the vault has of a suggestion's brand."""
    asked = (suggestion.key, (suggestion.brand or "").casefold())
    sizes = brand_sizes.brand_sizes(reader)
    return next((each for each in sizes if (each.key, each.brand.casefold()) == asked), None)


def together(entry: Entry, suggestion: Suggestion, kept: Value | None) -> Value:
    """What accepting a suggestion makes of what is kept."""
    if suggestion.brand is not None:
        return Value(describe(entry, suggestion.value, "en"))
    if entry.type is not Type.CHOICES or kept is None:
        return suggestion.value
    return Value(tuple(dict.fromkeys([*_options(kept), *_options(suggestion.value)]))[:MAX_CHOICES])


def refusals(entry: Entry, value: Value) -> tuple[Value | None, ...]:
    """What to remember of a refusal: of several choices each, of a range the preference, since its ends move."""
    if entry.type is Type.RANGE:
        return (None,)
    return tuple(Value((each,)) for each in _options(value)) if entry.type is Type.CHOICES else (value,)


def _suggested(session: Session, reader: Reader, suggestion: Suggestion) -> Suggested | None:
    entry = session.catalogue.entry(suggestion.key)
    kept = preferences.preference(reader, suggestion.key)
    if kept is not None and kept_as(entry, kept).level is Level.SEALED:
        return None
    if suggestion.brand is None and _is_refused(entry, reader, suggestion.value):
        return None
    found = kept_value(reader, suggestion)
    becomes = together(entry, suggestion, found)
    standing = Standing.NEW if found is None else Standing.HAVE if becomes == found else Standing.DIFFERS
    return Suggested(suggestion, standing, found, becomes)


def _is_refused(entry: Entry, reader: Reader, value: Value) -> bool:
    """Whether any part of it was refused; options that were are not even concluded (see ``look``)."""
    return any(refused_suggestions.is_refused(reader, entry.key, each or value) for each in refusals(entry, value))


def _options(value: Value) -> tuple[str, ...]:
    return value.value if isinstance(value.value, tuple) else ()
