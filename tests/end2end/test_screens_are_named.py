"""Every screen as a screen reader finds it over AT-SPI: no control without a name, in either language."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end2end.accessible import FOCUSABLE, Reader, Thing, open_reader
from tests.end2end.screen import open_screen, wait_for
from tests.end2end.shown_screens import NAME

CONTROLS = frozenset(
    {
        "push button",
        "toggle button",
        "check box",
        "radio button",
        "combo box",
        "text",
        "password text",
        "link",
        "list",
        "list item",
        "table",
        "cell",
        "row header",
        "column header",
        "menu",
        "menu item",
        "page tab",
        "slider",
        "spin button",
        "scroll bar",
        "progress bar",
        "dialog",
    }
)
VALUE_FOR_NAME = "combo box"
"""Of these Qt tells the value for the name, so that a name has to come some other way too."""
PARTS = "00-parts"
"""The page of all parts is for who works on them; nobody else comes there."""
SCREENS = 100
"""Screens and states at least, so that none is lost unseen."""


def unnamed(reader: Reader, things: list[Thing]) -> list[str]:
    """Where a control has no name: what it is in, from the window down, and its role."""
    without = [each for each in things if _is_control(each) and not each.name.strip()]
    lists = [each for each in things if each.role == VALUE_FOR_NAME]
    without += [each for each, named in zip(lists, reader.labelled(lists), strict=True) if not named]
    return [" / ".join((*each.trail, f"{each.role} {each.name!r}")) for each in without]


def _is_control(thing: Thing) -> bool:
    return thing.role in CONTROLS or thing.has(FOCUSABLE)


def screens(shown: subprocess.Popen[str], reader: Reader) -> Iterator[tuple[str, list[Thing]]]:
    """Each screen by its name, with all that is on it."""
    assert shown.stdin is not None
    assert shown.stdout is not None
    while name := shown.stdout.readline().strip():
        yield name, wait_for(name, lambda: list(reader.seen(NAME)))
        print(file=shown.stdin, flush=True)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_no_control_of_any_screen_is_without_a_name(tmp_path: Path, language: str) -> None:
    command = [sys.executable, "-m", "tests.end2end.shown_screens", language]
    looked, without = 0, {}
    with (
        open_screen(tmp_path) as screen,
        open_reader(screen) as reader,
        subprocess.Popen(
            command,
            env=screen.environment,
            cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as shown,
    ):
        for name, things in screens(shown, reader):
            assert any(_is_control(each) for each in things), name
            looked += 1
            if name != PARTS and (found := unnamed(reader, things)):
                without[name] = found
    assert shown.returncode == 0
    assert looked >= SCREENS
    assert without == {}
