"""The overview without a window, over a real vault: what it says, and what its buttons do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.asking import SHOE, SPORTS, Shop
from tests.unit.customer.conftest import PASSPHRASE
from tests.unit.desktop.signed_request import AUTHORITY, wait_for_answer
from tests.unit.desktop.vault_day import HOST, Day, open_day, sentences
from vault.core.errors import StorageError
from vault.core.value import Precision
from vault.customer import keys
from vault.customer.choosing import Choice, Choices
from vault.customer.confirming import ASK_AFTER
from vault.customer.delivery import deliver
from vault.customer.history import view_history
from vault.customer.kit_check import record_kit_check
from vault.customer.review import count_waiting, propose
from vault.customer.session import Passphrase
from vault.customer.sharing import share
from vault.customer.stopping import Stopped, undo
from vault.customer.trust import Trust
from vault.desktop.overview_presenter import OverviewPresenter
from vault.desktop.overview_state import OverviewState
from vault.desktop.overview_words import MOST_LINES, small
from vault.desktop.review_day_state import Act, ReviewState
from vault.net.testing_shops import TestShops

TRUST = Trust((AUTHORITY.certificate,), TestShops())


@pytest.fixture
def day(qapp: QApplication, tmp_path: Path) -> Iterator[Day]:
    del qapp
    with open_day(tmp_path) as made:
        yield made


@pytest.fixture
def presenter(day: Day) -> OverviewPresenter:
    return made(day, "en")


def made(day: Day, language: str) -> OverviewPresenter:
    presenter = OverviewPresenter(day.tasks, sentences(language), shipped(), TRUST, day.clock)
    day.watch(presenter)
    return presenter


def shared(day: Day, host: str, days: int = 30) -> None:
    shop = Shop(host, now=day.clock.now)
    request = shop.ask(SHOE, SPORTS, duration="P366D")
    share(day.session, propose(day.session, request), Choices((Choice("shoe_size", Precision.CATEGORY),), days))
    deliver(day.session, shop)


def clock_at(day: Day, **later: float) -> str:
    """What the clock on the wall says, now or later."""
    return f"{(day.clock.now() + timedelta(**later)).astimezone():%H:%M}"


def heard(presenter: Any, *names: str) -> list[Any]:
    """What the presenter says besides its states."""
    found: list[Any] = []
    for name in names:
        getattr(presenter, name).connect(lambda *said, name=name: found.append((name, *said)))
    return found


def test_nothing_is_said_before_the_vault_is_read(day: Day, presenter: OverviewPresenter) -> None:
    presenter.forget()
    assert day.state == OverviewState()
    presenter.start()
    assert day.state.read
    assert not day.state.new
    assert day.state.summary == "Tuesday 12 May. No shop asks or holds anything."
    assert (day.state.asked, day.state.holds, day.state.ends, day.state.question) == (None, (), (), None)


def test_what_waits_says_who_what_and_until_when(day: Day, presenter: OverviewPresenter) -> None:
    wait_for_answer(day, HOST)
    presenter.start()
    card = day.state.asked
    assert (card.title, card.about) == (
        "schoenenhuis.example asks to see 3 preferences",
        "To adjust its own pages to you. It says it needs 1.",
    )
    assert (card.sealed, card.proof, card.proven) == ("1 of 3 sealed", "Signature checked", True)
    until = f"today {clock_at(day, minutes=10)}"
    assert card.until == f"It stays here until {until}. After that it goes away, and nothing is shared."
    assert day.state.summary == "Tuesday 12 May. 1 shop is asking."


def test_share_nothing_is_a_no_that_the_shop_hears(day: Day, presenter: OverviewPresenter) -> None:
    wait_for_answer(day, HOST)
    day.later(seconds=1)
    wait_for_answer(day, "fietsplein.example")
    presenter.start()
    (other,) = day.state.also_asked
    assert (other.host, other.text) == (
        "fietsplein.example",
        f"Asks to see 3 preferences, until today {clock_at(day, minutes=10)}",
    )
    found = heard(presenter, "answered", "shared")
    nonce = day.state.asked.nonce
    presenter.share_nothing(nonce)
    assert found == [("answered", nonce), ("shared", HOST)]
    assert day.state.said == "You shared nothing with schoenenhuis.example."
    assert (day.state.asked.host, day.state.also_asked) == ("fietsplein.example", ())
    assert "refused" in day.kinds()
    assert count_waiting(day.session) == 1
    presenter.share_nothing(nonce)  # pressed twice
    assert count_waiting(day.session) == 1


def test_a_no_that_was_given_elsewhere_changes_nothing(day: Day, presenter: OverviewPresenter) -> None:
    wait_for_answer(day, HOST)
    presenter.start()
    nonce = day.state.asked.nonce
    made(day, "en").start()
    other = made(day, "en")
    other.start()
    other.share_nothing(nonce)
    kinds = day.kinds()
    presenter.share_nothing(nonce)
    assert day.kinds() == kinds
    assert (day.state.failed, day.state.asked) == ("", None)


def test_stopping_can_be_undone_and_the_row_says_how_it_is(day: Day, presenter: OverviewPresenter) -> None:
    shared(day, HOST)
    presenter.start()
    (line,) = day.state.holds
    assert (line.items, line.status.text, line.stop_name) == (
        "Shoe size",
        "Active until 11 Jun 2026",
        "Stop sharing with schoenenhuis.example",
    )
    stopped: list[tuple[Stopped, ...]] = []
    presenter.stopped.connect(stopped.append)
    presenter.stop(HOST)
    (line,) = day.state.holds
    assert (line.stop_name, line.status.text) == ("", "Stopped. The shop hears it in a moment.")
    assert day.state.summary == "Tuesday 12 May. No shop asks or holds anything."
    ((done,),) = stopped
    assert undo(day.session, done)
    presenter.start()
    assert day.state.holds[0].stop_name
    presenter.stop(HOST)
    presenter.stop(HOST)  # pressed twice
    assert (len(stopped), day.state.failed) == (2, "")


def test_a_stopped_shop_stays_in_its_place_with_what_is_true_of_it(day: Day, presenter: OverviewPresenter) -> None:
    for host in ("a.example", HOST, "z.example"):
        shared(day, host)
    presenter.start()
    presenter.stop(HOST)
    assert [line.host for line in day.state.holds] == ["a.example", HOST, "z.example"]
    shop = Shop(HOST, now=day.clock.now, mood="down")
    for _ in range(3):
        day.later(minutes=5)
        deliver(day.session, shop)
    presenter.start()
    assert day.state.holds[1].status.text.startswith("Stopped. Shop not reached yet, trying again today")


def test_many_shops_are_counted_not_listed(day: Day, presenter: OverviewPresenter) -> None:
    for number in range(MOST_LINES + 2):
        shared(day, f"shop{number}.example")
    presenter.start()
    assert (len(day.state.holds), day.state.more_holds) == (MOST_LINES, "2 more shops")


def test_what_ends_soon_with_its_day(day: Day, presenter: OverviewPresenter) -> None:
    shared(day, "late.example", 90)
    shared(day, HOST, 7)
    presenter.start()
    (ends,) = day.state.ends
    assert (ends.host, ends.text) == (HOST, "Tuesday 19 May, in 7 days")
    for days, words in ((6, "Tuesday 19 May, tomorrow"), (1, "Tuesday 19 May, today")):
        day.later(days=days)
        presenter.start()
        assert day.state.ends[0].text == words


def test_dutch_days_and_counts(day: Day) -> None:
    shared(day, HOST, 7)
    made(day, "nl").start()
    assert day.state.summary.startswith("Dinsdag 12 mei.")
    assert day.state.ends[0].text.startswith("Dinsdag 19 mei")


def test_the_one_suggestion(day: Day, presenter: OverviewPresenter) -> None:
    day.clock.moment += ASK_AFTER
    shared(day, HOST, 365)
    presenter.start()
    question = day.state.question
    assert (question.title, question.text) == ("Shoe size: is this still EU 43?", "You last looked at it in May 2026.")
    found = heard(presenter, "add_wanted")
    presenter.change(question.key)
    assert found == [("add_wanted", "clothing.shoe_size")]
    presenter.still_right(question.key)
    assert day.state.question is None
    day.clock.moment += ASK_AFTER - timedelta(days=1)
    presenter.start()
    assert day.state.question is None


def test_a_hidden_suggestion_stays_away(day: Day, presenter: OverviewPresenter) -> None:
    day.clock.moment += ASK_AFTER
    shared(day, HOST, 365)
    presenter.start()
    presenter.hide("clothing.shoe_size")
    assert day.state.question is None
    made(day, "en").start()
    assert day.state.question is None


def test_sealed_things_and_who_has_them(day: Day, presenter: OverviewPresenter) -> None:
    presenter.start()
    assert (day.state.sealed.title, day.state.sealed.text) == (
        "Nobody holds these",
        "This is about health, money and family. 1 sealed item in your vault.",
    )
    assert not day.state.sealed.held


def test_how_well_it_is_kept(day: Day, presenter: OverviewPresenter) -> None:
    from vault.customer.backups import care

    presenter.start()
    assert [(each.well, each.text) for each in day.state.feet] == [
        (False, "You have no recovery kit yet."),
        (False, "No backup yet. It is made by itself."),
        (False, "History not checked yet. It is checked by itself."),
    ]
    care(day.session)
    presenter.start()
    assert [(each.well, each.text) for each in day.state.feet[1:]] == [
        (True, f"Backup made today {clock_at(day)}"),
        (True, f"History intact, checked today {clock_at(day)}"),
    ]


def test_a_kit_that_would_not_help_is_said_until_it_is_checked(day: Day, presenter: OverviewPresenter) -> None:
    presenter.start()
    assert day.state.feet[0].link == "Make one in Settings"
    work = keys.start(day.session, day.session.ask_passphrase().prove(Passphrase(PASSPHRASE)))
    kit = keys.record_recovery(day.session, work.make_recovery())
    presenter.start()
    assert day.state.feet[0].text == "Your recovery kit is not checked."
    record_kit_check(day.session, kit)
    presenter.start()
    assert "kit" not in " ".join(each.text for each in day.state.feet)


def test_what_the_vault_cannot_do_is_said(
    day: Day, presenter: OverviewPresenter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise StorageError("disk_full")

    shared(day, HOST)
    presenter.start()
    monkeypatch.setattr("vault.customer.stopping.stop", lambda *_, **__: broken())
    presenter.stop(HOST)
    assert day.state.failed == sentences().say("errors", "disk_full")
    assert day.state.holds  # what was read stays
    monkeypatch.undo()
    presenter.stop(HOST)
    assert (day.state.failed, day.state.holds[0].stop_name) == ("", "")


def test_review_day_opens_by_hand_and_each_line_has_its_action(day: Day, presenter: OverviewPresenter) -> None:
    day.clock.moment += ASK_AFTER
    shared(day, HOST, 7)
    states: list[ReviewState] = []
    presenter.review.changed.connect(states.append)
    presenter.start()
    assert states == []
    presenter.review.enter()
    sections = {section.title: section for section in states[-1].sections}
    assert list(sections) == ["Ends within 30 days", "A shop has it, and it is old", "Older than a year"]
    (line,) = sections["A shop has it, and it is old"].lines
    assert (line.title, line.text, line.act) == ("Shoe size", "Last looked at in May 2026. With 1 shop.", Act.RIGHT)
    found = heard(presenter, "shop_wanted", "add_wanted")
    for section in states[-1].sections:
        for each in section.lines:
            presenter.review.act(each.act, each.about)
    assert ("shop_wanted", HOST) in found
    assert ("add_wanted", "media.sports") in found
    assert states[-1].said == "Shoe size: still right."
    assert [section.title for section in states[-1].sections] == ["Ends within 30 days", "Older than a year"]
    presenter.review.leave()
    assert states[-1] == ReviewState()
    assert len(view_history(day.session)) == len(day.kinds())


def test_review_day_tells_use_and_deletion_in_numbers(day: Day, presenter: OverviewPresenter) -> None:
    from vault.storage import journal

    shared(day, HOST)
    with day.session.database.transaction() as transaction:
        journal.append(transaction, day.clock.now(), "held_asked", {"host": HOST, "held": 14, "used": 5})
    day.share()
    states: list[ReviewState] = []
    presenter.review.changed.connect(states.append)
    presenter.review.enter()
    lines = [line.text for section in states[-1].sections for line in section.lines]
    assert "Shared 14, used 5. You asked on 12 May 2026." in lines


@pytest.mark.parametrize(("label", "inside"), [("Shoe size", "shoe size"), ("E-mail from shops", "e-mail from shops")])
def test_a_label_inside_a_sentence(label: str, inside: str) -> None:
    assert small(label) == inside
    assert small("UK size") == "UK size"
