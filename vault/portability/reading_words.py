"""The members of an export's records in words, whatever their kind: so a member that comes later is read out too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from vault.core.consent import ItemState
from vault.core.errors import RequestError
from vault.core.plain_text import plain
from vault.core.sensitivity import Level
from vault.core.terms import parse_terms
from vault.core.value import Precision, Value
from vault.core.wording import describe, in_language, written_size
from vault.portability.reading_fact import told
from vault.storage.wishes import PriceBand

if TYPE_CHECKING:
    from vault.core.catalogue import Catalogue
    from vault.core.sentences import Sentences

WORDS = "page"
"""The group of the page's own words in ``resources/messages``. A member's name is there under ``of_<name>``."""

_NUMBER = "a number for programs; it says nothing to a person"
_SIGNED = "signed text that only a program can read; what it says stands in words beside it"
NOT_SHOWN: Mapping[str, Mapping[str, str]] = {
    "brand_sizes": {"id": _NUMBER},
    "shops": {"client_id": "the host is in it, in the spelling of the protocol", "pairwise_key": "empty in an export"},
    "consents": {
        "id": _NUMBER,
        "client_id": "the host is in it, in the spelling of the protocol",
        "terms": "encoded; what they say stands in words",
        "terms_hash": _NUMBER,
        "host": "the heading",
    },
    "items": {"jti": _NUMBER, "consent": "its share is told by its date", "item": _NUMBER, "jwt": _SIGNED},
    "receipts": {"id": _NUMBER, "jwt": _SIGNED, "consent": "its share is told by its date", "host": "the heading"},
    "journal": {"seq": _NUMBER, "previous": _NUMBER, "hash": _NUMBER},
    "people": {"id": _NUMBER},
    "people_preferences": {"person": "the heading"},
    "wishes": {"id": _NUMBER},
    "letters": {"id": _NUMBER},
    "letter_events": {"seq": _NUMBER, "letter": "its letter is told by its kind and date"},
    "takeout_mappings": {"fingerprint": _NUMBER},
    "imported_facts": {"seq": _NUMBER},
}
"""Members that the page leaves out, by kind of record, and why. They are in the files for programs."""
NOT_SHOWN_INSIDE = frozenset({"jti", "consent", "request", "chain_end", "id"})
"""Members inside of journal entries and letters that only programs can use."""


@dataclass(frozen=True)
class Words:
    """A language, the catalogue, and the names of the people in an export by their ids.

    ``look`` is called at each record, and may raise where somebody has had enough.
    """

    sentences: Sentences
    catalogue: Catalogue
    people: Mapping[str, str]
    look: Callable[[], None] = lambda: None

    def phrase(self, code: str, **facts: str | int) -> str:
        """A sentence of the page's own."""
        return self.sentences.say(WORDS, code, **facts)

    def named(self, group: str, code: str) -> str:
        """A word of a group, or the code itself, readable, where this version has none."""
        return self.sentences.texts.get(group, {}).get(code) or line(code.replace("_", " "))

    def member(self, name: str) -> str:
        """What a member is called."""
        return self.sentences.texts[WORDS].get(f"of_{name}") or self.named("records", name)

    def label(self, key: str) -> str:
        """What a preference is called; a key of another catalogue as it is."""
        entry = self.catalogue.entries.get(key)
        return line(key) if entry is None else in_language(entry.label, self.sentences.language)

    def value(self, key: str | None, value: Value) -> str:
        """A value as a person reads it, also if no catalogue knows it any more."""
        entry = self.catalogue.entries.get(key or "")
        if entry is not None and (said := describe(entry, value, self.sentences.language)):
            return line(said)
        found = {name: each for name, each in value.to_json().items() if name != "precision"}
        return self.anything("value", found["value"] if found.keys() == {"value"} else found)

    def rest(self, kind: str, record: Any, *shown: str) -> tuple[str, ...]:
        """Every member of a record that is not ``shown`` already or in :data:`NOT_SHOWN`, and says something."""
        self.look()
        left_out = {*shown, *NOT_SHOWN.get(kind, {})}
        members = {each.name: getattr(record, each.name) for each in fields(record) if each.name not in left_out}
        key = getattr(record, "key", None)
        return self.lines({name: self.value(key, m) if isinstance(m, Value) else m for name, m in members.items()})

    def lines(self, members: Mapping[str, Any]) -> tuple[str, ...]:
        """A line for each member that says something."""
        said = ((name, self.anything(name, member)) for name, member in members.items() if not _silent(member))
        return tuple(f"{self.member(name)}: {text}" for name, text in said if text)

    def anything(self, name: str, found: Any) -> str:
        """One member in words, by its type, and a text by what the member is called."""
        match found:
            case bool():
                return self.phrase("yes" if found else "no")
            case datetime():
                return self.sentences.minute(found)
            case Level() | Precision():
                return self.named("levels" if isinstance(found, Level) else "precisions", found.word)
            case ItemState() | PriceBand():
                return self.named("states" if isinstance(found, ItemState) else "price_bands", found.value)
            case StrEnum():
                return self.phrase(f"{name}_{found.value}") if self._has(name, found) else self.named("", found.value)
            case Mapping():
                found = told(found, self.sentences) if name == "fact" else found
                members = {each: member for each, member in found.items() if each not in NOT_SHOWN_INSIDE}
                return self._of_preference(members) if "key" in members else "; ".join(self.lines(members))
            case list() | tuple():
                return ", ".join(dict.fromkeys(self.anything(name, each) for each in found if not _silent(each)))
            case bytes():
                return found.hex()
        return self._text(name, str(found))

    def _of_preference(self, members: Mapping[str, Any]) -> str:
        """A preference with what is said of it: ``Shoe size (range; to adjust its own pages to you)``."""
        more = [self.anything(name, each) for name, each in members.items() if name != "key" and not _silent(each)]
        label = self.label(str(members["key"]))
        return f"{label} ({'; '.join(more)})" if more else label

    def _has(self, name: str, found: str) -> bool:
        return f"{name}_{found}" in self.sentences.texts[WORDS]

    def _text(self, name: str, text: str) -> str:
        if name in {"key", "keys"}:
            return self.label(text)
        if name == "items":  # by their numbers alone
            return ""
        if name == "purpose" and text in self.catalogue.purposes:
            return in_language(self.catalogue.purposes[text].label, self.sentences.language)
        if name == "person":
            return self.people.get(text, line(text))
        if name == "precision" and text in self.sentences.texts["precisions"]:
            return self.named("precisions", text)
        if name == "size":
            return line(written_size(text, self.sentences.language))
        moment = _moment(text) if name in {"until", "made_at", "since"} else None
        if moment is not None:
            return self.sentences.minute(moment)
        return self.phrase(f"{name}_{text}") if self._has(name, text) else line(text)

    def terms(self, raw: str | None) -> tuple[str, ...]:
        """What a share was agreed under: who is responsible, who else gets it, when it is deleted."""
        if raw is None:
            return ()
        try:
            terms = parse_terms(raw)
        except RequestError:  # of a later version: the files for programs have it
            return ()
        who = terms.controller
        return self.lines(
            {
                "responsible": [who.name, who.address, who.country, who.contact],
                "recipients": [f"{each.name} ({each.country})" for each in terms.recipients],
                "transfers": [f"{each.country}: {each.safeguard}" for each in terms.transfers],
                "deletes_within": self.phrase("days", count=terms.delete_within_days),
                "automated_decisions": terms.automated_decisions,
                "personal_prices": terms.personal_prices,
            }
        )


def line(text: str) -> str:
    """Text of anybody on one line, with nothing in it that a page could not show."""
    one = " ".join(text.split())
    return one if one.isprintable() else plain(one)


def _silent(found: Any) -> bool:
    """What says nothing: not there, not so, or empty. A nought is a number."""
    return found is None or found is False or (isinstance(found, str | bytes | list | tuple | Mapping) and not found)


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None
