"""One letter in the list: to whom, about what, how it stands, and what comes next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from vault.core.plain_text import breakable
from vault.desktop.icons import Icons
from vault.desktop.letters_state import LetterLine
from vault.desktop.parts.buttons import button
from vault.desktop.parts.state_line import StateLine
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.preference_flow import FlowLayout
from vault.desktop.row_column import ListRow
from vault.desktop.theme import Theme

_ROOM = 14


class LetterRow(ListRow):
    """``step_pressed`` carries a :class:`Step`."""

    open_pressed = Signal()
    step_pressed = Signal(object)

    def __init__(self, theme: Theme, icons: Icons, line: LetterLine) -> None:
        super().__init__(theme, line.id)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(WrapLabel(theme, breakable(line.to), "strong"))
        words.addWidget(WrapLabel(theme, line.about))
        words.addWidget(WrapLabel(theme, line.dates, "smallSub"))
        words.addWidget(StateLine(theme, icons, line.kind, line.standing))
        self.open = button(self.tr("Open"), "normal", small=True)
        self.open.setAccessibleName(self.tr("Open: {about}, {to}").format(about=line.about, to=line.to))
        self.open.clicked.connect(self.open_pressed)
        self.steps: list[QPushButton] = []
        flow = FlowLayout(gap=4, line_gap=4)
        for number, (step, text) in enumerate(line.steps):
            made = button(text, "quiet" if number else "normal", small=True)
            made.setAccessibleName(f"{text}: {line.about}, {line.to}")
            made.clicked.connect(lambda _=False, each=step: self.step_pressed.emit(each))
            self.steps.append(made)
            flow.addWidget(made)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self.open, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, _ROOM, 0, _ROOM // 2)
        column.setSpacing(4)
        column.addLayout(row)
        column.addLayout(flow)

    @property
    def stops(self) -> tuple[QPushButton, ...]:
        """What the keyboard comes to, in its order."""
        return self.open, *self.steps
