"""The painted door at the left: the pages, how many requests wait, and the lock. Wide with words, narrow with icons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from vault.desktop.brand import Brand
from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import pressed_by_enter
from vault.desktop.rail_foot import RailFoot
from vault.desktop.theme import Theme

_EDGE = 12  # pixels between an item and the edge of the rail
_BAR = 4  # pixels of the sand bar beside the page that is shown
_COUNT, _SMALL_COUNT = 22, 18  # pixels, the least height of the count's pill: beside the word, and over the icon
_WORD_LEFT, _WORD_RIGHT = 42, 10  # pixels between what is filled and the word
_BEYOND = 3  # pixels by which the small one stands out at the top and right of its page
_ASIDE = 5  # pixels between the corner and the icon that makes room for a large count
_BELOW_HELP = 12
HELP = "help"
"""The page that stands apart from the others, at the foot."""
_ABOVE = 4  # pixels between one page and the next; part of the lower one, so that the count has room


@dataclass(frozen=True)
class RailPage:
    """One entry: its id, the icon's name, and the word."""

    id: str
    icon: str
    word: str


class RailItem(QAbstractButton):
    """One page of the rail. The word stays its accessible name when only the icon is seen.

    ``clicked`` comes too where a screen reader toggles it.
    """

    def __init__(self, theme: Theme, icons: Icons, page: RailPage) -> None:
        super().__init__()
        self._theme, self._icons, self._page = theme, icons, page
        self._narrow = False
        self._count = 0
        self._own = False
        self.setCheckable(True)
        self.setAutoExclusive(True)  # one of several, also for a screen reader
        self.toggled.connect(self._toggled)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("ringRole", "focusOnRail")
        theme.changed.connect(self.update)
        self._name()

    def setChecked(self, on: bool) -> None:  # noqa: N802
        self._own = True
        super().setChecked(on)
        self._own = False

    def nextCheckState(self) -> None:  # noqa: N802
        self._own = True  # Qt says itself that it was clicked
        super().nextCheckState()
        self._own = False

    def _toggled(self, on: bool) -> None:
        if on and not self._own:
            self.clicked.emit()

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon alone, with the word as a tooltip."""
        self._narrow = narrow
        self.setToolTip(self._page.word if narrow else "")
        self.updateGeometry()
        self.update()

    def set_word(self, word: str) -> None:
        """The same page in another language."""
        self._page = replace(self._page, word=word)
        self.set_narrow(self._narrow)
        self._name()

    def set_count(self, count: int) -> None:
        """How many things wait on this page; 0 shows nothing."""
        self._count = count
        self._name()
        self.update()

    def word_fits(self, width: int) -> bool:
        """Whether the whole word has room in a rail of so many pixels."""
        word = QFontMetrics(self._theme.font("bodyStrong")).horizontalAdvance(self._page.word)
        return 2 * _EDGE + _WORD_LEFT + word + _WORD_RIGHT <= width

    def _name(self) -> None:
        self.setAccessibleName(f"{self._page.word}, {self._count}" if self._count else self._page.word)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:  # noqa: N802
        text = QFontMetrics(self._theme.font("body")).height()
        return QSize(40, max(self._theme.size("navItem"), text + 16) + _ABOVE)

    def ring_rect(self) -> QRect:
        """Where the focus ring stands: around what is filled, not around the edges of the rail."""
        return self.rect().adjusted(_EDGE, _ABOVE, -_EDGE, 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = QRectF(self.ring_rect())
        color = self._theme.color("onRail" if self.isChecked() else "onRail2")
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(self._theme.color("railSelected" if self.isChecked() else "railHover"))
            painter.drawRoundedRect(inside, 6, 6)
        if self.isChecked():
            painter.setBrush(self._theme.color("sand"))
            painter.drawPath(_bar(inside))
        size = self._theme.mark("icon.default")
        left = inside.center().x() - size / 2 if self._narrow else inside.left() + 10
        place = QRectF(left, inside.center().y() - size / 2, size, size)
        if self._narrow and self._count and self._theme.one_column:  # a large count would lie over most of the icon
            place.moveBottomLeft(inside.adjusted(_ASIDE, 0, 0, -_ASIDE).bottomLeft())
        role = "onRail" if self.isChecked() else "onRail2"
        pixmap = self._icons.pixmap(self._page.icon, role, size, self.devicePixelRatioF())
        painter.drawPixmap(place.topLeft(), pixmap)
        if not self._narrow:
            painter.setFont(self._theme.font("bodyStrong" if self.isChecked() else "body"))
            painter.setPen(color)
            words = inside.adjusted(
                _WORD_LEFT, 0, -_WORD_RIGHT - (self.count_rect().width() + 6 if self._count else 0), 0
            )
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._page.word)
        if self._count:
            self._paint_count(painter)

    def count_rect(self) -> QRectF:
        """The count's pill: at the end of the line, or narrow, over the corner, where it leaves the icon free."""
        metrics = QFontMetrics(self._count_font())
        height = max(_SMALL_COUNT if self._narrow else _COUNT, metrics.height())
        width = max(height, metrics.horizontalAdvance(str(self._count)) + (8 if self._narrow else 12))
        inside = QRectF(self.ring_rect())
        if self._narrow:
            beyond = min(_EDGE, _BEYOND + (height - _SMALL_COUNT) / 2)  # a large one goes to the edge of the rail
            return QRectF(inside.right() + beyond - width, inside.top() - _BEYOND, width, height)
        return QRectF(inside.right() - 10 - width, inside.center().y() - height / 2, width, height)

    def _count_font(self) -> QFont:
        font = self._theme.font("caption")
        font.setWeight(self._theme.font("bodyStrong").weight())
        return font

    def _paint_count(self, painter: QPainter) -> None:
        pill = self.count_rect()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("sand"))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setFont(self._count_font())
        painter.setPen(self._theme.color("onSand"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, str(self._count))


def _bar(inside: QRectF) -> QPainterPath:
    """The bar at the window's edge, beside the page that is shown; round at its free corners."""
    bar = QPainterPath()
    bar.addRoundedRect(QRectF(-_BAR, inside.top() + 8, 2 * _BAR, inside.height() - 16), 2, 2)
    return bar


class Rail(QWidget):
    """Brand, pages, lock. ``chosen`` carries the id of a page, ``lock_asked`` nothing."""

    chosen = Signal(str)
    lock_asked = Signal()

    def __init__(self, theme: Theme, icons: Icons, pages: Sequence[RailPage]) -> None:
        super().__init__()
        self._theme = theme
        self._items: dict[str, RailItem] = {}
        self._group = QButtonGroup(self)
        self._brand = Brand(theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 20, 0, 16)
        layout.setSpacing(0)
        layout.addWidget(self._brand)
        layout.addSpacing(20 - _ABOVE)
        for page in pages:
            item = RailItem(theme, icons, page)
            item.clicked.connect(lambda _=False, page_id=page.id: self.chosen.emit(page_id))
            self._group.addButton(item)
            self._items[page.id] = item
            layout.addWidget(item)
        layout.addStretch(1)
        self._help = RailItem(theme, icons, RailPage(HELP, "question", ""))
        self._help.clicked.connect(lambda _=False: self.chosen.emit(HELP))
        self._group.addButton(self._help)
        self._items[HELP] = self._help
        layout.addWidget(self._help)
        layout.addSpacing(_BELOW_HELP)
        self._foot = RailFoot(theme, icons)
        self._foot.lock_asked.connect(self.lock_asked)
        layout.addWidget(self._foot)
        self.setAccessibleName(self.tr("Pages"))
        self._help.set_word(self.tr("Help"))
        theme.changed.connect(self.update)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """64 pixels with icons, or 208 with words."""
        self.setFixedWidth(self._theme.size("railCollapsed" if narrow else "rail"))
        self._brand.set_narrow(narrow)
        self._foot.set_narrow(narrow)
        for item in self._items.values():
            item.set_narrow(narrow)

    @property
    def fits_words(self) -> bool:
        """Whether the words have room beside their icons; with very large letters they have not."""
        return all(item.word_fits(self._theme.size("rail")) for item in self._items.values())

    def set_words(self, words: Mapping[str, str]) -> None:
        """All words once more, in another language: ``words`` are those of the pages, by their ids."""
        for page_id, word in words.items():
            self._items[page_id].set_word(word)
        self._help.set_word(self.tr("Help"))
        self._foot.translate()
        self.setAccessibleName(self.tr("Pages"))

    def set_lock_after(self, minutes: int) -> None:
        """After how many minutes without use the vault locks by itself; 0 says nothing of it."""
        self._foot.set_lock_after(minutes)

    def set_chosen(self, page_id: str) -> None:
        """Mark the page that is shown."""
        self._items[page_id].setChecked(True)

    def take_focus(self) -> None:
        """Go on with the keyboard here, at the page that is shown."""
        chosen = self._group.checkedButton()
        if chosen is not None:
            chosen.setFocus(Qt.FocusReason.TabFocusReason)

    def move_focus(self) -> None:
        """Where the keyboard was left at another page, go on with it at the one that is shown."""
        if any(item.hasFocus() for item in self._items.values()):
            self.take_focus()

    def set_count(self, page_id: str, count: int) -> None:
        """How many things wait on a page."""
        self._items[page_id].set_count(count)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        QPainter(self).fillRect(self.rect(), self._theme.color("rail"))
