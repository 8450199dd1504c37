"""The topics of help in their list, and the text of one."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QGridLayout, QLabel

from vault.customer.help import Part, Topic
from vault.desktop.help_state import HelpGroup, HelpLine
from vault.desktop.parts.card import Card
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.row_delegate import RowDelegate
from vault.desktop.row_model import RowModel
from vault.desktop.theme import Theme

_SIDE, _TOP = 14, 9
_BETWEEN, _BETWEEN_POINTS = 12, 6
_LETTERS = 76
"""The widest line that reads well."""


def help_model() -> RowModel:
    """A model for the rows of a ``HelpState``: groups are headings."""
    return RowModel(_words, lambda row: isinstance(row, HelpGroup))


def _words(row: object) -> str:
    return row.title if isinstance(row, HelpGroup | HelpLine) else ""


class HelpDelegate(RowDelegate):
    """Draws the title of a topic, over as many lines as it needs."""

    def head_side(self) -> int:
        return _SIDE

    def height(self, row: object, width: int) -> int:
        return 2 * _TOP + self.words_height("body", _words(row), width - 2 * _SIDE) + 1

    def draw(self, painter: QPainter, rect: QRect, row: object) -> None:
        self.draw_words(painter, rect.adjusted(_SIDE, _TOP, -_SIDE, 0), "body", "ink", _words(row))


class HelpText(Card):
    """One topic: its title, then paragraphs, points and steps."""

    def __init__(self, theme: Theme, topic: Topic) -> None:
        super().__init__(theme, theme.space("cardPadLarge"))
        self.topic = topic
        letter = QFontMetrics(theme.font("body")).averageCharWidth()
        self.setMaximumWidth(_LETTERS * letter + 2 * theme.space("cardPadLarge"))
        self.body.setSpacing(_BETWEEN)
        self.body.addWidget(WrapLabel(theme, topic.title, "heading"))
        points: list[Part] = []
        for part in topic.parts:
            if part.mark:
                points.append(part)
                continue
            self._add_points(theme, points)
            points = []
            self.body.addWidget(WrapLabel(theme, part.text))
        self._add_points(theme, points)

    def _add_points(self, theme: Theme, points: list[Part]) -> None:
        if not points:
            return
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(_BETWEEN_POINTS)
        grid.setColumnStretch(1, 1)
        for row, part in enumerate(points):
            grid.addWidget(QLabel("•" if part.mark == "-" else part.mark), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(WrapLabel(theme, part.text), row, 1)
        self.body.addLayout(grid)
