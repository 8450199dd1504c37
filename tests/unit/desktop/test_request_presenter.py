"""The request page without a window: what is shown of a request, and what can be chosen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.unit.customer.asking import FEET, SHOE, SPORTS, WIDTH, item
from tests.unit.desktop.asking_request import MATERIALS, NEEDED, Asking
from tests.unit.desktop.vault_day import HOST, Day, open_day
from vault.core.consent import ItemState
from vault.core.value import Precision
from vault.customer.editing import remove_preference, set_words
from vault.customer.holdings import view_shops
from vault.desktop.request_state import Asked, Decided, Nothing, Refused


@pytest.fixture
def day(qapp: QApplication, tmp_path: Path) -> Iterator[Day]:
    del qapp
    with open_day(tmp_path) as made:
        yield made


@pytest.fixture
def asking(day: Day) -> Asking:
    return Asking(day)


def states(day: Day) -> set[ItemState]:
    return {each.state for shop in view_shops(day.session) for each in shop.items}


# ---- a request as it opens ----


def test_everything_is_off_and_nothing_can_be_shared(asking: Asking) -> None:
    asking.ask(NEEDED, SPORTS, FEET, duration="P365D")
    state = asking.asked
    assert [(group.title, group.sealed, [row.id for row in group.rows]) for group in state.groups] == [
        ("Needed if you share", False, ["shoe_size"]),
        ("Your choice", False, ["sports"]),
        ("Sealed", True, ["feet"]),
    ]
    assert not any(row.on for group in state.groups for row in group.rows)
    assert state.summary == "The shop asks for 3 things. It says it needs 1. Everything starts off."
    assert state.preview.values == ()
    assert (state.decision.able, state.decision.reason) == (False, "Choose at least one")
    assert state.asker.title == f"{HOST} asks to see 3 preferences"
    assert state.asker.proven
    assert state.asker.trust_lines[0] == f"This really comes from {HOST}."
    assert len(state.asker.code) == 4
    assert "it has nothing from your vault now" in state.asker.about
    assert asking.counts[-1] == 1


def test_an_item_starts_where_its_purpose_is_served_and_shows_the_very_value(asking: Asking) -> None:
    asking.ask(NEEDED, SPORTS)
    asking.on("shoe_size")
    row = asking.row("shoe_size")
    assert (row.on, row.chosen) == (True, Precision.EXACT)
    assert [step.value for step in row.steps] == ["EU 43", "EU 42–44", "Adult"]  # noqa: RUF001 - an en dash
    assert asking.asked.preview.values == (("Shoe size", "EU 43"),)
    assert asking.said[-1] == "Shoe size: EU 43. Share this one."
    asking.choosing.pick("shoe_size", Precision.CATEGORY)
    assert asking.asked.preview.values == (("Shoe size", "Adult"),)
    data = json.loads(asking.asked.preview.data)
    assert data == [{"clothing.shoe_size": {"value": "adult", "precision": "category"}}]
    asking.choosing.switch("shoe_size", False)
    assert asking.asked.preview.values == ()
    assert asking.said[-1] == "Shoe size: Not shared. Choose at least one."


def test_names_that_a_screen_reader_says(asking: Asking) -> None:
    asking.ask(NEEDED, SPORTS)
    assert asking.row("shoe_size").switch_name == "Share Shoe size. Everyday. Needed"
    assert asking.row("sports").switch_name == "Share Sports. Everyday"
    asking.on("shoe_size", "sports")
    assert asking.asked.decision.share == "Share these 2"
    assert asking.asked.decision.share_name == f"Share these 2 with {HOST} until 10 August 2026"


def test_what_is_needed_has_to_be_on(asking: Asking) -> None:
    asking.ask(NEEDED, SPORTS)
    asking.on("sports")
    assert asking.asked.decision.reason == "Turn on shoe size, or share nothing"
    asking.share()
    assert isinstance(asking.day.state, Asked)
    asking.on("shoe_size")
    assert asking.asked.decision.able


def test_sharing_waits_one_second_after_a_request_appears(asking: Asking, qtbot: QtBot) -> None:
    asking.ask(NEEDED, armed=False)
    asking.on("shoe_size")
    assert (asking.asked.decision.able, asking.asked.decision.reason) == (False, "")
    asking.share()
    assert states(asking.day) == set()
    qtbot.waitUntil(lambda: asking.asked.decision.able, timeout=3000)


def test_time_is_limited_by_what_the_shop_asked(asking: Asking) -> None:
    asking.ask(NEEDED, duration="P60D")
    assert asking.asked.duration.choices == ((0, "This visit"), (30, "30 days"), (60, "60 days"))
    assert asking.asked.duration.chosen == 60
    asking.choosing.choose_days(0)
    assert asking.asked.preview.about[0] == ("Until", "This visit")
    assert asking.asked.duration.text.startswith("For this visit only.")


def test_promises_come_from_the_terms(asking: Asking) -> None:
    asking.ask(
        NEEDED,
        recipients=[{"name": "PostNL B.V.", "role": "processor", "country": "NL"}],
        transfers=[{"country": "US", "safeguard": "Contract clauses"}],
        also_collects=["what you buy"],
        delete_within="P60D",
    )
    assert [line.text for line in asking.asked.promises] == [
        "Uses this only to adjust its own pages to you",
        "Gives nothing to other companies",
        "Lets “PostNL B.V.” (Netherlands) handle it",
        "Deletes within 60 days after you stop",
        "Sends it to United States. Its reason: “Contract clauses”",
        "Also collects “what you buy”",
    ]
    assert asking.asked.promises_title == "4 promises"
    assert "What is shared goes outside Europe: United States." in asking.asked.warnings
    assert "The shop takes 60 days to delete. A month is usual." in asking.asked.warnings


# ---- states of a request ----


def test_a_sealed_condition_is_refused_and_closing_says_no(asking: Asking) -> None:
    asking.ask({**FEET, "required": True}, SHOE)
    state = asking.day.state
    assert isinstance(state, Refused)
    assert state.reasons == ("The shop makes “Foot health” a condition. A vault refuses that.",)
    asking.share()
    asking.later()
    assert asking.day.state is state
    asking.close()
    assert isinstance(asking.day.state, Nothing)
    assert "refused" in asking.day.kinds()
    assert b"access_denied" in (asking.day.shop.seen[-1].body or b"")


def test_without_terms_only_everyday_things_for_this_visit(asking: Asking) -> None:
    set_words(asking.day.session, "clothing.materials_avoided", "leather")
    asking.ask_without_terms(SHOE, MATERIALS)
    assert asking.asked.warnings[0] == "This shop does not say why or for how long."
    assert asking.asked.duration.choices == ((0, "This visit"),)
    assert asking.asked.promises == ()
    assert not asking.row("materials").able
    assert asking.asked.asker.trust_title == "Not signed. We only know the address."
    assert "needs" not in asking.asked.summary


def test_several_in_one_credential_are_one_row_with_one_switch(asking: Asking) -> None:
    keys = ("clothing.shoe_size", "clothing.shoe_width", "media.sports")
    asking.ask_together(*keys)
    (group,), together = asking.asked.groups, "This shop wants these 3 together."
    assert group.bundle is not None
    assert group.title == "Asked"
    assert (group.bundle.text, group.bundle.ids, group.bundle.able) == (together, ("all",), True)
    assert group.bundle.switch_name == f"Share Shoe size, Shoe width, Sports. {together}"
    assert asking.asked.asker.title == f"{HOST} asks to see 3 preferences"
    assert asking.asked.summary == "The shop asks for 3 things. Everything starts off."
    asking.on("all")
    assert asking.asked.decision.share == "Share these 3"
    assert asking.said[-1].startswith("Shoe size, Shoe width, Sports: EU 43 · ")
    asking.choosing.pick("all", Precision.RANGE)
    values = asking.asked.preview.values
    assert [name for name, _ in values] == ["Shoe size", "Shoe width", "Sports"]
    assert asking.row("all").steps[1].value == " · ".join(value for _, value in values)
    assert list(json.loads(asking.asked.preview.data)[0]) == list(keys)
    asking.share()
    state = asking.day.state
    assert isinstance(state, Decided)
    assert state.title == f"You shared 3 things with {HOST}"
    assert [(item.name, item.precision) for item in state.items] == [
        ("Shoe size", Precision.RANGE),
        ("Shoe width", Precision.CATEGORY),
        ("Sports", Precision.CATEGORY),
    ]


def test_one_part_that_is_missing_keeps_all_of_it_off(asking: Asking, qtbot: QtBot) -> None:
    asking.ask_together("clothing.shoe_size", "clothing.fit")
    row = asking.row("all")
    assert (row.able, row.add_name) == (False, "Add Fit to your vault")
    with qtbot.waitSignal(asking.add_wanted) as wanted:
        asking.add(row.key)
    assert wanted.args == ["clothing.fit"]
    set_words(asking.day.session, "clothing.shoe_width", "H", most=Precision.CLOSED)
    asking._reset()
    asking.ask_together("clothing.shoe_size", "clothing.shoe_width")
    assert [each.text for each in asking.row("all").remarks] == ["Shoe width: You keep this closed for shops."]


def test_what_is_not_in_the_vault_can_be_added(asking: Asking, qtbot: QtBot) -> None:
    set_words(asking.day.session, "clothing.colours_worn", "navy")
    remove_preference(asking.day.session, "clothing.shoe_width")
    asking.ask(SHOE, WIDTH)
    row = asking.row("width")
    assert (row.able, row.add_name) == (False, "Add Shoe width to your vault")
    with qtbot.waitSignal(asking.add_wanted) as wanted:
        asking.add(row.key)
    assert wanted.args == ["clothing.shoe_width"]
    asking.on("shoe_size")
    set_words(asking.day.session, "clothing.shoe_width", "H")
    asking.start()
    assert asking.row("width").able
    assert asking.row("shoe_size").on


def test_asking_finer_than_needed_is_told(asking: Asking) -> None:
    set_words(asking.day.session, "clothing.colours_worn", "navy, grey")
    asking.ask(item("colours", "clothing.colours_worn", purposes=["dpv:ProvideProductRecommendations"]), SHOE)
    row = asking.row("colours")
    assert row.caption == "A category is enough for this."
    assert row.reason.endswith("To suggest things from its shop.")  # two purposes: each item says which


def test_items_in_a_bundle_have_one_switch(asking: Asking) -> None:
    asking.ask(NEEDED, {**SPORTS, "required": True}, {**WIDTH, "required": True})
    (group,) = asking.asked.groups
    assert group.bundle is not None
    assert group.bundle.text == "This shop wants these 3 together."
    asking.on("sports")
    assert len(asking.asked.preview.values) == 3
    asking.choosing.switch("width", False)
    assert asking.asked.preview.values == ()


def test_a_request_ends_while_it_is_looked_at(asking: Asking) -> None:
    asking.ask(SHOE)
    asking.day.later(minutes=9)
    asking._end.look()
    assert isinstance(asking.day.state, Asked)
    asking.day.later(minutes=2)
    asking._end.look()
    assert asking.day.state.reasons == (f"This request of {HOST} is over. Ask the shop for a new link.",)
    asking.close()
    assert asking.day.state == Nothing()


def test_a_changed_vault_is_looked_at_again(asking: Asking) -> None:
    asking.ask(SHOE)
    asking.on("shoe_size")
    set_words(asking.day.session, "clothing.shoe_size", "EU 44")
    asking.share()
    assert "changed" in asking.asked.failed
    assert asking.said[-1] == asking.asked.failed
    assert asking.asked.preview.values == (("Shoe size", "EU 44"),)
    asking.share()  # the second click of two, meant for what is no longer there
    assert isinstance(asking.day.state, Asked)
    asking.choosing._arm()
    asking.share()
    assert isinstance(asking.day.state, Decided)


def test_an_unchanged_vault_does_not_make_one_wait_again(asking: Asking) -> None:
    asking.ask(SHOE)
    asking.on("shoe_size")
    asking.start()
    assert asking.asked.decision.able


def test_dutch(day: Day) -> None:
    asking = Asking(day, "nl")
    asking.ask(SHOE, FEET)
    assert asking.row("feet").name == "Voetgezondheid"
    asking.on("feet")
    assert asking.asked.sealed is not None
    assert asking.asked.sealed.words.startswith(f"Ik laat {HOST} mijn ")
