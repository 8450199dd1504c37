"""The files of an export: how many lines of each, how far the reading is, and what was not understood."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.import_state import FileLine, FilesState
from vault.desktop.parts.buttons import button
from vault.desktop.parts.card import Card
from vault.desktop.parts.icon_label import IconLabel, at_top
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.request_text import Fold, clear
from vault.desktop.theme import Theme

_MOST = 12
"""Files that are named one by one."""


class FilesCard(Card):
    """``stop_pressed`` stops the reading."""

    stop_pressed = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__(theme)
        self._theme, self._icons = theme, icons
        self._state = FilesState()
        self.body.setSpacing(6)
        self.body.addWidget(WrapLabel(theme, self.tr("Files"), "strong"))
        self._files, self._said, self._reasons = QWidget(), QWidget(), QWidget()
        self._columns = {holder: QVBoxLayout(holder) for holder in (self._files, self._said, self._reasons)}
        for column in self._columns.values():
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(6)
        self._reading = WrapLabel(theme, self.tr("Reading. More may follow."), "smallSub")
        self.stop = button(self.tr("Stop reading"), "normal", small=True)
        self.stop.clicked.connect(self.stop_pressed)
        self.problems = WrapLabel(theme, "", "small")
        self.reasons = Fold(theme, self.tr("Show which"))
        self.reasons.top = True
        self.reasons.toggled.connect(self._fold)
        for each in (self._files, self._reading, self.stop, self._said, self.problems, self.reasons, self._reasons):
            self.body.addWidget(each)

    def show_files(self, state: FilesState) -> None:
        """Show them as they are now."""
        self._reading.setVisible(state.reading)
        self.stop.setVisible(state.reading)
        before, self._state = self._state, state
        if before.files != state.files:
            self._show_lines(state.files)
        if before.said != state.said:
            clear(self._said)
            for each in state.said:
                self._add(self._said, WrapLabel(self._theme, each, "smallSub"))
        self._said.setVisible(bool(state.said))
        self.problems.setText(f"{state.problems}." if state.problems else "")
        self.problems.setVisible(bool(state.problems))
        self.reasons.setVisible(bool(state.problems))
        if before.reasons != state.reasons:
            clear(self._reasons)
            for each in state.reasons:
                self._add(self._reasons, WrapLabel(self._theme, each, "smallSub"))
            self.reasons.setChecked(False)
        self._reasons.setVisible(self.reasons.isChecked())

    def _fold(self, shown: bool) -> None:
        self._reasons.setVisible(shown)
        words = self.tr("Hide which") if shown else self.tr("Show which")
        self.reasons.setText(words)
        self.reasons.setAccessibleName(words)
        self.reasons.updateGeometry()

    def _show_lines(self, files: tuple[FileLine, ...]) -> None:
        """While it is read, the newest are those of which there is news."""
        clear(self._files)
        for each in files[-_MOST:]:
            self._add(self._files, self._line(each))
        left = len(files) - _MOST
        if left > 0:
            words = self.tr("And 1 more file.") if left == 1 else self.tr("And {count} more files.").format(count=left)
            self._add(self._files, WrapLabel(self._theme, words, "smallSub"))

    def _add(self, holder: QWidget, part: QWidget) -> None:
        self._columns[holder].addWidget(part)
        part.show()

    def _line(self, each: FileLine) -> QWidget:
        made = QWidget()
        reads = each.percent is not None
        icon, role = ("hourglass-medium", "ink2") if reads else ("check-circle", "primary")
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        mark = IconLabel(self._theme, self._icons, icon, role, 18)
        row.addLayout(at_top(mark))
        middle = QVBoxLayout()
        middle.setSpacing(6)
        middle.addWidget(WrapLabel(self._theme, each.name, "small"))
        if reads:
            bar = QProgressBar()
            bar.setRange(0, 100)
            bar.setValue(each.percent or 0)
            bar.setTextVisible(False)
            bar.setAccessibleName(each.name)
            middle.addWidget(bar)
        row.addLayout(middle, 1)
        said = QLabel(f"{each.percent} %" if reads else each.lines)
        said.setProperty("role", "smallSub")
        row.addWidget(said, 0, Qt.AlignmentFlag.AlignTop)
        return made
