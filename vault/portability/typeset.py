"""A page of ``resources/`` as a tagged PDF (PDF/UA-1, ISO 14289-1) or as pictures, one library for both.

The page is a Typst file there. Its words come in as one JSON value, never as a part of the source, which then is the
same for everybody.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from vault import bundled
from vault.core.plain_text import for_page
from vault.portability.apart import apart

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from vault.core.value import Json
    from vault.portability.apart import Cancel

FONTS = ["Open Sans"]
"""What is shipped. Letters that it lacks take a font of the machine."""
_KEPT = "–’‘“”…·½€\u200b\u2060"  # noqa: RUF001  the signs that are meant, and where a line may and may not end
PICTURE_DPI = 300
"""Dots an inch of a page as a picture: as fine as a printer at home."""


def typeset_pdf(page: str, data: Mapping[str, Json], made: date) -> bytes:
    """The file ``page`` of ``resources/`` with ``data`` as a PDF that can be listened to.

    The same arguments give the same bytes. Letters that no font of this machine has, and those that no page can hold,
    are question marks. Raises ``ModuleNotFoundError`` where the library is missing.
    """
    noon = datetime.combine(made, time(12), UTC)
    found: bytes = _typeset(page, data, {"format": "pdf", "pdf_standards": "ua-1", "timestamp": noon})
    return found


def typeset_apart(page: str, data: Mapping[str, Json], made: date, cancel: Cancel | None = None) -> bytes:
    """:func:`typeset_pdf` in a process of its own, for what may be long. Raises as it does, and as
    :func:`vault.portability.apart.apart`."""
    about = json.dumps([page, made.isoformat()]).encode()
    return apart("typeset", about, json.dumps(data).encode(), cancel)


def typeset_here(about: bytes, data: bytes) -> bytes:
    """The other end of :func:`typeset_apart`."""
    page, made = json.loads(about)
    return typeset_pdf(page, json.loads(data), date.fromisoformat(made))


def typeset_pictures(page: str, data: Mapping[str, Json]) -> tuple[bytes, ...]:
    """Each sheet as a PNG at :data:`PICTURE_DPI`, for a printer. Otherwise as :func:`typeset_pdf`."""
    found = _typeset(page, data, {"format": "png", "ppi": PICTURE_DPI})
    return tuple(found) if isinstance(found, list) else (found,)


def without_rare_letters(data: Mapping[str, Json]) -> dict[str, Json]:
    """The same words with a question mark for each letter outside of Latin-1."""
    return _each(data, _common)


def _each(data: Mapping[str, Json], change: Callable[[str], str]) -> dict[str, Json]:
    """The same with every text in it changed; names of members are ours."""

    def changed(found: Json) -> Json:
        if isinstance(found, str):
            return change(found)
        if isinstance(found, list):
            return [changed(each) for each in found]
        return _each(found, change) if isinstance(found, dict) else found

    return {name: changed(each) for name, each in data.items()}


def _common(text: str) -> str:
    return "".join(letter if ord(letter) < 0x180 or letter in _KEPT else "?" for letter in text)


def _typeset(page: str, data: Mapping[str, Json], form: Mapping[str, Any]) -> Any:
    import typst

    folder = bundled.resources()
    data = _each(data, for_page)

    def typeset(asked: Mapping[str, Json], *, system_fonts: bool) -> Any:
        return typst.compile(
            str(folder / page),
            font_paths=typst.Fonts(
                include_system_fonts=system_fonts, include_embedded_fonts=False, font_paths=[str(folder / "fonts")]
            ),
            sys_inputs={"data": json.dumps(asked)},
            **form,
        )

    try:
        return typeset(data, system_fonts=False)
    except typst.TypstError:
        pass  # most likely a letter that is not shipped; looking for all fonts takes time, so it comes second
    try:
        return typeset(data, system_fonts=True)
    except typst.TypstError:
        return typeset(without_rare_letters(data), system_fonts=False)
