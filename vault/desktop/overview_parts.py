"""Small parts of the overview and of review day: a section under its title, and rows of a card with rules between."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from vault.desktop.parts.buttons import button
from vault.desktop.parts.card import Card
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.shop_link import TextLink
from vault.desktop.theme import Theme

SIDE = 16
"""Pixels between the edge of a card and what is in it."""
_BELOW_TITLE, _BELOW_LINK = 10, 5
"""A link is higher than the title beside it, so that a finger finds it."""


def section(theme: Theme, title: str, *parts: QWidget, link: QWidget | None = None, about: str = "") -> QWidget:
    """Parts under a title, with a link at its end or a few words below it."""
    made = QWidget()
    head = QHBoxLayout()
    head.setSpacing(12)
    head.addWidget(WrapLabel(theme, title, "heading"), 1)
    if link is not None:
        head.addWidget(link, 0, Qt.AlignmentFlag.AlignVCenter)
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addLayout(head)
    if about:
        column.addWidget(WrapLabel(theme, about, "smallSub"))
    for number, part in enumerate(parts):
        column.addSpacing(_BELOW_LINK if link is not None and not number else _BELOW_TITLE)
        column.addWidget(part)
    return made


def rows_card(theme: Theme, rows: Sequence[QWidget]) -> Card:
    """A card of rows, with a line between each two."""
    card = Card(theme, 0)
    card.body.setContentsMargins(1, 1, 1, 1)
    card.body.setSpacing(0)
    for number, row in enumerate(rows):
        if number:
            card.body.addWidget(rule())
        card.body.addWidget(row)
    return card


def text_row(theme: Theme, text: str) -> QWidget:
    """A row of quiet words."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(SIDE, 10, SIDE, 10)
    row.addWidget(WrapLabel(theme, text, "smallSub"))
    return made


def rule() -> QFrame:
    """A line."""
    made = QFrame()
    made.setProperty("rule", True)
    return made


def press(text: str, name: str, place: str, kind: str = "normal") -> QPushButton:
    """A small button. ``name`` is what a screen reader says, ``place`` where the keyboard goes on when it is remade."""
    made = button(text, kind, small=True)
    made.setAccessibleName(name)
    made.setObjectName(place)
    return made


def text_link(theme: Theme, text: str, place: str, name: str = "") -> TextLink:
    """Underlined words that lead somewhere."""
    made = TextLink(theme, text)
    made.setAccessibleName(name or text)
    made.setObjectName(place)
    return made


def column(*parts: QWidget, spacing: int = 2) -> QVBoxLayout:
    """Parts below each other, in the middle of a row's height."""
    made = QVBoxLayout()
    made.setSpacing(spacing)
    made.addStretch(1)
    for part in parts:
        made.addWidget(part)
    made.addStretch(1)
    return made


def settle(part: QWidget) -> None:
    """Lay out all that is in ``part`` now: Qt goes up by one level a turn, and parts would lie over each other."""
    for each in reversed([part, *part.findChildren(QWidget)]):
        if (layout := each.layout()) is not None:
            layout.activate()
