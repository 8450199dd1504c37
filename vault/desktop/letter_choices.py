"""Choices below each other whose words wrap: one of them is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from vault.desktop.parts.joined_frame import one_tab_stop
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.request_text import clear
from vault.desktop.theme import Theme

_GAP = 6
Choice = tuple[str, str, str]
"""An id, words, and a sentence about it or nothing."""


class ChoiceList(QWidget):
    """``picked`` carries the id of what a person chose."""

    picked = Signal(str)

    def __init__(self, theme: Theme, *, strong: bool = False) -> None:
        super().__init__()
        self._theme, self._role = theme, "strong" if strong else ""
        self._group = QButtonGroup(self)
        self._items: tuple[Choice, ...] = ()
        self._silent = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_GAP if strong else 0)
        self._group.idToggled.connect(self._toggled)

    def set_items(self, items: Sequence[Choice]) -> None:
        """Offer these; the same ones stay as they are."""
        if tuple(items) == self._items:
            return
        self._items = tuple(items)
        for old in self._group.buttons():
            self._group.removeButton(old)
        clear(self)
        for number, (_, words, about) in enumerate(self._items):
            row = _Row(self._theme, words, about, self._role)
            self._group.addButton(row.radio, number)
            self._column.addWidget(row)
            row.show()

    def set_chosen(self, item: str) -> None:
        """Choose this one, or for an id that is not there none, without :attr:`picked`."""
        self._silent = True
        self._group.setExclusive(False)
        for number, (known, _, _) in enumerate(self._items):
            self._group.button(number).setChecked(known == item)
        self._group.setExclusive(True)
        self._silent = False
        one_tab_stop(self.radios())

    @property
    def chosen(self) -> str:
        """The id of what is chosen, or nothing."""
        number = self._group.checkedId()
        return self._items[number][0] if number >= 0 else ""

    def radios(self) -> list[QRadioButton]:
        """The choices in their order."""
        return [each for each in self._group.buttons() if isinstance(each, QRadioButton)]

    def take_focus(self) -> None:
        """Put the keyboard on what is chosen, or on the first."""
        found = next((each for each in self.radios() if each.isChecked()), None) or next(iter(self.radios()), None)
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)

    def _toggled(self, number: int, on: bool) -> None:
        if on and not self._silent:
            self.picked.emit(self._items[number][0])


class _Row(QWidget):
    """A radio button and its words; a click on the words is one on the button."""

    def __init__(self, theme: Theme, words: str, about: str, role: str) -> None:
        super().__init__()
        self.radio = _Radio()
        side = theme.tick_room
        self.radio.setFixedSize(side, side)
        self.radio.setAccessibleName(". ".join(each.removesuffix(".") for each in (words, about) if each))
        said = WrapLabel(theme, words, role or None)
        column = QVBoxLayout()
        first = QFontMetrics(theme.font("bodyStrong" if role else "body")).height()
        column.setContentsMargins(0, max(0, (side - first) // 2), 0, 0)  # both have their middle at the first line's
        column.setSpacing(0)
        column.addWidget(said)
        if about:
            column.addWidget(WrapLabel(theme, about, "smallSub"))
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        mark = QVBoxLayout()
        mark.setContentsMargins(0, max(0, (first - side) // 2), 0, 0)
        mark.addWidget(self.radio)
        mark.addStretch(1)
        row.addLayout(mark)
        row.addLayout(column, 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.radio.click()
        else:
            super().mouseReleaseEvent(event)


class _Radio(QRadioButton):
    """Without words of its own it takes a click all over its place."""

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802
        return self.rect().contains(pos)
