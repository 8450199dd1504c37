"""Every control of every screen has a name that a screen reader can say, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.example_day import example_day
from tests.screenshots.scenes import empty_pictures, empty_window, pictures, world_of
from vault import bundled
from vault.desktop.app import translate
from vault.desktop.fonts import load_fonts
from vault.desktop.page_scroll import PageScroll
from vault.desktop.parts.scroll_names import name_bars
from vault.desktop.request_text import FloatingScroll
from vault.desktop.theme import Theme, parse_tokens
from vault.desktop.window import Window

CONTROLS = {
    QAccessible.Role.PushButton,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.EditableText,
    QAccessible.Role.ComboBox,
    QAccessible.Role.ListItem,
    QAccessible.Role.Link,
    QAccessible.Role.PageTab,
    QAccessible.Role.ButtonMenu,
    QAccessible.Role.Slider,
    QAccessible.Role.SpinBox,
    QAccessible.Role.ScrollBar,
}


def unnamed(interface: QAccessibleInterface | None, trail: str = "") -> list[str]:
    """Where in the tree a control that is seen has no name."""
    if interface is None or not interface.isValid() or interface.state().invisible:
        return []
    name = interface.text(QAccessible.Text.Name).strip()
    here = f"{trail}/{interface.role().name}"
    found = [here] if interface.role() in CONTROLS and not name else []
    for number in range(interface.childCount()):
        found += unnamed(interface.child(number), f"{here}[{name[:30]}]")
    return found


@pytest.fixture
def spoken(qapp: QApplication) -> Iterator[Callable[[str], None]]:
    """Switches the language of the program for one test."""
    yield lambda language: translate(qapp, language)
    translate(qapp, "en")


@pytest.fixture
def seen() -> list[QWidget]:
    """Keeps windows until they are closed: qtbot does not, and one that is collected while it is painted is the end."""
    return []


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ("Scroll up and down", "Scroll left and right")),
        ("nl", ("Omhoog en omlaag schuiven", "Naar links en rechts schuiven")),
    ],
)
def test_what_scrolls_has_bars_with_names(
    qtbot: QtBot, spoken: Callable[[str], None], language: str, names: tuple[str, str]
) -> None:
    spoken(language)
    for area in (PageScroll(), FloatingScroll(), QScrollArea()):
        qtbot.addWidget(area)
        name_bars(area)
        bars = (area.verticalScrollBar(), area.horizontalScrollBar())
        found = [QAccessible.queryAccessibleInterface(each) for each in bars]
        assert tuple(each.text(QAccessible.Text.Name) for each in found if each is not None) == names


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_control_of_every_screen_has_a_name(
    qtbot: QtBot,
    qapp: QApplication,
    spoken: Callable[[str], None],
    seen: list[QWidget],
    tmp_path: Path,
    language: str,
) -> None:
    load_fonts()
    spoken(language)
    theme = Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=False)
    theme.apply(qapp)
    without: dict[str, list[str]] = {}
    with example_day(tmp_path / "vault") as day:
        world = world_of(day, theme, language)
        window = Window(world, lambda reason, opened, around: QWidget(around))
        qtbot.addWidget(window)
        window.enter()
        for name, widget in pictures(world, window, day):
            seen.append(widget)
            if widget is not window:
                qtbot.addWidget(widget)
            widget.resize(1180, 780)
            widget.show()
            if found := unnamed(QAccessible.queryAccessibleInterface(widget)):
                without[name] = found
    with empty_window(tmp_path / "new", theme, language) as window:
        qtbot.addWidget(window)
        window.show()
        for name, widget in empty_pictures(window):
            if found := unnamed(QAccessible.queryAccessibleInterface(widget)):
                without[name] = found
    assert without == {}
