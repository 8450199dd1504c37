"""From what was typed to a letter. What is missing is asked; values are never typed in the command itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vault.core.errors import ChoiceError
from vault.customer.letter_checks import needs_reason
from vault.customer.letter_facts import AskedItem, LetterInput
from vault.customer.letter_prefill import letter_for_stop, prefill, usual_ground
from vault.customer.letters import Addressee, Correction, Ground, LetterKind, Sender

if TYPE_CHECKING:
    import argparse

    from vault.cli.program import Program
    from vault.customer.letter_prefill import Prefill
    from vault.customer.session import Session

AFTER_STOP = "after_stop"
"""Asks for the letter that is ready where a stop got no answer in time."""


def letter_asked(
    program: Program, session: Session, arguments: argparse.Namespace
) -> tuple[LetterInput, tuple[str, ...]]:
    """The letter, and the names of sealed preferences that it leaves out.

    Raises :class:`ChoiceError` ``shop_unknown``, ``letter_shop_missing``, ``nothing_to_stop``, or as the catalogue
    and the questions do.
    """
    known = prefill(session, arguments.shop)
    language = arguments.letter_language or program.language
    sender = _sender(program, arguments, known)
    if arguments.kind == AFTER_STOP:
        if arguments.shop is None:
            raise ChoiceError("letter_shop_missing")
        ready = letter_for_stop(session, arguments.shop, language=language, sender=sender)
        if ready is None:
            raise ChoiceError("nothing_to_stop", host=arguments.shop)
        return ready, ()
    kind = LetterKind(arguments.kind)
    items, left = _items(program, arguments, known)
    made = LetterInput(
        kind,
        language,
        sender,
        _addressee(program, arguments, known),
        arguments.shop,
        replace(known.known_by, account=arguments.account),
        items,
        everything=not arguments.only,
        ground=Ground(arguments.ground) if arguments.ground is not None else usual_ground(kind, known),
        corrections=tuple(_correction(program, what) for what in arguments.correct),
        reason=arguments.reason,
        decision=arguments.decision,
        to_other=arguments.other,
        reference=arguments.reference,
        other_at=arguments.other_at,
    )
    return _asked(program, made), left


def _asked(program: Program, made: LetterInput) -> LetterInput:
    """What this kind cannot do without, asked where it was not given."""
    if made.kind is LetterKind.HUMAN_DECISION and made.decision is None:
        made = replace(made, decision=program.read_line(program.say("ask_letter_decision")))
    if needs_reason(made) and made.reason is None:
        made = replace(made, reason=program.read_line(program.say("ask_letter_reason")))
    return made


def _sender(program: Program, arguments: argparse.Namespace, known: Prefill) -> Sender:
    name = arguments.sender or known.sender.name or program.read_line(program.say("ask_letter_name"))
    reply = tuple(arguments.reply) or known.sender.reply
    return Sender(name, reply or (program.read_line(program.say("ask_letter_reply")),))


def _addressee(program: Program, arguments: argparse.Namespace, known: Prefill) -> Addressee:
    name = arguments.to or known.to.name or program.read_line(program.say("ask_letter_to"))
    lines = tuple(arguments.address) or known.to.lines
    return Addressee(name, lines, known.to.contact if arguments.contact is None else arguments.contact)


def _items(
    program: Program, arguments: argparse.Namespace, known: Prefill
) -> tuple[tuple[AskedItem, ...], tuple[str, ...]]:
    """Those that were named, else all that the shop may have and that is not sealed."""
    if not arguments.item:
        return known.ticked, tuple(program.labelled(each.item.key) for each in known.items if each.sealed)
    offered = {each.item.key: each.item for each in known.items}
    return tuple(offered.get(key) or AskedItem(program.catalogue.entry(key).key) for key in arguments.item), ()


def _correction(program: Program, what: str) -> Correction:
    """Both values can be left out of the letter."""
    wrong = program.read_line(program.say("ask_letter_wrong", what=what))
    right = program.read_line(program.say("ask_letter_right", what=what))
    return Correction(what, wrong or None, right or None)
