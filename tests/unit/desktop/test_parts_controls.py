"""The parts one works with: names, roles, keys, sizes, and that deciding never happens by accident."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from vault import bundled
from vault.core.value import Precision
from vault.desktop.icons import Icons
from vault.desktop.parts import motion, switch
from vault.desktop.parts.buttons import button
from vault.desktop.parts.decision_pair import DecisionPair
from vault.desktop.parts.precision_picker import PrecisionPicker
from vault.desktop.parts.segments import Segments
from vault.desktop.parts.switch import Switch
from vault.desktop.theme import Theme, parse_tokens

HIT = 32
STEPS = (
    (Precision.EXACT, "Exact", "EU 43"),
    (Precision.RANGE, "Range", "42 to 44"),
    (Precision.CATEGORY, "Category", "Adult"),
)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    made = Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=False)
    made.apply(qapp)
    return made


def name_of(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return interface.text(QAccessible.Text.Name)


def role_of(widget: QWidget) -> QAccessible.Role:
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return interface.role()


def shown(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()


# ---- buttons ----


@pytest.mark.parametrize("kind", ["main", "normal", "quiet", "danger"])
@pytest.mark.parametrize(("small", "height"), [(False, 36), (True, 32)])
def test_button_has_its_height_and_name(qtbot: QtBot, theme: Theme, kind: str, small: bool, height: int) -> None:
    made = button("Save", kind, small, Icons(theme).icon("plus", "ink", 18))
    qtbot.addWidget(made)
    assert made.sizeHint().height() == height
    assert name_of(made) == "Save"
    assert role_of(made) == QAccessible.Role.PushButton
    assert not made.isDefault()
    assert not made.autoDefault()


# ---- switch ----


def test_switch_keeps_role_key_and_signal(qtbot: QtBot, theme: Theme) -> None:
    made = Switch(theme)
    made.setAccessibleName("Share Shoe size. Everyday. Needed")
    shown(qtbot, made)
    assert role_of(made) == QAccessible.Role.CheckBox
    assert name_of(made) == "Share Shoe size. Everyday. Needed"
    with qtbot.waitSignal(made.toggled) as signal:
        QTest.keyClick(made, Qt.Key.Key_Space)
    assert signal.args == [True]
    assert made.isChecked()


def test_all_of_the_switch_takes_a_click(qtbot: QtBot, theme: Theme) -> None:
    made = Switch(theme)
    shown(qtbot, made)
    assert made.width() >= HIT
    assert made.height() >= HIT
    QTest.mouseClick(made, Qt.MouseButton.LeftButton, pos=QPoint(0, 0))
    assert made.isChecked()


@pytest.mark.parametrize("sealed", [False, True])
def test_on_and_off_differ_by_more_than_color(qtbot: QtBot, theme: Theme, sealed: bool) -> None:
    made = Switch(theme, sealed)
    qtbot.addWidget(made)
    off = made.grab().toImage()
    made.setChecked(True)
    on = made.grab().toImage()
    middle = made.height() // 2
    knob = theme.color("seal" if sealed else "lineStrong")
    assert off.pixelColor(8, middle) == knob  # left
    assert off.pixelColor(made.width() - 8, middle) == theme.color("surface")
    assert on.pixelColor(8, middle) == theme.color("primary")
    assert on.pixelColor(made.width() - 8, middle) == theme.color("onPrimary")  # right


def test_switch_slides_only_where_movement_is_wanted(
    qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Switch(theme)
    shown(qtbot, made)
    monkeypatch.setattr(switch, "may_move", lambda widget: False)
    made.setChecked(True)
    assert not made.moving()
    monkeypatch.setattr(switch, "may_move", lambda widget: True)
    made.setChecked(False)
    assert made.moving()
    qtbot.waitUntil(lambda: not made.moving())


class _Hints:
    """Style hints of a system that asks for less motion, or has no wish."""

    def __init__(self, wish: str) -> None:
        self._wish = wish

    def accessibility(self) -> _Hints:
        return self

    def motionPreference(self) -> _Hints:  # noqa: N802
        return self

    def styleHints(self) -> _Hints:  # noqa: N802
        return self

    @property
    def name(self) -> str:
        return self._wish


@pytest.mark.parametrize(("wish", "moves"), [("ReducedMotion", False), ("NoPreference", True)])
def test_less_motion_is_asked_of_the_system(
    qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch, wish: str, moves: bool
) -> None:
    made = Switch(theme)
    qtbot.addWidget(made)
    monkeypatch.setattr(motion, "QGuiApplication", _Hints(wish))
    assert motion.may_move(made) is moves


# ---- precision picker ----


def test_picker_moves_by_arrows_and_says_what_was_picked(qtbot: QtBot, theme: Theme) -> None:
    made = PrecisionPicker(theme)
    made.set_steps(STEPS)
    made.set_chosen(Precision.RANGE)
    shown(qtbot, made)
    picked: list[Precision] = []
    made.picked.connect(picked.append)
    made.steps()[1].setFocus()
    QTest.keyClick(made.steps()[1], Qt.Key.Key_Right)
    assert made.chosen is Precision.CATEGORY
    assert made.steps()[2].hasFocus()
    QTest.keyClick(made.steps()[2], Qt.Key.Key_Left)
    QTest.keyClick(made.steps()[1], Qt.Key.Key_Left)
    assert made.chosen is Precision.EXACT
    assert picked == [Precision.CATEGORY, Precision.RANGE, Precision.EXACT]


def test_picker_is_one_stop_for_tab(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    before, made, after = button("Before", "normal"), PrecisionPicker(theme), button("After", "normal")
    made.set_steps(STEPS)
    made.set_chosen(Precision.CATEGORY)
    for widget in (before, made, after):
        column.addWidget(widget)
    shown(qtbot, window)
    before.setFocus()
    QTest.keyClick(before, Qt.Key.Key_Tab)
    assert made.steps()[2].hasFocus()
    QTest.keyClick(made.steps()[2], Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_choosing_from_code_is_silent(qtbot: QtBot, theme: Theme) -> None:
    made = PrecisionPicker(theme)
    qtbot.addWidget(made)
    made.set_steps(STEPS)
    assert made.chosen is None
    with qtbot.assertNotEmitted(made.picked):
        made.set_chosen(Precision.EXACT)
        assert made.chosen is Precision.EXACT
        made.set_chosen(None)
    assert made.chosen is None


def test_steps_have_names_roles_and_size(qtbot: QtBot, theme: Theme) -> None:
    made = PrecisionPicker(theme)
    qtbot.addWidget(made)
    made.set_steps(STEPS)
    assert [name_of(step) for step in made.steps()] == [
        "Exact, EU 43, 1 of 3",
        "Range, 42 to 44, 2 of 3",
        "Category, Adult, 3 of 3",
    ]
    assert {role_of(step) for step in made.steps()} == {QAccessible.Role.RadioButton}
    assert made.sizeHint().height() == 44
    assert all(step.sizeHint().height() >= HIT for step in made.steps())


def test_steps_stand_below_each_other_where_they_do_not_fit(qtbot: QtBot, theme: Theme) -> None:
    made = PrecisionPicker(theme)
    made.set_steps((*STEPS[:2], (Precision.CATEGORY, "Alleen de soort", "Zonder dierlijk materiaal")))
    window = QWidget()
    made.setParent(window)
    wide = made.sizeHint().width()
    made.resize(wide, made.heightForWidth(wide))
    shown(qtbot, window)
    assert len({step.y() for step in made.steps()}) == 1
    narrow = 2 + max(step.sizeHint().width() for step in made.steps())
    made.resize(narrow, made.heightForWidth(narrow))
    assert len({step.y() for step in made.steps()}) == 3
    assert all(step.width() >= step.sizeHint().width() for step in made.steps())
    assert made.steps()[2].geometry().bottom() < made.height()


def test_a_long_value_takes_more_lines_where_there_is_no_room(qtbot: QtBot, theme: Theme) -> None:
    made = PrecisionPicker(theme)
    made.set_steps(((Precision.EXACT, "Exact", "Navy, dark green, grey, white, yellow"), *STEPS[1:]))
    window = QWidget()
    made.setParent(window)
    shown(qtbot, window)
    narrow = made.minimumSizeHint().width()
    made.resize(narrow, made.heightForWidth(narrow))
    long, short = made.steps()[:2]
    assert long.height() >= long.heightForWidth(long.width()) > short.height()
    assert made.steps()[2].geometry().bottom() < made.height()


def test_what_a_choice_opens_keeps_the_keyboard(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    made, opened = PrecisionPicker(theme), button("Opened", "normal")
    made.set_steps(STEPS)
    made.set_chosen(Precision.EXACT)
    made.picked.connect(lambda _: opened.setFocus())
    column.addWidget(made)
    column.addWidget(opened)
    shown(qtbot, window)
    made.steps()[0].setFocus()
    QTest.keyClick(made.steps()[0], Qt.Key.Key_Right)
    assert opened.hasFocus()


class Replaced(QWidget):
    """A picker and segments between two buttons, whose choices change while one of them has the keyboard."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.picker, self.segments = PrecisionPicker(theme), Segments(theme)
        self.before, self.after = button("Before", "normal"), button("After", "normal")
        self.replace(0)
        column = QVBoxLayout(self)
        for widget in (self.before, self.picker, self.segments, self.after):
            column.addWidget(widget)

    def replace(self, number: int) -> None:
        self.picker.set_steps([(each, caption, f"{value} {number}") for each, caption, value in STEPS[number % 2 :]])
        self.picker.set_chosen(Precision.RANGE)
        self.segments.set_items([(each, f"{each} {number}", None) for each in ("a", "b", "c")[number % 2 :]])
        self.segments.set_chosen("b")

    def order(self) -> list[QWidget | None]:
        """What the Tab key comes to, from the first button to the last."""
        self.before.setFocus()
        found: list[QWidget | None] = [QApplication.focusWidget()]
        while found[-1] is not self.after and len(found) < 10:
            QTest.keyClick(found[-1], Qt.Key.Key_Tab)
            found.append(QApplication.focusWidget())
        return found


def test_replaced_choices_keep_their_place_for_tab(qtbot: QtBot, theme: Theme) -> None:
    made = Replaced(theme)
    shown(qtbot, made)
    for number in range(4):
        made.replace(number)
        chosen = [one for one in (*made.picker.steps(), *made.segments.buttons()) if one.isChecked()]
        assert made.order() == [made.before, *chosen, made.after]


def test_a_replaced_choice_hands_the_keyboard_to_its_successor(qtbot: QtBot, theme: Theme) -> None:
    made = Replaced(theme)
    shown(qtbot, made)
    for number in range(1, 4):
        made.picker.steps()[-1].setFocus()
        made.replace(number)
        assert [step.hasFocus() for step in made.picker.steps()] == [step.isChecked() for step in made.picker.steps()]
        made.segments.buttons()[-1].setFocus()
        made.replace(number + 1)
        assert [one.hasFocus() for one in made.segments.buttons()] == [
            one.isChecked() for one in made.segments.buttons()
        ]


def test_a_replaced_choice_is_never_a_window_of_its_own(qtbot: QtBot, theme: Theme) -> None:
    made = Replaced(theme)
    shown(qtbot, made)
    for number in range(3):
        made.replace(number)
    windows = {type(each).__name__ for each in QApplication.topLevelWidgets() if each.isVisible()}
    QApplication.processEvents()
    assert (
        {type(each).__name__ for each in QApplication.topLevelWidgets() if each.isVisible()} == windows == {"Replaced"}
    )


def test_chosen_step_has_a_rule_below_it(qtbot: QtBot, theme: Theme) -> None:
    made = PrecisionPicker(theme)
    qtbot.addWidget(made)
    made.set_steps(STEPS)
    made.set_chosen(Precision.RANGE)
    made.resize(made.sizeHint())
    image = made.grab().toImage()
    chosen, other = made.steps()[1].geometry(), made.steps()[2].geometry()
    assert image.pixelColor(chosen.center().x(), chosen.bottom()) == theme.color("primary")
    assert image.pixelColor(other.center().x(), other.bottom()) == theme.color("surface")


# ---- segments ----


def test_segments_move_by_arrows(qtbot: QtBot, theme: Theme) -> None:
    made = Segments(theme)
    made.set_items([("visit", "This visit", None), ("30", "30 days", None), ("90", "90 days", None)])
    made.set_chosen("30")
    shown(qtbot, made)
    made.buttons()[1].setFocus()
    with qtbot.waitSignal(made.picked) as signal:
        QTest.keyClick(made.buttons()[1], Qt.Key.Key_Right)
    assert signal.args == ["90"]
    assert made.chosen == "90"
    assert [name_of(one) for one in made.buttons()] == ["This visit", "30 days", "90 days"]
    assert len({one.width() for one in made.buttons()}) == 1
    assert made.height() == 36


@pytest.mark.parametrize("count", range(1, 8))
def test_segments_take_as_few_lines_as_a_width_has_room_for(qtbot: QtBot, theme: Theme, count: int) -> None:
    made = Segments(theme)
    qtbot.addWidget(made)
    made.set_items([(str(each), f"choice {each}", None) for each in range(count)])
    one = made.sizeHint()
    made.show()
    wide = made.buttons()[0].minimumWidth()
    for width in (one.width(), one.width() - 1, one.width() // 2, wide):
        on_one = made.fit(width)
        made.resize(made.sizeHint())
        made.layout().activate()
        places = [each.geometry() for each in made.buttons()]
        lines = {place.y() for place in places}
        assert on_one is (len(lines) == 1) is (width >= one.width() or count == 1)
        assert made.sizeHint().width() <= max(width, wide + 2)
        assert all(place.width() >= wide for place in places)
        assert places == sorted(places, key=lambda place: (place.y(), place.x())), "read in their order"
        if len(lines) > 1:  # with a line less there is no room
            assert -(-count // (len(lines) - 1)) * (wide + 1) + 1 > width
    assert made.fit(one.width())
    assert made.sizeHint() == one


def test_segments_start_with_none_chosen(qtbot: QtBot, theme: Theme) -> None:
    made = Segments(theme)
    qtbot.addWidget(made)
    made.set_items([("a", "A", None)])
    assert made.chosen is None
    with qtbot.assertNotEmitted(made.picked):
        made.set_chosen("a")
    made.set_items([("b", "B", Icons(theme).icon("sun", "ink2", 18))])
    assert made.chosen is None


# ---- decision pair ----


def decisions(theme: Theme) -> DecisionPair:
    made = DecisionPair(theme)
    made.set_texts("Share nothing", "Share these 4")
    return made


@pytest.mark.parametrize("width", [400, 900])
@pytest.mark.parametrize("reason", ["", "Choose at least one", "Zet schoenmaat aan, of deel niets met deze winkel"])
def test_both_decisions_have_one_size(qtbot: QtBot, theme: Theme, width: int, reason: str) -> None:
    made = decisions(theme)
    made.set_share_enabled(not reason, reason)
    made.resize(width, made.heightForWidth(width))
    shown(qtbot, made)
    refuse, share = made.refuse_button, made.share_button
    assert refuse.height() == share.height() >= 48
    assert abs(refuse.width() - share.width()) <= 1  # an odd pixel has to go somewhere


def test_no_decision_is_a_default(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    other, made = button("Other", "normal"), decisions(theme)
    column.addWidget(other)
    column.addWidget(made)
    shown(qtbot, window)
    for one in (made.refuse_button, made.share_button):
        assert not one.isDefault()
        assert not one.autoDefault()
    other.setFocus()
    with qtbot.assertNotEmitted(made.refused), qtbot.assertNotEmitted(made.shared):
        QTest.keyClick(other, Qt.Key.Key_Return)
        QTest.keyClick(window, Qt.Key.Key_Enter)


def test_refuse_comes_first_and_is_never_off(qtbot: QtBot, theme: Theme) -> None:
    made = decisions(theme)
    made.set_share_enabled(False, "Choose at least one")
    shown(qtbot, made)
    assert made.refuse_button.nextInFocusChain() is made.share_button
    assert made.refuse_button.isEnabled()
    assert not made.share_button.isEnabled()
    assert made.share_button.text() == name_of(made.share_button) == "Choose at least one"
    made.set_share_enabled(True)
    assert made.share_button.text() == "Share these 4"
    with qtbot.waitSignal(made.refused):
        QTest.keyClick(made.refuse_button, Qt.Key.Key_Space)
    with qtbot.waitSignal(made.shared):
        QTest.mouseClick(made.share_button, Qt.MouseButton.LeftButton)


def test_a_link_that_is_off_has_no_frame(qtbot: QtBot, theme: Theme) -> None:
    made = button("Suggest words", "link", small=True)
    made.setEnabled(False)
    shown(qtbot, made)
    image = made.grab().toImage()
    edge = {image.pixelColor(x, y).name() for x in range(image.width()) for y in (0, image.height() - 1)}
    assert len(edge) == 1


def test_decisions_say_shop_and_date_to_a_screen_reader(qtbot: QtBot, theme: Theme) -> None:
    made = decisions(theme)
    qtbot.addWidget(made)
    made.set_names("Share nothing with boekhoek.example", "Share these 4 with boekhoek.example until 10 August 2026")
    assert name_of(made.refuse_button) == "Share nothing with boekhoek.example"
    assert name_of(made.share_button) == "Share these 4 with boekhoek.example until 10 August 2026"
    assert role_of(made.share_button) == QAccessible.Role.PushButton


def test_both_decisions_have_one_fill(qtbot: QtBot, theme: Theme) -> None:
    made = decisions(theme)
    made.resize(500, 48)
    qtbot.addWidget(made)
    image = made.grab().toImage()
    places = [one.geometry().topLeft() + QPoint(20, 4) for one in (made.refuse_button, made.share_button)]
    assert {image.pixelColor(place).name() for place in places} == {theme.color("primary").name()}


def test_the_share_shutter_stands_as_far_open_as_it_is_told(qtbot: QtBot, theme: Theme) -> None:
    made = decisions(theme)
    made.resize(500, 48)
    qtbot.addWidget(made)
    pictures = []
    for precision in (Precision.CATEGORY, Precision.RANGE, Precision.EXACT):
        made.set_precision(precision)
        pictures.append(made.share_button.grab().toImage())
    assert all(one != other for one, other in pairwise((*pictures, pictures[0])))
