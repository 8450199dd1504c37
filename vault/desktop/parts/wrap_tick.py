"""A tick whose words wrap. They are as good to click on as the box."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.theme import Theme

_WORDS = 30  # pixels before them, as in a tick whose words do not wrap
_HIT = 32
_AROUND = 1


class WrapTick(QWidget):
    """:attr:`box` is the tick itself, which a screen reader knows by the words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.box = QCheckBox(self)
        self._words = WrapLabel(theme)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._words)
        theme.changed.connect(self._fit)
        self._fit()

    def show_tick(self, text: str, *, on: bool) -> None:
        """Show it with these words, without saying that it was ticked; with no words not at all."""
        self.setVisible(bool(text))
        self._words.setText(text)
        self.box.setAccessibleName(text)
        with QSignalBlocker(self.box):
            self.box.setChecked(on)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        event.accept()  # or the release goes elsewhere

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.box.click()
        event.accept()

    def _fit(self) -> None:
        """The box stands in the middle of the first line."""
        self._words.ensurePolished()
        line = self._words.fontMetrics().height()
        around = max(_AROUND, _AROUND + (_HIT - line) // 2)
        self._row.setContentsMargins(_WORDS, around, 0, around)
        self.box.setGeometry(0, around + (line - _HIT) // 2, _HIT, _HIT)
