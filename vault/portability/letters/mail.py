"""A letter as a link that opens the mail program (RFC 6068)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote

from vault.portability.letters.parts import phrase
from vault.portability.letters.wording import body_text

if TYPE_CHECKING:
    from vault.core.sentences import Sentences
    from vault.portability.letters.wording import Written

MAX_LINK = 2000
"""Characters that every usual mail program takes: Windows hands at most 2083 to one, and some take 2046."""

_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z0-9-]{2,63}")


@dataclass(frozen=True)
class MailLink:
    """``url`` is the link. Without ``whole`` the letter did not fit: it is to be attached or pasted."""

    url: str = field(repr=False)
    whole: bool


def is_mail_address(text: str) -> bool:
    """Whether it is one plain mail address, as web forms take (HTML, "valid e-mail address")."""
    return len(text) <= 254 and _MAIL.fullmatch(text) is not None


def mail_link(written: Written, contact: str, words: Sentences) -> MailLink:
    """To ``contact``, or to nobody yet where that is no mail address. At most :data:`MAX_LINK` characters.

    Below the name stands how to be reached, which on paper is at the top. Line breaks are ``%0D%0A`` (RFC 6068 §5), and
    nothing of the letter can become another header field.
    """
    to = quote(contact, safe="@") if is_mail_address(contact) else ""
    head = f"mailto:{to}?subject={_quoted(written.subject)}&body="
    reached = "".join(f"\n{line}" for line in written.sender[1:])
    whole = head + _quoted(body_text(written, wrap=False) + reached)
    if len(whole) <= MAX_LINK:
        return MailLink(whole, whole=True)
    end = f"{written.closing}\n{written.name}"
    short = head + _quoted("\n\n".join([written.salutation, phrase(words, "common", "attached"), end]))
    with_reached = short + _quoted(reached)
    return MailLink(with_reached if len(with_reached) <= MAX_LINK else short, whole=False)


def _quoted(text: str) -> str:
    return quote(text.replace("\n", "\r\n"), safe="")
