"""The wish list and the people one buys for, on one page for family: HTML, a PDF or text.

Nothing sealed is ever on it, no note about a person, and no price unless that is ticked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vault.core.errors import ChoiceError
from vault.core.sensitivity import Level
from vault.core.value_check import levels_together
from vault.core.wording import describe, in_language
from vault.customer.people import list_people
from vault.customer.wishes import list_wishes
from vault.portability.card import CardLine
from vault.portability.short_page import PagePart
from vault.portability.short_page import ShortPage as ShortPage  # what a window prints and saves

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vault.core.catalogue import Catalogue
    from vault.core.sentences import Sentences
    from vault.customer.people import KeptForPerson, PersonView
    from vault.customer.session import Session
    from vault.customer.wishes import Wish


@dataclass(frozen=True)
class FamilyChoice:
    """What is ticked. ``people`` are ids; ``ideas`` are the wishes thought of for them, which they would then read."""

    my_wishes: bool = True
    people: tuple[str, ...] = ()
    ideas: bool = False
    prices: bool = False


def family_page(session: Session, choice: FamilyChoice, sentences: Sentences) -> ShortPage:
    """The page of what is ticked. What is done of the wishes is left out.

    Raises :class:`ChoiceError` ``person_unknown``, or ``nothing_kept`` where there is nothing to put on it.
    """
    known = {each.id: each for each in list_people(session)}
    if any(each not in known for each in choice.people):
        raise ChoiceError("person_unknown")
    wishes = [each for each in list_wishes(session) if not each.done]
    parts = []
    mine = [each for each in wishes if each.person is None] if choice.my_wishes else []
    if mine:
        parts.append(PagePart(sentences.say("card", "wish_list"), (), _wishes(mine, choice, sentences)))
    for person in dict.fromkeys(choice.people):
        ideas = [each for each in wishes if each.person == person] if choice.ideas else []
        part = _person(known[person], ideas, choice, session.catalogue, sentences)
        parts += [part] if part.lines else []
    if not parts:
        raise ChoiceError("nothing_kept")
    title = sentences.say("card", "wish_list" if not choice.people else "for_family")
    about = sentences.say("card", "made", date=sentences.date(session.clock.now()))
    # A title that is the only heading's too would be read twice.
    if len(parts) == 1 and parts[0].heading == title:
        title = sentences.say("card", "my_wish_list")
    return ShortPage(title, sentences.language, (about,), tuple(parts))


def _person(
    person: PersonView, ideas: Iterable[Wish], choice: FamilyChoice, catalogue: Catalogue, sentences: Sentences
) -> PagePart:
    """Sizes and likes under the nickname, then ideas. The note stays behind: it is for the customer only."""
    language = sentences.language
    sizes = tuple(
        CardLine(in_language(each.entry.label, language), describe(each.entry, each.value, language))
        for each in _not_sealed(person.preferences, catalogue)
    )
    return PagePart(person.nickname, (), (*sizes, *_wishes(ideas, choice, sentences)))


def _not_sealed(found: Iterable[KeptForPerson], catalogue: Catalogue) -> list[KeptForPerson]:
    """What is sealed together with the rest on one page is left out too."""
    kept = list(found)
    together = levels_together(catalogue, {each.entry.key: each.level for each in kept})
    return [each for each in kept if together[each.entry.key] is not Level.SEALED]


def _wishes(found: Iterable[Wish], choice: FamilyChoice, sentences: Sentences) -> tuple[CardLine, ...]:
    lines = []
    for wish in found:
        price = [sentences.say("price_bands", wish.price)] if wish.price is not None and choice.prices else []
        more = [*price, *(wish.note or "").splitlines(), *([wish.seen] if wish.seen else [])]
        lines.append(CardLine("", wish.what, tuple(line for line in more if line.strip())))
    return tuple(lines)
