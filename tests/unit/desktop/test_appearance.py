"""The file of how the window looks: kept whole, private, and never a reason not to start."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.desktop.appearance import (
    LANGUAGES,
    MAX_FILE_BYTES,
    SCALES,
    THEMES,
    Appearance,
    keep_appearance,
    read_appearance,
)

LOOKS = st.builds(
    Appearance, st.sampled_from([None, *LANGUAGES]), st.sampled_from(THEMES), st.sampled_from(sorted(SCALES))
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("config")


@given(LOOKS)
def test_what_is_kept_is_read(folder: Path, chosen: Appearance) -> None:
    keep_appearance(folder / "appearance.json", chosen)
    assert read_appearance(folder / "appearance.json") == chosen


@given(st.binary(max_size=200) | st.recursive(st.none() | st.text() | st.integers(), st.lists).map(json.dumps))
def test_a_file_of_something_else_counts_as_none(folder: Path, content: bytes | str) -> None:
    (folder / "other.json").write_bytes(content if isinstance(content, bytes) else content.encode())
    assert read_appearance(folder / "other.json") == Appearance()


@pytest.mark.parametrize("odd", [None, 1, True, "pink", ["dark"], {"theme": "dark"}])
def test_one_odd_choice_leaves_the_others(tmp_path: Path, odd: object) -> None:
    path = tmp_path / "appearance.json"
    path.write_text(json.dumps({"format": 1, "language": "nl", "theme": odd, "text_size": "large"}))
    assert read_appearance(path) == Appearance("nl", "system", "large")
    path.write_text(json.dumps({"format": 1, "language": odd, "theme": "dark", "text_size": odd}))
    assert read_appearance(path) == Appearance(None, "dark", "normal")


def test_a_file_of_a_later_format_is_not_guessed_at(tmp_path: Path) -> None:
    path = tmp_path / "appearance.json"
    path.write_text(json.dumps({"format": 2, "theme": "dark"}))
    assert read_appearance(path) == Appearance()


def test_nothing_there_a_folder_a_pipe_and_a_huge_file_count_as_none(tmp_path: Path) -> None:
    assert read_appearance(tmp_path / "missing" / "appearance.json") == Appearance()
    assert read_appearance(tmp_path) == Appearance()
    os.mkfifo(tmp_path / "pipe")
    assert read_appearance(tmp_path / "pipe") == Appearance()
    (tmp_path / "huge").write_text('{"format": 1, "theme": "dark"' + " " * MAX_FILE_BYTES + "}")
    assert read_appearance(tmp_path / "huge") == Appearance()


def test_it_is_the_users_alone_whatever_the_umask(tmp_path: Path) -> None:
    path = tmp_path / "config" / "appearance.json"
    before = os.umask(0)
    try:
        keep_appearance(path, Appearance(theme="dark"))
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["appearance.json"]


def test_a_link_in_its_place_goes_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.write_text("mine")
    for name in ("appearance.json", ".appearance.json.new"):
        (tmp_path / name).symlink_to(mine)
    keep_appearance(tmp_path / "appearance.json", Appearance("nl"))
    assert mine.read_text() == "mine"
    assert read_appearance(tmp_path / "appearance.json") == Appearance("nl")


def test_a_disk_that_refuses_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    keep_appearance(tmp_path / "taken" / "appearance.json", Appearance("nl"))
    assert (tmp_path / "taken").read_text() == ""


def test_scales() -> None:
    assert [Appearance(text_size=size).scale for size in ("normal", "large", "largest")] == [1.0, 1.15, 1.3]
