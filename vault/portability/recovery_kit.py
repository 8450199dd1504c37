"""The recovery kit: one page for paper, with the code that opens a vault whose passphrase is forgotten.

A tagged PDF (PDF/UA-1, ISO 14289-1), so that it can be listened to as well; the writer refuses what would break that.
The page itself is ``resources/kit/recovery_kit.typ``, its words are the group ``kit`` of ``resources/messages``.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

from vault import bundled
from vault.core.plain_text import plain
from vault.core.sentences import parse_sentences

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from vault.core.value import Json

MAX_NAME = 48
"""Letters of a vault's name on the page: enough to know it by, and one line."""
_PAGE = "kit/recovery_kit.typ"
_WORDS = "kit"


PICTURE_DPI = 300
"""Dots an inch of the page as a picture: as fine as a printer at home."""


def make_kit(*, groups: Sequence[str], check: str, vault_name: str, made: date, language: str) -> bytes:
    """The page as a PDF: the code in ``groups`` with its ``check`` sign, once to read and once as a QR code.

    The same arguments give the same bytes. A name in letters that the shipped font lacks takes a font of the machine;
    what no font has shows as a question mark. Where a library is missing, that is a ``ModuleNotFoundError``.
    """
    noon = datetime.combine(made, time(12), UTC)
    content = _content(groups, check, vault_name, made, language)
    return _typeset(content, {"format": "pdf", "pdf_standards": "ua-1", "timestamp": noon})


def make_kit_picture(*, groups: Sequence[str], check: str, vault_name: str, made: date, language: str) -> bytes:
    """The same page as a PNG of a whole A4 sheet, for a printer. Otherwise as :func:`make_kit`."""
    return _typeset(_content(groups, check, vault_name, made, language), {"format": "png", "ppi": PICTURE_DPI})


def _content(groups: Sequence[str], check: str, vault_name: str, made: date, language: str) -> dict[str, Json]:
    sentences = parse_sentences(language, bundled.read(f"messages/{language}.json"))
    name = plain(vault_name)
    return {
        "words": dict(sentences.texts[_WORDS]),
        "language": language,
        "name": name if len(name) <= MAX_NAME else name[: MAX_NAME - 1] + "…",
        "made": f"{made.day} {sentences.say('dates', f'month_{made.month}')} {made.year}",
        "groups": list(groups),
        "check": check,
        "qr": _square("-".join([*groups, check])),
        "fonts": ["Open Sans"],
    }


def _typeset(content: dict[str, Json], form: Mapping[str, Any]) -> bytes:
    import typst

    folder = bundled.resources()

    def typeset(*, system_fonts: bool) -> bytes:
        # The data is one value, never a part of the source, which then is the same for everybody.
        page: bytes = typst.compile(
            str(folder / _PAGE),
            font_paths=typst.Fonts(
                include_system_fonts=system_fonts, include_embedded_fonts=False, font_paths=[str(folder / "fonts")]
            ),
            sys_inputs={"kit": json.dumps(content)},
            **form,
        )
        return page

    try:
        return typeset(system_fonts=False)
    except typst.TypstError:
        pass  # most likely a letter of the name; looking for all fonts of the machine takes time, so it comes second
    try:
        return typeset(system_fonts=True)
    except typst.TypstError:
        content["name"] = "".join(letter if letter.isascii() else "?" for letter in str(content["name"]))
    return typeset(system_fonts=False)


def _square(text: str) -> str:
    """A QR code as SVG. A quarter of it may be stained or folded (level Q of ISO/IEC 18004)."""
    import segno

    drawn = BytesIO()
    code = segno.make_qr(text, error="q", boost_error=False)
    code.save(drawn, kind="svg", border=0, xmldecl=False, omitsize=True)
    return drawn.getvalue().decode("utf-8")
