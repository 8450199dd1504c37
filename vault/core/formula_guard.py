"""A cell of a table of which no spreadsheet makes a formula (OWASP, "CSV Injection"), for all that writes tables here.

A text that a spreadsheet could take for a formula has an apostrophe before it, and so has such a place inside it, since
a Dutch or German spreadsheet splits at the semicolon. Spaces, quotation marks and letters that nobody sees may stand
before the sign: what drops them finds the sign first.
"""

from __future__ import annotations

import re
from typing import Final

UNSEEN: Final = (
    r"\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    r"\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000110bd\U000110cd"
    r"\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Letters without a picture, as in a set of a regular expression: those that only say how others are written, fillers
and blanks, and those that Unicode lets a program leave out (Default_Ignorable_Code_Point)."""

_RUN = rf"(?:(?![\t\r\n])[\s'\"\x00-\x1f\x7f-\x9f{UNSEEN}])*"
_SIGNS = r"=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212"
"""What begins a formula, in its wide and small forms too, and the minus sign of mathematics."""
_SPLITS = r"(?<=[;|\t\r\n])"
_OPEN = re.compile(rf"\A(?={_RUN}[{_SIGNS}\t\r\n])|{_SPLITS}(?={_RUN}[{_SIGNS}])")
_GUARDED = re.compile(rf"\A'(?={_RUN}[{_SIGNS}\t\r\n])|{_SPLITS}'(?={_RUN}[{_SIGNS}])")


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula. An empty one, or one of apostrophes alone, has one more."""
    if not text.strip("'"):
        return "'" + text
    return _OPEN.sub("'", text)


def unguarded(cell: str) -> str:
    """The text of which :func:`guarded` made this cell."""
    if not cell.strip("'"):
        return cell[1:]
    return _GUARDED.sub("", cell)
