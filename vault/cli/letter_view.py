"""A letter in a list: for people as lines, for programs as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vault.customer.letter_next import standing_in_words

if TYPE_CHECKING:
    from datetime import date

    from vault.cli.program import Program
    from vault.core.value import Json
    from vault.customer.letters import LetterView


def letter_lines(program: Program, number: int, letter: LetterView) -> list[str]:
    """Number, right and shop; below it how it stands and what came of it."""
    say = program.sentences.say
    lines = [
        f"{number}. {say('letter_kinds', letter.kind)}: {letter.to}",
        f"   {standing_in_words(letter.standing, program.sentences)}",
    ]
    if letter.sent is not None and letter.how is not None:
        lines.append(
            f"   {program.say('letter_came', date=letter.sent.isoformat(), what=say('letter_sent_how', letter.how))}"
        )
    for each in letter.came:
        what = say("letter_answers", each.kind)
        lines.append(f"   {program.say('letter_came', date=each.on.isoformat(), what=what)}")
        lines += [f"     {line}" for line in (each.note or "").splitlines()]
    return lines


def letter_json(program: Program, number: int, letter: LetterView) -> dict[str, Json]:
    """The same for programs."""
    found = letter.standing
    return {
        "number": number,
        "kind": letter.kind,
        "to": letter.to,
        "shop": letter.host,
        "language": letter.language,
        "made": letter.made.isoformat(),
        "sent": _text(letter.sent),
        "how": letter.how,
        "state": found.code,
        "day": _text(found.day),
        "court_until": _text(found.petition),
        "next": [*found.steps],
        "sentence": standing_in_words(found, program.sentences),
        "came": [{"on": each.on.isoformat(), "what": each.kind, "note": each.note} for each in letter.came],
    }


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
