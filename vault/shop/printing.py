"""What the commands print. Names of files, texts of receipts and what customers said may hold anything: no letter of it
acts on the terminal, and no line of it is made to look like two."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from vault.core.plain_text import is_plain, plain

if TYPE_CHECKING:
    from typing import TextIO


def say(*lines: str) -> None:
    """Print each line."""
    _write(sys.stdout, lines)


def complain(line: str) -> None:
    """Print what went wrong, to standard error."""
    _write(sys.stderr, (line,))


def json_text(found: object) -> str:
    """Data as indented JSON without a line end at its end; what a screen does not only show is escaped, so that nothing
    of it is lost."""
    text = json.dumps(found, ensure_ascii=False, indent=1)
    return "".join(each if each == "\n" or is_plain(each) else json.dumps(each)[1:-1] for each in text)


def _write(to: TextIO, lines: tuple[str, ...]) -> None:
    to.write("".join(f"{plain(line)}\n" for line in lines))
    to.flush()
