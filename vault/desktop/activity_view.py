"""The activity page: what happened, and beside it the receipt of what is chosen, or over it in a small window."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from vault.core.catalogue import Catalogue
from vault.core.sentences import Sentences
from vault.desktop.activity_check import CheckNote
from vault.desktop.activity_list import EventDelegate, activity_model
from vault.desktop.activity_state import ActivityState, EventLine, RecordLine, Segment
from vault.desktop.icons import Icons
from vault.desktop.page_scroll import ROOM, PageScroll
from vault.desktop.page_view import PageView
from vault.desktop.parts.buttons import button
from vault.desktop.parts.segments import Segments
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.preference_search import SearchField
from vault.desktop.receipt_view import EventCard, ReceiptCard
from vault.desktop.row_card import RowCard
from vault.desktop.row_list import RowList
from vault.desktop.theme import Theme
from vault.desktop.your_data_files import FileDialogs, Files

if TYPE_CHECKING:
    from vault.desktop.activity_presenter import ActivityPresenter

_PANEL, _SMALL_PANEL = 372, 300
_SEARCH, _NARROW_SEARCH = 216, 160
_GAP, _TOOLS_GAP = 20, 12
_MAX_SEARCH = 100
_AHEAD = 2
"""Pages before the last row at which older ones are asked for."""
_WIDE, _BOTH = 936, 856
"""Widths of the page in windows of 1000 and 920 pixels: below the first the panel gives way, below the second it
opens over the list. They grow with the text."""


class ActivityView(PageView):
    """Shows an :class:`ActivityState` and says what the customer does."""

    segment_picked = Signal(str)
    searched = Signal(str)
    event_chosen = Signal(int)
    event_opened = Signal(int)
    more_asked = Signal()
    back_asked = Signal()
    check_asked = Signal()
    stop_asked = Signal()
    save_chosen = Signal(object)
    record_chosen = Signal(str, object)

    def __init__(
        self,
        theme: Theme,
        icons: Icons,
        sentences: Sentences,
        catalogue: Catalogue,
        parent: QWidget | None = None,
        *,
        files: Files | None = None,
    ) -> None:
        super().__init__(theme, icons, parent)
        self.title.setText(self.tr("Activity"))
        del sentences, catalogue  # every page is made with the same arguments; this one is given all it shows
        self._files = files or FileDialogs()
        self._panel: ReceiptCard | EventCard | None = None
        self._over = self._into = self._from_shop = self._more = self._check_below = False
        about = self.tr("What was asked, shared, stopped or changed. Names only, never values.")
        self._about = WrapLabel(theme, about, "sub")
        self.check = CheckNote(theme, icons)
        self.back = button(self.tr("Back"), "normal", icon=icons.icon("arrow-left", "ink", 18))
        self.segments = Segments(theme)
        self.segments.set_items([(segment, text, None) for segment, text in self._segments()])
        self.search = SearchField(self._icons)
        self.rows = RowList(activity_model(), EventDelegate(theme, icons), self.tr("Activity"))
        self._list = RowCard(theme, self.rows)
        self._empty = WrapLabel(theme, "", "sub")
        self._scroll = PageScroll(self.tr("Details"))
        self._lay_out()
        self._connect()

    def attach(self, presenter: ActivityPresenter) -> None:
        """Give what the customer does to the presenter, and show what it says."""
        presenter.changed.connect(self.show_state)
        self.segment_picked.connect(presenter.choose_segment)
        self.searched.connect(presenter.search)
        self.event_chosen.connect(presenter.choose)
        self.event_opened.connect(presenter.open_event)
        self.more_asked.connect(presenter.show_more)
        self.back_asked.connect(presenter.leave)
        self.check_asked.connect(presenter.check)
        self.stop_asked.connect(presenter.stop)
        self.save_chosen.connect(presenter.save)
        self.record_chosen.connect(presenter.saving.save_record)

    def show_state(self, state: ActivityState) -> None:
        """Show the page as it is now."""
        self.show_failed(state.failed)
        self.check.setVisible(state.check is not None)
        if state.check is not None:
            self.check.show_check(state.check)
        if self.segments.chosen != state.segment:
            self.segments.set_chosen(state.segment)
        if self.search.text() != state.search:
            with QSignalBlocker(self.search):
                self.search.setText(state.search)
        self._show_rows(state)
        self._show_panel(state)
        turned, self._into = state.opened is not self._into, state.opened
        self._from_shop = state.from_shop
        self.back.setAccessibleName(self.tr("Back to the shop") if state.from_shop else self.tr("Back"))
        self._arrange()
        if turned and self._over:
            (self.back if self._into else self.rows).setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_search(self) -> None:
        """Put the keyboard into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape and self.search.hasFocus() and self.search.text():
            self.search.clear()
        elif event.key() == Qt.Key.Key_Escape and self.back.isVisible():
            self._leave()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._arrange()

    def _segments(self) -> Sequence[tuple[Segment, str]]:
        return (
            (Segment.ALL, self.tr("All")),
            (Segment.SHARED, self.tr("Shared")),
            (Segment.REFUSED, self.tr("Refused")),
            (Segment.STOPPED, self.tr("Stopped")),
            (Segment.CHANGED, self.tr("Changed")),
            (Segment.SECURITY, self.tr("Security")),
        )

    def _show_rows(self, state: ActivityState) -> None:
        self._more = state.more
        seq = state.event.seq if state.event is not None else None
        self.rows.show_rows(state.rows, lambda row: isinstance(row, EventLine) and row.seq == seq)
        self._list.setVisible(bool(state.rows))
        self._list.fit()
        self._empty.setText(state.empty)
        self._empty.setVisible(bool(state.empty))

    def _show_panel(self, state: ActivityState) -> None:
        """A new card where something else is shown; the same one stays, and its buttons keep the focus."""
        shown = self._panel
        if isinstance(shown, ReceiptCard) and shown.receipt == state.receipt:
            return
        if state.receipt is None and isinstance(shown, EventCard) and shown.event_line == state.event:
            return
        had_focus = shown is not None and shown.isAncestorOf(self.focusWidget() or self)
        self._panel = None
        if state.receipt is not None:
            card = ReceiptCard(self._theme, self._icons, state.receipt)
            card.stop_pressed.connect(self.stop_asked)
            card.save_pressed.connect(self._ask_where)
            card.record_pressed.connect(self._ask_for_record)
            self._panel = card
        elif state.event is not None and not state.event.is_share:
            told = EventCard(self._theme, state.event)
            told.receipt_pressed.connect(self.event_opened)
            self._panel = told
        self._scroll.show_part(self._panel)
        if had_focus:
            (self.back if self._over else self.rows).setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_where(self) -> None:
        if isinstance(self._panel, ReceiptCard):
            self._files.save(self, self.tr("Save receipt"), self._panel.receipt.file_name, self._save)

    def _ask_for_record(self, line: RecordLine) -> None:
        chosen = partial(self.record_chosen.emit, line.number)
        self._files.save(self, self.tr("Save this record (.pdf, .html or .jsonld)"), line.file_name, chosen)

    def _save(self, path: Path) -> None:
        self.save_chosen.emit(path)

    def _arrange(self) -> None:
        """Both beside each other, or in a small window one of them."""
        scale = self._theme.growth
        self._over, wide = self.width() < _BOTH * scale, self.width() >= _WIDE * scale
        alone = self._over and self._into
        self._list_column.setVisible(not alone)
        self._tools.setVisible(not alone)
        self._scroll.setVisible(not self._over or self._into)
        self.back.setVisible(alone or self._from_shop)
        only_list = self._over and not self._into
        self._columns.setContentsMargins(0, 0, self._theme.space("pageX") - (0 if only_list else ROOM), 0)
        if self._over:
            self._scroll.setMinimumWidth(0)
            self._scroll.setMaximumWidth(self.width())
        else:
            self._scroll.setFixedWidth((_PANEL if wide else _SMALL_PANEL) + ROOM)
        room = self.width() - 2 * self._theme.space("pageX")
        search = round(_NARROW_SEARCH * scale) if self.segments.fit(room) else _SEARCH  # two lines leave it room
        fits = self.segments.sizeHint().width() + _TOOLS_GAP + search <= room
        self._tools_row.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)
        self._place_check(below=self._theme.one_column and self.width() < _WIDE * scale)
        self.check.setMinimumWidth(_PANEL if wide or self._theme.one_column else 0)
        self.check.setMaximumWidth(self.width() if self._check_below else round(_PANEL * scale))
        self.check.setVisible(not alone and self.check.said)

    def _place_check(self, *, below: bool) -> None:
        """Beside the title, or below it where it would leave no room for the words there."""
        if below is self._check_below:
            return
        self._check_below = below
        (self._head if below else self._above).removeWidget(self.check)
        if below:
            self._above.insertWidget(1, self.check)
        else:
            self._head.insertWidget(1, self.check, 0, Qt.AlignmentFlag.AlignVCenter)

    def _scrolled(self, value: int) -> None:
        bar = self.rows.verticalScrollBar()
        if self._more and value > bar.maximum() - _AHEAD * bar.pageStep():
            self._more = False  # until they are here
            self.more_asked.emit()

    def _choose(self, row: object) -> None:
        if isinstance(row, EventLine):
            self.event_chosen.emit(row.seq)

    def _leave(self) -> None:
        self.back_asked.emit()

    def _open(self, row: object) -> None:
        if isinstance(row, EventLine):
            self.event_opened.emit(row.seq)

    def _lay_out(self) -> None:
        theme = self._theme
        name = self.tr("Search a shop or preference")
        self.search.set_name(name, self.tr("Shop or preference"), least=_SEARCH)
        self.search.setMaxLength(_MAX_SEARCH)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self._about)
        words.addStretch(1)
        head = self._head = QHBoxLayout()
        head.setSpacing(16)
        head.addLayout(words, 1)
        head.addWidget(self.check, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.back)
        self._tools = QWidget()
        tools = self._tools_row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(_TOOLS_GAP)
        tools.addWidget(self.segments, 0, Qt.AlignmentFlag.AlignLeft)
        tools.addStretch(1)
        tools.addWidget(self.search, 0, Qt.AlignmentFlag.AlignLeft)
        self._list_column = QWidget()
        beside = QVBoxLayout(self._list_column)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self._empty)
        beside.addWidget(self._list)
        beside.addStretch(0)
        columns = self._columns = QHBoxLayout()
        columns.setSpacing(_GAP)
        columns.addWidget(self._list_column, 1)
        columns.addWidget(self._scroll, 0)
        side = theme.space("pageX")
        column = self.column(side)
        above = self._above = QVBoxLayout()
        above.setContentsMargins(0, 0, side, 0)
        above.setSpacing(16)
        above.addLayout(head)
        above.addWidget(self.failed)
        above.addWidget(self._tools)
        column.addLayout(above)
        column.addSpacing(14)
        column.addLayout(columns, 1)

    def _connect(self) -> None:
        self.segments.picked.connect(self.segment_picked)
        self.search.textChanged.connect(self.searched)
        self.rows.chosen.connect(self._choose)
        self.rows.opened.connect(self._open)
        self.rows.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.check.check_pressed.connect(self.check_asked)
        self.back.clicked.connect(self._leave)
