"""A notice as plain text, as Markdown and as HTML. Names in it are a shop's own words and act as nothing but text."""

from __future__ import annotations

import re
from html import escape

from vault.shop.advice.notice import Line, Notice

FORMATS = ("text", "markdown", "html")
_MARKS = re.compile(r"([\\`*_\[\]<>&|~#])")
_NUMBERED = re.compile(r"^(\d+)([.)])")
_POINT = re.compile(r"^([-+=])")


def written(notice: Notice, form: str) -> str:
    """The notice in one of :data:`FORMATS`, with a line end at its end."""
    match form:
        case "markdown":
            return _markdown(notice)
        case "html":
            return _html(notice)
    return _text(notice)


def _text(notice: Notice) -> str:
    parts = ["\n".join([part.heading, *(_pointed(line, line.text) for line in part.lines)]) for part in notice.parts]
    return "\n\n".join([notice.title, *parts]) + "\n"


def _pointed(line: Line, text: str) -> str:
    return f"- {text}" if line.point else text


def _markdown(notice: Notice) -> str:
    blocks = [f"# {_marked(notice.title)}"]
    for part in notice.parts:
        blocks.append(f"## {_marked(part.heading)}")
        points: list[str] = []
        for line in part.lines:
            if line.point:
                points.append(f"- {_marked(line.text)}")
                continue
            blocks += ["\n".join(points)] * bool(points) + [_marked(line.text)]
            points = []
        blocks += ["\n".join(points)] * bool(points)
    return "\n\n".join(blocks) + "\n"


def _marked(text: str) -> str:
    """The text with every sign that Markdown could take for a mark made an ordinary one."""
    return _POINT.sub(r"\\\1", _NUMBERED.sub(r"\1\\\2", _MARKS.sub(r"\\\1", text)))


def _html(notice: Notice) -> str:
    """A section to put into a page; it brings no style and no script."""
    out = [f'<section lang="{notice.language}">', f"<h2>{escape(notice.title)}</h2>"]
    for part in notice.parts:
        out.append(f"<h3>{escape(part.heading)}</h3>")
        listed = False
        for line in part.lines:
            if line.point != listed:
                out.append("<ul>" if line.point else "</ul>")
                listed = line.point
            out.append(f"<li>{escape(line.text)}</li>" if line.point else f"<p>{escape(line.text)}</p>")
        if listed:
            out.append("</ul>")
    return "\n".join([*out, "</section>"]) + "\n"
