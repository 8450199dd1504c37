"""The update of shops in the real window: its button, its passphrase, the post that brings it; the editor's foot."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.integration.connected import PASSPHRASE, Wire, share_with, shop_at, vault_at
from tests.unit.core.catalogue_values import shipped
from tests.unit.desktop.test_preference_refresh import OTHER, SIZE, WORDS, Screen, change_feet, share_feet
from tests.unit.desktop.vault_day import HeldTasks, named, names, texts, themed
from tests.unit.shop.example import HOST, NOW
from vault.core.clock import SetClock
from vault.core.value import Precision
from vault.customer.session import Session, derive
from vault.customer.trust import Trust
from vault.desktop.pages import Known, World
from vault.desktop.preference_editor import PreferenceEditor
from vault.desktop.preference_typed import Typed
from vault.desktop.preferences_view import PreferencesView
from vault.desktop.sealed_dialog import SealedDialog
from vault.desktop.window import Window
from vault.net.testing_shops import TestShops
from vault.storage.secret import Passphrase


class Open:
    """The window at its smallest, over a vault and two shops that work."""

    def __init__(self, qtbot: QtBot, app: QApplication, screen: Screen, window: Window) -> None:
        self.bot, self.app, self.screen, self.window = qtbot, app, screen, window

    @property
    def view(self) -> PreferencesView:
        view = self.window.inside.pages.page("preferences").view
        assert isinstance(view, PreferencesView)
        return view

    @property
    def editor(self) -> PreferenceEditor:
        editor = self.view.rows.editor
        assert editor is not None
        return editor

    def settle(self) -> None:
        for _ in range(8):
            self.app.processEvents()

    def change(self, size: str) -> None:
        """Type another size and save it, with the mouse."""
        self.screen.clock.moment += timedelta(minutes=1)
        self.screen.presenter.open_row(SIZE)
        self.screen.presenter.edit(Typed(size, "", "EU", ()))
        self.settle()
        self.press("Save")

    def press(self, name: str) -> None:
        self.bot.mouseClick(named(self.window, name), Qt.MouseButton.LeftButton)
        self.settle()

    def unlock(self) -> None:
        """Open the vault again, as from the page before it."""
        screen, folder = self.screen, self.screen.session.vault.folder.path

        def prepare() -> Callable[[], Session]:
            derived = derive(folder, Passphrase(PASSPHRASE))
            return lambda: derived.open(catalogue=shipped(), clock=screen.clock, random=secrets.token_bytes)

        screen.tasks.open_session(prepare, lambda _: None, pytest.fail, owner=self.window)
        self.window.enter()
        self.window.show_page("preferences")
        self.settle()

    def part_in_view(self, part: QWidget) -> bool:
        """Whether all of it is seen: within what is scrolled, and not behind the foot."""
        port, foot = self.view.rows.viewport(), self.editor.foot
        place = QRect(part.mapTo(port, QPoint(0, 0)), part.size())
        free = port.rect()
        if not foot.isAncestorOf(part):
            free.setBottom(foot.mapTo(port, QPoint(0, 0)).y() - 1)
        return free.contains(place)


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Open]:
    clock = SetClock(NOW)
    wire = Wire({host: shop_at(tmp_path / host, clock, host) for host in (HOST, OTHER)})
    session = vault_at(tmp_path / "vault", clock)
    for host, precision in ((HOST, Precision.EXACT), (OTHER, Precision.RANGE)):
        share_with(session, wire.shops[host], wire, {"shoe_size": precision})
    tasks = HeldTasks(session)
    theme, icons = themed(qapp)
    known = Known(shipped(), wire, Trust((), TestShops()))
    world = World(theme, icons, WORDS, clock, tasks, lambda: known, lambda address: None)
    window = Window(world, lambda reason, entered, around: QWidget(around))
    qtbot.addWidget(window)
    window.resize(880, 600)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.enter()
    window.show_page("preferences")
    screen = Screen(session, wire, clock, tasks, window.presenter("preferences"))
    screen.presenter.changed.connect(screen.states.append)
    screen.presenter.start()
    made = Open(qtbot, qapp, screen, window)
    made.settle()
    yield made
    window.close()
    session.lock()
    for each in wire.shops.values():
        each.shop.store.close()


def test_save_and_cancel_are_in_view_wherever_the_editor_is_scrolled(opened: Open) -> None:
    opened.screen.presenter.open_row(SIZE)
    opened.settle()
    bar = opened.view.rows.verticalScrollBar()
    assert bar.maximum() > 0
    for place in (0, bar.maximum() // 3, bar.maximum()):
        bar.setValue(place)
        opened.settle()
        assert [opened.part_in_view(each) for each in (opened.editor.save, opened.editor.cancel)] == [True, True]


def test_the_keyboard_never_goes_behind_the_foot(opened: Open) -> None:
    opened.screen.presenter.open_row(SIZE)
    opened.settle()
    seen = 0
    for _ in range(20):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        opened.settle()
        now = QApplication.focusWidget()
        if opened.editor.isAncestorOf(now):
            seen += 1
            assert opened.part_in_view(now), now
    assert seen >= 8


def test_two_shops_are_updated_with_one_button(opened: Open) -> None:
    opened.change("46")
    opened.settle()
    assert "Close" in names(opened.editor)
    assert "2 shops have an older value. They keep it unless you send the new one." in texts(opened.editor)
    assert {"New: EU 46", "New: EU 44.5–46.5"} <= set(texts(opened.editor))  # noqa: RUF001 - as ranges are printed
    assert opened.part_in_view(named(opened.editor, "Update 2 shops"))
    opened.press("Update 2 shops")
    assert "2 shops will be told within the hour, while your vault is open." in texts(opened.editor)
    assert "Update 2 shops" not in names(opened.editor)
    assert opened.part_in_view(named(opened.editor, "Do not send"))
    opened.press("Do not send")
    assert "Update 2 shops" in names(opened.editor)


def test_one_shop_is_updated_by_name_and_the_post_brings_it_at_once(opened: Open) -> None:
    opened.change("44")
    opened.settle()
    update = named(opened.editor, f"Update {HOST}")
    update.setFocus()
    opened.bot.keyClick(update, Qt.Key.Key_Space)
    opened.settle()
    assert [name for host, name in opened.screen.wire.seen if host == HOST][-2:] == ["nonce", "refresh"]
    assert f"Shop told. {HOST} has the new value." in texts(opened.editor)
    assert QApplication.focusWidget() is opened.editor.cancel


def test_tab_comes_by_the_button_before_save(opened: Open) -> None:
    opened.change("44")
    opened.settle()
    opened.editor.seen_by.stop.setFocus()
    found = []
    for _ in range(2):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        found.append(QApplication.focusWidget())
    assert found == [named(opened.editor, f"Update {HOST}"), opened.editor.save]


def test_what_waits_goes_after_a_lock_and_to_one_shop_at_a_time(opened: Open) -> None:
    opened.change("46")
    opened.settle()
    opened.press("Update 2 shops")
    opened.screen.wire.seen.clear()
    opened.window.lock()
    opened.settle()
    assert opened.screen.wire.seen == [], "locking does not send it before its time"
    opened.screen.clock.moment += timedelta(hours=2)
    opened.unlock()
    opened.bot.waitUntil(lambda: bool(opened.screen.wire.seen))  # the page comes first
    opened.settle()
    assert {host for host, _ in opened.screen.wire.seen} in ({HOST}, {OTHER})
    opened.screen.clock.moment += timedelta(hours=1)
    opened.window.inside.undo.due.emit()
    opened.settle()
    assert {host for host, _ in opened.screen.wire.seen} == {HOST, OTHER}
    presenter = opened.window.presenter("preferences")
    presenter.open_row(SIZE)
    opened.settle()
    assert "Shops told. 2 have the new value." in texts(opened.editor)


def test_the_sealed_dialog_sends_nothing_before_the_passphrase(opened: Open) -> None:
    share_feet(opened.screen)
    opened.screen.presenter.choose_topic("health")
    change_feet(opened.screen)
    opened.settle()
    opened.press(f"Update {HOST}")
    dialog = opened.window.findChild(SealedDialog)
    assert dialog.isVisible()
    assert {"Do not send it", f"Send the new value of Foot health to {HOST}"} <= set(names(dialog))
    opened.screen.wire.seen.clear()
    opened.bot.keyClick(dialog.field.edit, Qt.Key.Key_Escape)
    opened.settle()
    assert not dialog.isVisible()
    assert QApplication.focusWidget() is named(opened.editor, f"Update {HOST}")
    opened.press(f"Update {HOST}")
    opened.bot.keyClicks(dialog.field.edit, PASSPHRASE)
    opened.bot.keyClick(dialog.field.edit, Qt.Key.Key_Return)
    opened.settle()
    assert not dialog.isVisible()
    assert f"Shop told. {HOST} has the new value." in texts(opened.editor)
    assert [name for _, name in opened.screen.wire.seen] == ["nonce", "refresh"]
    assert opened.editor.isAncestorOf(QApplication.focusWidget())
