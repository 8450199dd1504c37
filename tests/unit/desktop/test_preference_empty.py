"""The picture of the page before anything is kept."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.unit.desktop.test_theme import contrast
from vault import bundled
from vault.desktop.preference_empty import OpenWindow
from vault.desktop.theme import Theme, parse_tokens

SEEN = 3
"""WCAG 2.2, 1.4.11: what a picture is made of."""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_shutters_are_seen_against_the_page_and_their_paint_against_them(
    qapp: QApplication, qtbot: QtBot, dark: bool
) -> None:
    theme = Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=dark)
    theme.apply(qapp)
    picture = OpenWindow(theme)
    qtbot.addWidget(picture)
    drawn = picture.grab().toImage()
    page = theme.color("canvas")
    for left in (10, 96):
        edge, leaf, paint = (drawn.pixelColor(left + x, y) for x, y in ((1, 48), (4, 48), (13, 18)))
        assert contrast(edge, page) >= SEEN
        assert contrast(paint, leaf) >= SEEN
    bar, pane = drawn.pixelColor(66, 20), drawn.pixelColor(55, 24)
    assert contrast(bar, pane) >= SEEN
