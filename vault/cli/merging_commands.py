"""``import --merge``: what a file would bring to a vault that is not empty, then what the customer says to it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from vault.cli.exit_codes import DONE
from vault.cli.program import Program
from vault.cli.table import columns
from vault.core.errors import ChoiceError
from vault.core.wording import describe
from vault.customer.merging import Difference, Otherwise, look, merge, needs_passphrase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vault.core.value import Json, Value


def merge_(program: Program, arguments: argparse.Namespace) -> int:
    """What is new comes in; a preference that is otherwise only where it is said, and never with ``--yes``."""
    path = Path(arguments.file)
    with program.open_session() as session:
        secret = program.ask(program.say("ask_export_passphrase")) if needs_passphrase(path) else None
        difference = look(session, path, secret)
        if difference.is_nothing:
            program.show(_answer(difference, ()), [program.say("merge_nothing", file=path.name)])
            return DONE
        if not arguments.yes and not program.interactive:
            raise ChoiceError("merge_needs_yes")
        program.tell(*_lines(program, difference))
        chosen = () if arguments.yes else _chosen(program, difference)
        if not arguments.yes:
            _confirm(program)
        merged = merge(session, difference, chosen)
    lines = [program.say("merged", file=path.name)]
    if merged.new.get("items"):
        lines.append(program.say("keys_not_imported"))
    program.show(_answer(difference, merged.changed), lines)
    return DONE


def _chosen(program: Program, difference: Difference) -> tuple[str, ...]:
    return tuple(
        each.key
        for each in difference.otherwise
        if _says_yes(program, program.say("type_yes_take", name=program.labelled(each.key)))
    )


def _confirm(program: Program) -> None:
    if not _says_yes(program, program.say("type_yes_merge")):
        raise ChoiceError("merge_not_confirmed")


def _says_yes(program: Program, question: str) -> bool:
    return program.read_line(question).strip().casefold() == program.say("yes_word")


def _lines(program: Program, difference: Difference) -> list[str]:
    lines = [program.say("merge_new"), *_counted(program, difference.new)] if difference.new else []
    if difference.otherwise:
        lines += [
            program.say("merge_otherwise"),
            *columns([_row(program, one) for one in difference.otherwise], indent=2),
        ]
    return lines


def _row(program: Program, one: Otherwise) -> list[str]:
    if one.sealed:
        return [program.labelled(one.key), program.say("merge_sealed"), ""]
    here = program.say("merge_removed") if one.here is None else _said(program, one, one.here)
    there = _said(program, one, one.there)
    return [
        program.labelled(one.key),
        program.say("merge_here", value=here),
        program.say("merge_there_newer" if one.file_is_newer else "merge_there", value=there),
    ]


def _said(program: Program, one: Otherwise, value: Value) -> str:
    """A key that this catalogue does not know has no words, and is sealed."""
    return "" if one.entry is None else describe(one.entry, value, program.language)


def _counted(program: Program, counts: Mapping[str, int]) -> list[str]:
    return columns([(program.sentences.say("records", name), str(count)) for name, count in counts.items()], indent=2)


def _answer(difference: Difference, taken: tuple[str, ...]) -> dict[str, Json]:
    return {
        "new": dict(difference.new),
        "same": dict(difference.same),
        "stays": dict(difference.stays),
        "otherwise": [one.key for one in difference.otherwise],
        "taken": list(taken),
    }
