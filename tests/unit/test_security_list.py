"""SECURITY.md promises nothing without a test that is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "SECURITY.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TEXT)))


@pytest.mark.parametrize(("path", "name"), NAMED)
def test_a_test_that_is_named_is_there(path: str, name: str) -> None:
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    assert name in {each.name for each in tree.body if isinstance(each, ast.FunctionDef)}


def test_each_promise_names_a_test() -> None:
    listed = TEXT.partition("## What must hold\n")[2].partition("\n## ")[0]
    promises = re.split(r"^\d+\. ", listed, flags=re.MULTILINE)[1:]
    assert len(promises) == 31
    assert [promise for promise in promises if "::test_" not in promise] == []


def test_every_path_that_is_named_is_there() -> None:
    assert [path for path in re.findall(r"`(tests/[\w/.]+?)(?:::\w+)?`", TEXT) if not (ROOT / path).exists()] == []
