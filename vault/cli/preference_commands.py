"""``set``, ``list`` and ``remove``."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from vault.cli.exit_codes import DONE
from vault.cli.program import Program
from vault.cli.table import columns
from vault.core.catalogue import Entry, Type
from vault.core.clock import to_text
from vault.core.errors import ChoiceError
from vault.core.sensitivity import level_named
from vault.core.value import Json, precision_named
from vault.core.wording import describe, in_language
from vault.customer.editing import KeptPreference, list_preferences, remove_preference, search, set_words

FROM_INPUT = "-"
"""As a value: read it from the input, so that it does not stand in the shell's history."""


def set_(program: Program, arguments: argparse.Namespace) -> int:
    """Keep a preference; without a value, say what can be typed."""
    entry = program.catalogue.entry(arguments.key)
    if arguments.value is None:
        return _explain(program, entry)
    typed = arguments.value
    program.require_vault()
    level = level_named(arguments.level) if arguments.level else None
    most = precision_named(arguments.most) if arguments.most else None
    with program.open_session() as session:
        if typed == FROM_INPUT:
            typed = program.read_line(program.say("ask_value", label=program.label(entry)))
        kept = set_words(session, entry.key, typed, level=level, most=most)
    text = describe(entry, kept.value, program.language)
    answer: dict[str, Json] = {
        "key": entry.key,
        "value": kept.value.to_json(),
        "level": kept.level.word,
        "most": kept.most.word,
    }
    line = program.say("kept", label=program.label(entry), text=text, level=program.level(kept.level))
    program.show(answer, [line])
    return DONE


def list_(program: Program, arguments: argparse.Namespace) -> int:
    """What is kept, or with ``--possible`` what could be."""
    if arguments.possible:
        return _possible(program, arguments.topic)
    with program.open_session() as session:
        if arguments.search is None:
            found = list_preferences(session, arguments.topic)
        else:
            listed = {each.entry.key for each in list_preferences(session, arguments.topic)}
            found = tuple(each for each in search(session, arguments.search) if each.entry.key in listed)
    answer: list[Json] = [_as_json(program, each) for each in found]
    program.show({"preferences": answer}, _listed(program, found) if found else [program.say("nothing_found")])
    return DONE


def remove(program: Program, arguments: argparse.Namespace) -> int:
    """Remove a preference."""
    entry = program.catalogue.entry(arguments.key)
    with program.open_session() as session:
        remove_preference(session, entry.key)
    program.show({"removed": entry.key}, [program.say("removed", label=program.label(entry))])
    return DONE


def _as_json(program: Program, kept: KeptPreference) -> dict[str, Json]:
    return {
        "key": kept.entry.key,
        "topic": kept.entry.topic,
        "label": program.label(kept.entry),
        "value": kept.value.to_json(),
        "text": describe(kept.entry, kept.value, program.language),
        "level": kept.level.word,
        "most": kept.most.word,
        "changed_at": to_text(kept.changed_at),
    }


def _listed(program: Program, found: Iterable[KeptPreference]) -> list[str]:
    heads = [program.say(f"head_{name}") for name in ("preference", "value", "level", "key")]
    rows = [
        [
            program.label(each.entry),
            describe(each.entry, each.value, program.language),
            program.level(each.level),
            each.entry.key,
        ]
        for each in found
    ]
    return columns([heads, *rows])


def _possible(program: Program, topic: str | None) -> int:
    if topic is not None and all(topic != each.id for each in program.catalogue.topics):
        raise ChoiceError("topic_unknown", topic=topic[:80])
    entries = [each for each in program.catalogue.entries.values() if topic in {None, each.topic}]
    answer: list[Json] = [
        {"key": each.key, "topic": each.topic, "label": program.label(each), "level": each.level.word}
        for each in entries
    ]
    heads = [program.say("head_key"), program.say("head_preference"), program.say("head_level")]
    rows = [[each.key, program.label(each), program.level(each.level)] for each in entries]
    program.show({"possible": answer}, columns([heads, *rows]))
    return DONE


def _explain(program: Program, entry: Entry) -> int:
    """What a preference is, and what can be typed for it."""
    examples = _examples(program, entry)
    answer: dict[str, Json] = {
        "key": entry.key,
        "label": program.label(entry),
        "help": in_language(entry.help, program.language),
        "type": entry.type.value,
        "level": entry.level.word,
        "options": [option.id for option in entry.options],
    }
    lines = [
        f"{program.label(entry)}  ({program.level(entry.level)})",
        in_language(entry.help, program.language),
        "",
        *columns(examples, indent=2),
    ]
    program.show(answer, lines)
    return DONE


def _examples(program: Program, entry: Entry) -> list[list[str]]:
    if entry.options:
        return [[option.id, in_language(option.label, program.language)] for option in entry.options]
    match entry.type:
        case Type.SIZE if entry.table is not None:
            return [
                [system, ", ".join(row[system] for row in entry.table.rows if system in row)]
                for system in entry.table.systems
            ]
        case Type.NUMBER | Type.RANGE:
            kind = "type_number" if entry.type is Type.NUMBER else "type_range"
            unit = entry.unit or ""
            return [[program.say(kind, low=entry.low or "", high=entry.high or "", unit=unit).strip()]]
        case Type.YES_NO:
            return [[program.say("type_yes_no")]]
        case _:
            return [[program.say("type_text")]]
