"""The switch: on shows a tick in the knob, a sealed one a lock. Colour and place are never the only sign."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QPoint, QRect, QRectF, QSize, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from vault.desktop.icons import draw_icon
from vault.desktop.parts.motion import may_move
from vault.desktop.theme import Theme

_KNOB, _SIGN = 16 / 24, 12 / 24
"""The knob, and the tick or lock in it, as parts of the switch's height."""


class Switch(QCheckBox):
    """A check box in another form: it keeps its role, its Space key and its signals.

    ``flipped`` says what a person did, also through a screen reader, which Qt does not call a click.

    ``sealed`` paints the lock while it is off, for items that need the passphrase first.
    """

    flipped = Signal(bool)

    def __init__(self, theme: Theme, sealed: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sealed = sealed
        self._own = False
        self._place = 0.0  # of the knob: 0 is off, 1 is on
        self._slide = QVariantAnimation(self)
        self._slide.setDuration(theme.motion("toggle"))
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._slide.valueChanged.connect(self._move_knob)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setProperty("ringRadius", theme.radius("toggle"))
        self.toggled.connect(self._toggled)
        theme.changed.connect(self.update)

    def setChecked(self, on: bool) -> None:  # noqa: N802
        self._own = True
        super().setChecked(on)
        self._own = False

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._theme.mark("toggleHit.width"), self._theme.mark("toggleHit.height"))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()

    def hitButton(self, place: QPoint) -> bool:  # noqa: N802
        """All of the widget, which is larger than what is drawn, takes a click."""
        return self.rect().contains(place)

    def ring_rect(self) -> QRect:
        """What the focus ring goes around: the drawn switch, not the room for a finger."""
        drawn = QRect(0, 0, self._theme.mark("toggle.width"), self._theme.mark("toggle.height"))
        drawn.moveCenter(self.rect().center())
        return drawn

    def moving(self) -> bool:
        """Whether the knob is on its way."""
        return self._slide.state() == QVariantAnimation.State.Running

    def _toggled(self, on: bool) -> None:
        self._go(on)
        if not self._own:
            self.flipped.emit(on)

    def _go(self, on: bool) -> None:
        self._slide.stop()
        if not self.isVisible() or not may_move(self):
            self._move_knob(float(on))
            return
        self._slide.setStartValue(self._place)
        self._slide.setEndValue(float(on))
        self._slide.start()

    def _move_knob(self, place: float) -> None:
        self._place = place
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        option = QStyleOptionButton()
        self.initStyleOption(option)
        state = option.state
        enabled = bool(state & QStyle.StateFlag.State_Enabled)
        on = bool(state & QStyle.StateFlag.State_On)
        hover = bool(state & QStyle.StateFlag.State_MouseOver)
        border, ground, knob, sign, mark = self._look(enabled, on, hover)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawn = QRectF(self.ring_rect())
        painter.setPen(QPen(self._theme.color(border), 1))
        painter.setBrush(self._theme.color(ground))
        radius = drawn.height() / 2
        painter.drawRoundedRect(drawn.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        knob_side, inset = drawn.height() * _KNOB, drawn.height() * (1 - _KNOB) / 2
        way = drawn.width() - 2 * inset - knob_side
        circle = QRectF(drawn.left() + inset + way * self._place, drawn.top() + inset, knob_side, knob_side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(knob))
        painter.drawEllipse(circle)
        if mark is not None:
            inner = QRectF(0, 0, drawn.height() * _SIGN, drawn.height() * _SIGN)
            inner.moveCenter(circle.center())
            draw_icon(painter, inner, mark, self._theme.color(sign))

    def _look(self, enabled: bool, on: bool, hover: bool) -> tuple[str, str, str, str, str | None]:
        """The roles of border, ground, knob and sign, and the sign's name."""
        if not enabled:
            return "line", "hover", "line", "inkDisabled", None
        if on:
            ground = "primaryHover" if hover else "primary"
            return ground, ground, "onPrimary", "primary", "check-bold"
        if self._sealed:
            return "seal", "hover" if hover else "surface", "seal", "surface", "lock-key-fill"
        return "lineStrong", "hover" if hover else "surface", "lineStrong", "surface", None
