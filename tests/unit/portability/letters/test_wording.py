"""What each letter says, in both languages, and what it never says."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.unit.portability.letters.examples import (
    ANSWERED,
    BEFORE,
    CODE,
    ITEMS,
    MAIL,
    NAME,
    SITE,
    STOPPED,
    facts,
    words,
)
from vault.portability.letters.facts import GROUNDS, Addressee, Correction, Ground, KnownBy, LetterFacts, Sender
from vault.portability.letters.wording import as_text, write
from vault.storage.letters import LetterKind

LANGUAGES = ("en", "nl")
TO_SHOPS = [kind for kind in LetterKind if kind is not LetterKind.COMPLAINT]
ARTICLES = {
    LetterKind.ACCESS: ("Article 15 GDPR", "artikel 15 AVG"),
    LetterKind.RECTIFICATION: ("Article 16 GDPR", "artikel 16 AVG"),
    LetterKind.ERASURE: ("Article 17 GDPR", "artikel 17 AVG"),
    LetterKind.RESTRICTION: ("Article 18 GDPR", "artikel 18 AVG"),
    LetterKind.PORTABILITY: ("Article 20 GDPR", "artikel 20 AVG"),
    LetterKind.OBJECTION: ("Article 21(2) GDPR", "artikel 21, lid 2, AVG"),
    LetterKind.HUMAN_DECISION: ("Article 22 GDPR", "artikel 22 AVG"),
    LetterKind.WITHDRAWAL: ("Article 7(3) GDPR", "artikel 7, lid 3, AVG"),
    LetterKind.COMPLAINT: ("Article 77 GDPR", "artikel 77 AVG"),
}
ASKED = {
    LetterKind.ACCESS: ("15(3)", "15(1)(a) and (b)", "by name", "15(2)", "15(1)(d)", "15(1)(g)", "logic involved"),
    LetterKind.RECTIFICATION: ("without undue delay", "“EU 42”", "“EU 43”", "Article 19", "18(1)(a)"),
    LetterKind.ERASURE: ("17(1)(b)", "17(2)", "17(3)", "Article 19"),
    LetterKind.RESTRICTION: ("18(1)(a)", "18(2)", "18(3)", "Article 19"),
    LetterKind.PORTABILITY: (
        "machine-readable",
        "JSON or CSV",
        "20(2)",
        "Boekhoek",
        "data@boekhoek.example",
        "technically feasible",
    ),
    LetterKind.OBJECTION: ("direct marketing", "21(3)", "From the moment you receive"),
    LetterKind.HUMAN_DECISION: ("solely on automated", "22(3)", "22(2)", "No invoice for me.", "I always paid."),
    LetterKind.WITHDRAWAL: ("takes effect when you receive", "17(1)(b)", "needs no answer"),
}


def said(found: LetterFacts) -> str:
    """The letter in one line, so that the wrapping of lines hides nothing."""
    spoken = words(found.language)
    return " ".join(as_text(write(found, spoken), spoken).split())


def in_dutch(cited: str) -> str:
    """``15(1)(a) and (b)`` as a Dutch letter cites it."""
    number, parts = re.findall(r"\d+", cited)[0], re.findall(r"\((\w)\)", cited)
    told = f"artikel {number}"
    if parts:
        told += f", lid {parts[0]}"
    return told + (f", onder {' en '.join(parts[1:])}" if parts[1:] else "")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", list(LetterKind))
def test_each_letter_cites_its_article_in_its_subject(kind: LetterKind, language: str) -> None:
    subject = write(facts(kind, language), words(language)).subject
    assert ARTICLES[kind][LANGUAGES.index(language)] in subject
    assert len(subject) < 100


@pytest.mark.parametrize("kind", TO_SHOPS)
def test_each_letter_asks_all_that_its_article_gives(kind: LetterKind) -> None:
    english, dutch = said(facts(kind)), said(facts(kind, "nl"))
    for each in ASKED[kind]:
        assert each in english
        if re.match(r"(Article )?\d", each) and each != "15(2)":
            assert in_dutch(each) in dutch, each


@pytest.mark.parametrize("kind", TO_SHOPS)
def test_each_letter_says_by_when_how_and_by_whom(kind: LetterKind) -> None:
    english, dutch = said(facts(kind)), said(facts(kind, "nl"))
    for each in ("within one month of receiving", "12(3)", "12(5)", "12(6)", "no copy of an identity document"):
        assert each in english
    for each in ("binnen één maand na ontvangst", "kosteloos", "geen kopie van een identiteitsbewijs"):
        assert each in dutch
    for text in (english, dutch):
        for each in (NAME, MAIL, CODE, "klant 20417", "schoenenhuis.example", "2026", "Schoenenhuis B.V."):
            assert each in text


@pytest.mark.parametrize("kind", TO_SHOPS)
def test_refusals_come_with_reasons_where_there_is_something_to_refuse(kind: LetterKind) -> None:
    text = said(facts(kind))
    absolute = {LetterKind.WITHDRAWAL, LetterKind.OBJECTION}  # the example objects to direct marketing
    assert ("Article 12(4)" in text) is (kind not in absolute)
    assert ("complex" in text) is (kind not in absolute)


def test_an_objection_for_ones_own_situation_may_be_refused_with_reasons() -> None:
    text = said(replace(facts(LetterKind.OBJECTION), ground=Ground.OWN_SITUATION, reason="I moved."))
    assert "Article 12(4)" in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", list(LetterKind))
def test_no_letter_threatens_or_has_gaps(kind: LetterKind, language: str) -> None:
    text = said(facts(kind, language))
    assert not re.search(r"[{}]|\bNone\b|\.\.|!|\bfine\b|\bboete\b|\blawyer\b|\badvocaat\b", text)
    assert not re.search(r"\d{9}|BSN|passport|paspoort", text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [kind for kind in TO_SHOPS if kind is not LetterKind.RECTIFICATION])
def test_items_are_named_without_their_values(kind: LetterKind, language: str) -> None:
    text = said(facts(kind, language, items=ITEMS))
    assert "EU 4" not in text
    scoped = kind not in {LetterKind.OBJECTION, LetterKind.HUMAN_DECISION}
    assert ("Shoe size" in text) is scoped


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_value_that_was_not_typed_is_asked_for(language: str) -> None:
    text = said(facts(LetterKind.RECTIFICATION, language, corrections=(Correction("Shoe size"),)))
    assert "EU" not in text
    assert ("Please ask me" in text) or ("Vraagt u mij" in text)
    half = said(facts(LetterKind.RECTIFICATION, language, corrections=(Correction("Shoe size", None, "43"),)))
    assert "43" in half
    wrong = said(facts(LetterKind.RECTIFICATION, language, corrections=(Correction("Shoe size", "42"),)))
    assert "42" in wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_letter_is_about(language: str) -> None:
    every = said(facts(LetterKind.ACCESS, language))
    none = said(facts(LetterKind.ACCESS, language, items=()))
    only = said(facts(LetterKind.ACCESS, language, everything=False))
    assert len({every, none, only}) == 3
    assert "Shoe size" not in none
    assert ("I mean only" in only) or ("alleen om het volgende" in only)


def test_who_withdraws_means_what_rests_on_consent() -> None:
    assert "on the basis of my consent, and in any case what I shared" in said(facts(LetterKind.ERASURE))
    unlawful = said(facts(LetterKind.ERASURE, ground=Ground.UNLAWFUL))
    assert "I mean all personal data that you have about me, and in any case" in unlawful
    assert "all personal data" not in said(facts(LetterKind.PORTABILITY))
    assert "and in any case for: - Shoe size" in said(facts(LetterKind.WITHDRAWAL))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "ground"), [(kind, ground) for kind, found in GROUNDS.items() for ground in found])
def test_each_ground_has_words_of_its_own(kind: LetterKind, ground: Ground, language: str) -> None:
    texts = {said(facts(kind, language, ground=each, reason="I work in shifts.")) for each in GROUNDS[kind]}
    assert len(texts) == len(GROUNDS[kind])
    with_reason = said(facts(kind, language, ground=ground, reason="I work in shifts."))
    assert ("I work in shifts." in with_reason) is (ground is not Ground.MARKETING)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_objection_from_ones_own_situation_lets_the_shop_weigh(language: str) -> None:
    text = said(facts(LetterKind.OBJECTION, language, ground=Ground.OWN_SITUATION, reason="I work in shifts."))
    marketing = said(facts(LetterKind.OBJECTION, language))
    for each in ("21(1)", "18(1)(d)", "compelling"):
        assert language == "nl" or each in text
        assert each not in marketing


def test_without_a_code_the_name_must_do() -> None:
    text = said(facts(LetterKind.ACCESS, known_by=KnownBy()))
    assert "find me by my name" in text
    assert CODE not in text


def test_who_gives_no_mail_address_gets_paper() -> None:
    text = said(facts(LetterKind.ACCESS, sender=Sender(NAME, ("Kade 4", "1234 AB Voorbeeld"))))
    assert "to my address in this letter" in text
    assert "electronically" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_after_a_stop_the_letter_tells_of_it(language: str) -> None:
    text = said(facts(LetterKind.ERASURE, language, stopped=STOPPED))
    assert "30" in text
    assert ("2 March 2026" in text) or ("2 maart 2026" in text)
    assert "I withdraw my consent to the processing" not in text
    assert "30" not in said(facts(LetterKind.ERASURE, language, stopped=replace(STOPPED, promised_days=None)))
    one = said(facts(LetterKind.ERASURE, language, stopped=replace(STOPPED, promised_days=1)))
    assert ("within one day." in one) or ("binnen één dag te wissen" in one)
    assert not re.search(r"\b1 (days|dagen)\b", one)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reminder_names_the_letter_and_its_day(language: str) -> None:
    found = facts(LetterKind.ACCESS, language, before=BEFORE)
    text = said(found)
    assert write(found, words(language)).subject.endswith("Access, please")
    assert ("2 March 2026" in text and "2 April 2026" in text) or ("2 maart 2026" in text and "2 april 2026" in text)
    assert CODE in text


def test_a_complaint_tells_what_happened_and_what_is_attached() -> None:
    text = said(facts(LetterKind.COMPLAINT))
    for each in ("privacy@schoenenhuis.example", "“Access, please”", "on or before 2 April 2026", "58(2)(c)", "78(2)"):
        assert each in text
    assert "reminder" not in text
    refused = said(facts(LetterKind.COMPLAINT, before=ANSWERED, reason="They still write."))
    for each in ("On 20 March 2026", "do not agree", "They still write.", "my reminder of 10 April", "the answer that"):
        assert each in refused
    assert "before 2 April" not in refused
    withdrawn = said(facts(LetterKind.COMPLAINT, before=replace(BEFORE, kind=LetterKind.WITHDRAWAL)))
    assert "58(2)(d) and (g)" in withdrawn


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_complaint_says_where_the_shop_is_on_the_web_where_that_is_known(language: str) -> None:
    before = replace(BEFORE, site=SITE)
    assert f"- website: {SITE}" in said(facts(LetterKind.COMPLAINT, language, before=before))
    assert "website" not in said(facts(LetterKind.COMPLAINT, language))
    named = replace(before, shop=Addressee(SITE, (SITE,)))
    assert said(facts(LetterKind.COMPLAINT, language, before=named)).count(f"- {SITE}") == 0
    alone = replace(before, shop=Addressee("Schoenenhuis"))
    assert f"- website: {SITE}" in said(facts(LetterKind.COMPLAINT, language, before=alone))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", TO_SHOPS)
def test_a_copy_is_asked_for_in_a_secure_way_without_an_identity_document(kind: LetterKind, language: str) -> None:
    secure = {"en": "in a secure way", "nl": "op een veilige manier"}[language]
    law = {"en": "Article 32 GDPR", "nl": "artikel 32 AVG"}[language]
    already = {"en": "what you already know of me", "nl": "wat u al van mij weet"}[language]
    copied = kind in {LetterKind.ACCESS, LetterKind.PORTABILITY}
    for sender in (Sender(NAME, (MAIL,)), Sender(NAME, ("Kade 4",))):
        text = said(facts(kind, language, sender=sender, to_other=None, other_at=None))
        for each in (secure, law, already):
            assert (each in text) is copied
        assert ("12(5)" in text) or ("artikel 12, lid 5" in text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_data_go_straight_to_another_shop_only_where_one_is_named(language: str) -> None:
    without = said(facts(LetterKind.PORTABILITY, language, to_other=None, other_at=None))
    named = said(facts(LetterKind.PORTABILITY, language, other_at=None))
    assert "20(2)" not in without
    assert "artikel 20, lid 2" not in without
    assert "Boekhoek" in named
    assert "None" not in named


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_decision_has_its_date_or_reference_if_that_is_known(language: str) -> None:
    known, unknown = (facts(LetterKind.HUMAN_DECISION, language, reference=each) for each in ("number 77", None))
    line = {"en": "Date or reference of the decision: ", "nl": "Datum of kenmerk van het besluit: "}[language]
    assert f"{line}number 77" in said(known)
    assert line.strip() not in said(unknown)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", TO_SHOPS)
def test_nobody_takes_the_stop_code_for_one_of_a_sales_receipt(kind: LetterKind, language: str) -> None:
    text = said(facts(kind, language))
    assert {"en": "not a sales receipt", "nl": "geen kassabon"}[language] in text
    assert "my receipt" not in text
    assert "ontvangstbewijs" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reminder_says_that_withdrawing_and_objecting_worked_on_receipt(language: str) -> None:
    on_receipt = {"en": "not only after a month", "nl": "niet pas na een maand"}[language]
    answered = {"en": "You should have answered", "nl": "moeten antwoorden"}[language]
    for kind, ground, at_once in (
        (LetterKind.WITHDRAWAL, None, True),
        (LetterKind.OBJECTION, Ground.MARKETING, True),
        (LetterKind.OBJECTION, Ground.OWN_SITUATION, False),
        (LetterKind.OBJECTION, None, False),
        (LetterKind.ACCESS, None, False),
    ):
        text = said(facts(kind, language, before=replace(BEFORE, kind=kind), ground=ground))
        assert (on_receipt in text) is at_once
        assert (answered in text) is not at_once
    complaint = said(facts(LetterKind.COMPLAINT, language, before=replace(BEFORE, kind=LetterKind.WITHDRAWAL)))
    assert on_receipt in complaint
    assert {"en": "In my letter of 2 March 2026", "nl": "In mijn brief van 2 maart 2026"}[language] in complaint
    assert on_receipt not in said(facts(LetterKind.COMPLAINT, language))


def test_a_last_day_is_one_of_the_days() -> None:
    for kind in (LetterKind.ACCESS, LetterKind.WITHDRAWAL):
        assert "up to and including 10 August 2026" in said(facts(kind))
        assert "tot en met 10 augustus 2026" in said(facts(kind, "nl"))
    assert not [code for code, text in words("en").texts["items"].items() if "until" in text]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [LetterKind.ERASURE, LetterKind.RESTRICTION])
def test_own_words_are_led_in(kind: LetterKind, language: str) -> None:
    text = said(facts(kind, language, ground=Ground.UNLAWFUL, reason="I never agreed."))
    assert {"en": "In my own words: I never agreed.", "nl": "In mijn eigen woorden: I never agreed."}[language] in text


def test_the_letter_itself_is_in_no_repr() -> None:
    found = facts(LetterKind.HUMAN_DECISION)
    for shown in (repr(write(found, words("en"))), repr(found)):
        for each in (NAME, MAIL, "klant 20417", "I always paid.", "No invoice"):
            assert each not in shown


@given(some.text(some.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=120))
def test_whatever_was_typed_stands_there_as_it_is(typed: str) -> None:
    found = facts(LetterKind.HUMAN_DECISION, decision=typed, reason=typed, sender=Sender(typed, (MAIL,)))
    assert as_text(write(found, words("en")), words("en")).count(typed) >= 3


def test_both_languages_have_the_same_sentences_with_the_same_facts() -> None:
    english, dutch = words("en").texts, words("nl").texts
    assert {(g, c) for g in english for c in english[g]} == {(g, c) for g in dutch for c in dutch[g]}
    for group, codes in english.items():
        for code, text in codes.items():
            assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", dutch[group][code])), (group, code)
