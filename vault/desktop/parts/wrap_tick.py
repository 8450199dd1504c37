"""A tick whose words wrap. They are as good to click on as the box."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.theme import Theme

_GAP = 10  # pixels between box and words, as the style sheet says
_HIT = 32
_AROUND = 1


def before_words(theme: Theme) -> int:
    """Pixels before the words of a tick, and before what stands below and belongs to it."""
    return theme.mark("check") + _GAP


class WrapTick(QWidget):
    """:attr:`box` is the tick itself, which a screen reader knows by the words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
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
        self._row.setContentsMargins(before_words(self._theme), around, 0, around)
        self.box.setGeometry(0, around + (line - _HIT) // 2, _HIT, _HIT)
