"""The status host on the page "Settings": empty at first, named by typing, refused where it is no name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.unit.desktop.test_settings_view import Shown
from tests.unit.desktop.vault_day import Day, open_day, texts
from vault.customer.status_pool import StatusSlot, set_status_host, status_host
from vault.storage import status_slots


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with open_day(tmp_path) as made:
        yield made


@pytest.fixture
def shown(qapp: QApplication, qtbot: QtBot, day: Day) -> Shown:
    return Shown(qapp, qtbot, day)


def type_name(shown: Shown, text: str) -> None:
    field = shown.view.second.status.name
    field.setFocus()
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_there_is_none_at_first_and_the_page_says_what_one_sees(shown: Shown) -> None:
    assert shown.view.second.status.name.text() == ""
    assert shown.view.second.status.name.accessibleName() == "Name of the host"
    read = texts(shown.view)
    for expected in (
        "You use no status host.",
        "The status host sees codes, times and internet addresses.",
        "A host that few people use lets shops recognise you.",
    ):
        assert expected in read


def test_a_host_is_named_by_typing_and_left_by_emptying(shown: Shown, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shown.presenter.post_wanted, timeout=1000):
        type_name(shown, " Status.example ")
    assert status_host(shown.day.session) == "status.example"
    assert shown.view.second.status.name.text() == "status.example"
    assert "Your vault asks for codes soon, at random times." in texts(shown.view)
    type_name(shown, "")
    assert status_host(shown.day.session) is None
    assert "You use no status host." in texts(shown.view)


def test_what_is_no_name_is_refused_and_stays_to_be_mended(shown: Shown) -> None:
    type_name(shown, "https://status.example")
    assert status_host(shown.day.session) is None
    assert shown.view.second.status.name.text() == "https://status.example"
    assert any(text.startswith("This is not the name of a status host.") for text in texts(shown.view))
    type_name(shown, "")
    assert "You use no status host." in texts(shown.view)


def test_codes_that_wait_are_counted(shown: Shown) -> None:
    set_status_host(shown.day.session, "status.example")
    with shown.day.session.database.transaction() as transaction:
        slot = StatusSlot("https://status.example/lists/1", 7, "A" * 22)
        status_slots.add(transaction, [slot], shown.day.clock.now())
    shown.presenter.start()
    assert "Codes that wait for your next shares: 1" in texts(shown.view)


def test_nothing_of_it_is_shown_once_the_vault_is_left(shown: Shown) -> None:
    type_name(shown, "status.example")
    shown.presenter.forget()
    assert shown.view.second.status.name.text() == ""
    assert not shown.view.second.status.isEnabled()
