"""An export as one page of HTML that needs nothing else: no script, no address, no font of somewhere.

Written with :func:`html.escape` alone, as the card is: Jinja2 is in the shop's extra only, and the page has one loop.
The colours are the program's own; a test holds them to ``resources/theme/tokens.json``.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from vault.core.plain_text import for_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vault.portability.reading import Reading, Row, Section

LIGHT = {
    "canvas": "#F3F3EE", "surface": "#FFFFFF", "line": "#DCDDD3", "ink": "#17251F", "ink2": "#4A5852",
    "primary": "#1D4A3B", "primaryTint": "#E3ECE5", "focus": "#1F66C9",
}  # fmt: skip
DARK = {
    "canvas": "#131B18", "surface": "#1B2521", "line": "#313D38", "ink": "#ECEFE8", "ink2": "#B9C4BD",
    "primary": "#A9D3BE", "primaryTint": "#22372E", "focus": "#7FB2FF",
}  # fmt: skip


def _colours(found: dict[str, str]) -> str:
    return ";".join(f"--{name}:{colour}" for name, colour in found.items())


_STYLE = (
    f":root{{color-scheme:light dark;{_colours(LIGHT)}}}"
    f"@media (prefers-color-scheme:dark){{:root{{{_colours(DARK)}}}}}"
    "*{box-sizing:border-box}"
    "body{margin:0;background:var(--canvas);color:var(--ink);overflow-wrap:anywhere;hyphens:auto;"
    "font:1rem/1.55 'Open Sans','Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif}"
    "main,header,nav{max-width:60rem;margin:0 auto;padding:0 1.25rem}"
    "header{padding-top:2.5rem}"
    "h1{font-size:2rem;line-height:1.2;color:var(--primary);margin:0 0 .6rem}"
    "h2{font-size:1.45rem;line-height:1.25;color:var(--primary);margin:3rem 0 .6rem;padding-top:1rem;"
    "border-top:1px solid var(--line)}"
    "h3{font-size:1.15rem;line-height:1.3;margin:2rem 0 .5rem}"
    "h4{font-size:1rem;color:var(--ink2);margin:1.4rem 0 .4rem}"
    "p{margin:.2rem 0;color:var(--ink2)}"
    "nav ul{margin:.3rem 0;padding-left:1.2rem}nav>ul{columns:16rem;column-gap:2rem}"
    "nav li{break-inside:avoid}nav h2{border:0;padding:0;margin:1.8rem 0 .4rem;font-size:1.15rem}"
    "a{color:var(--primary)}a:focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:3px}"
    ".skip{position:absolute;left:-100vw}"
    ".skip:focus{left:1rem;top:1rem;padding:.6rem 1rem;background:var(--surface);z-index:1}"
    "table{width:100%;border-collapse:collapse;table-layout:fixed;background:var(--surface);"
    "border:1px solid var(--line)}"
    "th,td{padding:.5rem .75rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}"
    "thead th{background:var(--primaryTint);color:var(--ink);font-size:.875em}"
    "tbody th{font-weight:600}td:last-child:not(:nth-child(2)){color:var(--ink2);font-size:.9em}"
    "td span{display:block}"
    "main{padding-bottom:4rem}"
    "@media (max-width:30rem){body{font-size:.95rem}main,header,nav{padding:0 .75rem}header{padding-top:1.5rem}"
    "th,td{padding:.4rem .35rem;font-size:.85rem}"
    "h1{font-size:1.6rem}}"
    # Paper is white, whatever the screen is.
    f"@page{{size:A4;margin:18mm}}@media print{{:root{{color-scheme:light;{_colours(LIGHT)}}}"
    "body{background:#fff;font-size:10pt}main,header,nav{max-width:none;padding:0}.skip{display:none}"
    "th,td{padding:.3rem .5rem}h2,h3,h4{break-after:avoid}tr{break-inside:avoid}thead{display:table-header-group}"
    "a{text-decoration:none}}"
)


def page_html(reading: Reading) -> bytes:
    """The page, UTF-8."""
    return for_page("".join(_page(reading))).encode("utf-8")


def _page(reading: Reading) -> Iterator[str]:
    title = escape(reading.title)
    yield f'<!DOCTYPE html>\n<html lang="{escape(reading.language)}">\n<head><meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    # Nothing on the page loads anything; this makes the browser hold it to that.
    yield (
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        "base-uri 'none'; form-action 'none'\">\n"
    )
    yield '<meta name="referrer" content="no-referrer">\n'
    yield f"<title>{title}</title>\n<style>\n{_STYLE}\n</style></head>\n<body>\n"
    yield f'<a class="skip" href="#s0">{escape(reading.skip)}</a>\n<header>\n<h1>{title}</h1>\n'
    yield from (f"<p>{escape(each)}</p>\n" for each in reading.about)
    yield f'</header>\n<nav aria-labelledby="contents">\n<h2 id="contents">{escape(reading.contents)}</h2>\n'
    yield from _contents(reading.sections)
    yield "</nav>\n<main>\n"
    for number, section in enumerate(reading.sections):
        yield from _section(number, section)
    yield "</main>\n</body>\n</html>\n"


def _contents(sections: tuple[Section, ...]) -> Iterator[str]:
    """A list of the headings of level 2, each with the list of those of level 3 under it."""
    yield "<ul>"
    open_, inside = False, False
    for number, section in enumerate(sections):
        if not section.listed:
            continue
        if section.level > 2:  # the first section of all is of level 2, and so is each that is in a list of its own
            yield "" if inside else "<ul>"
            inside = True
        elif open_:
            yield "</ul></li>\n" if inside else "</li>\n"
            inside = False
        end = "</li>\n" if section.level > 2 else ""
        yield f'<li><a href="#s{number}">{escape(section.title)}</a>{end}'
        open_ = True
    if open_:
        yield "</ul></li>" if inside else "</li>"
    yield "</ul>\n"


def _section(number: int, section: Section) -> Iterator[str]:
    yield f'<h{section.level} id="s{number}">{escape(section.title)}</h{section.level}>\n'
    yield from (f"<p>{escape(each)}</p>\n" for each in section.said)
    if not section.rows:
        return
    columns = section.columns
    yield f'<table aria-labelledby="s{number}">\n<thead><tr>'
    yield from (f'<th scope="col">{escape(head)}</th>' for head in section.heads[:columns])
    yield "</tr></thead>\n<tbody>\n"
    yield from (_row(row, columns) for row in section.rows)
    yield "</tbody></table>\n"


def _row(row: Row, columns: int) -> str:
    more = "".join(f"<span>{escape(each)}</span>" for each in row.more)
    last = f"<td>{more}</td>" if columns == 3 else ""
    return f'<tr><th scope="row">{escape(row.name)}</th><td>{escape(row.text)}</td>{last}</tr>\n'
