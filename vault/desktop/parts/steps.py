"""Where one is in a few steps: numbers in circles with their words, and a tick for what is done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from vault.desktop.icons import Icons
from vault.desktop.theme import Theme

_CIRCLE, _TICK = 24, 14
_GAP, _WORD_GAP = 10, 8
_LINE, _SHORT = 28, 4
_DIGIT = 13  # pixels: part of the mark


class Steps(QWidget):
    """The steps in a row, with step ``current``, counted from 1, as the present one.

    Where there is no room for all words, that step alone has some.
    """

    def __init__(self, theme: Theme, icons: Icons, words: Sequence[str], current: int) -> None:
        super().__init__()
        self._theme, self._current = theme, current
        self._labels: list[QLabel] = []
        said = self.tr("Step {number} of {count}: {name}")
        self.setAccessibleName(said.format(number=current, count=len(words), name=words[current - 1]))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for number, word in enumerate(words, 1):
            if number > 1:
                row.addSpacing(_GAP)
                row.addWidget(_Line(theme))
                row.addSpacing(_GAP)
            row.addWidget(StepCircle(theme, icons, number, current))
            row.addSpacing(_WORD_GAP)
            label = QLabel(word)
            label.setProperty("role", "label" if number == current else "smallSub")
            row.addWidget(label)
            self._labels.append(label)
        row.addStretch(1)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """With the words of one step."""
        return QSize(self._width([self._labels[self._current - 1]]), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        room = self.width() >= self._width(self._labels)
        for number, label in enumerate(self._labels, 1):
            label.setVisible(room or number == self._current)

    def _width(self, labels: Sequence[QLabel]) -> int:
        """The least in pixels with these words."""
        count, words = len(self._labels), sum(each.sizeHint().width() for each in labels)
        return count * (self._theme.mark(_CIRCLE) + _WORD_GAP) + (count - 1) * (2 * _GAP + _SHORT) + words


class _Line(QFrame):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(_LINE)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(_LINE, 1)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(_SHORT, 1)  # large words take its room

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        QPainter(self).fillRect(self.rect(), self._theme.color("lineStrong"))


class StepCircle(QWidget):
    """The number of one step, filled while it is the present one; a tick once it is done."""

    def __init__(self, theme: Theme, icons: Icons, number: int, current: int) -> None:
        super().__init__()
        self._theme, self._icons = theme, icons
        self._number, self._current = number, current
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def set_current(self, current: int) -> None:
        """Another step is the present one."""
        self._current = current
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        side = self._theme.mark(_CIRCLE)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        done, now = self._number < self._current, self._number == self._current
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("primary" if done or now else "lineStrong"), 1))
        painter.setBrush(self._theme.color("primary") if now else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        if done:
            tick = self._theme.mark(_TICK)
            at = (self._theme.mark(_CIRCLE) - tick) // 2
            painter.drawPixmap(at, at, self._icons.pixmap("check-bold", "primary", tick, self.devicePixelRatioF()))
            return
        font = self._theme.font("small")
        font.setWeight(self._theme.font("bodyStrong").weight())
        font.setPixelSize(self._theme.mark(_DIGIT))
        painter.setFont(font)
        painter.setPen(self._theme.color("onPrimary" if now else "ink2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))
