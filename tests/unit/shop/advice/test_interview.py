"""Whatever somebody types, the questions go on, and what comes of them is accepted."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.shop.advice.given import EN, NL, shown, typing
from tests.unit.shop.example import CATALOGUE
from vault.core.errors import PolicyError
from vault.core.sentences import Sentences
from vault.shop.advice.draft import QUESTIONS, Draft
from vault.shop.advice.interview import Interview
from vault.shop.policy import policy_of
from vault.shop.terms import check_policy

LINES = st.one_of(
    st.sampled_from(
        ["", "", "", "1", "2", "shop.example", "Shop", "NL", "us", "90", "clothing.shoe_size", "tea", "health.faith"]
    ),
    st.text(st.characters(exclude_characters="\n\r"), max_size=12),
)


@given(st.lists(LINES, max_size=60))
def test_nothing_that_is_typed_stops_the_questions(lines: list[str]) -> None:
    draft = Draft(CATALOGUE)
    try:
        Interview(draft, CATALOGUE, typing("shop.example", "Shop", "Dam 1", *lines), EN).run()
    except PolicyError as problem:
        assert problem.code == "answers_ended"  # noqa: PT017 - it may also come to its end
    else:
        assert not check_policy(policy_of(tomllib.loads(draft.text()), Path()), CATALOGUE).refused


@pytest.mark.parametrize(("country", "asked"), [("NL", False), ("NO", False), ("us", True)])
def test_only_a_shop_outside_europe_is_asked_for_somebody_in_it(country: str, asked: bool) -> None:
    named = ["EU Desk B.V., eu@desk.example"] if asked else []
    plain = ["shop.example", "Shop", "Dam 1", country, "", *named, *[""] * 7]
    terminal, draft = typing(*plain, "clothing.shoe_size", *[""] * 6), Draft(CATALOGUE)
    Interview(draft, CATALOGUE, terminal, EN).run()
    assert (EN.say("init", "ask_representative") in shown(terminal)) is asked
    found = policy_of(tomllib.loads(draft.text()), Path())
    assert found.representative == (named[0] if asked else None)


def test_a_preference_asked_again_is_offered_for_what_is_left() -> None:
    plain = ["shop.example", "Shop", "Dam 1", *[""] * 9]
    again = ["clothing.shoe_size", "2", "", "", "", "clothing.shoe_size", "", "", "", "clothing.shoe_size", "", ""]
    terminal, draft = typing(*plain, *again), Draft(CATALOGUE)
    Interview(draft, CATALOGUE, terminal, NL).run()
    purposes = [item["purpose"] for item in draft.settings["items"]]
    assert purposes == ["dpv:ProvideProductRecommendations", "dpv:ServicePersonalisation"]
    asked = NL.say("findings", "asked_twice", key=CATALOGUE.entry("clothing.shoe_size").label["nl"])
    assert asked in shown(terminal)


@pytest.mark.parametrize("sentences", [EN, NL])
def test_every_question_has_its_words(sentences: Sentences) -> None:
    words = sentences.texts["init"]
    assert {f"ask_{question.name}" for question in QUESTIONS} <= words.keys()
