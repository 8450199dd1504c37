"""The page "Settings" as a person uses it, over a real vault, found by accessible names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from tests.unit.customer.conftest import PASSPHRASE
from tests.unit.desktop.fits import cut
from tests.unit.desktop.settings_parts import Computer, settings_over
from tests.unit.desktop.vault_day import Day, name_of, named, names, open_day, sentences, texts, themed
from vault.core.errors import StorageError
from vault.customer.keys import view_keys
from vault.customer.kit_check import CHECKED_GROUPS
from vault.customer.locking import LockRules, lock_rules
from vault.customer.protection import view_protection
from vault.desktop.appearance import Appearance
from vault.desktop.kit_view import KitView
from vault.desktop.link_choice import LinkChoice
from vault.desktop.parts.overlay import Overlay
from vault.desktop.program import no_links
from vault.desktop.settings_view import SettingsView

NEW = "eleven quiet bicycles"


class Shown:
    """The page in a window, over which its panels lie."""

    def __init__(
        self, qapp: QApplication, qtbot: QtBot, day: Day, find_links: Callable[[], LinkChoice | None] = no_links
    ) -> None:
        self.theme, icons = themed(qapp)
        self.day, self.computer = day, Computer(find_links=find_links)
        self.view = SettingsView(self.theme, icons)
        self.presenter = settings_over(day, self.computer)
        self.view.attach(self.presenter)
        self.window = QMainWindow()
        self.window.setCentralWidget(self.view)
        qtbot.addWidget(self.window)
        self.window.resize(972, 780)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.presenter.start()

    def until_asked(self, qtbot: QtBot) -> None:
        """Whether there is a keychain is asked behind the first picture."""
        qtbot.waitUntil(lambda: self.day.state.guarding.quick_possible is not None)

    def panels(self) -> list[Overlay]:
        return [each for each in self.window.findChildren(Overlay) if each.isVisible()]

    @property
    def panel(self) -> Overlay:
        (found,) = self.panels()
        return found

    def focused(self) -> str:
        widget = self.window.focusWidget()
        return widget.accessibleName() or name_of(widget) if widget is not None else ""

    def type_here(self, text: str) -> None:
        QTest.keyClicks(self.window.focusWidget(), text)
        QTest.keyClick(self.window.focusWidget(), Qt.Key.Key_Return)


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with open_day(tmp_path) as made:
        yield made


@pytest.fixture
def shown(qapp: QApplication, qtbot: QtBot, day: Day) -> Shown:
    return Shown(qapp, qtbot, day)


def test_what_is_read(shown: Shown) -> None:
    read = texts(shown.view)
    for expected in (
        "Changes are saved right away.",
        "After this time without you doing anything.",
        "Last changed on 12 May 2026.",
        "You have no recovery kit.",
        "Then all is gone from this computer.",
    ):
        assert expected in read
    assert names(shown.view) == [
        "Lock with the screen, and in sleep",
        "Unlock with this computer",
        "Change the passphrase",
        "Make a kit…",
        "Delete this vault",
        "System",
        "Light",
        "Dark",
        "Normal",
        "Large",
        "Largest",
        "Open links of shops here",
    ]
    lists = [shown.view.security.lock_after, shown.view.second.language.list]
    assert [(each.accessibleName(), each.currentText()) for each in lists] == [
        ("Lock by itself", "5 minutes"),
        ("Language of this app", "English"),
    ]


def test_before_the_vault_was_read_nothing_of_it_can_be_pressed(shown: Shown) -> None:
    shown.presenter.forget()
    assert not shown.view.security.isEnabled()
    assert shown.view.second.language.list.isEnabled()


def test_the_usual_time_of_a_share_is_chosen_with_keys(shown: Shown) -> None:
    days = shown.view.security.share_days
    assert (days.accessibleName(), days.currentText()) == ("Usual time of a share", "90 days")
    days.setFocus()
    QTest.keyClick(days, Qt.Key.Key_Up)
    assert view_protection(shown.day.session).share_days == 30


def test_lock_rules_are_chosen_with_keys(shown: Shown) -> None:
    waited = shown.view.security.lock_after
    waited.setFocus()
    QTest.keyClick(waited, Qt.Key.Key_Down)
    assert lock_rules(shown.day.session) == LockRules(15)
    switch = named(shown.view, "Lock with the screen, and in sleep")
    switch.setFocus()
    QTest.keyClick(switch, Qt.Key.Key_Space)
    assert lock_rules(shown.day.session) == LockRules(15, with_screen=False)
    for _ in range(2):
        QTest.keyClick(waited, Qt.Key.Key_Down)
    assert waited.currentText() == "Never"
    assert lock_rules(shown.day.session).after_minutes == 0


def test_looks_are_chosen(shown: Shown) -> None:
    named(shown.view, "Dark").click()
    named(shown.view, "Largest").click()
    shown.view.second.language.list.setFocus()
    QTest.keyClick(shown.view.second.language.list, Qt.Key.Key_Down)
    assert shown.computer.looks[-1] == Appearance("nl", "dark", "largest")
    assert len(shown.computer.looks) == 3


def test_the_keyboard_goes_on_where_it_was(shown: Shown) -> None:
    assert shown.view.place() == ""
    for place, name in (("theme", "System"), ("text size", "Normal"), ("language", "Language of this app")):
        shown.view.go_to(place)
        assert (shown.view.place(), shown.focused()) == (place, name)


def test_quick_unlock_asks_for_the_passphrase(qtbot: QtBot, shown: Shown) -> None:
    shown.until_asked(qtbot)
    switch = named(shown.view, "Unlock with this computer")
    switch.click()
    assert not switch.isChecked()  # not yet
    assert shown.focused() == "Your passphrase"
    shown.type_here("not this one")
    assert sentences().say("errors", "wrong_passphrase") in texts(shown.panel)
    shown.type_here(PASSPHRASE)
    assert shown.panels() == []
    assert switch.isChecked()
    switch.click()
    assert not switch.isChecked()
    assert [each.kind for each in view_keys(shown.day.session)] == ["passphrase"]


def test_where_there_is_no_safe_place_for_a_key(qapp: QApplication, qtbot: QtBot, day: Day) -> None:
    shown = Shown(qapp, qtbot, day)
    shown.computer.safe = False
    shown.until_asked(qtbot)
    switch = named(shown.view, "Unlock with this computer")
    assert not switch.isEnabled()
    assert "This computer has no safe place for a key." in texts(shown.view)
    assert switch.accessibleDescription() == "This computer has no safe place for a key."


def test_esc_puts_a_panel_away_and_forgets_what_was_typed(qtbot: QtBot, shown: Shown) -> None:
    shown.until_asked(qtbot)
    switch = named(shown.view, "Unlock with this computer")
    switch.setFocus()
    switch.click()
    QTest.keyClicks(shown.window.focusWidget(), "half of it")
    QTest.keyClick(shown.window.focusWidget(), Qt.Key.Key_Escape)
    assert shown.panels() == []
    assert switch.hasFocus()
    switch.click()
    assert shown.window.focusWidget().text() == ""


def test_tab_stays_inside_a_panel(shown: Shown) -> None:
    named(shown.view, "Delete this vault").click()
    seen = []
    assert shown.focused() == "Your passphrase"
    for _ in range(7):
        QTest.keyClick(shown.window.focusWidget(), Qt.Key.Key_Tab)
        seen.append(shown.focused())
    assert seen == [
        "Show passphrase",
        "Keep my vault",
        "Delete my vault",
        "Delete this vault",  # the panel's title
        "Take a copy first…",
        "Leaving? Say goodbye step by step.",
        "Your passphrase",
    ]
    QTest.keyClick(shown.window.focusWidget(), Qt.Key.Key_Backtab)
    assert shown.focused() == "Leaving? Say goodbye step by step."


def test_another_passphrase(shown: Shown) -> None:
    named(shown.view, "Change the passphrase").click()
    assert shown.focused() == "Old passphrase"
    shown.type_here(PASSPHRASE)
    assert shown.focused() == "New passphrase"
    shown.type_here(NEW)
    assert "Strong" in texts(shown.panel)
    shown.type_here(NEW)
    assert "Only the new one opens your vault now." in texts(shown.panel)
    assert shown.focused() == "Your passphrase is changed"
    named(shown.panel, "Renew and delete").click()
    assert "Your vault has a new key" in texts(shown.panel)
    named(shown.panel, "Done").click()
    assert shown.panels() == []


def test_wrong_passphrases_are_told_at_their_fields(shown: Shown) -> None:
    named(shown.view, "Change the passphrase").click()
    named(shown.panel, "Change passphrase").click()
    assert "Type your old passphrase first." in texts(shown.panel)
    assert shown.focused() == "Old passphrase"
    for _ in range(3):
        QApplication.processEvents()
    assert cut(shown.panel) == []


def test_a_recovery_kit_is_made_and_tested(shown: Shown) -> None:
    named(shown.view, "Make a kit…").click()
    shown.type_here("not this one")
    assert sentences().say("errors", "wrong_passphrase") in texts(shown.panel)
    shown.type_here(PASSPHRASE)
    assert shown.panels() == []
    (kit,) = shown.view.findChildren(KitView)
    assert not shown.view.title.isVisible()
    named(shown.view, "Back").click()
    assert "Made on 12 May 2026, not tested" in texts(shown.view)
    assert shown.view.title.isVisible()
    named(shown.view, "Make new kit…").click()
    shown.type_here(PASSPHRASE)
    kit = shown.view.findChildren(KitView)[-1]
    groups = shown.presenter.kit._kit._kit.code.groups
    for field, number in zip(kit.fields, CHECKED_GROUPS, strict=True):
        QTest.keyClicks(field.edit, groups[number - 1])
    named(shown.view, "Done").click()
    assert "Made and tested on 12 May 2026" in texts(shown.view)


def test_a_kit_on_the_screen_goes_when_the_vault_locks(shown: Shown, qtbot: QtBot) -> None:
    named(shown.view, "Make a kit…").click()
    shown.type_here(PASSPHRASE)
    shown.presenter.forget()
    qtbot.waitUntil(lambda: not shown.view.findChildren(KitView))


def test_what_takes_a_while_says_so_and_takes_no_other_press(shown: Shown) -> None:
    shown.presenter.ask_deletion()
    shown.day.tasks.hold = True
    QTest.keyClicks(shown.window.focusWidget(), PASSPHRASE)
    named(shown.panel, "Delete my vault").click()
    assert "Checking your passphrase." in texts(shown.panel)
    assert not named(shown.panel, "Delete my vault").isEnabled()
    assert not named(shown.panel, "Keep my vault").isEnabled()
    QTest.keyClick(shown.window.focusWidget(), Qt.Key.Key_Escape)
    assert len(shown.panels()) == 1


def test_deleting_can_be_put_off(shown: Shown) -> None:
    deleted: list[Path] = []
    shown.presenter.delete_wanted.connect(deleted.append)
    went: list[str] = []
    shown.presenter.navigate.connect(went.append)
    for press in ("Keep my vault", "Take a copy first…"):
        named(shown.view, "Delete this vault").click()
        named(shown.panel, press).click()
        assert shown.panels() == []
    assert (deleted, went) == ([], ["your_data"])


def test_shops_that_do_not_know_are_named(shown: Shown) -> None:
    shown.day.share()
    shown.day.deliver()
    shown.presenter.start()
    shown.presenter.flush_wanted.connect(lambda then: then())
    deleted: list[Path] = []
    shown.presenter.delete_wanted.connect(deleted.append)
    named(shown.view, "Delete this vault").click()
    shown.type_here(PASSPHRASE)
    assert shown.focused() == "Not every shop knows yet"
    assert deleted == []
    named(shown.panel, "Delete now").click()
    assert deleted == [shown.day.session.vault.folder.path]


def test_an_error_is_read(shown: Shown) -> None:
    shown.day.tasks.fails = StorageError("database_damaged")
    shown.presenter.start()
    assert sentences().error(shown.day.tasks.fails) in texts(shown.view)


def test_panels_go_with_the_page(shown: Shown, qtbot: QtBot) -> None:
    named(shown.view, "Delete this vault").click()
    shown.window.setCentralWidget(QWidget())
    qtbot.waitUntil(lambda: not shown.window.findChildren(Overlay))
