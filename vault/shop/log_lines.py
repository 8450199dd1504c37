"""What a server writes about itself, one line an event: for people, or as JSON for programs. Never a value.

Our own messages are codes and addresses. What others raise may quote what somebody sent, so of an exception only its
type and its place in the code are written, never its text.
"""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from pathlib import Path
from traceback import extract_tb
from typing import Final

MOST_FRAMES: Final = 12
"""Of a traceback, nearest to where it happened."""
_ADDED: Final = ("place", "code")
"""What a record may have beside its message: an address as its route is written, and an error's code."""


class LogLines(logging.Formatter):
    """Lines for people: when, how grave, which part, what."""

    def format(self, record: logging.LogRecord) -> str:
        found = members(record)
        line = f"{found['at']} {found['level']} {found['logger']}: {found['message']}"
        return f"{line} [{found['raised']} at {' < '.join(_list(found['stack']))}]" if "raised" in found else line


class JsonLines(logging.Formatter):
    """One JSON object a line, with the members of :func:`members`."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(members(record), ensure_ascii=False)


def members(record: logging.LogRecord) -> dict[str, object]:
    """``at`` (UTC), ``level``, ``logger`` and ``message``; ``place`` and ``code``, if there are; of an exception
    ``raised``, its type, and ``stack``, the innermost place first."""
    at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    found: dict[str, object] = {
        "at": at,
        "level": record.levelname.lower(),
        "logger": record.name,
        "message": "".join(each if each.isprintable() else " " for each in record.getMessage()).strip(),
    }
    found |= {name: getattr(record, name) for name in _ADDED if hasattr(record, name)}
    if record.exc_info is not None and record.exc_info[0] is not None:
        kind, _, trace = record.exc_info
        frames = reversed(extract_tb(trace)[-MOST_FRAMES:])
        found["raised"] = kind.__qualname__
        found["stack"] = [f"{Path(each.filename).name}:{each.lineno} {each.name}" for each in frames]
    return found


def write_logs(log_format: str) -> None:
    """Write all of this process's log to its standard error, as ``text`` or ``json``: refusals, warnings, failures."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if log_format == "json" else LogLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("vault.shop").setLevel(logging.INFO)


def _list(found: object) -> list[str]:
    return found if isinstance(found, list) else []
