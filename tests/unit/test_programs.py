"""``python -m vault`` knows the programs, and says in one line which extra is missing."""

from __future__ import annotations

import sys

import pytest

import vault.__main__ as programs


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setattr(sys, "argv", ["preference-vault", "list"])


def without(monkeypatch: pytest.MonkeyPatch, library: str, *modules: str) -> None:
    """Make a library impossible to import, and what needs it not imported yet."""
    for name in list(sys.modules):
        if name.startswith(modules):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)


@pytest.mark.parametrize("language", ["C", "nl_NL.UTF-8"])
def test_missing_extra_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    without(monkeypatch, "platformdirs", "vault.cli.main")
    monkeypatch.setenv("LC_ALL", language)
    assert programs.main() == 8
    (line,) = capsys.readouterr().err.splitlines()
    assert "platformdirs" in line
    assert "preference-vault[customer]" in line


def test_missing_extra_of_the_shop(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    without(monkeypatch, "sqlalchemy", "vault.shop")
    assert programs.shop_main() == 8
    assert "preference-vault[shop]" in capsys.readouterr().err


def test_missing_extra_of_the_status_host(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    without(monkeypatch, "sqlalchemy", "vault.status")
    assert programs.status_main() == 8
    assert "preference-vault[status]" in capsys.readouterr().err


def test_missing_module_of_our_own_is_a_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, "vault.cli.arguments", "vault.cli.main")
    with pytest.raises(ModuleNotFoundError):
        programs.main()


def test_demo_is_handed_to_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["preference-vault", "demo", "--help"])
    with pytest.raises(SystemExit) as ended:
        programs.main()
    assert ended.value.code == 0


def test_without_a_screen_the_command_line_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(sys, "argv", ["preference-vault"])
    assert programs.main() == 8
    (line,) = capsys.readouterr().err.splitlines()
    assert "preference-vault --help" in line
