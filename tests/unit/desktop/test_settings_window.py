"""Settings in the whole window: other looks at once, a lock that goes by new rules, and the end of a vault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.unit.customer.conftest import PASSPHRASE
from tests.unit.desktop.settings_parts import Computer
from tests.unit.desktop.test_lock_reasons import Desktop
from tests.unit.desktop.vault_day import Day, name_of, named, names, open_day, sentences, texts
from vault import bundled
from vault.core.errors import StorageError
from vault.customer.holdings import view_shops
from vault.customer.trust import Trust
from vault.desktop.appearance import FILE, Appearance, keep_appearance, read_appearance
from vault.desktop.clipboard import Clipboard
from vault.desktop.farewell_view import FarewellView
from vault.desktop.gate import Gate
from vault.desktop.icons import Icons
from vault.desktop.lock_reasons import Locker
from vault.desktop.looks import Looks, system_language, translate
from vault.desktop.pages import Known, World
from vault.desktop.program import Program, delete_beside
from vault.desktop.rail import RailItem
from vault.desktop.settings_view import SettingsView
from vault.desktop.theme import Theme, parse_tokens
from vault.desktop.unlock_view import UnlockView
from vault.desktop.welcome_view import WelcomeView
from vault.desktop.window import Window
from vault.net.testing_shops import TestShops

WAIT = 4000


@dataclass
class Desk:
    """A window over an open vault, and where it keeps what it is to look like."""

    window: Window
    looks: Looks
    theme: Theme
    day: Day
    config: Path
    desktop: Desktop

    @property
    def page(self) -> SettingsView:
        """The page as it is now; one that was made anew may still be there for a moment."""
        return self.window.inside.pages.page("settings").view

    @property
    def kept(self) -> Appearance:
        return read_appearance(self.config / FILE)

    def rail_words(self) -> list[str]:
        return [name_of(item) for item in self.window.findChildren(RailItem)]


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with open_day(tmp_path) as made:
        yield made


def desk_over(qapp: QApplication, day: Day, config: Path, asked: str | None = None) -> Desk:
    theme = Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=False)
    looks = Looks(qapp, theme, config, asked)
    known = Known(day.session.catalogue, day.shop, Trust((), TestShops()))
    program = Program(
        looks.now,
        lambda chosen: looks.change(window, gate, chosen),
        delete_beside,
        Computer().find_keychain,
    )
    said = sentences(looks.language)
    world = World(theme, Icons(theme), said, day.clock, day.tasks, lambda: known, lambda address: None, program)
    gate = Gate(world, day.session.vault.folder.path)
    desktop = Desktop()
    locker = Locker(day.tasks, qapp, Clipboard(QGuiApplication.clipboard()), lambda: desktop, lambda: 0.0)
    window = Window(world, gate, lambda: locker)
    return Desk(window, looks, theme, day, config, desktop)


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot, day: Day, tmp_path: Path) -> Iterator[Desk]:
    made = desk_over(qapp, day, tmp_path / "config", "en")
    qtbot.addWidget(made.window)
    made.window.show()
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    made.window.enter()
    made.window.show_page("settings")
    yield made
    as_before(qapp)


def as_before(qapp: QApplication) -> None:
    """Nothing that was chosen here is seen by the next test."""
    qapp.styleHints().colorSchemeChanged.disconnect()
    translate(qapp, "en")
    Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=False).apply(qapp)


def test_another_language_at_once_and_the_keyboard_stays(desk: Desk, qtbot: QtBot) -> None:
    assert desk.rail_words()[-2:] == ["Settings", "Help"]
    asked = desk.page.second.language.list
    asked.setFocus()
    QTest.keyClick(asked, Qt.Key.Key_Down)
    assert desk.page.title.text() == "Instellingen"
    dutch = ["Overzicht", "Verzoeken", "Voorkeuren", "Winkels", "Activiteit", "Jouw gegevens", "Instellingen", "Hulp"]
    qtbot.waitUntil(lambda: desk.rail_words() == dutch)
    assert desk.window.focusWidget() is desk.page.second.language.list
    assert desk.page.security.lock_after.currentText() == "5 minuten"
    assert desk.kept.language == "nl"
    desk.window.show_page("shops")
    assert any(each.text() == "Winkels" for each in desk.window.findChildren(QLabel))
    desk.window.show_page("settings")
    QTest.keyClick(desk.page.second.language.list, Qt.Key.Key_Up)
    assert desk.page.title.text() == "Settings"
    qtbot.waitUntil(lambda: desk.rail_words()[0] == "Overview")
    assert desk.kept.language == "en"


def test_the_page_before_the_vault_speaks_it_too(desk: Desk) -> None:
    desk.page.language_chosen.emit("nl")
    desk.window.lock()
    assert any("kluis" in each for each in texts(desk.window))


def test_what_can_be_undone_can_still_be(desk: Desk, qtbot: QtBot) -> None:
    desk.day.share()
    desk.day.deliver()
    desk.window.show_page("shops")
    desk.window.presenter("shops").stop()
    desk.window.show_page("settings")
    desk.page.language_chosen.emit("nl")
    bar = desk.window.frame.undo_bar
    qtbot.waitUntil(lambda: "Ongedaan maken" in names(bar))
    named(bar, "Ongedaan maken").click()
    assert view_shops(desk.day.session)[0].holds


def test_larger_letters_at_once_and_the_keyboard_stays(desk: Desk) -> None:
    before = desk.page.title.sizeHint().height()
    desk.page.go_to("text size")
    QTest.keyClick(desk.window.focusWidget(), Qt.Key.Key_Right)
    assert desk.page.title.sizeHint().height() > before
    assert name_of(desk.window.focusWidget()) == "Large"
    assert desk.kept.text_size == "large"
    QTest.keyClick(desk.window.focusWidget(), Qt.Key.Key_Left)
    assert desk.page.title.sizeHint().height() == before


def test_dark_colours_at_once_in_the_same_page(qapp: QApplication, desk: Desk) -> None:
    page = desk.page
    named(page, "Dark").click()
    assert desk.theme.dark
    assert desk.page is page
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)  # the system has no say now
    assert desk.theme.dark
    named(page, "System").click()
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert desk.theme.dark
    named(page, "Light").click()
    assert not desk.theme.dark
    assert desk.kept.theme == "light"
    desk.window.show_page("shops")
    desk.window.show_page("settings")
    assert desk.page.second.appearance.theme_choice.chosen == "light"


def test_what_was_kept_is_there_at_the_next_start(qapp: QApplication, qtbot: QtBot, day: Day, tmp_path: Path) -> None:
    keep_appearance(tmp_path / FILE, Appearance("nl", "dark", "largest"))
    made = desk_over(qapp, day, tmp_path)
    qtbot.addWidget(made.window)
    try:
        assert (made.looks.language, made.theme.dark) == ("nl", True)
        assert made.theme.font("body").pointSizeF() == pytest.approx(1.3 * made.theme.tokens.letters["body"].points)
    finally:
        as_before(qapp)


def test_the_command_line_goes_before_what_is_kept_and_does_not_replace_it(
    qapp: QApplication, qtbot: QtBot, day: Day, tmp_path: Path
) -> None:
    keep_appearance(tmp_path / FILE, Appearance("en"))
    made = desk_over(qapp, day, tmp_path, "nl")
    qtbot.addWidget(made.window)
    made.window.enter()
    made.window.show_page("settings")
    try:
        assert made.page.title.text() == "Instellingen"
        made.page.theme_chosen.emit("dark")
        assert made.kept == Appearance("en", "dark")
        made.page.language_chosen.emit("en")
        assert (made.page.title.text(), made.kept.language) == ("Settings", "en")
    finally:
        as_before(qapp)


def test_without_a_choice_it_is_the_systems_language(
    qapp: QApplication, qtbot: QtBot, day: Day, tmp_path: Path
) -> None:
    made = desk_over(qapp, day, tmp_path)
    qtbot.addWidget(made.window)
    made.window.enter()
    made.window.show_page("settings")
    try:
        assert made.looks.language == system_language()
        made.page.theme_chosen.emit("dark")
        assert made.kept == Appearance(None, "dark")
    finally:
        as_before(qapp)


def test_the_lock_goes_by_what_is_chosen_and_the_rail_says_so(desk: Desk) -> None:
    assert "Locks by itself after\n5 minutes" in texts(desk.window.frame.rail)
    assert desk.desktop.watched
    desk.page.security.lock_after.setFocus()
    QTest.keyClick(desk.page.security.lock_after, Qt.Key.Key_Up)
    assert "Locks by itself after\n1 minute" in texts(desk.window.frame.rail)
    assert desk.window.inside.locker._idle._limit == 60
    named(desk.page, "Lock with the screen, and in sleep").click()
    assert not desk.desktop.watched
    desk.window.resize(900, 700)
    assert texts(desk.window.frame.rail) == []


def delete(desk: Desk) -> None:
    named(desk.page, "Delete this vault").click()
    QTest.keyClicks(desk.window.focusWidget(), PASSPHRASE)
    QTest.keyClick(desk.window.focusWidget(), Qt.Key.Key_Return)


def farewell(desk: Desk) -> FarewellView:
    return desk.window.findChild(FarewellView)


def test_a_vault_goes_after_its_shops_were_told(desk: Desk, qtbot: QtBot) -> None:
    desk.day.share()
    desk.day.deliver()
    folder = desk.day.session.vault.folder.path
    delete(desk)
    qtbot.waitUntil(lambda: not folder.exists(), timeout=WAIT)
    assert len(desk.day.shop.stops) == 1
    assert "Your vault is gone" in texts(farewell(desk))
    named(farewell(desk), "Go on").click()
    assert desk.window.findChildren(WelcomeView)


def test_a_shop_that_is_not_reached_leaves_the_choice(desk: Desk, qtbot: QtBot) -> None:
    desk.day.share()
    desk.day.deliver()
    desk.day.shop.mood = "down"
    folder = desk.day.session.vault.folder.path
    delete(desk)
    qtbot.waitUntil(lambda: "Not every shop knows yet" in texts(desk.window), timeout=WAIT)
    named(desk.window, "Wait").click()
    assert folder.exists()
    desk.day.shop.mood = "fine"
    desk.day.later(minutes=10)
    desk.window._deliver()  # it went on trying
    assert len(desk.day.shop.stops) == 1
    delete(desk)
    qtbot.waitUntil(lambda: not folder.exists(), timeout=WAIT)


def test_what_cannot_be_deleted_is_told_and_the_vault_opens_again(desk: Desk, qtbot: QtBot) -> None:
    problem = StorageError("no_permission", file="slots.json")

    def refuse(folder: Path) -> None:
        raise problem

    world = desk.window.world
    desk.window.world = world._replace(program=world.program._replace(delete_vault=refuse))
    delete(desk)
    qtbot.waitUntil(lambda: "Your vault could not be deleted" in texts(desk.window), timeout=WAIT)
    assert sentences().error(problem) in texts(farewell(desk))
    named(farewell(desk), "Go back").click()
    assert desk.window.findChildren(UnlockView)
