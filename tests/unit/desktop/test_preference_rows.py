"""The rows of the preferences page where there are hundreds: soon all there, in order, and told anew for others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.unit.core.catalogue_values import shipped
from tests.unit.desktop.preferences_screen import SHOE_SIZE, sentences
from vault import bundled
from vault.core.sensitivity import Level
from vault.desktop.icons import Icons
from vault.desktop.preference_layout import blank, editor_state
from vault.desktop.preference_paint import PaintedRow
from vault.desktop.preference_rows import PreferenceRows
from vault.desktop.preference_state import EditorState, Group, Offered, Page, PageState, PreferenceLine
from vault.desktop.theme import Theme, parse_tokens

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

MANY = 150


@pytest.fixture
def rows(qtbot: QtBot, qapp: QApplication) -> PreferenceRows:
    theme = Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=False)
    theme.apply(qapp)
    made = PreferenceRows(theme, Icons(theme), sentences())
    qtbot.addWidget(made)
    made.resize(720, 640)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def line(key: str, name: str = "") -> PreferenceLine:
    return PreferenceLine(key, name or key, (f"value of {key}",), Level.EVERYDAY, 0, new=False, unsaved=False)


def group(topic: str, count: int) -> Group:
    return Group(topic, topic, tuple(line(f"{topic}.{number:03}") for number in range(count)))


def state(*groups: Group, search: str = "", editor: EditorState | None = None, page: Page = Page.KEPT) -> PageState:
    topic = None if search or not groups else groups[0].topic
    return PageState(page, (), topic, groups, search, editor)


def shown(rows: PreferenceRows) -> list[str]:
    """The first word of each row, top to bottom."""
    found = [each for each in rows.findChildren(PaintedRow) if each.isVisible()]
    found.sort(key=lambda row: row.mapTo(rows, QPoint()).y())
    return [row.accessibleName().split(",")[0] for row in found]


def keys(*groups: Group) -> list[str]:
    return [each.key for group in groups for each in group.lines]


def walked(rows: PreferenceRows) -> list[str]:
    """The rows in the order in which Tab comes to them."""
    found: list[str] = []
    now: QWidget | None = next(row for row in rows.findChildren(PaintedRow) if row.isVisible())
    for _ in range(2 * MANY):
        assert now is not None
        if isinstance(now, PaintedRow) and now.isVisible():
            found.append(now.accessibleName().split(",")[0])
        now = now.nextInFocusChain()
    return found


def until_all(qtbot: QtBot, rows: PreferenceRows, *groups: Group) -> None:
    qtbot.waitUntil(lambda: shown(rows) == keys(*groups))


def test_a_long_topic_shows_what_a_window_shows_at_once_and_soon_all(qtbot: QtBot, rows: PreferenceRows) -> None:
    long = group("long", MANY)
    rows.show_state(state(long))
    first = shown(rows)
    assert len(first) < MANY
    assert set(first) <= set(keys(long))
    assert len(first) * 48 > rows.height()
    until_all(qtbot, rows, long)


def test_tab_comes_to_the_rows_in_their_order_also_where_groups_grow(qtbot: QtBot, rows: PreferenceRows) -> None:
    for groups in ((group("a", 3), group("b", 4)), (group("c", 60), group("d", 70)), (group("e", 5), group("f", 90))):
        rows.show_state(state(*groups, search="x"))
        until_all(qtbot, rows, *groups)
        order, wanted = walked(rows), keys(*groups)
        start = order.index(wanted[0])
        assert order[start : start + len(wanted)] == wanted


def test_another_topic_is_told_to_the_same_rows(qtbot: QtBot, rows: PreferenceRows) -> None:
    one, other, short = group("one", 40), group("other", 40), group("short", 2)
    rows.show_state(state(one))
    until_all(qtbot, rows, one)
    made = set(rows.findChildren(PaintedRow))
    rows.show_state(state(other))
    until_all(qtbot, rows, other)
    rows.show_state(state(short))
    until_all(qtbot, rows, short)
    assert set(rows.findChildren(PaintedRow)) == made
    pressed: list[str] = []
    rows.toggled.connect(pressed.append)
    next(row for row in rows.findChildren(PaintedRow) if row.isVisible()).click()
    assert pressed == ["short.000"]


def test_what_can_be_added_takes_the_place_of_what_is_kept(qtbot: QtBot, rows: PreferenceRows) -> None:
    kept = group("kept", 3)
    rows.show_state(state(kept))
    offered = tuple(Offered(f"new.{number}", f"New {number}", "Help.", Level.EVERYDAY) for number in range(5))
    picked: list[str] = []
    rows.picked.connect(picked.append)
    rows.show_state(state(Group("new", "new", offered=offered), page=Page.ADD))
    qtbot.waitUntil(lambda: [name.split(".")[0] for name in shown(rows)] == [f"Add New {n}" for n in range(5)])
    next(row for row in rows.findChildren(PaintedRow) if row.isVisible()).click()
    assert picked == ["new.0"]
    rows.show_state(state(kept))
    until_all(qtbot, rows, kept)


def test_where_nothing_is_shown_no_widget_keeps_anything(qtbot: QtBot, rows: PreferenceRows) -> None:
    """As after locking."""
    rows.show_state(state(group("secret", MANY)))
    rows.show_state(PageState(Page.AWAY, (), None, (), "", None))
    qtbot.waitUntil(lambda: not rows.findChildren(PaintedRow))
    assert not [each for each in rows.findChildren(QWidget) if "secret" in each.accessibleName()]


def test_the_arrow_reaches_rows_that_are_not_there_yet(rows: PreferenceRows) -> None:
    long = group("long", MANY)
    rows.show_state(state(long))
    last = len(shown(rows)) - 1
    rows.focus_row(f"long.{last:03}")
    QTest.keyClick(rows.focusWidget(), Qt.Key.Key_Down)
    assert rows.focusWidget().accessibleName().startswith(f"long.{last + 1:03}")
    rows.focus_row(f"long.{MANY - 1:03}")
    assert rows.focusWidget().accessibleName().startswith(f"long.{MANY - 1:03}")


def opened(key: str) -> EditorState:
    entry = shipped().entry(key)
    return editor_state(entry, blank(entry, None), "en", new=False, busy=False, problem=None, failed="")


def test_a_row_far_down_opens_at_once_and_the_others_come_after_it(qtbot: QtBot, rows: PreferenceRows) -> None:
    before, after = group("a", 100).lines, group("b", 30).lines
    long = Group("long", "long", (*before, line(SHOE_SIZE), *after))
    rows.show_state(state(long, editor=opened(SHOE_SIZE)))
    assert rows.editor is not None
    editor = rows.editor
    until_all(qtbot, rows, long)
    assert rows.editor is editor
    qtbot.waitUntil(lambda: 0 <= editor.mapTo(rows, QPoint()).y() < rows.height())
    order = walked(rows)
    assert order.index(SHOE_SIZE) + 1 == order.index("b.000")
    last = editor.delete
    following = last.nextInFocusChain()
    while not (isinstance(following, PaintedRow) and following.isVisible()):
        assert following is not None
        following = following.nextInFocusChain()
    assert following.accessibleName().startswith("b.000")


def test_a_row_that_goes_leaves_the_others_where_they_were(qtbot: QtBot, rows: PreferenceRows) -> None:
    long = group("long", MANY)
    rows.show_state(state(long))
    until_all(qtbot, rows, long)
    rows.verticalScrollBar().setValue(900)
    rest = Group("long", "long", (*long.lines[:25], *long.lines[26:]))
    rows.show_state(state(rest))
    until_all(qtbot, rows, rest)
    assert rows.verticalScrollBar().value() == 900
    rows.show_state(state(group("other", MANY)))
    assert rows.verticalScrollBar().value() == 0


class Painted(QObject):
    """How many rows are drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        self.rows += isinstance(watched, PaintedRow) and isinstance(event, QPaintEvent)
        return False


def test_a_step_of_scrolling_draws_what_comes_into_sight_alone(
    qtbot: QtBot, qapp: QApplication, rows: PreferenceRows
) -> None:
    long = group("long", MANY)
    rows.show_state(state(long))
    until_all(qtbot, rows, long)
    seen = Painted()
    qapp.installEventFilter(seen)
    inside = rows.widget()
    assert inside is not None
    inside.update()
    qapp.processEvents()
    whole, seen.rows = seen.rows, 0
    rows.verticalScrollBar().setValue(57)
    qapp.processEvents()
    qapp.removeEventFilter(seen)
    assert 0 < seen.rows <= 3 < whole
