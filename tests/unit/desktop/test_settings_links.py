"""Links on the page "Settings": what opens here in words, taken and given back, also where that fails."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.unit.desktop.known_links import KnownLinks
from tests.unit.desktop.test_settings_view import Shown
from tests.unit.desktop.vault_day import Day, named, open_day, texts
from vault.desktop.system_files import Claimed

OURS = "Links with preference-vault: and request files open here."


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with open_day(tmp_path) as made:
        yield made


@pytest.fixture
def links() -> KnownLinks:
    return KnownLinks()


@pytest.fixture
def shown(qapp: QApplication, qtbot: QtBot, day: Day, links: KnownLinks, tmp_path: Path) -> Shown:
    return Shown(qapp, qtbot, day, lambda: links.choice(tmp_path / "config"))


def press(shown: Shown) -> None:
    switch = named(shown.view, "Open links of shops here")
    switch.setFocus()
    QTest.keyClick(switch, Qt.Key.Key_Space)


def test_links_are_taken_and_given_back(shown: Shown, links: KnownLinks, qtbot: QtBot, tmp_path: Path) -> None:
    assert not shown.view.second.links.switch.isChecked()
    assert "Now you paste a link, or drop a file on this window." in texts(shown.view)
    with qtbot.waitSignal(shown.presenter.links_settled, timeout=1000):
        press(shown)
    assert shown.view.second.links.switch.isChecked()
    assert "Links with preference-vault: and openid4vp:, and request files, open here." in texts(shown.view)
    press(shown)
    assert links.done == ["take", "give back"]
    assert not shown.view.second.links.switch.isChecked()
    assert (tmp_path / "config" / "links-not-here").exists()  # nobody asks about it again
    press(shown)
    assert not (tmp_path / "config" / "links-not-here").exists()


@pytest.mark.parametrize(
    ("taken", "said"),
    [
        (Claimed.ALL_BUT_TAKEN, f"{OURS} Links with openid4vp: stay with another app."),
        (Claimed.ALL_BUT_UNKNOWN, f"{OURS} Who has openid4vp: we cannot see here, so we leave it alone."),
    ],
)
def test_what_stays_elsewhere_is_said(shown: Shown, links: KnownLinks, taken: Claimed, said: str) -> None:
    links.taken = taken
    press(shown)
    assert shown.view.second.links.switch.isChecked()
    assert said in texts(shown.view)


def test_what_fails_is_said_and_the_switch_goes_back(shown: Shown, links: KnownLinks) -> None:
    links.fails = True
    press(shown)
    assert not shown.view.second.links.switch.isChecked()
    assert shown.view.second.links.switch.isEnabled()
    assert any("disk" in text for text in texts(shown.view.second.links))
    links.fails = False
    press(shown)
    assert shown.view.second.links.switch.isChecked()
    assert not any("disk" in text for text in texts(shown.view.second.links))


def test_a_computer_where_links_start_nothing_says_so(qapp: QApplication, qtbot: QtBot, day: Day) -> None:
    shown = Shown(qapp, qtbot, day)
    assert not shown.view.second.links.switch.isEnabled()
    assert "Links cannot start your vault on this computer." in texts(shown.view)
