"""Buttons, switches and segments: roles, keys, sizes, looks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.unit.desktop.part_shown import HIT, name_of, role_of, shown
from vault import bundled
from vault.desktop.icons import Icons
from vault.desktop.parts import motion, switch
from vault.desktop.parts.buttons import button
from vault.desktop.parts.segments import Segments
from vault.desktop.parts.switch import Switch
from vault.desktop.theme import Theme, parse_tokens


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    made = Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=False)
    made.apply(qapp)
    return made


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
