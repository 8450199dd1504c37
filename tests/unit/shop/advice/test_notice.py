from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.unit.shop.advice.given import EN, POLICY, notice, with_item
from tests.unit.shop.example import CATALOGUE, POLICY_FILE, adding, item
from vault.core.errors import PolicyError
from vault.core.terms import Recipient, Transfer
from vault.shop.advice.notice import MOST_WORDS, Notice, notice_of, notice_texts
from vault.shop.advice.notice_formats import written
from vault.shop.policy import read_policy

LANGUAGES = ("en", "nl")
ARTICLE_13 = {"1a", "1c", "1e", "1f", "2a", "2b", "2c", "2d", "2e", "2f"}
"""Of art. 13(1) and (2): 1b where there is an officer; 1d is about legitimate interests, which no item rests on."""
FULL = replace(
    POLICY,
    controller=replace(POLICY.controller, dpo="dpo@schoenenhuis.example"),
    recipients=(*POLICY.recipients, Recipient("Mail Inc.", "controller", "US")),
    transfers=(Transfer("US", "standard contractual clauses"),),
    automated_decisions=True,
    also_collects=("your orders",),
)


def text_of(made: Notice) -> str:
    return written(made, "text")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_usual_notice_is_read_in_two_minutes(language: str) -> None:
    made = notice(language=language)
    assert made.words <= MOST_WORDS
    assert made.words == len(text_of(made).replace("- ", "").split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("policy", [POLICY, FULL])
def test_sentences_are_short(language: str, policy: object) -> None:
    made = notice(FULL if policy is FULL else POLICY, language)
    sentences = [
        each.split()
        for line in made.lines
        for each in re.split(r"(?<=[.?:])\s+", line.text)
        if not line.about.startswith(("controller", "more"))
    ]
    assert max(map(len, sentences)) <= 18
    assert sum(map(len, sentences)) / len(sentences) < 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_member_of_article_13_is_there(language: str) -> None:
    assert {line.article for line in notice(language=language).lines} - {""} == ARTICLE_13
    assert {line.article for line in notice(FULL, language).lines} - {""} == ARTICLE_13 | {"1b"}


def test_what_the_settings_say_is_in_the_text() -> None:
    text = text_of(notice(FULL))
    for said in (
        "Schoenenhuis B.V., Stationsplein 1, Utrecht, Netherlands.",
        "privacy@schoenenhuis.example",
        "Data protection officer: dpo@schoenenhuis.example.",
        "To adjust its own pages to you:",
        "Shoe size (exact). To show shoes in your size first.",
        "consent (GDPR article 6(1)(a))",
        "For Foot health it is your explicit consent (article 9(2)(a)).",
        "Pakhuis Hosting, Netherlands, works with it for the shop.",
        "Mail Inc., United States, decides for itself what it does with it.",
        "United States, protected by: standard contractual clauses. Ask the shop for a copy",
        "At most 90 days",
        "within 30 days",
        "24 months longer",
        "stop sharing at any time",
        "stays lawful",
        "see, correct or delete",
        "limit its use, object to it, or take your data elsewhere",
        "Autoriteit Persoonsgegevens",
        "No law or contract asks this of you.",
        "A computer takes decisions about you",
        "a person look again",
        "Younger than 16?",
        "also collects: your orders.",
        "https://schoenenhuis.example/privacy",
    ):
        assert said in text, said


def test_nothing_is_said_that_is_not_so() -> None:
    plain = text_of(notice(replace(POLICY, recipients=())))
    assert "Nobody." in plain
    assert "It stays in the European Economic Area." in plain
    assert "European Economic Area" not in text_of(notice(FULL))
    outside = replace(POLICY, recipients=(Recipient("Mail Inc.", "processor", "US"),))
    assert "European Economic Area" not in text_of(notice(outside))
    abroad = replace(POLICY, controller=replace(POLICY.controller, country="FR"))
    assert "the data protection authority of your country" in text_of(notice(abroad))
    needed = with_item("shoe_size", lambda each: replace(each, required=True))
    assert "cannot do what you ask: Shoe size." in text_of(notice(needed))
    assert "works without it" not in text_of(notice(needed))
    tasteful = replace(POLICY, items=POLICY.items[:2])
    assert "explicit" not in text_of(notice(tasteful))


def test_more_items_make_it_longer_and_leave_nothing_out() -> None:
    keys = [key for key, entry in CATALOGUE.entries.items() if "dpv:ServicePersonalisation" in entry.purposes][:14]
    many = adding(*(item(f"i{number}", key) for number, key in enumerate(keys)))(POLICY)
    made = notice(many)
    assert made.words > MOST_WORDS
    assert {f"item:{each.id}" for each in many.items} <= {line.about for line in made.lines}


def test_the_same_settings_make_the_same_notice() -> None:
    again = notice_of(read_policy(POLICY_FILE), CATALOGUE, EN)
    assert again == notice()


def test_a_reason_in_another_language_stands_in() -> None:
    english = with_item("shoe_size", lambda each: replace(each, reason={"en": "To show what fits."}))
    assert "Schoenmaat (precies). To show what fits." in text_of(notice(english, "nl"))


def test_there_is_no_notice_of_what_a_vault_refuses() -> None:
    with pytest.raises(PolicyError, match="purpose_refused"):
        notice(with_item("shoe_size", lambda each: replace(each, purpose="dpv:Marketing")))


def test_both_languages_have_the_same_texts() -> None:
    english, dutch = notice_texts("en"), notice_texts("nl")
    assert english.keys() == dutch.keys()
    for code, text in english.items():
        assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", dutch[code])), code
