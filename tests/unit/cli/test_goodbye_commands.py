"""``goodbye`` as typed: clear questions, nothing decided unasked, left and gone on with, and at last nothing left."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.unit.cli.conftest import PASSPHRASE, CommandLine
from tests.unit.customer.asking import SHOE
from vault.cli.exit_codes import DONE, NOT_POSSIBLE, NOT_REACHED
from vault.customer.taking_along import needs_passphrase

LINK = "openid4vp://?client_id=x509_san_dns%3Aschoenenhuis.example"
HOST = "schoenenhuis.example"


@pytest.fixture
def shared(command: CommandLine) -> CommandLine:
    command.request, command.typed = command.shop.ask(SHOE), ["yes"]
    assert command("share", LINK, "--item", "shoe_size=range") == DONE
    command.typed = []
    return command


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    return tmp_path / "papers"


def test_a_question_at_a_time_to_the_end(shared: CommandLine, papers: Path) -> None:
    shared.typed = [str(papers), "copy", "yes", "yes", "vault"]
    assert shared("goodbye") == DONE
    assert shared.questions[-8:] == [
        "Folder for your copy and papers: ",
        "Do you want a copy to take along? Type copy, or without a copy: ",
        "Does what is sealed come along? Else it is lost. Type yes or no: ",
        "Passphrase, once more: ",
        "Passphrase of the file: ",
        "The same again: ",
        "Type yes to stop: ",
        "Type the vault's name to delete it: ",
    ]
    assert f"This stops all sharing with: {HOST}." in shared.out
    assert f"{HOST}: Stopped. The shop confirmed that all is deleted." in shared.out
    assert shared.out.splitlines()[-3] == "Your vault is deleted. The keys that open it were wiped first. Goodbye."
    assert not shared.folder.exists()
    assert {each.name for each in papers.iterdir()} == {
        "vault-copy.zip.age", "goodbye.pdf", "goodbye.txt", f"proof-{HOST}.txt",
    }  # fmt: skip
    assert not shared.shop.holds


def test_the_copy_is_locked_unless_it_shall_be_open(shared: CommandLine, papers: Path, tmp_path: Path) -> None:
    lock = "four loose words together"
    shared.passphrases = [PASSPHRASE, lock, "another one of five words"]
    assert shared("goodbye", str(papers), "--without-sealed", "--stop", "--rest", "wait") == NOT_POSSIBLE
    assert list(papers.iterdir()) == []
    shared.passphrases = [PASSPHRASE, lock, lock]
    shared.typed = ["not this name"]
    shared("goodbye", "--without-sealed", "--stop")
    copy = papers / "vault-copy.zip.age"
    assert needs_passphrase(copy)
    assert "This file is locked. If you lose its passphrase, nobody can open it." in shared.out
    other = CommandLine(tmp_path / "other", shared.clock, shared.shop)
    assert other("create") == DONE
    other.passphrases = [PASSPHRASE, lock]
    assert other("import", str(copy)) == DONE
    assert "EU 43" in _said(other)
    shared.typed = ["not this name"]
    shared("goodbye", str(tmp_path / "in-the-open"), "--stay")
    shared("goodbye", str(tmp_path / "in-the-open"), "--without-sealed", "--open", "--stop")
    assert zipfile.is_zipfile(tmp_path / "in-the-open" / "vault-copy.zip")
    assert "This file is not locked. Anyone who gets it can read it." in shared.out


def _said(command: CommandLine) -> str:
    assert command("list") == DONE
    return command.out


def test_it_can_be_left_at_every_question_and_goes_on_there(shared: CommandLine, papers: Path) -> None:
    answers = ([str(papers)], ["copy"], ["copy", "no"], ["yes"])
    for typed in answers:
        shared.typed = list(typed)
        assert shared("goodbye") == NOT_POSSIBLE  # the next question had no answer
        assert shared.folder.exists()
    shared.typed = ["wrong"]
    assert shared("goodbye") == NOT_POSSIBLE
    assert shared.errors == "You did not type the vault's name, so nothing was deleted.\n"
    shared.typed = ["vault"]
    assert shared("goodbye") == DONE
    assert not shared.folder.exists()


def test_another_word_decides_nothing(shared: CommandLine, papers: Path) -> None:
    shared.typed = [str(papers), "perhaps"]
    assert shared("goodbye") == NOT_POSSIBLE
    assert shared.errors == "That was none of the answers, so nothing was done.\n"
    assert list(papers.iterdir()) == []
    assert shared.json("goodbye", "--show")["next"] == "copy"
    shared.typed = ["without a copy", "no"]
    assert shared("goodbye") == NOT_POSSIBLE
    assert shared.shop.holds
    assert shared.json("goodbye", "--show")["copy"] == {"file": None, "state": "unwanted"}


@pytest.mark.parametrize("language", ["en", "nl"])
def test_who_waits_for_a_shop_comes_back_later(shared: CommandLine, papers: Path, language: str) -> None:
    shared.language, shared.shop.mood = language, "down"
    wait, letters = {"en": ("wait", "letters"), "nl": ("wachten", "brieven")}[language]
    shared.typed = [wait]
    assert shared("goodbye", str(papers), "--without-sealed", "--stop") == NOT_REACHED
    assert shared.out.splitlines()[-1].endswith("preference-vault goodbye")
    assert shared.folder.exists()
    shared.typed = [letters, "Noor de Wit", "noor@example.org", "vault"]
    assert shared("goodbye") == DONE
    assert {each.suffix for each in papers.iterdir() if each.name.startswith("letter")} == {".pdf"}
    assert not shared.folder.exists()


def test_a_script_says_it_all_beforehand(shared: CommandLine, papers: Path) -> None:
    shared.interactive, shared.shop.mood = False, "down"
    assert shared("goodbye", str(papers)) == NOT_POSSIBLE
    assert shared.errors == "Nobody is there to answer. Say it with --sealed.\n"
    assert shared("goodbye", "--sealed") == NOT_POSSIBLE
    assert shared.errors == "Nobody is there to answer. Say it with --stop.\n"
    assert shared("goodbye", "--stop", "--rest", "leave") == NOT_POSSIBLE
    assert shared.errors == "Nobody is there to answer. Say it with --yes.\n"
    found = shared.json("goodbye", "--yes")
    assert (found["deleted"], found["left"]) == (str(shared.folder), [])
    assert [(each["host"], each["state"], each["letter"]) for each in found["shops"]] == [(HOST, "untold", None)]
    assert not shared.folder.exists()


def test_a_wrong_passphrase_takes_nothing_sealed_along(shared: CommandLine, papers: Path) -> None:
    shared.passphrases = [PASSPHRASE, "another one of five words"]
    assert shared("goodbye", str(papers), "--sealed") != DONE
    assert list(papers.iterdir()) == []


def test_who_stays_keeps_the_vault(shared: CommandLine, papers: Path) -> None:
    shared.typed = ["wait"]
    shared.shop.mood = "down"
    assert shared("goodbye", str(papers), "--without-copy", "--stop") == NOT_REACHED
    assert shared("goodbye", "--stay") == DONE
    assert shared.json("goodbye", "--show")["next"] == "begin"
    assert shared.folder.exists()


def test_what_is_somebody_elses_in_the_folder_stays(shared: CommandLine, papers: Path) -> None:
    (shared.folder / "photo.jpg").write_text("mine", "utf-8")
    shared.typed = ["vault"]
    assert shared("goodbye", str(papers), "--without-copy", "--stop") == DONE
    assert "photo.jpg" in shared.out
    assert [each.name for each in shared.folder.iterdir()] == ["photo.jpg"]
