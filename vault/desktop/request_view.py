"""The request page: a request that wants an answer, or what there is to say instead of one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from vault.core.catalogue import Catalogue
from vault.core.sentences import Sentences
from vault.desktop.icons import Icons
from vault.desktop.parts.announce import announce
from vault.desktop.request_asked import AskedPage
from vault.desktop.request_file import ENDINGS
from vault.desktop.request_message import RequestMessage
from vault.desktop.request_state import Asked, Decided, Fetching, Nothing, RequestState
from vault.desktop.sealed_dialog import SealedDialog
from vault.desktop.theme import Theme
from vault.desktop.your_data_files import FileDialogs, Files

if TYPE_CHECKING:
    from vault.desktop.request_presenter import RequestPresenter


class RequestView(QWidget):
    """Shows a :data:`RequestState` and says what the customer does.

    A request takes so many widgets that making, filling and showing them at once would hold up the window. While the
    shop is asked they are made, and then filled behind what is shown; a turn of the event loop later they are shown.
    """

    switched = Signal(str, bool)
    picked = Signal(str, object)
    days_picked = Signal(int)
    whom_picked = Signal(str)
    same_picked = Signal(str)
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
    save_chosen = Signal(object)
    room_wanted = Signal()
    """``wants_room`` is another than before."""

    def __init__(
        self,
        theme: Theme,
        icons: Icons,
        sentences: Sentences,
        catalogue: Catalogue,
        parent: QWidget | None = None,
        files: Files | None = None,
    ) -> None:
        super().__init__(parent)
        self._files = files or FileDialogs()
        del sentences, catalogue  # every page is made with the same arguments; this one is given all it shows
        self.setProperty("page", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme, self._icons = theme, icons
        self._state: RequestState | None = None
        self._asked: AskedPage | None = None
        self._ready = self._new = False
        self._making, self._turning = self._next_turn(self._make_ready), self._next_turn(self._turn_to_asked)
        self.message = RequestMessage(theme, icons)
        self.sealed: SealedDialog | None = None
        self._body = QStackedLayout(self)
        self._body.addWidget(self.message)
        self.message.close_pressed.connect(self.close_asked)
        self.message.back_pressed.connect(self.back_asked)
        self.message.link_typed.connect(self.link_typed)
        self.message.waiting_pressed.connect(self.waiting_asked)
        self.message.file_pressed.connect(self._ask_which)
        self.message.save_pressed.connect(self._ask_where)

    @property
    def asked(self) -> AskedPage:
        """What a request is shown on, made when it is first needed."""
        if self._asked is None:
            self._asked = asked = AskedPage(self._theme, self._icons, self)
            spare = 0 if self.wants_room else self._theme.size("rail") - self._theme.size("railCollapsed")
            asked.take_width(self.width() + spare)  # as wide as it will be when it is shown
            asked.switched.connect(self.switched)
            asked.picked.connect(self.picked)
            asked.add_asked.connect(self.add_asked)
            asked.days_picked.connect(self.days_picked)
            asked.whom_picked.connect(self.whom_picked)
            asked.same_picked.connect(self.same_picked)
            asked.refused.connect(self.refused)
            asked.shared.connect(self.shared)
            asked.later_asked.connect(self.later_asked)
            asked.never_ask_switched.connect(self.never_ask_switched)
            self._body.addWidget(asked)
        return self._asked

    def attach(self, presenter: RequestPresenter) -> None:
        """Give what the customer does to the presenter, and show what it says."""
        presenter.changed.connect(self.show_state)
        presenter.announced.connect(self.announce)
        self.switched.connect(presenter.choosing.switch)
        self.picked.connect(presenter.choosing.pick)
        self.days_picked.connect(presenter.choosing.choose_days)
        self.whom_picked.connect(presenter.choosing.choose_whom)
        self.same_picked.connect(presenter.choosing.choose_as)
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
        self.save_chosen.connect(presenter.by_hand.save)

    def show_state(self, state: RequestState) -> None:
        """Show the page as it is now."""
        before, self._state = self._state, state
        if isinstance(before, Nothing | None) is not isinstance(state, Nothing):
            self.room_wanted.emit()
        if isinstance(state, Asked):
            self._show_asked(state)
            return
        self._show_sealed(None)
        self._ready = False
        self.message.show_state(state)
        self._body.setCurrentWidget(self.message)
        if type(before) is not type(state) and self.isVisible():
            self.message.first.setFocus(Qt.FocusReason.OtherFocusReason)
        self._making.start()

    @property
    def wants_room(self) -> bool:
        """Whether a request, or what came of one, has the page; a list and a field have room beside words."""
        return not isinstance(self._state, Nothing | None)

    def announce(self, text: str) -> None:
        """Let a screen reader say it when it has finished what it says now."""
        announce(self, text)

    def _next_turn(self, act: Callable[[], None]) -> QTimer:
        """Starts what waits for the next turn of the event loop; a single shot of zero would come in the same one."""
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(act)
        return timer

    def _make_ready(self) -> None:
        """Behind what is shown, make what a request will need. One that is waited for may take a turn more."""
        self._ready = self.asked.isHidden() and isinstance(self._state, Fetching)

    def _show_asked(self, state: Asked) -> None:
        self._new = self.asked.show_asked(state) or self._new
        if self._ready:
            self._ready = False
            self._turning.start()
        elif not self._turning.isActive():
            self._turn_to_asked()

    def _turn_to_asked(self) -> None:
        if not isinstance(self._state, Asked):
            return
        self._body.setCurrentWidget(self.asked)
        if self._new:
            self.asked.head.title.setFocus(Qt.FocusReason.OtherFocusReason)
        self._new = False
        self._show_sealed(self._state)

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

    def _ask_which(self) -> None:
        ending = " *".join(ENDINGS)
        self._files.open(self, self.tr("Open a request"), ending, lambda path: self.link_typed.emit(path.as_uri()))

    def _ask_where(self) -> None:
        if isinstance(self._state, Decided) and self._state.by_hand is not None:
            name = self._state.by_hand.file_name
            self._files.save(self, self.tr("Save your answer"), name, self.save_chosen.emit)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif isinstance(self._state, Asked):
            self.later_asked.emit()
        else:
            self.close_asked.emit()
