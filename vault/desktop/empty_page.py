"""A page before there is anything on it: a picture, what it means, and the ways to begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.page_scroll import PageScroll
from vault.desktop.parts.buttons import button
from vault.desktop.parts.card import Card
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.parts.words_row import WordsRow
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.theme import Theme

_TEXT_WIDTH = 340
_CARD_WIDTH = 380
_QUIET_WIDTH = 440
_MOST_GROWTH = 1.6
_ABOVE, _BELOW = 3, 4
"""How what is to spare is shared: it stands a little above the middle."""


@dataclass(frozen=True)
class Way:
    """One way to begin: its icon, what it is, a line below that, and what its button says."""

    icon: str
    name: str
    text: str
    press: str


class EmptyPage(PageScroll):
    """The picture and words in the middle. ``buttons`` are those of the ways, in their order."""

    def __init__(
        self, theme: Theme, icons: Icons, picture: QWidget, title: str, text: str, ways: Sequence[Way], quiet: str
    ) -> None:
        super().__init__()
        self.buttons = [button(way.press, "normal", small=True) for way in ways]
        card = Card(theme, padding=0)
        card.setFixedWidth(_grown(theme, _CARD_WIDTH))
        card.body.setSpacing(0)
        for way, press in zip(ways, self.buttons, strict=True):
            if card.body.count():
                rule = QFrame()
                rule.setProperty("rule", True)
                card.body.addWidget(rule)
            card.body.addWidget(_line(theme, icons, way, press))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 0, 24, 4)
        column.setSpacing(0)
        column.addStretch(_ABOVE)
        column.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(20)
        column.addLayout(_words(theme, title, "heading", _QUIET_WIDTH))
        column.addSpacing(6)
        column.addLayout(_words(theme, text, "sub", _TEXT_WIDTH))
        column.addSpacing(24)
        column.addLayout(_centred(card))
        column.addSpacing(16)
        column.addLayout(_words(theme, quiet, "smallSub", _QUIET_WIDTH))
        column.addStretch(_BELOW)
        self.setWidget(inside)


def _words(theme: Theme, text: str, role: str, width: int) -> QHBoxLayout:
    label = WrapLabel(theme, text, role)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    label.setFixedWidth(_grown(theme, width))
    return _centred(label)


def _grown(theme: Theme, width: int) -> int:
    """As wide as the letters ask, and as the smallest window has room for."""
    return round(width * min(theme.growth, _MOST_GROWTH))


def _centred(part: QWidget) -> QHBoxLayout:
    """In the middle. An alignment would do, but asks for the part's height in the width of the whole page."""
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(part)
    row.addStretch(1)
    return row


def _line(theme: Theme, icons: Icons, way: Way, press: QPushButton) -> QWidget:
    line = QWidget()
    press.setAccessibleName(way.name)
    icon = IconLabel(theme, icons, way.icon, "primary", theme.size("icon.large"))
    words = WrapLabel(theme, way.name, "strong"), WrapLabel(theme, way.text, "smallSub")
    row = WordsRow(icon, words, press, gap=14, between=1, parent=line)
    row.setContentsMargins(14, 12, 14, 12)
    return line
