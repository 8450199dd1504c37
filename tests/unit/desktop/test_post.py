"""What waits for a shop goes when it may, and once more before the vault locks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.unit.desktop.vault_day import HOST, Day, open_day
from vault.customer.delivery import due, next_due
from vault.customer.outcomes import Delivered
from vault.customer.stopping import UNDO_SECONDS, stop
from vault.desktop import post
from vault.desktop.post import Post


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with open_day(tmp_path) as made:
        yield made


@pytest.fixture
def sender(qtbot: QtBot, day: Day) -> Post:
    return Post(day.tasks, day.shop, day.clock)


def heard(sender: Post) -> list[Delivered]:
    outcomes: list[Delivered] = []
    sender.delivered.connect(outcomes.append)
    return outcomes


def test_what_waits_is_brought_and_told(day: Day, sender: Post) -> None:
    day.share()
    outcomes = heard(sender)
    sender.deliver()
    assert [(each.host, each.state) for each in outcomes] == [(HOST, "delivered")]
    assert due(day.session) == ()


def test_opening_the_vault_tries_again_what_was_tried_in_vain(qtbot: QtBot, day: Day, sender: Post) -> None:
    day.share()
    sender.deliver()
    day.shop.mood = "down"
    stop(day.session, HOST)
    for _ in range(8):
        sender.deliver()
        day.later(seconds=3600)
    sender.end()
    day.shop.mood = "fine"
    outcomes = heard(sender)
    sender.deliver()
    assert outcomes == []
    sender.begin()
    assert outcomes == []  # first the page is drawn
    qtbot.wait_until(lambda: len(outcomes) == 2)
    assert [each.state for each in outcomes] == ["told", "erased"]
    sender.end()


def test_a_stop_stays_while_it_can_be_undone(day: Day, sender: Post) -> None:
    day.share()
    sender.deliver()
    stop(day.session, HOST, undo_seconds=UNDO_SECONDS)
    outcomes = heard(sender)
    sender.deliver()
    assert outcomes == []
    day.later(seconds=UNDO_SECONDS)
    sender.deliver()
    assert outcomes[0].state == "told"


def test_locking_sends_a_stop_at_once(day: Day, sender: Post) -> None:
    day.share()
    sender.deliver()
    stop(day.session, HOST, undo_seconds=UNDO_SECONDS)
    outcomes, then = heard(sender), list[str]()
    sender.flush(lambda: then.append("then"))
    assert outcomes[0].state == "told"
    assert then == ["then"]


def test_a_shop_that_hangs_holds_the_lock_for_its_last_seconds_only(
    qtbot: QtBot, day: Day, sender: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(post, "LAST_SECONDS", 0)
    day.share()
    day.tasks.hold = True
    then: list[str] = []
    sender.flush(lambda: then.append("then"))
    assert then == []
    qtbot.waitUntil(lambda: then == ["then"])
    day.tasks.run()  # what comes back late is written down, and ends nothing twice
    assert then == ["then"]


def test_nothing_to_send_locks_at_once(day: Day, sender: Post) -> None:
    then: list[str] = []
    sender.flush(lambda: then.append("then"))
    assert then == ["then"]
    assert next_due(day.session) is None


def test_a_look_from_before_the_stops_were_released_ends_nothing(day: Day, sender: Post) -> None:
    day.share()
    sender.deliver()
    stop(day.session, HOST, undo_seconds=UNDO_SECONDS)
    outcomes, then = heard(sender), list[str]()
    day.tasks.hold = True
    sender.deliver()
    sender.flush(lambda: then.append("then"))
    day.tasks.held.pop(0)()  # the look finds nothing that may go
    assert then == []
    day.tasks.run()
    assert (outcomes[0].state, then) == ("told", ["then"])


def test_asked_twice_it_ends_once(day: Day, sender: Post) -> None:
    day.share()
    day.tasks.hold = True
    then: list[str] = []
    sender.flush(lambda: then.append("locked"))
    assert sender.flushing
    sender.flush(lambda: then.append("closed"))
    day.tasks.run()
    assert then == ["locked", "closed"]
    assert not sender.flushing
    assert len(day.shop.seen) == 1


def test_opened_anew_it_was_not_the_last_round(qtbot: QtBot, day: Day, sender: Post) -> None:
    day.share()
    outcomes, then = heard(sender), list[str]()
    day.tasks.hold = True
    sender.flush(lambda: then.append("then"))
    sender.begin()
    day.tasks.run()
    assert outcomes[0].state == "delivered"
    assert then == []
    day.share()  # and the next one is a round of its own
    sender.flush(lambda: then.append("then"))
    day.tasks.run()
    assert [each.state for each in outcomes] == ["delivered", "delivered"]
    assert then == ["then"]


def test_what_comes_back_after_the_vault_was_left_is_written_down(day: Day, sender: Post) -> None:
    day.share()
    day.tasks.hold = True
    sender.deliver()
    day.tasks.held.pop(0)()  # it is taken out, and goes
    day.tasks.leave()
    day.tasks.run()
    assert "delivered" in day.kinds()


def test_one_letter_is_under_way_once(day: Day, sender: Post) -> None:
    day.share()
    day.tasks.hold = True
    sender.deliver()
    sender.deliver()
    outcomes = heard(sender)
    day.tasks.run()
    # A second letter would come back as "superseded".
    assert [each.state for each in outcomes] == ["delivered"]
