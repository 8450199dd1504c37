"""The house that one stands before: a window with its shutters open or closed, and the page it is painted on."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from vault.desktop.brand import Brand
from vault.desktop.drawing import Drawing
from vault.desktop.parts import qt_numbers
from vault.desktop.parts.scroll_names import name_bars
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.theme import Theme

_BIGGEST, _BIGGEST_OPENED = 300, 280
_SMALLEST = 150
_SIDE, _SMALL_SIDE = 420, 300
_ROOMY = 1080  # as the rail: below this the painted side is small
_PAD, _SMALL_PAD = 40, 28
_FORM_LEFT, _SMALL_FORM_LEFT = 72, 40
_TOP = 48
_BAR = 12  # pixels that a scroll bar takes
_FOOT_RIGHT, _FOOT_BOTTOM = 28, 22


class HousePicture(QWidget):
    """Flat shapes in the colours of the rail. The words beside it say what it means, so it is silent."""

    def __init__(self, theme: Theme, *, opened: bool) -> None:
        super().__init__()
        self._theme = theme
        self._drawing = Drawing(theme, "opened" if opened else "closed", self)
        self._biggest = _BIGGEST_OPENED if opened else _BIGGEST
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(_BIGGEST, self.minimumSizeHint().height() if self._theme.one_column else _BIGGEST)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(_SMALLEST, _SMALLEST // 2 if self._theme.one_column else _SMALLEST)  # large words come first

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        side = min(self.width(), self.height(), self._biggest)
        square = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        self._drawing.render(QPainter(self), square)


class SideWords(WrapLabel):
    """Words on the painted side: its title, or a line below."""

    def __init__(self, theme: Theme, text: str, *, title: bool = False) -> None:
        super().__init__(theme, text, "sideTitle" if title else "side")


class HousePage(QFrame):
    """A page before the vault is open: the painted side, and at the right a form, :attr:`form`, that may scroll.

    Words below the picture go into :attr:`side`. ``width`` is the most that the form takes, in pixels, with letters as
    drawn; with ``top`` it begins at the top of the page, else it stands in the middle.
    """

    help_topic = ""
    """What help begins with on this page; empty is its first topic."""

    def __init__(
        self, theme: Theme, *, opened: bool, width: int, top: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._top = top
        self.setProperty("page", True)
        self._front = QFrame()
        self._front.setProperty("front", True)
        self.side = QVBoxLayout()
        self.side.setSpacing(6)
        self._inside = QVBoxLayout(self._front)
        self._inside.setSpacing(0)
        self._inside.addWidget(Brand(theme))
        self._inside.addWidget(HousePicture(theme, opened=opened), 1)
        self._side_holder = QVBoxLayout()
        self._side_holder.addLayout(self.side)
        self._inside.addLayout(self._side_holder)
        self._beside: QWidget = self._scrolled_front() if theme.one_column else self._front
        self._bar = _BAR if theme.one_column else 0
        column = QWidget()
        column.setMaximumWidth(round(width * theme.growth))
        self.form = QVBoxLayout(column)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setSpacing(0)
        holder = QWidget()
        around = QVBoxLayout(holder)
        around.setContentsMargins(0, 0, 0, 0)
        around.addStretch(0 if top else 1)
        self._row = QHBoxLayout()
        self._row.addWidget(column, 1)
        self._row.addStretch(0)
        around.addLayout(self._row)
        around.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setProperty("horizontalScrollBarPolicy", qt_numbers.BAR_NEVER)
        scroll.setProperty("focusPolicy", qt_numbers.NO_FOCUS)
        scroll.setWidget(holder)
        name_bars(scroll)
        halves = QHBoxLayout(self)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(0)
        halves.addWidget(self._beside)
        self._right = QVBoxLayout()
        self._right.setSpacing(0)
        self._right.addWidget(scroll, 1)
        halves.addLayout(self._right, 1)
        self._foot: QWidget | None = None
        self._foot_row: QHBoxLayout | None = None
        self._arrange()

    def put_at_foot(self, widget: QWidget) -> None:
        """Show ``widget`` at the bottom right, below a form that scrolls."""
        self._foot = widget
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, _FOOT_RIGHT, _FOOT_BOTTOM)
        row.addStretch(1)
        row.addWidget(widget)
        self._foot_row = row
        self._right.addLayout(row)
        self._arrange()

    def add_to_foot(self, widget: QWidget) -> None:
        """Show ``widget`` before what was put there, also for the keyboard."""
        if self._foot_row is not None and self._foot is not None:
            self._foot_row.insertWidget(1, widget)
            before = self._foot.previousInFocusChain()
            if before is not None and before is not widget:
                QWidget.setTabOrder(before, widget)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._arrange()

    def _scrolled_front(self) -> QScrollArea:
        """The painted side, where its words are so large that a small window may not have room for them all."""
        from PySide6.QtCore import Qt  # takes its time, and is for large words alone

        stop, none = Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.NoFocus
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setProperty("front", True)
        scroll.setAccessibleName(self.tr("About your vault"))
        scroll.setFocusPolicy(none)
        scroll.verticalScrollBar().rangeChanged.connect(lambda _, most: scroll.setFocusPolicy(stop if most else none))
        scroll.setWidget(self._front)
        name_bars(scroll)
        return scroll

    def _widest_word(self) -> int:
        """Of the words on the painted side, in pixels: with large letters one of them may need more than its width."""
        items = (self.side.itemAt(number) for number in range(self.side.count()))
        parts = (item.widget() for item in items if item is not None)
        return max((part.widest_word() for part in parts if isinstance(part, SideWords)), default=0)

    def _arrange(self) -> None:
        roomy = self.width() >= _ROOMY
        pad = _PAD if roomy else _SMALL_PAD
        self._beside.setFixedWidth(max(_SIDE if roomy else _SMALL_SIDE, self._widest_word() + 2 * pad + self._bar))
        self._inside.setContentsMargins(pad - 20, 32, pad, 32)  # the brand keeps 20 pixels of its own
        self._side_holder.setContentsMargins(20, 0, 0, 0)
        below = 48 if roomy else 32
        if self._foot is not None:  # the form stands as high as it does without
            below = max(0, below - self._foot.sizeHint().height() - _FOOT_BOTTOM)
        above = _TOP if self._top and roomy else 32
        self._row.setContentsMargins(_FORM_LEFT if roomy else _SMALL_FORM_LEFT, above, 32, below)
