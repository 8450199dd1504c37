"""Each kind of history entry as two lines, in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from tests.unit.core.catalogue_values import shipped
from tests.unit.desktop.vault_day import HOST, sentences
from vault.core.consent import ItemState
from vault.core.sensitivity import Level
from vault.core.value import Json, Precision
from vault.customer.history import HistoryEntry
from vault.customer.holdings import HeldItem, ShopView
from vault.desktop.activity_state import EventLine, Segment
from vault.desktop.activity_words import ActivityWords
from vault.desktop.shops_words import ShopsWords

NOW = datetime(2026, 5, 12, 12, 4, tzinfo=UTC)
SHOE, SPORTS, WIDTH = "clothing.shoe_size", "media.sports", "clothing.shoe_width"
FIVE = (SHOE, SPORTS, WIDTH, "food.wine", "food.beer")


def words(language: str = "en") -> ActivityWords:
    said = sentences(language)
    return ActivityWords(said, ShopsWords(said, shipped()))


def entry(kind: str, *keys: str, host: str | None = HOST, ago: float = 0, seq: int = 1, **facts: Json) -> HistoryEntry:
    items: list[Json] = [{"jti": f"urn:{key}", "key": key} for key in keys]
    return HistoryEntry(seq, NOW - timedelta(days=ago), kind, host, keys, {"items": items, **facts})


def told(*entries: HistoryEntry, shops: tuple[ShopView, ...] = (), language: str = "en") -> tuple[EventLine, ...]:
    numbered = [replace(each, seq=number) for number, each in enumerate(entries, 1)]
    return tuple(reversed([*words(language).lines(numbered, shops, NOW)]))


def waiting(next_try: datetime | None) -> tuple[ShopView, ...]:
    held = HeldItem(f"urn:{SHOE}", SHOE, Precision.EXACT, Level.EVERYDAY, None, NOW, False, ItemState.STOPPING, NOW)
    return (ShopView(HOST, HOST, True, NOW, False, (held,), next_try),)


UNTIL: dict[str, Json] = {"until": "2026-08-10T12:00:00Z", "visit": False}


@pytest.mark.parametrize("kind", ["asked", "delivered", "told", "erased", "expired"])
def test_the_same_preferences_stand_in_the_same_order_whatever_comes_first(kind: str) -> None:
    orders = [(*order, "unknown.key") for order in permutations((WIDTH, SHOE, "food.wine"))]
    lines = {told(entry(kind, *order))[0].more for order in (*orders, *((each[-1], *each[:-1]) for each in orders))}
    assert len(lines) == 1
    names = [shipped().entries[key].label["en"] for key in shipped().entries if key in {WIDTH, SHOE, "food.wine"}]
    assert ", ".join([*names, "unknown.key"]) in lines.pop()


@pytest.mark.parametrize(
    ("found", "segment", "title", "more"),
    [
        (
            entry("shared", SHOE, SPORTS, **UNTIL),
            Segment.SHARED,
            f"You shared 2 preferences with {HOST}",
            "Until 10 August 2026. Receipt 2026-0001",
        ),
        (
            entry("shared", SHOE, visit=True, until="2026-05-12T13:00:00Z"),
            Segment.SHARED,
            f"You shared 1 preference with {HOST}",
            "For this visit only. Receipt 2026-0001",
        ),
        (
            entry("shared", SHOE, until="one day"),
            Segment.SHARED,
            f"You shared 1 preference with {HOST}",
            "For this visit only. Receipt 2026-0001",
        ),
        (entry("delivered", SHOE), Segment.SHARED, f"{HOST} received what you shared", "Shoe size"),
        (entry("not_delivered", SHOE), Segment.SHARED, f"{HOST} never received what you shared", "Shoe size"),
        (
            entry("uncertain", SHOE),
            Segment.SHARED,
            f"{HOST} did not confirm what you shared",
            "It may have it. You can stop it on the page of the shop.",
        ),
        (entry("denied", SHOE), Segment.STOPPED, f"{HOST} says it has nothing of you", "Shoe size"),
        (entry("asked", SHOE), Segment.ALL, f"{HOST} asked to see 1 preference", "Shoe size"),
        (
            entry("asked", *FIVE),
            Segment.ALL,
            f"{HOST} asked to see 5 preferences",
            "Shoe size, Shoe width, Wine I enjoy and 2 more",
        ),
        (entry("refused"), Segment.REFUSED, f"You shared nothing with {HOST}", "The shop only hears “no”."),
        (
            entry("refused", never_ask=True),
            Segment.REFUSED,
            f"You shared nothing with {HOST}",
            "The shop may not ask again.",
        ),
        (
            entry("request_ended"),
            Segment.ALL,
            f"The question of {HOST} ended",
            "You did not answer it. Nothing was shared.",
        ),
        (entry("stopped", SHOE), Segment.STOPPED, f"You stopped sharing Shoe size with {HOST}", ""),
        (
            entry("stopped", SHOE, SPORTS),
            Segment.STOPPED,
            f"You stopped sharing 2 preferences with {HOST}",
            "Shoe size, Sports",
        ),
        (
            entry("stop_undone", SHOE),
            Segment.STOPPED,
            f"You share with {HOST} again",
            "You took a stop back: Shoe size",
        ),
        (entry("told", SHOE), Segment.STOPPED, f"{HOST} knows that you stopped", "Shoe size"),
        (entry("erased", SHOE), Segment.STOPPED, f"{HOST} said it deleted this", "Shoe size"),
        (
            entry("gave_up", SHOE),
            Segment.STOPPED,
            f"{HOST} could not be told to stop",
            "Use the code for this shop on its own page.",
        ),
        (
            entry("overdue", SHOE),
            Segment.STOPPED,
            f"{HOST} did not answer in time",
            "It did not say that it deleted: Shoe size",
        ),
        (entry("expired", SHOE), Segment.STOPPED, f"Sharing with {HOST} ended by itself", "Shoe size"),
        (
            entry("preference_set", SHOE, host=None),
            Segment.CHANGED,
            "You added Shoe size",
            "Kept on this computer only",
        ),
        (
            entry("preference_removed", SHOE, host=None),
            Segment.CHANGED,
            "You removed Shoe size",
            "From your vault only",
        ),
        (
            entry("exported", host=None, sealed=True),
            Segment.SECURITY,
            "You took a copy of your data",
            "With sealed items. The file is not locked.",
        ),
        (
            entry("exported", host=None, sealed=False),
            Segment.SECURITY,
            "You took a copy of your data",
            "Without sealed items. The file is not locked.",
        ),
        (
            entry("imported", host=None, entries=214),
            Segment.SECURITY,
            "You brought in your own copy",
            "With its history of 214 entries",
        ),
        (
            entry("merged", host=None, entries=1),
            Segment.SECURITY,
            "You took in what a copy had more",
            "With its history of 1 entry",
        ),
        (entry("merged", host=None, entries=0), Segment.SECURITY, "You took in what a copy had more", ""),
        (entry("vault_created", host=None), Segment.SECURITY, "Vault made", ""),
        (entry("change_accepted", host=None), Segment.SECURITY, "You accepted a change from outside", ""),
        (entry("states_mended", host=None), Segment.SECURITY, "Vault mended its list of shares", ""),
        (entry("people_changed", host=None), Segment.CHANGED, "You changed something about people you buy for", ""),
        (entry("wishes_changed", host=None), Segment.CHANGED, "You changed your wish list", ""),
        (entry("letter_made", letter="access"), Segment.ALL, "You wrote a letter", f"See what the shop has, {HOST}"),
        (entry("letter_sent", host=None, letter="objection"), Segment.ALL, "You sent a letter", "Say no to a use"),
        (entry("letter_answered", letter="later"), Segment.ALL, "You noted what came of a letter", HOST),
        (entry("from_the_future", host=None), Segment.ALL, "Something a newer version wrote down", ""),
    ],
)
def test_every_kind(qapp: object, found: HistoryEntry, segment: Segment, title: str, more: str) -> None:
    del qapp
    (line,) = told(found)
    assert (line.segment, line.title, line.more) == (segment, title, more)
    assert line.is_share is (found.kind == "shared")


def test_every_kind_of_the_journal_is_told(qapp: object) -> None:
    """What has a sentence among the events has its own icon here."""
    del qapp
    for kind in sentences().texts["events"]:
        (line,) = told(entry(kind, SHOE))
        assert (line.icon == "question") is (kind == "unknown")


def test_a_change_knows_what_was_there(qapp: object) -> None:
    del qapp
    kinds = ["preference_set", "preference_set", "preference_removed", "preference_set"]
    lines = told(*(entry(kind, SHOE, host=None) for kind in kinds))
    assert [line.title for line in reversed(lines)] == [
        "You added Shoe size",
        "You changed Shoe size",
        "You removed Shoe size",
        "You added Shoe size",
    ]


@pytest.mark.parametrize(
    ("ago", "after"),
    [(10, "on the day you stopped"), (9, "1 day after you stopped"), (6, "4 days after you stopped")],
)
def test_deletion_says_how_long_it_took(qapp: object, ago: float, after: str) -> None:
    del qapp
    erased, _stopped = told(entry("stopped", SHOE, ago=10), entry("erased", SHOE, ago=ago))
    assert erased.more == f"Shoe size, {after}"


def test_a_stop_that_has_not_arrived_says_so(qapp: object) -> None:
    del qapp
    later = NOW + timedelta(hours=1)
    (line,) = told(entry("stopped", SHOE, ago=3), shops=waiting(later))
    assert line.more == f"Shop not reached yet. Trying again today {later.astimezone():%H:%M}"
    (line,) = told(entry("stopped", SHOE, ago=3), shops=waiting(NOW))
    assert line.more == "Shop not reached yet"


def test_days(qapp: object) -> None:
    del qapp
    lines = told(*(entry("refused", ago=ago) for ago in (300, 10, 1, 0)))
    assert [line.day for line in lines] == [
        "Today, 12 May",
        "Yesterday, 11 May",
        "Saturday 2 May",
        "Wednesday 16 July 2025",
    ]


def test_receipts_are_numbered_in_their_year(qapp: object) -> None:
    del qapp
    lines = told(*(entry("shared", SHOE, ago=ago, **UNTIL) for ago in (300, 2, 1)))
    assert [line.more.rpartition(" ")[2] for line in lines] == ["2026-0002", "2026-0001", "2025-0001"]


def test_odd_facts_are_no_trouble(qapp: object) -> None:
    """A history can come from another vault."""
    del qapp
    odd = HistoryEntry(1, NOW, "stopped", HOST, (SHOE,), {"items": "none", "until": 7})
    assert told(odd)[0].title == f"You stopped sharing Shoe size with {HOST}"
    assert told(entry("imported", host=None, entries="many"))[0].more == ""


def test_dutch_days(qapp: object) -> None:
    del qapp
    (line,) = told(entry("shared", SHOE, ago=10, **UNTIL), language="nl")
    assert line.day == "Zaterdag 2 mei"
    assert line.names == ("Schoenmaat",)


@pytest.mark.parametrize(
    ("says", "title"),
    [
        ("thanks", f"You told {HOST} that this helped"),
        ("wrong_for_me", f"You told {HOST} that this is not right"),
        ("too_much", f"You told {HOST} that this is too much"),
        (["thanks"], f"You told {HOST} what you think"),
    ],
)
def test_what_was_told_is_said(says: Json, title: str) -> None:
    (line,) = told(entry("feedback_given", SPORTS, says=says))
    assert (line.title, line.more) == (title, "Sports")


def test_an_answer_that_told_of_a_leak() -> None:
    (line,) = told(entry("held_asked", differences=0, incidents=1))
    assert line.more == "Its answer fits. It told of a leak."


def test_whom_the_shop_told_of_the_stop() -> None:
    lines = told(entry("stopped", SHOE, ago=1), entry("erased", SHOE, told=["Postbode B.V."], not_told=["Mailclub"]))
    assert lines[0].more == (
        "Shoe size, 1 day after you stopped. It also told “Postbode B.V.”. It did not tell “Mailclub”."
    )
