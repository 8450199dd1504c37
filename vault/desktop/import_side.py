"""Beside the suggestions: how this works, the files, what is left out, and whether the lines are kept."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.import_files import FilesCard
from vault.desktop.import_state import ImportState, Stage
from vault.desktop.parts.card import Card
from vault.desktop.parts.note import Note
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.theme import Theme


class ImportSide(QWidget):
    """``keep_switched`` says whether the lines of the file are to be kept."""

    keep_switched = Signal(bool)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.files = FilesCard(theme, icons)
        self.keep = QCheckBox()
        words = _TickWords(theme, self.tr("Keep the lines in my vault, locked"), self.keep)
        self._keeping = QWidget()
        row = QHBoxLayout(self._keeping)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        how = Card(theme)
        how.body.setSpacing(6)
        how.body.addWidget(WrapLabel(theme, self.tr("How this works"), "strong"))
        counted = self.tr("Your computer counts what you bought. It sends nothing.")
        how.body.addWidget(WrapLabel(theme, counted, "smallSub"))
        gone = self.tr("The lines of the file are thrown away when you are done.")
        self._gone = WrapLabel(theme, gone, "smallSub")
        how.body.addWidget(self._gone)
        how.body.addWidget(self._keeping)
        self._left_out = Note(theme, icons, "sealed", "")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for each in (how, self.files, self._left_out):
            column.addWidget(each)
        column.addStretch(1)
        self.keep.toggled.connect(self.keep_switched)

    def show_state(self, state: ImportState) -> None:
        """Show what there is beside the suggestions."""
        self.files.setVisible(bool(state.files.files))
        self.files.show_files(state.files)
        self._keeping.setVisible(state.stage is Stage.REVIEW and bool(state.rows))
        self._gone.setVisible(not state.keep_lines)
        with QSignalBlocker(self.keep):
            self.keep.setChecked(state.keep_lines)
        self.keep.setEnabled(not state.busy)
        self._left_out.set_note("sealed", state.left_out)
        self._left_out.setVisible(bool(state.left_out))


class _TickWords(WrapLabel):
    """The words of a tick, which wrap as those of a check box itself do not. A click on them ticks it too."""

    def __init__(self, theme: Theme, text: str, tick: QCheckBox) -> None:
        super().__init__(theme, text, "small")
        self._tick = tick
        tick.setAccessibleName(text)
        tick.setFixedWidth(theme.tick_room)
        self.setMinimumHeight(theme.size("minHitTarget"))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._tick.click()
