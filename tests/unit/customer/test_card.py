"""The card of a customer: what is ticked, what needs the passphrase, what is remembered, and the allergy card."""

from __future__ import annotations

import pytest

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.conftest import PASSPHRASE
from vault import bundled
from vault.core.errors import ChoiceError
from vault.core.sensitivity import Level
from vault.core.sentences import Sentences, parse_sentences
from vault.core.value import Precision
from vault.customer.card import (
    CardChoice,
    CardItem,
    SealedShown,
    allergy_languages,
    card_in_words,
    card_items,
    make_allergy_card,
    make_card,
    sealed_items,
    sheet_text,
)
from vault.customer.editing import remove_preference, set_words
from vault.customer.session import PassphraseProof, SealedQuestion, Session
from vault.customer.size_help import keep_brand_size
from vault.storage import settings
from vault.storage.secret import Passphrase

SECRET = Passphrase(PASSPHRASE)
SHOE, FEET = "clothing.shoe_size", "health.foot_health"


def again(session: Session, passphrase: Passphrase = SECRET) -> PassphraseProof:
    """The passphrase typed once more."""
    return session.ask_passphrase().prove(passphrase)


def shown(session: Session) -> SealedShown:
    return SealedShown(session, again(session))


def choose(*keys: str, language: str = "en", other_systems: bool = False) -> CardChoice:
    return CardChoice(frozenset(keys), language, other_systems)


@pytest.fixture
def sentences() -> Sentences:
    return parse_sentences("en", bundled.read("messages/en.json"))


def test_nothing_is_ticked_before_the_first_card(session: Session) -> None:
    kept, choice = card_items(session, "nl")
    assert choice == CardChoice(language="nl")
    assert [each.id for each in kept] == [SHOE, "clothing.shoe_width", "media.sports", FEET]


@pytest.mark.parametrize(("language", "words"), [("en", "Shoe size: EU 43"), ("nl", "Schoenmaat: EU 43")])
def test_a_card_has_what_is_ticked_in_its_language(session: Session, language: str, words: str) -> None:
    sheet = make_card(session, choose(SHOE, language=language))
    assert sheet_text(sheet) == words + "\n"
    assert (sheet.language, sheet.sealed) == (language, False)


def test_a_size_is_also_said_as_in_other_countries(session: Session) -> None:
    (line,) = make_card(session, choose(SHOE, other_systems=True)).lines
    assert line.text == "EU 43 (UK 9, US men 10, US women 11.5, 27 cm)"


def test_what_is_ticked_is_remembered_but_for_what_is_sealed(session: Session) -> None:
    make_card(session, choose(SHOE, FEET, language="nl", other_systems=True), shown(session))
    assert card_items(session, "en")[1] == choose(SHOE, language="nl", other_systems=True)
    set_words(session, SHOE, "EU 43", level=Level.SEALED)
    assert card_items(session, "en")[1].keys == frozenset()


def test_what_is_sealed_together_is_not_remembered_either(session: Session) -> None:
    for key, words in (("clothing.price_per_pair", "80-140"), ("food.wine_price", "10-20")):
        set_words(session, key, words)
    both = choose(SHOE, "clothing.price_per_pair", "food.wine_price")
    with pytest.raises(ChoiceError, match="sealed_card"):
        make_card(session, both)
    assert make_card(session, both, shown(session)).sealed
    assert card_items(session, "en")[1].keys == {SHOE}


def test_what_is_gone_is_not_on_the_card(session: Session) -> None:
    make_card(session, choose(SHOE, "media.sports"))
    remove_preference(session, "media.sports")
    assert card_items(session, "en")[1].keys == {SHOE}
    assert len(make_card(session, choose(SHOE, "media.sports", "no.such_key")).lines) == 1


@pytest.mark.parametrize("broken", [7, "card", [], {"ticked": 1, "language": ["nl"]}, {"ticked": [1, None, {}]}])
def test_a_setting_that_is_something_else_is_nothing(session: Session, broken: object) -> None:
    with session.database.transaction() as transaction:
        settings.put(transaction, "card", broken)  # type: ignore[arg-type]  # as a broken import could
    assert card_items(session, "nl")[1] == CardChoice(language="nl")


def test_the_same_card_again_writes_nothing(session: Session) -> None:
    make_card(session, choose(SHOE))
    with session.database.read() as reader:
        before = reader.row("PRAGMA data_version")
        total = reader.row("SELECT total_changes() AS changes")
    make_card(session, choose(SHOE))
    with session.database.read() as reader:
        assert reader.row("PRAGMA data_version") == before
        assert reader.row("SELECT total_changes() AS changes") == total


def test_sealed_needs_the_passphrase_of_this_session(session: Session) -> None:
    with pytest.raises(ChoiceError) as refused:
        make_card(session, choose(SHOE, FEET))
    assert (refused.value.code, refused.value.facts) == ("sealed_card", {"key": FEET})
    assert card_items(session, "en")[1].keys == frozenset()
    with pytest.raises(ChoiceError, match="wrong_passphrase"):
        SealedShown(session, again(session, Passphrase("another one entirely")))
    question = SealedQuestion("request", "feet", Precision.EXACT, 90, "words")
    with pytest.raises(ChoiceError, match="wrong_passphrase"):
        SealedShown(session, session.ask_passphrase(question).prove(SECRET))
    proof = again(session)
    assert make_card(session, choose(FEET), SealedShown(session, proof)).sealed
    with pytest.raises(ChoiceError, match="wrong_passphrase"):
        SealedShown(session, proof)


def test_sealed_items_counts_the_card_as_one() -> None:
    keys = ("clothing.price_per_pair", "food.wine_price")
    prices = [CardItem(key, shipped().entry(key), Level.PERSONAL) for key in keys]
    assert sealed_items(shipped(), prices) == set(keys)
    assert sealed_items(shipped(), prices[:1]) == frozenset()


def test_a_size_at_a_brand_is_as_private_as_the_preference(session: Session) -> None:
    keep_brand_size(session, SHOE, "Groenekom", "43.5", "falls small")
    keep_brand_size(session, "health.plus_size", "Groenekom", "3XL")
    items = {each.id: each for each in card_items(session, "en")[0]}
    assert [items[each].level for each in ("brand.1", "brand.2")] == [Level.EVERYDAY, Level.SEALED]
    (line,) = make_card(session, choose("brand.1", language="nl")).lines
    assert (line.label, line.text) == ("Schoenmaat, Groenekom", "43,5 (falls small)")
    assert card_items(session, "en")[1].keys == {"brand.1"}
    with pytest.raises(ChoiceError, match="sealed_card"):
        make_card(session, choose("brand.2"))
    set_words(session, SHOE, "EU 43", level=Level.SEALED)
    assert card_items(session, "en")[1].keys == frozenset()


def test_the_allergy_card_needs_allergies_and_the_passphrase(session: Session) -> None:
    mine = shown(session)
    with pytest.raises(ChoiceError, match="not_kept"):
        make_allergy_card(session, "de", "en", mine)
    set_words(session, "health.allergies", "peanuts, milk")
    text = sheet_text(make_allergy_card(session, "de", "en", mine))
    assert text.splitlines()[:5] == ["Allergiekarte", "", "Ich bin allergisch gegen:", "", "- Erdnüsse"]
    assert make_allergy_card(session, "it", "en", mine).sealed


def test_each_language_of_the_allergy_card_says_its_own_name() -> None:
    assert [name for _, name in allergy_languages()] == [
        "English", "Nederlands", "Deutsch", "Français", "Español", "Italiano",
    ]  # fmt: skip


def test_card_leaves_out_what_is_sealed(session: Session, sentences: Sentences) -> None:
    text = card_in_words(session, sentences)
    assert "EU 43" in text
    assert "nsole" not in text
    assert text.rstrip().endswith(sentences.say("card", "cannot_take_back"))
    assert "nsole" in card_in_words(session, sentences, proof=again(session))


def test_card_is_as_coarse_as_asked(session: Session, sentences: Sentences) -> None:
    text = card_in_words(session, sentences, keys=["clothing.shoe_size"], precision=Precision.CATEGORY)
    assert "43" not in text


def test_card_keeps_the_order_it_was_given(session: Session, sentences: Sentences) -> None:
    text = card_in_words(session, sentences, keys=["media.sports", "clothing.shoe_size", "media.sports"])
    assert [line.split(":")[0] for line in text.splitlines()[:2]] == ["Sports", "Shoe size"]


@pytest.mark.parametrize(
    ("keys", "topic", "code"),
    [
        (["no.such_key"], None, "key_unknown"),
        (["clothing.fit"], None, "not_kept"),
        (["health.foot_health"], None, "sealed_card"),
        ([], "shoes", "topic_unknown"),
        ([], "money", "nothing_kept"),
        ([], "health", "nothing_kept"),
    ],
)
def test_card_says_why_not(
    session: Session, sentences: Sentences, keys: list[str], topic: str | None, code: str
) -> None:
    with pytest.raises(ChoiceError) as refused:
        card_in_words(session, sentences, keys=keys, topic=topic)
    assert refused.value.code == code


def test_card_does_not_show_finer_than_asked(session: Session, sentences: Sentences) -> None:
    entry = next(each for each in shipped().entries.values() if each.ladder == (Precision.EXACT,) and each.options)
    set_words(session, entry.key, entry.options[0].id)
    with pytest.raises(ChoiceError, match="precision_not_offered"):
        card_in_words(session, sentences, keys=[entry.key], precision=Precision.CATEGORY, proof=again(session))
    assert "Shoe size" in card_in_words(session, sentences, precision=Precision.CATEGORY)


def test_what_is_sealed_together_needs_the_passphrase(session: Session, sentences: Sentences) -> None:
    together = ["clothing.price_per_pair", "food.wine_price"]
    set_words(session, together[0], "80-140")
    set_words(session, together[1], "10-20")
    with pytest.raises(ChoiceError) as refused:
        card_in_words(session, sentences, keys=together)
    assert (refused.value.code, refused.value.facts) == ("sealed_card", {"key": together[0]})
    assert "80" not in card_in_words(session, sentences)
    assert "Shoe size" in card_in_words(session, sentences)
    for key in together:
        assert len(card_in_words(session, sentences, keys=[key]).splitlines()) == 3
    assert len(card_in_words(session, sentences, keys=together, proof=again(session)).splitlines()) == 4


def test_wrong_passphrase_shows_nothing(session: Session, sentences: Sentences) -> None:
    with pytest.raises(ChoiceError, match="wrong_passphrase"):
        card_in_words(session, sentences, proof=again(session, Passphrase("another one entirely")))
