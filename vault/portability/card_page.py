"""The card on paper, A6: a tagged PDF, pictures for a printer, or a page of HTML that needs nothing else."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from vault.core.plain_text import breakable, for_page
from vault.portability.page_colours import DARK, LIGHT
from vault.portability.typeset import FONTS, typeset_pdf, typeset_pictures

if TYPE_CHECKING:
    from datetime import date

    from vault.core.value import Json
    from vault.portability.card import CardLine, Sheet

_PAGE = "card/card.typ"
_STYLE = (
    f":root{{color-scheme:light dark;{LIGHT}}}"
    f"@media (prefers-color-scheme:dark){{:root{{{DARK}}}}}"
    "@page{size:105mm 148mm;margin:9mm}"
    "body{font:13pt/1.4 'Open Sans',sans-serif;color:var(--ink);background:var(--paper);"
    "max-width:87mm;margin:9mm auto}"
    "h1{font-size:17pt;color:var(--green);margin:0 0 12pt}"
    "dt{font-size:.82em;color:var(--ink2)}dd{margin:0 0 8pt;font-weight:600}"
    "ul{padding-left:1.2em}li{margin:0 0 6pt;font-weight:600}"
    "small{display:block;font-size:.82em;font-weight:400;color:var(--ink2);overflow-wrap:anywhere}"
    # A printer has white paper, whatever the screen is.
    f"@media print{{:root{{color-scheme:light;{LIGHT}}}body{{margin:0}}}}"
)


def card_pdf(sheet: Sheet, made: date) -> bytes:
    """The card as a PDF (PDF/UA-1). Raises as :func:`vault.portability.typeset.typeset_pdf`."""
    return typeset_pdf(_PAGE, _content(sheet), made)


def card_pictures(sheet: Sheet) -> tuple[bytes, ...]:
    """Each A6 sheet of the card as a PNG; there is more than one only where very much stands on it."""
    return typeset_pictures(_PAGE, _content(sheet))


def card_html(sheet: Sheet) -> bytes:
    """The card as one file of HTML, without script, and without anything to load."""
    title = escape(sheet.title)
    parts = [
        f'<!DOCTYPE html>\n<html lang="{escape(sheet.language)}">\n<head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        # Nothing on the page loads anything; this makes the browser hold it to that.
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<title>{title}</title><style>{_STYLE}</style></head>\n<body>\n<h1>{title}</h1>",
        *([f"<p>{escape(sheet.before)}</p>"] if sheet.before else []),
        "<ul>" if sheet.bulleted else "<dl>",
        *(_html_line(line) for line in sheet.lines),
        "</ul>" if sheet.bulleted else "</dl>",
        *(f"<p>{escape(sentence)}</p>" for sentence in sheet.after),
        "</body>\n</html>\n",
    ]
    return for_page("\n".join(parts)).encode("utf-8")


def _html_line(line: CardLine) -> str:
    more = "".join(f"<small>{escape(each)}</small>" for each in line.more)
    if not line.label:
        return f"<li>{escape(line.text)}{more}</li>"
    return f"<dt>{escape(line.label)}</dt><dd>{escape(line.text)}{more}</dd>"


def _content(sheet: Sheet) -> dict[str, Json]:
    return {
        "title": breakable(sheet.title),
        "language": sheet.language,
        "before": sheet.before,
        "lines": [
            {
                "label": breakable(line.label),
                "text": breakable(line.text),
                "more": [breakable(each) for each in line.more],
            }
            for line in sheet.lines
        ],
        "after": list(sheet.after),
        "bulleted": sheet.bulleted,
        "fonts": [*FONTS],
    }
