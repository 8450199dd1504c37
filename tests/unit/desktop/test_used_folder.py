"""Which vault the window opens where none is named: the same as the command line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from platformdirs import user_config_path, user_data_path

from tests.unit.storage.whole_vault import fill
from vault.core.errors import StorageError
from vault.customer.vault_places import Places
from vault.customer.vaults import find_vault, use_vault
from vault.desktop.app import config_folder, data_folder, used_folder


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return Places.at(
        user_data_path("preference-vault", appauthor=False), user_config_path("preference-vault", appauthor=False)
    )


def test_the_first_without_a_list(places: Places) -> None:
    assert used_folder() == places.first


def test_the_one_that_the_list_names(places: Places) -> None:
    fill(places.first)
    second = fill(places.vaults / "second").path
    use_vault(places, find_vault(places, "second", os.urandom))
    assert used_folder() == second


def test_a_damaged_list_is_said(places: Places) -> None:
    places.list.parent.mkdir(parents=True)
    places.list.write_bytes(b"{")
    with pytest.raises(StorageError, match="vault_list_damaged"):
        used_folder()


def test_folders_are_those_of_the_command_line(places: Places) -> None:
    assert data_folder() == user_data_path("preference-vault", appauthor=False)
    assert config_folder() == user_config_path("preference-vault", appauthor=False)


@pytest.mark.parametrize("value", [None, ""])
def test_folders_are_those_of_the_command_line_in_a_usual_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)
    assert data_folder() == user_data_path("preference-vault", appauthor=False)
    assert config_folder() == user_config_path("preference-vault", appauthor=False)
