"""One kept preference as a row: name, value, level, who sees it, and a caret that opens its editor."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from vault.core.sensitivity import Level
from vault.core.sentences import Sentences
from vault.desktop.icons import Icons
from vault.desktop.parts.chip import chip_size, paint_chip
from vault.desktop.parts.level_badge import badge_size, paint_badge
from vault.desktop.preference_copy import RowCopy
from vault.desktop.preference_paint import PaintedRow, text_height
from vault.desktop.preference_state import PreferenceLine
from vault.desktop.theme import Theme

_LEFT, _RIGHT, _GAP = 16, 14, 12
_NAME = 148
_BADGE = 88
_SHOPS = 110
_LEAST = 48
_NARROW = 600
"""Below this width, and with large letters, the values go under the name."""
_CHIP_GAP = _ICON_GAP = 6
_MOST_CHIPS = 3


class PreferenceHead(PaintedRow):
    """The row's own line. Its accessible name says everything it shows.

    ``copied`` carries its value for the clipboard, and whether that is sealed. ``widths`` has those of badge and shops
    by the size of the letters, found out once for all rows that share it.
    """

    copied = Signal(str, bool)

    def __init__(
        self,
        theme: Theme,
        icons: Icons,
        sentences: Sentences,
        widths: dict[float, tuple[int, int]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._icons, self._widths = icons, widths
        self._levels = {level: sentences.say("levels", level.word) for level in Level}
        self._line: PreferenceLine | None = None
        self._open = False
        self._copy: RowCopy | None = None

    def show_line(self, line: PreferenceLine, *, is_open: bool) -> None:
        """Show this preference."""
        if (line, is_open) == (self._line, self._open):
            return
        if self._copy is not None and self._line is not None and self._line.key != line.key:
            self._copy.hide()  # until it is gone
            self._copy.deleteLater()  # it may still say that another value was copied
            self._copy = None
        self._line, self._open = line, is_open
        words = [line.name, *line.values, self._levels[line.level], self._shared(line)]
        self.setAccessibleName(", ".join(words))
        self.setAccessibleDescription(self.tr("Open") if is_open else "")
        self.setToolTip(", ".join(line.values) if len(line.values) > _MOST_CHIPS else "")
        self.measure_again()
        self._offer_copy()

    def ground(self) -> QColor | None:
        return self.theme.color("sunken") if self._open else super().ground()

    def measure(self, width: int) -> int:
        if self._line is None:
            return _LEAST
        name = self._columns(width)[0]
        words = text_height(self.theme.font("bodyStrong"), self._line.name, name.width()) + 14
        chips = self._chip_height(self._chip_room(width, 0).width())
        if self._narrow(width):
            return max(_LEAST, words) + (chips + 8 if chips else 0)
        return max(_LEAST, words, chips + 16)

    def draw(self, painter: QPainter) -> None:
        line = self._line
        if line is None:
            return
        name, badge, shops, caret = self._columns(self.width())
        top = self.height()
        if self._narrow(self.width()):
            top = self._top(line)
        for column in (name, badge, shops, caret):
            column.setHeight(top)
        self.draw_words(painter, name, "bodyStrong", "ink", line.name)
        self._draw_chips(painter, line, self._chip_room(self.width(), top))
        size = badge_size(self.theme, self._levels[line.level])
        corner = QPoint(badge.left(), badge.center().y() - size.height() // 2 + 1)
        paint_badge(painter, QRect(corner, size), self.theme, self._icons, line.level, self._levels[line.level])
        self._draw_shops(painter, line, shops)
        side = self.theme.mark("icon.small")
        arrow = self._icons.pixmap("caret-up" if self._open else "caret-down", "ink3", side, self.devicePixelRatioF())
        painter.drawPixmap(caret.left(), caret.center().y() - side // 2 + 1, arrow)

    def copy(self) -> None:
        """Put exactly the value on the clipboard."""
        line = self._line
        if line is None or line.new:
            return
        self._offer_copy()
        self.copied.emit(", ".join(line.values), line.level is Level.SEALED)
        if self._copy is not None:
            self._copy.tell(line.level is Level.SEALED)

    def _offer_copy(self) -> None:
        """The button is there as long as the row has the mouse or the keyboard."""
        line = self._line
        if line is not None and not line.new and (self.underMouse() or self.hasFocus()):
            if self._copy is None:
                self._copy = RowCopy(self.theme, self._icons, self)
                self._copy.clicked.connect(self.copy)
            top = self._top(line) if self._narrow(self.width()) else 0
            self._copy.show_in(self._chip_room(self.width(), top), line.name)
        elif self._copy is not None:
            self._copy.hide()

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        super().enterEvent(event)
        self._offer_copy()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        super().leaveEvent(event)
        self._offer_copy()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        self._offer_copy()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self._offer_copy()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if self._copy is not None:
            self._offer_copy()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def _top(self, line: PreferenceLine) -> int:
        """The height of the name's line, where the values stand under it."""
        words = text_height(self.theme.font("bodyStrong"), line.name, self._columns(self.width())[0].width()) + 14
        return max(_LEAST, words)

    def _narrow(self, width: int) -> bool:
        return width < _NARROW or self.theme.one_column

    def _columns(self, width: int) -> tuple[QRect, QRect, QRect, QRect]:
        """Name, badge, shops and caret. Badge and shops are as wide as their widest words, so that rows line up."""
        badge, shops = self._shared_widths()
        caret_side = self.theme.mark("icon.small")
        caret_left = width - _RIGHT - caret_side
        shops_left = caret_left - _GAP - shops
        badge_left = shops_left - _GAP - badge
        name = badge_left - _GAP - _LEFT if self._narrow(width) else _NAME
        return (
            QRect(_LEFT, 0, name, 0),
            QRect(badge_left, 0, badge, 0),
            QRect(shops_left, 0, shops, 0),
            QRect(caret_left, 0, caret_side, 0),
        )

    def _shared_widths(self) -> tuple[int, int]:
        points = self.theme.font("small").pointSizeF()
        if points not in self._widths:
            badge = max(_BADGE, *(badge_size(self.theme, word).width() for word in self._levels.values()))
            metrics = QFontMetrics(self.theme.font("small"))
            said = (self.tr("With {count} shops").format(count=10), self.tr("Not filled in"), self.tr("Not shared"))
            widest = self.theme.mark("icon.small") + _ICON_GAP + max(metrics.horizontalAdvance(words) for words in said)
            self._widths[points] = badge, max(_SHOPS, widest, 2 + metrics.horizontalAdvance(self.tr("Not saved")))
        return self._widths[points]

    def _chip_room(self, width: int, top: int) -> QRect:
        if self._narrow(width):
            return QRect(_LEFT, top - 6, width - _LEFT - _RIGHT, self.height() - top)
        left = _LEFT + _NAME + _GAP
        return QRect(left, 0, self._columns(width)[1].left() - _GAP - left, self.height())

    def _chip_height(self, width: int) -> int:
        """The height of the values in this width; a single long value wraps."""
        if self._line is None or not self._line.values:
            return 0
        size = chip_size(self.theme, self._line.values[0])
        if size.width() <= width:
            return size.height()
        return text_height(self.theme.font("small"), _long(self._line), width - 24) + 10

    def _draw_chips(self, painter: QPainter, line: PreferenceLine, room: QRect) -> None:
        if not line.values:
            return
        left, height = room.left(), self._chip_height(room.width())
        y = room.top() if self._narrow(self.width()) else room.center().y() - height // 2 + 1
        if chip_size(self.theme, line.values[0]).width() > room.width():
            self._draw_long_chip(painter, QRect(left, y, room.width(), height), _long(line))
            return
        for text in self._fitting(line.values, room.width()):
            size = chip_size(self.theme, text)
            paint_chip(painter, QRect(QPoint(left, y), size), self.theme, text)
            left += size.width() + _CHIP_GAP

    def _fitting(self, values: tuple[str, ...], width: int) -> list[str]:
        """As many values as fit, and how many do not."""
        for shown in range(min(_MOST_CHIPS, len(values)), 0, -1):
            rest = len(values) - shown
            texts = [*values[:shown], f"+ {rest}"] if rest else list(values[:shown])
            if sum(chip_size(self.theme, text).width() + _CHIP_GAP for text in texts) - _CHIP_GAP <= width:
                return texts
        return [f"+ {len(values)}"]

    def _draw_long_chip(self, painter: QPainter, rect: QRect, text: str) -> None:
        painter.setPen(QPen(self.theme.color("line"), 1))
        painter.setBrush(self.theme.color("sunken"))
        radius = self.theme.radius("chip")
        painter.drawRoundedRect(rect, radius, radius)
        self.draw_words(painter, rect.adjusted(12, 0, -12, 0), "small", "ink", text)

    def _draw_shops(self, painter: QPainter, line: PreferenceLine, room: QRect) -> None:
        if line.shops and not line.unsaved:
            side = self.theme.mark("icon.small")
            shop = self._icons.pixmap("storefront", "ink2", side, self.devicePixelRatioF())
            painter.drawPixmap(room.left(), room.center().y() - side // 2 + 1, shop)
            room = room.adjusted(side + _ICON_GAP, 0, 0, 0)
        role = "sandInk" if line.unsaved else "ink2" if line.shops else "ink3"
        self.draw_words(painter, room, "small", role, self._shared(line))

    def _shared(self, line: PreferenceLine) -> str:
        if line.unsaved:
            return self.tr("Not saved")
        if line.new:
            return self.tr("Not filled in")
        if not line.shops:
            return self.tr("Not shared")
        return self.tr("With 1 shop") if line.shops == 1 else self.tr("With {count} shops").format(count=line.shops)


def _long(line: PreferenceLine) -> str:
    rest = len(line.values) - 1
    return f"{line.values[0]} + {rest}" if rest else line.values[0]
