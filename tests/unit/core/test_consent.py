from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vault.core.consent import HELD, STOPPED, ItemEvent, ItemHappened, ItemState, after, states_after

EVENTS = st.lists(st.sampled_from(ItemEvent), max_size=12)


def run(*events: ItemEvent) -> ItemState | None:
    return states_after(ItemHappened("a", event) for event in events).get("a")


def test_a_share_that_is_stopped_and_erased() -> None:
    life = [ItemEvent.SHARED, ItemEvent.DELIVERED, ItemEvent.STOPPED, ItemEvent.TOLD, ItemEvent.ERASED]
    states = [run(*life[: length + 1]) for length in range(len(life))]
    assert states == ["sending", "active", "stopping", "told", "erased"]


def test_undo_gives_the_share_back_only_before_the_shop_heard() -> None:
    assert run(ItemEvent.SHARED, ItemEvent.DELIVERED, ItemEvent.STOPPED, ItemEvent.STOP_UNDONE) is ItemState.ACTIVE
    told = [ItemEvent.SHARED, ItemEvent.DELIVERED, ItemEvent.STOPPED, ItemEvent.TOLD, ItemEvent.STOP_UNDONE]
    assert run(*told) is ItemState.TOLD


def test_a_late_receipt_still_counts() -> None:
    life = [ItemEvent.SHARED, ItemEvent.DELIVERED, ItemEvent.STOPPED, ItemEvent.TOLD, ItemEvent.OVERDUE]
    assert run(*life) is ItemState.OVERDUE
    assert run(*life, ItemEvent.ERASED) is ItemState.ERASED


def test_a_newer_value_takes_the_place_of_one_that_the_shop_has() -> None:
    assert run(ItemEvent.REFRESHED, ItemEvent.DELIVERED) is ItemState.ACTIVE
    assert run(ItemEvent.SHARED, ItemEvent.DELIVERED, ItemEvent.SUPERSEDED) is ItemState.SUPERSEDED
    stopped = [ItemEvent.SHARED, ItemEvent.DELIVERED, ItemEvent.STOPPED, ItemEvent.SUPERSEDED]
    assert run(*stopped) is ItemState.STOPPING


@given(EVENTS)
def test_nothing_is_held_before_it_was_shared(events: list[ItemEvent]) -> None:
    if not {ItemEvent.SHARED, ItemEvent.REFRESHED} & set(events):
        assert run(*events) is None


@given(EVENTS, EVENTS)
def test_a_stop_stays_stopped_unless_undone(before: list[ItemEvent], later: list[ItemEvent]) -> None:
    state = run(*before)
    stopped = after(state, ItemEvent.STOPPED)
    if stopped in STOPPED:
        for event in later:
            if event is ItemEvent.STOP_UNDONE:
                return
            stopped = after(stopped, event)
            assert stopped not in HELD


@given(EVENTS)
def test_told_and_erased_are_never_shown_without_their_event(events: list[ItemEvent]) -> None:
    state = run(*events)
    if state in {ItemState.TOLD, ItemState.OVERDUE}:
        assert ItemEvent.TOLD in events
    if state is ItemState.ERASED:
        assert ItemEvent.TOLD in events
        assert ItemEvent.ERASED in events


@given(EVENTS, EVENTS)
def test_items_do_not_touch_each_other(first: list[ItemEvent], second: list[ItemEvent]) -> None:
    history = [ItemHappened("a", event) for event in first] + [ItemHappened("b", event) for event in second]
    both = states_after(history)
    assert both.get("a") == run(*first)
    assert both.get("b") == run(*second)
