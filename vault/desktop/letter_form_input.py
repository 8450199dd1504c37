"""Between the form of a letter and what is kept of it: which parts its kind has, and what was typed as a letter."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vault.customer.letter_checks import needs_reason
from vault.customer.letter_facts import AskedItem, LetterInput
from vault.customer.letters import GROUNDS, Addressee, Correction, LetterKind, Sender
from vault.desktop.letter_form_state import Part, Typed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vault.customer.letter_prefill import Prefill

_WITHOUT_ITEMS = frozenset({LetterKind.RECTIFICATION, LetterKind.OBJECTION, LetterKind.HUMAN_DECISION})
"""What these are about is said in other ways."""


def parts_of(typed: Typed, known: Prefill) -> frozenset[Part]:
    """What to ask for this kind of letter."""
    kind, found = typed.kind, set()
    if known.items and kind not in _WITHOUT_ITEMS:
        found.add(Part.ITEMS)
    if kind in GROUNDS:
        found.add(Part.GROUND)
    if kind is LetterKind.RECTIFICATION:
        found.add(Part.CORRECTIONS)
    if kind is LetterKind.HUMAN_DECISION:
        found |= {Part.DECISION, Part.VIEW}
    if kind is LetterKind.PORTABILITY:
        found.add(Part.TO_OTHER)
    if needs_reason(as_letter(replace(typed, reason=""), known, found)):
        found.add(Part.REASON)
    return frozenset(found)


def as_letter(typed: Typed, known: Prefill, parts: Iterable[Part]) -> LetterInput:
    """What was typed as a letter. What stands in a part that is not asked for stays out."""
    asked = frozenset(parts)
    with_items = Part.ITEMS in asked
    own_words = asked & {Part.REASON, Part.VIEW}
    return LetterInput(
        typed.kind,
        typed.language,
        Sender(typed.name.strip(), lines_of(typed.reply)),
        Addressee(typed.to_name.strip(), lines_of(typed.to_address), typed.to_contact.strip()),
        known.host,
        replace(known.known_by, account=typed.account.strip() or None),
        tuple(each.item for each in known.items if each.item.key in typed.ticked) if with_items else (),
        everything=typed.everything or not with_items,
        ground=typed.ground if Part.GROUND in asked else None,
        corrections=_corrections(typed) if Part.CORRECTIONS in asked else (),
        reason=typed.reason.strip() or None if own_words else None,
        decision=typed.decision.strip() or None if Part.DECISION in asked else None,
        to_other=typed.to_other.strip() or None if Part.TO_OTHER in asked else None,
        reference=typed.reference.strip() or None if Part.DECISION in asked else None,
        other_at=typed.other_at.strip() or None if Part.TO_OTHER in asked else None,
    )


def filled(typed: Typed, known: Prefill, items: Iterable[AskedItem]) -> Typed:
    """The form with all that is known of a shop. Who writes stays as it was typed."""
    return replace(
        typed,
        host=known.host or "",
        to_name=known.to.name,
        to_contact=known.to.contact,
        to_address="\n".join(known.to.lines),
        ticked=frozenset(each.key for each in items),
        name=typed.name or known.sender.name,
        reply=typed.reply or "\n".join(known.sender.reply),
    )


def lines_of(text: str) -> tuple[str, ...]:
    """An address as lines, without empty ones."""
    return tuple(line for each in text.splitlines() if (line := each.strip()))


def _corrections(typed: Typed) -> tuple[Correction, ...]:
    return tuple(
        Correction(what.strip(), wrong.strip() or None, right.strip() or None)
        for what, wrong, right in typed.corrections
        if what.strip() or wrong.strip() or right.strip()
    )
