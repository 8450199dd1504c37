"""Share or share nothing: two buttons of one size, one fill and one type. Only word and shutter differ."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from vault.core.value import Precision
from vault.desktop.parts.buttons import HandButton
from vault.desktop.parts.shutter_mark import paint_shutter, shutter_size
from vault.desktop.theme import Theme

_SIDE, _LARGE_SIDE = 16, 10
"""From the edge of a button to what it says: with large letters less, so that they stay on one line."""
_GAP = 10
_BETWEEN = 12
_ROUNDING = 2  # a line of text is laid out in parts of a pixel; with less room than this its last word may wrap
_TOP = 4  # two lines fit the height of one


class _Decision(HandButton):
    def __init__(self, theme: Theme, precision: Precision) -> None:
        super().__init__()
        self._theme = theme
        self._precision = precision
        self.setAutoDefault(False)
        self.setDefault(False)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setProperty("ringRadius", theme.radius("decision"))
        theme.changed.connect(self.update)

    def set_precision(self, precision: Precision) -> None:
        """Open or close the shutter."""
        self._precision = precision
        self.update()

    def _mark(self) -> int:
        return self._theme.mark("shutter.width") + _GAP if self.isEnabled() else 0

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(_width(self._theme, self.text()), self._theme.size("decision"))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._theme.size("decisionMinWidth") // 2, self._theme.size("decision"))

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        metrics = QFontMetrics(self._theme.font("decision"))
        room = QRect(0, 0, max(1, width - 2 * _side(self._theme) - self._mark()), 1000)
        needed = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self.text()).height()
        return max(self._theme.size("decision"), needed + 2 * _TOP)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        option = QStyleOptionButton()
        self.initStyleOption(option)
        ground, front = self._look(option)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(ground))
        radius = self._theme.radius("decision")
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        painter.setFont(self._theme.font("decision"))
        painter.setPen(self._theme.color(front))
        side = _side(self._theme)
        room = self.rect().adjusted(side + self._mark(), 0, -side, 0)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        words = painter.fontMetrics().boundingRect(room, int(flags), self.text())
        words.moveLeft((self.width() - words.width() + self._mark()) // 2)
        painter.drawText(words, flags, self.text())
        if self._mark():
            size = shutter_size(self._theme)
            mark = QRectF(words.left() - self._mark(), (self.height() - size.height()) / 2, size.width(), size.height())
            paint_shutter(painter, mark, self._precision, self._theme.color(front))

    def _look(self, option: QStyleOptionButton) -> tuple[str, str]:
        if not option.state & QStyle.StateFlag.State_Enabled:
            return "pressed", "inkDisabled"
        if option.state & QStyle.StateFlag.State_Sunken:
            return "primaryPressed", "onPrimary"
        if option.state & QStyle.StateFlag.State_MouseOver:
            return "primaryHover", "onPrimary"
        return "primary", "onPrimary"


def _side(theme: Theme) -> int:
    return _LARGE_SIDE if theme.growth > 1 else _SIDE


def _width(theme: Theme, text: str) -> int:
    words = QFontMetrics(theme.font("decision")).horizontalAdvance(text) + _ROUNDING
    return max(theme.size("decisionMinWidth"), 2 * _side(theme) + theme.mark("shutter.width") + _GAP + words)


class DecisionPair(QWidget):
    """Refuse comes first in tab order and is never off. No key decides unless its button has the focus."""

    refused = Signal()
    shared = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._share = _Decision(theme, Precision.EXACT)
        self.refuse_button: QPushButton = _Decision(theme, Precision.CLOSED)
        self.share_button: QPushButton = self._share
        self._share_text = self._share_name = ""
        self._reason = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_BETWEEN)
        row.addWidget(self.refuse_button, 1)
        row.addWidget(self.share_button, 1)
        self.refuse_button.clicked.connect(self.refused)
        self.share_button.clicked.connect(self.shared)

    def width_on_one_line(self) -> int:
        """How wide it is with each decision on one line. A reason in the place of one may take two."""
        return 2 * max(_width(self._theme, each) for each in (self.refuse_button.text(), self._share_text)) + _BETWEEN

    def set_texts(self, refuse: str, share: str) -> None:
        """What the two buttons say; also their accessible names until :meth:`set_names`."""
        self.refuse_button.setText(refuse)
        self._share_text = share
        self.set_names(refuse, share)

    def set_names(self, refuse: str, share: str) -> None:
        """What a screen reader says: "Share these 4 with … until …". While there is a reason, it is said instead."""
        self.refuse_button.setAccessibleName(refuse)
        self._share_name = share
        self._show()

    def set_precision(self, precision: Precision) -> None:
        """How far the share button's shutter stands open: as far as the most precise thing that would be shared."""
        self._share.set_precision(precision)

    def set_share_enabled(self, enabled: bool, reason_text: str = "") -> None:
        """Switch the share side on, or off with the reason in its place, such as "Choose at least one"."""
        self.share_button.setEnabled(enabled)
        self._reason = "" if enabled else reason_text
        self._show()

    def _show(self) -> None:
        self.share_button.setText(self._reason or self._share_text)
        self.share_button.setAccessibleName(self._reason or self._share_name)
        self.share_button.updateGeometry()
