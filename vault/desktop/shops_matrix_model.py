"""The table of who holds what, as Qt wants it."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from vault.desktop.row_model import NOWHERE, ROW, Index
from vault.desktop.shops_matrix_state import Matrix, MatrixCell

_WORDS = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole})

_HEAD = _WORDS | {Qt.ItemDataRole.ToolTipRole}


class MatrixModel(QAbstractTableModel):
    """Shops are columns, preferences are rows. ``ROW`` finds a cell, row or column as it was given."""

    def __init__(self) -> None:
        super().__init__()
        self._matrix = Matrix()

    @property
    def matrix(self) -> Matrix:
        """What is shown."""
        return self._matrix

    def set_matrix(self, matrix: Matrix) -> None:
        """Show this. Only where rows or columns are others does the table begin anew."""
        if _frame(matrix) != _frame(self._matrix):
            self.beginResetModel()
            self._matrix = matrix
            self.endResetModel()
            return
        self._matrix = matrix
        if matrix.rows and matrix.shops:
            rows, columns = len(matrix.rows) - 1, len(matrix.shops) - 1
            self.dataChanged.emit(self.index(0, 0), self.index(rows, columns))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, columns)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, rows)

    def place(self, at: tuple[str, str]) -> QModelIndex:
        """Where a row's key and a host are; nowhere if they are not there."""
        row = next((number for number, each in enumerate(self._matrix.rows) if each.key == at[0]), -1)
        column = next((number for number, each in enumerate(self._matrix.shops) if each.host == at[1]), -1)
        return self.index(row, column)

    def at(self, index: Index) -> tuple[str, str]:
        """The row's key and the host of a place."""
        return self._matrix.rows[index.row()].key, self._matrix.shops[index.column()].host

    def cell(self, index: Index) -> MatrixCell | None:
        """What stands there, if anything."""
        return self._matrix.cells.get(self.at(index)) if index.isValid() else None

    def rowCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self._matrix.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self._matrix.shops)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or (role != ROW and role not in _WORDS):
            return None
        cell = self.cell(index)
        if role == ROW:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text if cell is not None else ""
        if cell is not None:
            return cell.said
        row, shop = self._matrix.rows[index.row()], self._matrix.shops[index.column()]
        return self.tr("{item}, {host}, not shared").format(item=row.label, host=shop.host)

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        across = orientation == Qt.Orientation.Horizontal
        if role not in _HEAD or not 0 <= section < (self.columnCount() if across else self.rowCount()):
            return None
        return self._matrix.shops[section].said if across else self._matrix.rows[section].label


def _frame(matrix: Matrix) -> tuple[list[str], list[str]]:
    return [row.key for row in matrix.rows], [shop.host for shop in matrix.shops]
