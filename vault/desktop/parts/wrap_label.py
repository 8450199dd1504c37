"""A label whose text wraps and whose height is right in every layout."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from vault.desktop.parts import qt_numbers
from vault.desktop.theme import Theme

_NARROWEST = 80  # a column of text narrower than this reads badly; the layout gives way before
_ROUNDING = 2  # a line of text is laid out in parts of a pixel; with less room than this its last word may wrap


class WrapLabel(QLabel):
    """Plain text over as many lines as it needs.

    ``QLabel`` reports a height for a width it guesses; layouts that do not ask for the height of the real width then
    cut the last line. This one asks for its height again each time its width or its text changes.
    """

    def __init__(self, theme: Theme, text: str = "", role: str | None = None, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._needed = 0  # pixels of height, at the present width
        self.setProperty("textFormat", qt_numbers.PLAIN_TEXT)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if role is not None:
            self.setProperty("role", role)
        theme.changed.connect(self._fit)

    def setText(self, text: str) -> None:  # noqa: N802
        super().setText(text)
        self._fit()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(_NARROWEST, max(self.fontMetrics().height(), self._needed))

    def widest_word(self) -> int:
        """The least width, in pixels, in which no word of it is cut."""
        self.ensurePolished()
        words = self.text().replace("\u200b", " ").split()
        return max((self.fontMetrics().horizontalAdvance(word) for word in words), default=0) + _ROUNDING

    def line_width(self) -> int:
        """How wide its words are on one line, in pixels."""
        self.ensurePolished()
        return self.fontMetrics().horizontalAdvance(self.text()) + _ROUNDING

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        if not self.isVisible():
            return  # its width is not one that a layout gave
        needed = self.heightForWidth(self.width())
        if needed != self._needed:
            self._needed = needed
            self.updateGeometry()
