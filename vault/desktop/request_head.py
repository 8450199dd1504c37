"""The top of the request page: who asks, what for, and that it was checked."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.gable_mark import GableMark
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.preference_flow import FlowLayout
from vault.desktop.request_state import Asker
from vault.desktop.request_text import Fold, Tinted, WordsWithFold, title_font
from vault.desktop.theme import Theme

_GABLE, _SMALL_GABLE = 56, 44
SIDE, SMALL_SIDE = 344, 280
"""Widths of the right column."""
_NO_LIMIT = 16777215  # Qt's own word for it


class RequestHead(QWidget):
    """Title and purpose at the left, what was checked at the right, above the right column."""

    check_folded = Signal(bool)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme, self._icons = theme, icons
        self._asker: Asker | None = None
        self._small = self._one_column = False
        self._gable = GableMark(theme, "", _GABLE)
        self._small_gable = GableMark(theme, "", _SMALL_GABLE)
        self.title = WrapLabel(theme)
        self.title.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._purpose = WrapLabel(theme, "", "sub")
        self._about = WrapLabel(theme, "", "smallSub")
        self._shield = IconLabel(theme, icons, "shield-check", "primary", theme.size("icon.default"))
        self._proven = Tinted(theme, "", "label", "primary")
        self._unproven = Tinted(theme, "", "label", "sandInk")
        self._lines = [WrapLabel(theme, "", "small"), WrapLabel(theme, "", "smallSub")]
        self.fold = Fold(theme, self.tr("How we check"))
        self.fold.toggled.connect(self.check_folded)
        self._lay_out()

    def show_asker(self, asker: Asker) -> None:
        """Show who asks."""
        if asker == self._asker:
            return
        self._asker = asker
        for gable in (self._gable, self._small_gable):
            gable.set_host(asker.host)
        self.title.setText(asker.title)
        self.title.setAccessibleName(asker.title)
        self.title.setToolTip(asker.host if asker.host not in asker.title else "")
        self._purpose.setText(asker.purpose)
        self._about.setText(asker.about)
        self._shield.set_icon("shield-check" if asker.proven else "warning", "primary" if asker.proven else "sandInk")
        self._proven.setText(asker.trust_title)
        self._unproven.setText(asker.trust_title)
        texts = asker.trust_lines if len(asker.trust_lines) > 1 else ("", *asker.trust_lines)
        for line, text in zip(self._lines, texts, strict=True):
            line.setText(text)
        self.set_small(self._small)

    def set_small(self, small: bool) -> None:
        """As in a small window, where the second line of who it is and what was checked give way."""
        self._small = small
        proven = self._asker is None or self._asker.proven
        self._gable.setVisible(not small)
        self._small_gable.setVisible(small)
        self.title.setFont(title_font(self._theme, small=small))
        self._purpose.setVisible(bool(self._purpose.text()))
        self._about.setVisible(not small)
        self._proven.setVisible(proven)
        self._unproven.setVisible(not proven)
        self._lines[0].setVisible(not small and bool(self._lines[0].text()))
        self._end.set_alone(small)
        beside = 0 if self._one_column else SMALL_SIDE if small else SIDE
        self._grid.setColumnMinimumWidth(2, beside)
        self._right.setMinimumWidth(beside)
        self._right.setMaximumWidth(beside or _NO_LIMIT)
        side, top, bottom = (20, 14, 1) if small else (32, 21, 12)
        self._grid.setContentsMargins(side, top, side, bottom)
        self._grid.setHorizontalSpacing(14 if small else 16)
        self._trust.setContentsMargins(3 if small else 9, 5, 0, 0)
        self._marks.setContentsMargins(0, 1, 0, 0)
        self._words.setContentsMargins(0, 1 if small else 0, 0, 0)

    def set_one_column(self, one: bool) -> None:
        """What was checked below the title, on one line where it has room, or at the right of it."""
        self._one_column = one
        self._grid.removeWidget(self._right)
        self._grid.addWidget(self._right, *((1, 0, 1, 2) if one else (0, 2, 1, 1)))
        below, line = self._said, self._line
        for place, part in enumerate((self._proven, self._unproven, self._lines[0], self._end)):
            below.removeWidget(part)
            line.removeWidget(part)
            if one:
                line.addWidget(part)
            else:
                below.insertWidget(place, part)
        self.set_small(self._small)

    def _lay_out(self) -> None:
        top = Qt.AlignmentFlag.AlignTop
        self._words = words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self._purpose)
        words.addSpacing(4)
        words.addWidget(self._about)
        words.addStretch(1)
        self._marks = marks = QVBoxLayout()
        marks.addWidget(self._gable)
        marks.addWidget(self._small_gable)
        marks.addStretch(1)
        self._right = QWidget()
        self._trust = QGridLayout(self._right)
        self._trust.setHorizontalSpacing(10)
        self._trust.setVerticalSpacing(0)
        self._trust.addWidget(self._shield, 0, 0, top)
        self._said = said = QVBoxLayout()
        said.setSpacing(0)
        self._end = WordsWithFold(self._theme, self._lines[1], self.fold)
        for part in (self._proven, self._unproven, self._lines[0], self._end):
            said.addWidget(part)
        said.addStretch(1)
        self._line = FlowLayout(gap=16, line_gap=0)
        self._trust.addLayout(said, 0, 1)
        self._trust.addLayout(self._line, 0, 1)  # one of both is empty
        self._trust.setColumnStretch(1, 1)
        self._grid = QGridLayout(self)
        self._grid.setVerticalSpacing(0)
        self._grid.addLayout(marks, 0, 0)
        self._grid.addLayout(words, 0, 1)
        self._grid.addWidget(self._right, 0, 2)
        self._grid.setColumnStretch(1, 1)
