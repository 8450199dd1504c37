from __future__ import annotations

import stat
from pathlib import Path

import pytest

from vault.status.command_line import main
from vault.status.service import open_host_at


def settings_file(folder: Path) -> Path:
    path = folder / "status.toml"
    path.write_text('[host]\nname = "status.example"\n', encoding="utf-8")
    return path


@pytest.mark.parametrize("language", ["en", "nl"])
def test_settings_that_are_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str) -> None:
    assert main(["--language", language, "serve", "--settings", str(tmp_path / "nothing.toml")]) == 7
    assert "nothing.toml" in capsys.readouterr().err


def test_a_database_that_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "status.db").write_bytes(b"not a database, but long enough to look at" * 10)
    assert main(["serve", "--settings", str(settings_file(tmp_path))]) == 4
    assert "status.db" in capsys.readouterr().err


def test_a_folder_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = settings_file(tmp_path)
    path.write_text('[host]\nname = "status.example"\nstore = "no/status.db"\n', encoding="utf-8")
    assert main(["serve", "--settings", str(path)]) == 4
    assert capsys.readouterr().err


@pytest.mark.parametrize("listen", ["8710", ":8710", "127.0.0.1:x", "127.0.0.1:65536"])
def test_an_address_that_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str], listen: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["serve", "--settings", str(settings_file(tmp_path)), "--listen", listen])
    assert ended.value.code == 2
    assert listen in capsys.readouterr().err


def test_only_its_owner_reads_the_database(tmp_path: Path) -> None:
    open_host_at(settings_file(tmp_path)).store.close()
    assert stat.S_IMODE((tmp_path / "status.db").stat().st_mode) == 0o600
