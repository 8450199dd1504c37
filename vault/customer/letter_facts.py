"""What a letter is made of, kept as JSON in the vault so that the same letter can be made again, and read back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from vault.core.errors import ChoiceError
from vault.core.plain_text import is_plain
from vault.core.wording import in_language
from vault.portability.letters.facts import (
    Addressee,
    Before,
    Correction,
    Ground,
    KnownBy,
    LetterFacts,
    LetterItem,
    Outcome,
    Sender,
    StopBefore,
)
from vault.storage.letters import Letter, LetterKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vault.core.catalogue import Catalogue
    from vault.core.value import Json

MAX_LINE = 120
"""Characters of a name or a line of an address: one line on paper."""
MAX_LINES = 6
"""Lines of an address."""
MAX_VALUE = 200
"""Characters of what is wrong, and of what is right."""
MAX_WORDS = 1500
"""Characters of the customer's own words: half a page."""
MAX_CORRECTIONS = 10
"""Of one letter; more is another letter."""


@dataclass(frozen=True)
class AskedItem:
    """A preference that a letter names, by its key."""

    key: str
    purpose: str | None = None
    until: date | None = None


@dataclass(frozen=True)
class LetterInput:
    """All of one letter as it is kept: as :class:`LetterFacts`, with ``items`` by key.

    ``host`` is the shop's, None for one that was typed in. ``about`` is the id of the letter that a reminder or a
    complaint is about, which ``before`` then tells of.
    """

    kind: LetterKind
    language: str
    sender: Sender
    to: Addressee
    host: str | None = None
    known_by: KnownBy = field(default_factory=KnownBy)
    items: tuple[AskedItem, ...] = ()
    everything: bool = True
    ground: Ground | None = None
    corrections: tuple[Correction, ...] = ()
    reason: str | None = field(default=None, repr=False)
    decision: str | None = field(default=None, repr=False)
    to_other: str | None = None
    stopped: StopBefore | None = None
    before: Before | None = None
    about: str | None = None
    reference: str | None = field(default=None, repr=False)
    other_at: str | None = None


def one_line(typed: str, most: int, what: str) -> str:
    """What was typed as one plain line. Raises :class:`ChoiceError` ``letter_text_unfit`` with the field's name."""
    found = " ".join(typed.split())
    if len(found) > most or not all(map(is_plain, found)):
        raise ChoiceError("letter_text_unfit", what=what, most=most)
    return found


def plain_lines(typed: str, most: int, what: str) -> str:
    """What was typed as plain lines. Raises as :func:`one_line`."""
    found = "\n".join(" ".join(line.split()) for line in typed.strip().splitlines())
    if len(found) > most or not all(is_plain(letter) for letter in found.replace("\n", "")):
        raise ChoiceError("letter_text_unfit", what=what, most=most)
    return found


def to_json(found: LetterInput, written: date) -> tuple[dict[str, Json], dict[str, Json]]:
    """Recipient and facts as they are kept. What is not there is left out."""
    known, stopped, before = found.known_by, found.stopped, found.before
    facts: dict[str, Json] = {
        "written": written.isoformat(),
        "sender": {"name": found.sender.name, "reply": list(found.sender.reply)},
        "everything": found.everything,
        "keys": [item.key for item in found.items] or None,
        "items": [
            _given({"purpose": item.purpose, "until": item.until.isoformat() if item.until else None})
            for item in found.items
        ]
        or None,
        "code": known.code,
        "account": known.account,
        "shop": known.host,
        "shared": [each.isoformat() for each in known.shared] or None,
        "ground": found.ground,
        "corrections": [_given({"what": c.what, "wrong": c.wrong, "right": c.right}) for c in found.corrections]
        or None,
        "reason": found.reason,
        "decision": found.decision,
        "reference": found.reference,
        "to_other": found.to_other,
        "other_at": found.other_at,
        "stopped": _given({"on": stopped.on.isoformat(), "days": stopped.promised_days}) if stopped else None,
        "about": found.about,
        "before": _before_json(before) if before else None,
    }
    return _addressee_json(found.to), _given(facts)


def facts_of(letter: Letter, catalogue: Catalogue) -> LetterFacts:
    """The letter's facts, with names from the catalogue.

    Raises :class:`ChoiceError` ``letter_unreadable`` for one that came in from elsewhere and is not as ours.
    """
    found: Mapping[str, Any] = letter.facts
    try:
        return LetterFacts(
            letter.kind,
            letter.language,
            date.fromisoformat(found["written"]),
            Sender(str(found["sender"]["name"]), tuple(map(str, found["sender"]["reply"]))),
            _addressee(letter.recipient),
            KnownBy(
                found.get("code"),
                found.get("account"),
                found.get("shop"),
                tuple(map(date.fromisoformat, found.get("shared", ()))),
            ),
            tuple(
                LetterItem(_name(str(key), catalogue, letter.language), item.get("purpose"), _day(item.get("until")))
                for key, item in zip(found.get("keys", ()), found.get("items", ()), strict=True)
            ),
            found["everything"] is True,
            Ground(found["ground"]) if "ground" in found else None,
            tuple(Correction(c["what"], c.get("wrong"), c.get("right")) for c in found.get("corrections", ())),
            found.get("reason"),
            found.get("decision"),
            found.get("to_other"),
            _stopped(found.get("stopped")),
            _before(found["before"]) if "before" in found else None,
            found.get("reference"),
            found.get("other_at"),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise ChoiceError("letter_unreadable") from None


def about(letter: Letter) -> str | None:
    """The id of the letter that this one is about."""
    found = letter.facts.get("about")
    return found if isinstance(found, str) else None


def recipient_name(letter: Letter) -> str:
    """To whom it is, in a line."""
    return str(letter.recipient.get("name", ""))


def _given(found: Mapping[str, Json]) -> dict[str, Json]:
    return {name: value for name, value in found.items() if value is not None}


def _addressee_json(found: Addressee) -> dict[str, Json]:
    return {"name": found.name, "lines": list(found.lines), "contact": found.contact}


def _addressee(found: Mapping[str, Any]) -> Addressee:
    return Addressee(str(found["name"]), tuple(map(str, found["lines"])), str(found["contact"]))


def _before_json(found: Before) -> Json:
    return _given(
        {
            "kind": found.kind,
            "subject": found.subject,
            "sent": found.sent.isoformat(),
            "due": found.due.isoformat(),
            "shop": _addressee_json(found.shop),
            "outcome": found.outcome,
            "answered": found.answered.isoformat() if found.answered else None,
            "reminded": found.reminded.isoformat() if found.reminded else None,
            "site": found.site,
        }
    )


def _before(found: Mapping[str, Any]) -> Before:
    return Before(
        LetterKind(found["kind"]),
        str(found["subject"]),
        date.fromisoformat(found["sent"]),
        date.fromisoformat(found["due"]),
        _addressee(found["shop"]),
        Outcome(found["outcome"]),
        _day(found.get("answered")),
        _day(found.get("reminded")),
        found.get("site"),
    )


def _stopped(found: Mapping[str, Any] | None) -> StopBefore | None:
    return None if found is None else StopBefore(date.fromisoformat(found["on"]), found.get("days"))


def _day(found: str | None) -> date | None:
    return None if found is None else date.fromisoformat(found)


def _name(key: str, catalogue: Catalogue, language: str) -> str:
    entry = catalogue.entries.get(key)
    return key if entry is None else in_language(entry.label, language)
