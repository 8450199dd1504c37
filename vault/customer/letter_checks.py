"""What was typed for a letter, made plain and checked against what its kind needs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vault.core.errors import ChoiceError
from vault.customer.letter_facts import (
    MAX_CORRECTIONS,
    MAX_LINE,
    MAX_LINES,
    MAX_VALUE,
    MAX_WORDS,
    one_line,
    plain_lines,
)
from vault.portability.letters.facts import GROUNDS, Addressee, Correction, Ground, Sender
from vault.storage.letters import LANGUAGES, LetterKind

if TYPE_CHECKING:
    from vault.customer.letter_facts import LetterInput

MOST_ITEMS = 100
"""Of one letter; more than a shop may ever ask for."""
_OF_LAW = frozenset({Ground.UNLAWFUL, Ground.LEGAL_DUTY})


def checked(found: LetterInput) -> LetterInput:
    """The same letter with plain texts. What is missing is said in the order of a form: shop, subject, sender.

    Raises :class:`ChoiceError`: ``letter_text_unfit`` with the field's name, ``letter_name_missing``,
    ``letter_reply_missing``, ``letter_shop_missing``, ``letter_ground_missing``, ``letter_correction_missing``,
    ``letter_reason_missing``, ``letter_fact_missing``, ``letter_decision_missing``, ``letter_other_missing`` or
    ``letter_items_missing``.
    """
    fit = replace(
        found,
        to=_addressee(found.to),
        known_by=replace(found.known_by, account=_optional_line(found.known_by.account, MAX_LINE, "account")),
        corrections=_corrections(found.corrections),
        reason=_optional_lines(found.reason, "reason"),
        decision=_optional_lines(found.decision, "decision"),
        to_other=_optional_line(found.to_other, MAX_VALUE, "to_other"),
        reference=_optional_line(found.reference, MAX_VALUE, "reference"),
        other_at=_optional_line(found.other_at, MAX_VALUE, "other_at"),
    )
    if fit.language not in LANGUAGES:
        raise ValueError("no letter is written in this language")
    if not fit.everything and not fit.items:
        raise ChoiceError("letter_items_missing")
    if len(fit.items) > MOST_ITEMS:
        raise ChoiceError("letter_too_long")
    _check_kind(fit)
    return replace(fit, sender=_sender(found.sender))


def needs_reason(found: LetterInput) -> bool:
    """Whether a letter says too little without the customer's own words.

    A shop can weigh an objection only with its reason, and a ground of law only with the fact behind it; and it has to
    know which data is wrong.
    """
    contested = found.ground is Ground.CONTESTED and found.everything
    return contested or found.ground in {Ground.OWN_SITUATION, Ground.OBJECTED} | _OF_LAW


def _check_kind(found: LetterInput) -> None:
    grounds = GROUNDS.get(found.kind, ())
    if found.ground not in grounds and (grounds or found.ground is not None):
        raise ChoiceError("letter_ground_missing")
    if found.kind is LetterKind.RECTIFICATION and not found.corrections:
        raise ChoiceError("letter_correction_missing")
    if needs_reason(found) and found.reason is None:
        raise ChoiceError("letter_fact_missing" if found.ground in _OF_LAW else "letter_reason_missing")
    if found.other_at is not None and found.to_other is None:
        raise ChoiceError("letter_other_missing")
    if found.kind is LetterKind.HUMAN_DECISION and found.decision is None:
        raise ChoiceError("letter_decision_missing")


def _sender(found: Sender) -> Sender:
    name = one_line(found.name, MAX_LINE, "name")
    if not name:
        raise ChoiceError("letter_name_missing")
    reply = _lines(found.reply, "reply")
    if not reply:
        raise ChoiceError("letter_reply_missing")
    return Sender(name, reply)


def _addressee(found: Addressee) -> Addressee:
    name = one_line(found.name, MAX_LINE, "shop")
    if not name:
        raise ChoiceError("letter_shop_missing")
    return Addressee(name, _lines(found.lines, "address"), one_line(found.contact, MAX_LINE, "contact"))


def _lines(found: tuple[str, ...], what: str) -> tuple[str, ...]:
    lines = tuple(line for each in found for line in [one_line(each, MAX_LINE, what)] if line)
    if len(lines) > MAX_LINES:
        raise ChoiceError("letter_text_unfit", what=what, most=MAX_LINE)
    return lines


def _corrections(found: tuple[Correction, ...]) -> tuple[Correction, ...]:
    if len(found) > MAX_CORRECTIONS:
        raise ChoiceError("letter_too_long")
    return tuple(_correction(each) for each in found)


def _correction(found: Correction) -> Correction:
    what = one_line(found.what, MAX_LINE, "correction")
    if not what:
        raise ChoiceError("letter_correction_missing")
    wrong, right = (_optional_line(each, MAX_VALUE, "correction") for each in (found.wrong, found.right))
    return Correction(what, wrong, right)


def _optional_line(found: str | None, most: int, what: str) -> str | None:
    return one_line(found, most, what) or None if found is not None else None


def _optional_lines(found: str | None, what: str) -> str | None:
    return plain_lines(found, MAX_WORDS, what) or None if found is not None else None
