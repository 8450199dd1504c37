"""How precisely a value is shared: one step a level, each with its shutter, its word and what the shop would see."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QRadioButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from vault.core.value import Precision
from vault.desktop.parts.joined_frame import one_tab_stop, paint_joined
from vault.desktop.parts.shutter_mark import paint_shutter
from vault.desktop.theme import Theme

_SIDE = 9
_GAP = 7


class _Step(QRadioButton):
    def __init__(self, theme: Theme, precision: Precision, caption: str, value: str) -> None:
        super().__init__()
        self._theme = theme
        self.precision = precision
        self._caption = caption
        self._value = value
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def hitButton(self, place: QPoint) -> bool:  # noqa: N802
        return self.rect().contains(place)

    def sizeHint(self) -> QSize:  # noqa: N802
        caption = QFontMetrics(self._theme.font("caption"))
        value = QFontMetrics(_strong(self._theme))  # chosen or not, so that choosing moves nothing
        text = max(caption.horizontalAdvance(self._caption), value.horizontalAdvance(self._value))
        width = 2 * _SIDE + self._theme.size("shutter.width") + _GAP + text
        return QSize(width, max(self._theme.size("precisionPicker") - 2, caption.height() + value.height() + 6))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        option = QStyleOptionButton()
        self.initStyleOption(option)
        on = bool(option.state & QStyle.StateFlag.State_On)
        enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
        theme = self._theme
        painter = QPainter(self)
        mark = QRectF(_SIDE, 0, theme.size("shutter.width"), theme.size("shutter.height"))
        mark.moveTop((self.height() - mark.height()) / 2)
        paint_shutter(painter, mark, self.precision, theme.color(_role(enabled, on, "ink2")))
        caption, value = theme.font("caption"), _strong(theme) if on else theme.font("small")
        heights = QFontMetrics(caption).height() - 2, QFontMetrics(value).height() - 1
        left = round(mark.right()) + _GAP
        top = (self.height() - sum(heights)) // 2
        room = QRect(left, top, self.width() - left, heights[0])
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
        painter.setFont(caption)
        painter.setPen(theme.color("inkDisabled" if not enabled else "ink2" if on else "ink3"))
        painter.drawText(room, flags, self._caption)
        painter.setFont(value)
        painter.setPen(theme.color(_role(enabled, on, "ink")))
        painter.drawText(QRect(left, top + heights[0], room.width(), heights[1]), flags, self._value)


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
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(1, 1, 1, 1)
        self._row.setSpacing(1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setProperty("ring", True)
        theme.changed.connect(self.update)

    def set_steps(self, steps: Sequence[tuple[Precision, str, str]]) -> None:
        """Offer these steps, each with its word and what the shop would see; none is chosen."""
        for old in self._steps:
            self._row.removeWidget(old)
            old.setParent(None)
            old.deleteLater()
        self._steps = []
        for number, (precision, caption, value) in enumerate(steps, start=1):
            step = _Step(self._theme, precision, caption, value)
            step.setAccessibleName(
                self.tr("{step}, {value}, {number} of {count}").format(
                    step=caption, value=value, number=number, count=len(steps)
                )
            )
            step.toggled.connect(self.update)
            step.clicked.connect(self._on_clicked)
            self._row.addWidget(step)
            self._steps.append(step)
        one_tab_stop(self._steps)
        self.updateGeometry()

    @property
    def chosen(self) -> Precision | None:
        """The chosen step."""
        return next((step.precision for step in self._steps if step.isChecked()), None)

    def set_chosen(self, precision: Precision | None) -> None:
        """Choose one, or none, without :attr:`picked`."""
        for step in self._steps:
            step.setAutoExclusive(False)
            step.setChecked(step.precision == precision)
        for step in self._steps:
            step.setAutoExclusive(True)
        one_tab_stop(self._steps)

    def steps(self) -> list[QRadioButton]:
        """The steps in their order, for tab order."""
        return list(self._steps)

    def _on_clicked(self) -> None:
        self.picked.emit(self.chosen)

    # ---- size ----

    def _side_by_side(self) -> int:
        return sum(step.sizeHint().width() + 1 for step in self._steps) + 1

    def sizeHint(self) -> QSize:  # noqa: N802
        width = self._side_by_side()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        widest = max((step.sizeHint().width() for step in self._steps), default=0)
        return QSize(widest + 2, self.heightForWidth(self._side_by_side()))

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        one = max((step.sizeHint().height() for step in self._steps), default=self._theme.size("precisionPicker") - 2)
        rows = 1 if width >= self._side_by_side() else max(1, len(self._steps))
        return rows * (one + 1) + 1

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        fits = event.size().width() >= self._side_by_side()
        direction = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if direction != self._row.direction():
            self._row.setDirection(direction)
            self._row.activate()  # now, not with the next event: the steps were just placed the other way

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        paint_joined(QPainter(self), self, self._theme, self._steps)
