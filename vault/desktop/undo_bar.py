"""The bar at the foot of the window that takes the last thing back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from vault.desktop.parts.buttons import button
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.theme import Theme

_SIDE, _ABOVE = 32, 8
_SMALL_SIDE, _SMALL_ABOVE = 20, 4


class UndoBar(QWidget):
    """What was just done, and the button that takes it back. It stays for as long as that works.

    Where shops go on with what is gone here, a second button stops them, and the text says that they do. With large
    letters it says the least, in as little height as that needs: the page above it is used meanwhile.
    """

    undone = Signal()
    stop_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._text = WrapLabel(theme)
        self._done = self._more = ""
        self._button = button(self.tr("Undo"), "normal", small=True)
        self._button.clicked.connect(self.undone)
        self._stop = button(self.tr("Stop sharing"), "normal", small=True)
        self._stop.clicked.connect(self.stop_asked)
        layout = QHBoxLayout(self)
        layout.setSpacing(8)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._stop)
        layout.addWidget(self._button)
        theme.changed.connect(self._fit)
        self._fit()
        self.hide()

    def offer(self, text: str, more: str = "", *, stoppable: bool = False) -> None:
        """Show what can be taken back, and say it to who does not see it; ``more`` only where there is room."""
        self._done, self._more = text, more
        self._fit()
        self._stop.setVisible(stoppable)
        self.show()
        said = QAccessibleAnnouncementEvent(self, f"{text} {more}".strip())
        said.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
        QAccessible.updateAccessibility(said)

    def withdraw(self) -> None:
        """It cannot be taken back any more."""
        self.hide()
        self._done = self._more = ""
        self._fit()

    def _fit(self) -> None:
        whole, short = f"{self._done} {self._more}".strip(), self._theme.one_column
        self._text.setText(self._done if short else whole)
        self._text.setToolTip(whole if short else "")
        self._stop.setText(self.tr("Stop") if short else self.tr("Stop sharing"))
        side, above = (_SMALL_SIDE, _SMALL_ABOVE) if short else (_SIDE, _ABOVE)
        if (layout := self.layout()) is not None:
            layout.setContentsMargins(side, above, side, above)
        self.update()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            for each, word in ((self._button, self.tr("Undo")), (self._stop, self.tr("Stop sharing"))):
                each.setText(word)
                each.setAccessibleName(word)
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("sandTint"))
        painter.fillRect(0, 0, self.width(), 1, self._theme.color("sandLine"))
