"""What went wrong before a locked vault: it is said, and can be closed, by keyboard too."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.unit.desktop.vault_day import named, texts, themed
from vault.desktop.backup_open_state import BackupOpenState
from vault.desktop.backup_open_view import BackupOpenView
from vault.desktop.damage_state import DamageState
from vault.desktop.damage_view import DamageView
from vault.desktop.recover_presenter import RecoverState
from vault.desktop.recover_view import RecoverView
from vault.desktop.unlock_presenter import UnlockState
from vault.desktop.unlock_view import UnlockView
from vault.desktop.welcome_presenter import WelcomeState
from vault.desktop.welcome_view import WelcomeView

SAID = "The disk is full. Make room, then try again."
PAGES = {
    WelcomeView: WelcomeState(failed=SAID),
    UnlockView: UnlockState(failed=SAID),
    RecoverView: RecoverState(failed=SAID),
    BackupOpenView: BackupOpenState(name="vault", failed=SAID),
    DamageView: DamageState(failed=SAID, looked=True),
}


@pytest.mark.parametrize("kind", PAGES, ids=lambda kind: kind.__name__)
def test_it_is_closed_and_comes_again_with_the_next_error(qtbot: QtBot, qapp: QApplication, kind: type) -> None:
    page = kind(*themed(qapp))
    qtbot.addWidget(page)
    page.resize(1180, 780)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.show_state(PAGES[kind])
    assert SAID in texts(page)
    close = named(page, "Close this note")
    assert close in _stops(page)
    close.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(close, Qt.Key.Key_Return)
    assert SAID not in texts(page)
    now = page.focusWidget()
    assert now is not None
    assert now.isVisible()
    page.show_state(PAGES[kind])
    assert SAID in texts(page)


def _stops(page: QWidget) -> list[QWidget]:
    """What Tab comes to."""
    found: list[QWidget] = []
    while (now := page.focusWidget()) is not None and now not in found:
        found.append(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    return found
