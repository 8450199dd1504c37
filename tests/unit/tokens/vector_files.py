"""Reads the vector files for the tests of this folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from vault.core.errors import TokenError

FOLDER = Path(__file__).parents[2] / "vectors"


def vectors(name: str) -> list[Any]:
    """The cases of one file, as parameters named after them."""
    found = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["name"]) for case in found]


def assert_refused(problem: TokenError, case: dict[str, Any]) -> None:
    """The refusal is the one that the vector names."""
    assert problem.code == case["reason"]
    assert problem.facts.get("claim") == case.get("claim")
