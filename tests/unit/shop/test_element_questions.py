from __future__ import annotations

import json
from typing import Any

import pytest

from tests.unit.shop.example import CATALOGUE, Example, adding, item
from vault import bundled
from vault.core.catalogue import Entry, Type
from vault.core.errors import PolicyError
from vault.core.sensitivity import Level
from vault.core.strict_json import loads
from vault.core.value import Json, Precision, value_from_json
from vault.core.value_check import check_value, level_of
from vault.shop.element_questions import question, questions
from vault.shop.element_view import questions_form
from vault.shop.policy import PolicyItem

STEPS = [(entry, step) for entry in CATALOGUE.entries.values() for step in entry.ladder]
REASON = {"en": "To show what fits.", "nl": "Om te tonen wat past."}


def asking(entry: Entry, precision: Precision) -> PolicyItem:
    return PolicyItem("asked", entry.key, "dpv:ServicePersonalisation", precision, False, REASON)


def say(language: str) -> dict[str, str]:
    found: dict[str, str] = json.loads(bundled.read(f"messages/{language}.json"))["element"]
    return found


def elements(tree: Json, tag: str) -> list[dict[str, Any]]:
    """The attributes of every element of a tree with this tag."""
    if not isinstance(tree, list):
        return []
    mine: list[Any] = [tree[1]] if tree and tree[0] == tag else []
    return mine + [found for inside in tree for found in elements(inside, tag)]


@pytest.mark.parametrize(("entry", "step"), STEPS, ids=lambda each: getattr(each, "key", None) or each.word)
def test_each_answer_that_is_offered_fits_is_no_finer_than_asked_and_not_sealed(entry: Entry, step: Precision) -> None:
    asked = question(entry, asking(entry, step))
    if entry.level is Level.SEALED:
        assert asked is None
        return
    assert asked is not None
    form = questions_form([asked], 0, say("en"), "en")
    offered = [loads(each["value"], max_bytes=4096) for each in elements(form, "option") if each["value"]]
    for tick in elements(form, "input"):
        if tick.get("type") == "checkbox":
            offered.append({"value": [tick["value"]], **loads(tick["data-same"], max_bytes=4096)})
    typed = [each for each in elements(form, "input") if "data-as" in each]
    assert bool(offered) is not bool(typed)
    for each in offered:
        value = value_from_json(each)
        check_value(entry, value)
        assert value.precision <= step
        assert level_of(entry, value) is not Level.SEALED
    assert [each["data-as"] for each in typed] in ([], ["value"], ["min", "max"])


def test_what_is_only_for_a_vault_is_counted(shop: Example) -> None:
    asked, left_out = questions(shop.shop, None)
    assert [each.item.id for each in asked] == ["shoe_size", "sports", "sport_ideas", "phone", "email"]
    assert left_out == 1
    assert [each.item.id for each in questions(shop.shop, ["phone"])[0]] == ["phone"]
    with pytest.raises(PolicyError, match="policy_item_unknown"):
        questions(shop.shop, ["hat"])


def test_a_range_is_asked_in_whole_groups() -> None:
    entry = CATALOGUE.entry("clothing.price_per_pair")
    asked = question(entry, asking(entry, Precision.RANGE))
    assert asked is not None
    assert (asked.step, dict(asked.same)) == ("50", {"precision": "range", "unit": "EUR"})
    assert asked.exact  # its ends are prices, and a vault keeps two of those


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_control_has_its_label_and_its_reason(shop: Example, language: str) -> None:
    made = shop.with_policy(adding(item("price", "clothing.price_per_pair"), item("leather", "clothing.leather")))
    known = [each for each in made.shop.policy.items if each.key in CATALOGUE.entries]
    asked = [found for each in known if (found := question(CATALOGUE.entry(each.key), each)) is not None]
    form = questions_form(asked, 1, say(language), language)
    labelled = {each.get("for") for each in elements(form, "label")}
    described = {each["id"] for each in elements(form, "div") if "id" in each}
    for tag in ("select", "fieldset", "input"):
        for each in elements(form, tag):
            if "id" in each:
                assert tag == "fieldset" or each["id"] in labelled
                assert set(each["aria-describedby"].split()) <= described
    assert len(elements(form, "legend")) == len(elements(form, "fieldset")) == 3


def test_types_that_are_typed_are_few() -> None:
    """A page that offers what there is needs no help text."""
    for entry, step in STEPS:
        asked = question(entry, asking(entry, step))
        if asked is not None and not asked.groups and not asked.options:
            assert entry.type in {Type.TEXT, Type.NUMBER, Type.RANGE}
