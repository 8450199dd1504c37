"""The request page without a window: what is shown of a request, what can be chosen, and what becomes of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.asking import FEET, SHOE, SPORTS, WIDTH, Shop, item
from tests.unit.customer.conftest import PASSPHRASE
from tests.unit.desktop.vault_day import HOST, Day, open_day, sentences
from vault.core.consent import ItemState
from vault.core.errors import NetworkError, StorageError
from vault.core.sensitivity import Level
from vault.core.value import Precision
from vault.customer.editing import remove_preference, set_words
from vault.customer.holdings import view_shops
from vault.customer.trust import Trust
from vault.desktop.request_arrivals import Unfinished
from vault.desktop.request_presenter import RequestPresenter
from vault.desktop.request_state import Asked, Decided, Fetching, ItemRow, Nothing, Refused
from vault.net.testing_shops import TestShops
from vault.openid4vp.link import make_link
from vault.openid4vp.request_building import build_request, unsigned_parameters

NEEDED = {**SHOE, "required": True}
VEGETARIAN = item("vegetarian", "food.vegetarian")
MATERIALS = item("materials", "clothing.materials_avoided")


class Asking(RequestPresenter):
    """A presenter over a vault and one shop, with what a person does."""

    def __init__(self, day: Day, language: str = "en") -> None:
        self.day, self.opened = day, list[str]()
        trust = Trust((), TestShops())
        super().__init__(day.tasks, day.shop, trust, sentences(language), shipped(), day.clock, self.opened.append)
        day.watch(self)
        self.said: list[str] = []
        self.counts: list[int] = []
        self.announced.connect(self.said.append)
        self.waiting.connect(self.counts.append)

    def link(self, *items: dict[str, Any], shop: Shop | None = None, number: int = 1, **other: Any) -> str:
        """A whole request in a link, which nobody signed."""
        asker = shop or self.day.shop
        asker.expects = asker.terms(items, **other)
        address = f"https://{asker.host}/answer"
        claims = build_request(
            client_id=f"redirect_uri:{address}",
            response_uri=address,
            nonce=f"nonce-of-22-characters-{number}",
            state=f"state-{number}",
            now=self.day.clock.now(),
            terms=asker.expects.raw,
            answer_jwk=asker.agreement.jwk("answer-1"),
        )
        return make_link(unsigned_parameters(claims))

    def ask(self, *items: dict[str, Any], armed: bool = True, signed: bool = True, **other: Any) -> None:
        """Lay out a request of the shop, as after its link was followed, and let the first second pass."""
        request = self.day.shop.ask(*items, **other)
        self._propose(request if signed else replace(request, signed=False))
        if armed:
            self.choosing._arm()

    def ask_without_terms(self, *items: dict[str, Any]) -> None:
        self._propose(replace(self.day.shop.ask(*items), signed=False, terms=None))
        self.choosing._arm()

    def ask_together(self, *keys: str) -> None:
        """As a shop asks that wants several preferences in one credential."""
        self._propose(self.day.shop.ask_for_claims(*({"path": [key]} for key in keys)))
        self.choosing._arm()

    @property
    def asked(self) -> Asked:
        assert isinstance(self.day.state, Asked)
        return self.day.state

    def row(self, item_id: str) -> ItemRow:
        (found,) = [row for group in self.asked.groups for row in group.rows if row.id == item_id]
        return found

    def on(self, *ids: str) -> None:
        for each in ids:
            self.choosing.switch(each, True)

    def type_passphrase(self, typed: str = PASSPHRASE) -> None:
        assert self.asked.sealed is not None
        self.choosing.permit(typed, self.asked.sealed.words)


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


# ---- sealed items ----


def test_a_sealed_item_stays_off_until_the_passphrase_is_typed(asking: Asking) -> None:
    asking.ask(SHOE, FEET)
    asking.on("shoe_size", "feet")
    sealed = asking.asked.sealed
    assert sealed is not None
    assert not asking.row("feet").on
    assert sealed.title == f"Share “Foot health” with {HOST}?"
    assert sealed.words.startswith(f"I let {HOST} see my “Foot health”")
    asking.type_passphrase("something else")
    assert asking.asked.sealed is not None
    assert asking.asked.sealed.error == "This passphrase does not open your vault. Check caps lock and try again."
    asking.type_passphrase("")
    assert asking.asked.sealed.error == "Type your passphrase, or keep it off."
    assert not asking.row("feet").on
    asking.type_passphrase()
    assert asking.asked.sealed is None
    assert asking.row("feet").on
    asking.share()
    assert isinstance(asking.day.state, Decided)
    assert len(asking.day.shop.holds) == 2


def test_keeping_it_off_drops_an_answer_that_comes_later(asking: Asking) -> None:
    asking.ask(SHOE, FEET)
    asking.on("feet")
    asking.day.tasks.hold = True
    asking.type_passphrase()
    assert asking.asked.sealed is not None
    assert asking.asked.sealed.checking
    asking.choosing.keep_off()
    asking.day.tasks.run()
    assert not asking.row("feet").on
    assert asking.asked.sealed is None


def test_another_time_or_step_asks_again(asking: Asking) -> None:
    asking.ask(SHOE, FEET, duration="P365D")
    asking.on("feet")
    asking.type_passphrase()
    asking.choosing.choose_days(30)
    assert not asking.row("feet").on
    assert asking.row("feet").remarks[0].text == "The time changed, so this went off."
    asking.on("feet")
    asking.choosing.pick_sealed(Precision.EXACT)
    asking.type_passphrase()
    assert asking.row("feet").chosen is Precision.EXACT
    asking.choosing.pick("feet", Precision.CATEGORY)
    assert asking.asked.sealed is not None
    assert asking.row("feet").chosen is Precision.EXACT
    asking.choosing.keep_off()
    assert asking.row("feet").chosen is Precision.EXACT


def test_what_is_sealed_only_together_says_so_and_asks_for_each(asking: Asking) -> None:
    set_words(asking.day.session, "food.vegetarian", "yes")
    set_words(asking.day.session, "clothing.materials_avoided", "leather")
    asking.ask(VEGETARIAN, MATERIALS)
    assert asking.row("vegetarian").level is Level.PERSONAL
    asking.on("materials")
    assert asking.row("vegetarian").level is Level.SEALED
    assert asking.row("vegetarian").remarks[0].text.startswith("Together these can show that you are vegan")
    asking.on("vegetarian")
    asking.type_passphrase()
    assert asking.asked.sealed is not None
    assert "Materials" in asking.asked.sealed.title or "Vegetarian" in asking.asked.sealed.title
    assert not asking.row("vegetarian").on
    asking.type_passphrase()
    assert asking.row("vegetarian").on
    assert asking.row("materials").on
    asking.share()
    assert len(asking.day.shop.holds) == 2


def test_nothing_sealed_goes_to_a_shop_that_did_not_sign(asking: Asking) -> None:
    set_words(asking.day.session, "food.vegetarian", "yes")
    set_words(asking.day.session, "clothing.materials_avoided", "leather")
    asking.ask(VEGETARIAN, MATERIALS, signed=False)
    asking.on("materials", "vegetarian")
    assert asking.asked.sealed is None
    assert not asking.row("vegetarian").on
    assert "proved who it is" in asking.row("vegetarian").remarks[0].text


def test_a_shop_that_asks_in_the_wrong_way_is_told_by_the_name_of_the_item(asking: Asking) -> None:
    set_words(asking.day.session, "beauty.skin_type", "sensitive")  # this answer is about health, others are not
    asking.ask(item("skin", "beauty.skin_type"))
    asking.on("skin")
    assert asking.asked.sealed is None  # no passphrase could mend it
    assert not asking.row("skin").on
    assert asking.row("skin").remarks[0].text.startswith("“Skin type” is sealed")


# ---- deciding ----


def test_what_was_shared_and_the_way_back(asking: Asking, qtbot: QtBot) -> None:
    asking.ask(NEEDED, SPORTS)
    asking.on("shoe_size", "sports")
    with qtbot.waitSignal(asking.shared):
        asking.share()
    state = asking.day.state
    assert isinstance(state, Decided)
    assert state.title == f"You shared 2 things with {HOST}"
    assert (state.items[0].name, state.items[0].precision_text) == ("Shoe size", "Exact")
    assert (state.status_kind, state.status) == ("ok", "The shop has it.")
    assert "43" not in str(state.items)
    back = f"https://{HOST}/back?response_code=abc"
    assert (state.back, asking.opened) == (back, [back])
    asking.go_back()
    assert asking.opened == [back, back]
    assert asking.counts[-1] == 0
    asking.close()
    assert asking.day.state == Nothing()


def test_a_shop_that_is_down_is_told_as_it_is(asking: Asking) -> None:
    asking.day.shop.mood = "down"
    asking.ask(SHOE)
    asking.on("shoe_size")
    asking.share()
    state = asking.day.state
    assert isinstance(state, Decided)
    assert state.status_kind == "busy"
    assert state.status.startswith("The shop is not reached yet.")
    assert "Next try: today" in state.status
    assert state.back == ""
    asking.day.shop.mood = "fine"
    asking.day.later(minutes=1)
    asking.day.deliver()
    asking.start()
    assert asking.day.state.status_kind == "ok"


def test_a_refused_answer_and_a_missing_receipt(asking: Asking) -> None:
    asking.day.shop.mood = "refuses"
    asking.ask(SHOE)
    asking.on("shoe_size")
    asking.share()
    assert asking.day.state.status_kind == "error"
    assert "did not accept" in asking.day.state.problem
    asking.close()
    asking.day.shop.mood = "no receipt"
    asking.ask(SHOE)
    asking.on("shoe_size")
    asking.share()
    assert asking.day.state.status_kind == "ok"
    assert asking.day.state.problem != ""


def test_sharing_nothing_and_never_again(asking: Asking) -> None:
    asking.ask(SHOE)
    asking.choosing.set_never_ask(True)
    asking.refuse()
    assert asking.day.state.title == f"You shared nothing with {HOST}"
    assert asking.day.state.text.endswith("It may not ask you again.")
    assert asking.day.state.status == "The shop heard your no."
    asking.close()
    asking.ask(SHOE)
    assert asking.day.state.reasons == (f"You told your vault that {HOST} may never ask again.",)


def test_decide_later_lets_it_wait_until_its_end(asking: Asking) -> None:
    asking.ask(SHOE)
    asking.on("shoe_size")
    asking.later()
    state = asking.day.state
    assert isinstance(state, Nothing)
    (line,) = state.waiting
    end = (asking.day.clock.now() + timedelta(minutes=10)).astimezone()
    assert (line.host, line.text) == (HOST, f"You can answer until {end:%H:%M}.")
    assert asking.counts[-1] == 1
    asking.open_waiting(line.number)
    assert not asking.row("shoe_size").on
    asking.later()
    asking.day.later(minutes=11)
    asking.start()
    assert asking.day.state == Nothing()


def test_a_disk_that_fails_keeps_the_request_open(asking: Asking) -> None:
    asking.ask(SHOE)
    asking.on("shoe_size")
    asking.day.tasks.fails = StorageError("disk_full")
    asking.day.tasks.hold = True
    asking.share()
    asking.day.tasks.held.pop(0)()
    asking.day.tasks.fails = None
    asking.day.tasks.run()
    assert asking.asked.failed != ""
    assert asking.asked.decision.able


# ---- links ----


def test_a_link_is_followed_and_laid_out(asking: Asking) -> None:
    asking.open_link(f"  {asking.link(SHOE)}\n")
    assert any(isinstance(state, Fetching) for state in asking.day.states)
    assert not asking.asked.asker.proven
    assert asking.asked.asker.host == HOST


def test_a_link_that_leads_nowhere(asking: Asking) -> None:
    asking.open_link("https://schoenenhuis.example/")
    assert isinstance(asking.day.state, Refused)
    assert asking.counts[-1] == 0
    asking.close()
    asking.day.tasks.fails = NetworkError("timed_out", host=HOST)
    asking.open_link(asking.link(SHOE))
    assert asking.day.state.reasons == (f"{HOST} did not answer in time. Try again later.",)


def test_other_links_wait_at_most_five(asking: Asking) -> None:
    first = asking.link(SHOE)
    asking.open_link(first)
    asking.open_link(first)
    assert asking.counts[-1] == 1
    others = [Shop(f"winkel{number}.example", now=asking.day.clock.now) for number in range(7)]
    for shop in others:
        asking.open_link(asking.link(SPORTS, shop=shop))
    assert asking.counts[-1] == 6
    asking.later()
    assert [line.host for line in asking.day.state.waiting] == [f"winkel{number}.example" for number in range(5)]
    asking.open_waiting(asking.day.state.waiting[1].number)
    assert asking.asked.asker.host == "winkel1.example"


def test_the_same_request_is_answered_once(asking: Asking) -> None:
    link = asking.link(SHOE)
    asking.open_link(link)
    asking.refuse()
    asking.close()
    asking.open_link(link)
    assert isinstance(asking.day.state, Refused)


def after_lock(asking: Asking, unfinished: Unfinished) -> Asking:
    """The page as it is made anew once the vault is open again."""
    asking.forget()
    again = Asking(asking.day)
    again.resume(unfinished)
    return again


def test_the_request_that_was_open_is_open_again(asking: Asking) -> None:
    asking.open_link(asking.link(SHOE, number=1))
    asking.later()
    asking.open_link(asking.link(SPORTS, number=2))
    opened = asking.asked.id
    again = after_lock(asking, asking.unfinished())
    assert again.asked.id == opened
    assert again.counts[-1] == 2
    again.later()
    assert len(again.day.state.waiting) == 2


def test_requests_that_waited_wait_again_in_a_new_program(asking: Asking, day: Day) -> None:
    asking.open_link(asking.link(SHOE))
    again = Asking(day)
    again.start()
    assert [line.host for line in day.state.waiting] == [HOST]
    assert day.state.waiting[0].text.startswith("You can answer until ")
    assert again.counts[-1] == 1
    again.start()
    assert again.counts[-1] == 1
    again.open_waiting(day.state.waiting[0].number)
    assert again.asked.asker.host == HOST
    again.start()
    assert again.counts[-1] == 1  # it is open, so it does not wait as well
    again.refuse()
    again.start()
    assert again.counts[-1] == 0


def test_links_that_were_not_followed_yet_are_followed_again(asking: Asking) -> None:
    first, second = asking.link(SHOE, number=1), asking.link(SPORTS, number=2)
    asking.day.tasks.hold = True
    asking.open_link(first)
    asking.open_link(second)
    unfinished = asking.unfinished()
    asking.forget()
    asking.day.tasks.held.clear()
    asking.day.tasks.hold = False
    again = after_lock(asking, unfinished)
    assert [row.id for group in again.asked.groups for row in group.rows] == ["shoe_size"]
    assert again.counts[-1] == 2


def test_a_full_queue_does_not_keep_out_what_was_open(asking: Asking) -> None:
    asking.open_link(asking.link(SHOE))
    for number in range(5):
        shop = Shop(f"winkel{number}.example", now=asking.day.clock.now)
        asking.open_link(asking.link(SPORTS, shop=shop))
    assert asking.counts[-1] == 6
    again = after_lock(asking, asking.unfinished())
    assert again.asked.asker.host == HOST
    assert again.counts[-1] == 6


def test_a_link_opened_twice_neither_waits_nor_is_open_twice(asking: Asking) -> None:
    link = asking.link(SHOE)
    asking.open_link(link)
    asking.later()
    asking.open_link(link)
    assert isinstance(asking.day.state, Asked)
    assert asking.counts[-1] == 1


def test_a_request_that_ended_meanwhile_is_not_open_again(asking: Asking) -> None:
    asking.open_link(asking.link(SHOE))
    unfinished = asking.unfinished()
    asking.day.later(minutes=10)
    again = after_lock(asking, unfinished)
    assert again.day.state == Nothing()


def test_locking_forgets_everything(asking: Asking) -> None:
    asking.ask(SHOE)
    asking.later()
    asking.ask(SPORTS)
    asking.forget()
    assert asking.day.state == Nothing()
    assert asking.counts[-1] == 0


def test_dutch(day: Day) -> None:
    asking = Asking(day, "nl")
    asking.ask(SHOE, FEET)
    assert asking.row("feet").name == "Voetgezondheid"
    asking.on("feet")
    assert asking.asked.sealed is not None
    assert asking.asked.sealed.words.startswith(f"{HOST} mag mijn")
