"""Fields of the forms about letters: each below its label, which is its accessible name."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.scroll_names import name_bars
from vault.desktop.parts.state_line import StateLine
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.preference_value import PlainList
from vault.desktop.theme import Theme

_BETWEEN = 4


class Labelled(QWidget):
    """A field below its label, and under it a hint or nothing, and what is wrong with it."""

    def __init__(self, theme: Theme, text: str, field: QWidget, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._label, self._field = theme, WrapLabel(theme, "", "label"), field
        self._wrong: StateLine | None = None
        self._label.setBuddy(field)
        self.set_text(text)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_BETWEEN)
        column.addWidget(self._label)
        column.addWidget(field)
        if hint:
            field.setAccessibleDescription(hint)
            column.addWidget(WrapLabel(theme, hint, "smallSub"))

    def set_text(self, text: str) -> None:
        """Call the field so."""
        self._label.setText(text)
        self._field.setAccessibleName(text)

    def say_wrong(self, error: str, icons: Icons | None = None) -> None:
        """Say this below the field, which takes ``icons``; or nothing."""
        if self._wrong is None and icons is not None:
            self._wrong = StateLine(self._theme, icons, "error", error)
            self._column.addWidget(self._wrong)
        if self._wrong is not None:
            self._wrong.set_state("error", error)
            self._wrong.setVisible(bool(error))


def mark(field: QWidget, *, wrong: bool, error: str = "", icons: Icons | None = None) -> None:
    """A red border around the field, or none; with the ``error`` and its icon below it where it has a label too."""
    holder = field.parentWidget()
    if isinstance(holder, Labelled):
        holder.say_wrong(error if wrong else "", icons if wrong and error else None)
    if bool(field.property("error")) is not wrong:
        field.setProperty("error", wrong)
        field.style().unpolish(field)  # a style sheet reads properties when it polishes
        field.style().polish(field)


class Lines(QPlainTextEdit):
    """A few lines of text. The Tab key leaves it."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        name_bars(self)
        self.setTabChangesFocus(True)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 20)


class TabOrder:
    """Lets Tab go through widgets as they are read, also those that were made later than what stands below them."""

    def __init__(self) -> None:
        self._stops: list[QWidget] = []

    def set(self, stops: list[QWidget]) -> None:
        """Go through these."""
        if stops != self._stops:
            self._stops = stops
            for one, other in pairwise(stops):
                QWidget.setTabOrder(one, other)


def narrow_list() -> PlainList:
    """A choice list that may be narrower than its longest line."""
    made = PlainList()
    made.setSizeAdjustPolicy(PlainList.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(8)
    return made
