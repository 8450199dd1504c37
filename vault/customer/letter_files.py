"""A letter to send: as text, as a link for the mail program, or as a page for paper, with what is attached to it.

:func:`prepare` reads the vault; all else needs no session.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vault.customer.kit_file import assert_free
from vault.customer.letter_facts import about, facts_of
from vault.customer.letter_sent import letter_words as letter_words
from vault.customer.letter_sent import words_of
from vault.customer.letters import required
from vault.portability.letters.mail import mail_link
from vault.portability.letters.parts import phrase
from vault.portability.letters.wording import as_text
from vault.storage import letters, safe_write
from vault.storage.letters import LetterKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from vault.customer.session import Session
    from vault.portability.letters.mail import MailLink
    from vault.portability.letters.wording import Written
    from vault.storage.connection import Reader

TEXT_ENDINGS = (".txt", ".text")
"""A file of any other name is a PDF."""


@dataclass(frozen=True)
class ReadyLetter:
    """A letter in words, with those that are attached to it, and where it goes. ``written`` is its date."""

    letters: tuple[Written, ...]
    contact: str
    written: date
    language: str


def prepare(session: Session, letter_id: str) -> ReadyLetter:
    """A kept letter in words. A complaint has the letters it is about attached, a reminder the letter it reminds of.

    Raises :class:`ChoiceError` ``letter_unknown`` or ``letter_unreadable``.
    """
    with session.database.read() as reader:
        found = required(reader, letter_id)
        attached = _attached(reader, found)
    facts = facts_of(found, session.catalogue)
    return ReadyLetter(
        tuple(words_of(each, session.catalogue) for each in (found, *attached)),
        facts.to.contact,
        facts.written,
        facts.language,
    )


def text_of(ready: ReadyLetter) -> str:
    """The letter as text, and after it what is attached."""
    words = letter_words(ready.language)
    first, *others = ready.letters
    parts = [as_text(first, words)]
    for number, each in enumerate(others, 1):
        title = phrase(words, "common", "attachment", number=number, subject=each.subject)
        parts.append(f"{title}\n\n{as_text(each, words)}")
    return "\n\n".join(parts)


def link_of(ready: ReadyLetter) -> MailLink:
    """A link for the mail program. What does not fit, and what is attached, is not in it."""
    return mail_link(ready.letters[0], ready.contact, letter_words(ready.language))


def pdf_of(ready: ReadyLetter) -> bytes:
    """The letter and what is attached, as a PDF that can be listened to. Off the GUI thread; it takes a second."""
    from vault.portability.letters.page import letters_pdf  # its libraries are for this alone

    return letters_pdf(ready.letters, letter_words(ready.language), ready.written)


def pictures_of(ready: ReadyLetter) -> tuple[bytes, ...]:
    """Each sheet as a PNG, for a printer. Otherwise as :func:`pdf_of`."""
    from vault.portability.letters.page import letters_pictures

    return letters_pictures(ready.letters, letter_words(ready.language))


def save_letter(path: Path, ready: ReadyLetter, *, random: Callable[[int], bytes]) -> None:
    """Keep the letter at ``path``, where nothing is: text if the name says so, else a PDF. The file is not locked.

    Raises as :func:`vault.customer.kit_file.assert_free` and :func:`safe_write.publish`.
    """
    assert_free(path)
    text = path.suffix.lower() in TEXT_ENDINGS
    safe_write.publish(path, text_of(ready).encode() if text else pdf_of(ready), random=random)


def _attached(reader: Reader, letter: letters.Letter) -> tuple[letters.Letter, ...]:
    """The letter that this one is about, with its reminders where it is a complaint; what was forgotten is left out."""
    subject = about(letter)
    if subject is None:
        return ()
    found = letters.letter(reader, subject)
    reminders: list[letters.Letter] = []
    if letter.kind is LetterKind.COMPLAINT:
        reminders = [each for each in letters.letters(reader) if _reminds(each, subject)]
    return (*([found] if found is not None else []), *reminders)


def _reminds(letter: letters.Letter, subject: str) -> bool:
    return about(letter) == subject and letter.kind is not LetterKind.COMPLAINT and letter.sent_at is not None
