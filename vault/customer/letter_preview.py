"""A letter in words for a screen, its lines not wrapped: while it is written, and as it is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from vault.customer.letter_checks import needs_reason
from vault.customer.letter_facts import facts_of, to_json
from vault.customer.letter_files import letter_words
from vault.portability.letters.facts import Correction
from vault.portability.letters.parts import phrase
from vault.portability.letters.wording import body_text, write
from vault.storage.letters import Letter, LetterKind

if TYPE_CHECKING:
    from datetime import date

    from vault.core.catalogue import Catalogue
    from vault.core.sentences import Sentences
    from vault.customer.letter_facts import LetterInput
    from vault.customer.letter_files import ReadyLetter
    from vault.portability.letters.wording import Written

MISSING = "…"
"""What stands where something is still to be typed."""


def preview(found: LetterInput, catalogue: Catalogue, written: date) -> str:
    """The letter as it would be now. Nothing is checked, and no session is needed."""
    recipient, facts = to_json(_filled(found), written)
    letter = Letter("", found.kind, recipient, found.language, facts, datetime.min.replace(tzinfo=UTC), found.host)
    words = letter_words(found.language)
    return _shown(write(facts_of(letter, catalogue), words), words)


def shown_text(ready: ReadyLetter) -> str:
    """A letter that is kept, and after it what is attached."""
    words = letter_words(ready.language)
    first, *others = ready.letters
    parts = [_shown(first, words)]
    for number, each in enumerate(others, 1):
        title = phrase(words, "common", "attachment", number=number, subject=each.subject)
        parts.append(f"{title}\n\n{_shown(each, words)}")
    return "\n\n".join(parts)


def _filled(found: LetterInput) -> LetterInput:
    """With dots for all that its kind needs."""
    sender, corrections = found.sender, found.corrections
    if found.kind is LetterKind.RECTIFICATION and not corrections:
        corrections = (Correction(MISSING),)
    decision = found.decision
    if found.kind is LetterKind.HUMAN_DECISION:
        decision = decision or MISSING
    return replace(
        found,
        sender=replace(sender, name=sender.name or MISSING, reply=sender.reply or (MISSING,)),
        to=replace(found.to, name=found.to.name or MISSING),
        corrections=corrections,
        reason=found.reason or MISSING if needs_reason(found) else found.reason,
        decision=decision,
    )


def _shown(written: Written, words: Sentences) -> str:
    subject = phrase(words, "common", "subject", subject=written.subject)
    head = ["\n".join(written.sender), "\n".join(written.to), written.date, subject]
    return "\n\n".join([*head, body_text(written, wrap=False)])
