"""The records of an export that the first programs did not have: people, wishes, brands, letters, what was imported.

They are in the file only where there are any, so that older programs read the files of customers without.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from vault.core.errors import ChoiceError, StorageError
from vault.core.value import MAX_TEXT, Precision, Value
from vault.core.value_check import check_value
from vault.portability.shapes import (
    FLAG,
    LINE,
    MOMENT,
    NOTE,
    ROW_NUMBER,
    VALUE,
    Member,
    Shape,
    json_object,
    maybe,
    text,
)
from vault.storage import imported_facts, letters, refused_suggestions, takeout_mappings
from vault.storage.brand_sizes import BrandSize
from vault.storage.imported_facts import ImportedFact
from vault.storage.letters import Letter, LetterEvent, LetterEventKind, LetterKind, SentHow
from vault.storage.people import MAX_NICKNAME, Person, PersonPreference
from vault.storage.refused_suggestions import RefusedSuggestion
from vault.storage.takeout_mappings import TakeoutMapping
from vault.storage.wishes import MAX_SEEN, MAX_WHAT, PriceBand, Wish

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping

    from vault.core.catalogue import Catalogue
    from vault.portability.export_json import Export

_SOURCE = re.compile(rf"[a-z0-9_]{{1,{imported_facts.MAX_SOURCE}}}")
_FINGERPRINT = re.compile(rf"[0-9a-f]{{1,{takeout_mappings.MAX_FINGERPRINT}}}")


def _fact(found: Any) -> Any:
    if not isinstance(found, dict):
        raise ValueError("fact")
    return imported_facts.packed(found)


def _language(found: Any) -> str:
    if found not in letters.LANGUAGES:
        raise ValueError("language")
    return str(found)


LATER: Final[Mapping[str, Shape]] = {
    "brand_sizes": Shape(
        BrandSize,
        {
            "id": ROW_NUMBER,
            "key": LINE,
            "brand": text(MAX_TEXT),
            "size": text(MAX_TEXT),
            "note": Member(str, lambda found: "" if found == "" else text(MAX_TEXT).read(found)),
            "updated_at": MOMENT,
        },
    ),
    "people": Shape(Person, {"id": LINE, "nickname": text(MAX_NICKNAME), "note": NOTE, "made_at": MOMENT}),
    "people_preferences": Shape(PersonPreference, {"person": LINE, "key": LINE, "value": VALUE, "updated_at": MOMENT}),
    "wishes": Shape(
        Wish,
        {
            "id": LINE,
            "what": text(MAX_WHAT),
            "note": NOTE,
            "seen": maybe(text(MAX_SEEN)),
            "price": maybe(Member(str, PriceBand)),
            "person": maybe(LINE),
            "done": FLAG,
            "made_at": MOMENT,
        },
    ),
    "letters": Shape(
        Letter,
        {
            "id": LINE,
            "kind": Member(str, LetterKind),
            "host": maybe(LINE),
            "recipient": json_object(letters.MAX_RECIPIENT),
            "language": Member(str, _language),
            "facts": json_object(letters.MAX_FACTS),
            "made_at": MOMENT,
            "sent_at": maybe(MOMENT),
            "sent_how": maybe(Member(str, SentHow)),
        },
    ),
    "letter_events": Shape(
        LetterEvent,
        {"letter": LINE, "seq": ROW_NUMBER, "at": MOMENT, "kind": Member(str, LetterEventKind), "note": NOTE},
    ),
    "takeout_mappings": Shape(
        TakeoutMapping,
        {
            "fingerprint": text(takeout_mappings.MAX_FINGERPRINT, _FINGERPRINT),
            "mapping": json_object(takeout_mappings.MAX_MAPPING),
            "kept_at": MOMENT,
        },
    ),
    "refused_suggestions": Shape(RefusedSuggestion, {"key": LINE, "value": maybe(VALUE), "since": MOMENT}),
    "imported_facts": Shape(
        ImportedFact,
        {
            "source": text(imported_facts.MAX_SOURCE, _SOURCE),
            "seq": ROW_NUMBER,
            "kept_at": MOMENT,
            "fact": Member(lambda fact: dict(fact.items()), _fact, "object"),
        },
    ),
}
"""Members of the file, and of :class:`Export`, by name."""

ONE: Final[Mapping[str, Callable[[Any], Hashable]]] = {
    "brand_sizes": lambda each: each.id,
    "people": lambda each: each.id,
    "people_preferences": lambda each: (each.person, each.key),
    "wishes": lambda each: each.id,
    "letters": lambda each: each.id,
    "letter_events": lambda each: (each.letter, each.seq),
    "takeout_mappings": lambda each: each.fingerprint,
    "refused_suggestions": lambda each: (each.key, each.value),
    "imported_facts": lambda each: (each.source, each.seq),
}
"""What there is only one of, in each."""


def check_later(export: Export, catalogue: Catalogue) -> None:
    """Raise :class:`StorageError` ``export_malformed`` unless a vault could have written this."""
    for name, one in ONE.items():
        records = getattr(export, name)
        _require(len(set(map(one, records))) == len(records), name)
    people = {each.id for each in export.people}
    _require(people >= {each.person for each in export.people_preferences}, "people_preferences.person")
    _require(people >= {each.person for each in export.wishes if each.person is not None}, "wishes.person")
    for each in export.people_preferences:
        _check_value(catalogue, each.key, each.value)
    for refused in export.refused_suggestions:
        if refused.value is not None:
            _check_value(catalogue, refused.key, refused.value)
    _require(len(export.imported_facts) <= imported_facts.MAX_FACTS, "imported_facts")
    _require(len(export.refused_suggestions) <= refused_suggestions.MAX_REFUSED, "refused_suggestions")
    _require(len(export.takeout_mappings) <= takeout_mappings.MAX_MAPPINGS, "takeout_mappings")
    _check_letters(export)


def _check_letters(export: Export) -> None:
    hosts, given = {shop.host for shop in export.shops}, {each.id for each in export.letters}
    _require(len(given) <= letters.MAX_LETTERS, "letters")
    _require(hosts >= {each.host for each in export.letters if each.host is not None}, "letters.host")
    _require(all((each.sent_at is None) == (each.sent_how is None) for each in export.letters), "letters.sent_how")
    _require(given >= {each.letter for each in export.letter_events}, "letter_events.letter")


def _check_value(catalogue: Catalogue, key: str, value: Value) -> None:
    entry = catalogue.entries.get(key)
    try:
        if entry is not None:
            check_value(entry, value)
    except ChoiceError as problem:
        raise StorageError("export_malformed", where=key) from problem
    _require(value.precision is Precision.EXACT, key)


def _require(holds: bool, where: str) -> None:
    if not holds:
        raise StorageError("export_malformed", where=where)
