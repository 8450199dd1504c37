"""The page before a locked vault, as one sees and uses it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from vault import bundled
from vault.core.errors import ChoiceError
from vault.core.sentences import parse_sentences
from vault.desktop.house_picture import HousePicture
from vault.desktop.icons import Icons
from vault.desktop.other_vault import OtherVault
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.passphrase_field import PassphraseField, caps_lock
from vault.desktop.tasks import InlineTasks, Opening
from vault.desktop.theme import Theme, parse_tokens
from vault.desktop.unlock_presenter import UnlockPresenter, UnlockState
from vault.desktop.unlock_view import UnlockView

PLAIN = UnlockState("Locked at 13:47, after you pressed Lock now.", "vault")
WRONG = "This passphrase does not open your vault."
LOCK = 0x2


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    made = Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=False)
    made.apply(qapp)
    return made


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> UnlockView:
    made = UnlockView(theme, Icons(theme))
    made.resize(880, 600)
    qtbot.addWidget(made)
    made.show_state(PLAIN)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.passphrase.edit.hasFocus)
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


def test_shows_what_there_is_and_no_way_that_is_not_open(view: UnlockView) -> None:
    assert texts(view) == [
        "The shutters are closed",
        "While your vault is locked, no preference is read and nothing new is shared.",
        "Open your vault",
        PLAIN.locked,
        "Passphrase",
        "Unlock",
        "Forgot your passphrase?",
        "Use your recovery kit",
        "New computer?",
        "Open a backup",
        "Vault in the folder “vault”",
        "English",
    ]


def test_every_control_has_a_name_and_a_size_to_hit(view: UnlockView, theme: Theme) -> None:
    controls = [*view.findChildren(QAbstractButton), *view.findChildren(QLineEdit)]
    names = {name_of(each) for each in controls if each.isVisible()}
    assert names == {
        "Unlock",
        "Passphrase",
        "Show passphrase",
        "Forgot your passphrase? Use your recovery kit",
        "New computer? Open a backup",
        "Language: English",
    }
    least = theme.size("minHitTarget")
    assert all(each.height() >= least and each.width() >= least for each in controls if each.isVisible())


def test_tab_goes_down_the_page(qtbot: QtBot, view: UnlockView) -> None:
    view.show_state(PLAIN._replace(quick=True, vaults=(OtherVault("Anna", Path("/vaults/Anna"), there=True),)))
    view.passphrase.take_focus()
    passed = []
    for _ in range(8):
        QTest.keyClick(view.focusWidget(), Qt.Key.Key_Tab)
        passed.append(view.focusWidget())
    assert passed == [
        view.passphrase.eye,
        view.button,
        view.quick,
        view.recover.link,
        view.backup.link,
        view.vaults.other,
        view.language,
        view.passphrase.edit,
    ]


@pytest.mark.parametrize("name", ["quick", "damage"])
def test_button_that_is_there_only_when_it_serves(view: UnlockView, name: str) -> None:
    button = getattr(view, name)
    assert not button.isVisible()
    view.show_state(PLAIN._replace(quick=True, failed="Damaged.", damaged=True))
    assert button.isVisible()
    asked = []
    (view.quick_asked if name == "quick" else view.damage_asked).connect(lambda: asked.append(name))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked == [name]
    view.show_state(PLAIN)
    assert not button.isVisible()


def test_ways_on_ask(qtbot: QtBot, view: UnlockView) -> None:
    with qtbot.waitSignals([view.recover_asked, view.backup_asked]):
        for line in (view.recover, view.backup):
            QTest.mouseClick(line.link, Qt.MouseButton.LeftButton)


def test_other_vaults_are_named_with_their_place(qtbot: QtBot, view: UnlockView) -> None:
    here, out = OtherVault("Anna", Path.home() / "vaults" / "Anna", there=True), OtherVault("b", Path("/x/b"), False)
    view.show_state(PLAIN._replace(vaults=(here, out)))
    actions = view.vaults.menu_actions()
    assert [(each.text(), each.isEnabled()) for each in actions] == [
        ("Anna (~/vaults)", True),
        ("b (not there now)", False),
    ]
    with qtbot.waitSignal(view.vault_chosen) as chosen:
        actions[0].trigger()
    assert chosen.args == [here.folder]


def test_a_menu_opens_by_keyboard_and_takes_another_language(qtbot: QtBot, view: UnlockView) -> None:
    view.language.setFocus()
    QTest.keyClick(view.language, Qt.Key.Key_Space)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    with qtbot.waitSignal(view.language_chosen) as chosen:
        QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Return)
    assert chosen.args == ["nl"]


def test_what_comes_later_does_not_touch_what_is_typed(view: UnlockView) -> None:
    QTest.keyClicks(view.passphrase.edit, "seven")
    view.show_state(PLAIN._replace(quick=True, waiting="2 shops hear that you stopped when you open your vault."))
    QTest.keyClicks(view.passphrase.edit, " geese")
    assert view.passphrase.typed() == "seven geese"


def test_while_this_computer_is_asked_one_types(view: UnlockView) -> None:
    view.show_state(PLAIN._replace(quick=True))
    view.quick.setFocus()
    view.show_state(PLAIN._replace(quick=True, asking=True))
    assert view.passphrase.edit.hasFocus()
    assert not view.quick.isEnabled()
    assert view.button.isEnabled()


@pytest.mark.parametrize("by", ["enter", "click"])
def test_enter_and_the_button_ask_with_what_was_typed(qtbot: QtBot, view: UnlockView, by: str) -> None:
    QTest.keyClicks(view.passphrase.edit, "seven geese")
    with qtbot.waitSignal(view.unlock_asked) as asked:
        if by == "enter":
            QTest.keyClick(view.passphrase.edit, Qt.Key.Key_Return)
        else:
            QTest.mouseClick(view.button, Qt.MouseButton.LeftButton)
    assert asked.args == ["seven geese"]


def test_wrong_passphrase_is_said_at_the_field_which_keeps_the_focus(qtbot: QtBot, view: UnlockView) -> None:
    edit = view.passphrase.edit
    QTest.keyClicks(edit, "seven geese")
    view.button.setFocus()
    view.show_state(UnlockState(PLAIN.locked, "vault", busy=True))
    view.show_state(UnlockState(PLAIN.locked, "vault", wrong=WRONG))
    assert WRONG in texts(view)
    assert edit.hasFocus()
    assert edit.property("error") is True
    assert edit.accessibleDescription() == WRONG
    assert edit.selectedText() != ""  # typing replaces it
    view.show_state(PLAIN)
    assert WRONG not in texts(view)
    assert edit.property("error") is False


def test_what_went_wrong_is_said_to_a_screen_reader_once(view: UnlockView, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: heard.append(event.message()))
    wrong, full = UnlockState(PLAIN.locked, "vault", wrong=WRONG), UnlockState(PLAIN.locked, "vault", failed="Full.")
    for state in (wrong, wrong, PLAIN, wrong, full, full):
        view.show_state(state)
    assert heard == [WRONG, WRONG, "Full."]


def test_caps_lock_is_said_to_a_screen_reader_once(view: UnlockView, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: heard.append(event.message()))
    QTest.keyClicks(view.passphrase.edit, "AB")
    assert heard == ["Caps Lock is on."]


def test_other_problem_is_a_note_and_not_an_error_of_the_field(view: UnlockView) -> None:
    view.show_state(UnlockState(PLAIN.locked, "vault", failed="Your vault is already open in another program."))
    assert "Your vault is already open in another program." in texts(view)
    assert view.passphrase.edit.property("error") is False
    view.show_state(PLAIN)
    assert "Your vault is already open in another program." not in texts(view)


def test_says_in_words_that_it_is_busy_and_takes_nothing_meanwhile(view: UnlockView) -> None:
    before = view.button.mapTo(view, QPoint(0, 0))
    QTest.keyClicks(view.passphrase.edit, "seven")
    view.show_state(UnlockState(PLAIN.locked, "vault", busy=True))
    assert "Opening your vault. This takes a moment." in texts(view)
    assert not view.button.isEnabled()
    QTest.keyClicks(view.passphrase.edit, " geese")
    assert view.passphrase.typed() == "seven"
    assert view.button.mapTo(view, QPoint(0, 0)) == before


def test_passphrase_can_be_pasted(qapp: QApplication, view: UnlockView) -> None:
    qapp.clipboard().setText("seven geese")
    view.passphrase.edit.paste()
    qapp.clipboard().clear()
    assert view.passphrase.typed() == "seven geese"


def test_passphrase_is_hidden_until_one_asks(qtbot: QtBot, view: UnlockView) -> None:
    field = view.passphrase
    assert field.edit.echoMode() == QLineEdit.EchoMode.Password
    QTest.keyClick(field.eye, Qt.Key.Key_Space)
    assert field.edit.echoMode() == QLineEdit.EchoMode.Normal
    assert name_of(field.eye) == "Hide passphrase"
    hints = field.edit.inputMethodHints()
    assert hints & Qt.InputMethodHint.ImhSensitiveData
    assert hints & Qt.InputMethodHint.ImhNoPredictiveText
    QTest.mouseClick(field.eye, Qt.MouseButton.LeftButton)
    assert field.edit.echoMode() == QLineEdit.EchoMode.Password


def test_attached_page_opens_and_forgets_what_was_typed(qtbot: QtBot, view: UnlockView) -> None:
    class Opening(InlineTasks):
        def open_session(self, factory: object, on_done: object, on_error: object, *, owner: object) -> None:
            on_done(None)  # type: ignore[operator]  # what the vault would do

    def make(typed: str) -> Opening:
        raise ChoiceError("wrong_passphrase")

    presenter = UnlockPresenter(Opening(), parse_sentences("en", bundled.read("messages/en.json")), make)
    view.attach(presenter)
    assert presenter.parent() is view
    view.passphrase.show_text(True)
    QTest.keyClicks(view.passphrase.edit, "seven geese")
    with qtbot.waitSignal(presenter.opened):
        QTest.keyClick(view.passphrase.edit, Qt.Key.Key_Return)
    assert view.passphrase.typed() == ""
    assert not view.passphrase.edit.isUndoAvailable()
    assert view.passphrase.edit.echoMode() == QLineEdit.EchoMode.Password


# ---- Caps Lock ----


def pressed(text: str, *, shift: bool = False, native: int = 0, key: Qt.Key = Qt.Key.Key_A) -> QKeyEvent:
    modifiers = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    return QKeyEvent(QKeyEvent.Type.KeyPress, key, modifiers, 0, 0, native, text)


@pytest.mark.parametrize(
    ("event", "platform", "known", "on"),
    [
        (pressed("a"), "offscreen", None, False),
        (pressed("A"), "offscreen", None, True),
        (pressed("A", shift=True), "offscreen", None, False),
        (pressed("a", shift=True), "offscreen", False, True),
        (pressed("É"), "offscreen", None, True),
        (pressed("7"), "offscreen", None, None),
        (pressed("7"), "offscreen", True, True),
        (pressed("", key=Qt.Key.Key_Left), "offscreen", True, True),
        (pressed("", key=Qt.Key.Key_CapsLock), "offscreen", None, None),
        (pressed("", key=Qt.Key.Key_CapsLock), "offscreen", True, False),
        (pressed("7", native=LOCK), "xcb", None, True),
        (pressed("7"), "wayland", True, False),
        (pressed("", native=LOCK, key=Qt.Key.Key_CapsLock), "xcb", True, False),
        (pressed("", key=Qt.Key.Key_CapsLock), "xcb", None, True),
    ],
)
def test_caps_lock(event: QKeyEvent, platform: str, known: bool | None, on: bool | None) -> None:
    assert caps_lock(event, platform, known) is on


def test_caps_lock_is_said_while_the_field_has_focus(qtbot: QtBot, view: UnlockView) -> None:
    assert QGuiApplication.platformName() == "offscreen"
    edit = view.passphrase.edit
    where = view.button.mapTo(view, QPoint(0, 0))
    QApplication.sendEvent(edit, pressed("G"))
    qtbot.waitUntil(lambda: "Caps Lock is on." in texts(view))
    assert (view.button.mapTo(view, QPoint(0, 0)) - where).manhattanLength() <= 1
    QApplication.sendEvent(edit, pressed("g"))
    assert "Caps Lock is on." not in texts(view)
    QApplication.sendEvent(edit, pressed("G"))
    view.button.setFocus()
    assert "Caps Lock is on." not in texts(view)


def test_hint_gives_way_to_what_is_said(qtbot: QtBot, theme: Theme) -> None:
    hint = WrapLabel(theme, "Use four words.")
    hint.setAccessibleName(hint.text())
    field = PassphraseField(theme, Icons(theme), "Passphrase", 36, hint)
    qtbot.addWidget(field)
    field.show()
    assert texts(field) == ["Passphrase", "Use four words."]
    assert field.edit.accessibleDescription() == "Use four words."
    field.say("ok", "Long enough.")
    assert texts(field) == ["Passphrase", "Long enough."]
    field.say("", "")
    assert texts(field) == ["Passphrase", "Use four words."]


# ---- the painted side ----


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("opened", [False, True])
def test_house_is_painted_in_the_colours_of_the_theme(
    qtbot: QtBot, qapp: QApplication, dark: bool, opened: bool
) -> None:
    theme = Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=dark)
    theme.apply(qapp)
    picture = HousePicture(theme, opened=opened)
    picture.resize(300, 300)
    qtbot.addWidget(picture)
    image = picture.grab().toImage()
    seen = {QColor(image.pixelColor(x, y)).name() for x in range(0, 300, 2) for y in range(0, 300, 2)}
    wanted = {"sand", "onRail", "rail", "railSelected"} | ({"railHover"} if opened else set())
    assert {theme.color(role).name() for role in wanted} <= seen


def test_side_is_small_in_a_small_window(qtbot: QtBot, view: UnlockView) -> None:
    form = view.title
    small = form.mapTo(view, QPoint(0, 0)).x()
    view.resize(1180, 780)
    qtbot.waitUntil(lambda: form.mapTo(view, QPoint(0, 0)).x() == 420 + 72)
    assert small == 300 + 40
