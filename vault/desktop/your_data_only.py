"""A quiet choice on "Your data": a copy of one topic or of one shop, folded away until somebody wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import button
from vault.desktop.preference_value import PlainList
from vault.desktop.theme import Theme

if TYPE_CHECKING:
    from vault.desktop.your_data_state import CopyState

_LETTERS = 12  # of the widest kind that a list has room for at least


class OnlyPart(QWidget):
    """``topic_chosen`` and ``shop_chosen`` have a name, or nothing for all of them."""

    topic_chosen = Signal(str)
    shop_chosen = Signal(str)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        del theme
        self._icons = icons
        self.fold = button(self.tr("Only one topic or one shop"), "link", small=True)
        self.fold.setCheckable(True)
        self._lists = QWidget()
        self.topics, self.shops = self._list(self.tr("Topic")), self._list(self.tr("Shop"))
        grid = QGridLayout(self._lists)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, each in enumerate((self.topics, self.shops)):
            name = QLabel(each.accessibleName())
            name.setTextFormat(Qt.TextFormat.PlainText)
            name.setBuddy(each)
            grid.addWidget(name, row, 0)
            grid.addWidget(each, row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._lists)
        self._unfold(False)
        self.fold.toggled.connect(self._unfold)
        self.topics.activated.connect(lambda _: self.topic_chosen.emit(str(self.topics.currentData())))
        self.shops.activated.connect(lambda _: self.shop_chosen.emit(str(self.shops.currentData())))

    def show_state(self, state: CopyState) -> None:
        """Offer what there is; what is chosen stays in sight."""
        self.setVisible(bool(state.topics or state.hosts))
        _fill(self.topics, self.tr("All topics"), state.topics, state.topic)
        _fill(self.shops, self.tr("All shops"), tuple((host, host) for host in state.hosts), state.shop)
        for each in (self.topics, self.shops):
            each.setEnabled(state.writing is None and each.count() > 1)
        if state.topic or state.shop:
            self.fold.setChecked(True)

    def _unfold(self, shown: bool) -> None:
        self._lists.setVisible(shown)
        self.fold.setIcon(self._icons.icon("caret-up" if shown else "caret-down", "primary", 18))

    @staticmethod
    def _list(name: str) -> PlainList:
        made = PlainList()
        made.setAccessibleName(name)
        made.setMinimumContentsLength(_LETTERS)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return made


def _fill(made: PlainList, every: str, choices: tuple[tuple[str, str], ...], chosen: str) -> None:
    wanted = (("", every), *choices)
    with QSignalBlocker(made):
        if wanted != tuple((str(made.itemData(row)), made.itemText(row)) for row in range(made.count())):
            made.clear()
            for name, text in wanted:
                made.addItem(text, name)
        made.setCurrentIndex(made.findData(chosen))
