"""The page for the recovery kit, as one sees and uses it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.unit.desktop.vault_day import themed
from vault.customer.other_ways import PartState, typed_parts
from vault.desktop.recover_presenter import RecoverState
from vault.desktop.recover_view import RecoverView
from vault.storage.recovery_code import RecoveryCode

CODE = RecoveryCode(bytes(range(20))).text


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> RecoverView:
    made = RecoverView(*themed(qapp))
    qtbot.addWidget(made)
    made.show_state(RecoverState())
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.code.edit.hasFocus)
    return made


def test_a_code_that_a_pdf_gives_in_lines_is_pasted_whole(qtbot: QtBot, view: RecoverView) -> None:
    pasted = "\n".join((CODE[:19], CODE[20:39], CODE[40:]))
    QGuiApplication.clipboard().setText(pasted)
    with qtbot.waitSignal(view.code_typed) as typed:
        view.code.edit.paste()
    assert "".join(part.text for part in typed_parts(typed.args[0])) == CODE.replace("-", "")
    QGuiApplication.clipboard().clear()


def test_each_group_is_seen_as_it_is_read(view: RecoverView) -> None:
    typed = "o123 4I6x u"
    view.show_state(RecoverState(typed_parts(typed), "2 of 8 groups are there.", "Look again at group 3."))
    groups = view.code._groups
    assert [each._signs.text() for each in groups[:4]] == ["0123", "416X", "U···", "····"]
    assert [each._mark.isVisible() for each in groups[:4]] == [False, False, True, False]
    assert view.code._check._signs.text() == "·"
    assert view.code.edit.accessibleDescription() == "Look again at group 3."
    assert view.code.edit.property("error") is True


def test_a_whole_group_has_a_quiet_tick_until_one_is_wrong(view: RecoverView, qapp: QApplication) -> None:
    """A green tick would say that it is right, which nobody knows before the vault is asked."""
    parts = typed_parts(CODE)
    view.show_state(RecoverState(parts, "All groups are there."))
    groups = view.code._groups
    assert all(each._mark.isVisible() for each in groups)
    quiet = groups[7]._mark.grab().toImage()
    meant = (*parts[:7], replace(parts[7], state=PartState.WRONG), parts[8])
    view.show_state(RecoverState(meant, "", "Look again at group 8."))
    assert [each._mark.isVisible() for each in groups] == [False] * 7 + [True]
    assert groups[7]._mark.grab().toImage() != quiet


def test_what_is_wrong_is_said_once(view: RecoverView, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: heard.append(event.message()))
    wrong = RecoverState(code_wrong="Look again at group 3.")
    for state in (wrong, wrong, RecoverState(), wrong):
        view.show_state(state)
    assert heard == ["Look again at group 3."] * 2


def test_the_second_step_takes_the_place_of_the_first(qtbot: QtBot, view: RecoverView) -> None:
    QTest.keyClicks(view.code.edit, CODE)
    with qtbot.waitSignal(view.code_asked) as asked:
        view.button.click()
    assert asked.args == [CODE]
    view.show_state(RecoverState(known=True))
    assert view.code.edit.text() == ""
    assert not view.code.isVisible()
    assert view.fields.first.edit.hasFocus()
    assert view.button.text() == "Open your vault"
    QTest.keyClicks(view.fields.first.edit, "one")
    QTest.keyClicks(view.fields.again.edit, "two")
    with qtbot.waitSignal(view.choose_asked) as chosen:
        view.button.click()
    assert chosen.args == ["one", "two"]


def test_busy_says_so_and_takes_nothing(view: RecoverView) -> None:
    view.show_state(RecoverState(busy=True))
    assert view.busy.accessibleName() == "Trying your code."
    assert not view.button.isEnabled()
    QTest.keyClicks(view.code.edit, "K4TM")
    assert view.code.edit.text() == ""


def test_where_the_code_is_known_from_the_start_one_types_the_new_passphrase(qtbot: QtBot, qapp: QApplication) -> None:
    made = RecoverView(*themed(qapp))
    qtbot.addWidget(made)
    made.show_state(RecoverState(known=True))
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.fields.first.edit.hasFocus)
