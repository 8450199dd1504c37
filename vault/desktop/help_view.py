"""The help page: search and topics at the left, the text of one at the right, or over it in a small window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vault.customer.help import MAX_SEARCH
from vault.desktop.help_state import HelpLine, HelpState
from vault.desktop.help_text import HelpDelegate, HelpText, help_model
from vault.desktop.icons import Icons
from vault.desktop.page_scroll import ROOM, PageScroll
from vault.desktop.page_view import PageView
from vault.desktop.parts.announce import announce
from vault.desktop.parts.buttons import button
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.preference_search import SearchField
from vault.desktop.row_card import RowCard
from vault.desktop.row_list import RowList
from vault.desktop.theme import Theme

if TYPE_CHECKING:
    from vault.desktop.help_presenter import HelpPresenter

_LIST, _SMALL_LIST = 320, 240
_WIDE = 936
"""Width of the page in a window of 1000 pixels: below it the list gives way."""
_GAP = 20
_LEAST_LETTERS = 40
"""The narrowest line beside the list; with less room the text opens over it."""


class HelpView(PageView):
    """Shows a :class:`HelpState` and says what the reader does. ``left`` when they go back to where they were."""

    searched = Signal(str)
    topic_chosen = Signal(str)
    topic_opened = Signal(str)
    list_asked = Signal()
    left = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(theme, icons, parent)
        self.title.setText(self.tr("Help"))
        self._text: HelpText | None = None
        self._over = self._into = False
        self._said = ""
        about = self.tr("Short answers. What you type here stays on this computer.")
        self._about = WrapLabel(theme, about, "sub")
        self.back = button(self.tr("Back"), "normal", icon=icons.icon("arrow-left", "ink", 18))
        self.search = SearchField(icons)
        self.rows = RowList(help_model(), HelpDelegate(theme), self.tr("Topics"))
        self._list = RowCard(theme, self.rows)
        self._empty = WrapLabel(theme, "", "sub")
        self._scroll = PageScroll(self.tr("What help says"))
        self._lay_out()
        self.search.textChanged.connect(self.searched)
        self.rows.chosen.connect(self._choose)
        self.rows.opened.connect(self._open)
        self.back.clicked.connect(self._go_back)

    def attach(self, presenter: HelpPresenter) -> None:
        """Give what the reader does to the presenter, and show what it says."""
        presenter.changed.connect(self.show_state)
        self.searched.connect(presenter.search)
        self.topic_chosen.connect(presenter.choose)
        self.topic_opened.connect(presenter.go_into)
        self.list_asked.connect(presenter.leave)
        self.left.connect(presenter.help_left)

    def show_state(self, state: HelpState) -> None:
        """Show the page as it is now."""
        self.show_failed(state.failed)
        if self.search.text() != state.search:
            with QSignalBlocker(self.search):
                self.search.setText(state.search)
        shown = state.topic.id if state.topic is not None else ""
        self.rows.show_rows(state.rows, lambda row: isinstance(row, HelpLine) and row.id == shown)
        self._list.setVisible(bool(state.rows))
        self._list.fit()
        self._empty.setText(state.empty)
        self._empty.setVisible(bool(state.empty))
        if state.said not in {"", self._said}:
            announce(self.search, state.said)
        self._said = state.said
        if (self._text.topic if self._text is not None else None) != state.topic:
            self._text = HelpText(self._theme, state.topic) if state.topic is not None else None
            self._scroll.show_part(self._text)
        turned, self._into = state.into is not self._into, state.into
        self._arrange()
        if turned and self._over and self.isVisible():
            (self.back if self._into else self.rows).setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus(self) -> None:
        """Begin with the keyboard here: in the search, or where the topic stands alone, at the way back."""
        alone = self._over and self._into
        (self.back if alone else self.search).setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_search(self) -> None:
        """Put the keyboard into the search field."""
        if self._over and self._into:
            self.list_asked.emit()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape and self.search.hasFocus() and self.search.text():
            self.search.clear()
        elif event.key() == Qt.Key.Key_Escape:
            self._go_back()
        elif event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.rows.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._arrange()

    def _go_back(self) -> None:
        (self.list_asked if self._over and self._into else self.left).emit()

    def _choose(self, row: object) -> None:
        if isinstance(row, HelpLine):
            self.topic_chosen.emit(row.id)

    def _open(self, row: object) -> None:
        if isinstance(row, HelpLine):
            self.topic_opened.emit(row.id)

    def _arrange(self) -> None:
        """Both beside each other, or in a small window and with large text one of them."""
        side = self._theme.space("pageX")
        letter = QFontMetrics(self._theme.font("body")).averageCharWidth()
        wide = _LIST if self.width() >= _WIDE else _SMALL_LIST
        beside = self.width() - 2 * side - wide - _GAP
        self._over = self._theme.one_column or beside < _LEAST_LETTERS * letter
        alone = self._over and self._into
        self._list_column.setVisible(not alone)
        self._scroll.setVisible(not self._over or self._into)
        self.back.setAccessibleName(self.tr("Back to the topics") if alone else self.tr("Back"))
        only_list = self._over and not self._into
        self._columns.setContentsMargins(0, 0, side - (0 if only_list else ROOM), 0)
        if self._over:
            self._list_column.setMinimumWidth(0)
            self._list_column.setMaximumWidth(self.width())
        else:
            self._list_column.setFixedWidth(wide)

    def _lay_out(self) -> None:
        name = self.tr("Search help")
        self.search.set_name(name)
        self.search.setMinimumWidth(0)
        self.search.setMaximumWidth(_LIST)
        self.search.setMaxLength(MAX_SEARCH)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.back)
        self._list_column = QWidget()
        beside = QVBoxLayout(self._list_column)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(12)
        beside.addWidget(self.search)
        beside.addWidget(self._empty)
        beside.addWidget(self._list, 1)
        beside.addStretch(0)
        columns = self._columns = QHBoxLayout()
        columns.setSpacing(_GAP)
        columns.addWidget(self._list_column)
        columns.addWidget(self._scroll, 1)
        side = self._theme.space("pageX")
        column = self.column(side)
        above = QVBoxLayout()
        above.setContentsMargins(0, 0, side, 0)
        above.setSpacing(0)
        above.addLayout(head)
        above.addSpacing(2)
        above.addWidget(self._about)
        above.addSpacing(16)
        above.addWidget(self.failed)
        column.addLayout(above)
        column.addLayout(columns, 1)
