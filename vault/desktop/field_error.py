"""What is wrong with one of the fields of a form, said below that field."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QLayoutItem, QWidget

from vault.desktop.icons import Icons
from vault.desktop.page_scroll import reveal
from vault.desktop.parts.announce import announce
from vault.desktop.parts.state_line import StateLine
from vault.desktop.theme import Theme


class FieldError(StateLine):
    """Nothing, or a sentence below one of ``fields``, which are by the codes of what can be wrong with them.

    What is wrong with none of them is said below the last one.
    """

    def __init__(self, theme: Theme, icons: Icons, fields: Mapping[str, QWidget]) -> None:
        super().__init__(theme, icons, "error", "")
        self._fields = fields
        self._wrong: QWidget | None = None
        self._column: QBoxLayout | None = None
        self.hide()

    def say(self, text: str, code: str, column: QBoxLayout | None = None) -> None:
        """Say this at the field that has the ``code``, and put the keyboard there; or say nothing.

        Below that field in the ``column`` of all of them; without one, the sentence stays where it is.
        """
        wrong = self._fields.get(code) if text else None
        if self._wrong is not None and self._wrong is not wrong:
            _mark(self._wrong, "")
        if wrong is not None:
            _mark(wrong, text)
        self._wrong = wrong
        new = bool(text) and text != self.accessibleName()
        self.set_state("error", text)
        if text and column is not None:
            self.stand_below(wrong or list(self._fields.values())[-1], column)
        self.setVisible(bool(text))
        if new:
            announce(self, text)
            if wrong is not None:
                wrong.setFocus(Qt.FocusReason.OtherFocusReason)
            label = 2 * self.fontMetrics().lineSpacing()
            reveal(self, (wrong.height() if wrong is not None else 0) + label)  # these are seen too

    def stand_below(self, part: QWidget | QLayoutItem, column: QBoxLayout) -> None:
        """Stand in this column below this part of it."""
        if column.indexOf(self) != column.indexOf(part) + 1:
            if self._column is not None:
                self._column.removeWidget(self)
            self._column = column
            column.insertWidget(column.indexOf(part) + 1, self)


def _mark(field: QWidget, text: str) -> None:
    """A red border around the field and the sentence in its description, or neither."""
    field.setAccessibleDescription(text)
    if bool(field.property("error")) is not bool(text):
        field.setProperty("error", bool(text))
        field.style().unpolish(field)  # a style sheet reads properties when it polishes
        field.style().polish(field)
