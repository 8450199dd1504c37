"""Every answer is judged at once, and every file that comes of it is one that lint is content with."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.shop.advice.given import SENTENCES, notice
from tests.unit.shop.example import CATALOGUE, NOW
from vault.core.errors import PolicyError
from vault.shop.advice.draft import QUESTIONS, Draft, Question
from vault.shop.advice.lint import TOLD, Around, Verdict, lint
from vault.shop.advice.notice_formats import written
from vault.shop.advice.notice_review import Published, words_of
from vault.shop.policy import policy_of

BY_NAME = {question.name: question for question in QUESTIONS}
HOSTS = st.from_regex(r"[a-z]([a-z0-9]{0,10}[a-z])?\.example", fullmatch=True)
LINES = st.text(max_size=130)
ANY = st.one_of(LINES, st.sampled_from(["NL", "us", "90", "0", "400", "/x", "//y", "https://shop.example/p", "a@b"]))
KEYS = st.one_of(st.sampled_from(sorted(CATALOGUE.entries)), st.sampled_from(["phone.gps", "x.y", "", "push.all"]))
PURPOSES = st.sampled_from([*CATALOGUE.purposes, "acme:Other", ""])
PRECISIONS = st.sampled_from(["exact", "range", "category", "closed", "finest"])
ITEMS = st.lists(st.tuples(KEYS, st.none() | PURPOSES, st.none() | PRECISIONS, st.none() | LINES, st.booleans()))


def question(name: str) -> Question:
    return BY_NAME[name]


def filled(draft: Draft) -> Draft:
    draft.put(question("host"), "shop.example")
    draft.put(question("name"), "Shop")
    draft.put(question("address"), "Dam 1")
    return draft


@given(
    host=HOSTS,
    plain=st.lists(st.tuples(st.sampled_from(QUESTIONS[1:]), ANY), max_size=20),
    items=ITEMS,
    others=st.lists(
        st.tuples(LINES, st.sampled_from(["processor", "controller", "both"]), st.sampled_from(["NL", "US", "x"]))
    ),
)
def test_whatever_is_accepted_passes_lint(
    host: str,
    plain: list[tuple[Question, str]],
    items: list[tuple[str, str | None, str | None, str | None, bool]],
    others: list[tuple[str, str, str]],
) -> None:
    draft = Draft(CATALOGUE)
    draft.put(question("host"), host)

    def attempt(answer: object) -> None:
        assert callable(answer)
        before = draft.settings
        try:
            answer()
        except PolicyError:
            assert draft.settings is before

    for asked, answer in plain:
        attempt(lambda asked=asked, answer=answer: draft.put(asked, answer))
    for key, purpose, precision, reason, required in items:

        def add(
            key: str = key,
            purpose: str | None = purpose,
            precision: str | None = precision,
            reason: str | None = reason,
            required: bool = required,
        ) -> None:
            item = draft.suggested(key)
            item = draft.for_purpose(item, purpose) if purpose is not None else item
            item = replace(item, precision=precision or item.precision, required=required)
            draft.add_item(replace(item, reason={**item.reason, "en": reason}) if reason is not None else item)

        attempt(add)
    for name, role, country in others:
        attempt(lambda name=name, role=role, country=country: draft.add_recipient(name, role, country))
    for country in draft.unprotected():
        draft.add_transfer(country, "standard contractual clauses")
    representative = question("representative")
    if (
        representative.asked(draft.settings) and "representative" not in draft.settings["controller"]
    ):  # lint says where it is missing
        draft.put(representative, "Lou, Kade 1, Utrecht")
    if not draft.settings["items"]:
        draft.add_item(draft.suggested("clothing.shoe_size"))

    settings = tomllib.loads(draft.text(("A comment",)))
    assert settings == {name: members for name, members in draft.settings.items() if members}
    policy = policy_of(settings, Path())
    pages = [Published("notice", words_of(written(notice(policy, each), "markdown"))) for each in SENTENCES]
    found = lint(policy, CATALOGUE, SENTENCES, Around(pages), NOW)
    assert found.verdict is Verdict.GOOD, found.findings
    assert {each.code for each in found.findings} <= TOLD | {
        "no_policy", "long_share", "long_proof", "reason_long", "notice_long", "combination_sealed",
        "combination_personal",
    }  # fmt: skip


@pytest.mark.parametrize("key", CATALOGUE.entries)
def test_each_preference_can_be_asked_as_the_catalogue_suggests(key: str) -> None:
    draft = filled(Draft(CATALOGUE))
    draft.add_item(draft.suggested(key))
    assert policy_of(tomllib.loads(draft.text()), Path()).items[0].key == key


@pytest.mark.parametrize(
    ("name", "answer", "code"),
    [
        ("host", "localhost", "policy_member_wrong"),
        ("host", "127.0.0.1", "policy_member_wrong"),
        ("name", "", "policy_terms_refused"),
        ("name", "Visit www.shop.example", "policy_terms_refused"),
        ("address", "x" * 121, "policy_terms_refused"),
        ("country", "Netherlands", "policy_terms_refused"),
        ("contact", "https://shop.example", "policy_terms_refused"),
        ("policy_uri", "https://other.example/privacy", "policy_member_wrong"),
        ("return_path", "//evil.example", "policy_member_wrong"),
        ("min_age", "sixteen", "answer_no_number"),
        ("min_age", "99", "policy_terms_refused"),
        ("duration", "400", "policy_terms_refused"),
        ("duration", "0", "policy_terms_refused"),
        ("delete_within", "31", "slow_deletion"),
        ("name", "half \udcff", "answer_unreadable"),
    ],
)
def test_a_wrong_answer_is_refused_at_once(name: str, answer: str, code: str) -> None:
    draft = filled(Draft(CATALOGUE))
    with pytest.raises(PolicyError) as caught:
        draft.put(question(name), answer)
    assert caught.value.code == code


def test_what_is_always_refused_is_refused_with_its_end() -> None:
    draft = filled(Draft(CATALOGUE))
    with pytest.raises(PolicyError) as caught:
        draft.suggested("device.location")
    assert (caught.value.code, caught.value.facts["end"]) == ("refused_location", "location")
    with pytest.raises(PolicyError, match="key_not_in_catalogue"):
        draft.suggested("no.thing")
    item = draft.suggested("clothing.shoe_size")
    with pytest.raises(PolicyError, match="refused_advertising"):
        draft.add_item(replace(item, purpose="dpv:Advertising"))
    with pytest.raises(PolicyError, match="sealed_required"):
        draft.add_item(replace(draft.suggested("health.allergies"), required=True))
    with pytest.raises(PolicyError, match="finer_than_needed"):
        draft.add_item(replace(draft.suggested("clothing.heel_height"), precision="exact"))
    with pytest.raises(PolicyError, match="answer_missing"):
        draft.text()


def test_the_same_preference_again_is_for_the_next_purpose() -> None:
    draft = filled(Draft(CATALOGUE))
    for _ in range(2):
        draft.add_item(draft.suggested("clothing.shoe_size"))
    first, second = policy_of(tomllib.loads(draft.text()), Path()).items
    assert (first.id, second.id) == ("shoe_size", "shoe_size_2")
    assert (second.purpose, second.precision.word) == ("dpv:ProvideProductRecommendations", "range")
    with pytest.raises(PolicyError, match="asked_twice"):
        draft.add_item(draft.suggested("clothing.shoe_size"))


def test_eight_preferences_are_enough() -> None:
    draft = filled(Draft(CATALOGUE))
    keys = [key for key, entry in CATALOGUE.entries.items() if entry.topic == "home"]
    for key in keys[:8]:
        draft.add_item(draft.suggested(key))
    with pytest.raises(PolicyError, match="many_items"):
        draft.add_item(draft.suggested(keys[8]))


def test_a_recipient_outside_europe_has_to_be_protected() -> None:
    draft = filled(Draft(CATALOGUE))
    draft.add_recipient("Hosting", "processor", "nl")
    assert draft.unprotected() == []
    draft.add_recipient("Mail", "processor", "us")
    assert draft.unprotected() == ["US"]
    draft.add_transfer("us", "adequacy decision")
    assert draft.unprotected() == []
    with pytest.raises(PolicyError, match="policy_terms_refused"):
        draft.check_recipient("www.mail.example")
