"""The overview: what waits and who holds something, beside what ends, what to look at and what is sealed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from vault.core.catalogue import Catalogue
from vault.core.sentences import Sentences
from vault.desktop.icons import Icons
from vault.desktop.overview_empty import EmptyOverview
from vault.desktop.overview_parts import settle
from vault.desktop.overview_shops import ANY_WIDTH, HoldsPart
from vault.desktop.overview_side import SidePart
from vault.desktop.overview_state import OverviewState
from vault.desktop.overview_waiting import WaitingPart
from vault.desktop.page_scroll import ROOM, PageScroll
from vault.desktop.page_view import PageView
from vault.desktop.parts.announce import announce
from vault.desktop.parts.buttons import button
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.review_day_part import ReviewDayPart
from vault.desktop.review_day_state import ReviewState
from vault.desktop.theme import Theme

if TYPE_CHECKING:
    from vault.desktop.overview_presenter import OverviewPresenter

_SIDE, _STATE = 304, 160
"""Widths in pixels: of the right column, and at the normal text size of what is true of a shop beside its names."""
_BESIDE, _WIDE_ROW = 660, 500
"""Widths at the normal text size: of the page from which the columns stand beside each other, and of the left one from
which the state of a shop stands beside its names."""


_BETWEEN = 24


class Room(NamedTuple):
    """What there is room for; ``state_width`` is in pixels, 0 where the state goes below the names."""

    beside: bool
    state_width: int


class OverviewView(PageView):
    """Shows an :class:`OverviewState`, or a :class:`ReviewState` over it, and says what the customer does."""

    review_asked = Signal()
    review_left = Signal()

    def __init__(
        self, theme: Theme, icons: Icons, sentences: Sentences, catalogue: Catalogue, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, icons, parent)
        del sentences, catalogue  # every page is made with the same arguments; this one is given all it shows
        self.title.setText(self.tr("Overview"))
        self._state, self._review = OverviewState(), ReviewState()
        self._presenter: OverviewPresenter | None = None
        self._built: Room | None = None
        self._begins = False
        self._summary = WrapLabel(theme, "", "sub")
        self.back = button(self.tr("Back"), "normal", icon=icons.icon("arrow-left", "ink", 18))
        self.back.hide()
        self.back.clicked.connect(self.review_left)
        self._scroll = PageScroll(self.tr("Overview"))
        self._looked = PageScroll(self.tr("Look everything over"))
        self._empty = EmptyOverview(theme, icons)
        self._lay_out()

    def attach(self, presenter: OverviewPresenter) -> None:
        """Give what the customer does to the presenter, and show what it says."""
        self._presenter = presenter
        presenter.changed.connect(self.show_state)
        presenter.review.changed.connect(self.show_review)
        self.review_asked.connect(presenter.review.enter)
        self.review_left.connect(presenter.review.leave)
        self._empty.sizes_asked.connect(presenter.start_with_sizes)
        self._empty.paste_asked.connect(lambda: presenter.go("requests"))
        self._empty.bring_asked.connect(lambda: presenter.go("your_data"))

    def begin(self) -> None:
        """The vault was just opened: where nothing is in it yet, the keyboard is at the first way to begin."""
        self._begins = True
        self._go_to_first_way()

    def show_state(self, state: OverviewState) -> None:
        """Show the page as it is now."""
        before, self._state = self._state, state
        if replace(state, summary="", failed="") != replace(before, summary="", failed=""):  # the head has those
            self._remake()
        if state.said and state.said != before.said:
            announce(self, state.said)
        self._arrange()
        self._go_to_first_way()

    def show_review(self, state: ReviewState) -> None:
        """Show review day over it, or not."""
        before, self._review = self._review, state
        if state != before:
            part = ReviewDayPart(self._theme, self._icons, state) if state.read else None
            if part is not None and self._presenter is not None:
                part.pressed.connect(self._presenter.review.act)
            self._rebuild(self._looked, part)
        if state.said and state.said != before.said:
            announce(self, state.said)
        self._arrange()
        if state.open and not before.open:
            self.back.setFocus(Qt.FocusReason.OtherFocusReason)
        elif before.open and not state.open and self.isVisible():
            self._take_focus(self._scroll, "review")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape and self._review.open:
            self.review_left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _arrange(self) -> None:
        """One of the three: review day, a vault that was just made, or the overview."""
        review, state = self._review, self._state
        self.title.setText(self.tr("Look everything over") if review.open else self.tr("Overview"))
        self.back.setVisible(review.open)
        self._summary.setText(self.tr("Now and then, if you like.") if review.open else state.summary)
        self.show_failed(review.failed if review.open else state.failed)
        shown = self._looked if review.open else self._empty if state.new else self._scroll
        self._body.setCurrentWidget(shown)

    def _go_to_first_way(self) -> None:
        """Once it is read, and if nobody went to another page meanwhile."""
        if self._begins and self._state.read:
            self._begins = False
            if self._state.new and self.isVisibleTo(self.window()):
                self._empty.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _remake(self) -> None:
        """Make the columns anew, for the room there is."""
        self._built = None
        part = self._made(self._state) if self._state.read and not self._state.new else None
        if part is not None:
            self._place(self._room())
        self._rebuild(self._scroll, part)

    def _made(self, state: OverviewState) -> QWidget:
        waiting = WaitingPart(self._theme, self._icons, state)
        holds = self._holds = HoldsPart(self._theme, state)
        side = self._side = SidePart(self._theme, self._icons, state)
        if (to := self._presenter) is not None:
            waiting.nothing_pressed.connect(to.share_nothing)
            waiting.look_pressed.connect(to.look)
            holds.stop_pressed.connect(to.stop)
            holds.details_pressed.connect(to.open_shop)
            holds.all_pressed.connect(to.open_matrix)
            side.right_pressed.connect(to.still_right)
            side.change_pressed.connect(to.change)
            side.hide_pressed.connect(to.hide)
            side.settings_pressed.connect(lambda: to.go("settings"))
        side.review_pressed.connect(self.review_asked)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_BETWEEN)
        column.addWidget(waiting)
        column.addWidget(holds)
        column.addStretch(1)
        both = QWidget()
        columns = self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, both)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(self._theme.space("columnGap"))
        columns.addWidget(left, 1)
        columns.addWidget(side)
        return both

    def _place(self, room: Room) -> None:
        """Put what is there where this room has it."""
        self._built = room
        self._columns.setDirection(
            QBoxLayout.Direction.LeftToRight if room.beside else QBoxLayout.Direction.TopToBottom
        )
        self._side.setMinimumWidth(_SIDE if room.beside else 0)
        self._side.setMaximumWidth(_SIDE if room.beside else ANY_WIDTH)
        self._holds.fit(room.state_width)

    def _fit(self) -> None:
        """Look at the room once all is laid out: what a part changes while that goes on would be lost."""
        QTimer.singleShot(0, self, self._fit_now)

    def _fit_now(self) -> None:
        if self._built is not None and self._built != (room := self._room()):
            self._place(room)
            settle(self._scroll)

    def _room(self) -> Room:
        """Whether the columns fit beside each other, and the state of a shop beside its names."""
        scale = self._theme.font("body").pointSizeF() / self._theme.tokens.letters["body"].points
        beside = self.width() >= _BESIDE * scale
        inside = self.width() - 2 * self._theme.space("pageX")
        row = inside - _SIDE - self._theme.space("columnGap") if beside else inside
        return Room(beside, round(_STATE * scale) if row >= _WIDE_ROW * scale else 0)

    def _rebuild(self, scroll: PageScroll, part: QWidget | None) -> None:
        """Show this part, with the keyboard and the scroll bar where they were."""
        focused, at = self.focusWidget(), scroll.verticalScrollBar().value()
        had = focused is not None and scroll.isAncestorOf(focused)
        place = focused.objectName() if had and focused is not None else ""
        scroll.show_part(part)
        scroll.verticalScrollBar().setValue(at)
        if had:
            self._take_focus(scroll, place)

    def _take_focus(self, scroll: PageScroll, place: str) -> None:
        """Where the keyboard was; what is gone hands it to the first that is there."""
        found = [each for each in scroll.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
        same = next((each for each in found if place and each.objectName() == place), None)
        first = same or next(iter(found), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self._summary)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addLayout(words, 1)
        head.addWidget(self.back)
        body = QWidget()
        self._body = QStackedLayout(body)
        for each in (self._scroll, self._looked, self._empty):
            self._body.addWidget(each)
        above = QVBoxLayout()
        above.setContentsMargins(0, 0, ROOM, 0)
        above.setSpacing(16)
        above.addLayout(head)
        above.addWidget(self.failed)
        column = self.column(ROOM)
        column.addLayout(above)
        column.addSpacing(20)
        column.addWidget(body, 1)
