"""The complaint to the authority of where one lives (GDPR art. 77), after the shop did not do what was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vault.portability.letters.facts import Outcome
from vault.portability.letters.parts import Part, dated, phrase
from vault.storage.letters import LetterKind

if TYPE_CHECKING:
    from vault.core.sentences import Sentences
    from vault.portability.letters.facts import Before, LetterFacts


def complaint_subject(facts: LetterFacts, words: Sentences) -> str:
    """The complaint in one line."""
    return phrase(words, "complaint", "subject", shop=_before(facts).shop.name)


def complained(facts: LetterFacts, words: Sentences) -> tuple[Part, ...]:
    """Whom it is about, what was asked and came of it, what the authority is asked for, and what is attached."""
    before = _before(facts)
    shop = before.shop.name
    asked = phrase(words, "complaint", "happened", date=dated(before.sent, words), shop=shop, subject=before.subject)
    lines = _reached(before, words)
    contact = (Part(phrase(words, "complaint", "contact", shop=shop), lines),) if lines else ()
    reason = () if facts.reason is None else (Part(phrase(words, "complaint", "reason")), Part(facts.reason))
    want = "want_withdrawal" if before.kind is LetterKind.WITHDRAWAL else "want"
    return (
        Part(phrase(words, "complaint", "ask", shop=shop)),
        *contact,
        Part(asked),
        *_reminded(before, words),
        Part(_outcome(before, words)),
        *reason,
        Part(phrase(words, "complaint", want, shop=shop)),
        Part(phrase(words, "complaint", "attached"), _attached(before, words)),
    )


def _reached(before: Before, words: Sentences) -> tuple[str, ...]:
    shop = before.shop
    known = [line for line in shop.lines if line != before.site]  # a shop without terms is known by that alone
    contact = [shop.contact] if shop.contact else []
    site = [] if before.site is None else [phrase(words, "complaint", "website", site=before.site)]
    return (*known, *contact, *site)


def _before(facts: LetterFacts) -> Before:
    if facts.before is None:
        raise ValueError("a complaint is about a letter")
    return facts.before


def _reminded(before: Before, words: Sentences) -> tuple[Part, ...]:
    if before.reminded is None:
        return ()
    return (Part(phrase(words, "complaint", "reminded", date=dated(before.reminded, words), shop=before.shop.name)),)


def _outcome(before: Before, words: Sentences) -> str:
    if before.outcome is Outcome.NO_ANSWER or before.answered is None:
        due = dated(before.due, words)
        if before.kind is LetterKind.WITHDRAWAL:
            told = {"date": dated(before.sent, words), "due": due, "shop": before.shop.name}
            return phrase(words, "complaint", "no_answer_withdrawal", **told)
        return phrase(words, "complaint", "no_answer", due=due)
    answered = dated(before.answered, words)
    return phrase(words, "complaint", before.outcome, answered=answered, shop=before.shop.name)


def _attached(before: Before, words: Sentences) -> tuple[str, ...]:
    """The letters follow in the same file; an answer is the customer's to add."""
    facts = {"date": dated(before.sent, words), "subject": before.subject}
    last = before.outcome is Outcome.NO_ANSWER
    reminder = before.reminded is not None
    lines = [
        phrase(words, "complaint", "attached_letter_last" if last and not reminder else "attached_letter", **facts)
    ]
    if before.reminded is not None:
        code = "attached_reminder_last" if last else "attached_reminder"
        lines.append(phrase(words, "complaint", code, date=dated(before.reminded, words)))
    if not last:
        lines.append(phrase(words, "complaint", "attached_answer", shop=before.shop.name))
    return tuple(lines)
