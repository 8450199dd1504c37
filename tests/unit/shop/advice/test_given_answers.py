from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.unit.shop.example import CATALOGUE
from vault.core.errors import PolicyError
from vault.shop.advice.draft import Draft
from vault.shop.advice.given_answers import fill, read_answers, typed_answers
from vault.shop.policy import MAX_POLICY, Policy, policy_of

LEAST: dict[str, Any] = {"host": "shop.example", "name": "Shop", "address": "Dam 1", "items": ["clothing.shoe_size"]}


def made(answers: dict[str, Any]) -> Policy:
    draft = Draft(CATALOGUE)
    fill(draft, answers)
    return policy_of(tomllib.loads(draft.text()), Path())


def test_the_least_that_has_to_be_said() -> None:
    policy = made(LEAST)
    assert (policy.duration, policy.delete_within, policy.proof_until, policy.min_age) == ("P90D", "P30D", "P24M", 16)
    assert (policy.controller.dpo, policy.controller.policy_uri) == (None, None)
    assert [item.id for item in policy.items] == ["shoe_size"]


def test_everything_that_can_be_said(tmp_path: Path) -> None:
    path = tmp_path / "answers.toml"
    path.write_text(
        """
        host = "SHOP.example"
        name = "Shop"
        address = "Dam 1"
        country = "be"
        dpo = "dpo@shop.example"
        policy_uri = "https://shop.example/privacy"
        duration = 30
        min_age = 18

        [[items]]
        key = "clothing.shoe_size"
        purpose = "dpv:ProvideProductRecommendations"
        precision = "category"
        required = true
        reason_nl = "Voor de winkel."

        [[recipients]]
        name = "Mailer"
        country = "us"

        [[transfers]]
        country = "us"
        safeguard = "standard clauses"
        """,
        encoding="utf-8",
    )
    policy = made(read_answers(path))
    assert (policy.host, policy.controller.country, policy.duration, policy.min_age) == (
        "shop.example",
        "BE",
        "P30D",
        18,
    )
    (item,) = policy.items
    assert (item.purpose, item.precision.word, item.required) == ("dpv:ProvideProductRecommendations", "category", True)
    assert item.reason["nl"] == "Voor de winkel."
    assert [(each.name, each.role) for each in policy.recipients] == [("Mailer", "processor")]


@pytest.mark.parametrize(
    ("change", "code", "where"),
    [
        ({"host": None}, "answer_missing", "host"),
        ({"items": []}, "answer_missing", "items"),
        ({"colour": "red"}, "answer_unknown", "colour"),
        ({"name": True}, "answer_wrong", "name"),
        ({"duration": 1.5}, "answer_wrong", "duration"),
        ({"items": "clothing.shoe_size"}, "answer_wrong", "items"),
        ({"items": [3]}, "answer_wrong", "items[0]"),
        ({"items": [{"key": "food.tea", "required": "yes"}]}, "answer_wrong", "items[0].required"),
        ({"items": [{"key": "food.tea", "level": "x"}]}, "answer_unknown", "items[0].level"),
        ({"items": [{}]}, "key_not_in_catalogue", None),
        ({"items": ["phone.gps"]}, "refused_location", None),
        ({"recipients": [{"name": "Mailer", "country": "US"}]}, "answer_missing", "transfers: US"),
        ({"recipients": [{"name": "Mailer"}]}, "policy_terms_refused", None),
        ({"delete_within": 60}, "slow_deletion", None),
    ],
)
def test_what_does_not_fit_is_named(change: dict[str, Any], code: str, where: str | None) -> None:
    answers = {name: answer for name, answer in (LEAST | change).items() if answer is not None}
    with pytest.raises(PolicyError) as caught:
        made(answers)
    assert caught.value.code == code
    if where is not None:
        assert caught.value.facts["where"] == where


def test_answers_that_are_typed() -> None:
    assert typed_answers(["name=A = B", "duration=30"]) == {"name": "A = B", "duration": "30"}
    for wrong in ("name", "items=x"):
        with pytest.raises(PolicyError, match="answer_unknown"):
            typed_answers([wrong])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (None, "answers_file_unreadable"),
        (b"host = ", "policy_malformed"),
        (b"\xff", "policy_malformed"),
        (b"#" * (MAX_POLICY + 1), "policy_malformed"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, data: bytes | None, code: str) -> None:
    path = tmp_path / "answers.toml"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(PolicyError) as caught:
        read_answers(path)
    assert caught.value.code == code
