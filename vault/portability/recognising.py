"""Which form a single file is of, by how it is built: a person may have given it another name, and a program may have
put its members in another order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from vault.portability.datapackage import HEAD
from vault.portability.export_csv import forms_of
from vault.portability.tables import TABLES

Found = StrEnum("Found", ["JSON", "JSON_LD", "TABLE", "TO_READ", "OTHER"])
"""A form that says everything, one table or the description of all, a page or PDF, or nothing that we write."""

_PAGE = re.compile(
    rb"(?:\s++|<!--(?s:.)*?-->|<\?[^>]*+>)*+<(?:!doctype\s++html|html|head|meta|title|body)\b", re.IGNORECASE
)
_TOKEN = re.compile(rb'"(?:[^"\\]++|\\(?s:.)?)*+(?:"(\s*+:)?|\Z)|[{}\[\]]')
"""A text and whether it is the name of a member, or a bracket. A text that has no end ends with the file, so that no
file takes longer than it is long."""
_HEADER = re.compile(rb'[a-z_"]{1,80}(?:[,;\t][a-z_"]{1,80}){0,60}(?=\r?\n|\Z)')
_LINKED, _DESCRIBED = b'"@context"', f'"{HEAD}"'.encode()


def recognise(data: bytes) -> Found:
    """What these bytes are, after their byte order mark. Whether they are whole, their reader says."""
    if data.startswith(b"%PDF") or _PAGE.match(data):
        return Found.TO_READ
    begins = data[:64].lstrip()
    if not begins.startswith(b"{"):
        return Found.TABLE if _is_table(data) else Found.OTHER
    for name in (_LINKED, _DESCRIBED):
        if name in data and name in _members(data):  # the search alone takes a thousandth of the walk
            return Found.JSON_LD if name == _LINKED else Found.TABLE
    return Found.JSON


def _is_table(data: bytes) -> bool:
    """Whether the first row names the columns of a table of ours, whatever program saved it since."""
    found = _HEADER.match(data)
    if found is None:
        return False
    columns = set(re.split("[,;\t]", found[0].decode("ascii").replace('"', "")))
    for kind in ("settings", *TABLES):
        absent = TABLES[kind].absent if kind in TABLES else frozenset()
        if columns - absent == forms_of(kind).keys() - absent:
            return True
    return False


def _members(data: bytes) -> Iterator[bytes]:
    """The names in the outermost object, in quotes, as they are spelled."""
    depth = 0
    for found in _TOKEN.finditer(data):
        token = found[0]
        if token in b"{[":
            depth += 1
        elif token in b"}]":
            depth -= 1
        elif depth == 1 and found[1] is not None:
            yield token.removesuffix(found[1])
