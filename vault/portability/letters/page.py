"""Letters on paper: a tagged PDF of one, or of a complaint with what is attached to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vault.core.plain_text import breakable
from vault.portability.letters.parts import phrase
from vault.portability.typeset import FONTS, typeset_pdf, typeset_pictures

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from vault.core.sentences import Sentences
    from vault.core.value import Json
    from vault.portability.letters.wording import Written

_PAGE = "letters/letter.typ"
_ARTICLE = re.compile(r"\b([Aa]rticle|artikel|lid|onder) (?=[0-9a-h]\b|[0-9])")


def letters_pdf(letters: Sequence[Written], words: Sentences, made: date) -> bytes:
    """The first letter with the others attached, each from a new page (PDF/UA-1).

    Raises as :func:`vault.portability.typeset.typeset_pdf`.
    """
    return typeset_pdf(_PAGE, _content(letters, words), made)


def letters_pictures(letters: Sequence[Written], words: Sentences) -> tuple[bytes, ...]:
    """Each sheet as a PNG, for a printer. Otherwise as :func:`letters_pdf`."""
    return typeset_pictures(_PAGE, _content(letters, words))


def _content(letters: Sequence[Written], words: Sentences) -> dict[str, Json]:
    first = letters[0]
    return {
        "title": first.subject,
        "language": first.language,
        "fonts": [*FONTS],
        "letters": [_letter(each, number, words) for number, each in enumerate(letters)],
    }


def _letter(written: Written, number: int, words: Sentences) -> Json:
    if number:
        heading = phrase(words, "common", "attachment", number=number, subject=written.subject)
    else:
        heading = phrase(words, "common", "subject", subject=written.subject)
    return {
        "sender": [breakable(line) for line in written.sender],
        "to": [breakable(line) for line in written.to],
        "date": written.date,
        "heading": breakable(heading),
        "salutation": written.salutation,
        "parts": [
            {"text": _paragraph(part.text), "lines": [_paragraph(line) for line in part.lines]}
            for part in written.parts
        ],
        "closing": written.closing,
        "name": breakable(written.name),
    }


def _paragraph(text: str) -> str:
    """With places to break long words, and none within the number of an article."""
    kept = _ARTICLE.sub("\\1\u00a0", text).replace(")(", ")\u2060(")
    return "\n".join(breakable(line) for line in kept.split("\n"))
