"""``preference-vault demo``: what it tells a person to do next."""

from __future__ import annotations

import io
import shlex
from pathlib import Path

import pytest

import vault.__main__ as programs
from vault.demo.program import main
from vault.net.testing_shops import read_test_shops


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_window_takes_what_the_open_shop_says(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, language: str
) -> None:
    taken: list[str] = []
    monkeypatch.setattr("sys.stdin", io.StringIO())
    folder = tmp_path / "my shop"
    assert main(["--shop", "--folder", str(folder), "--language", language]) == 0
    said, link = capsys.readouterr().out.splitlines()
    command = shlex.split(said[said.index("preference-vault") :])
    monkeypatch.setattr("sys.argv", command)
    monkeypatch.setattr(programs, "_window", lambda arguments: taken.extend(arguments) or 0)
    assert programs.main() == 0
    assert link.startswith(programs.LINK_SCHEMES)

    from vault.desktop.app import _arguments

    listed = _arguments(taken).test_shops
    assert listed == folder / "shop" / "test-shops.toml"
    assert read_test_shops(listed).of("schoenenhuis.example") is not None
