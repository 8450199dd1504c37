"""Who holds what on the shops page: the table, more about one cell, and below them what the marks and keys mean."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from vault.core.value import Precision
from vault.desktop.icons import Icons
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.parts.shutter_mark import ShutterMark
from vault.desktop.parts.solid_ground import paint_solid_ground
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.preference_flow import FlowLayout
from vault.desktop.row_card import EdgedCard
from vault.desktop.shops_matrix_bar import MatrixBar
from vault.desktop.shops_matrix_state import MatrixState
from vault.desktop.shops_matrix_table import MatrixTable
from vault.desktop.theme import Theme

_GAP, _RIGHT = 14, 4
_LOW = 470
"""Pixels of height, at the normal text size, below which the fronts and the keys give way to the table."""
_UNBOUNDED = (1 << 24) - 1  # QWIDGETSIZE_MAX, which PySide does not name


class MatrixPart(QWidget):
    """Shows a :class:`MatrixState` and says what the customer does."""

    moved = Signal(str, str)
    opened = Signal(str)
    stop_asked = Signal()
    less_asked = Signal()
    less_picked = Signal(object)
    kept = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme = theme
        self.table = MatrixTable(theme, icons)
        self.table.moved.connect(self.moved)
        self.table.opened.connect(self.opened)
        self.table.deleted.connect(self.stop_asked)
        self.bar = MatrixBar(theme)
        self.bar.stop_asked.connect(self.stop_asked)
        self.bar.less_asked.connect(self.less_asked)
        self.bar.less_picked.connect(self.less_picked)
        self.bar.kept.connect(self.kept)
        self.bar.left.connect(lambda: self.table.setFocus(Qt.FocusReason.TabFocusReason))
        self._sealed = _Sealed(theme, icons, self.table)
        self._card = _TableCard(theme, self.table, self._sealed)
        self._nobody = WrapLabel(theme, self.tr("No shop holds anything now."), "sub")
        self._keys = _Keys(theme)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(2, 0, 2, 0)
        foot.setSpacing(16)
        foot.addWidget(_Legend(theme), 1, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self._keys, 1, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, _RIGHT, 0)
        column.setSpacing(_GAP)
        column.addWidget(self._nobody)
        column.addWidget(self._card, 1)
        column.addWidget(self.bar)
        column.addStretch(0)
        column.addWidget(self._foot)

    def show_state(self, state: MatrixState) -> None:
        """Show the table as it is now."""
        some = bool(state.matrix.shops)
        self._nobody.setVisible(state.read and not some)
        for each in (self._card, self.bar, self._foot):
            each.setVisible(some)
        self._sealed.show_text(state.matrix.sealed)
        self.table.show_matrix(state.matrix, state.at)
        self.bar.show_bar(state.bar)
        self._card.fit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        paint_solid_ground(self, event, QApplication.palette().window())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        scale = self._theme.font("body").pointSizeF() / self._theme.tokens.letters["body"].points
        self.bar.fit(self.width(), scale)
        low = self.height() < _LOW * scale
        self._keys.setVisible(not low and self.width() >= 640 * scale)
        if self.table.shops.low != low:
            self.table.shops.low = low
            self.table.fit()
            self._card.fit()


class _TableCard(EdgedCard):
    """The table in a card that is only as high as its rows."""

    def __init__(self, theme: Theme, table: MatrixTable, sealed: _Sealed) -> None:
        super().__init__(theme)
        self._table, self._sealed = table, sealed
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(table, 1)
        column.addWidget(sealed)

    def fit(self) -> None:
        """Be as high as the rows; after the rows or the width changed."""
        self._sealed.fit()
        sealed = 0 if self._sealed.isHidden() else self._sealed.heightForWidth(max(1, self.width() - 2))
        line = 1 if sealed else 0  # that of the last row is under the one above what is sealed
        self.setMaximumHeight(min(_UNBOUNDED, self._table.all_height() + sealed + 2 - line))
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(super().sizeHint().width(), self.maximumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            QTimer.singleShot(0, self, self.fit)  # a height set while being laid out would be lost


class _Sealed(QWidget):
    """Below the last row: what is sealed, where no shop holds any of it."""

    def __init__(self, theme: Theme, icons: Icons, table: MatrixTable) -> None:
        super().__init__()
        self._theme, self._table = theme, table
        self._name, self._text = QLabel(self.tr("Sealed")), WrapLabel(theme, "", "smallSub")
        self._name.setProperty("role", "small")
        self._name.setProperty("tone", "seal")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 10, 6)
        row.setSpacing(8)
        row.addWidget(IconLabel(theme, icons, "lock-key", "seal", 16))
        row.addWidget(self._name)
        row.addWidget(self._text, 1)
        self.hide()
        theme.changed.connect(self.update)

    def show_text(self, text: str) -> None:
        """Say this, or be gone."""
        self._text.setText(text)
        self.setVisible(bool(text))

    def fit(self) -> None:
        """Let the words begin below the first shop."""
        names = self._table.names.width() - 10 - 16 - 8 + 2
        self._name.setFixedWidth(max(self._name.sizeHint().width(), names))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("surface"))
        painter.fillRect(0, 0, self.width(), 1, self._theme.color("line"))


class _Legend(QWidget):
    """What the shutters mean."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        row = FlowLayout(gap=20, line_gap=4)
        self.setLayout(row)
        for step, word in (
            (Precision.EXACT, self.tr("Exact")),
            (Precision.RANGE, self.tr("Range")),
            (Precision.CATEGORY, self.tr("Category")),
        ):
            row.addWidget(_pair(ShutterMark(theme, step, "ink2"), word))


class _Keys(QWidget):
    """Which keys do what."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(18)
        row.addStretch(1)
        for keys, word in (
            (("←", "→", "↑", "↓"), self.tr("move")),
            ((self.tr("Enter"),), self.tr("open")),
            ((self.tr("Del"),), self.tr("stop this one")),
        ):
            row.addWidget(_pair(_KeyCaps(theme, keys), word))


def _pair(mark: QWidget, word: str) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(7)
    row.addWidget(mark)
    label = QLabel(word)
    label.setProperty("role", "caption")
    row.addWidget(label)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


class _KeyCaps(QWidget):
    """Keys as they look on a keyboard."""

    def __init__(self, theme: Theme, keys: tuple[str, ...]) -> None:
        super().__init__()
        self._theme, self._keys = theme, keys
        self.setAccessibleName(" ".join(keys))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def _widths(self) -> list[int]:
        metrics = QFontMetrics(self._theme.font("caption"))
        return [max(metrics.horizontalAdvance(key), metrics.height() // 2) + 12 for key in self._keys]

    def sizeHint(self) -> QSize:  # noqa: N802
        widths = self._widths()
        return QSize(sum(widths) + 6 * (len(widths) - 1), QFontMetrics(self._theme.font("caption")).height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter, left = QPainter(self), 0.0
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font("caption"))
        for key, width in zip(self._keys, self._widths(), strict=True):
            box = QRectF(left, 0, width, self.height()).adjusted(0.5, 0.5, -0.5, -0.5)
            path = QPainterPath()
            path.addRoundedRect(box, 4, 4)
            painter.fillPath(path, self._theme.color("surface"))
            painter.setPen(QPen(self._theme.color("lineStrong"), 1))
            painter.drawPath(path)
            painter.setPen(self._theme.color("ink2"))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), key)
            left += width + 6
