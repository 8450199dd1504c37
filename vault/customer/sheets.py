"""What is kept of one person, and the wish list, as sheets: to print, or to take along as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vault.core.wording import describe, in_language
from vault.portability.card import CardLine
from vault.portability.card import Sheet as Sheet  # what a printer and a file are made of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from vault.core.sentences import Sentences
    from vault.customer.people import PersonView
    from vault.storage.wishes import Wish


def person_sheet(person: PersonView, language: str) -> Sheet:
    """The sizes and likes of somebody, under their nickname. The note stays behind: it is for the customer only."""
    return Sheet(
        person.nickname,
        language,
        tuple(
            CardLine(in_language(each.entry.label, language), describe(each.entry, each.value, language))
            for each in person.preferences
        ),
    )


def wish_sheet(
    found: Iterable[Wish], sentences: Sentences, *, whose: str = "", names: Mapping[str, str] | None = None
) -> Sheet:
    """What of these wishes is not done, each with its price, its note and where it was seen.

    ``whose`` is the nickname of whom all of them are for, if they are for one person. ``names`` are the nicknames by
    the ids of people, where they are for several: then each wish for somebody says for whom.
    """
    title = sentences.say("card", "wish_list_for", name=whose) if whose else sentences.say("card", "wish_list")
    lines = []
    for wish in found:
        if wish.done:
            continue
        more = []
        name = (names or {}).get(wish.person or "")
        if name is not None:
            more.append(sentences.say("card", "wish_for", name=name))
        if wish.price is not None:
            more.append(sentences.say("price_bands", wish.price))
        more += [*(wish.note or "").splitlines(), *([wish.seen] if wish.seen else [])]
        lines.append(CardLine("", wish.what, tuple(line for line in more if line.strip())))
    return Sheet(title, sentences.language, tuple(lines), bulleted=True)
