"""The activity page as a person uses it, over a real vault, found by accessible names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.unit.core.catalogue_values import shipped
from tests.unit.desktop.vault_day import HOST, Day, named, names, open_day, sentences, texts, themed
from vault.core.errors import StorageError
from vault.customer.editing import set_words
from vault.customer.stopping import stop
from vault.desktop.activity_presenter import ROWS, ActivityPresenter
from vault.desktop.activity_state import EventLine, Segment
from vault.desktop.activity_view import ActivityView
from vault.storage import journal


class OneFile:
    """Stands in for the file dialogs: ``path`` is chosen at once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.offered: list[str] = []

    def save(self, parent: QWidget, title: str, name: str, chosen: Callable[[Path], None]) -> None:
        del parent, title
        self.offered.append(name)
        chosen(self.path)

    def open(self, parent: QWidget, title: str, ending: str, chosen: Callable[[Path], None]) -> None:
        del parent, title, ending
        chosen(self.path)


class Shown:
    def __init__(self, qapp: QApplication, qtbot: QtBot, day: Day, folder: Path) -> None:
        theme, icons = themed(qapp)
        self.files = OneFile(folder / "receipt.txt")
        self.view = ActivityView(theme, icons, sentences(), shipped(), files=self.files)
        self.presenter = ActivityPresenter(day.tasks, sentences(), shipped(), day.clock)
        day.watch(self.presenter)
        self.view.attach(self.presenter)
        qtbot.addWidget(self.view)
        self.view.resize(972, 780)
        self.view.show()
        qtbot.waitExposed(self.view)

    def titles(self) -> list[str]:
        return [row.title for row in self.view.rows.row_model.rows if isinstance(row, EventLine)]


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with open_day(tmp_path) as made:
        yield made


@pytest.fixture
def shown(qapp: QApplication, qtbot: QtBot, day: Day, tmp_path: Path) -> Shown:
    return Shown(qapp, qtbot, day, tmp_path)


def test_receipt_beside_the_list(shown: Shown, day: Day) -> None:
    day.share()
    day.deliver()
    shown.presenter.start()
    read = texts(shown.view)
    for expected in ("Receipt 2026-0001", "Active", "Signed by the shop", "Signed by your vault", "Sports", "Range"):
        assert expected in read
    assert not any("Running" in text or "43" in text for text in read)
    assert "History intact" in read


def test_no_values_in_any_row(shown: Shown, day: Day) -> None:
    set_words(day.session, "clothing.shoe_size", "EU 44")
    day.share()
    day.deliver()
    shown.presenter.start()
    assert not any("44" in title or "Running" in title for title in shown.titles())


def test_arrow_keys_go_through_the_rows(shown: Shown, day: Day) -> None:
    day.share()
    shown.presenter.start()
    shown.view.rows.setFocus()
    QTest.keyClick(shown.view.rows, Qt.Key.Key_End)
    assert "Vault made" in texts(shown.view)
    assert "Signed by your vault" not in texts(shown.view)


def test_segments(shown: Shown, day: Day) -> None:
    day.share()
    shown.presenter.start()
    named(shown.view, "Changed").click()
    assert set(shown.titles()) == {title for title in shown.titles() if title.startswith("You added")}
    named(shown.view, "Refused").click()
    assert "Nothing here matches." in texts(shown.view)
    assert not shown.view.rows.isVisible()
    assert shown.view.segments.chosen == Segment.REFUSED


def test_search_and_escape(shown: Shown) -> None:
    shown.presenter.start()
    every = shown.titles()
    shown.view.focus_search()
    assert shown.view.search.hasFocus()
    QTest.keyClicks(shown.view.search, "foot")
    assert shown.titles() == ["You added Foot health"]
    QTest.keyClick(shown.view.search, Qt.Key.Key_Escape)
    assert shown.titles() == every


def test_save_and_stop(shown: Shown, day: Day, qtbot: QtBot) -> None:
    day.share()
    day.deliver()
    shown.presenter.start()
    named(shown.view, "Save Receipt 2026-0001").click()
    assert shown.files.offered == ["receipt-2026-0001.txt"]
    assert shown.files.path.exists()
    assert "Saved as receipt.txt" in texts(shown.view)
    named(shown.view, "Save Receipt 2026-0001").click()
    assert "receipt.txt is already there. Choose another name." in texts(shown.view)
    shown.files.path = shown.files.path.with_name("record.html")
    named(shown.view, "Save this record…").click()
    assert shown.files.offered[-1] == "record-2026-0001.pdf"
    assert "Saved as record.html" in texts(shown.view)
    with qtbot.waitSignal(shown.presenter.stopped):
        named(shown.view, f"Stop sharing with {HOST}").click()
    assert f"Stop sharing with {HOST}" not in names(shown.view)


def test_from_a_deletion_to_its_proof(shown: Shown, day: Day) -> None:
    day.share()
    day.deliver()
    stop(day.session, HOST)
    day.later(minutes=1)
    day.deliver()
    shown.presenter.start()
    rows = shown.view.rows.row_model.rows
    deleted = next(row for row in rows if isinstance(row, EventLine) and row.receipt is not None)
    shown.presenter.open_event(deleted.seq)
    assert "The proof of this is kept with the receipt." in texts(shown.view)
    named(shown.view, "Open receipt").click()
    assert "The shop signed what it deleted" in texts(shown.view)
    assert named(shown.view, "Save Receipt 2026-0001").isVisible()


def test_check_again(shown: Shown, day: Day) -> None:
    shown.presenter.start()
    day.tasks.hold = True
    again = named(shown.view, "Check again")
    again.click()
    assert not again.isEnabled()
    assert "Checking your history" in texts(shown.view)
    day.tasks.run()
    assert again.isEnabled()


def test_a_damaged_vault_is_said(shown: Shown, day: Day) -> None:
    with day.session.database.transaction() as transaction:
        transaction.execute("UPDATE journal SET kind = 'told' WHERE seq = 2")
    shown.presenter.start()
    assert "Your vault is damaged" in texts(shown.view)
    shown.view.grab()
    day.tasks.fails = StorageError("disk_failed")
    shown.presenter.start()
    assert sentences().error(day.tasks.fails) in texts(shown.view)


def test_a_small_window_shows_one_thing_at_a_time(shown: Shown, day: Day) -> None:
    day.share()
    shown.presenter.start()
    view = shown.view
    view.resize(816, 600)
    assert view.rows.isVisible()
    assert "Signed by your vault" not in texts(view)
    view.rows.setFocus()
    QTest.keyClick(view.rows, Qt.Key.Key_Return)
    assert "Signed by your vault" in texts(view)
    assert not view.rows.isVisible()
    assert view.back.hasFocus()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.rows.isVisible()
    assert view.rows.hasFocus()
    shown.presenter.open_event(day.state.event.seq)  # asked for from the shops page
    named(view, "Back").click()
    assert view.rows.isVisible()


@pytest.mark.parametrize("width", [816, 972])
def test_back_from_a_receipt_leads_to_the_shop_that_asked_for_it(
    shown: Shown, day: Day, qtbot: QtBot, width: int
) -> None:
    day.share()
    shown.presenter.start()
    shown.view.resize(width, 600)
    receipt = next(row.seq for row in day.state.rows if isinstance(row, EventLine) and row.is_share)
    shown.presenter.open_receipt(receipt)
    assert "Signed by your vault" in texts(shown.view)
    with qtbot.waitSignal(shown.presenter.navigate) as asked:
        named(shown.view, "Back to the shop").click()
    assert asked.args == ["shops"]
    assert shown.view.rows.isVisible()
    assert not shown.view.back.isVisible()
    shown.presenter.open_receipt(receipt)
    with qtbot.waitSignal(shown.presenter.navigate):
        QTest.keyClick(shown.view, Qt.Key.Key_Escape)


def test_another_row_is_not_the_shops(shown: Shown, day: Day, qtbot: QtBot) -> None:
    day.share()
    shown.presenter.start()
    shown.view.resize(816, 600)
    rows = [row.seq for row in day.state.rows if isinstance(row, EventLine)]
    shown.presenter.open_receipt(next(row.seq for row in day.state.rows if isinstance(row, EventLine) and row.is_share))
    shown.presenter.open_event(rows[-1])
    with qtbot.assertNotEmitted(shown.presenter.navigate):
        named(shown.view, "Back").click()


def test_a_key_that_means_nothing_goes_on(shown: Shown) -> None:
    shown.presenter.start()
    QTest.keyClick(shown.view, Qt.Key.Key_Escape)
    assert shown.view.rows.isVisible()


def test_the_same_receipt_stays(shown: Shown, day: Day) -> None:
    day.share()
    shown.presenter.start()
    button = named(shown.view, f"Stop sharing with {HOST}")
    button.setFocus()
    shown.presenter.start()
    assert button.hasFocus()
    button.click()
    assert shown.view.rows.hasFocus()


def test_nothing_is_cut(shown: Shown, day: Day, qapp: QApplication) -> None:
    day.share()
    day.deliver()
    shown.presenter.start()
    for width in (972, 880, 816):
        shown.view.resize(width, 600)
        for _ in range(5):
            qapp.sendPostedEvents()
        for label in shown.view.findChildren(QLabel):
            if label.isVisible() and label.wordWrap():
                assert label.height() >= label.heightForWidth(label.width()), (width, label.text())


def test_older_rows_come_when_one_scrolls_to_them(shown: Shown, day: Day) -> None:
    with day.session.database.transaction() as transaction:
        for _ in range(ROWS):
            journal.append(transaction, day.clock.now(), "preference_set", {"key": "clothing.shoe_size"})
    shown.presenter.start()
    assert len(shown.titles()) == ROWS
    QApplication.processEvents()  # the list has its place
    QTest.keyClick(shown.view.rows, Qt.Key.Key_End)
    assert shown.titles()[-1] == "Vault made"


def test_large_text_shows_one_thing_at_a_time(qapp: QApplication, qtbot: QtBot, day: Day, tmp_path: Path) -> None:
    theme, icons = themed(qapp)
    theme.set_text_scale(2.0)
    view = ActivityView(theme, icons, sentences(), shipped(), files=OneFile(tmp_path / "receipt.txt"))
    presenter = ActivityPresenter(day.tasks, sentences(), shipped(), day.clock)
    view.attach(presenter)
    qtbot.addWidget(view)
    view.resize(1116, 780)
    view.show()
    day.share()
    presenter.start()
    assert view.rows.isVisible()
    assert "Receipt 2026-0001" not in texts(view)
