"""A letter in words: from :class:`LetterFacts` to its parts, and those as plain text.

The sentences are those of ``resources/letters/<language>.json``; nothing is said that they do not say.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vault.portability.letters.asking import asked, is_marketing, subject
from vault.portability.letters.facts import Ground
from vault.portability.letters.parts import Part, dated, items_listed, phrase
from vault.portability.letters.to_authority import complained, complaint_subject
from vault.storage.letters import LetterKind

if TYPE_CHECKING:
    from vault.core.sentences import Sentences
    from vault.portability.letters.facts import Before, LetterFacts

WIDTH = 78
"""Characters of a line of the text, as mail programs wrap (RFC 5322 §2.1.1)."""

_NOT_SCOPED = frozenset({LetterKind.RECTIFICATION, LetterKind.HUMAN_DECISION, LetterKind.OBJECTION})
"""What these are about is said in what they ask."""
_COPIED = frozenset({LetterKind.ACCESS, LetterKind.PORTABILITY})
"""Their answer has the data themselves, which are not to travel in the clear (GDPR art. 32)."""


@dataclass(frozen=True)
class Written:
    """One letter, ready to be typeset or sent. ``sender`` and ``to`` are lines of address blocks."""

    language: str
    sender: tuple[str, ...]
    to: tuple[str, ...]
    date: str
    subject: str
    salutation: str
    parts: tuple[Part, ...]
    closing: str
    name: str

    def __repr__(self) -> str:
        return f"Written({self.subject!r})"


def write(facts: LetterFacts, words: Sentences) -> Written:
    """The letter. ``words`` are the sentences of its language."""
    to_authority = facts.kind is LetterKind.COMPLAINT
    attention = () if to_authority else (phrase(words, "common", "attention"),)
    to = (facts.to.name, *attention, *facts.to.lines, *([facts.to.contact] if facts.to.contact else []))
    return Written(
        facts.language,
        (facts.sender.name, *facts.sender.reply),
        to,
        dated(facts.written, words),
        _subject(facts, words),
        phrase(words, "common", "salutation"),
        (*_parts(facts, words), *_answer(facts, words)),
        phrase(words, "common", "closing"),
        facts.sender.name,
    )


def as_text(written: Written, words: Sentences) -> str:
    """The whole letter as plain text, its lines wrapped, for a mail or a form."""
    head = ["\n".join(written.sender), "\n".join(written.to), written.date]
    return "\n\n".join([*head, phrase(words, "common", "subject", subject=written.subject), body_text(written)]) + "\n"


def body_text(written: Written, *, wrap: bool = True) -> str:
    """From the salutation to the name; a mail has the rest in its head."""
    end = f"{written.closing}\n{written.name}"
    return "\n\n".join([written.salutation, *(_part_text(part, wrap=wrap) for part in written.parts), end])


def _part_text(part: Part, *, wrap: bool) -> str:
    lines = [*_wrapped(part.text, wrap=wrap)] if part.text else []
    for line in part.lines:
        lines += _wrapped(line, first="- ", wrap=wrap)
    return "\n".join(lines)


def _wrapped(text: str, *, first: str = "", wrap: bool) -> list[str]:
    """Each line of ``text``; an address or code is never broken."""
    found = []
    for line in text.split("\n"):
        wide = WIDTH if wrap else len(line) + len(first) + 1
        found += textwrap.wrap(
            line, wide, initial_indent=first, subsequent_indent=" " * len(first), break_long_words=False,
            break_on_hyphens=False,
        )  # fmt: skip
    return found


def _subject(facts: LetterFacts, words: Sentences) -> str:
    if facts.kind is LetterKind.COMPLAINT:
        return complaint_subject(facts, words)
    if facts.before is not None:
        return phrase(words, "reminder", "subject", subject=facts.before.subject)
    return subject(facts, words)


def _parts(facts: LetterFacts, words: Sentences) -> tuple[Part, ...]:
    if facts.kind is LetterKind.COMPLAINT:
        return complained(facts, words)
    if facts.before is not None:
        return _reminder(facts, facts.before, words)
    first, *rest = asked(facts, words)
    identity = phrase(words, "common", "identity")
    if facts.kind is LetterKind.OBJECTION and is_marketing(facts):
        term = phrase(words, "objection", "marketing_term")  # nothing to weigh or refuse (art. 21(3))
    else:
        term = phrase(words, "withdrawal" if facts.kind is LetterKind.WITHDRAWAL else "common", "term")
    return (first, *_scope(facts, words), *rest, _known_by(facts, words), Part(identity), Part(term))


def _reminder(facts: LetterFacts, before: Before, words: Sentences) -> tuple[Part, ...]:
    sent = dated(before.sent, words)
    code = "no_answer"
    if facts.kind is LetterKind.WITHDRAWAL:
        code = "no_answer_withdrawal"  # both work on receipt; the month is for telling what was done
    elif facts.kind is LetterKind.OBJECTION and facts.ground is Ground.MARKETING:
        code = "no_answer_marketing"  # not is_marketing: a reminder of before does not say its ground
    missing = phrase(words, "reminder", code, date=sent, subject=before.subject, due=dated(before.due, words))
    told = [phrase(words, "reminder", code) for code in ("no_answer_copy", "again", "prefer")]
    return (Part(missing), *map(Part, told), _known_by(facts, words))


def _scope(facts: LetterFacts, words: Sentences) -> tuple[Part, ...]:
    """What it is about: everything, everything with some of it named, or only some.

    Who withdraws consent means what rests on it. What can be taken along is said by the request itself (art. 20(1)).
    """
    own = {LetterKind.WITHDRAWAL: "withdrawal", LetterKind.PORTABILITY: "portability"}
    group, code = own.get(facts.kind, "common"), "scope_all"
    if facts.kind is LetterKind.ERASURE and facts.ground is Ground.WITHDRAWN:
        group, code = "erasure", "scope_withdrawn"
    if not facts.everything:
        group, code = ("common" if group == "erasure" else group), "scope_items"
    elif facts.items:
        code = f"{code}_items"
    if facts.kind in _NOT_SCOPED or code not in words.texts[group]:
        return ()
    return (Part(phrase(words, group, code), items_listed(facts.items, words)),)


def _known_by(facts: LetterFacts, words: Sentences) -> Part:
    known, lines = facts.known_by, []
    if known.code is not None:
        lines.append(phrase(words, "common", "stop_code", stop_code=known.code))
    if known.account is not None:
        lines.append(phrase(words, "common", "account", account=known.account))
    if known.host is not None and known.shared:
        dates = _enumerated([dated(each, words) for each in known.shared], words)
        lines.append(phrase(words, "common", "shared", host=known.host, dates=dates))
    if not lines:
        return Part(phrase(words, "common", "known_by_name"))
    return Part(phrase(words, "common", "known_by"), tuple(lines))


def _enumerated(said: list[str], words: Sentences) -> str:
    *before, last = said
    return phrase(words, "common", "and", before=", ".join(before), last=last) if before else last


def _answer(facts: LetterFacts, words: Sentences) -> tuple[Part, ...]:
    if facts.kind is LetterKind.COMPLAINT:
        return ()
    mail, copied = facts.sender.mail, facts.kind in _COPIED
    if mail is None:
        return (Part(phrase(words, "common", "answer_copy_post" if copied else "answer_post")),)
    return (Part(phrase(words, "common", "answer_copy" if copied else "answer_electronic", mail=mail)),)
