"""``wish export`` and ``people export`` as typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.conftest import CommandLine
from vault.cli.exit_codes import DONE, NOT_POSSIBLE


@pytest.fixture
def kept(command: CommandLine) -> CommandLine:
    for typed in (
        ("people", "add", "Lou"),
        ("people", "set", "Lou", "clothing.shoe_size", "EU 38"),
        ("wish", "add", "A scarf", "--price", "from_25"),
        ("wish", "add", "A puzzle", "--for", "Lou"),
    ):
        assert command(*typed) == DONE
    return command


def test_a_wish_list_as_a_page(kept: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "wishes.html"
    assert kept("wish", "export", str(path)) == DONE
    assert kept.out == "Saved as wishes.html. It is not locked. Anyone who gets it can read it.\n"
    page = path.read_text("utf-8")
    assert "A scarf" in page
    assert "€" not in page
    assert "puzzle" not in page
    more = tmp_path / "more.txt"
    assert kept("wish", "export", str(more), "--with", "lou", "--prices") == DONE
    assert "EU 38" in more.read_text("utf-8")
    assert "€25 to €50" in more.read_text("utf-8")
    assert kept("wish", "export", str(path)) == NOT_POSSIBLE


def test_people_as_a_page(kept: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "people.txt"
    assert kept.json("people", "export", str(path))["parts"] == ["Lou"]
    assert "puzzle" not in path.read_text("utf-8")
    assert kept.json("people", "export", str(tmp_path / "b.txt"), "Lou", "--ideas", "--wishes")["parts"] == [
        "Wish list",
        "Lou",
    ]
    assert kept("people", "export", str(tmp_path / "c.txt"), "Nobody") == NOT_POSSIBLE
