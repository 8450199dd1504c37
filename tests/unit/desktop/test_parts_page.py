"""The parts page: every state is really painted, and every control on it has a name."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from vault import bundled
from vault.desktop.icons import Icons
from vault.desktop.parts.focus_ring import Ring
from vault.desktop.parts_page import PartsPage
from vault.desktop.theme import Theme, parse_tokens


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    made = Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=False)
    made.apply(qapp)
    return made


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> PartsPage:
    made = PartsPage(theme, Icons(theme))
    qtbot.addWidget(made)
    made.resize(1180, 1140)
    with qtbot.waitExposed(made):
        made.show()
    return made


def ground(page: PartsPage, widget: QWidget) -> QColor:
    """The colour just inside the top edge of a widget, as the page shows it."""
    place = QRect(widget.mapTo(page, QPoint(0, 0)), widget.size())
    return page.grab().toImage().pixelColor(place.center().x(), place.top() + 4)


def test_page_fits_its_picture(page: PartsPage) -> None:
    assert (page.width(), page.height()) == (1180, 1140)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_states_of_the_main_button(page: PartsPage, theme: Theme, dark: bool) -> None:
    theme.set_dark(dark)
    saves = [one for one in page.findChildren(QPushButton) if one.text() == "Save"]
    shown = [ground(page, one).name() for one in saves]
    roles = ("primary", "primaryHover", "primaryPressed", "primary", "surface")
    assert shown == [theme.color(role).name() for role in roles]


def test_states_of_the_decision_pair(page: PartsPage, theme: Theme) -> None:
    shares = [one for one in page.findChildren(QPushButton) if one.text() in {"Share these 4", "Choose at least one"}]
    assert [ground(page, one).name() for one in shares] == [
        theme.color(role).name() for role in ("primary", "primaryHover", "pressed")
    ]


def test_rings_stand_where_focus_is_shown(page: PartsPage) -> None:
    rings = page.findChildren(Ring)
    assert len(rings) == 11
    assert all(ring.isVisible() and ring.around is not None for ring in rings)


def test_theme_is_named(page: PartsPage, theme: Theme) -> None:
    texts = {label.text() for label in page.findChildren(QLabel)}
    assert "Light theme" in texts
    theme.set_dark(True)
    assert "Dark theme" in {label.text() for label in page.findChildren(QLabel)}


def test_every_control_has_a_name(page: PartsPage) -> None:
    controls = [
        widget
        for kind in (QAbstractButton, QLineEdit, QComboBox, QProgressBar)
        for widget in page.findChildren(kind)
        if widget.isVisible() and not isinstance(widget.parentWidget(), QLineEdit)
    ]
    names = {}
    for control in controls:
        interface = QAccessible.queryAccessibleInterface(control)
        assert interface is not None
        names[control] = interface.text(QAccessible.Text.Name)
    assert len(controls) > 40
    assert [control for control, name in names.items() if not name] == []


def test_no_text_is_cut(page: PartsPage) -> None:
    for label in page.findChildren(QLabel):
        if label.isVisible() and not label.wordWrap():
            assert label.width() >= label.sizeHint().width(), label.text()
    for button in page.findChildren(QPushButton):
        assert button.width() >= button.minimumSizeHint().width(), button.text()
