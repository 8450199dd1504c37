"""The activity page without a window: filters, receipts and the check, in a real vault."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.test_consent_records import share_sealed_too
from tests.unit.desktop.vault_day import HOST, Day, open_day, sentences
from vault.core.errors import StorageError
from vault.core.value import Precision
from vault.customer.editing import set_words
from vault.customer.ending import end_what_is_over
from vault.customer.history import view_history
from vault.customer.stopping import Stopped, stop
from vault.desktop.activity_presenter import ROWS, SEEN, ActivityPresenter
from vault.desktop.activity_state import ActivityState, EventLine, ReceiptState, Segment
from vault.storage import journal


@pytest.fixture
def day(qapp: QApplication, tmp_path: Path) -> Iterator[Day]:
    del qapp
    with open_day(tmp_path) as made:
        yield made


@pytest.fixture
def presenter(day: Day) -> ActivityPresenter:
    made = ActivityPresenter(day.tasks, sentences(), shipped(), day.clock)
    day.watch(made)
    return made


def titles(day: Day) -> list[str]:
    return [row.title for row in day.state.rows if isinstance(row, EventLine)]


def receipt(day: Day) -> ReceiptState:
    assert day.state.receipt is not None
    return day.state.receipt


def share_seq(day: Day) -> int:
    return next(entry.seq for entry in view_history(day.session) if entry.kind == "shared")


def test_newest_first_under_days(day: Day, presenter: ActivityPresenter) -> None:
    day.later(days=1)
    set_words(day.session, "clothing.shoe_size", "EU 44")
    presenter.start()
    assert [type(row).__name__ for row in day.state.rows[:3]] == ["DayLine", "EventLine", "DayLine"]
    assert titles(day)[0] == "You changed Shoe size"
    assert titles(day)[-1] == "Vault made"
    assert day.state.event == day.state.rows[1]


def told_rows(day: Day) -> list[object]:
    return [row for row in day.state.rows if row == day.state.event]


def test_what_is_told_is_always_one_of_the_rows(day: Day, presenter: ActivityPresenter) -> None:
    day.share()
    day.deliver()
    for number in range(SEEN):
        set_words(day.session, "clothing.shoe_size", f"EU {38 + number}")
    presenter.start()
    assert day.state.event.title == "You changed Shoe size"  # the share is too far down to be seen
    assert day.state.receipt is None
    assert len(told_rows(day)) == 1
    presenter.choose_segment(Segment.SHARED)
    assert receipt(day).title == "Receipt 2026-0001"
    assert len(told_rows(day)) == 1
    presenter.search("nothing has this word")
    assert (day.state.rows, day.state.event, day.state.receipt) == ((), None, None)
    presenter.search("")
    assert receipt(day).title == "Receipt 2026-0001"
    presenter.choose_segment(Segment.CHANGED)
    assert day.state.event.title == "You changed Shoe size"
    assert day.state.receipt is None
    assert len(told_rows(day)) == 1


def test_the_newest_share_is_open_with_its_receipt(day: Day, presenter: ActivityPresenter) -> None:
    day.share()
    day.deliver()
    presenter.start()
    assert day.state.event.is_share
    found = receipt(day)
    assert (found.title, found.status.text, found.host) == ("Receipt 2026-0001", "Active", HOST)
    assert {line.name: (line.precision, line.precision_text) for line in found.items} == {
        "Shoe size": (Precision.RANGE, "Range"),
        "Sports": (Precision.CATEGORY, "Category"),
    }
    assert found.not_shared == "Not shared: Shoe width, Foot health"
    assert found.promises == (
        "Only to adjust its own pages to you.",
        "Gives nothing to other companies.",
        "Deletes within 30 days after you stop.",
    )
    assert found.by_shop
    assert found.about == "Schoenenhuis B.V., Netherlands"
    assert found.until == "10 August 2026, or earlier"
    assert found.file_name == "receipt-2026-0001.txt"


def test_without_a_kept_receipt_the_shop_signed_nothing(day: Day, presenter: ActivityPresenter) -> None:
    day.shop.mood = "false receipt"
    day.share(days=0)
    day.deliver()
    presenter.start()
    assert not receipt(day).by_shop
    assert receipt(day).until == "The end of that visit"


def test_what_became_of_a_share(day: Day, presenter: ActivityPresenter) -> None:
    def status() -> str:
        presenter.start()
        return receipt(day).status.text

    day.share(days=1)
    assert status() == "No answer yet"
    day.deliver()
    assert status() == "Active"
    day.later(days=2)
    end_what_is_over(day.session)
    assert status() == "Ended"
    day.share()
    day.deliver()
    stop(day.session, HOST)
    presenter.open_event(view_history(day.session)[-1].seq)  # not read yet
    presenter.start()
    presenter.open_event(next(row.seq for row in day.state.rows if isinstance(row, EventLine) and row.is_share))
    assert status() == "Stopped"
    assert receipt(day).stop_name == ""


def test_a_share_that_the_shop_refused_may_be_there_all_the_same(day: Day, presenter: ActivityPresenter) -> None:
    day.shop.mood = "refuses"
    day.share()
    day.deliver()
    presenter.start()
    assert receipt(day).status.text == "Not confirmed"
    assert receipt(day).stop_name == f"Stop sharing with {HOST}"


def test_a_share_that_never_arrived(day: Day, presenter: ActivityPresenter) -> None:
    day.share()
    stop(day.session, HOST)
    presenter.start()
    assert receipt(day).status.text == "Not received"


def test_segments_and_search(day: Day, presenter: ActivityPresenter) -> None:
    day.share()
    day.deliver()
    stop(day.session, HOST)
    presenter.start()
    every = titles(day)
    for segment in Segment:
        presenter.choose_segment(segment)
        assert all(row.segment is segment or segment is Segment.ALL for row in day.state.rows if hasattr(row, "seq"))
    presenter.choose_segment(Segment.REFUSED)
    assert (day.state.rows, day.state.empty) == ((), "Nothing here matches.")
    presenter.choose_segment(Segment.ALL)
    presenter.search("SCHOÉNENHUIS stopped")
    assert titles(day) == [f"You stopped sharing 2 preferences with {HOST}"]
    presenter.search("foot health")
    assert "You added Foot health" in titles(day)
    presenter.search("")
    assert titles(day) == every


def test_a_row_opens(day: Day, presenter: ActivityPresenter) -> None:
    day.share()
    presenter.start()
    presenter.choose(1)
    assert (day.state.event.title, day.state.receipt, day.state.opened) == ("Vault made", None, False)
    presenter.open_event(share_seq(day))
    assert day.state.opened
    assert receipt(day).title == "Receipt 2026-0001"
    presenter.leave()
    assert not day.state.opened


def test_a_receipt_asked_for_from_elsewhere(day: Day, presenter: ActivityPresenter) -> None:
    """Before the history is read, while it is being read again, and past a filter that hides it."""
    day.share()
    presenter.open_event(share_seq(day))
    presenter.start()
    assert receipt(day).title == "Receipt 2026-0001"
    presenter.choose_segment(Segment.SECURITY)
    day.share()
    day.tasks.hold = True
    presenter.start()
    presenter.open_event(view_history(day.session)[-1].seq)
    day.tasks.run()
    assert receipt(day).title == "Receipt 2026-0002"
    assert day.state.segment is Segment.ALL


def test_an_older_receipt_that_comes_late_is_dropped(day: Day, presenter: ActivityPresenter) -> None:
    day.share()
    presenter.start()
    day.tasks.hold = True
    presenter.choose(1)
    presenter.choose(share_seq(day))
    presenter.choose(1)
    day.tasks.run()
    assert day.state.receipt is None


def test_stop_from_the_receipt(day: Day, presenter: ActivityPresenter) -> None:
    day.share()
    day.deliver()
    presenter.start()
    stopped: list[tuple[Stopped, ...]] = []
    presenter.stopped.connect(stopped.append)
    presenter.stop()
    assert len(stopped[0][0].items) == 2
    assert (receipt(day).status.text, receipt(day).stop_name) == ("Stopped", "")
    presenter.stop()
    assert len(stopped) == 1


def test_save_the_receipt(day: Day, presenter: ActivityPresenter, tmp_path: Path) -> None:
    day.share()
    day.deliver()
    presenter.start()
    path = tmp_path / "receipt.txt"
    presenter.save(path)
    assert receipt(day).said == "Saved as receipt.txt"
    read = path.read_text("utf-8").splitlines()
    assert read[0] == f"# Receipt 2026-0001 of your share with {HOST}"
    assert "# Shared: Shoe size, range." in read
    assert sum(line.startswith("ey") and line.count(".") == 2 for line in read) == 3  # a receipt and two tokens
    presenter.save(path)
    assert receipt(day).failed == "receipt.txt is already there. Choose another name."
    assert receipt(day).said == ""
    presenter.choose(1)
    presenter.choose(share_seq(day))
    assert receipt(day).failed == ""


def test_one_record_at_a_time(day: Day, presenter: ActivityPresenter, tmp_path: Path) -> None:
    day.share()
    day.deliver()
    presenter.start()
    (line,) = receipt(day).records
    assert (line.number, line.word, line.file_name) == ("2026-0001", "Save this record…", "record-2026-0001.pdf")
    for name, begins in (("record.jsonld", b"{"), ("record.html", b"<!DOCTYPE html>"), ("record.pdf", b"%PDF-")):
        presenter.saving.save_record(line.number, tmp_path / name)
        assert receipt(day).said == f"Saved as {name}"
        assert (tmp_path / name).read_bytes().startswith(begins)
    assert b"EU 43" not in (tmp_path / "record.jsonld").read_bytes()  # names, never values
    presenter.saving.save_record(line.number, tmp_path / "record.pdf")
    assert receipt(day).failed == "record.pdf is already there. Choose another name."


def test_what_is_sealed_has_a_record_of_its_own(day: Day, presenter: ActivityPresenter, tmp_path: Path) -> None:
    share_sealed_too(day.session, day.shop)
    presenter.start()
    assert [(each.number, each.word) for each in receipt(day).records] == [
        ("2026-0001", "Save record 2026-0001…"),
        ("2026-0001-2", "Save record 2026-0001-2…"),
    ]
    presenter.saving.save_record("2026-0001-2", tmp_path / "sealed.html")
    assert "Foot health" in (tmp_path / "sealed.html").read_text("utf-8")


def test_a_deletion_leads_to_the_receipt_that_proves_it(day: Day, presenter: ActivityPresenter) -> None:
    day.share()
    day.deliver()
    presenter.start()
    assert not receipt(day).deleted
    stop(day.session, HOST)
    day.later(minutes=1)
    day.deliver()
    presenter.start()
    told = [row for row in day.state.rows if isinstance(row, EventLine) and row.receipt is not None]
    assert {row.receipt for row in told} == {share_seq(day)}
    assert all("deleted" in row.title for row in told)
    presenter.open_event(share_seq(day))
    assert receipt(day).deleted


def test_the_check(day: Day, presenter: ActivityPresenter) -> None:
    presenter.start()
    check = day.state.check
    assert (check.title, check.whole, check.busy) == ("History intact", True, False)
    count = len(view_history(day.session))
    assert check.more == f"{count} entries, checked {day.clock.now().astimezone():%H:%M}"
    day.later(minutes=5)
    presenter.start()
    assert day.state.check == check  # only when it is asked for
    presenter.check()
    assert day.state.check.more == f"{count} entries, checked {day.clock.now().astimezone():%H:%M}"


def test_while_it_checks(day: Day, presenter: ActivityPresenter) -> None:
    presenter.start()
    day.tasks.hold = True
    presenter.check()
    presenter.check()
    assert day.state.check.busy
    assert len(day.tasks.held) == 1
    day.tasks.run()
    assert not day.state.check.busy


def test_a_broken_history_is_said(day: Day, presenter: ActivityPresenter) -> None:
    with day.session.database.transaction() as transaction:
        transaction.execute("UPDATE journal SET kind = 'told' WHERE seq = 2")
        assert journal.broken_at(transaction) == 2
    presenter.start()
    check = day.state.check
    assert (check.title, check.whole) == ("Your vault is damaged", False)
    assert check.more == "Not so: The history is unbroken. Put a backup back."


def test_a_check_that_fails(day: Day, presenter: ActivityPresenter) -> None:
    presenter.start()
    day.tasks.fails = StorageError("disk_failed")
    presenter.check()
    assert day.state.check.title == "Your vault could not be checked"
    assert not day.state.check.busy
    presenter.start()
    assert day.state.failed == sentences().error(day.tasks.fails)


def test_locking_takes_it_all_off_the_page(day: Day, presenter: ActivityPresenter) -> None:
    day.share()
    presenter.start()
    presenter.forget()
    assert day.state == ActivityState()
    presenter.stop()
    presenter.save(Path("never"))
    assert "stopped" not in day.kinds()


def write(day: Day, entries: int) -> None:
    with day.session.database.transaction() as transaction:
        for _ in range(entries):
            journal.append(transaction, day.clock.now(), "preference_set", {"key": "clothing.shoe_size"})


def test_a_long_history_shows_its_newest_rows_and_more_on_demand(day: Day, presenter: ActivityPresenter) -> None:
    write(day, 2 * ROWS)
    presenter.start()
    whole = len(view_history(day.session))
    assert (len(titles(day)), day.state.more) == (ROWS, True)
    before = day.state.rows
    presenter.show_more()
    assert (len(titles(day)), day.state.more) == (2 * ROWS, True)
    assert day.state.rows[: len(before)] == before
    presenter.show_more()
    assert (len(titles(day)), day.state.more) == (whole, False)
    presenter.show_more()
    assert len(titles(day)) == whole
    presenter.search("shoe")
    assert (len(titles(day)), day.state.more) == (ROWS, True)


def test_a_search_finds_the_oldest_row_of_a_long_history(day: Day, presenter: ActivityPresenter) -> None:
    write(day, 2 * ROWS)
    presenter.start()
    presenter.search("vault MADE")
    assert titles(day) == ["Vault made"]


def test_an_old_row_that_is_asked_for_is_among_those_shown(day: Day, presenter: ActivityPresenter) -> None:
    day.share()
    write(day, 2 * ROWS)
    presenter.start()
    presenter.open_receipt(share_seq(day))
    assert share_seq(day) in [row.seq for row in day.state.rows if isinstance(row, EventLine)]
    assert day.state.event.seq == share_seq(day)
