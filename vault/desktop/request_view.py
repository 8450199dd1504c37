"""The request page: what a shop asks, what it would see, and the decision, which is always in view."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from vault.core.catalogue import Catalogue
from vault.core.sentences import Sentences
from vault.desktop.icons import Icons
from vault.desktop.parts.announce import announce
from vault.desktop.parts.note import Note
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.request_foot import RequestFoot
from vault.desktop.request_head import SIDE, SMALL_SIDE, RequestHead
from vault.desktop.request_list import RequestList
from vault.desktop.request_message import RequestMessage
from vault.desktop.request_side import RequestSide
from vault.desktop.request_state import Asked, RequestState
from vault.desktop.sealed_dialog import SealedDialog
from vault.desktop.theme import Theme

if TYPE_CHECKING:
    from vault.desktop.request_presenter import RequestPresenter

_WIDE = 976
"""Width of the page in a window of 1040 pixels; below it the picker stands below the purpose."""


class RequestView(QWidget):
    """Shows a :data:`RequestState` and says what the customer does."""

    switched = Signal(str, bool)
    picked = Signal(str, object)
    days_picked = Signal(int)
    never_ask_switched = Signal(bool)
    refused = Signal()
    shared = Signal()
    later_asked = Signal()
    close_asked = Signal()
    back_asked = Signal()
    add_asked = Signal(str)
    link_typed = Signal(str)
    waiting_asked = Signal(int)
    step_picked = Signal(object)
    permitted = Signal(str, str)
    kept_off = Signal()

    def __init__(
        self, theme: Theme, icons: Icons, sentences: Sentences, catalogue: Catalogue, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        del sentences, catalogue  # every page is made with the same arguments; this one is given all it shows
        self.setProperty("page", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme, self._icons = theme, icons
        self._state: RequestState | None = None
        self._small: bool | None = None
        self.head = RequestHead(theme, icons)
        self._summary = WrapLabel(theme, "", "smallSub")
        self._failed = Note(theme, icons, "error", "")
        self.list = RequestList(theme, icons)
        self.side = RequestSide(theme, icons)
        self.foot = RequestFoot(theme)
        self.message = RequestMessage(theme, icons)
        self.sealed: SealedDialog | None = None
        self._lay_out()
        self._connect()

    def attach(self, presenter: RequestPresenter) -> None:
        """Give what the customer does to the presenter, and show what it says."""
        presenter.changed.connect(self.show_state)
        presenter.announced.connect(self.announce)
        self.switched.connect(presenter.choosing.switch)
        self.picked.connect(presenter.choosing.pick)
        self.days_picked.connect(presenter.choosing.choose_days)
        self.never_ask_switched.connect(presenter.choosing.set_never_ask)
        self.refused.connect(presenter.refuse)
        self.shared.connect(presenter.share)
        self.later_asked.connect(presenter.later)
        self.close_asked.connect(presenter.close)
        self.back_asked.connect(presenter.go_back)
        self.add_asked.connect(presenter.add)
        self.link_typed.connect(presenter.open_link)
        self.waiting_asked.connect(presenter.open_waiting)
        self.step_picked.connect(presenter.choosing.pick_sealed)
        self.permitted.connect(presenter.choosing.permit)
        self.kept_off.connect(presenter.choosing.keep_off)

    def show_state(self, state: RequestState) -> None:
        """Show the page as it is now."""
        before, self._state = self._state, state
        if isinstance(state, Asked):
            self._show_asked(state)
            return
        self._show_sealed(None)
        self.message.show_state(state)
        self._body.setCurrentWidget(self.message)
        if type(before) is not type(state) and self.isVisible():
            self.message.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def announce(self, text: str) -> None:
        """Let a screen reader say it when it has finished what it says now."""
        announce(self, text)

    def _show_asked(self, state: Asked) -> None:
        self._body.setCurrentWidget(self._page)
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
            self.head.title.setFocus(Qt.FocusReason.OtherFocusReason)
        self._order_tabs()
        self._show_sealed(state)

    def _show_sealed(self, state: Asked | None) -> None:
        asked = state.sealed if state is not None else None
        if asked is not None and self.sealed is None:
            self.sealed = SealedDialog(self._theme, self._icons, self.window())
            self.destroyed.connect(self.sealed.overlay.deleteLater)  # it lies over the window, and goes with the page
            self.sealed.step_picked.connect(self.step_picked)
            self.sealed.permitted.connect(self.permitted)
            self.sealed.kept_off.connect(self.kept_off)
        if self.sealed is not None:
            self.sealed.show_sealed(asked)

    def _order_tabs(self) -> None:
        """Title, how we check, each switch and its picker, preview, time, promises, decision, decide later."""
        side, foot = self.side, self.foot
        chain: list[QWidget] = [self.head.title, self.head.fold, *self.list.tab_chain()]
        chain += [side.preview.data, side.preview.fold, *side.duration.tab_chain(), side.promises.fold]
        chain += [foot.pair.refuse_button, foot.pair.share_button, foot.later, foot.never_ask]
        for one, other in pairwise(chain):
            QWidget.setTabOrder(one, other)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif isinstance(self._state, Asked):
            self.later_asked.emit()
        else:
            self.close_asked.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        small = event.size().width() < _WIDE
        if small == self._small:
            return
        self._small = small
        for part in (self.head, self.list, self.side, self.foot):
            part.set_small(small)
        edge = 20 if small else 32
        self._middle.setContentsMargins(edge, 0, edge, 12 if small else 16)
        self._middle.setSpacing(16 if small else 24)
        self.side.setFixedWidth(SMALL_SIDE if small else SIDE)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self._summary)
        left.addWidget(self.list, 1)
        self._middle = QHBoxLayout()
        self._middle.addLayout(left, 1)
        self._middle.addWidget(self.side)
        self._page = QWidget()
        column = QVBoxLayout(self._page)
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
        self._body = QStackedLayout(self)
        self._body.addWidget(self.message)
        self._body.addWidget(self._page)

    def _connect(self) -> None:
        self.head.check_folded.connect(self.list.fold_out)
        self.list.switched.connect(self.switched)
        self.list.picked.connect(self.picked)
        self.list.add_pressed.connect(self.add_asked)
        self.side.duration.picked.connect(self.days_picked)
        self.foot.refused.connect(self.refused)
        self.foot.shared.connect(self.shared)
        self.foot.later_pressed.connect(self.later_asked)
        self.foot.never_ask_switched.connect(self.never_ask_switched)
        self.message.close_pressed.connect(self.close_asked)
        self.message.back_pressed.connect(self.back_asked)
        self.message.link_typed.connect(self.link_typed)
        self.message.waiting_pressed.connect(self.waiting_asked)
