"""How precisely a value is shared: one step a level, each with its shutter, its word and what the shop would see."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QRadioButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from vault.core.value import Precision
from vault.desktop.parts.joined_frame import one_tab_stop, paint_joined, replace_cells
from vault.desktop.parts.shutter_mark import paint_shutter, shutter_size
from vault.desktop.theme import Theme

_SIDE = 9
_GAP = 7
_TOP = 9
_ROUNDING = 2  # a line of text is laid out in parts of a pixel; with less room than this its last word may wrap
_ENDLESS = 100_000
_WAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
"""Arrows, and which way each goes along the steps."""


class _Step(QRadioButton):
    """One step. Its texts never change, and a layout asks often how much room they take: each is measured once."""

    arrow = Signal(int)

    def __init__(self, theme: Theme, precision: Precision, caption: str, value: str) -> None:
        super().__init__()
        self._theme = theme
        self.precision = precision
        self._caption = caption
        self._value = value
        self._talls: dict[int, tuple[int, int]] = {}
        self.wide = self._around() + self._widest(caption, [value])
        """Pixels of width at which its value stands on one line."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in _WAYS:
            self.arrow.emit(_WAYS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def hitButton(self, place: QPoint) -> bool:  # noqa: N802
        return self.rect().contains(place)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self.wide, self.heightForWidth(self.wide))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        width = self._around() + self._widest(self._caption, self._value.split())
        return QSize(width, self.heightForWidth(width))

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        caption, value = self._heights(width)
        return max(self._theme.size("precisionPicker") - 2, caption + value + _TOP)

    def _around(self) -> int:
        return 2 * _SIDE + self._theme.mark("shutter.width") + _GAP

    def _widest(self, caption: str, values: Sequence[str]) -> int:
        strong = QFontMetrics(_strong(self._theme))  # chosen or not, so that choosing moves nothing
        words = QFontMetrics(self._theme.font("caption")).horizontalAdvance(caption)
        return max(words, *(strong.horizontalAdvance(value) for value in values)) + _ROUNDING

    def _heights(self, width: int) -> tuple[int, int]:
        """Of the caption, and of the value over as many lines as it needs."""
        if width not in self._talls:
            self._talls[width] = self._measured(width)
        return self._talls[width]

    def _measured(self, width: int) -> tuple[int, int]:
        caption, value = QFontMetrics(self._theme.font("caption")), QFontMetrics(_strong(self._theme))
        room = QRect(0, 0, max(1, width - self._around()), _ENDLESS)
        tall = value.boundingRect(room, int(Qt.TextFlag.TextWordWrap), self._value).height()
        return caption.height() - 2, max(value.height(), tall) - 1

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        option = QStyleOptionButton()
        self.initStyleOption(option)
        on = bool(option.state & QStyle.StateFlag.State_On)
        enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
        theme = self._theme
        painter = QPainter(self)
        mark = QRectF(QPoint(_SIDE, 0), shutter_size(theme))
        mark.moveTop((self.height() - mark.height()) / 2)
        paint_shutter(painter, mark, self.precision, theme.color(_role(enabled, on, "ink2")))
        caption, value = theme.font("caption"), _strong(theme) if on else theme.font("small")
        heights = self._heights(self.width())
        left = round(mark.right()) + _GAP
        top = (self.height() - sum(heights)) // 2
        room = QRect(left, top, self.width() - left - _SIDE, heights[0])
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
        painter.setFont(caption)
        painter.setPen(theme.color("inkDisabled" if not enabled else "ink2" if on else "ink3"))
        painter.drawText(room, flags, self._caption)
        painter.setFont(value)
        painter.setPen(theme.color(_role(enabled, on, "ink")))
        flags |= Qt.TextFlag.TextWordWrap
        painter.drawText(QRect(left, top + heights[0] - 1, room.width(), heights[1]), flags, self._value)


def _role(enabled: bool, on: bool, off: str) -> str:
    if not enabled:
        return "inkDisabled"
    return "primary" if on else off


def _strong(theme: Theme) -> QFont:
    font = theme.font("small")
    font.setWeight(theme.font("bodyStrong").weight())
    return font


class PrecisionPicker(QFrame):
    """Arrows move and choose. The steps stand side by side, or below each other where their texts do not fit.

    :attr:`picked` has the :class:`Precision` a person chose; setting one from code stays silent.
    """

    picked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._steps: list[_Step] = []
        self._silent = False
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setProperty("ring", True)
        theme.changed.connect(self.update)

    def set_steps(self, steps: Sequence[tuple[Precision, str, str]]) -> None:
        """Offer these steps, each with its word and what the shop would see; none is chosen."""
        replaced, self._steps = self._steps, []
        for number, (precision, caption, value) in enumerate(steps, start=1):
            step = _Step(self._theme, precision, caption, value)
            step.setParent(self)
            step.setAccessibleName(
                self.tr("{step}, {value}, {number} of {count}").format(
                    step=caption, value=value, number=number, count=len(steps)
                )
            )
            step.toggled.connect(self._toggled)
            step.arrow.connect(self._move)
            self._steps.append(step)
        replace_cells(replaced, self._steps)
        one_tab_stop(self._steps)
        self._place()
        self.updateGeometry()

    @property
    def chosen(self) -> Precision | None:
        """The chosen step."""
        return next((step.precision for step in self._steps if step.isChecked()), None)

    def set_chosen(self, precision: Precision | None) -> None:
        """Choose one, or none, without :attr:`picked`."""
        self._silent = True
        for step in self._steps:
            step.setAutoExclusive(False)
            step.setChecked(step.precision == precision)
        self._silent = False
        for step in self._steps:
            step.setAutoExclusive(True)
        one_tab_stop(self._steps)

    def steps(self) -> list[QRadioButton]:
        """The steps in their order, for tab order."""
        return list(self._steps)

    def _toggled(self, on: bool) -> None:
        """Not ``clicked``: a screen reader only toggles."""
        self.update()
        if on and not self._silent:
            self.picked.emit(self.chosen)

    def _move(self, way: int) -> None:
        """First the keyboard, then the choice: what a choice opens may take the keyboard itself."""
        focused = next((number for number, step in enumerate(self._steps) if step.hasFocus()), None)
        if focused is not None and 0 <= focused + way < len(self._steps):
            step = self._steps[focused + way]
            step.setFocus(Qt.FocusReason.TabFocusReason)
            step.click()

    # ---- size ----

    def _side_by_side(self) -> int:
        return sum(step.wide + 1 for step in self._steps) + 1

    def _place(self) -> None:
        """Side by side, as equal as their texts let them; or below each other, as high as their texts need."""
        width, x, y = self.width() - 2, 1, 1
        if self.width() < self._side_by_side():
            for step in self._steps:
                tall = step.heightForWidth(width)
                step.setGeometry(1, y, width, tall)
                y += tall + 1
            return
        room, count, widths = width - len(self._steps) + 1, len(self._steps), {}
        for step in sorted(self._steps, key=lambda step: -step.wide):
            widths[step] = max(step.wide, -(-room // count))
            room, count = room - widths[step], count - 1
        for step in self._steps:
            step.setGeometry(x, y, widths[step], self.height() - 2)
            x += widths[step] + 1

    def sizeHint(self) -> QSize:  # noqa: N802
        width = self._side_by_side()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        widest = max((step.minimumSizeHint().width() for step in self._steps), default=0)
        return QSize(widest + 2, self.heightForWidth(self._side_by_side()))

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        if width < self._side_by_side():
            return sum(step.heightForWidth(width - 2) + 1 for step in self._steps) + 1
        one = max(
            (step.heightForWidth(step.wide) for step in self._steps), default=self._theme.size("precisionPicker") - 2
        )
        return one + 2

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        paint_joined(QPainter(self), self, self._theme, self._steps)
