"""Suggestions as lines of text and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vault.cli.table import columns
from vault.core.value import Json
from vault.core.wording import describe, in_language
from vault.customer.reviewing import Standing
from vault.customer.suggesting import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vault.cli.program import Program
    from vault.customer.reviewing import Review, Suggested
    from vault.customer.suggesting import Evidence, Looked, NeedsColumns

ROWS = 3
"""Lines of the file that are shown with each suggestion."""


def shown(program: Program, found: Review) -> list[str]:
    """The file, then each suggestion with its number and the newest lines that it stands on."""
    lines = [*_file(program, found.looked), ""]
    for number, each in enumerate(found.suggested, 1):
        lines += [*_suggestion(program, number, each), ""]
    return lines if found.suggested else [*lines, program.sentences.say("suggestions", "none")]


def shown_columns(program: Program, found: NeedsColumns) -> list[str]:
    """The tables of an unknown file, with what each column seems to be."""
    say = program.sentences.say
    lines = [say("suggestions", "columns")]
    for table in found.tables:
        means = {place: name for name, place in found.proposed[table.name].places.items()}
        rows = [[column, means.get(place, "")] for place, column in enumerate(table.header)]
        lines += [table.name, *columns(rows, indent=2)]
    lines.append(say("suggestions", "fields", fields=", ".join(FIELDS)))
    if found.guesses:
        lines.append(say("suggestions", "guesses", shops=", ".join(each.name for each in found.guesses)))
    return lines


def as_json(program: Program, found: Review) -> dict[str, Json]:
    """Everything that is shown, and all lines of each suggestion that are at hand."""
    looked = found.looked
    return {
        "shop": looked.source,
        "files": [{"file": each.name, "lines": each.lines} for each in looked.files],
        "read": looked.read,
        "left_out": looked.left_out,
        "said_nothing": looked.said_nothing,
        "not_understood": looked.not_understood,
        "reasons": [{"code": each.code, "file": each.file, "line": each.line} for each in looked.reasons],
        "suggestions": [_as_json(program, number, each) for number, each in enumerate(found.suggested, 1)],
    }


def columns_as_json(found: NeedsColumns) -> dict[str, Json]:
    """The tables of an unknown file."""
    tables: list[Json] = [
        {
            "name": table.name,
            "columns": list(table.header),
            "proposed": {name: table.header[place] for name, place in found.proposed[table.name].places.items()},
        }
        for table in found.tables
    ]
    return {"tables": tables, "fields": list(FIELDS), "shops": [each.name for each in found.guesses]}


def _file(program: Program, looked: Looked) -> Iterator[str]:
    say = program.sentences.say
    yield in_language(looked.shop, program.language)
    yield say("suggestions", "read", count=looked.read)
    for note in looked.notes:
        yield say("takeouts", note.code, file=note.file)
    if looked.said_nothing:
        yield say("suggestions", "said_nothing", count=looked.said_nothing)
    if looked.not_understood:
        yield say("suggestions", "not_understood", count=looked.not_understood)
        for reason in looked.reasons:
            where = say("suggestions", "where", file=reason.file, line=reason.line)
            yield f"  {where}: {say('takeouts', reason.code)}"
    if looked.left_out:
        yield say("suggestions", "left_out", count=looked.left_out)


def _suggestion(program: Program, number: int, each: Suggested) -> Iterator[str]:
    say, counts, found = program.sentences.say, each.suggestion.counts, each.suggestion
    facts = [say("suggestions", "purchases", kept=counts.kept, of=counts.of)]
    if counts.returned:
        facts.append(say("suggestions", "returned", count=counts.returned))
    facts += [say("suggestions", found.confidence.value), program.level(found.level)]
    yield f"{number}. {_label(program, each)}: {_value(program, each)}  ({', '.join(facts)})"
    if each.standing is Standing.HAVE:
        yield f"   {say('suggestions', 'have')}"
    elif each.kept is not None:
        entry = program.catalogue.entry(found.key)
        kept, becomes = (describe(entry, value, program.language) for value in (each.kept, each.becomes))
        yield f"   {say('suggestions', 'becomes', kept=kept, becomes=becomes)}"
    yield from columns([_row(program, row) for row in found.rows[:ROWS]], indent=3)
    more = counts.of - min(counts.of, ROWS)
    if more:
        yield f"   {say('suggestions', 'more_lines', count=more)}"


def _label(program: Program, each: Suggested) -> str:
    label, brand = program.labelled(each.suggestion.key), each.suggestion.brand
    return label if brand is None else program.sentences.say("suggestions", "at_brand", label=label, brand=brand)


def _value(program: Program, each: Suggested) -> str:
    return describe(program.catalogue.entry(each.suggestion.key), each.suggestion.value, program.language)


def _row(program: Program, row: Evidence) -> list[str]:
    say = program.sentences.say
    when = say("suggestions", "without_date") if row.at is None else row.at.isoformat()
    detail = [row.detail] if row.detail else []
    return [when, row.product, ", ".join([*detail, *([say("suggestions", "returned_line")] if row.returned else [])])]


def _as_json(program: Program, number: int, each: Suggested) -> dict[str, Json]:
    found = each.suggestion
    rows: list[Json] = [
        {
            "date": None if row.at is None else row.at.isoformat(),
            "product": row.product,
            "detail": row.detail,
            "returned": row.returned,
            "speaks": row.speaks,
            "file": row.file,
            "line": row.line,
        }
        for row in found.rows
    ]
    return {
        "number": number,
        "key": found.key,
        "brand": found.brand,
        "label": _label(program, each),
        "value": found.value.to_json(),
        "text": _value(program, each),
        "level": found.level.word,
        "kept": found.counts.kept,
        "of": found.counts.of,
        "returned": found.counts.returned,
        "confidence": found.confidence.value,
        "standing": each.standing.value,
        "lines": rows,
    }
