"""The page on which a vault is made, as one sees and uses it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from vault import bundled
from vault.core.errors import ChoiceError
from vault.core.sentences import parse_sentences
from vault.desktop.icons import Icons
from vault.desktop.tasks import InlineTasks, Opening
from vault.desktop.theme import Theme, parse_tokens
from vault.desktop.welcome_presenter import WelcomePresenter, WelcomeState
from vault.desktop.welcome_view import WelcomeView

GOOD = "copper lantern borrows seven geese"


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    made = Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=False)
    made.apply(qapp)
    return made


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> WelcomeView:
    made = WelcomeView(theme, Icons(theme))
    made.resize(880, 600)
    qtbot.addWidget(made)
    made.show_state(WelcomeState())
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.first.edit.hasFocus)
    return made


def texts(view: QWidget) -> list[str]:
    """Every word that can be seen."""
    return [
        widget.text()
        for widget in view.findChildren(QWidget)
        if hasattr(widget, "text") and not isinstance(widget, QLineEdit) and widget.isVisible() and widget.text()
    ]


def name_of(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return interface.text(QAccessible.Text.Name)


def test_shows_what_there_is_and_nothing_that_comes_later(view: WelcomeView) -> None:
    said = " ".join(texts(view))
    for words in (
        "Choose a passphrase",
        "Tip: use four or more words that do not belong together.",
        "If you forget it, nobody can open your vault",
        "Are you under 16? Ask a parent first.",
        "Make your vault",
    ):
        assert words in said
    assert "recovery" not in said.lower()
    assert "this computer," in said  # "kept on this computer", not a way to unlock
    assert len(texts(view)) == 13


def test_every_control_has_a_name_and_a_size_to_hit(view: WelcomeView, theme: Theme) -> None:
    controls = [*view.findChildren(QAbstractButton), *view.findChildren(QLineEdit)]
    names = sorted(name_of(each) for each in controls if each.isVisible())
    assert names == ["Make your vault", "Passphrase", "Show passphrase", "Show passphrase", "Type it again"]
    least = theme.size("minHitTarget")
    assert all(each.height() >= least and each.width() >= least for each in controls if each.isVisible())


def test_tab_goes_from_top_to_bottom(view: WelcomeView) -> None:
    for widget, next_one in (
        (view.first.edit, view.first.eye),
        (view.first.eye, view.again.edit),
        (view.again.edit, view.again.eye),
        (view.again.eye, view.button),
    ):
        QTest.keyClick(widget, Qt.Key.Key_Tab)
        assert next_one.hasFocus()


def test_each_letter_is_looked_at(qtbot: QtBot, view: WelcomeView) -> None:
    with qtbot.waitSignal(view.typed) as typed:
        QTest.keyClicks(view.first.edit, "c")
    assert typed.args == ["c", ""]
    with qtbot.waitSignal(view.typed) as typed:
        QTest.keyClicks(view.again.edit, "d")
    assert typed.args == ["c", "d"]


def test_enter_goes_on_and_then_makes(qtbot: QtBot, view: WelcomeView) -> None:
    QTest.keyClicks(view.first.edit, GOOD)
    with qtbot.assertNotEmitted(view.create_asked):
        QTest.keyClick(view.first.edit, Qt.Key.Key_Return)
    assert view.again.edit.hasFocus()
    QTest.keyClicks(view.again.edit, GOOD)
    with qtbot.waitSignal(view.create_asked) as asked:
        QTest.keyClick(view.again.edit, Qt.Key.Key_Return)
    assert asked.args == [GOOD, GOOD]


def test_good_and_wrong_are_said_without_moving_anything(qtbot: QtBot, view: WelcomeView) -> None:
    where = view.button.mapTo(view, QPoint(0, 0))
    view.show_state(WelcomeState(fits=True, same=True))
    assert {"Long enough.", "The same."} <= set(texts(view))
    view.show_state(WelcomeState(first_wrong="Your passphrase is too short."))
    assert view.first.edit.hasFocus()
    view.show_state(WelcomeState(fits=True, again_wrong="This is not the same. Type it again."))
    assert {"Long enough.", "This is not the same. Type it again."} <= set(texts(view))
    assert "The same." not in texts(view)
    assert view.again.edit.hasFocus()
    qtbot.waitUntil(lambda: view.button.mapTo(view, QPoint(0, 0)) == where)


def test_says_in_words_that_it_is_busy(view: WelcomeView) -> None:
    view.show_state(WelcomeState(fits=True, same=True, busy=True))
    assert "Making your vault. This takes a moment." in texts(view)
    assert not view.button.isEnabled()
    assert view.first.edit.isReadOnly()
    assert view.again.edit.isReadOnly()


def test_attached_page_says_what_went_wrong_and_forgets_when_open(qtbot: QtBot, view: WelcomeView) -> None:
    full = [True]

    def create(typed: str) -> Opening:
        assert typed == GOOD
        raise ChoiceError("folder_not_empty", folder="vault")

    class Opening(InlineTasks):
        def open_session(self, factory: object, on_done: object, on_error: object, *, owner: object) -> None:
            if full[0]:
                self.outside(factory, on_done, on_error, owner=owner)  # type: ignore[arg-type]  # handed on
            else:
                on_done(None)  # type: ignore[operator]  # what the vault would do

    presenter = WelcomePresenter(Opening(), parse_sentences("en", bundled.read("messages/en.json")), create)
    view.attach(presenter)
    assert presenter.parent() is view
    QTest.keyClicks(view.first.edit, GOOD)
    QTest.keyClicks(view.again.edit, GOOD)
    QTest.mouseClick(view.button, Qt.MouseButton.LeftButton)
    assert "vault is not empty. Choose a new or an empty folder." in texts(view)
    full[0] = False
    with qtbot.waitSignal(presenter.opened):
        QTest.mouseClick(view.button, Qt.MouseButton.LeftButton)
    assert (view.first.typed(), view.again.typed()) == ("", "")


def test_everything_fits_the_smallest_window(qtbot: QtBot, view: WelcomeView) -> None:
    view.show_state(WelcomeState(fits=True, same=True, failed="vault is not empty. Choose a new or an empty folder."))
    QApplication.processEvents()
    scroll = view.findChild(QScrollArea)
    assert isinstance(scroll, QScrollArea)
    assert scroll.verticalScrollBar().maximum() == 0
