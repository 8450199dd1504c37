"""A short page to keep or to hand on: a title, a few parts with headings, and lines. As text, HTML or a tagged PDF.

The same page whatever the form. The HTML is one file, without script, that loads nothing and follows the reader's
light or dark; the PDF is ``resources/page/short_page.typ``.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from vault.core.plain_text import breakable, for_page
from vault.portability.card import CardLine
from vault.portability.page_colours import DARK, LIGHT
from vault.portability.typeset import FONTS, typeset_pdf, typeset_pictures

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vault.core.value import Json

TEXT_COLUMNS = 78
"""What a terminal, a mail program and a printed page all show without breaking."""
_PAGE = "page/short_page.typ"
_STYLE = (
    f":root{{color-scheme:light dark;{LIGHT}}}"
    f"@media (prefers-color-scheme:dark){{:root{{{DARK}}}}}"
    "@page{size:A4;margin:20mm}"
    "body{font:1.05rem/1.5 'Open Sans',sans-serif;color:var(--ink);background:var(--paper);"
    "max-width:42rem;margin:2.5rem auto;padding:0 1.25rem;overflow-wrap:anywhere}"
    "h1{font-size:1.9rem;line-height:1.2;color:var(--green);margin:0 0 .3em}"
    "h2{font-size:1.25rem;line-height:1.3;margin:1.8em 0 .5em;border-top:1px solid var(--line);padding-top:.7em;"
    "break-after:avoid}"
    "p{margin:0 0 .6em}.about{color:var(--ink2)}"
    "dl,ul{margin:0}ul{padding-left:1.2em}"
    "dt{color:var(--ink2);font-size:.9rem}dd{margin:0 0 .7em;font-weight:600}"
    "li{margin:0 0 .6em;font-weight:600}"
    "small{display:block;font-size:.9rem;font-weight:400;color:var(--ink2)}"
    "dt,dd,li{break-inside:avoid}dt{break-after:avoid}"
    # A printer has white paper, whatever the screen is.
    f"@media print{{:root{{color-scheme:light;{LIGHT}}}body{{margin:0;padding:0;max-width:none;font-size:11pt}}}}"
)


@dataclass(frozen=True)
class PagePart:
    """One part: a heading, sentences, then lines. Lines with a label are a list of terms, without one a plain list."""

    heading: str
    said: tuple[str, ...] = ()
    lines: tuple[CardLine, ...] = ()

    def __repr__(self) -> str:
        return f"PagePart(lines={len(self.lines)})"


@dataclass(frozen=True)
class ShortPage:
    """A page. ``about`` are sentences under the title; ``language`` is a tag as in HTML."""

    title: str
    language: str
    about: tuple[str, ...]
    parts: tuple[PagePart, ...]

    def __repr__(self) -> str:
        return f"ShortPage(parts={len(self.parts)})"


def page_html(page: ShortPage) -> bytes:
    """The page as one file of HTML."""
    title = escape(page.title)
    rows = [
        f'<!DOCTYPE html>\n<html lang="{escape(page.language)}">\n<head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        # Nothing on the page loads anything; this makes the browser hold it to that.
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        '<meta name="referrer" content="no-referrer">',
        f"<title>{title}</title><style>{_STYLE}</style></head>\n<body>\n<main>\n<h1>{title}</h1>",
        *(f'<p class="about">{escape(each)}</p>' for each in page.about),
    ]
    for part in page.parts:
        rows += [f"<section>\n<h2>{escape(part.heading)}</h2>", *(f"<p>{escape(each)}</p>" for each in part.said)]
        rows += [*_html_lines(part.lines), "</section>"]
    return for_page("\n".join([*rows, "</main>\n</body>\n</html>\n"])).encode("utf-8")


def _html_lines(lines: tuple[CardLine, ...]) -> Iterator[str]:
    for labelled, tag in ((True, "dl"), (False, "ul")):
        found = [each for each in lines if bool(each.label) is labelled]
        if not found:
            continue
        yield f"<{tag}>"
        for line in found:
            more = "".join(f"<small>{escape(each)}</small>" for each in line.more)
            text = escape(line.text)
            yield f"<dt>{escape(line.label)}</dt><dd>{text}{more}</dd>" if labelled else f"<li>{text}{more}</li>"
        yield f"</{tag}>"


def page_text(page: ShortPage) -> str:
    """The page as plain text."""
    rows = [page.title, "=" * min(len(page.title), TEXT_COLUMNS), *_wrapped(page.about)]
    for part in page.parts:
        rows += ["", part.heading, "-" * min(len(part.heading), TEXT_COLUMNS), *_wrapped(part.said)]
        for line in part.lines:
            said = f"{line.label}: {line.text}" if line.label else line.text
            rows += _wrapped((said,), first="- ", then="  ")
            rows += _wrapped(line.more, first="  ", then="  ")
    return for_page("".join(f"{row}\n" for row in rows))


def _wrapped(said: tuple[str, ...], first: str = "", then: str = "") -> list[str]:
    # An address or a code that is longer than a row stays whole, so that it can be copied.
    return [
        row
        for each in said
        for row in textwrap.wrap(
            each, TEXT_COLUMNS, initial_indent=first, subsequent_indent=then, break_long_words=False,
            break_on_hyphens=False,
        )
    ]  # fmt: skip


def page_pdf(page: ShortPage, made: date) -> bytes:
    """The page as a PDF (PDF/UA-1). Raises as :func:`vault.portability.typeset.typeset_pdf`."""
    return typeset_pdf(_PAGE, _content(page), made)


def page_pictures(page: ShortPage) -> tuple[bytes, ...]:
    """Each A4 sheet as a PNG, for a printer."""
    return typeset_pictures(_PAGE, _content(page))


def _content(page: ShortPage) -> dict[str, Json]:
    return {
        "title": breakable(page.title),
        "language": page.language,
        "about": [breakable(each) for each in page.about],
        "parts": [
            {
                "heading": breakable(part.heading),
                "said": [breakable(each) for each in part.said],
                "lines": [
                    {
                        "label": breakable(line.label),
                        "text": breakable(line.text),
                        "more": [breakable(each) for each in line.more],
                    }
                    for line in part.lines
                ],
            }
            for part in page.parts
        ],
        "fonts": [*FONTS],
    }
