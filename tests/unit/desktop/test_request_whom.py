"""Answering for somebody else on the request page: where it is offered, what it changes, what leaves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.unit.customer.asking import SHOE, SPORTS, WIDTH, item
from tests.unit.desktop.asking_request import Asking
from tests.unit.desktop.vault_day import Day, open_day
from vault.core.value import Precision
from vault.customer.history import view_history
from vault.customer.people import PersonView, add_person, remove_person, set_words_for_person
from vault.desktop.request_state import Asked, Decided

TOP = item("top", "clothing.top_size")


@pytest.fixture
def day(qapp: QApplication, tmp_path: Path) -> Iterator[Day]:
    del qapp
    with open_day(tmp_path) as made:
        yield made


@pytest.fixture
def page(day: Day) -> Asking:
    return Asking(day)


@pytest.fixture
def lou(day: Day) -> PersonView:
    made = add_person(day.session, "Lou")
    set_words_for_person(day.session, made.id, "clothing.shoe_size", "eu 38")
    set_words_for_person(day.session, made.id, "clothing.top_size", "s")
    return made


def test_it_is_offered_only_where_there_is_somebody(page: Asking, day: Day) -> None:
    page.ask(SHOE)
    assert page.asked.whom is None
    made = add_person(day.session, "Lou")
    page.start()
    assert page.asked.whom is not None
    assert page.asked.whom.choices == (("", "Me"), (made.id, "Lou"))
    assert (page.asked.whom.chosen, page.asked.whom.text) == ("", "")


def test_it_is_not_offered_to_a_shop_that_could_not_take_it(page: Asking, lou: PersonView) -> None:
    page.ask(item("top", "clothing.top_size", required=True))
    assert page.asked.whom is None
    page.later()
    page.ask_together("clothing.shoe_size")
    assert page.asked.whom is None


def test_the_values_are_those_of_the_person(page: Asking, lou: PersonView) -> None:
    page.ask(SHOE, WIDTH, TOP)
    page.choosing.switch("shoe_size", True)
    page.choosing.choose_whom(lou.id)
    assert page.asked.preview.values == ()
    page.choosing.switch("shoe_size", True)
    page.choosing._arm()
    state = page.asked
    assert state.preview.values == (("Shoe size", "EU 38"),)
    assert ("About", "Somebody else") in state.preview.about
    assert (state.duration.choices, state.duration.chosen) == (((0, "This visit"),), 0)
    assert state.whom is not None
    assert state.whom.chosen == lou.id
    assert [each.text for each in page.row("width").remarks] == ["You have not saved this for this person."]
    assert page.row("width").add_name == ""
    assert [each.text for each in page.row("top").remarks] == ["For somebody else, only everyday things can go."]
    page.choosing.choose_whom("")
    page.choosing.switch("shoe_size", True)
    assert page.asked.preview.values == (("Shoe size", "EU 43"),)
    assert page.asked.duration.chosen == 90


def test_a_click_meant_for_other_values_shares_nothing(page: Asking, lou: PersonView) -> None:
    page.ask(SHOE)
    page.choosing.choose_whom(lou.id)
    page.choosing.switch("shoe_size", True)
    assert not page.asked.decision.able
    assert "Everything is off again." in page.said


def test_what_leaves_is_of_the_person_and_marked(page: Asking, lou: PersonView, day: Day) -> None:
    page.ask(SHOE)
    page.choosing.choose_whom(lou.id)
    page.choosing.switch("shoe_size", True)
    page.choosing._arm()
    page.share()
    assert isinstance(day.state, Decided)
    day.deliver()
    (held,) = day.shop.holds.values()
    assert (held.claims.subject, held.claims.keep, held.value["value"]) == ("other", "session", "38")
    (shared,) = [each for each in view_history(day.session) if each.kind == "shared"]
    assert shared.facts["subject"] == "other"


def test_the_choice_stays_when_the_page_is_looked_at_again(page: Asking, lou: PersonView, day: Day) -> None:
    page.ask(SHOE, SPORTS)
    page.choosing.choose_whom(lou.id)
    page.choosing.switch("shoe_size", True)
    set_words_for_person(day.session, lou.id, "media.sports", "running_road")
    page.start()
    assert page.asked.whom is not None
    assert page.asked.whom.chosen == lou.id
    assert page.row("sports").able
    assert page.row("shoe_size").chosen is Precision.EXACT


def test_who_is_gone_is_not_answered_for(page: Asking, lou: PersonView, day: Day) -> None:
    page.ask(SHOE)
    page.choosing.choose_whom(lou.id)
    page.choosing.switch("shoe_size", True)
    remove_person(day.session, lou.id)
    page.start()
    state = page.asked
    assert (state.whom, state.preview.values) == (None, ())
    assert not page.row("shoe_size").on


def test_who_went_while_choosing_is_said(page: Asking, lou: PersonView, day: Day) -> None:
    page.ask(SHOE)
    remove_person(day.session, lou.id)
    page.choosing.choose_whom(lou.id)
    assert isinstance(day.state, Asked)
    assert page.asked.failed == "There is nobody with this name in your vault."
