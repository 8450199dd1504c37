"""A request that wants an answer: who asks, what the shop would see, and the decision, which is always in view."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.note import Note
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.request_earlier import SameAsLine
from vault.desktop.request_fold_line import FoldedPreview
from vault.desktop.request_foot import RequestFoot
from vault.desktop.request_head import SIDE, SMALL_SIDE, RequestHead
from vault.desktop.request_list import RequestList
from vault.desktop.request_side import RequestSide
from vault.desktop.request_state import Asked
from vault.desktop.request_text import FloatingScroll
from vault.desktop.theme import Theme

_NO_LIMIT = 16777215  # Qt's own word for it
_WIDE = 976
"""Width of the page in a window of 1040 pixels; below it the picker stands below the purpose."""


class AskedPage(QWidget):
    """Shows an :class:`Asked` state and says what the customer does to it."""

    switched = Signal(str, bool)
    picked = Signal(str, object)
    days_picked = Signal(int)
    whom_picked = Signal(str)
    same_picked = Signal(str)
    never_ask_switched = Signal(bool)
    refused = Signal()
    shared = Signal()
    later_asked = Signal()
    add_asked = Signal(str)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shape: tuple[bool, bool] | None = None
        self.head = RequestHead(theme, icons)
        self._summary = WrapLabel(theme, "", "smallSub")
        self.same = SameAsLine(theme, icons)
        self._failed = Note(theme, icons, "error", "")
        self.list = RequestList(theme, icons)
        self.side = RequestSide(theme, icons)
        self.foot = RequestFoot(theme)
        self.folded = FoldedPreview(theme, icons)
        self._scroll = FloatingScroll()
        self._lay_out()
        self._connect()

    def show_asked(self, state: Asked) -> bool:
        """Show the request as it is now; True if it is another one than before."""
        self.head.show_asker(state.asker)
        self._summary.setText(state.summary)
        self.same.show_same(state.same)
        self._failed_row.setVisible(bool(state.failed))
        if state.failed:
            self._failed.set_note("error", state.failed)
        new = self.list.show_asked(state)
        self.side.show_asked(state)
        self.folded.show_preview(state.preview)
        self.foot.show_asked(state)
        if new:
            self.head.fold.setChecked(False)
            self.folded.line.setChecked(False)
            self._to_top()
        self._order_tabs()
        return new

    def take_width(self, width: int) -> None:
        """Be as in a small window, or not, in ``width`` pixels; with large letters in one column."""
        one = self._theme.one_column
        small = one or width < _WIDE
        if (small, one) == self._shape:
            return
        self._shape = small, one
        for part in (self.head, self.list, self.side, self.foot):
            part.set_small(small)
        edge = 20 if small else 32
        self._middle.setContentsMargins(edge, 0, edge, 12 if small else 16)
        self._middle.setSpacing(16 if small else 24)
        if not one:
            self.side.setFixedWidth(SMALL_SIDE if small else SIDE)
        self._set_columns(one, edge)
        self._order_tabs()

    def _set_columns(self, one: bool, edge: int) -> None:
        """With one, the preview is a line above the decision, and all the rest scrolls."""
        self.head.set_one_column(one)
        self.foot.set_one_column(one)
        self.list.set_whole(one)
        self._middle.setDirection(QBoxLayout.Direction.TopToBottom if one else QBoxLayout.Direction.LeftToRight)
        self.folded.set_edge(edge)
        self.folded.setVisible(one)
        if one:
            self.side.setMinimumWidth(0)
            self.side.setMaximumWidth(_NO_LIMIT)
            self.folded.take(self.side.preview)
        else:
            self.folded.give_back()
        self.side.set_alone(one)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.take_width(event.size().width())

    def _order_tabs(self) -> None:
        """Title, how we check, each switch and its picker, preview, time, promises, decision, decide later."""
        side, foot = self.side, self.foot
        chain: list[QWidget] = [self.head.title, self.head.fold, self.same.choose, *self.list.tab_chain()]
        preview: list[QWidget] = [self.folded.line, side.preview.data, side.preview.fold]
        rest = [*side.whom.tab_chain(), *side.duration.tab_chain(), side.promises.fold]
        chain += [*rest, *preview] if self._shape is not None and self._shape[1] else [*preview, *rest]
        chain += [foot.pair.refuse_button, foot.pair.share_button, foot.later, foot.never_ask]
        for one, other in pairwise(chain):
            QWidget.setTabOrder(one, other)

    def _lay_out(self) -> None:
        """From the outside in: what has its place before it is filled is not styled again with all that is in it."""
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._scroll, 1)
        body = QWidget()
        self._scroll.setWidget(body)
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight, body)
        left = QVBoxLayout()
        left.setSpacing(8)
        self._middle.addLayout(left, 1)
        left.addWidget(self._summary)
        left.addWidget(self.same)
        left.addWidget(self.list, 1)
        self._middle.addWidget(self.side)
        self._failed_row = QWidget()  # hidden, it leaves no margin behind
        failed = QHBoxLayout(self._failed_row)
        failed.setContentsMargins(20, 0, 20, 8)
        failed.addWidget(self._failed)
        column.addWidget(self._failed_row)
        column.addWidget(self.folded)
        column.addWidget(self.foot)
        self._failed_row.hide()

    def _to_top(self) -> None:
        self._scroll.verticalScrollBar().setValue(0)

    def _unfold_preview(self, shown: bool) -> None:
        """In the place of the list, and back."""
        self._scroll.setVisible(not shown)
        self._column.setStretchFactor(self.folded, 1 if shown else 0)

    def _connect(self) -> None:
        self.folded.unfolded.connect(self._unfold_preview)
        self.head.check_folded.connect(self._to_top)
        self.head.check_folded.connect(self.list.fold_out)
        self.same.pressed.connect(self.same_picked)
        self.list.switched.connect(self.switched)
        self.list.picked.connect(self.picked)
        self.list.add_pressed.connect(self.add_asked)
        self.side.whom.picked.connect(self.whom_picked)
        self.side.duration.picked.connect(self.days_picked)
        self.foot.refused.connect(self.refused)
        self.foot.shared.connect(self.shared)
        self.foot.later_pressed.connect(self.later_asked)
        self.foot.never_ask_switched.connect(self.never_ask_switched)
