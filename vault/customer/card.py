"""The card a customer shows or hands over by hand: what is on it, which of it needs the passphrase, and its forms.

What is sealed, alone or together with the rest of the card, needs :class:`SealedShown`. What was ticked is remembered
in the vault, but for what is sealed: that is ticked anew each time.
"""

from __future__ import annotations

import weakref
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vault import bundled
from vault.core.errors import ChoiceError
from vault.core.sensitivity import Level
from vault.core.sentences import parse_sentences
from vault.core.value import Precision
from vault.core.value_check import levels_together
from vault.core.wording import describe, in_language, written_size
from vault.customer.editing import list_preferences
from vault.portability.allergy_card import ALLERGIES, allergy_sheet, parse_words
from vault.portability.allergy_card import LANGUAGES as ALLERGY_LANGUAGES
from vault.portability.card import CardLine, card_line, with_other_systems
from vault.portability.card import Sheet as Sheet  # a screen shows it
from vault.portability.card import card_text as card_text
from vault.portability.card import sheet_text as sheet_text
from vault.storage import brand_sizes, settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vault.core.catalogue import Catalogue, Entry
    from vault.core.sentences import Sentences
    from vault.core.value import Json, Value
    from vault.customer.session import PassphraseProof, Session
    from vault.storage.brand_sizes import BrandSize

LANGUAGES = ("en", "nl")
"""Those of the catalogue's words."""
_SETTING = "card"
_BRAND = "brand."
"""What the id of a size at a brand begins with; no preference's key does."""


@dataclass(frozen=True)
class CardChoice:
    """What the customer wants on the card: ``keys`` are ids of items.

    ``other_systems``: a size is also said as in other countries.
    """

    keys: frozenset[str] = frozenset()
    language: str = "en"
    other_systems: bool = False


class SealedShown:
    """Lets sealed preferences onto the cards of one session, for as long as somebody keeps it.

    Made from a proof that the passphrase was typed again, as :meth:`Session.ask_passphrase` asks, and in no other way:
    raises :class:`ChoiceError` ``wrong_passphrase``.
    """

    def __init__(self, session: Session, proof: PassphraseProof) -> None:
        if session.accept(proof) is not None:
            raise ChoiceError("wrong_passphrase")
        self._session = weakref.ref(session)

    def opens(self, session: Session) -> bool:
        """Whether it was made for this session."""
        return self._session() is session


@dataclass(frozen=True, slots=True)
class CardItem:
    """Something that can be ticked: a preference, or with ``brand`` a size that fits there. ``id`` is what is ticked.

    A size at a brand is as private as the preference that keeps such sizes.
    """

    id: str
    entry: Entry
    level: Level
    value: Value | None = None
    brand: BrandSize | None = None

    def __repr__(self) -> str:
        return f"CardItem({self.id})"

    def line(self, language: str, *, other_systems: bool = False) -> CardLine:
        """The item as it stands on a card."""
        label = in_language(self.entry.label, language)
        if self.brand is not None:
            note = f" ({self.brand.note})" if self.brand.note else ""
            return CardLine(f"{label}, {self.brand.brand}", written_size(self.brand.size, language) + note)
        if self.value is None:
            return CardLine(label, "")
        line = CardLine(label, describe(self.entry, self.value, language))
        return with_other_systems(line, self.entry, self.value, language) if other_systems else line


def card_items(session: Session, language: str) -> tuple[tuple[CardItem, ...], CardChoice]:
    """All that can be ticked, and what was: nothing, in ``language``, before the first card."""
    items = _items(session)
    with session.database.read() as reader:
        found = settings.settings(reader).get(_SETTING)
    choice = _read_choice(found, language)
    return items, replace(choice, keys=_without_sealed(session.catalogue, _ticked(items, choice.keys)))


def sealed_items(catalogue: Catalogue, items: Iterable[CardItem]) -> frozenset[str]:
    """Which of these are sealed, alone or because they are on one card, by their ids."""
    found = tuple(items)
    levels: dict[str, Level] = {}
    for each in found:
        levels[each.entry.key] = max(each.level, levels.get(each.entry.key, each.level))
    together = levels_together(catalogue, levels)
    return frozenset(each.id for each in found if together[each.entry.key] is Level.SEALED)


def make_card(session: Session, choice: CardChoice, shown: SealedShown | None = None) -> Sheet:
    """The card of what is ticked and still kept, in the catalogue's order; what is not sealed of it is remembered.

    Raises :class:`ChoiceError` ``sealed_card`` if something on it is sealed and ``shown`` is missing.
    """
    sentences = _sentences(choice.language)
    ticked = _ticked(_items(session), choice.keys)
    sealed = sealed_items(session.catalogue, ticked)
    if sealed and not (shown is not None and shown.opens(session)):
        raise ChoiceError("sealed_card", key=min(each.entry.key for each in ticked if each.id in sealed))
    _remember(session, replace(choice, keys=_without_sealed(session.catalogue, ticked)))
    return Sheet(
        sentences.say("card", "title"),
        choice.language,
        tuple(each.line(choice.language, other_systems=choice.other_systems) for each in ticked),
        sealed=bool(sealed),
    )


def make_allergy_card(session: Session, language: str, own_language: str, shown: SealedShown) -> Sheet:
    """The card for a kitchen, in one of :data:`ALLERGY_LANGUAGES`; a word it lacks is in ``own_language``.

    Raises :class:`ChoiceError` ``not_kept`` or ``sealed_card``.
    """
    if not shown.opens(session):
        raise ChoiceError("sealed_card", key=ALLERGIES)
    kept = next((each for each in list_preferences(session) if each.entry.key == ALLERGIES), None)
    if kept is None:
        raise ChoiceError("not_kept", key=ALLERGIES)
    return allergy_sheet(kept.entry, kept.value, parse_words(bundled.read(f"card/{language}.json")), own_language)


def allergy_languages() -> tuple[tuple[str, str], ...]:
    """Each language of the allergy card, with what it calls itself."""
    return tuple((each, parse_words(bundled.read(f"card/{each}.json")).name) for each in ALLERGY_LANGUAGES)


def card_in_words(
    session: Session,
    sentences: Sentences,
    *,
    keys: Sequence[str] = (),
    topic: str | None = None,
    precision: Precision = Precision.EXACT,
    proof: PassphraseProof | None = None,
) -> str:
    """:func:`chosen_card` as text."""
    sheet = chosen_card(session, sentences, keys=keys, topic=topic, precision=precision, proof=proof)
    return card_text(sheet.lines, sentences)


def chosen_card(
    session: Session,
    sentences: Sentences,
    *,
    keys: Sequence[str] = (),
    topic: str | None = None,
    precision: Precision = Precision.EXACT,
    proof: PassphraseProof | None = None,
) -> Sheet:
    """A card, in the language of ``sentences``, with the preferences of ``keys``, of ``topic``, or all.

    Sealed ones need the passphrase: without it a named one is refused and the others are left out. What is sealed only
    together with others on the card is too: alone it may go. Raises :class:`ChoiceError` ``key_unknown``,
    ``not_kept``, ``sealed_card``, ``precision_not_offered``, ``topic_unknown``, ``nothing_kept`` or
    ``wrong_passphrase``.
    """
    shown = SealedShown(session, proof) if proof is not None else None
    kept = {each.entry.key: each for each in list_preferences(session, topic)}
    for key in keys:
        session.catalogue.entry(key)
        if key not in kept:
            raise ChoiceError("not_kept", key=key)
    lines = []
    wanted = tuple(dict.fromkeys(keys) or kept)
    sealed = sealed_items(session.catalogue, [CardItem(key, kept[key].entry, kept[key].level) for key in wanted])
    for key in wanted:
        each = kept[key]
        if key in sealed and shown is None:
            if keys:
                raise ChoiceError("sealed_card", key=key)
            continue
        line = card_line(each.entry, each.value, precision, sentences.language)
        if line is None and keys:
            raise ChoiceError("precision_not_offered", key=key)
        if line is not None:
            lines.append(line)
    if not lines:
        raise ChoiceError("nothing_kept")
    title = sentences.say("card", "title")
    return Sheet(title, sentences.language, tuple(lines), sealed=bool(sealed) and shown is not None)


def _items(session: Session) -> tuple[CardItem, ...]:
    """Preferences in the catalogue's order, each size followed by those at brands."""
    kept = {each.entry.key: each for each in list_preferences(session)}
    with session.database.read() as reader:
        at_brands = brand_sizes.brand_sizes(reader)
    found = []
    for key, entry in session.catalogue.entries.items():
        preference = kept.get(key)
        level = entry.level if preference is None else preference.level
        if preference is not None:
            found.append(CardItem(key, entry, level, preference.value))
        found += [CardItem(f"{_BRAND}{each.id}", entry, level, brand=each) for each in at_brands if each.key == key]
    return tuple(found)


def _ticked(items: Iterable[CardItem], ids: frozenset[str]) -> tuple[CardItem, ...]:
    return tuple(each for each in items if each.id in ids)


def _without_sealed(catalogue: Catalogue, items: tuple[CardItem, ...]) -> frozenset[str]:
    return frozenset(each.id for each in items) - sealed_items(catalogue, items)


def _sentences(language: str) -> Sentences:
    return parse_sentences(language, bundled.read(f"messages/{language}.json"))


def _remember(session: Session, choice: CardChoice) -> None:
    ticked: list[Json] = [*sorted(choice.keys)]
    said: dict[str, Json] = {
        "language": choice.language,
        "other_systems": choice.other_systems,
        "ticked": ticked,
    }
    with session.database.read() as reader:
        if settings.settings(reader).get(_SETTING) == said:
            return
    with session.database.transaction() as transaction:
        settings.put(transaction, _SETTING, said)


def _read_choice(found: Json, language: str) -> CardChoice:
    """What was remembered; anything else, as an import may bring, is nothing."""
    if not isinstance(found, dict):
        return CardChoice(language=language)
    ticked, said = found.get("ticked"), found.get("language")
    keys: Iterable[str] = (each for each in ticked if isinstance(each, str)) if isinstance(ticked, list) else ()
    kept_language = said if isinstance(said, str) and said in LANGUAGES else language
    return CardChoice(frozenset(keys), kept_language, found.get("other_systems") is True)
