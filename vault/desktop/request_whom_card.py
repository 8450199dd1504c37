"""The card that asks for whom a request is answered, shown where there is somebody to choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from vault.desktop.parts.card import Card
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.preference_value import PlainList
from vault.desktop.request_state import Whom
from vault.desktop.theme import Theme

if TYPE_CHECKING:
    from vault.desktop.request_whom import People


class WhomCard(Card):
    """The choice. ``picked`` carries the id of a person, or nothing for oneself."""

    picked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._shown: People = ()
        title = self.tr("For whom?")
        self.list = PlainList()
        self.list.setAccessibleName(title)
        self.list.setMinimumContentsLength(8)
        self.list.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._text = WrapLabel(theme, "", "smallSub")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(WrapLabel(theme, title, "strong"))
        head.addWidget(self.list, 1)
        self.body.setSpacing(8)
        self.body.addLayout(head)
        self.body.addWidget(self._text)
        self.list.activated.connect(lambda _: self.picked.emit(str(self.list.currentData())))
        self.hide()

    def show_whom(self, whom: Whom | None) -> None:
        """Show the choice, where there is one."""
        self.setVisible(whom is not None)
        if whom is None:
            return
        if whom.choices != self._shown:
            self._shown = whom.choices
            self.list.clear()
            for person, name in whom.choices:
                self.list.addItem(name, person)
        self.list.setCurrentIndex(self.list.findData(whom.chosen))
        self._text.setText(whom.text)
        self._text.setVisible(bool(whom.text))

    def set_small(self, small: bool) -> None:
        """As in a small window, or not."""
        side, top = (14, 10) if small else (16, 16)
        self.body.setContentsMargins(side, top, side, top)

    def tab_chain(self) -> list[QWidget]:
        """What takes the keyboard."""
        return [self.list]
