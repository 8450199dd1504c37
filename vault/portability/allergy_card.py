"""The allergy card: what somebody cannot eat, in the language of whoever cooks.

Its words are ``resources/card/LANGUAGE.json``. A word that a language does not have is shown as the catalogue has it,
and marked: leaving it out would be dangerous.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vault.core.wording import in_language
from vault.portability.card import CardLine, Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vault.core.catalogue import Entry
    from vault.core.value import Value

ALLERGIES = "health.allergies"
"""The key of the preference that the card is about."""
LANGUAGES = ("en", "nl", "de", "fr", "es", "it")
"""In the order in which they are offered."""
MARK = " *"


@dataclass(frozen=True)
class AllergyWords:
    """One language of the card. ``name`` is what it calls itself; ``words`` has an allergen for each option's id."""

    language: str
    name: str
    title: str
    allergic: str
    ask: str
    kitchen: str
    untranslated: str
    words: Mapping[str, str]


def parse_words(data: bytes) -> AllergyWords:
    """Read one of the files. They are ours: a wrong one is a bug, and raises ``ValueError`` or ``TypeError``."""
    return AllergyWords(**json.loads(data))


def allergy_sheet(entry: Entry, value: Value, words: AllergyWords, own_language: str) -> Sheet:
    """The card of what ``value`` says, a value of :data:`ALLERGIES`. ``own_language`` is the customer's."""
    found = value.value if isinstance(value.value, tuple) else (str(value.value),)
    lines, marked = [], False
    for option_id in found:
        text = words.words.get(option_id)
        if text is None:
            option = entry.option(option_id)
            text, marked = (in_language(option.label, own_language) if option else option_id) + MARK, True
        lines.append(CardLine("", text))
    after = (words.ask, words.kitchen, *((words.untranslated,) if marked else ()))
    return Sheet(words.title, words.language, tuple(lines), words.allergic, after, bulleted=True, sealed=True)
