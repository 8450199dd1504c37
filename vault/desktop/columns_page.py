"""What pages of two columns under the preferences have in common: title, search and *Back*, and one scroll for both."""

from __future__ import annotations

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.page_scroll import ROOM
from vault.desktop.page_view import PageView
from vault.desktop.parts.buttons import button
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.preference_search import SearchField
from vault.desktop.request_text import FloatingScroll
from vault.desktop.theme import Theme

_SEARCH_WIDTH = 220
_HEAD_GAP = 16
_RING = 4
"""Pixels that a focus ring stands out; what scrolls leaves them free, else it cuts them off."""
ACROSS, DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class ColumnsPage(PageView):
    """The subclass gives :meth:`lay_out_page` what is on the page, and :meth:`arrange` its columns their width.

    ``cancel_asked`` comes with Esc, when there is nothing to search for.
    """

    searched = Signal(str)
    back_asked = Signal()
    cancel_asked = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(theme, icons, parent)
        self.about = WrapLabel(theme, "", "sub")
        """What the page is for, under its title."""
        self.search = SearchField(icons)
        self.back = button(self.tr("Back"), "normal", icon=icons.icon("arrow-left", "ink", 18))
        self.columns = QBoxLayout(ACROSS)
        self._head, self._below = QHBoxLayout(), QHBoxLayout()
        self._buttons: tuple[QWidget, ...] = ()
        self._beside, self._just_shown = True, False
        self.search.written.connect(self.searched)
        self.back.clicked.connect(self.back_asked)

    def show_search(self, text: str, *, some: bool) -> None:
        """Show what is searched for. With nothing to find there is no field."""
        if self.search.text() != text:
            self.search.setText(text)
        self.search.setVisible(some or bool(text))

    def focus_search(self) -> None:
        """Put the keyboard into the search field."""
        if self.search.isVisible():
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.selectAll()

    def begin_at(self, part: QWidget) -> None:
        """Put the keyboard here, once each time the page is shown: what it was at is not seen any more."""
        if self._just_shown:
            self._just_shown = False
            part.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._just_shown = self._just_shown or not event.spontaneous()  # not where a minimised window comes back

    def room(self) -> int:
        """What both columns have together, in pixels."""
        return self.width() - 2 * self._theme.space("pageX") - self.columns.spacing()

    def arrange(self) -> None:
        """The width is another."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.search.hasFocus() and self.search.text():
            self.search.clear()
            self.searched.emit("")
        else:
            self.cancel_asked.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        parts = (self.title, self.search, *self._buttons)
        least = sum(each.sizeHint().width() + _HEAD_GAP for each in parts)
        self._place_search(beside=least <= self.width() - 2 * self._theme.space("pageX"))
        self.arrange()

    def _place_search(self, *, beside: bool) -> None:
        """In the head, or where that has no room for it, in a row of its own; the keyboard goes as the page is read."""
        if beside is self._beside:
            return
        self._beside = beside
        place, other = (self._head, self._below) if beside else (self._below, self._head)
        other.removeWidget(self.search)
        place.insertWidget(2 if beside else 0, self.search)
        self._below.setContentsMargins(_RING, 0, ROOM, 0 if beside else 8)
        QWidget.setTabOrder(self.title if beside else self._buttons[-1], self.search)

    def lay_out_page(self, search: str, *buttons: QWidget) -> None:
        """Put the page together: ``search`` names its field, and ``buttons`` stand after *Back*.

        From the outside in: what gets a parent that has its own already is styled once.
        """
        self.search.set_name(search, least=_SEARCH_WIDTH)
        column = self.column(ROOM)
        column.setContentsMargins(column.contentsMargins() - QMargins(_RING, 0, 0, 0))
        column.addLayout(self._head)
        self._head.setContentsMargins(_RING, 0, ROOM, 0)
        self._head.setSpacing(_HEAD_GAP)
        self._head.addWidget(self.title)
        self._head.addStretch(1)
        self._head.addWidget(self.search)
        self._buttons = (self.back, *buttons)
        for each in self._buttons:
            self._head.addWidget(each)
        column.addSpacing(2)
        self.about.setContentsMargins(_RING, 0, ROOM, 0)
        column.addWidget(self.about)
        column.addSpacing(16 - _RING)
        self._below.addStretch(1)
        column.addLayout(self._below)
        failed = QHBoxLayout()
        column.addLayout(failed)
        failed.setContentsMargins(_RING, 0, ROOM, 0)
        failed.addWidget(self.failed)
        scroll, both = FloatingScroll(), QWidget()
        column.addWidget(scroll, 1)
        scroll.setWidget(both)
        both.setProperty("scrolled", True)
        self.columns.setContentsMargins(_RING, _RING, ROOM, 0)
        self.columns.setSpacing(self._theme.space("columnGap"))
        both.setLayout(self.columns)

    def letters(self, count: int) -> int:
        """How wide so many letters are, in pixels."""
        return count * QFontMetrics(self._theme.font("body")).averageCharWidth()


def lay_out_columns(page: PageView, about: QWidget, back: QWidget, gap: int) -> QBoxLayout:
    """Title, *Back* and ``about`` over one scroll, of a page without a search. Returns its columns, to be filled.

    From the outside in: what gets a parent that has its own already is styled once.
    """
    column, head = page.column(ROOM), QHBoxLayout()
    column.addLayout(head)
    head.setContentsMargins(0, 0, ROOM, 0)
    head.setSpacing(_HEAD_GAP)
    head.addWidget(page.title)
    head.addStretch(1)
    head.addWidget(back)
    column.addSpacing(2)
    column.addWidget(about)
    column.addSpacing(16)
    column.addWidget(page.failed)
    scroll, both = FloatingScroll(), QWidget()
    column.addWidget(scroll, 1)
    scroll.setWidget(both)
    both.setProperty("scrolled", True)
    columns = QBoxLayout(ACROSS, both)
    columns.setContentsMargins(0, 0, 0, 0)
    columns.setSpacing(gap)
    return columns
