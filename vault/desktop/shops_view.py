"""The shops page: who holds something, and the shop that is open beside the list, or over it in a small window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from vault.core.catalogue import Catalogue
from vault.core.sentences import Sentences
from vault.desktop.icons import Icons
from vault.desktop.page_scroll import ROOM, PageScroll
from vault.desktop.page_view import PageView
from vault.desktop.parts.buttons import button
from vault.desktop.parts.segments import Segments
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.row_card import RowCard
from vault.desktop.row_list import RowList
from vault.desktop.shop_pane import ShopCard
from vault.desktop.shops_empty import EmptyShops
from vault.desktop.shops_list import ShopDelegate, rows_of, shops_model
from vault.desktop.shops_state import ShopLine, ShopsState
from vault.desktop.shops_stop_all import StopAllPart
from vault.desktop.theme import Theme

if TYPE_CHECKING:
    from vault.desktop.shops_matrix import MatrixPart
    from vault.desktop.shops_matrix_state import MatrixState
    from vault.desktop.shops_presenter import ShopsPresenter

_LIST, _SMALL_LIST = 320, 240
_GAP = 20
_BOTH_WIDE, _BOTH = 936, 856
"""Widths of the page in windows of 1000 and 920 pixels: below the first the list gives way, below the second the
shop opens over it."""


class ShopsView(PageView):
    """Shows a :class:`ShopsState` and says what the customer does."""

    shop_chosen = Signal(str)
    stop_asked = Signal()
    item_stop_asked = Signal(str)
    receipt_asked = Signal(int)
    held_asked = Signal()
    feedback_given = Signal(str, str)
    less_picked = Signal(str, object)
    letter_asked = Signal()
    paste_asked = Signal()

    def __init__(
        self, theme: Theme, icons: Icons, sentences: Sentences, catalogue: Catalogue, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, icons, parent)
        self.title.setText(self.tr("Shops"))
        del sentences, catalogue  # every page is made with the same arguments; this one is given all it shows
        self._card: ShopCard | None = None
        self._presenter: ShopsPresenter | None = None
        self.matrix: MatrixPart | None = None
        self._across: PageScroll | None = None
        self._over = self._into = self._some = self._empty_now = False
        self._summary = WrapLabel(theme, "", "sub")
        self._holding, self._total_open = "", False
        self.views = Segments(theme)
        self.views.set_items((("list", self.tr("List"), None), ("matrix", self.tr("Who holds what"), None)))
        self.views.set_chosen("list")
        self.views.hide()
        self.back = button(self.tr("Back"), "normal", icon=icons.icon("arrow-left", "ink", 18))
        self._delegate = ShopDelegate(theme, icons)
        self.rows = RowList(shops_model(), self._delegate, self.tr("Shops"))
        self._list = RowCard(theme, self.rows)
        self._stop_all = StopAllPart(theme, icons, self.rows)
        self._scroll = PageScroll(self.tr("Details of the shop"))
        self._lay_out()
        self.back.clicked.connect(self._go_back)
        self.rows.chosen.connect(self._choose)
        self.rows.opened.connect(self._go_into)
        self.rows.deleted.connect(self._delete)

    def attach(self, presenter: ShopsPresenter) -> None:
        """Give what the customer does to the presenter, and show what it says."""
        self._presenter = presenter
        presenter.changed.connect(self.show_state)
        presenter.matrix.changed.connect(self.show_matrix)
        self.views.picked.connect(self._pick_view)
        self.shop_chosen.connect(presenter.select)
        self.stop_asked.connect(presenter.stop)
        self._stop_all.asked.connect(presenter.stop_all.stop)
        self.item_stop_asked.connect(presenter.stop)
        self.receipt_asked.connect(presenter.open_receipt)
        self.held_asked.connect(presenter.ask_held)
        self.feedback_given.connect(presenter.give_feedback)
        self.less_picked.connect(presenter.show_less)
        self.letter_asked.connect(presenter.write_letter)
        self.paste_asked.connect(presenter.paste)

    def show_state(self, state: ShopsState) -> None:
        """Show the page as it is now."""
        self.show_failed(state.failed)
        self._holding, self._some = (state.summary if state.groups else ""), bool(state.groups)
        self._empty_now = state.read and not state.groups
        self._show_view()
        host = state.pane.host if state.pane is not None else None
        self.rows.show_rows(rows_of(state.groups), lambda row: isinstance(row, ShopLine) and row.host == host)
        self._list.setVisible(bool(state.groups))
        self._list.fit()
        self._stop_all.show_state(state.stop_all)
        if self._card is None or self._card.pane != state.pane:
            self._show_pane(state)
        self._arrange()

    def show_matrix(self, state: MatrixState) -> None:
        """Show who holds what instead of the list, or the list again. The table is made when it is first wanted."""
        if self.matrix is None and state.open and self._presenter is not None:
            from vault.desktop.shops_matrix import MatrixPart

            matrix, to = MatrixPart(self._theme, self._icons), self._presenter.matrix
            matrix.moved.connect(to.move)
            matrix.opened.connect(self._open_from_matrix)
            matrix.stop_asked.connect(to.stop)
            matrix.less_asked.connect(to.choose_less)
            matrix.less_picked.connect(to.show_less)
            matrix.kept.connect(to.keep)
            self.matrix, self._across = matrix, PageScroll()
            matrix.setProperty("scrolled", True)
            self._across.setWidget(matrix)
            self._body.addWidget(self._across)
        if self.matrix is not None:
            self.matrix.show_state(state)
        self.views.set_chosen("matrix" if state.open else "list")
        self._show_view()
        self._arrange()

    def _pick_view(self, view: str) -> None:
        if self._presenter is not None and view == "matrix":
            self._presenter.matrix.show()
        elif self._presenter is not None:
            self._presenter.matrix.leave()

    def _toggle_total(self, is_open: bool) -> None:
        """It stays as it is when the card is made anew, and for the next shop."""
        self._total_open = is_open

    def _show_view(self) -> None:
        across = self.views.chosen == "matrix" and self.matrix is not None
        self._summary.setText(self.tr("Who holds what. An empty cell means: not shared.") if across else self._holding)
        shown = self._empty if self._empty_now else self._across if across else self._columns
        if shown is not None:
            self._body.setCurrentWidget(shown)

    def _open_from_matrix(self, host: str) -> None:
        self.shop_chosen.emit(host)
        self._go_into(None)
        if not self._over:
            self.rows.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_pane(self, state: ShopsState) -> None:
        before = self._card.pane if self._card is not None else None
        focused = self.focusWidget()
        had_focus = self._card is not None and focused is not None and self._card.isAncestorOf(focused)
        place = focused.objectName() if had_focus and focused is not None else ""
        at = self._scroll.verticalScrollBar().value()
        same = before is not None and state.pane is not None and before.host == state.pane.host
        self._card = None
        if state.pane is not None:
            self._card = ShopCard(self._theme, self._icons, state.pane, total_open=self._total_open)
            self._card.total_toggled.connect(self._toggle_total)
            self._card.stop_pressed.connect(self.item_stop_asked)
            self._card.all_stop_pressed.connect(self.stop_asked)
            self._card.receipt_pressed.connect(self.receipt_asked)
            self._card.ask_pressed.connect(self.held_asked)
            self._card.feedback_pressed.connect(self.feedback_given)
            self._card.less_picked.connect(self.less_picked)
            self._card.letter_pressed.connect(self.letter_asked)
        self._scroll.show_part(self._card)
        if same:
            self._scroll.verticalScrollBar().setValue(at)
        if self._card is not None and same and before is not None:
            self._card.announce_news(before)
        stays = self._card is not None and same and self._card.take_focus(place)
        if had_focus and not stays:  # the button that was pressed is gone
            (self.back if self._over else self.rows).setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Both beside each other, or in a small window and with large letters one of them."""
        self._over = self.width() < _BOTH or self._theme.one_column
        alone = self._over and self._into and self.views.chosen == "list"
        self._list_column.setVisible(not alone)
        self._scroll.setVisible(not self._over or self._into)
        self.back.setVisible(alone)
        self.views.setVisible(self._some and not alone)
        below = self._theme.one_column and self.width() < _BOTH and not alone
        self._head.setDirection(QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight)
        self._head.setStretch(0, 0 if below else 1)
        only_list = self._over and not self._into
        across = self.views.chosen == "matrix"
        self._body_row.setContentsMargins(0, 0, self._theme.space("pageX") - ROOM if across else 0, 0)
        self._columns_row.setContentsMargins(0, 0, self._theme.space("pageX") - (0 if only_list else ROOM), 0)
        if self._delegate.carets is not only_list:
            self._delegate.carets = only_list
            self._delegate.forget()
            self.rows.viewport().update()
            self._list.fit()
        if self._over:
            self._list_column.setMinimumWidth(0)
            self._list_column.setMaximumWidth(self.width())
        else:
            self._list_column.setFixedWidth(_LIST if self.width() >= _BOTH_WIDE else _SMALL_LIST)

    def _choose(self, row: object) -> None:
        if isinstance(row, ShopLine):
            self.shop_chosen.emit(row.host)

    def _go_into(self, _row: object) -> None:
        self._into = True
        self._arrange()
        if self._over:
            self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_back(self) -> None:
        self._into = False
        self._arrange()
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def _delete(self, row: object) -> None:
        """Del stops the shop of the row, which is the one that is open."""
        card = self._card
        if card is not None and isinstance(row, ShopLine) and row.host == card.pane.host and card.pane.stop_name:
            self.stop_asked.emit()

    def _lay_out(self) -> None:
        theme = self._theme
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self._summary)
        head = self._head = QHBoxLayout()
        head.setSpacing(16)
        head.addLayout(words, 1)
        head.addWidget(self.back)
        head.addWidget(self.views, 0, Qt.AlignmentFlag.AlignLeft)  # or nothing above it may be wider
        self._list_column = QWidget()
        beside = QVBoxLayout(self._list_column)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self._list)
        beside.addSpacing(12)
        beside.addWidget(self._stop_all)
        beside.addStretch(0)
        self._columns = QWidget()
        columns = self._columns_row = QHBoxLayout(self._columns)
        columns.setSpacing(_GAP)
        columns.addWidget(self._list_column)
        columns.addWidget(self._scroll, 1)
        self._empty = EmptyShops(theme, self._icons)
        self._empty.paste_asked.connect(self.paste_asked)
        body = QWidget()
        self._body_row = QVBoxLayout(body)
        self._body_row.setContentsMargins(0, 0, 0, 0)
        self._body = QStackedLayout()
        self._body_row.addLayout(self._body)
        self._body.addWidget(self._columns)
        self._body.addWidget(self._empty)
        side = theme.space("pageX")
        column = self.column(side)
        above = QVBoxLayout()
        above.setContentsMargins(0, 0, side, 0)
        above.setSpacing(20)
        above.addLayout(head)
        above.addWidget(self.failed)
        column.addLayout(above)
        column.addSpacing(20)
        column.addWidget(body, 1)
