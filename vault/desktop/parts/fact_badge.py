"""A fact in a few words: an icon and the words on a tint, as high as a level badge."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.level_badge import badge_size, paint_words_badge
from vault.desktop.theme import Theme


class FactBadge(QWidget):
    """``look`` is the icon, the colour of icon and words, and that of the ground. Not a control."""

    def __init__(self, theme: Theme, icons: Icons, look: tuple[str, str, str], text: str) -> None:
        super().__init__()
        self._theme, self._icons, self._look, self._text = theme, icons, look, text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802
        return badge_size(self._theme, self._text)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        paint_words_badge(QPainter(self), self.rect(), self._theme, self._icons, self._look, self._text)
