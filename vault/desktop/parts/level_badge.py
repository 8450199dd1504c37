"""How private something is: an icon and a word on a tint."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from vault.core.sensitivity import Level
from vault.desktop.icons import Icons
from vault.desktop.theme import Theme

_LEFT, _GAP, _RIGHT = 6, 5, 7
_LOOKS = {  # icon, colour of icon and word, ground
    Level.EVERYDAY: ("tag", "everyday", "everydayTint"),
    Level.PERSONAL: ("user", "blue", "blueTint"),
    Level.SEALED: ("lock-key-fill", "seal", "sealTint"),
}
_AT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def badge_size(theme: Theme, text: str) -> QSize:
    """The size of a badge with this word."""
    metrics = QFontMetrics(_font(theme))
    width = _LEFT + theme.mark("icon.inline") + _GAP + metrics.horizontalAdvance(text) + _RIGHT
    return QSize(width, max(theme.size("badge"), metrics.height() + 4))


def paint_badge(painter: QPainter, rect: QRect, theme: Theme, icons: Icons, level: Level, text: str) -> None:
    """Draw a badge in ``rect``; list delegates use this too."""
    paint_words_badge(painter, rect, theme, icons, _LOOKS[level], text)


def paint_words_badge(
    painter: QPainter, rect: QRect, theme: Theme, icons: Icons, look: tuple[str, str, str], text: str
) -> None:
    """Draw a badge about anything: ``look`` is its icon, the colour of icon and words, and that of the ground."""
    icon, front, ground = look
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(ground))
    radius = theme.radius("badge")
    painter.drawRoundedRect(QRectF(rect), radius, radius)
    side = theme.mark("icon.inline")
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(
        rect.left() + _LEFT, rect.top() + (rect.height() - side) // 2, icons.pixmap(icon, front, side, ratio)
    )
    painter.setFont(_font(theme))
    painter.setPen(theme.color(front))
    words = rect.adjusted(_LEFT + side + _GAP, 0, 0, 0)
    painter.drawText(words, _AT, text)
    painter.restore()


def _font(theme: Theme) -> QFont:
    font = theme.font("caption")
    font.setWeight(theme.font("bodyStrong").weight())
    return font


class LevelBadge(QWidget):
    """A badge with the level's word in the app's language. Not a control."""

    def __init__(self, theme: Theme, icons: Icons, level: Level, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self.set_level(level, text)

    def set_level(self, level: Level, text: str) -> None:
        """Show another level."""
        self._level = level
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return badge_size(self._theme, self._text)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        paint_badge(QPainter(self), self.rect(), self._theme, self._icons, self._level, self._text)
