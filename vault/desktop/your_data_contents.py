"""How much there is to take along, counted, and that as ticks in words."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from vault.core.sensitivity import Level
from vault.core.sentences import Sentences
from vault.core.wording import in_language
from vault.customer.editing import list_preferences
from vault.customer.history import count_history
from vault.customer.holdings import view_shops
from vault.customer.letters import list_letters
from vault.customer.people import list_people
from vault.customer.taking_along import Part
from vault.customer.wishes import list_wishes
from vault.desktop.your_data_state import Contents, PartTick, TopicCount
from vault.desktop.your_data_words import CountWords

if TYPE_CHECKING:
    from vault.customer.session import Session

_ORDER = (Part.PREFERENCES, Part.SHOPS, Part.PEOPLE, Part.WISHES)


def count(session: Session, language: str) -> Contents:
    """On the thread of the vault."""
    kept = list_preferences(session)
    sealed = sum(each.level is Level.SEALED for each in kept)
    shops, wishes = view_shops(session), list_wishes(session)
    topics = []
    for topic in session.catalogue.topics:
        levels = [each.level is Level.SEALED for each in kept if each.entry.topic == topic.id]
        if levels:
            label = in_language(topic.label, language)
            topics.append(TopicCount(topic.id, label, levels.count(False), levels.count(True)))
    return Contents(
        preferences=len(kept) - sealed,
        sealed=sealed,
        shops=len(shops),
        entries=count_history(session),
        people=len(list_people(session)),
        wishes=len(wishes),
        own_wishes=sum(each.person is None for each in wishes),
        letters=len(list_letters(session)),
        topics=tuple(topics),
        hosts=tuple(sorted(each.host for each in shops)),
    )


class PartWords(QObject):
    """The ticks of what goes in."""

    def __init__(self, sentences: Sentences, parent: QObject) -> None:
        super().__init__(parent)
        self._sentences, self._counts = sentences, CountWords(self)

    def ticks(self, contents: Contents, on: Collection[Part], topic: str, shop: str) -> tuple[PartTick, ...]:
        """Of everything, or of what there is in one topic or at one shop. Many have no people and no wishes."""
        none = {Part.PEOPLE: not contents.people, Part.WISHES: not contents.wishes}
        return tuple(
            PartTick(part, self._text(part, contents, on, topic, shop), part in on)
            for part in parts_of(topic, shop)
            if not none.get(part)
        )

    def sealed(self, contents: Contents, topic: str) -> str:
        """The words of the tick of what is sealed."""
        return self.tr("Sealed items ({count})").format(count=sealed_in(contents, topic))

    def _text(self, part: Part, contents: Contents, on: Collection[Part], topic: str, shop: str) -> str:
        name = self._sentences.say("parts", part.value)
        match part:
            case Part.PREFERENCES:
                found = next((each.preferences for each in contents.topics if each.id == topic), contents.preferences)
                much = str(found)
            case Part.PEOPLE:
                much = str(contents.people)
            case Part.WISHES:
                # Those for people name them, and go along with them only.
                much = str(contents.wishes if Part.PEOPLE in on else contents.own_wishes)
            case Part.SHOPS:
                counts = {"shops": contents.shops, "letters": contents.letters, "journal": contents.entries}
                much = shop or self._counts.say(counts) or "0"
        return self.tr("{what} ({count})").format(what=name, count=much)


def parts_of(topic: str, shop: str) -> tuple[Part, ...]:
    """What there is in a topic, at a shop, or at all."""
    if topic:
        return (Part.PREFERENCES,)
    return (Part.SHOPS,) if shop else _ORDER


def sealed_in(contents: Contents, topic: str) -> int:
    """How many sealed preferences there are, in this topic or in all of them."""
    return next((each.sealed for each in contents.topics if each.id == topic), contents.sealed)
