"""One cell of a table: how each form of member is spelled, so that a spreadsheet shows it and runs none of it.

A text that a spreadsheet could take for a formula has an apostrophe before it, as
:mod:`vault.core.formula_guard` says. Reading takes that apostrophe away again and no other. An empty cell is "nothing";
a text of no letters is one apostrophe.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

from vault.core.errors import TokenError
from vault.core.formula_guard import guarded, unguarded
from vault.core.strict_json import loads

MAX_CELL: Final = 8 * 1024 * 1024
"""Bytes of JSON in one cell: more than the largest body of a journal entry."""

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Controls besides TAB and line feed: some programs end a file at them, or write them otherwise."""
_AS_JSON = "'json:"
_WHOLE = re.compile(r"(?:0|[1-9][0-9]{0,15})")
_FLAGS = {"true": True, "false": False}


def write_cell(form: str, member: Any) -> str:
    """The cell of a member of a record, by its form as in :class:`vault.portability.tables.Table`, or ``json``."""
    if form == "json":
        return guarded(_json(member))
    if member is None:
        return ""
    match form:
        case "moment":
            return str(member)
        case "number":
            return str(member)
        case "flag":
            return "true" if member else "false"
        case "text":
            as_json = _UNSEEN.search(member) is not None or member.startswith(_AS_JSON)
            return guarded(_AS_JSON + _json(member) if as_json else member)
        case _:
            return guarded(_json(member))


def read_cell(form: str, cell: str) -> Any:
    """The reverse of :func:`write_cell`. Raises ``ValueError`` for a cell that is not of its form."""
    if not cell:
        if form == "json":
            raise ValueError("nothing")
        return None
    match form:
        case "moment":
            return cell
        case "number":
            if _WHOLE.fullmatch(cell) is None:
                raise ValueError("number")
            return int(cell)
        case "flag":
            if cell not in _FLAGS:
                raise ValueError("flag")
            return _FLAGS[cell]
        case "text":
            text = unguarded(cell)
            if not text.startswith(_AS_JSON):
                return text
            found = _read_json(text.removeprefix(_AS_JSON))
            if not isinstance(found, str):
                raise ValueError("text")
            return found
        case _:
            return _read_json(unguarded(cell))


def _json(member: Any) -> str:
    text = json.dumps(member, ensure_ascii=False, separators=(",", ":"))
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _read_json(text: str) -> Any:
    try:
        found = loads('{"it":' + text + "}", max_bytes=MAX_CELL)
    except TokenError as problem:
        raise ValueError("json") from problem
    if found.keys() != {"it"}:
        raise ValueError("json")
    return found["it"]
