"""``people``: who the customer buys for, with their sizes and likes."""

from __future__ import annotations

import argparse

from vault.cli.exit_codes import DONE
from vault.cli.preference_commands import FROM_INPUT
from vault.cli.program import Program
from vault.cli.table import columns
from vault.core.value import Json
from vault.core.wording import describe
from vault.customer.people import (
    PersonView,
    add_person,
    change_person,
    list_people,
    person_named,
    remove_for_person,
    remove_person,
    set_words_for_person,
)


def list_(program: Program, arguments: argparse.Namespace) -> int:
    """Everybody, with what is kept of them."""
    with program.open_session() as session:
        found = list_people(session, arguments.search or "")
    answer: list[Json] = [_as_json(program, each) for each in found]
    lines = [line for each in found for line in _listed(program, each)]
    program.show({"people": answer}, lines or [program.say("nobody_found")])
    return DONE


def add(program: Program, arguments: argparse.Namespace) -> int:
    """Add somebody by a nickname."""
    with program.open_session() as session:
        made = add_person(session, arguments.nickname, note=arguments.note)
    program.show(_as_json(program, made), [program.say("person_added", name=made.nickname)])
    return DONE


def set_(program: Program, arguments: argparse.Namespace) -> int:
    """Keep a size or like of somebody; without a key, give them another nickname or note."""
    entry = program.catalogue.entry(arguments.key) if arguments.key is not None else None
    with program.open_session() as session:
        found = person_named(session, arguments.nickname)
        if entry is None:
            nickname = found.nickname if arguments.name is None else arguments.name
            note = found.note if arguments.note is None else arguments.note
            change_person(session, found.id, nickname=nickname, note=note)
        else:
            typed = arguments.value
            if typed in {None, FROM_INPUT}:
                typed = program.read_line(program.say("ask_value", label=program.label(entry)))
            set_words_for_person(session, found.id, entry.key, typed)
            nickname = found.nickname
        changed = person_named(session, nickname)
    program.show(_as_json(program, changed), _listed(program, changed))
    return DONE


def remove(program: Program, arguments: argparse.Namespace) -> int:
    """Remove somebody with all that is kept of them, or one size or like."""
    with program.open_session() as session:
        found = person_named(session, arguments.nickname)
        if arguments.key is None:
            remove_person(session, found.id)
        else:
            remove_for_person(session, found.id, arguments.key)
    entry = program.catalogue.entries.get(arguments.key or "")
    label = program.label(entry) if entry is not None else found.nickname
    program.show({"removed": arguments.key or found.nickname}, [program.say("removed", label=label)])
    return DONE


def _as_json(program: Program, person: PersonView) -> dict[str, Json]:
    preferences: list[Json] = [
        {
            "key": each.entry.key,
            "label": program.label(each.entry),
            "value": each.value.to_json(),
            "text": describe(each.entry, each.value, program.language),
        }
        for each in person.preferences
    ]
    return {"nickname": person.nickname, "note": person.note, "preferences": preferences}


def _listed(program: Program, person: PersonView) -> list[str]:
    rows = [
        [program.label(each.entry), describe(each.entry, each.value, program.language), each.entry.key]
        for each in person.preferences
    ]
    notes = [f"  {line}" for line in (person.note or "").splitlines()]
    return [person.nickname, *notes, *columns(rows, indent=2)] if rows else [person.nickname, *notes]
