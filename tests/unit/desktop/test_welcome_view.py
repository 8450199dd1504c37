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
from vault.desktop.new_passphrase import StrengthLine
from vault.desktop.passphrase_advice import PassphraseAdvice
from vault.desktop.tasks import InlineTasks, Opening
from vault.desktop.theme import Theme, parse_tokens
from vault.desktop.welcome_presenter import WelcomePresenter, WelcomeState
from vault.desktop.welcome_view import WelcomeView

GOOD = "copper lantern borrows seven geese"
SENTENCES = parse_sentences("en", bundled.read("messages/en.json"))


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    made = Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=False)
    made.apply(qapp)
    return made


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> WelcomeView:
    made = WelcomeView(theme, Icons(theme))
    made.resize(1180, 780)
    qtbot.addWidget(made)
    made.show_state(WelcomeState())
    made.offer_quick(True)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.fields.first.edit.hasFocus)
    return made


@pytest.fixture
def advised(view: WelcomeView) -> WelcomeView:
    view.fields.attach(PassphraseAdvice(InlineTasks(), SENTENCES, ("vault",)))
    return view


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


def strength(view: WelcomeView) -> StrengthLine:
    return view.findChildren(StrengthLine)[0]


def test_shows_the_steps_and_what_there_is_to_know(view: WelcomeView) -> None:
    said = texts(view)
    for words in (
        "Passphrase",
        "Recovery kit",
        "Ready",
        "Choose a passphrase",
        "Tip: use four or more words that do not belong together.",
        "If you forget it, nobody can open your vault",
        "Also unlock with this computer",
        "Are you under 16? Ask a parent first.",
        "Next: recovery kit",
    ):
        assert words in said
    assert any(words.startswith("We cannot either. In the next step you make a recovery kit") for words in said)
    assert name_of(view.steps) == "Step 1 of 3: Passphrase"


def test_every_control_has_a_name_and_a_size_to_hit(view: WelcomeView, theme: Theme) -> None:
    controls = [*view.findChildren(QAbstractButton), *view.findChildren(QLineEdit)]
    seen = [each for each in controls if each.isVisible()]
    assert sorted(map(name_of, seen)) == [
        "Also unlock with this computer",
        "New computer? Open a backup",
        "Next: recovery kit",
        "Passphrase",
        "Show passphrase",
        "Suggest words",
        "Type it again",
    ]
    least = theme.size("minHitTarget")
    assert all(each.height() >= least and each.width() >= least for each in seen)


def test_tab_goes_from_top_to_bottom(view: WelcomeView) -> None:
    fields = view.fields
    for widget, next_one in (
        (fields.first.edit, fields.first.eye),
        (fields.first.eye, fields.suggest),
        (fields.suggest, fields.again.edit),
        (fields.again.edit, view.quick.switch),
        (view.quick.switch, view.button),
    ):
        QTest.keyClick(widget, Qt.Key.Key_Tab)
        assert next_one.hasFocus()


def test_each_letter_is_looked_at(qtbot: QtBot, view: WelcomeView) -> None:
    with qtbot.waitSignal(view.typed) as typed:
        QTest.keyClicks(view.fields.first.edit, "c")
    assert typed.args == ["c", ""]
    with qtbot.waitSignal(view.typed) as typed:
        QTest.keyClicks(view.fields.again.edit, "d")
    assert typed.args == ["c", "d"]


def test_enter_goes_on_and_then_makes(qtbot: QtBot, view: WelcomeView) -> None:
    first, again = view.fields.first.edit, view.fields.again.edit
    QTest.keyClicks(first, GOOD)
    with qtbot.assertNotEmitted(view.create_asked):
        QTest.keyClick(first, Qt.Key.Key_Return)
    assert again.hasFocus()
    QTest.keyClicks(again, GOOD)
    with qtbot.waitSignal(view.create_asked) as asked:
        QTest.keyClick(again, Qt.Key.Key_Return)
    assert asked.args == [GOOD, GOOD]


def test_strength_is_shown_as_one_types(advised: WelcomeView) -> None:
    assert strength(advised).bars.filled() == 0
    QTest.keyClicks(advised.fields.first.edit, "copper")
    assert {"Weak", "A thief would guess it within hours."} <= set(texts(advised))
    assert strength(advised).bars.filled() == 1
    QTest.keyClicks(advised.fields.first.edit, " lantern borrows seven geese")
    assert {"Very strong", "No thief lives long enough to guess it."} <= set(texts(advised))
    assert strength(advised).bars.filled() == 4


def test_suggested_words_can_be_read_and_are_typed_once_more(qtbot: QtBot, advised: WelcomeView) -> None:
    QTest.keyClicks(advised.fields.again.edit, "old")
    with qtbot.waitSignal(advised.typed) as typed:
        QTest.mouseClick(advised.fields.suggest, Qt.MouseButton.LeftButton)
    words, again = typed.args
    assert again == ""
    assert advised.fields.first.edit.displayText() == words
    assert advised.fields.first.edit.hasFocus()
    assert "Very strong" in texts(advised)
    QTest.keyClicks(advised.fields.again.edit, words)
    assert advised.fields.again.edit.displayText() == words  # to be seen as well, as the eye says


def test_words_are_suggested_as_long_as_what_is_typed_is_weak(advised: WelcomeView) -> None:
    fields = advised.fields
    place = fields.again.pos()
    QTest.keyClicks(fields.first.edit, "copper")
    assert "Weak" in texts(advised)
    assert fields.suggest.isVisible()
    fields.first.eye.setFocus()
    QTest.keyClick(fields.first.eye, Qt.Key.Key_Tab)
    assert fields.suggest.hasFocus()
    QTest.keyClick(fields.suggest, Qt.Key.Key_Space)
    assert fields.first.typed() != "copper"
    assert "Very strong" in texts(advised)
    fields.first.edit.selectAll()
    QTest.keyClicks(fields.first.edit, GOOD)
    assert not fields.suggest.isVisible()
    assert fields.again.pos() == place


def test_words_are_suggested_only_where_nothing_good_is_lost(advised: WelcomeView) -> None:
    fields = advised.fields
    QTest.keyClicks(fields.first.edit, GOOD)
    assert not fields.suggest.isVisible()
    fields.first.eye.setFocus()
    QTest.keyClick(fields.first.eye, Qt.Key.Key_Tab)
    assert fields.again.edit.hasFocus()
    fields.first.edit.selectAll()
    QTest.keyClick(fields.first.edit, Qt.Key.Key_Delete)
    QTest.mouseClick(fields.suggest, Qt.MouseButton.LeftButton)
    words = fields.first.typed()
    QTest.mouseClick(fields.suggest, Qt.MouseButton.LeftButton)  # others, as often as one likes
    assert fields.first.typed() != words
    QTest.keyClicks(fields.first.edit, "!")
    assert not fields.suggest.isVisible()


def test_eye_shows_both_or_none(view: WelcomeView) -> None:
    QTest.keyClicks(view.fields.first.edit, "a")
    QTest.keyClicks(view.fields.again.edit, "b")
    for first, again in (("a", "b"), ("•", "•")):
        QTest.mouseClick(view.fields.first.eye, Qt.MouseButton.LeftButton)
        shown = (view.fields.first.edit.displayText(), view.fields.again.edit.displayText())
        assert shown == (first, again)


def test_good_and_wrong_are_said_without_moving_anything(qtbot: QtBot, view: WelcomeView) -> None:
    where = view.button.mapTo(view, QPoint(0, 0))
    view.show_state(WelcomeState(same=True))
    assert "The same" in texts(view)
    view.show_state(WelcomeState(first_wrong="Your passphrase is too short."))
    assert view.fields.first.edit.hasFocus()
    assert "Your passphrase is too short." in texts(view)
    view.show_state(WelcomeState(again_wrong="This is not the same. Type it again."))
    assert "This is not the same. Type it again." in texts(view)
    assert "The same" not in texts(view)
    assert view.fields.again.edit.hasFocus()
    qtbot.waitUntil(lambda: view.button.mapTo(view, QPoint(0, 0)) == where)


def test_quick_unlock_waits_for_a_keychain_and_is_off(qtbot: QtBot, theme: Theme) -> None:
    view = WelcomeView(theme, Icons(theme))
    qtbot.addWidget(view)
    view.show()
    assert not view.quick.switch.isEnabled()
    view.offer_quick(True)
    assert view.quick.switch.isEnabled()
    assert not view.quick.switch.isChecked()
    with qtbot.waitSignal(view.quick_chosen) as chosen:
        view.quick.switch.click()
    assert chosen.args == [True]
    view.offer_quick(False)
    assert not view.quick.switch.isEnabled()
    assert "This computer has no safe place for a key." in texts(view)


def test_says_in_words_that_it_is_busy(view: WelcomeView) -> None:
    view.show_state(WelcomeState(same=True, busy=True))
    assert "Making your vault. This takes a moment." in texts(view)
    assert not view.button.isEnabled()
    assert not view.fields.suggest.isEnabled()
    assert view.fields.first.edit.isReadOnly()
    assert view.fields.again.edit.isReadOnly()


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

    presenter = WelcomePresenter(Opening(), SENTENCES, create)
    view.attach(presenter)
    assert presenter.parent() is view
    QTest.keyClicks(view.fields.first.edit, GOOD)
    QTest.keyClicks(view.fields.again.edit, GOOD)
    QTest.mouseClick(view.button, Qt.MouseButton.LeftButton)
    assert "The folder “vault” is not empty. Choose a new or an empty folder." in texts(view)
    full[0] = False
    with qtbot.waitSignal(presenter.opened):
        QTest.mouseClick(view.button, Qt.MouseButton.LeftButton)
    assert (view.fields.first.typed(), view.fields.again.typed()) == ("", "")


def test_in_the_smallest_window_the_keyboard_brings_what_is_below_into_view(view: WelcomeView) -> None:
    view.resize(880, 600)
    QApplication.processEvents()
    view.quick.switch.setFocus()
    QTest.keyClick(view.quick.switch, Qt.Key.Key_Tab)
    assert view.button.hasFocus()
    assert view.button.visibleRegion().boundingRect() == view.button.rect()


@pytest.mark.parametrize("enter", [True, False])
def test_what_is_wrong_is_scrolled_into_sight(view: WelcomeView, qtbot: QtBot, enter: bool) -> None:
    """In a low window the fields and the button are not in sight together."""

    def refuse(typed: str) -> Opening:
        raise ChoiceError("folder_not_empty", folder="vault")

    def seen(part: QWidget) -> bool:
        return part.visibleRegion().boundingRect() == part.rect()

    view.resize(880, 440)
    view.attach(WelcomePresenter(InlineTasks(), SENTENCES, refuse))
    view.fields.fill(GOOD)
    qtbot.keyClicks(view.fields.again.edit, "something else")
    (scroll,) = view.findChildren(QScrollArea)
    bar = scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 150)
    bar.setValue(bar.maximum())
    assert not seen(view.fields.again)
    qtbot.mouseClick(view.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: seen(view.fields.again))
    view.fields.again.edit.setText(GOOD)
    bar.setValue(bar.minimum() if enter else bar.maximum())
    if enter:
        qtbot.keyClick(view.fields.again.edit, Qt.Key.Key_Return)
    else:
        qtbot.mouseClick(view.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view._failed.isVisible() and seen(view._failed))
