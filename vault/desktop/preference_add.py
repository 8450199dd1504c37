"""One preference that can be added, as a row: its name, what it is good for, its level."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from vault.core.sensitivity import Level
from vault.core.sentences import Sentences
from vault.desktop.icons import Icons
from vault.desktop.parts.level_badge import badge_size, paint_badge
from vault.desktop.preference_paint import PaintedRow, text_height
from vault.desktop.preference_state import Offered
from vault.desktop.theme import Theme

_LEFT, _RIGHT, _GAP = 16, 14, 12
_LEAST = 56


class OfferedRow(PaintedRow):
    """A row to press: the editor of this preference opens."""

    def __init__(self, theme: Theme, icons: Icons, sentences: Sentences, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._icons = icons
        self._levels = {level: sentences.say("levels", level.word) for level in Level}
        self._offered: Offered | None = None

    def show_offered(self, offered: Offered) -> None:
        """Show this preference."""
        if offered == self._offered:
            return
        self._offered = offered
        self.setAccessibleName(
            self.tr("Add {name}. {help} {level}").format(
                name=offered.name, help=offered.help, level=self._levels[offered.level]
            )
        )
        self.measure_again()

    def measure(self, width: int) -> int:
        if self._offered is None:
            return _LEAST
        room = self._words_room(width)
        name = text_height(self.theme.font("bodyStrong"), self._offered.name, room)
        said = text_height(self.theme.font("small"), self._offered.help, room)
        return max(_LEAST, name + said + 18)

    def draw(self, painter: QPainter) -> None:
        offered = self._offered
        if offered is None:
            return
        room = self._words_room(self.width())
        name = text_height(self.theme.font("bodyStrong"), offered.name, room)
        said = text_height(self.theme.font("small"), offered.help, room)
        top = (self.height() - name - said) // 2
        self.draw_words(painter, QRect(_LEFT, top, room, name), "bodyStrong", "ink", offered.name)
        self.draw_words(painter, QRect(_LEFT, top + name, room, said), "small", "ink2", offered.help)
        size = badge_size(self.theme, self._levels[offered.level])
        middle = self.height() // 2
        corner = QPoint(_LEFT + room + _GAP, middle - size.height() // 2)
        paint_badge(painter, QRect(corner, size), self.theme, self._icons, offered.level, self._levels[offered.level])
        side = self.theme.mark("icon.small")
        plus = self._icons.pixmap("plus", "primary", side, self.devicePixelRatioF())
        painter.drawPixmap(self.width() - _RIGHT - side, middle - side // 2, plus)

    def _words_room(self, width: int) -> int:
        badge = max(badge_size(self.theme, word).width() for word in self._levels.values())
        return width - _LEFT - 2 * _GAP - badge - self.theme.mark("icon.small") - _RIGHT
