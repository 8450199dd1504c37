"""``suggest``: what a shop's file about the customer suggests, to be answered one by one."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from vault.cli.exit_codes import DONE, exit_code
from vault.cli.suggest_view import as_json, columns_as_json, shown, shown_columns
from vault.core.errors import ChoiceError

if TYPE_CHECKING:
    from vault.cli.program import Command, Program
    from vault.customer.bringing import Answer
    from vault.customer.reviewing import Review
    from vault.customer.session import Session
    from vault.customer.suggesting import ColumnMapping, Looked, NeedsColumns, Remembered

_YES = frozenset({"yes", "ja"})
_WAYS = ("take", "never")


class _Unread(Exception):
    """A file whose columns are not known, with what can be said of them."""

    def __init__(self, problem: ChoiceError, found: NeedsColumns) -> None:
        super().__init__(problem.code)
        self.problem, self.found = problem, found


def add_suggest(command: Callable[[str, Command], argparse.ArgumentParser], about: Callable[[str], str]) -> None:
    """The command and its options."""
    made = command("suggest", suggest)
    made.add_argument("file", metavar="FILE", help=about("argument_takeout"))
    made.add_argument("--take", metavar="N", nargs="+", type=int, default=[], help=about("option_take"))
    made.add_argument("--never", metavar="N", nargs="+", type=int, default=[], help=about("option_never"))
    made.add_argument("--keep-lines", action="store_true", help=about("option_keep_lines"))
    made.add_argument("--map", metavar="COLUMN=FIELD", nargs="+", default=[], help=about("option_map"))
    made.add_argument("--shop", metavar="SHOP", help=about("option_from_shop"))


def suggest(program: Program, arguments: argparse.Namespace) -> int:
    """Read, show, and write only what was answered."""
    from vault.customer.bringing import decide
    from vault.customer.reviewing import review
    from vault.customer.suggesting import remembered

    with program.open_session() as session:
        try:
            looked = _looked(program, session, remembered(session), arguments)
        except _Unread as unread:
            program.fail(unread.problem, columns_as_json(unread.found))
            return exit_code(unread.problem)
        found = review(session, looked)
        asked = not (arguments.take or arguments.never) and program.interactive and not program.as_json
        if asked:
            program.tell(*shown(program, found))
        answers = _asked(program, found) if asked else _given(found, arguments.take, arguments.never)
        done = decide(session, found, answers, lines=arguments.keep_lines)
    counted = (("added", done.added), ("refused", done.refused), ("lines_kept", done.lines))
    lines = [program.sentences.say("suggestions", code, count=count) for code, count in counted if count]
    program.show(
        {**as_json(program, found), "added": done.added, "refused": done.refused, "lines_kept": done.lines},
        [
            *([] if asked else shown(program, found)),
            *(lines or [program.sentences.say("suggestions", "nothing_added")]),
        ],
    )
    return DONE


def _looked(program: Program, session: Session, known: Remembered, arguments: argparse.Namespace) -> Looked:
    from vault.customer.suggesting import NeedsColumns, look

    path, catalogue = Path(arguments.file), session.catalogue
    typed = dict(_pair(each) for each in arguments.map)
    asked = replace(known, columns=None) if typed else known
    found = look(path, catalogue, known=asked, shop=arguments.shop)
    if not isinstance(found, NeedsColumns):
        return found
    try:
        chosen = _columns(program, found, typed)
    except ChoiceError as problem:
        raise _Unread(problem, found) from problem
    again = look(path, catalogue, columns=chosen, known=known)
    if isinstance(again, NeedsColumns):
        raise ChoiceError("columns_needed")
    return again


def _columns(program: Program, found: NeedsColumns, typed: dict[str, str]) -> dict[str, ColumnMapping]:
    """A mapping for each table that has the columns that were named; without names, as proposed, if that is right.

    Raises :class:`ChoiceError` ``columns_needed`` or ``mapping_unfit``.
    """
    from vault.customer.suggesting import propose_columns

    if typed:
        fit = [table for table in found.tables if typed.keys() <= set(table.header)]
        if not fit:
            raise ChoiceError("mapping_unfit")
        return {table.name: propose_columns(table, typed) for table in fit}
    whole = {name: each for name, each in found.proposed.items() if "product" in each.places}
    program.tell(*([] if program.as_json else shown_columns(program, found)))
    if not whole or program.as_json or not program.interactive:
        raise ChoiceError("columns_needed")
    if program.read_line(program.sentences.say("suggestions", "ask_columns")).strip().lower() not in _YES:
        raise ChoiceError("columns_needed")
    return whole


def _asked(program: Program, found: Review) -> dict[str, Answer]:
    if not found.suggested:
        return {}
    numbers = [_numbers(program.read_line(program.sentences.say("suggestions", f"ask_{each}"))) for each in _WAYS]
    return _given(found, *numbers)


def _given(found: Review, take: Sequence[int], never: Sequence[int]) -> dict[str, Answer]:
    """Raises :class:`ChoiceError` ``suggestion_unknown`` for a number that is not on the list, or is on both."""
    from vault.customer.bringing import Answer

    answers: dict[str, Answer] = {}
    for numbers, answer in ((take, Answer.TAKE), (never, Answer.NEVER)):
        for number in dict.fromkeys(numbers):
            if not 0 < number <= len(found.suggested) or found.suggested[number - 1].id in answers:
                raise ChoiceError("suggestion_unknown")
            answers[found.suggested[number - 1].id] = answer
    return answers


def _numbers(typed: str) -> list[int]:
    words = typed.replace(",", " ").split()
    if not all(word.isascii() and word.isdigit() for word in words):
        raise ChoiceError("suggestion_unknown")
    return [int(word[:6]) for word in words]


def _pair(typed: str) -> tuple[str, str]:
    column, equals, wanted = typed.rpartition("=")
    if not equals:
        raise ChoiceError("mapping_unfit")
    return column.strip(), wanted.strip()
