"""The card a customer shows or hands over by hand: what is on it, which of it needs the passphrase, and its forms.

What is sealed, alone or together with the rest of the card, needs :class:`SealedShown`. What was ticked is remembered
in the vault, but for what is sealed: that is ticked anew each time.
"""

from __future__ import annotations

import weakref
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vault import bundled
from vault.core.errors import ChoiceError
from vault.core.sensitivity import Level
from vault.core.sentences import parse_sentences
from vault.core.value import Precision
from vault.core.value_check import levels_together
from vault.customer.editing import KeptPreference, list_preferences
from vault.portability.allergy_card import ALLERGIES, allergy_sheet, parse_words
from vault.portability.allergy_card import LANGUAGES as ALLERGY_LANGUAGES
from vault.portability.card import CardLine, card_line, card_text, with_other_systems
from vault.portability.card import Sheet as Sheet  # a screen shows it
from vault.portability.card import sheet_text as sheet_text
from vault.storage import settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from vault.core.catalogue import Catalogue
    from vault.core.sentences import Sentences
    from vault.core.value import Json
    from vault.customer.session import PassphraseProof, Session

LANGUAGES = ("en", "nl")
"""Those of the catalogue's words."""
_SETTING = "card"


@dataclass(frozen=True)
class CardChoice:
    """What the customer wants on the card. ``other_systems``: a size is also said as in other countries."""

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


def card_items(session: Session, language: str) -> tuple[tuple[KeptPreference, ...], CardChoice]:
    """All that can be ticked, and what was: nothing, in ``language``, before the first card."""
    kept = list_preferences(session)
    with session.database.read() as reader:
        found = settings.settings(reader).get(_SETTING)
    choice = _read_choice(found, language)
    levels = {each.entry.key: each.level for each in kept if each.entry.key in choice.keys}
    return kept, CardChoice(_without_sealed(session.catalogue, levels), choice.language, choice.other_systems)


def sealed_keys(catalogue: Catalogue, levels: Mapping[str, Level]) -> frozenset[str]:
    """Which of these are sealed, alone or because they are on one card."""
    together = levels_together(catalogue, levels)
    return frozenset(key for key, level in together.items() if level is Level.SEALED)


def make_card(session: Session, choice: CardChoice, shown: SealedShown | None = None) -> Sheet:
    """The card of what is ticked and still kept, in the catalogue's order; what is not sealed of it is remembered.

    Raises :class:`ChoiceError` ``sealed_card`` if something on it is sealed and ``shown`` is missing.
    """
    sentences = _sentences(choice.language)
    kept = [each for each in list_preferences(session) if each.entry.key in choice.keys]
    levels = {each.entry.key: each.level for each in kept}
    sealed = sealed_keys(session.catalogue, levels)
    if sealed and not (shown is not None and shown.opens(session)):
        raise ChoiceError("sealed_card", key=min(sealed))
    lines = [_line(each, choice) for each in kept]
    _remember(session, CardChoice(_without_sealed(session.catalogue, levels), choice.language, choice.other_systems))
    return Sheet(
        sentences.say("card", "title"),
        choice.language,
        tuple(line for line in lines if line is not None),
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
    """Preferences as text, in the language of ``sentences``: those of ``keys``, of ``topic``, or all.

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
    sealed = sealed_keys(session.catalogue, {key: kept[key].level for key in wanted})
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
    return card_text(lines, sentences)


def _line(kept: KeptPreference, choice: CardChoice) -> CardLine | None:
    line = card_line(kept.entry, kept.value, Precision.EXACT, choice.language)
    if line is not None and choice.other_systems:
        return with_other_systems(line, kept.entry, kept.value)
    return line


def _without_sealed(catalogue: Catalogue, levels: Mapping[str, Level]) -> frozenset[str]:
    return frozenset(levels) - sealed_keys(catalogue, levels)


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
