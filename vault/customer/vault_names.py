"""What a vault is called to people where it is not shown as a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vault.customer.vault_places import FIRST

if TYPE_CHECKING:
    from vault.core.sentences import Sentences


def shown_name(name: str, sentences: Sentences) -> str:
    """The name that somebody gave it. One that nobody named, such as ``vault`` or ``vault 2``, is said in words."""
    if name == FIRST:
        return sentences.say("kit", "unnamed")
    first, _, number = name.partition(" ")
    if first == FIRST and number.isascii() and number.isdecimal():
        return sentences.say("kit", "unnamed_more", number=number)
    return name
