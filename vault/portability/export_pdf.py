"""An export as a PDF that can be listened to (PDF/UA-1): the page's words, with an outline and numbered pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vault.core.plain_text import breakable
from vault.portability.typeset import FONTS, typeset_apart

if TYPE_CHECKING:
    from datetime import date

    from vault.core.value import Json
    from vault.portability.apart import Cancel
    from vault.portability.reading import Reading, Section

MAX_ROWS = 5_000
"""Rows of one kind, for :func:`vault.portability.reading_export.read_out`: each costs 45 kB while it is typeset."""
_PAGE = "export/export.typ"


def page_pdf(reading: Reading, made: date, cancel: Cancel | None = None) -> bytes:
    """The PDF. Raises as :func:`vault.portability.typeset.typeset_apart`.

    With :data:`MAX_ROWS` of preferences and as many of history it takes two to six seconds, by how busy the machine is,
    and 530 MB in a process of its own.
    """
    return typeset_apart(_PAGE, _content(reading), made, cancel)


def _content(reading: Reading) -> dict[str, Json]:
    return {
        "title": breakable(reading.title),
        "language": reading.language,
        "about": [breakable(each) for each in reading.about],
        "contents": reading.contents,
        "sections": [_section(each) for each in reading.sections],
        "fonts": [*FONTS],
    }


def _section(section: Section) -> dict[str, Json]:
    columns = section.columns
    rows: list[Json] = [
        list((breakable(row.name), breakable(row.text), "\n".join(map(breakable, row.more)))[:columns])
        for row in section.rows
    ]
    return {
        "title": breakable(section.title),
        "level": section.level,
        "listed": section.listed,
        "said": [breakable(each) for each in section.said],
        "heads": list(section.heads[:columns]),
        "rows": rows,
    }
