"""A row of chips. What does not fit in it is a number: "+ 2"."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from vault.desktop.parts.chip import chip_size, paint_chip
from vault.desktop.theme import Theme

_GAP = 8


class ChipRow(QWidget):
    """At most ``most`` chips, fewer where there is no room, then one with the number left out. Not a control.

    Its accessible name and, when some are left out, its tooltip have all values.
    """

    def __init__(self, theme: Theme, texts: Sequence[str], most: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._most = most
        self._texts: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self.set_texts(texts)

    def set_texts(self, texts: Sequence[str]) -> None:
        """Show other values."""
        self._texts = tuple(texts)
        self.setAccessibleName(", ".join(texts))
        self.updateGeometry()
        self._tell_rest()
        self.update()

    def shown(self) -> list[str]:
        """The texts of the chips at the present width, the last of them "+ 2" if values are left out."""
        for count in range(min(self._most, len(self._texts)), 0, -1):
            if self._width(self._first(count)) <= self.width():
                return self._first(count)
        return self._first(1) if self._texts else []

    def sizeHint(self) -> QSize:  # noqa: N802
        height = chip_size(self._theme, "0").height()
        return QSize(self._width(self._first(min(self._most, len(self._texts)))), height)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(min(self.sizeHint().width(), 2 * self._theme.size("gable.detail")), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._tell_rest()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        shown = self.shown()
        spare = max(0, self._width(shown) - self.width())
        left = 0
        for index, text in enumerate(shown):
            size = chip_size(self._theme, text)
            width = size.width() - spare if index == 0 else size.width()  # only the first can be too long
            paint_chip(
                painter, QRect(left, (self.height() - size.height()) // 2, width, size.height()), self._theme, text
            )
            left += width + _GAP

    def _first(self, count: int) -> list[str]:
        rest = len(self._texts) - count
        return [*self._texts[:count], *([f"+ {rest}"] if rest else [])]

    def _width(self, texts: Sequence[str]) -> int:
        return sum(chip_size(self._theme, text).width() for text in texts) + _GAP * max(0, len(texts) - 1)

    def _tell_rest(self) -> None:
        cut = self._width(self.shown()) > self.width() or len(self.shown()) != len(self._texts)
        self.setToolTip(", ".join(self._texts) if cut else "")
