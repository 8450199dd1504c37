"""A request that wants an answer: who asks, what the shop would see, and the decision, which is always in view."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.note import Note
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.request_foot import RequestFoot
from vault.desktop.request_head import SIDE, SMALL_SIDE, RequestHead
from vault.desktop.request_list import RequestList
from vault.desktop.request_side import RequestSide
from vault.desktop.request_state import Asked
from vault.desktop.theme import Theme

_WIDE = 976
"""Width of the page in a window of 1040 pixels; below it the picker stands below the purpose."""


class AskedPage(QWidget):
    """Shows an :class:`Asked` state and says what the customer does to it."""

    switched = Signal(str, bool)
    picked = Signal(str, object)
    days_picked = Signal(int)
    whom_picked = Signal(str)
    never_ask_switched = Signal(bool)
    refused = Signal()
    shared = Signal()
    later_asked = Signal()
    add_asked = Signal(str)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._small: bool | None = None
        self.head = RequestHead(theme, icons)
        self._summary = WrapLabel(theme, "", "smallSub")
        self._failed = Note(theme, icons, "error", "")
        self.list = RequestList(theme, icons)
        self.side = RequestSide(theme, icons)
        self.foot = RequestFoot(theme)
        self._lay_out()
        self._connect()

    def show_asked(self, state: Asked) -> bool:
        """Show the request as it is now; True if it is another one than before."""
        self.head.show_asker(state.asker)
        self._summary.setText(state.summary)
        self._failed_row.setVisible(bool(state.failed))
        if state.failed:
            self._failed.set_note("error", state.failed)
        new = self.list.show_asked(state)
        self.side.show_asked(state)
        self.foot.show_asked(state)
        if new:
            self.head.fold.setChecked(False)
        self._order_tabs()
        return new

    def take_width(self, width: int) -> None:
        """Be as in a small window, or not, in ``width`` pixels."""
        small = width < _WIDE
        if small == self._small:
            return
        self._small = small
        for part in (self.head, self.list, self.side, self.foot):
            part.set_small(small)
        edge = 20 if small else 32
        self._middle.setContentsMargins(edge, 0, edge, 12 if small else 16)
        self._middle.setSpacing(16 if small else 24)
        self.side.setFixedWidth(SMALL_SIDE if small else SIDE)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.take_width(event.size().width())

    def _order_tabs(self) -> None:
        """Title, how we check, each switch and its picker, preview, time, promises, decision, decide later."""
        side, foot = self.side, self.foot
        chain: list[QWidget] = [self.head.title, self.head.fold, *self.list.tab_chain()]
        chain += [side.preview.data, side.preview.fold, *side.whom.tab_chain()]
        chain += [*side.duration.tab_chain(), side.promises.fold]
        chain += [foot.pair.refuse_button, foot.pair.share_button, foot.later, foot.never_ask]
        for one, other in pairwise(chain):
            QWidget.setTabOrder(one, other)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self._summary)
        left.addWidget(self.list, 1)
        self._middle = QHBoxLayout()
        self._middle.addLayout(left, 1)
        self._middle.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(self._middle, 1)
        self._failed_row = QWidget()  # hidden, it leaves no margin behind
        failed = QHBoxLayout(self._failed_row)
        failed.setContentsMargins(20, 0, 20, 8)
        failed.addWidget(self._failed)
        column.addWidget(self._failed_row)
        column.addWidget(self.foot)
        self._failed_row.hide()

    def _connect(self) -> None:
        self.head.check_folded.connect(self.list.fold_out)
        self.list.switched.connect(self.switched)
        self.list.picked.connect(self.picked)
        self.list.add_pressed.connect(self.add_asked)
        self.side.whom.picked.connect(self.whom_picked)
        self.side.duration.picked.connect(self.days_picked)
        self.foot.refused.connect(self.refused)
        self.foot.shared.connect(self.shared)
        self.foot.later_pressed.connect(self.later_asked)
        self.foot.never_ask_switched.connect(self.never_ask_switched)
