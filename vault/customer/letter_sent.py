"""A letter's words as they were sent: kept with it, for it may have to be shown to an authority or a court.

Until it is sent a letter is made again from its facts each time. A later version of this program may word it
differently, and must not change what somebody has received.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any, Final

from vault import bundled
from vault.core.errors import ChoiceError
from vault.core.sentences import Sentences, parse_sentences
from vault.customer.letter_facts import facts_of
from vault.portability.letters.parts import Part
from vault.portability.letters.wording import Written, write

if TYPE_CHECKING:
    from vault.core.catalogue import Catalogue
    from vault.storage.letters import Letter

_AS_SENT: Final = "as_sent"
"""The member of a letter's facts that has its words."""


def letter_words(language: str) -> Sentences:
    """The sentences of letters in ``en`` or ``nl``."""
    return parse_sentences(language, bundled.read(f"letters/{language}.json"))


def words_of(letter: Letter, catalogue: Catalogue) -> Written:
    """The letter as it was sent, else as it would be written now. Raises :class:`ChoiceError` ``letter_unreadable``."""
    kept: Any = letter.facts.get(_AS_SENT)
    return _written_now(letter, catalogue) if kept is None else _read(kept)


def with_words(letter: Letter, catalogue: Catalogue) -> Letter:
    """The letter with its words kept; those of the first sending stay. Raises as :func:`words_of`."""
    if _AS_SENT in letter.facts:
        return letter
    written = asdict(_written_now(letter, catalogue))
    for name in ("sender", "to"):
        written[name] = list(written[name])
    written["parts"] = [{"text": each["text"], "lines": list(each["lines"])} for each in written["parts"]]
    return replace(letter, facts={**letter.facts, _AS_SENT: written})


def _written_now(letter: Letter, catalogue: Catalogue) -> Written:
    return write(facts_of(letter, catalogue), letter_words(letter.language))


def _read(kept: Any) -> Written:
    try:
        return Written(
            str(kept["language"]),
            tuple(map(str, kept["sender"])),
            tuple(map(str, kept["to"])),
            str(kept["date"]),
            str(kept["subject"]),
            str(kept["salutation"]),
            tuple(Part(str(each["text"]), tuple(map(str, each["lines"]))) for each in kept["parts"]),
            str(kept["closing"]),
            str(kept["name"]),
        )
    except (KeyError, TypeError):
        raise ChoiceError("letter_unreadable") from None
