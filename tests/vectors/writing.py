"""How the scripts in this folder write their cases: a JSON list, one case an entry."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def path_of(name: str) -> Path:
    """Where the cases of this name are."""
    return Path(__file__).with_name(f"{name}.json")


def as_text(cases: list[dict[str, Any]]) -> str:
    """The file's content."""
    return json.dumps(cases, ensure_ascii=True, indent=1) + "\n"


def read(name: str) -> list[dict[str, Any]]:
    """The cases of this name."""
    found: list[dict[str, Any]] = json.loads(path_of(name).read_text(encoding="utf-8"))
    return found
