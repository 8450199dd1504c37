"""Review day as it is seen: sections of lines, each with its one button."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.overview_parts import SIDE, column, press, rows_card, section, text_row
from vault.desktop.parts.card import Card
from vault.desktop.parts.gable_mark import GableMark
from vault.desktop.parts.host_label import HostLabel
from vault.desktop.parts.note import Note
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.review_day_state import ReviewLine, ReviewSection, ReviewState
from vault.desktop.theme import Theme

_GABLE = 28
_BETWEEN = 24


class ReviewDayPart(QWidget):
    """``pressed`` carries what a line's button does, and what it is about."""

    pressed = Signal(object, str)

    def __init__(self, theme: Theme, icons: Icons, state: ReviewState) -> None:
        super().__init__()
        self._theme = theme
        below = QVBoxLayout(self)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(_BETWEEN)
        if state.said:
            below.addWidget(Note(theme, icons, "green", state.said))
        for each in state.sections:
            below.addWidget(self._section(each))
        if state.read and not state.sections:
            card = Card(theme, 0)
            card.body.addWidget(text_row(theme, self.tr("There is nothing to look at now.")))
            below.addWidget(card)
        about = self.tr("Only you see this. Nothing is sent, and no shop gets a score.")
        below.addWidget(WrapLabel(theme, about, "smallSub"))

    def _section(self, found: ReviewSection) -> QWidget:
        rows = [self._row(line) for line in found.lines]
        if found.more:
            rows.append(text_row(self._theme, found.more))
        return section(self._theme, found.title, rows_card(self._theme, rows), about=found.text)

    def _row(self, line: ReviewLine) -> QWidget:
        made = QWidget()
        act = press(line.press, line.press_name, f"{line.act.value} {line.about}")
        act.clicked.connect(lambda: self.pressed.emit(line.act, line.about))
        row = QHBoxLayout(made)
        row.setContentsMargins(SIDE, 10, SIDE, 10)
        row.setSpacing(12)
        title: QWidget = WrapLabel(self._theme, line.title, "strong")
        if line.host:
            title = HostLabel(self._theme, line.host, "body")
            row.addWidget(GableMark(self._theme, line.host, _GABLE))
        row.addLayout(column(title, WrapLabel(self._theme, line.text, "smallSub")), 1)
        row.addWidget(act, 0, Qt.AlignmentFlag.AlignVCenter)
        return made
