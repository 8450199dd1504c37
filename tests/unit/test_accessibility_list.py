"""The accessibility list in CONTRIBUTING.md names tests that are there, and says of each point how it is met."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
LISTED = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("## Accessibility\n")[2].partition("\n## ")[0]
ROWS = [line.strip("|").split("|") for line in LISTED.splitlines() if re.match(r"\| (\d|EN )", line)]


def test_every_point_says_how_it_is_met_and_what_shows_it() -> None:
    assert len(ROWS) > 25
    for row in ROWS:
        assert len(row) == 3, row
        assert all(part.strip() for part in row), row
        assert "`" in row[2] or "by hand" in row[2], row


def test_every_test_that_is_named_is_there() -> None:
    named = set(re.findall(r"`(?:tests/[\w/]+/)?test_\w+\.py`", LISTED))
    assert len(named) > 15
    for name in named:
        path = name.strip("`")
        assert (ROOT / (path if "/" in path else f"tests/unit/desktop/{path}")).is_file(), name
