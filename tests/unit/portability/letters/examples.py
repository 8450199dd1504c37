"""One letter of each kind, as a customer of a made-up shop would write it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from vault import bundled
from vault.core.sentences import Sentences, parse_sentences
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
from vault.storage.letters import LetterKind

NAME = "Noor de Vries"
MAIL = "noor@example.org"
CODE = "K4TM-9QWD-RX7H"
SHOP = Addressee("Schoenenhuis B.V.", ("Dam 1, 1012 JS Amsterdam",), "privacy@schoenenhuis.example")
AUTHORITY = Addressee("Autoriteit Persoonsgegevens", ("Postbus 93374", "2509 AJ Den Haag"))
SITE = "schoenenhuis.example"
KNOWN = KnownBy(CODE, "klant 20417", SITE, (date(2026, 3, 2), date(2026, 4, 9)))
ITEMS = (LetterItem("Shoe size", "dpv:ProvideProductRecommendations", date(2026, 8, 10)), LetterItem("Sports"))
BEFORE = Before(LetterKind.ACCESS, "Access, please", date(2026, 3, 2), date(2026, 4, 2), SHOP)
STOPPED = StopBefore(date(2026, 3, 2), 30)
_MORE: dict[LetterKind, dict[str, Any]] = {
    LetterKind.RECTIFICATION: {
        "corrections": (Correction("Shoe size", "EU 42", "EU 43"), Correction("Address")),
        "items": (),
    },
    LetterKind.ERASURE: {"ground": Ground.WITHDRAWN},
    LetterKind.RESTRICTION: {"ground": Ground.CONTESTED},
    LetterKind.PORTABILITY: {"to_other": "Boekhoek", "other_at": "data@boekhoek.example"},
    LetterKind.OBJECTION: {"ground": Ground.MARKETING, "items": ()},
    LetterKind.HUMAN_DECISION: {
        "decision": "No invoice for me.",
        "reference": "2 April 2026, number 77",
        "reason": "I always paid.",
        "items": (),
    },
    LetterKind.COMPLAINT: {"before": BEFORE, "to": AUTHORITY, "items": ()},
}


def words(language: str) -> Sentences:
    return parse_sentences(language, bundled.read(f"letters/{language}.json"))


def facts(kind: LetterKind, language: str = "en", **more: Any) -> LetterFacts:
    """The example of this kind, with what is to be otherwise."""
    plain = LetterFacts(
        kind, language, date(2026, 5, 12), Sender(NAME, (MAIL, "Kade 4, 1234 AB Voorbeeld")), SHOP, KNOWN, ITEMS
    )
    return replace(plain, **{**_MORE.get(kind, {}), **more})


ANSWERED = replace(BEFORE, outcome=Outcome.REFUSED, answered=date(2026, 3, 20), reminded=date(2026, 4, 10))
