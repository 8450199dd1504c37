"""Settings as the text of ``preferences.toml``: what :func:`vault.shop.policy.read_policy` reads, and a person too."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

Settings = Mapping[str, Any]
"""The file's members by table, as ``tomllib`` gives them."""

_TABLES = ("shop", "controller", "keys", "terms")
_LISTS = ("items", "recipients", "transfers")


def settings_text(settings: Settings, comments: Sequence[str] = ()) -> str:
    """The file: ``comments`` first, a line each, then the tables in the order of the documentation."""
    blocks = ["\n".join(f"# {comment}" for comment in comments)] if comments else []
    for name in _TABLES:
        blocks.append("\n".join([f"[{name}]", *_members(settings[name])]))
    for name in _LISTS:
        blocks += ["\n".join([f"[[{name}]]", *_members(each)]) for each in settings.get(name, ())]
    return "\n\n".join(blocks) + "\n"


def _members(table: Mapping[str, Any]) -> list[str]:
    return [f"{name} = {_value(member)}" for name, member in table.items()]


def _value(member: Any) -> str:
    match member:
        case bool():
            return "true" if member else "false"
        case int():
            return str(member)
        case list() | tuple():
            return f"[{', '.join(_value(each) for each in member)}]"
        case Mapping():
            return f"{{ {', '.join(f'{name} = {_value(each)}' for name, each in member.items())} }}"
    return _text(str(member))


def _text(text: str) -> str:
    """A basic string (TOML 1.0): JSON's escapes are among TOML's, which wants DEL escaped as well."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
