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

MAX_LETTERS = 1_000_000
"""Letters of one PDF, as :func:`vault.portability.reading_parts.in_parts` counts them, which are some 200 sheets. Each
costs 400 bytes while it is typeset, with or without tags, in a table or in many: so a long export is several PDFs.
"""
_ROW = b"/Type/StructElem/S/TR/"
_PAGE = "export/export.typ"


def page_pdf(reading: Reading, made: date, cancel: Cancel | None = None) -> bytes:
    """The PDF. Raises as :func:`vault.portability.typeset.typeset_apart`.

    With :data:`MAX_LETTERS` it takes two to five seconds, by how busy the machine is, and 500 MB in a process apart.
    """
    return typeset_apart(_PAGE, _content(reading), made, cancel)


def rows_in(data: bytes) -> int:
    """How many rows of tables are tagged in a PDF that :func:`page_pdf` made, its headings among them."""
    return data.count(_ROW)


def rows_of(reading: Reading) -> int:
    """The same of what it is made of."""
    return sum(len(each.rows) + 1 for each in reading.sections if each.rows)


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
