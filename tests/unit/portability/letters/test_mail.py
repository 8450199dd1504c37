"""The link for the mail program, read back as such a program reads it."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.unit.portability.letters.examples import facts, words
from vault.portability.letters.facts import Sender
from vault.portability.letters.mail import MAX_LINK, is_mail_address, mail_link
from vault.portability.letters.wording import Written, body_text, write
from vault.storage.letters import LetterKind


def letter(kind: LetterKind, language: str = "en", name: str = "Noor de Vries") -> Written:
    return write(facts(kind, language, sender=Sender(name, ("noor@example.org",))), words(language))


def read(url: str) -> tuple[str, dict[str, list[str]]]:
    parts = urlsplit(url)
    return parts.path, parse_qs(parts.query, strict_parsing=True)


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("kind", list(LetterKind))
def test_every_link_is_short_enough_and_comes_back(kind: LetterKind, language: str) -> None:
    written = letter(kind, language)
    link = mail_link(written, "privacy@schoenenhuis.example", words(language))
    to, head = read(link.url)
    assert len(link.url) <= MAX_LINK
    assert to == "privacy@schoenenhuis.example"
    assert head.keys() == {"subject", "body"}
    assert head["subject"] == [written.subject]
    body = head["body"][0].replace("\r\n", "\n")
    assert link.whole is body.startswith(body_text(written, wrap=False))
    assert body.startswith(written.salutation)
    assert body.endswith("\nNoor de Vries\nnoor@example.org")


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_complaint_that_is_mailed_is_whole_and_says_how_to_be_reached(language: str) -> None:
    """A mail has no top with an address."""
    reply = ("noor@example.org", "Kade 4, 1234 AB Voorbeeld", "+31 6 1234 5678")
    found = facts(LetterKind.COMPLAINT, language, sender=Sender("Noor de Vries", reply))
    link = mail_link(write(found, words(language)), "", words(language))
    assert link.whole
    assert read(link.url)[1]["body"][0].endswith("\r\n".join(("Noor de Vries", *reply)))


def test_how_to_be_reached_is_left_to_the_attachment_where_it_does_not_fit() -> None:
    found = facts(LetterKind.ACCESS, sender=Sender("N" * 120, ("é" * 120,) * 6))
    link = mail_link(write(found, words("en")), "", words("en"))
    assert len(link.url) <= MAX_LINK
    assert not link.whole
    assert read(link.url)[1]["body"][0].endswith("N" * 120)


@pytest.mark.parametrize(
    "contact", ["", "+31 20 123 4567", "a@b", "x@example.org?cc=y@example.org", "two@a.nl, b@c.nl"]
)
def test_what_is_no_mail_address_is_left_to_the_customer(contact: str) -> None:
    link = mail_link(letter(LetterKind.ACCESS), contact, words("en"))
    assert link.url.startswith("mailto:?subject=")


@given(some.text(some.characters(codec="utf-8"), min_size=1, max_size=60))
def test_nothing_typed_becomes_a_header(name: str) -> None:
    link = mail_link(letter(LetterKind.ACCESS, name=name), "privacy@example.org", words("en"))
    assert link.url.isascii()
    assert link.url.count("&") == 1
    assert link.url.count("?") == 1
    assert "\n" not in link.url
    assert read(link.url)[1].keys() == {"subject", "body"}


def test_the_link_is_in_no_repr() -> None:
    assert "Noor" not in repr(mail_link(letter(LetterKind.ACCESS), "", words("en")))


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("privacy@schoenenhuis.example", True),
        ("a.b+c@mail.example.org", True),
        ("a b@example.org", False),
        ("@example.org", False),
        ("a@example.org\n", False),
        ("a@example.org&cc=b@example.org", False),
        ("a" * 65 + "@example.org", False),
    ],
)
def test_what_is_a_mail_address(text: str, is_one: bool) -> None:
    assert is_mail_address(text) is is_one
