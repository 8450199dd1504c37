"""Every screen that a picture is made of, with large letters and in a small window: no text is cut or over another."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.screenshots.checking import Way, check, overlapping_words
from tests.screenshots.painted import painted_wrong
from vault import bundled
from vault.desktop.app import translate
from vault.desktop.fonts import load_fonts
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.request_text import Fold, WordsWithFold
from vault.desktop.theme import Theme, parse_tokens

WAYS = (Way("nl", False, 1180, 780, 2.0), Way("en", True, 880, 600, 1.0))
"""Two of the sixteen that ``python -m tests.screenshots --check`` looks at: the longest words, and the least room."""


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    load_fonts()
    yield qapp
    translate(qapp, "en")
    Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=False).apply(qapp)


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_nothing_is_cut_or_lies_over_another(app: QApplication, way: Way) -> None:
    assert list(check(app, (way,))) == []


class _Painted(QWidget):
    """Words in ``room``, cut with an ellipsis if ``elided``."""

    def __init__(self, room: QRect, *, elided: bool = False) -> None:
        super().__init__()
        self.resize(200, 60)
        self._room, self._elided = room, elided

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter, words = QPainter(self), "Contact wishes"
        if self._elided:
            words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, self._room.width())
        painter.drawText(self._room, int(Qt.AlignmentFlag.AlignVCenter), words)


@pytest.mark.parametrize(
    ("room", "why"),
    [
        (QRect(0, 0, 200, 60), ""),
        (QRect(0, 0, 30, 60), "its room has 30x60"),
        (QRect(0, 0, 200, 6), "its room has 200x6"),
        (QRect(150, 0, 200, 60), "sticks out"),
    ],
)
def test_what_is_painted_beyond_its_place_is_found(app: QApplication, qtbot: QtBot, room: QRect, why: str) -> None:
    view = _Painted(room)
    qtbot.addWidget(view)
    found = painted_wrong(view)
    assert bool(found) is bool(why)
    assert why in "".join(found)


def test_what_is_cut_short_has_to_be_said_elsewhere(app: QApplication, qtbot: QtBot) -> None:
    view = _Painted(QRect(0, 0, 50, 60), elided=True)
    qtbot.addWidget(view)
    assert "is cut short" in "".join(painted_wrong(view))
    view.setToolTip("Contact wishes")
    assert painted_wrong(view) == []


@pytest.mark.parametrize("words", ["Je kluis stuurt verder niets mee. Dan weet de winkel wie je bent.", "Your vault."])
@pytest.mark.parametrize("width", range(120, 420, 7))
def test_a_link_follows_its_words_and_lies_over_none(app: QApplication, qtbot: QtBot, words: str, width: int) -> None:
    theme = Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=False)
    theme.apply(app)
    part = WordsWithFold(theme, WrapLabel(theme, words, "caption"), Fold(theme, "Show as data", "caption"))
    qtbot.addWidget(part)
    part.resize(width, part.heightForWidth(width))
    part.show()
    assert overlapping_words(part) == []
