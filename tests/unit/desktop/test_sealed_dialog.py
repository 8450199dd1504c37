"""The extra step for a sealed item, by itself: what it shows, what it asks, and that nothing gets around it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.unit.desktop.vault_day import name_of, texts, themed
from vault.core.value import Precision
from vault.desktop.request_state import Sealed, StepLine
from vault.desktop.sealed_dialog import SealedDialog

WORDS = "I let schoenenhuis.example see my “Foot health” to suggest shoes, until 10 August 2026."
STATE = Sealed(
    number=1,
    title="Share “Foot health” with schoenenhuis.example?",
    text="This is about your health, so we ask for your passphrase each time.",
    steps=(
        StepLine(Precision.EXACT, "Exact", "Insoles"),
        StepLine(Precision.CATEGORY, "Category", "Needs more support"),
    ),
    chosen=Precision.CATEGORY,
    about="Only this shop, only until 10 August 2026.",
    words=WORDS,
    share_name="Share Foot health with schoenenhuis.example until 10 August 2026",
    error="",
    checking=False,
)


class Below(QWidget):
    """A window with one button, and the dialog over it."""

    def __init__(self, app: QApplication, bot: QtBot) -> None:
        super().__init__()
        theme, icons = themed(app)
        self.button = QPushButton("Below")
        column = QVBoxLayout(self)
        column.addWidget(self.button)
        self.resize(880, 600)
        bot.addWidget(self)
        self.show()
        bot.waitExposed(self)
        self.activateWindow()
        self.button.setFocus()
        self.dialog = SealedDialog(theme, icons, self)
        self.typed: list[tuple[str, str]] = []
        self.kept = 0
        self.steps: list[Precision] = []
        self.dialog.permitted.connect(lambda *typed: self.typed.append(typed))
        self.dialog.kept_off.connect(self.keep)
        self.dialog.step_picked.connect(self.steps.append)

    def keep(self) -> None:
        self.kept += 1

    def show_state(self, state: Sealed | None) -> None:
        self.dialog.show_sealed(state)
        for _ in range(5):
            QApplication.processEvents()

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(QApplication.focusWidget() or self, key)

    def focused(self) -> str:
        widget = QApplication.focusWidget()
        assert widget is not None
        return name_of(widget)


@pytest.fixture
def below(qapp: QApplication, qtbot: QtBot) -> Below:
    made = Below(qapp, qtbot)
    made.show_state(STATE)
    return made


def field(below: Below) -> QLineEdit:
    (found,) = below.dialog.findChildren(QLineEdit)
    return found


def test_it_says_what_would_be_agreed(below: Below) -> None:
    shown = texts(below.dialog)
    for text in (STATE.title, STATE.text, STATE.about, WORDS):
        assert text in shown
    assert below.dialog.accessibleName() == STATE.title
    assert below.dialog.picker.chosen is Precision.CATEGORY
    assert field(below).echoMode() is QLineEdit.EchoMode.Password


def test_enter_in_the_field_gives_the_words_that_were_shown(below: Below, qtbot: QtBot) -> None:
    assert QApplication.focusWidget() is field(below)
    qtbot.keyClicks(field(below), "copper lantern")
    below.key(Qt.Key.Key_Return)
    assert below.typed == [("copper lantern", WORDS)]


def test_a_wrong_passphrase_is_said_at_the_field(below: Below, qtbot: QtBot) -> None:
    qtbot.keyClicks(field(below), "wrong")
    below.show_state(replace(STATE, error="This passphrase does not open your vault."))
    assert "This passphrase does not open your vault." in texts(below.dialog)
    assert field(below).property("error") is True
    assert QApplication.focusWidget() is field(below)
    below.show_state(replace(STATE, number=2))
    assert field(below).text() == ""
    assert field(below).property("error") is False


def test_while_it_checks_only_keeping_it_off_is_possible(below: Below) -> None:
    below.show_state(replace(STATE, checking=True))
    assert not below.dialog.pair.share_button.isEnabled()
    assert below.dialog.pair.refuse_button.isEnabled()
    below.key(Qt.Key.Key_Return)
    assert below.typed == []
    below.dialog.pair.refuse_button.click()
    assert below.kept == 1


def test_esc_keeps_it_off_and_focus_goes_back(below: Below) -> None:
    below.key(Qt.Key.Key_Escape)
    assert below.kept == 1
    below.show_state(None)
    assert not below.dialog.isVisible()
    assert QApplication.focusWidget() is below.button
    assert field(below).text() == ""


def test_tab_stays_inside(below: Below) -> None:
    seen = []
    for _ in range(6):
        below.key(Qt.Key.Key_Tab)
        seen.append(below.focused())
    assert seen == [
        "Show passphrase",
        "Keep it off",
        STATE.share_name,
        STATE.title,
        "Category, Needs more support, 2 of 2",
        "Your passphrase",
    ]
    below.key(Qt.Key.Key_Backtab)
    assert below.focused() == "Category, Needs more support, 2 of 2"


def test_another_step_is_asked_for(below: Below) -> None:
    below.dialog.picker.steps()[1].setFocus()
    below.key(Qt.Key.Key_Left)
    assert below.steps == [Precision.EXACT]


def test_the_share_shutter_is_that_of_the_chosen_step(below: Below) -> None:
    category = below.dialog.pair.share_button.grab().toImage()
    below.show_state(replace(STATE, chosen=Precision.EXACT))
    assert below.dialog.pair.share_button.grab().toImage() != category


def test_what_is_wrong_is_seen_in_a_low_window(below: Below) -> None:
    below.resize(600, 400)
    error = "This passphrase does not open your vault. Check Caps Lock and try again."
    below.show_state(replace(STATE, error=error))
    (line,) = [each for each in below.dialog.findChildren(QLabel) if each.text() == error]
    assert line.visibleRegion().boundingRect() == line.rect()


def test_a_low_window_still_shows_both_buttons(below: Below) -> None:
    below.resize(600, 400)
    below.show_state(replace(STATE, text=STATE.text * 4))
    assert below.dialog.geometry().bottom() <= 400
    for button in (below.dialog.pair.refuse_button, below.dialog.pair.share_button):
        assert below.dialog.rect().contains(button.geometry().translated(below.dialog.pair.pos()))
