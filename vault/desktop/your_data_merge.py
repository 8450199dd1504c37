"""The panel that shows what a file would bring to a vault in use, and asks which value stays where both have one."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import button
from vault.desktop.parts.choice_card import ChoiceCard, choose_one
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.settings_panel import SettingsPanel
from vault.desktop.theme import Theme
from vault.desktop.your_data_state import Compared, MergeState

_IN_A_TURN = 6
"""Rows that are made in one turn of the event loop, where a file has many."""


class MergePanel(SettingsPanel):
    """Shows a :class:`MergeState`. ``taken`` has the keys whose value shall be the file's. Nothing is chosen for the
    customer: each preference stays as it is until they say otherwise. ``cancel_pressed`` is enough of bringing in."""

    taken = Signal(object)
    cancel_pressed = Signal()

    def __init__(self, theme: Theme, icons: Icons, window: QWidget) -> None:
        super().__init__(theme, icons, window, "file-text", "primary")
        self._at = 0
        self._rows: list[_Row] = []
        self._left: list[Compared] = []
        self._held = QVBoxLayout()
        self._held.setSpacing(10)
        self.body.addLayout(self._held)
        self._later = QTimer(self)
        self._later.setInterval(0)
        self._later.timeout.connect(self._go_on)
        self.nothing = button(self.tr("Add nothing"), "normal")
        self.cancel = button(self.tr("Cancel"), "normal")
        self.cancel.hide()
        self.bring = button(self.tr("Bring in"), "main")
        self.set_buttons((self.nothing, self.cancel, self.bring))
        self.cancel.clicked.connect(self.cancel_pressed)
        self.nothing.clicked.connect(self.closed)
        self.bring.clicked.connect(self._take)

    def show_state(self, state: MergeState | None) -> None:
        """Ask, or be gone and keep nothing of it."""
        if state is None:
            self._clear()
            self.shut()
            return
        opening = not self.is_open
        if opening:
            self._fill(state)
        self.failed.tell("error", state.failed)
        self.say_busy(state.busy)
        self._turn_to(state)
        if opening:
            self.open_at(self.title)

    def _turn_to(self, state: MergeState) -> None:
        """Show what can be pressed now. The keyboard goes along before what has it goes."""
        busy, was_busy = bool(state.busy), not self.cancel.isHidden()
        self.cancel.setVisible(busy)
        self.cancel.setEnabled(not state.stopping)
        if busy and not was_busy:
            self.cancel.setFocus()
        self.bring.setEnabled(not busy and not self._left)
        if was_busy and not busy:
            self.bring.setFocus()
        self.nothing.setVisible(not busy)
        for each in self._rows:
            each.setEnabled(not busy)

    def _fill(self, state: MergeState) -> None:
        theme = self._theme
        about = self.tr("Nothing is added before you say so. A backup is made first.")
        self.say(self.tr("What {file} would bring").format(file=state.file), about)
        if state.new:
            self._held.addWidget(WrapLabel(theme, self.tr("Not in your vault yet"), "strong"))
            self._held.addWidget(WrapLabel(theme, "\n".join(state.new), "small"))
        if state.compared:
            self._held.addWidget(WrapLabel(theme, self.tr("Not the same in both"), "strong"))
        for line in state.besides:
            self._held.addWidget(WrapLabel(theme, line, "smallSub"))
        self._left = list(state.compared)
        self._at = self._held.count() - len(state.besides)
        self._go_on()

    def _go_on(self) -> None:
        """Make a few rows more."""
        now, self._left = self._left[:_IN_A_TURN], self._left[_IN_A_TURN:]
        for compared in now:
            row = _Row(self._theme, compared)
            before: QWidget = self._rows[-1].theirs if self._rows else self.title
            self._rows.append(row)
            self._held.insertWidget(self._at, row)
            for card in (row.mine, row.theirs):  # as it is read, though made after the buttons
                self.setTabOrder(before, card)
                before = card
            self._at += 1
        if self._left:
            self._later.start()
        else:
            self._later.stop()
            self.bring.setEnabled(True)

    def _take(self) -> None:
        self.taken.emit(frozenset(row.key for row in self._rows if row.theirs.isChecked()))

    def _clear(self) -> None:
        self._later.stop()
        self._rows, self._left = [], []
        while (item := self._held.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()


class _Row(QWidget):
    """One preference: its name, and both values to choose from."""

    def __init__(self, theme: Theme, compared: Compared) -> None:
        super().__init__()
        self.key = compared.key
        hidden = self.tr("Sealed, so not shown")
        mine, theirs = (hidden, hidden) if compared.sealed else (compared.here, compared.there)
        newer = self.tr("{value} (newer)")
        mine = newer.format(value=mine) if compared.here_newer else mine
        theirs = newer.format(value=theirs) if compared.there_newer else theirs
        self.mine = ChoiceCard(theme, self.tr("Keep mine"), mine)
        self.theirs = ChoiceCard(theme, self.tr("Take from the file"), theirs)
        for card in (self.mine, self.theirs):
            card.setAccessibleName(f"{compared.name}: {card.title.text()}")
        group = QButtonGroup(self)
        group.addButton(self.mine)
        group.addButton(self.theirs)
        both = QHBoxLayout()
        both.setSpacing(10)
        both.addWidget(self.mine, 1)
        both.addWidget(self.theirs, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(6)
        column.addWidget(WrapLabel(theme, compared.name, "small"), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(both)
        choose_one((self.mine, self.theirs), self.mine)
