"""``letter``: write to a shop about one's rights, and keep what came of it. A letter is named by its number."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from vault.cli.exit_codes import DONE
from vault.cli.letter_input import letter_asked
from vault.cli.letter_view import letter_json, letter_lines
from vault.cli.table import columns
from vault.core.errors import ChoiceError
from vault.customer.letter_files import link_of, prepare, save_letter, text_of
from vault.customer.letter_next import AUTHORITIES, complain, court, remind
from vault.customer.letters import (
    GROUNDS,
    KINDS,
    Addressee,
    LetterEventKind,
    SentHow,
    list_letters,
    make,
    mark_sent,
    record_answer,
    remove,
    today,
    view_letter,
)

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from vault.cli.program import Program
    from vault.core.value import Json
    from vault.customer.letter_files import ReadyLetter
    from vault.customer.letters import LetterView
    from vault.customer.session import Session


def kinds(program: Program, _arguments: argparse.Namespace) -> int:
    """What a shop can be asked, with the grounds that some kinds need. No vault is needed for this."""
    say = program.sentences.say
    lines: list[str] = []
    for kind in KINDS:
        lines += [f"{kind.value}: {say('letter_kinds', kind)}", f"  {say('letter_about', kind)}"]
        lines += columns([[each, say("letter_grounds", each)] for each in GROUNDS.get(kind, ())], indent=4)
    answer: list[Json] = [{"kind": kind, "grounds": [*GROUNDS.get(kind, ())]} for kind in KINDS]
    program.show({"kinds": answer}, lines)
    return DONE


def write(program: Program, arguments: argparse.Namespace) -> int:
    """Write a letter, keep it, and give it as text, file or link."""
    with program.open_session() as session:
        found, sealed_left = letter_asked(program, session, arguments)
        made = make(session, found)
        number, ready = _number(session, made), prepare(session, made.id)
    more = [program.say("letter_kept", number=number)]
    if sealed_left:
        more.insert(0, program.say("letter_sealed_left", items=", ".join(sealed_left)))
    return _give(program, arguments, ready, {"number": number}, more)


def list_(program: Program, arguments: argparse.Namespace) -> int:
    """Every letter with its number and how it stands; of one shop only, under the same numbers."""
    with program.open_session() as session:
        found = [(n, each) for n, each in _numbered(session) if arguments.shop in {None, each.host, each.to}]
    answer: list[Json] = [letter_json(program, number, each) for number, each in found]
    lines = [line for number, each in found for line in letter_lines(program, number, each)]
    if any(each.standing.day is not None for _, each in found):
        lines.append(program.sentences.say("letter_states", "holidays"))
    program.show({"letters": answer}, lines or [program.say("no_letters")])
    return DONE


def show(program: Program, arguments: argparse.Namespace) -> int:
    """One letter again."""
    with program.open_session() as session:
        ready = prepare(session, _named(session, arguments.number).id)
    return _give(program, arguments, ready, {"number": arguments.number}, [])


def sent(program: Program, arguments: argparse.Namespace) -> int:
    """Note when and how a letter left."""
    with program.open_session() as session:
        letter = _named(session, arguments.number)
        changed = mark_sent(session, letter.id, arguments.on or today(session), SentHow(arguments.how))
    return _show(program, arguments.number, changed)


def answer(program: Program, arguments: argparse.Namespace) -> int:
    """Note what came of a letter."""
    with program.open_session() as session:
        letter = _named(session, arguments.number)
        on, kind = arguments.on or today(session), LetterEventKind(arguments.came)
        changed = record_answer(session, letter.id, on, kind, arguments.note)
    return _show(program, arguments.number, changed)


def remind_(program: Program, arguments: argparse.Namespace) -> int:
    """Write a reminder, with the letter attached."""
    with program.open_session() as session:
        made = remind(session, _named(session, arguments.number).id)
        number, ready = _number(session, made), prepare(session, made.id)
    return _give(program, arguments, ready, {"number": number}, [program.say("letter_kept", number=number)])


def complain_(program: Program, arguments: argparse.Namespace) -> int:
    """Write a complaint to the authority, with the letters attached."""
    authority = AUTHORITIES["NL"]
    if arguments.authority is not None:
        authority = Addressee(arguments.authority, tuple(arguments.address))
    with program.open_session() as session:
        letter = _named(session, arguments.number)
        made = complain(session, letter.id, authority=authority, reason=arguments.reason)
        number, ready = _number(session, made), prepare(session, made.id)
    more = [program.say("letter_authority_asks"), program.say("letter_kept", number=number)]
    return _give(program, arguments, ready, {"number": number}, more)


def court_(program: Program, arguments: argparse.Namespace) -> int:
    """What a court can do about a letter."""
    with program.open_session() as session:
        letter = _named(session, arguments.number)
    found = court(letter.standing, program.sentences)
    if found is None:
        raise ChoiceError("complaint_too_early")
    until = found.until.isoformat() if found.until is not None else None
    program.show({"until": until, "sentences": [*found.sentences]}, found.sentences)
    return DONE


def remove_(program: Program, arguments: argparse.Namespace) -> int:
    """Remove a letter with what came of it."""
    with program.open_session() as session:
        remove(session, _named(session, arguments.number).id)
    program.show({"removed": arguments.number}, [program.say("letter_removed", number=arguments.number)])
    return DONE


def _give(
    program: Program,
    arguments: argparse.Namespace,
    ready: ReadyLetter,
    facts: dict[str, Json],
    more: Sequence[str],
) -> int:
    """The letter as it was asked for: in a file, as a link, or printed."""
    if arguments.file is not None:
        path = Path(arguments.file)
        save_letter(path, ready, random=program.random)
        lines = [program.say("letter_saved", file=path.name), program.say("export_not_locked"), *more]
        program.show({**facts, "file": path.name}, lines)
    elif arguments.mail:
        link = link_of(ready)
        said = "letter_link_open" if link.whole else "letter_attach"
        lines = [link.url, program.sentences.say("cli", said), *more]
        program.show({**facts, "link": link.url, "whole": link.whole}, lines)
    else:
        text = text_of(ready)
        program.show({**facts, "text": text}, [*text.splitlines(), *([""] if more else []), *more])
    return DONE


def _show(program: Program, number: int, letter: LetterView) -> int:
    program.show(letter_json(program, number, letter), letter_lines(program, number, letter))
    return DONE


def _numbered(session: Session) -> list[tuple[int, LetterView]]:
    return [*enumerate(reversed(list_letters(session)), 1)]


def _named(session: Session, number: int) -> LetterView:
    found = next((each for n, each in _numbered(session) if n == number), None)
    if found is None:
        raise ChoiceError("letter_number_unknown")
    return view_letter(session, found.id)


def _number(session: Session, letter: LetterView) -> int:
    return next(number for number, each in _numbered(session) if each.id == letter.id)
