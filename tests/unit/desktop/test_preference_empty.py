"""The picture of the page before anything is kept."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.unit.desktop.test_theme import contrast
from vault import bundled
from vault.desktop.empty_page import EmptyPage, Way
from vault.desktop.icons import Icons
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


def test_what_fits_in_the_smallest_window_does_not_scroll(qapp: QApplication, qtbot: QtBot) -> None:
    theme = Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=False)
    theme.apply(qapp)
    ways = [Way("t-shirt", "Start with your sizes", "Takes about 2 minutes", "Start")] * 3
    text = "Write down what you like, once. Then you decide per shop what it may see."
    page = EmptyPage(theme, Icons(theme), OpenWindow(theme), "Nothing here yet", text, ways, "You can leave it empty.")
    qtbot.addWidget(page)
    page.resize(784, 450)  # below the title and above the two lists
    page.show()
    page.grab()
    assert page.verticalScrollBar().maximum() == 0
