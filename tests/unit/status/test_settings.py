from __future__ import annotations

from pathlib import Path

import pytest

from vault.core.errors import PolicyError
from vault.status.settings import MAX_SETTINGS, Settings, read_settings


def read(folder: Path, text: str) -> Settings:
    path = folder / "status.toml"
    path.write_text(text, encoding="utf-8")
    return read_settings(path)


def test_a_name_is_enough(tmp_path: Path) -> None:
    found = read(tmp_path, '[host]\nname = "status.example"\n')
    assert found == Settings("status.example", tmp_path / "status.db", 300, 90, 200, 1200, 200_000)
    assert found.uri(7) == "https://status.example/lists/7"


def test_every_member(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        '[host]\nname = "status.example"\nstore = "a/b.db"\nttl = 60\nrotate_days = 30\n'
        "[limits]\nplaces_an_hour = 1\nstops_an_hour = 2\nall_places_an_hour = 3\n",
    )
    assert found == Settings("status.example", tmp_path / "a/b.db", 60, 30, 1, 2, 3)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "policy_member_missing"),
        ("[host]\n", "policy_member_missing"),
        ("[host]\nname = 1", "policy_member_wrong"),
        ("[host]\nname = ''", "policy_member_wrong"),
        ("[host]\nname = 'localhost'", "policy_member_wrong"),
        ("[host]\nname = '127.0.0.1'", "policy_member_wrong"),
        ("[host]\nname = 'status.example'\nttl = 9", "policy_member_wrong"),
        ("[host]\nname = 'status.example'\nttl = 86401", "policy_member_wrong"),
        ("[host]\nname = 'status.example'\nttl = true", "policy_member_wrong"),
        ("[host]\nname = 'status.example'\nrotate_days = 1", "policy_member_wrong"),
        ("[host]\nname = 'status.example'\nmore = 1", "policy_member_unknown"),
        ("more = 1\n[host]\nname = 'status.example'", "policy_member_unknown"),
        ("limits = 1\n[host]\nname = 'status.example'", "policy_member_wrong"),
        ("[host]\nname = 'status.example'\n[limits]\nplaces_an_hour = 0", "policy_member_wrong"),
        ("[host]\nname = 'status.example'\n[limits]\nmore = 1", "policy_member_unknown"),
        ("[host", "policy_malformed"),
        ("#" * (MAX_SETTINGS + 1), "policy_malformed"),
    ],
)
def test_settings_that_cannot_be_used(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(PolicyError) as refusal:
        read(tmp_path, text)
    assert refusal.value.code == code


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(PolicyError) as refusal:
        read_settings(tmp_path / "nothing.toml")
    assert refusal.value.code == "policy_unreadable"
