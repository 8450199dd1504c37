"""Words of the request page: links that fold something in and out, and lines that wrap beside others."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from vault.desktop.icons import Icons
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.theme import Theme


class Fold(QPushButton):
    """Underlined words; pressed, they show something in the page, or put it away.

    It is as high as a finger needs, and the words stand at its bottom: it may lie over the end of the words above.
    """

    def __init__(self, theme: Theme, text: str, kind: str = "small", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme, self._kind = theme, kind
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802
        metrics = QFontMetrics(self._theme.font(self._kind))
        height = max(self._theme.size("minHitTarget"), metrics.height())
        return QSize(metrics.horizontalAdvance(self.text()) + 2, height)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        font = self._theme.font(self._kind)
        font.setUnderline(True)
        painter.setFont(font)
        painter.setPen(self._theme.color("primaryHover" if self.underMouse() else "primary"))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft), self.text())

    def put_below(self, grid: QGridLayout, rows: int) -> None:
        """Lie at the end of the first ``rows`` rows of a grid, one line below their words."""
        grid.setRowMinimumHeight(rows, QFontMetrics(self._theme.font(self._kind)).height())
        grid.addWidget(self, 0, 0, rows + 1, 1, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
        grid.setRowStretch(rows + 1, 1)
        self.raise_()


class IconLine(QWidget):
    """An icon and words that wrap beside it."""

    def __init__(self, theme: Theme, icons: Icons, icon: str, role: str, text: str, gap: int = 8) -> None:
        super().__init__()
        self.words = Tinted(theme, text, "small", "ink" if role == "ink2" else role)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(gap)
        side = theme.size("icon.small")
        beside = QVBoxLayout()
        beside.setContentsMargins(0, 1, 0, 0)
        beside.addWidget(IconLabel(theme, icons, icon, role, side))
        beside.addStretch(1)
        row.addLayout(beside)
        row.addWidget(self.words, 1)
        self.words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class Tinted(WrapLabel):
    """Words that wrap, in a colour of the theme."""

    def __init__(self, theme: Theme, text: str, kind: str, role: str) -> None:
        super().__init__(theme, text, kind)
        self._palette, self._role = theme, role
        theme.changed.connect(self._color)
        self._color()

    def _color(self) -> None:
        self.setStyleSheet(f"color: {self._palette.color(self._role).name()};")


class FloatingScroll(QScrollArea):
    """Scrolls without taking width from what is in it: the bar stands over the empty edge at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        inner = self.verticalScrollBar()
        inner.rangeChanged.connect(self._fit)
        inner.valueChanged.connect(self._bar.setValue)
        self._bar.valueChanged.connect(inner.setValue)
        self._bar.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        inner, width = self.verticalScrollBar(), self._bar.sizeHint().width()
        self._bar.setPageStep(inner.pageStep())
        self._bar.setSingleStep(inner.singleStep())
        self._bar.setRange(inner.minimum(), inner.maximum())
        self._bar.setValue(inner.value())
        self._bar.setGeometry(self.width() - width, 0, width, self.height())
        self._bar.setVisible(inner.maximum() > inner.minimum())
        self._bar.raise_()


def title_font(theme: Theme, *, small: bool) -> QFont:
    """The font of the page's title; smaller in a small window."""
    font = theme.font("title")
    if small:
        font.setPointSizeF(font.pointSizeF() * 0.75)
    return font


def clear(widget: QWidget) -> None:
    """Take away everything in a widget's layout, now."""
    layout = widget.layout()
    while layout is not None and (item := layout.takeAt(0)) is not None:
        child = item.widget()
        if child is not None:
            child.hide()
            child.setParent(None)
            child.deleteLater()
