"""What is said of each shop, for every state that a share can be in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.unit.core.catalogue_values import shipped
from tests.unit.desktop.vault_day import sentences
from vault.core.consent import ItemState
from vault.core.sensitivity import Level
from vault.core.terms import Recipient
from vault.core.value import Precision
from vault.customer.holdings import HeldItem, ShopView
from vault.customer.shop_detail import Agreement, Promises, SeenItem, ShopDetail
from vault.desktop.shops_words import ShopsWords

NOW = datetime(2026, 5, 12, 12, 4, tzinfo=UTC)
HOST = "groenekom.example"


@pytest.fixture
def words(qapp: object) -> ShopsWords:
    del qapp
    return ShopsWords(sentences(), shipped())


def item(state: ItemState = ItemState.ACTIVE, *, days: float = 90, visit: bool = False, ago: float = 0) -> HeldItem:
    return HeldItem(
        f"urn:{state}-{days}",
        "clothing.shoe_size",
        Precision.RANGE,
        Level.EVERYDAY,
        "dpv:ServicePersonalisation",
        NOW + timedelta(days=days),
        visit,
        state,
        NOW - timedelta(days=ago),
    )


def shop(*items: HeldItem, next_try: datetime | None = None, never_ask: bool = False, signed: bool = True) -> ShopView:
    return ShopView(HOST, "De Groene Kom B.V.", signed, NOW, never_ask, items, next_try)


def detail(view: ShopView, *agreements: Agreement, promises: Promises | None = None) -> ShopDetail:
    items = tuple(SeenItem(each, {"en": "To pick shoes."}, {}) for each in view.items)
    return ShopDetail(view, "NL", "R2MD-4KXA-7TQ9", items, agreements, promises)


def test_what_is_somebody_elses_says_so(words: ShopsWords) -> None:
    gift = replace(item(visit=True), about_other=True)
    (line,) = words.pane(detail(shop(gift)), NOW).items
    assert line.reason == "For somebody else. “To pick shoes.”"


@pytest.mark.parametrize(
    ("days", "icon", "text"),
    [
        (90, "check-circle", "Active until 10 Aug 2026"),
        (15, "check-circle", "Active until 27 May 2026"),
        (14, "hourglass-medium", "Ends in 14 days"),
        (6, "hourglass-medium", "Ends in 6 days"),
        (1, "hourglass-medium", "Ends tomorrow"),
        (0.01, "hourglass-medium", "Ends today"),
    ],
)
def test_soonest_end(words: ShopsWords, days: float, icon: str, text: str) -> None:
    status = words.status(shop(item(days=200), item(days=days)), NOW)
    assert (status.icon, status.text) == (icon, text)
    assert (status.role == "sandInk") is status.soon is (icon == "hourglass-medium")


@pytest.mark.parametrize(
    ("view", "icon", "text"),
    [
        (shop(item(ItemState.SENDING)), "paper-plane-tilt", "On its way. The shop has not answered yet."),
        (
            shop(item(ItemState.SENDING), item(ItemState.UNCERTAIN)),
            "question",
            "Sent, but not confirmed. The shop may have it.",
        ),
        (shop(item(ItemState.DENIED)), "minus-circle", "Stopped. The shop says it has nothing of you."),
        (shop(item(days=0.1, visit=True)), "hourglass-medium", "For this visit only"),
        (
            shop(item(ItemState.STOPPING), next_try=NOW + timedelta(hours=1)),
            "arrows-clockwise",
            "Stopped. Shop not reached yet, trying again today {in_an_hour}",
        ),
        (
            shop(item(ItemState.STOPPING), next_try=NOW + timedelta(days=1)),
            "arrows-clockwise",
            "Stopped. Shop not reached yet, trying again tomorrow {now}",
        ),
        (
            shop(item(ItemState.STOPPING), next_try=NOW + timedelta(seconds=10)),
            "paper-plane-tilt",
            "Stopped. The shop hears it in a moment.",
        ),
        (shop(item(ItemState.TOLD)), "paper-plane-tilt", "Stopped. Shop told, answer not here yet"),
        (shop(item(ItemState.ERASED, ago=10)), "checks", "Stopped. On 2 May 2026 the shop said it is deleted."),
        (shop(item(ItemState.OVERDUE)), "file-text", "Stopped. No answer in time"),
        (
            shop(item(ItemState.UNREACHABLE)),
            "warning",
            "Stopped. The shop cannot be told. Use the code on your receipt.",
        ),
        (shop(item(ItemState.EXPIRED, days=-2)), "hourglass-medium", "Ended by itself on 10 May 2026"),
        (shop(item(ItemState.NOT_DELIVERED)), "minus-circle", "Never arrived at the shop."),
        (shop(never_ask=True), "hand-palm", "May not ask you again"),
        (shop(), "minus-circle", "Holds nothing"),
    ],
)
def test_every_state_has_an_icon_and_words(words: ShopsWords, view: ShopView, icon: str, text: str) -> None:
    status = words.status(view, NOW)
    clock = {"now": f"{NOW.astimezone():%H:%M}", "in_an_hour": f"{(NOW + timedelta(hours=1)).astimezone():%H:%M}"}
    assert (status.icon, status.text) == (icon, text.format_map(clock))


@pytest.mark.parametrize("state", ItemState)
def test_no_state_is_without_words(words: ShopsWords, state: ItemState) -> None:
    assert words.status(shop(item(state)), NOW).text
    for line in words.pane(detail(shop(item(state))), NOW).items:
        assert line.stop_name or line.status


def test_the_least_settled_stop_is_said(words: ShopsWords) -> None:
    view = shop(item(ItemState.ERASED), item(ItemState.OVERDUE), item(ItemState.TOLD))
    assert words.status(view, NOW).text == "Stopped. No answer in time"


def test_groups_and_summary(words: ShopsWords) -> None:
    shops = (shop(item()), shop(item(ItemState.TOLD)), shop(item(ItemState.ERASED)), shop(item(ItemState.EXPIRED)))
    assert [(group.title, len(group.lines)) for group in words.groups(shops, NOW)] == [
        ("Hold something now", 1),
        ("Stopped", 2),
        ("Hold nothing", 1),
    ]
    assert words.summary(shops) == "1 shop holds something now. 1 has not confirmed yet that it deleted your data."
    assert words.summary(shops[:1] * 5) == "5 shops hold something now."
    both = words.summary((shops[1], shops[1]))
    assert both == "No shop holds anything now. 2 have not confirmed yet that they deleted your data."


def test_who_was_stopped_and_has_not_settled_it_comes_first(words: ShopsWords) -> None:
    shops = [shop(item(state)) for state in (ItemState.ERASED, ItemState.TOLD, ItemState.STOPPING)]
    (stopped,) = words.groups(shops, NOW)
    assert [line.status.icon for line in stopped.lines] == ["arrows-clockwise", "paper-plane-tilt", "checks"]


def test_a_shop_that_holds_and_was_stopped_says_both(words: ShopsWords) -> None:
    pane = words.pane(detail(shop(item(ItemState.TOLD), item(days=6))), NOW)
    assert [line.status.text if line.status else "" for line in pane.items] == [
        "",
        "Stopped. Shop told, answer not here yet",
    ]
    assert [line.stop_name for line in pane.items] == ["Stop sharing Shoe size with groenekom.example", ""]
    assert pane.stop_name == "Stop sharing with groenekom.example"
    assert pane.more == "Ends on Monday 18 May 2026. It stops by itself. You do not have to do anything."
    assert pane.about == ("Calls itself De Groene Kom B.V., Netherlands",)
    assert pane.items[0].reason == "“To pick shoes.”"


def test_an_erased_share_keeps_its_proof(words: ShopsWords) -> None:
    pane = words.pane(detail(shop(item(ItemState.ERASED, ago=10))), NOW)
    assert pane.more == "It keeps proof that you agreed."
    assert pane.stop_name == ""


def test_what_is_not_proven_is_said(words: ShopsWords) -> None:
    pane = words.pane(detail(shop(item(days=0.1, visit=True), signed=False, never_ask=True)), NOW)
    assert pane.about[1:] == ("Not signed. We only know the address.", "It may not ask you again.")
    assert pane.more == "It stops by itself. You do not have to do anything."


def test_an_objection_is_no_share_to_stop(words: ShopsWords) -> None:
    """It is shown as what it is, and alone it leaves nothing for "Stop sharing" to end."""
    no = replace(item(), objection=True)
    pane = words.pane(detail(shop(no)), NOW)
    assert pane.stop_name == ""
    assert pane.items[0].reason.startswith("Your no. It holds until ")
    assert words.pane(detail(shop(no, item())), NOW).stop_name == f"Stop sharing with {HOST}"


def test_different_ends(words: ShopsWords) -> None:
    pane = words.pane(detail(shop(item(days=6), item(days=60))), NOW)
    assert pane.more.startswith("The first ends on Monday 18 May 2026.")


def test_agreements(words: ShopsWords) -> None:
    def agreed(days: int, *, visit: bool = False) -> Agreement:
        return Agreement(3, NOW, NOW + timedelta(days=days), visit, ())

    view = shop(item())
    pane = words.pane(detail(view, agreed(90), agreed(365), agreed(0, visit=True), agreed(1)), NOW)
    assert [line.text for line in pane.agreements] == [
        "12 May 2026, for 90 days.",
        "12 May 2026, for 1 year.",
        "12 May 2026, for that visit only.",
    ]
    assert pane.agreements[0].link_name == "Open receipt of 12 May 2026"


def test_promises(words: ShopsWords) -> None:
    post = Recipient("PostNL B.V.", "processor", "NL")
    ads = Recipient("Reclame <b>", "controller", "XX")
    assert words.promises(Promises((), (), 7, 24)) == (
        "Gives nothing to other companies.",
        "Deletes within 7 days after you stop.",
    )
    assert words.promises(Promises((), (post, ads), 1, 24)) == (
        "Lets “PostNL B.V.” (Netherlands) handle it.",
        "Passes it on to “Reclame <b>” (XX).",
        "Deletes within 1 day after you stop.",
    )


def test_dutch(qapp: object) -> None:
    del qapp
    words = ShopsWords(sentences("nl"), shipped())
    assert words.label("clothing.shoe_size") == "Schoenmaat"
    assert words.short_date(NOW) == "12 mei 2026"
    assert words.country("NL") == "Nederland"
    assert words.label("food.from_the_future") == "food.from_the_future"
