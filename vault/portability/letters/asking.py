"""What each kind of letter asks, article by article (GDPR art. 7(3), 15 to 22)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vault.portability.letters.facts import Ground
from vault.portability.letters.parts import Part, dated, phrase
from vault.storage.letters import LetterKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from vault.core.sentences import Sentences
    from vault.portability.letters.facts import Correction, LetterFacts

_ACCESS = ("copy", "purposes", "recipients", "term", "source", "automated", "other")
"""In the order of art. 15(1), after the copy of art. 15(3)."""


def subject(facts: LetterFacts, words: Sentences) -> str:
    """The letter in one line, with its article."""
    if facts.kind is LetterKind.OBJECTION:
        return phrase(words, "objection", "subject_marketing" if is_marketing(facts) else "subject_situation")
    return phrase(words, facts.kind, "subject")


def asked(facts: LetterFacts, words: Sentences) -> tuple[Part, ...]:
    """The paragraphs of what is asked. What the letter is about in all comes after the first."""
    return _ASKED[facts.kind](facts, words)


def _access(_facts: LetterFacts, words: Sentences) -> tuple[Part, ...]:
    """Recipients by name: an access request is about those who really got it (CJEU C-154/21, Österreichische Post)."""
    return (Part(phrase(words, "access", "ask"), tuple(phrase(words, "access", code) for code in _ACCESS)),)


def _rectification(facts: LetterFacts, words: Sentences) -> tuple[Part, ...]:
    lines = tuple(_correction(each, words) for each in facts.corrections)
    return (
        Part(phrase(words, "rectification", "ask"), lines),
        *_said("rectification", words, "restrict", "recipients"),
    )


def _correction(found: Correction, words: Sentences) -> str:
    """Without a value where none was typed: the shop asks for it, and it need not stand in a letter."""
    facts: dict[str, str | int] = {"what": found.what}
    code = "line"
    if found.wrong is not None:
        code, facts["wrong"] = "line_wrong", found.wrong
    if found.right is not None:
        code, facts["right"] = "line_right" if found.wrong is None else "line_both", found.right
    return phrase(words, "rectification", code, **facts)


def _erasure(facts: LetterFacts, words: Sentences) -> tuple[Part, ...]:
    parts = [Part(phrase(words, "erasure", "ask")), *_stopped(facts, words)]
    if facts.ground is not None:
        withdrawn_before = facts.stopped is not None and facts.ground is Ground.WITHDRAWN
        parts.append(Part(phrase(words, "erasure", "withdrawn_before" if withdrawn_before else facts.ground)))
    return (*parts, *_own_words(facts, words), *_said("erasure", words, "recipients", "confirm"))


def _stopped(facts: LetterFacts, words: Sentences) -> tuple[Part, ...]:
    stopped = facts.stopped
    if stopped is None:
        return ()
    on = dated(stopped.on, words)
    if stopped.promised_days is None:
        return (Part(phrase(words, "erasure", "stopped", date=on)),)
    return (Part(phrase(words, "erasure", "stopped_promised", date=on, count=stopped.promised_days)),)


def _restriction(facts: LetterFacts, words: Sentences) -> tuple[Part, ...]:
    grounds = () if facts.ground is None else (Part(phrase(words, "restriction", facts.ground)),)
    first, *rest = _said("restriction", words, "ask", "effect", "recipients")
    return (first, *grounds, *_own_words(facts, words), *rest)


def _portability(facts: LetterFacts, words: Sentences) -> tuple[Part, ...]:
    first, form, keep = _said("portability", words, "ask", "format", "keep")
    return (first, form, *_direct(facts, words), keep)


def _direct(facts: LetterFacts, words: Sentences) -> tuple[Part, ...]:
    other, at = facts.to_other, facts.other_at
    if other is None:
        return ()
    if at is None:
        return (Part(phrase(words, "portability", "direct", other=other)),)
    return (Part(phrase(words, "portability", "direct_at", other=other, at=at)),)


def _objection(facts: LetterFacts, words: Sentences) -> tuple[Part, ...]:
    """To direct marketing there is nothing to weigh (art. 21(2) and (3)); else one's own situation counts (21(1))."""
    if is_marketing(facts):
        return _said("objection", words, "marketing", "marketing_all")
    (ask,) = _said("objection", words, "situation")
    situation = () if facts.reason is None else (Part(facts.reason),)
    return (ask, *situation, *_said("objection", words, "stop", "restrict"))


def _human_decision(facts: LetterFacts, words: Sentences) -> tuple[Part, ...]:
    view = () if facts.reason is None else (Part(phrase(words, "human_decision", "view")), Part(facts.reason))
    want = Part(
        phrase(words, "human_decision", "want"),
        tuple(phrase(words, "human_decision", code) for code in ("again", "explain")),
    )
    decision = [Part(facts.decision or "")]
    if facts.reference is not None:
        decision.append(Part(phrase(words, "human_decision", "reference", reference=facts.reference)))
    ask, exception, human = _said("human_decision", words, "ask", "exception", "human")
    return (ask, *decision, *view, want, exception, human)


def _withdrawal(_facts: LetterFacts, words: Sentences) -> tuple[Part, ...]:
    return _said("withdrawal", words, "ask", "erase", "recipients")


def _own_words(facts: LetterFacts, words: Sentences) -> tuple[Part, ...]:
    return () if facts.reason is None else (Part(phrase(words, "common", "own_words")), Part(facts.reason))


def is_marketing(facts: LetterFacts) -> bool:
    """Whether an objection is to direct marketing: unless it is about one's own situation."""
    return facts.ground is not Ground.OWN_SITUATION


def _said(group: str, words: Sentences, *codes: str) -> tuple[Part, ...]:
    return tuple(Part(phrase(words, group, code)) for code in codes)


_ASKED: Mapping[LetterKind, Callable[[LetterFacts, Sentences], tuple[Part, ...]]] = {
    LetterKind.ACCESS: _access,
    LetterKind.RECTIFICATION: _rectification,
    LetterKind.ERASURE: _erasure,
    LetterKind.RESTRICTION: _restriction,
    LetterKind.PORTABILITY: _portability,
    LetterKind.OBJECTION: _objection,
    LetterKind.HUMAN_DECISION: _human_decision,
    LetterKind.WITHDRAWAL: _withdrawal,
}
