"""What a line is about, by its words: ``resources/suggestions/words.json``, read once and looked up word by word.

A word of the file is written as a shop would: ``shoe`` also finds its usual plurals, ``-schoen`` what ends on it and
``hardloop-`` what begins with it (Dutch and German write such words together), and ``running shoe`` words in a row. The
longest that fits wins, so that ``handschoen`` is no shoe and ``dark blue`` no blue.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from vault.core.sensitivity import Level
from vault.portability.suggestions.disguises import LEAST_SPELLED, closed_up, folded, readings

if TYPE_CHECKING:
    from vault.core.catalogue import Catalogue
    from vault.portability.takeouts.purchase import Purchase

_TOKEN = re.compile(r"[^\W_]+")
_ENDINGS = ("", "s", "es", "e", "n", "en", "er")
"""Plurals and cases of English, Dutch and German; that a few more words are found does no harm."""
_ENDINGS_OF_SHORT, _SHORT = ("", "s"), 3
"""Short words with other endings are other words."""
_MOST_REMEMBERED = 20_000
"""Texts and words whose meaning is kept at hand; a shop's names come back again and again."""
_SHORTEST_STEM = 2
_NEVER: Final = "never"

Facet = tuple[str, str]
"""``("never", topic)``, ``("kind", "shoe")``, ``("medium", "book")``, or a preference's key and one of its options."""
_Meant = tuple[Facet, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What the words of one line say. ``never``: it is about something that nothing is ever concluded of."""

    never: bool = False
    kinds: frozenset[str] = frozenset()
    media: frozenset[str] = frozenset()
    options: Mapping[str, str] = field(default_factory=dict)
    """The option of each key: the first that is named."""


@dataclass(frozen=True, slots=True)
class Topic:
    """Where the words of one preference count: in lines of a ``medium`` only its genre and category, in lines of
    ``kinds`` only where it is one of them, and only ``sized`` ones where a size proves that it is what it says."""

    media: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    sized: bool = False


class Words:
    """The word lists of the resource, for one catalogue."""

    def __init__(self, data: bytes, catalogue: Catalogue) -> None:
        """Read the lists. They are ours: a wrong one is a bug and raises ``KeyError`` or ``ValueError``.

        Options that the catalogue seals are an error too: no list may lead to one.
        """
        lists = json.loads(data)
        self._exact: dict[str, list[Facet]] = {}
        self._starts: dict[str, list[Facet]] = {}
        self._ends: dict[str, list[Facet]] = {}
        self._phrases: dict[str, list[tuple[tuple[str, ...], Facet]]] = {}
        self._tokens: dict[str, _Meant] = {}
        self._texts: dict[str, _Meant] = {}
        self._lines: dict[tuple[_Meant, ...], Found] = {}
        self.topics: dict[str, Topic] = {}
        for key, about in lists["choices"].items():
            _require_open(catalogue, key, about["options"])
            self.topics[key] = Topic(
                frozenset(about.get("media", ())), frozenset(about.get("kinds", ())), about.get("sized", False)
            )
            for option, words in about["options"].items():
                self._learn(words, (key, option))
        for group in ("kind", "medium"):
            for name, words in lists[group].items():
                self._learn(words, (group, name))
        for topic, words in lists[_NEVER].items():
            self._learn(words, (_NEVER, topic))
        for phrases in self._phrases.values():
            phrases.sort(key=lambda each: -len(each[0]))

    def of(self, purchase: Purchase) -> Found:
        """What the words of a line say."""
        bought = purchase.kind in {"bought", "returned"}
        # Millions of songs and films have titles that say nothing of who hears or sees them. Names of goods are many,
        # brands and shelves few: only these are remembered.
        meant = (
            self._facets(purchase.product) if bought else (),
            self._facets(purchase.title) if bought and purchase.title else (),
            self._of(purchase.brand),
            self._of(purchase.category),
            self._of(purchase.genre),
        )
        found = self._lines.get(meant)
        if found is None:
            if len(self._lines) >= _MOST_REMEMBERED:
                self._lines.clear()
            found = self._lines[meant] = self._read(*meant)
        return found

    def colour(self, text: str, key: str) -> str | None:
        """The option of ``key`` that a text names first."""
        return next((option for group, option in self.facets(text) if group == key), None)

    def facets(self, text: str) -> _Meant:
        """What the words of ``text`` mean, in their order."""
        known = self._texts.get(text)
        if known is None:
            if len(self._texts) >= _MOST_REMEMBERED:
                self._texts.clear()
            known = self._texts[text] = self._facets(text)
        return known

    def _read(
        self, of_product: _Meant, of_title: _Meant, of_brand: _Meant, of_category: _Meant, of_genre: _Meant
    ) -> Found:
        if any(group == _NEVER for group, _ in (*of_product, *of_title, *of_brand, *of_category, *of_genre)):
            return _LEFT_OUT
        options: dict[str, str] = {}
        kinds, media = set(), set()
        for facets, named in ((of_product, True), (of_category, True), (of_category, False), (of_genre, False)):
            for group, name in facets:
                if group == "medium":
                    media.add(name)
                elif group == "kind":
                    if named:
                        kinds.add(name)
                elif bool(self.topics[group].media) is not named:
                    options.setdefault(group, name)
        if not (kinds or media or options):
            return _NOTHING
        return Found(kinds=frozenset(kinds), media=frozenset(media), options=options)

    def _of(self, text: str | None) -> _Meant:
        return self.facets(text) if text else ()

    def _learn(self, words: Iterable[str], facet: Facet) -> None:
        for word in words:
            tokens = tuple(_TOKEN.findall(folded(word)))
            if word.endswith("-"):
                self._starts.setdefault(tokens[0], []).append(facet)
                self._exact.setdefault(tokens[0], []).append(facet)
                continue
            if len(tokens) > 1:
                for last in _forms(tokens[-1]):
                    self._phrases.setdefault(tokens[0], []).append(((*tokens[:-1], last), facet))
                continue
            for form in _forms(tokens[0]):
                self._exact.setdefault(form, []).append(facet)
                if word.startswith("-"):
                    self._ends.setdefault(form, []).append(facet)

    def _facets(self, text: str) -> _Meant:
        seen = folded(text)
        tokens = _TOKEN.findall(seen)
        found = self._said(tokens)
        if [*map(len, tokens)].count(1) < LEAST_SPELLED:
            return found
        return found + tuple(each for each in self._said(_TOKEN.findall(closed_up(seen))) if each[0] == _NEVER)

    def _said(self, tokens: list[str]) -> _Meant:
        if self._phrases.keys().isdisjoint(tokens):
            found: list[Facet] = []
            for token in tokens:
                found += self._token(token)
            return tuple(found)
        return tuple(self._with_phrases(tokens))

    def _with_phrases(self, tokens: list[str]) -> Iterator[Facet]:
        """A phrase hides what its words would say of the same thing each alone."""
        hidden: set[tuple[int, str]] = set()
        for at, token in enumerate(tokens):
            for phrase, facet in self._phrases.get(token, ()):
                if (at, facet[0]) not in hidden and tuple(tokens[at : at + len(phrase)]) == phrase:
                    yield facet
                    hidden.update((place, facet[0]) for place in range(at, at + len(phrase)))
            for each in self._token(token):
                if (at, each[0]) not in hidden:
                    yield each

    def _token(self, token: str) -> _Meant:
        meant = self._tokens.get(token)
        if meant is None:
            if token.isdigit() and token not in self._exact:
                return ()  # numbers of orders and models come once each
            if len(self._tokens) >= _MOST_REMEMBERED:
                self._tokens.clear()
            disguised = (each for word in readings(token) for each in self._meant(word) if each[0] == _NEVER)
            meant = self._tokens[token] = tuple(dict.fromkeys([*self._meant(token), *disguised]))
        return meant

    def _meant(self, token: str) -> _Meant:
        """What one word says: as it stands, and of what that leaves open by its longest known beginning and end."""
        cuts = range(_SHORTEST_STEM, len(token))
        whole = self._exact.get(token, [])
        starts = next((self._starts[token[:cut]] for cut in reversed(cuts) if token[:cut] in self._starts), [])
        ends = next((self._ends[token[cut:]] for cut in cuts if token[cut:] in self._ends), [])
        said = {group for group, _ in whole}
        return tuple(dict.fromkeys([*whole, *(each for each in (*ends, *starts) if each[0] not in said)]))


def _forms(word: str) -> tuple[str, ...]:
    return tuple(word + ending for ending in (_ENDINGS if len(word) > _SHORT else _ENDINGS_OF_SHORT))


_NOTHING = Found()
_LEFT_OUT = Found(never=True)


def _require_open(catalogue: Catalogue, key: str, options: Mapping[str, object]) -> None:
    entry = catalogue.entry(key)
    levels = {each.id: each.level or entry.level for each in entry.options}
    if any(levels[option] is Level.SEALED for option in options):
        raise ValueError(key)
