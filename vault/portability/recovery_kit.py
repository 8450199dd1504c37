"""The recovery kit: one page for paper, with the code that opens a vault whose passphrase is forgotten.

A tagged PDF (PDF/UA-1, ISO 14289-1), so that it can be listened to as well; the writer refuses what would break that.
The page itself is ``resources/kit/recovery_kit.typ``, its words are the group ``kit`` of ``resources/messages``.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from vault import bundled
from vault.core.plain_text import plain
from vault.core.sentences import parse_sentences
from vault.portability.typeset import FONTS, typeset_pdf, typeset_pictures

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from vault.core.value import Json

MAX_NAME = 48
"""Letters of a vault's name on the page: enough to know it by, and one line."""
_PAGE = "kit/recovery_kit.typ"
_WORDS = "kit"


def make_kit(*, groups: Sequence[str], check: str, vault_name: str, made: date, language: str) -> bytes:
    """The page as a PDF: the code in ``groups`` with its ``check`` sign, once to read and once as a QR code.

    The same arguments give the same bytes. A name in letters that the shipped font lacks takes a font of the machine;
    what no font has shows as a question mark. Where a library is missing, that is a ``ModuleNotFoundError``.
    """
    return typeset_pdf(_PAGE, _content(groups, check, vault_name, made, language), made)


def make_kit_picture(*, groups: Sequence[str], check: str, vault_name: str, made: date, language: str) -> bytes:
    """The same page as a PNG of a whole A4 sheet, for a printer. Otherwise as :func:`make_kit`."""
    return typeset_pictures(_PAGE, _content(groups, check, vault_name, made, language))[0]


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
        "fonts": [*FONTS],
    }


def _square(text: str) -> str:
    """A QR code as SVG. A quarter of it may be stained or folded (level Q of ISO/IEC 18004)."""
    import segno

    drawn = BytesIO()
    code = segno.make_qr(text, error="q", boost_error=False)
    code.save(drawn, kind="svg", border=0, xmldecl=False, omitsize=True)
    return drawn.getvalue().decode("utf-8")
