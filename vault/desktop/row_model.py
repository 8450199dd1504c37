"""The rows of a list as Qt wants them: values of any kind, some of them headings."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
TO_CHOOSE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
"""The flags of a row that is no heading."""
ROW = Qt.ItemDataRole.UserRole
"""The role under which a row is found as it was given."""
NOWHERE = QModelIndex()


class RowModel(QAbstractListModel):
    """Rows of any frozen kind. ``words`` says a row for a screen reader; a heading cannot be chosen."""

    def __init__(self, words: Callable[[object], str], is_head: Callable[[object], bool]) -> None:
        super().__init__()
        self._words, self._is_head = words, is_head
        self._rows: Sequence[object] = ()

    @property
    def rows(self) -> Sequence[object]:
        """All rows."""
        return self._rows

    def is_head(self, row: int) -> bool:
        """Whether this row is a heading."""
        return self._is_head(self._rows[row])

    def set_rows(self, rows: Sequence[object]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def append_rows(self, rows: Sequence[object]) -> None:
        """Show these rows, which begin with those that are shown already. What is seen of them stays."""
        self.beginInsertRows(NOWHERE, len(self._rows), len(rows) - 1)
        self._rows = rows
        self.endInsertRows()

    def rowCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._words(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.is_head(index.row()):
            return Qt.ItemFlag.NoItemFlags
        return TO_CHOOSE  # asked for with each row that is drawn
