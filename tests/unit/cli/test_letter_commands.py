"""Letters by command."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from tests.unit.cli.conftest import CommandLine
from tests.unit.customer.asking import FEET, SHOE

LINK = "openid4vp://?client_id=x509_san_dns%3Aschoenenhuis.example"
HOST = "schoenenhuis.example"
WRITE = (
    "letter",
    "write",
    "access",
    "--to",
    "Bakkerij Voorbeeld",
    "--name",
    "Noor de Vries",
    "--reply",
    "noor@example.org",
)


@pytest.mark.parametrize(
    ("language", "words"), [("en", "The shop corrects what is wrong."), ("nl", "De winkel verbetert wat niet klopt.")]
)
def test_kinds_need_no_vault(no_vault: CommandLine, language: str, words: str) -> None:
    no_vault.language = language
    assert no_vault("letter", "kinds") == 0
    assert words in no_vault.out
    assert "own_situation" in no_vault.out


def test_a_letter_from_writing_to_an_answer(command: CommandLine) -> None:
    assert command("letter", "list") == 0
    assert command.out == "No letters found.\n"
    assert command(*WRITE, "--contact", "privacy@bakkerij.example") == 0
    assert "Subject: Request for access to my personal data (Article 15 GDPR)" in command.out
    assert command.out.endswith("This is letter 1. Sent it? Type: preference-vault letter sent 1\n")
    assert command("letter", "sent", "1", "--on", "2026-05-12", "--how", "mail") == 0
    assert command.out == (
        "1. See what the shop has: Bakkerij Voorbeeld\n   Answer due by 12 June 2026.\n"
        "   2026-05-12: you sent it by e-mail\n"
    )
    assert command("letter", "answer", "1", "refused", "--note", "They say no.") == 0
    assert command.out == (
        "1. See what the shop has: Bakkerij Voorbeeld\n   Refused on 12 May 2026: you can complain.\n"
        "   2026-05-12: you sent it by e-mail\n"
        "   2026-05-12: the shop said no\n     They say no.\n"
    )
    assert command("letter", "court", "1") == 0
    assert "by 23 June 2026" in command.out
    assert command("letter", "complain", "1", "--reason", "They should.") == 0
    assert "Autoriteit Persoonsgegevens" in command.out
    assert "Attachment 1" in command.out
    found = command.json("letter", "list")["letters"]
    assert [(each["number"], each["kind"], each["state"]) for each in found] == [
        (1, "access", "refused"),
        (2, "complaint", "draft"),
    ]
    assert found[0]["court_until"] == "2026-06-23"
    assert command("letter", "remove", "2") == 0
    assert command("letter", "list") == 0
    assert "Public holidays" in command.out


def test_the_sender_is_asked_once(command: CommandLine) -> None:
    command.typed = ["Noor de Vries", "noor@example.org", "Bakkerij Voorbeeld"]
    assert command("letter", "write", "portability", "--in", "nl") == 0
    assert "Betreft: Verzoek om overdracht van mijn persoonsgegevens" in command.out
    command.typed = ["Boekhoek"]
    assert command("letter", "write", "objection") == 0
    assert "Noor de Vries" in command.out
    assert "direct marketing" in command.out


def test_values_are_typed_and_never_given_in_the_command(command: CommandLine) -> None:
    command.typed = ["EU 42", "EU 43", "", ""]
    arguments = ("letter", "write", "rectification", *WRITE[3:], "--correct", "Shoe size", "--correct", "Address")
    assert command(*arguments) == 0
    assert "- Shoe size: you have “EU 42”. It should be “EU 43”." in command.out
    assert "- Address: what you have is not right." in command.out
    command.typed = ["No invoice for me.", "I work in shifts."]
    assert command("letter", "write", "human_decision", *WRITE[3:]) == 0
    assert command("letter", "write", "objection", *WRITE[3:], "--ground", "own_situation") == 0
    assert "I work in shifts." in command.out
    command.typed = ["A court said so."]
    assert command("letter", "write", "erasure", *WRITE[3:], "--ground", "legal_duty") == 0
    assert "In my own words:\n\nA court said so." in command.out


def test_where_data_goes_and_which_decision_it_was(command: CommandLine) -> None:
    to_another = ("--other", "Boekhoek", "--other-at", "data@boekhoek.example")
    assert command("letter", "write", "portability", *WRITE[3:], *to_another) == 0
    assert "The address there is: data@boekhoek.example." in " ".join(command.out.split())
    decided = ("--decision", "No invoice.", "--reference", "number 77")
    assert command("letter", "write", "human_decision", *WRITE[3:], *decided) == 0
    assert "Date or reference of the decision: number 77" in command.out


def test_a_letter_in_a_file_or_as_a_link(command: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    assert command(*WRITE, "--file", str(path)) == 0
    assert "The letter is in letter.pdf." in command.out
    assert "not locked" in command.out
    assert path.read_bytes().startswith(b"%PDF")
    assert path.stat().st_mode & 0o777 == 0o600
    assert command("letter", "show", "1", "--file", str(path)) == 7
    assert command("letter", "show", "1", "--file", str(tmp_path / "letter.txt")) == 0
    assert "Dear Sir or Madam" in (tmp_path / "letter.txt").read_text("utf-8")
    assert command("letter", "show", "1", "--mail") == 0
    assert command.out.startswith("mailto:?subject=Request%20for%20access")
    assert "attach it" in command.out


def test_a_reminder_when_it_is_late(command: CommandLine) -> None:
    command(*WRITE)
    command("letter", "sent", "1")
    command.clock.moment += timedelta(days=40)
    assert command("letter", "remind", "1") == 0
    assert "Subject: Reminder: Request for access" in command.out
    assert command("letter", "list", "Bakkerij Voorbeeld") == 0
    assert "No answer in time: you can complain. It was due by 12 June 2026." in command.out
    assert command("letter", "list", "Another") == 0
    assert command.out == "No letters found.\n"
    assert command("letter", "complain", "1", "--authority", "DSB", "--address", "Wien") == 0
    assert "DSB\nWien" in command.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("letter", "show", "3"), "no letter with this number"),
        (("letter", "show", "0"), "no letter with this number"),
        (("letter", "answer", "1", "answered"), "Say first when you sent"),
        (("letter", "sent", "1", "--on", "2027-01-01"), "up to and including today"),
        (("letter", "write", "erasure", *WRITE[3:], "--ground", "unlawful", "--reason", " "), "what happened"),
        (("letter", "write", "erasure", *WRITE[3:], "--ground", "objected", "--reason", " "), "why you object"),
        (("letter", "write", "portability", *WRITE[3:], "--other-at", "data@b.example"), "which shop your data"),
        (("letter", "complain", "1"), "Ask the shop first"),
        (("letter", "court", "1"), "Ask the shop first"),
        (("letter", "remind", "1"), "still has time"),
        (("letter", "write", "restriction", *WRITE[3:]), "Choose why"),
        (("letter", "write", "restriction", *WRITE[3:], "--ground", "contested", "--reason", " "), "what is wrong"),
        (("letter", "write", "access", *WRITE[3:], "--only"), "Choose at least one"),
        (("letter", "write", "access", *WRITE[3:], "--item", "no.such"), "no.such"),
        (("letter", "write", "access", "unknown.example"), "unknown.example"),
        (("letter", "write", "after_stop", "unknown.example", *WRITE[5:]), "unknown.example"),
        (("letter", "write", "after_stop", *WRITE[5:]), "Type the name of the shop"),
    ],
)
def test_what_cannot_be_is_said(command: CommandLine, arguments: tuple[str, ...], words: str) -> None:
    command(*WRITE)
    assert command(*arguments) == 7
    assert words in command.errors


def test_named_items_and_json(command: CommandLine) -> None:
    found = command.json(*WRITE, "--item", "clothing.shoe_size", "--only")
    assert found["number"] == 1
    assert "I mean only the following, which I shared with you:\n- Shoe size\n" in found["text"]
    assert "EU 43" not in json.dumps(found)


def test_a_letter_to_a_shop_of_the_vault(command: CommandLine) -> None:
    """Name, address and code come from what was agreed; a stop without an answer has its own letter."""
    command.request = command.shop.ask(SHOE, FEET)
    code = command.json("open", LINK)["request"]["terms_code"]
    shared = ("--item", "shoe_size=range", "--sealed", "feet=exact")
    assert command("share", LINK, *shared, "--yes", "--terms", code) == 0
    assert command("letter", "write", "erasure", HOST, *WRITE[5:]) == 0
    for words in ("Schoenenhuis B.V.", "not a sales receipt", "Shoe size", "17(1)(b)"):
        assert words in command.out
    assert "Foot health" not in command.out.split("Sealed items are not named.")[0]
    assert "Sealed items are not named. Name one with --item: " in command.out
    assert command("letter", "write", "after_stop", HOST) == 7
    command.shop.mood = "down"
    assert command("stop", HOST) == 6
    assert command("letter", "write", "after_stop", HOST, "--in", "nl") == 0
    assert "Betreft: Intrekking van mijn toestemming" in command.out
    assert {each["shop"] for each in command.json("letter", "list", HOST)["letters"]} == {HOST}
