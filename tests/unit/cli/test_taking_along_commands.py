"""Card, export and import by command."""

from __future__ import annotations

from pathlib import Path

from tests.unit.cli.conftest import CommandLine


def test_card(command: CommandLine) -> None:
    assert command("card") == 0
    assert command.out.splitlines() == [
        "Shoe size: EU 43",
        "Sports:    Road running",
        "",
        "What you paste or show cannot be taken back.",
    ]
    assert command("card", "clothing.shoe_size", "--precision", "category") == 0
    assert "43" not in command.out


def test_card_shows_sealed_only_after_a_second_passphrase(command: CommandLine) -> None:
    assert command("card", "health.foot_health") == 7
    assert len(command.questions) == 1
    assert command("card", "health.foot_health", "--sealed") == 0
    assert len(command.questions) == 3
    assert "Foot health" in command.json("card", "--sealed", "--topic", "health")["card"]


def test_export_warns_and_counts(command: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    assert command("export", str(path)) == 0
    assert "Sealed preferences that stayed behind: 1." in command.out
    assert command.out.splitlines()[-1] == "This file is not locked. Anyone who gets it can read it."
    assert command("export", str(path)) == 7
    assert "mine.json is already there" in command.errors


def test_import_into_a_new_vault(command: CommandLine, tmp_path: Path) -> None:
    found = command.json("export", str(tmp_path / "mine.json"), "--sealed")
    assert (found["sealed"], found["left_behind"], found["counts"]["preferences"]) == (True, 0, 3)
    command.folder = tmp_path / "second"
    assert command("create") == 0
    assert command("import", str(tmp_path / "mine.json")) == 0
    assert "Done." in command.out
    assert len(command.json("list")["preferences"]) == 3
    assert command("import", str(tmp_path / "mine.json")) == 7
    assert command("import", str(tmp_path / "none.json")) == 7


def test_import_of_another_file_says_so(command: CommandLine, tmp_path: Path) -> None:
    command.folder = tmp_path / "second"
    assert command("create") == 0
    (tmp_path / "other.json").write_text('{"a": 1}', encoding="utf-8")
    assert command("import", str(tmp_path / "other.json")) == 4
    assert command("import", str(tmp_path / "none.json")) == 4
