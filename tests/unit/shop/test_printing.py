"""No command prints a letter that acts on the terminal, whoever wrote it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.shop.example import POLICY_FILE, shop_folder
from vault.core.clock import SystemClock
from vault.core.plain_text import is_plain
from vault.demo.authority import ThrowAwayAuthority
from vault.shop.command_line import main
from vault.shop.printing import complain, json_text, say

NAME = "a\x1b[2Jb\x9b31mc\u202ed\ne"
"""It clears the screen, colours what follows, turns the line and begins another."""
SHOWN = "a?[2Jb?31mc?d?e"


def test_a_line_stays_one_and_acts_on_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    say(NAME, "fine")
    complain(NAME)
    shown = capsys.readouterr()
    assert shown.out == f"{SHOWN}\nfine\n"
    assert shown.err == f"{SHOWN}\n"


@given(st.dictionaries(st.text(st.characters()), st.text(st.characters())))
def test_json_for_a_screen_is_the_same_data(found: dict[str, str]) -> None:
    text = json_text(found)
    assert json.loads(text) == json.loads(json.dumps(found))
    assert all(is_plain(each) for line in text.split("\n") for each in line)
    assert text.splitlines() == text.split("\n")


@pytest.mark.parametrize(
    "words",
    [
        ["check"],
        ["receipt", "check"],
        ["lint"],
        ["proof", "check"],
        ["counter", "read"],
        ["counter", "file"],
        ["import"],
        ["import", "--csv"],
    ],
    ids=" ".join,
)
def test_the_name_of_a_file(words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / f"{NAME}.prefrequest"
    needs_shop = words[0] in {"counter", "import"}
    policy = shop_folder(tmp_path, ThrowAwayAuthority(SystemClock().now())) if needs_shop else POLICY_FILE
    if words != ["counter", "file"]:
        file.write_bytes(b"\xff\xfe nothing that is known")
    main([*words, str(file), *(["--policy", str(policy)] if needs_shop else [])])
    shown = capsys.readouterr()
    assert shown.out + shown.err
    assert all(is_plain(each) for line in (shown.out + shown.err).split("\n") for each in line)
