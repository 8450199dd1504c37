"""One of a few choices, drawn as a card: a round mark, a title, and words about it below, all of which wrap."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from vault.desktop.parts.joined_frame import one_tab_stop
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.theme import Theme

_SIDE, _TOP, _GAP = 12, 11, 10
_DOT = 8 / 20  # of a chosen mark, in its middle


class ChoiceCard(QRadioButton):
    """A radio button with a ``title`` and words ``about`` it; a screen reader says both."""

    def __init__(self, theme: Theme, title: str, about: str) -> None:
        super().__init__()
        self._theme = theme
        self.title, self.about = WrapLabel(theme, title, "strong"), WrapLabel(theme, "", "smallSub")
        self._column = column = QVBoxLayout(self)
        column.setSpacing(0)
        column.addWidget(self.title)
        column.addWidget(self.about)
        column.addStretch(1)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(title)
        self.say(about)
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        """The words begin after the mark."""
        self._column.setContentsMargins(_SIDE + self._theme.mark("check") + _GAP, _TOP, _SIDE, _TOP)
        self.update()

    def say(self, about: str) -> None:
        """Say this below the title, or nothing."""
        self.about.setText(about)
        self.about.setVisible(bool(about))
        self.setAccessibleDescription(about)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout is not None else 0

    def sizeHint(self) -> QSize:  # noqa: N802
        layout = self.layout()
        return layout.totalSizeHint() if layout is not None else QSize()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """As wide as its longest word."""
        edges = self.contentsMargins().left() + 2 * _SIDE + self._theme.mark("check") + _GAP
        widest = max(each.widest_word() for each in (self.title, self.about))
        return QSize(widest + edges, self.heightForWidth(max(self.width(), widest + edges)))

    def hitButton(self, place: QPoint) -> bool:  # noqa: N802
        return self.rect().contains(place)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        theme, on = self._theme, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thick = 2 if on else 1
        box = QRectF(self.rect()).adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2)
        hovered = self.underMouse() and self.isEnabled()
        ground = ("primaryTintHover" if hovered else "primaryTint") if on else "hover" if hovered else "surface"
        painter.setPen(QPen(theme.color("primary" if on else "line"), thick))
        painter.setBrush(theme.color(ground))
        radius = theme.radius("note")
        painter.drawRoundedRect(box, radius, radius)
        side = theme.mark("check")
        first = self.title.geometry().top() + self.title.fontMetrics().height() // 2
        place = QRectF(_SIDE, first - side / 2, side, side)
        self._draw_mark(painter, place, on)

    def _draw_mark(self, painter: QPainter, place: QRectF, on: bool) -> None:
        theme = self._theme
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("primary" if self.isEnabled() else "line"))
            painter.drawEllipse(place)
            painter.setBrush(theme.color("surface"))
            inset = place.width() * (1 - _DOT) / 2
            painter.drawEllipse(place.adjusted(inset, inset, -inset, -inset))
        else:
            painter.setPen(QPen(theme.color("lineStrong" if self.isEnabled() else "line"), 1))
            painter.setBrush(theme.color("surface"))
            painter.drawEllipse(place.adjusted(0.5, 0.5, -0.5, -0.5))


def choose_one(cards: Sequence[ChoiceCard], chosen: ChoiceCard) -> None:
    """Choose this card of a group, and let Tab reach it alone; arrows move among them."""
    chosen.setChecked(True)
    one_tab_stop(cards)


def least_width(cards: Sequence[QWidget]) -> int:
    """The width in pixels of the one that needs most."""
    return max((each.minimumSizeHint().width() for each in cards), default=0)
