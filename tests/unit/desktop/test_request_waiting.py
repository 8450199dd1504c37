"""The request page without a window: links that are followed, and what waits over a lock."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.unit.customer.asking import SHOE, SPORTS, Shop
from tests.unit.desktop.asking_request import Asking
from tests.unit.desktop.vault_day import HOST, Day, open_day
from vault.core.errors import NetworkError
from vault.desktop.request_arrivals import Unfinished
from vault.desktop.request_state import Asked, Fetching, Nothing, Refused


@pytest.fixture
def day(qapp: QApplication, tmp_path: Path) -> Iterator[Day]:
    del qapp
    with open_day(tmp_path) as made:
        yield made


@pytest.fixture
def asking(day: Day) -> Asking:
    return Asking(day)


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
