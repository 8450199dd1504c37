"""Settings without a window: what is chosen is kept at once, and told to who goes by it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.unit.desktop.settings_parts import Computer, settings_over
from tests.unit.desktop.vault_day import Day, open_day, sentences
from vault.core.errors import StorageError
from vault.customer.locking import LockRules, lock_rules
from vault.customer.protection import view_protection
from vault.desktop.appearance import Appearance
from vault.desktop.settings_presenter import SettingsPresenter
from vault.desktop.settings_state import SettingsState


@pytest.fixture
def day(qapp: QApplication, tmp_path: Path) -> Iterator[Day]:
    del qapp
    with open_day(tmp_path) as made:
        yield made


@pytest.fixture
def computer() -> Computer:
    return Computer()


@pytest.fixture
def presenter(day: Day, computer: Computer) -> SettingsPresenter:
    made = settings_over(day, computer)
    made.start()
    return made


def test_what_is_so_at_first(qtbot: QtBot, day: Day, presenter: SettingsPresenter) -> None:
    del presenter
    qtbot.waitUntil(lambda: day.state.guarding.quick_possible is not None)
    found = day.state.guarding
    assert (found.after_minutes, found.with_screen, found.quick, found.quick_possible) == (5, True, False, True)
    assert found.passphrase == "Last changed on 12 May 2026."
    assert (found.kit_made, found.kit) == (False, "You have no recovery kit.")
    assert found.deleting == "Then all is gone from this computer."
    assert (day.state.language, day.state.appearance) == ("en", Appearance("en"))


def test_shops_that_hold_something_are_counted(day: Day, presenter: SettingsPresenter) -> None:
    day.share()
    presenter.start()
    said = "First we tell 1 shop that you stop. Then all is gone from this computer."
    assert day.state.guarding.deleting == said


def test_lock_rules_are_kept_and_told(day: Day, presenter: SettingsPresenter) -> None:
    told: list[LockRules] = []
    presenter.rules_chosen.connect(told.append)
    presenter.choose_lock_after(15)
    presenter.choose_with_screen(False)
    presenter.choose_with_screen(False)  # as it is
    assert told == [LockRules(15), LockRules(15, with_screen=False)]
    assert lock_rules(day.session) == LockRules(15, with_screen=False)
    assert day.state.guarding.after_minutes == 15
    assert not day.state.guarding.with_screen


def test_a_disk_that_refuses_leaves_the_rules_as_they_are(day: Day, presenter: SettingsPresenter) -> None:
    told: list[LockRules] = []
    presenter.rules_chosen.connect(told.append)
    day.tasks.fails = StorageError("disk_full", file="vault.db")
    day.tasks.hold = True
    presenter.choose_lock_after(1)
    day.tasks.run()
    assert day.state.failed == sentences().error(StorageError("disk_full", file="vault.db"))
    day.tasks.fails, day.tasks.hold = None, False
    presenter.start()
    assert (day.state.failed, day.state.guarding.after_minutes) == ("", 5)
    assert told == []


def test_the_usual_time_of_a_share_is_kept(day: Day, presenter: SettingsPresenter) -> None:
    assert day.state.guarding.share_days == 90
    presenter.choose_share_days(30)
    assert day.state.guarding.share_days == view_protection(day.session).share_days == 30
    day.tasks.fails, day.tasks.hold = StorageError("disk_full", file="vault.db"), True
    presenter.choose_share_days(90)
    day.tasks.run()
    day.tasks.fails, day.tasks.hold = None, False
    presenter.start()
    assert day.state.guarding.share_days == 30


@pytest.mark.parametrize("safe", [True, False])
def test_whether_this_computer_may_keep_a_key(qtbot: QtBot, day: Day, computer: Computer, safe: bool) -> None:
    computer.safe = safe
    presenter = settings_over(day, computer)
    presenter.start()
    assert day.state.guarding.quick_possible is None  # once the page is drawn
    qtbot.waitUntil(lambda: day.state.guarding.quick_possible is safe)


def test_a_locked_vault_asks_for_no_keychain(day: Day, computer: Computer) -> None:
    presenter = settings_over(day, computer)
    presenter.start()
    presenter.forget()
    assert not presenter._keychain.isActive()


def test_other_looks_are_asked_for(day: Day, computer: Computer, presenter: SettingsPresenter) -> None:
    presenter.choose_theme("dark")
    presenter.choose_text_size("large")
    presenter.choose_text_size("large")
    presenter.choose_language("nl")
    assert computer.looks == [
        Appearance("en", "dark"),
        Appearance("en", "dark", "large"),
        Appearance("nl", "dark", "large"),
    ]
    assert day.state.appearance == computer.looks[-1]


def test_a_copy_is_taken_elsewhere(presenter: SettingsPresenter) -> None:
    went: list[str] = []
    presenter.navigate.connect(went.append)
    presenter.ask_deletion()
    presenter.take_copy()
    assert went == ["your_data"]


def test_locking_takes_it_all_off_the_page(day: Day, presenter: SettingsPresenter) -> None:
    panels: list[object] = []
    for panel in (presenter.quick, presenter.passphrase, presenter.deletion):
        panel.changed.connect(panels.append)
    presenter.ask_passphrase()
    presenter.forget()
    assert panels[-3:] == [None, None, None]
    assert day.state == SettingsState(None, "en", Appearance("en"))
    presenter.choose_lock_after(1)
    presenter.ask_deletion()
    assert day.state.guarding is None
