"""The face that every editor of one value has to the page, and the fields they share."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from vault.core.catalogue import Entry
from vault.core.wording import in_language, typed_number, written_number
from vault.desktop.parts.scroll_names import name_bars
from vault.desktop.parts.written_line import WrittenLine
from vault.desktop.preference_typed import Typed

NUMBER_WIDTH = 96
_SIGN = {"EUR": "€"}


class ValueEditor(QWidget):
    """The fields of one value. ``edited`` is for each change, ``submitted`` for Enter in a field."""

    edited = Signal()
    submitted = Signal()
    WIDE = False
    """Whether it needs the whole width of the page."""

    def __init__(self, entry: Entry, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self._language = language
        self.name = in_language(entry.label, language)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)

    def label(self) -> str:
        """What stands above the fields."""
        raise NotImplementedError

    def typed(self) -> Typed:
        """What stands in the fields."""
        raise NotImplementedError

    def show_typed(self, typed: Typed) -> None:
        """Fill the fields, without a signal."""
        raise NotImplementedError

    def fields(self) -> tuple[QWidget, ...]:
        """What takes the keyboard, first to last; the second is what a problem with ``second`` is about."""
        raise NotImplementedError

    def mark(self, wrong: int | None) -> None:
        """Give the field with this number the border of an error, or none of them."""
        for number, field in enumerate(self.fields()):
            if field.property("error") != (number == wrong):
                field.setProperty("error", number == wrong)
                field.style().unpolish(field)
                field.style().polish(field)

    def describe_problem(self, text: str) -> None:
        """Say what is wrong to who cannot see the line below the fields."""
        for field in self.fields():
            field.setAccessibleDescription(text)

    def first(self) -> QWidget:
        """What takes the keyboard when the editor opens."""
        return self.fields()[0]

    def go_to(self, *, second: bool) -> None:
        """Put the keyboard into the field that is wrong: the first, or the ``second`` of two."""
        (self.fields()[1] if second else self.first()).setFocus(Qt.FocusReason.OtherFocusReason)

    def tab_chain(self) -> list[QWidget]:
        """Everything the Tab key stops at, in its order."""
        return list(self.fields())

    def make_line(self, name: str, width: int, *, longest: int) -> QLineEdit:
        line = WrittenLine()
        line.setAccessibleName(name)
        line.setMaxLength(longest)
        line.setMinimumWidth(min(width, NUMBER_WIDTH))
        line.setMaximumWidth(width)
        line.written.connect(self.edited)
        line.returnPressed.connect(self.submitted)
        return line

    def read_number(self, line: QLineEdit) -> str:
        """What is typed, with a point for a decimal comma where the language writes one."""
        return typed_number(line.text(), self._language)

    def write_number(self, line: QLineEdit, number: str) -> None:
        """Show a number, or a size, as the language writes it; what is typed and means the same stays as typed."""
        if self.read_number(line) != number:
            line.setText(written_number(number, self._language))


class PlainList(QComboBox):
    """A choice list that the mouse wheel does not change by accident while the page scrolls under it.

    Qt gives its value for its name on Linux and macOS; there the description has its name too.
    """

    def setAccessibleName(self, name: str) -> None:  # noqa: N802
        super().setAccessibleName(name)
        self.setAccessibleDescription("")

    def setAccessibleDescription(self, text: str) -> None:  # noqa: N802
        said = (self.accessibleName(), text) if sys.platform != "win32" else (text,)
        super().setAccessibleDescription(". ".join(each for each in said if each))

    def showPopup(self) -> None:  # noqa: N802
        name_bars(self.view())
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        event.ignore()


def unit_sign(entry: Entry) -> str:
    """A number's unit as it is written: ``€``, ``cm``, or nothing."""
    return _SIGN.get(entry.unit or "", entry.unit or "")
