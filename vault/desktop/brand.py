"""The mark and the name, on the painted door and beside the painted house."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from vault.desktop.drawing import Drawing
from vault.desktop.theme import Theme

_TIGHT = 0.9  # of the name's line height, which stands over two lines
_MARK_WIDE, _MARK_HIGH = 30, 24
_LEFT, _NAME_LEFT = 20, 60


class Brand(QWidget):
    """The mark and the name; the mark alone when narrow."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._mark = Drawing(theme, "mark", self)
        self._narrow = False
        self.setProperty("brand", True)  # its colour is in the style sheet
        self._fit()
        theme.changed.connect(self._fit)

    def set_narrow(self, narrow: bool) -> None:
        """Show the mark alone."""
        self._narrow = narrow
        self.update()

    def _fit(self) -> None:
        metrics = QFontMetrics(self._theme.font("decision"))
        self._line = max(18, round(metrics.height() * _TIGHT))
        self._baseline = (self._line - metrics.height()) / 2 + metrics.ascent()
        self.setFixedHeight(2 * self._line)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        left = (self.width() - _MARK_WIDE) / 2 if self._narrow else _LEFT
        self._mark.render(painter, QRectF(left, (self.height() - _MARK_HIGH) / 2, _MARK_WIDE, _MARK_HIGH))
        if self._narrow:
            return
        painter.setFont(self._theme.font("decision"))
        for number, word in enumerate(("Preference", "Vault")):
            painter.drawText(QPointF(_NAME_LEFT, number * self._line + self._baseline), word)
