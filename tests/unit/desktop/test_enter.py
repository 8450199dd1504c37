"""Enter presses the button that has the keyboard, whatever kind of button it is, and no other."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.unit.desktop.vault_day import themed
from vault.core.value import Precision
from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import button
from vault.desktop.parts.decision_pair import DecisionPair
from vault.desktop.rail import RailItem, RailPage
from vault.desktop.rail_foot import LockButton
from vault.desktop.request_fold_line import FoldLine
from vault.desktop.request_text import Fold
from vault.desktop.shop_link import TextLink
from vault.desktop.theme import Theme


def share_button(theme: Theme, icons: Icons) -> QAbstractButton:
    pair = DecisionPair(theme)
    pair.set_precision(Precision.EXACT)
    made = pair.share_button
    made.setParent(None)
    return made


KINDS: dict[str, Callable[[Theme, Icons], QAbstractButton]] = {
    "main": lambda theme, icons: button("Next: ready", "main"),
    "link": lambda theme, icons: button("Suggest words", "link", small=True),
    "decision": share_button,
    "text link": lambda theme, icons: TextLink(theme, "Show the shop less…"),
    "fold": lambda theme, icons: Fold(theme, "How we check"),
    "fold line": lambda theme, icons: FoldLine(theme, icons, "eye"),
    "rail": lambda theme, icons: RailItem(theme, icons, RailPage("shops", "storefront", "Shops")),
    "lock": lambda theme, icons: LockButton(theme, icons, "Lock now"),
}


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_enter_presses_the_one_that_has_the_keyboard(qtbot: QtBot, qapp: QApplication, kind: str, key: Qt.Key) -> None:
    theme, icons = themed(qapp)
    around, pressed = QWidget(), []
    qtbot.addWidget(around)
    column = QVBoxLayout(around)
    made, other = KINDS[kind](theme, icons), KINDS[kind](theme, icons)
    for each, name in ((made, "made"), (other, "other")):
        each.setAutoExclusive(False)
        each.clicked.connect(lambda _=False, name=name: pressed.append(name))
        column.addWidget(each)
    with qtbot.waitExposed(around):
        around.show()
    made.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(made, key)
    assert pressed == ["made"]
    QTest.keyClick(made, Qt.Key.Key_Space)
    assert pressed == ["made", "made"]
    QTest.keyClick(around, key)  # the page, not a button
    assert pressed == ["made", "made"]
    made.setEnabled(False)
    QTest.keyClick(made, key)
    assert pressed == ["made", "made"]


def test_held_down_it_presses_once(qtbot: QtBot) -> None:
    made, pressed = button("Share these 4", "main"), []
    qtbot.addWidget(made)
    made.clicked.connect(lambda: pressed.append("pressed"))
    for repeated in (False, True, True):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", repeated)
        QApplication.sendEvent(made, event)
    assert pressed == ["pressed"]
