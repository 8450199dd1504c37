"""The ``datapackage.json`` beside the tables: what each file and column is, after Data Package 1.0 (tabular profile).

Programs that know the standard read the tables with it; a person finds in it how to read them without. No licence is
named: what is in the tables is the customer's.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final

from vault.portability.tables import OWN, REFERS

DESCRIPTOR: Final = "datapackage.json"
HEAD: Final = "preference_vault"
"""The member with what the plain export has in its head. The standard allows members of one's own."""

_HOW: Final = (
    "Each file is one list: comma-separated, UTF-8 with a byte order mark (without it, Excel takes it for another"
    " encoding), lines end in CR LF (RFC 4180). An empty cell is nothing; one apostrophe is a text without letters. An"
    " apostrophe stands before = + - or @ (and their wide forms), a tab or a line end where a text begins, and before"
    " those signs after a semicolon, bar, tab or line end, with any spaces, quotation marks and letters that are not"
    " seen between: so no spreadsheet takes a text for a formula. Take away that one apostrophe to have the text. A"
    " text with other control characters is 'json: and the text as a JSON string. The columns name and words are for"
    " people; they are not read back."
)
_TYPES: Final[Mapping[str, Mapping[str, Any]]] = {
    "text": {"type": "string"},
    "moment": {"type": "datetime", "format": "default"},
    "number": {"type": "integer"},
    "flag": {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]},
    "value": {"type": "object"},
    "object": {"type": "object"},
    "list": {"type": "array"},
    "json": {"type": "string", "description": "JSON."},
    "people": {"type": "string", "description": "For people; not read back."},
}
_DIALECT: Final = {
    "delimiter": ",",
    "lineTerminator": "\r\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
    "header": True,
}


def descriptor(head: Mapping[str, Any], forms: Mapping[str, Mapping[str, str]], files: Mapping[str, bytes]) -> bytes:
    """The file. ``forms`` has the columns of each table, in order, and ``files`` the bytes of each, by its name."""
    found = {
        "profile": "tabular-data-package",
        "name": "preference-vault-export",
        "title": "Preference Vault export",
        "description": _HOW,
        "created": head["made_at"],
        HEAD: dict(head),
        "resources": [_resource(name, forms, data) for name, data in files.items()],
    }
    return json.dumps(found, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"


def digest(data: bytes) -> str:
    """The ``hash`` of a resource."""
    return f"sha256:{sha256(data).hexdigest()}"


def path_of(name: str) -> str:
    """The file of a table."""
    return f"{name}.csv"


def _resource(name: str, forms: Mapping[str, Mapping[str, str]], data: bytes) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [{"name": column, **_TYPES[form]} for column, form in forms[name].items()],
        "missingValues": [""],
    }
    if name in OWN or name == "settings":
        schema["primaryKey"] = list(OWN.get(name, ("key",)))
    if keys := [
        {"fields": column, "reference": {"resource": other, "fields": OWN[other][0]}}
        for column, other in REFERS.get(name, {}).items()
        if other in forms
    ]:
        schema["foreignKeys"] = keys
    return {
        "name": name,
        "path": path_of(name),
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": digest(data),
        "dialect": _DIALECT,
        "schema": schema,
    }
