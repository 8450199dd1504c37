"""Words of the request page: links that fold something in and out, and lines that wrap beside others."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent, QTextLayout
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QScrollBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import HandButton
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.parts.scroll_names import name_bars, name_upright
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.theme import Theme

_LINK_GAP = 4


class Fold(HandButton):
    """Underlined words; pressed, they show something in the page, or put it away.

    It is as high as a finger needs. Its words stand at its bottom, or with ``top`` at its top, so that it may lie over
    other words that take no click.
    """

    def __init__(self, theme: Theme, text: str, kind: str = "small", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme, self._kind = theme, kind
        self.top = False
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setStyleSheet("Fold { min-height: 0; padding: 0; border: 0; }")  # as high as it says, no more
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
        edge = Qt.AlignmentFlag.AlignTop if self.top else Qt.AlignmentFlag.AlignBottom
        painter.drawText(self.rect(), int(edge | Qt.AlignmentFlag.AlignLeft), self.text())


class Placed(QWidget):
    """A part of the page that places what is in it itself, and whose height follows from its width.

    Layouts ask for that height dozens of times for one picture, so each is worked out once until :meth:`refit`.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.small = False
        self._heights: dict[int, int] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.update)

    def set_small(self, small: bool) -> None:
        """As in a small window, or not."""
        if small != self.small:
            self.small = small
            self.refit()

    def refit(self) -> None:
        """Place everything anew; what is in it has changed."""
        self._heights.clear()
        if not self.testAttribute(Qt.WidgetAttribute.WA_PendingResizeEvent):  # or that event places it all
            self.place(self.width(), move=True)
        self.updateGeometry()

    def place(self, width: int, *, move: bool) -> int:
        """Place what is in it in ``width``, if ``move``, and return the height."""
        raise NotImplementedError

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        if width not in self._heights:
            self._heights[width] = self.place(width, move=False)
        return self._heights[width]

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(400, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(240, self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.place(event.size().width(), move=True)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


def height_of(label: WrapLabel, width: int) -> int:
    """How high a label's words are in ``width``."""
    label.ensurePolished()
    room = QRect(0, 0, max(1, width), 100_000)
    return label.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), label.text()).height()


def width_of(label: WrapLabel) -> int:
    """How wide a label's words are on one line."""
    return label.line_width()


class WordsWithFold(Placed):
    """Words that end in a link: on their last line if there is room, else on a line of its own."""

    def __init__(self, theme: Theme, words: WrapLabel, fold: Fold) -> None:
        super().__init__(theme)
        self.words, self.fold = words, fold
        self._alone = False
        words.setParent(self)
        fold.setParent(self)

    def set_alone(self, alone: bool) -> None:
        """Show the link without the words, or both."""
        self._alone = alone
        self.words.setVisible(not alone)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Preferred if alone else QSizePolicy.Policy.Ignored)
        self.setSizePolicy(policy)
        self.refit()

    def sizeHint(self) -> QSize:  # noqa: N802
        return self.fold.sizeHint() if self._alone else super().sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.fold.sizeHint() if self._alone else super().minimumSizeHint()

    def place(self, width: int, *, move: bool) -> int:
        link, text = self.fold.sizeHint(), "" if self._alone else self.words.text()
        self.fold.top = not text
        if not text:
            if move:
                self.fold.setGeometry(0, 0, link.width(), link.height())
            return link.height()
        hook = self.words.hook_in(width)
        words, line = height_of(self.words, width - hook), self.words.fontMetrics().height()
        height, end = words, hook + _last_line(self.words, width - hook) + _LINK_GAP
        if end + link.width() > width:
            end, height = 0, height + line
        if move:
            self.words.setGeometry(0, 0, width, words)
            self.fold.setGeometry(end, height - link.height(), link.width(), link.height())
            self.fold.raise_()
        return height


def _last_line(label: WrapLabel, width: int) -> int:
    """How far the last line of a label's words goes in ``width``."""
    layout = QTextLayout(label.text(), label.font())
    layout.beginLayout()
    end = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        end = line.naturalTextWidth()
    layout.endLayout()
    return round(end + 0.5)


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
    """Scrolls without taking width from what is in it: the bar stands over the empty edge at the right.

    What the keyboard comes to is scrolled into view, also from outside: Qt does so only from one part in it to another.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        name_bars(self)
        name_upright(self._bar)
        inner = self.verticalScrollBar()
        inner.rangeChanged.connect(self._fit)
        inner.valueChanged.connect(self._bar.setValue)
        self._bar.valueChanged.connect(inner.setValue)
        self._bar.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        content = self.widget()
        pressing = QApplication.mouseButtons() != Qt.MouseButton.NoButton  # under a click nothing may move
        if now is not None and content is not None and content.isAncestorOf(now) and not pressing:
            self.ensureWidgetVisible(now)

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
