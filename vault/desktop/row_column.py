"""Rows of a list below each other. What stays as it was keeps its widget: making hundreds anew takes long."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TypeVar

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from vault.desktop.portion import Listed
from vault.desktop.theme import Theme

Line = TypeVar("Line", bound=Listed)


class ListRow(QWidget):
    """Shows the line whose id is ``line_id``. A ``ruled`` one has a line of the theme above it."""

    def __init__(self, theme: Theme, line_id: str) -> None:
        super().__init__()
        self._theme, self.line_id, self.ruled = theme, line_id, False

    @property
    def stops(self) -> Sequence[QAbstractButton]:
        """What the keyboard comes to, in its order."""
        raise NotImplementedError

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if self.ruled:
            QPainter(self).fillRect(0, 0, self.width(), 1, self._theme.color("line"))


class RowColumn(QWidget):
    """Rows that :meth:`show_lines` makes of lines, in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[ListRow] = []
        self._lines: dict[str, Listed] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def row_of(self, line_id: str) -> ListRow | None:
        """The row of this line, if it is shown."""
        return next((each for each in self.rows if each.line_id == line_id), None)

    def show_lines(self, lines: Sequence[Line], make: Callable[[Line], ListRow]) -> None:
        """Show these: ``make`` makes the row of one that is new or other than it was. The keyboard may leave."""
        before = {each.line_id: each for each in self.rows}
        rows = []
        for line in lines:
            kept = before.pop(line.id) if self._lines.get(line.id) == line else None
            rows.append(kept or make(line))
        for row in before.values():
            self._column.removeWidget(row)
            row.hide()
            row.setParent(None)
            row.deleteLater()
        self._lines = {each.id: each for each in lines}
        self.rows = rows
        self._place()

    def _place(self) -> None:
        self.hide()  # a row that is shown alone lays out all that are there
        for number, row in enumerate(self.rows):
            if row.ruled is not (number > 0):
                row.ruled = number > 0
                row.update()
            item = self._column.itemAt(number)
            if item is None or item.widget() is not row:
                self._column.insertWidget(number, row)
        self.show()

    def order(self, before: QWidget, *after: QWidget) -> None:
        """Let Tab come from ``before``, go through the rows as they stand now, and on to what is ``after`` them."""
        stops = [stop for row in self.rows for stop in row.stops]
        for one, then in pairwise((before, *stops, *after)):
            QWidget.setTabOrder(one, then)
