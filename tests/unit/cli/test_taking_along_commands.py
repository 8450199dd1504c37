"""Card, export and import by command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.conftest import PASSPHRASE, CommandLine
from vault.portability.locking import lock
from vault.storage.secret import Passphrase


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


def test_card_as_a_page(command: CommandLine, tmp_path: Path) -> None:
    page, paper = tmp_path / "card.html", tmp_path / "card.pdf"
    assert command("card", "clothing.shoe_size", str(page), str(paper)) == 0
    assert command.out.count("card.") == 2
    assert "EU 43" in page.read_text("utf-8")
    assert "Road running" not in page.read_text("utf-8")
    assert "prefers-color-scheme:dark" in page.read_text("utf-8")
    assert paper.read_bytes().startswith(b"%PDF-")
    assert command("card", str(page)) != 0
    assert "card.html is already there. Choose another name." in command.errors
    assert command.json("card", str(tmp_path / "all.html"))["files"] == [str(tmp_path / "all.html")]
    assert "Road running" in (tmp_path / "all.html").read_text("utf-8")
    assert "Insoles" not in (tmp_path / "all.html").read_text("utf-8")


FOR_FILE = "seven copper geese in a row"


def test_export_is_locked_unless_asked(command: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "mine.zip.age"
    command.passphrases = [PASSPHRASE, FOR_FILE, FOR_FILE]
    assert command("export", str(path)) == 0
    assert command.questions == ["Passphrase: ", "Passphrase of the file: ", "The same again: "]
    assert "Choose a passphrase for the file. If you lose it, nobody can help." in command.out
    assert command.out.splitlines()[-1] == "This file is locked. If you lose its passphrase, nobody can open it."
    assert path.read_bytes().startswith(b"age-encryption.org/v1")
    command.folder = tmp_path / "second"
    assert command("create") == 0
    assert command("import", str(path)) == 3  # with the passphrase of the vault
    assert "does not open the file" in command.errors
    command.passphrases = [PASSPHRASE, FOR_FILE]
    assert command("import", str(path)) == 0
    assert len(command.json("list")["preferences"]) == 2


def test_passphrase_of_a_file_is_long_enough_and_typed_twice(command: CommandLine, tmp_path: Path) -> None:
    for typed, said in ((["short"], "8 characters"), ([FOR_FILE, FOR_FILE + "s"], "differ")):
        command.passphrases = [PASSPHRASE, *typed]
        assert command("export", str(tmp_path / "mine.age")) == 7
        assert said in command.errors
    command.from_keyboard, command.questions = False, []
    command.passphrases = [PASSPHRASE, FOR_FILE]
    assert command.json("export", str(tmp_path / "mine.age"))["locked"] is True
    assert len(command.questions) == 2


def test_a_topic_as_a_page(command: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "read.html"
    assert command("export", str(path), "--open", "--form", "page", "--topic", "media", "--without", "wishes") == 0
    page = path.read_text("utf-8")
    assert "Road running" in page
    assert "EU 43" not in page
    assert command("export", str(tmp_path / "a"), "--open", "--topic", "none") == 7
    assert command("export", str(tmp_path / "a"), "--open", "--shop", "none.example") == 7


def test_a_long_page_says_in_which_files_it_is(
    command: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vault.portability.bundle.LETTERS_OF_PAGE", 1500)
    assert command("export", str(tmp_path / "a.html"), "--open", "--form", "page") == 0
    names = sorted(path.name for path in tmp_path.glob("a-*.html"))
    assert names
    assert f"It is long, so it is in {1 + len(names)} files. The last is {names[-1]}" in command.out
    assert command.json("export", str(tmp_path / "b.html"), "--open", "--form", "page")["beside"] == [
        name.replace("a-", "b-") for name in names
    ]


def test_a_folder_is_open_and_says_so(command: CommandLine, tmp_path: Path) -> None:
    assert command("export", str(tmp_path / "out"), "--form", "folder") == 0
    assert command.out.splitlines()[-1] == "This file is not locked. Anyone who gets it can read it."
    assert (tmp_path / "out" / "read_preferences.py").is_file()


def test_export_warns_and_counts(command: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    assert command("export", str(path), "--open", "--form", "json") == 0
    assert "Sealed preferences that stayed behind: 1." in command.out
    assert command.out.splitlines()[-1] == "This file is not locked. Anyone who gets it can read it."
    assert command("export", str(path), "--open") == 7
    assert "mine.json is already there" in command.errors


def test_import_into_a_new_vault(command: CommandLine, tmp_path: Path) -> None:
    found = command.json("export", str(tmp_path / "mine.json"), "--sealed", "--open", "--form", "json")
    assert (found["sealed"], found["left_behind"], found["counts"]["preferences"]) == (True, 0, 3)
    command.folder = tmp_path / "second"
    assert command("create") == 0
    assert command("import", str(tmp_path / "mine.json")) == 0
    assert "Done." in command.out
    assert len(command.json("list")["preferences"]) == 3
    assert command("import", str(tmp_path / "mine.json")) == 7
    assert command.errors.splitlines()[-1] == (
        "Or add what it has more: import FILE --merge. With --yes, nothing is asked."
    )


def test_what_is_wrong_with_a_file_is_said_before_a_vault_that_is_not_empty(
    command: CommandLine, tmp_path: Path
) -> None:
    for name, data, said in (
        ("none.json", None, "none.json is not there"),
        ("broken.json", b'{"format": ', "This copy is damaged or cut off. Use another"),
        ("read.html", b"<html>", "This copy is for reading"),
        ("cut.age", b"age-encryption.org/v1\n-> scrypt", "This locked file is damaged or cut off"),
    ):
        if data is not None:
            (tmp_path / name).write_bytes(data)
        command.questions = []
        assert command("import", str(tmp_path / name)) == 4
        assert command.errors.startswith(said)
        assert command.questions == ["Passphrase: "]


def test_no_passphrase_is_asked_for_a_file_that_cannot_come_in(command: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "mine.age").write_bytes(lock(b"{}", Passphrase(FOR_FILE)))
    assert command("import", str(tmp_path / "mine.age")) == 7
    assert command.questions == ["Passphrase: "]


def test_import_of_another_file_says_so(command: CommandLine, tmp_path: Path) -> None:
    command.folder = tmp_path / "second"
    assert command("create") == 0
    (tmp_path / "other.json").write_text('{"a": 1}', encoding="utf-8")
    assert command("import", str(tmp_path / "other.json")) == 4
    assert command("import", str(tmp_path / "none.json")) == 4


def second_vault(command: CommandLine, tmp_path: Path) -> str:
    """An export of the first vault, and a second one in use that has one preference otherwise."""
    path = tmp_path / "mine.json"
    command("export", str(path), "--form", "json", "--open", "--sealed")
    command.folder = tmp_path / "second"
    command("create")
    command("set", "clothing.shoe_size", "EU 44")
    return str(path)


def test_a_merge_shows_what_differs_and_asks(command: CommandLine, tmp_path: Path) -> None:
    path = second_vault(command, tmp_path)
    command.typed = ["yes", "yes"]
    assert command("import", path, "--merge") == 0
    lines = [" ".join(line.split()) for line in command.out.splitlines()]
    assert "Preferences 2" in lines
    assert "Shoe size EU 44 here EU 43 in the file" in lines
    assert command.questions[-2:] == [
        "Shoe size: type yes to use the one in the file: ",
        "Type yes to take this in: ",
    ]
    assert command("list") == 0
    assert "EU 43" in command.out
    assert command("import", path, "--merge") == 0
    assert command.out == "All of mine.json is in your vault already.\n"


def test_a_merge_that_is_not_confirmed_changes_nothing(command: CommandLine, tmp_path: Path) -> None:
    path = second_vault(command, tmp_path)
    command.typed = ["yes", "no"]
    assert command("import", path, "--merge") == 7
    assert "nothing was taken in" in command.errors
    command.interactive = False
    assert command("import", path, "--merge") == 7
    assert "Add --yes" in command.errors
    assert len(command.json("list")["preferences"]) == 1


def test_a_merge_with_yes_takes_what_is_new_and_changes_nothing(command: CommandLine, tmp_path: Path) -> None:
    path = second_vault(command, tmp_path)
    command.interactive = False
    found = command.json("import", path, "--merge", "--yes")
    assert (found["new"]["preferences"], found["otherwise"], found["taken"]) == (2, ["clothing.shoe_size"], [])
    assert command("list") == 0
    assert "EU 44" in command.out


def test_a_merge_shows_nothing_that_is_sealed(command: CommandLine, tmp_path: Path) -> None:
    path = second_vault(command, tmp_path)
    command("set", "health.foot_health", "flat_feet")
    command.typed = ["no", "no", "yes"]
    assert command("import", path, "--merge") == 0
    assert "sealed, so not shown" in command.out
    assert "nsoles" not in command.out


@pytest.mark.parametrize("form", ["jsonld", "table"])
@pytest.mark.parametrize("locked", [False, True])
def test_each_form_comes_back_and_is_merged(command: CommandLine, tmp_path: Path, form: str, locked: bool) -> None:
    path, asks = tmp_path / "mine", [FOR_FILE] if locked else []
    command.passphrases = [PASSPHRASE, PASSPHRASE, *asks, *asks]
    assert command("export", str(path), "--sealed", "--form", form, *([] if asks else ["--open"])) == 0
    command.folder = tmp_path / "second"
    assert command("create") == 0
    command.passphrases = [PASSPHRASE, *asks]
    assert command("import", str(path)) == 0
    assert len(command.json("list")["preferences"]) == 3
    command("set", "clothing.shoe_size", "EU 44")
    command.typed, command.passphrases = ["yes", "yes"], [PASSPHRASE, *asks]
    assert command("import", str(path), "--merge") == 0
    assert command("list") == 0
    assert "EU 43" in command.out
    command.passphrases = [PASSPHRASE, *asks]
    assert command("import", str(path), "--merge") == 0
    assert command.out == "All of mine is in your vault already.\n"
