"""One letter: its text, how it stands, how it leaves the window, and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from vault.core.plain_text import breakable
from vault.customer.letter_standing import Step
from vault.desktop.columns_page import ACROSS
from vault.desktop.icons import Icons
from vault.desktop.letter_fields import TabOrder
from vault.desktop.letter_page_panels import CamePanel, ComplainPanel, CourtPanel
from vault.desktop.letter_page_send import SendCard
from vault.desktop.letter_page_state import CameLine, LetterPageState, Panel
from vault.desktop.page_scroll import PageScroll, reveal
from vault.desktop.parts.announce import announce
from vault.desktop.parts.buttons import FLUSH, button
from vault.desktop.parts.card import Card
from vault.desktop.parts.state_line import StateLine
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.preference_flow import FlowLayout
from vault.desktop.request_text import clear
from vault.desktop.theme import Theme

if TYPE_CHECKING:
    from vault.desktop.letter_page_presenter import LetterPagePresenter

_SIDE = 380
_BESIDE = 720
"""Below this width the letter goes under what can be done with it."""


class LetterPageView(QWidget):
    """Shows a :class:`LetterPageState`. ``step_pressed`` carries a :class:`Step`, ``remove_pressed`` what came, and
    ``gone_pressed`` takes the letter away."""

    step_pressed = Signal(object)
    remove_pressed = Signal(int)
    gone_pressed = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icons = theme, icons
        self._shown: tuple[tuple[Step, str], ...] = ()
        self._came_shown: tuple[CameLine, ...] = ()
        self._id = ""
        self._panel = Panel.NONE
        self._order = TabOrder()
        self._removes: list[QPushButton] = []
        self._step_buttons: list[QPushButton] = []
        self._about, self._to = WrapLabel(theme, "", "heading"), WrapLabel(theme, "", "strong")
        self._dates, self._standing = WrapLabel(theme, "", "smallSub"), StateLine(theme, icons, "off", "")
        self._stands = WrapLabel(theme, self.tr("How it stands"), "heading")
        self._came, self._steps = QWidget(), QWidget()
        self.remove = button(self.tr("Remove this letter"), "quiet", small=True, icon=icons.icon("trash", "ink2", 18))
        self.remove.setStyleSheet(FLUSH)
        self.remove.clicked.connect(self.gone_pressed)
        self._error = StateLine(theme, icons, "error", "")
        self._text = WrapLabel(theme, "", "small")
        self._columns, self._side = QBoxLayout(ACROSS), QWidget()
        self._scroll = PageScroll(self.tr("Letter"))
        self._lay_out()

    def attach(self, presenter: LetterPagePresenter) -> None:
        """Give what the customer does to the presenter, and show what it says."""
        presenter.changed.connect(self.show_state)
        self.send.attach(presenter)
        self.step_pressed.connect(presenter.do)
        self.remove_pressed.connect(presenter.forget_answer)
        self.gone_pressed.connect(presenter.remove)
        self.came.saved.connect(presenter.record)
        self.complain.asked.connect(presenter.complain)

    def show_state(self, state: LetterPageState) -> None:
        """Show the letter as it is now."""
        other, self._id = state.id != self._id, state.id
        at = QApplication.focusWidget()
        held = at if at is not None and self.isAncestorOf(at) else None
        self._about.setText(state.about)
        self._to.setText(self.tr("To {shop}").format(shop=breakable(state.to)))
        self._dates.setText(state.dates)
        moved = not other and state.standing != self._standing.accessibleName()
        if moved:
            announce(self, state.standing)
            self.came.clear()
        self._standing.set_state(state.kind, state.standing)
        self._text.setText(breakable(state.text))
        self._show_came(state)
        self._show_steps(state)
        self.send.show_state(state)
        for panel, part in self._panels.items():
            part.setVisible(state.panel is panel)
        self.came.show_state(state)
        self.complain.show_state(state)
        self.court.show_state(state)
        new = bool(state.error) and state.error != self._error.accessibleName()
        self._error.set_state("error", state.error)
        self._error.setVisible(bool(state.error))
        if new:  # once it has its place, which moves what is below it
            announce(self, state.error)
            self._go_to(state.wrong)
        panels = (*self.came.stops(), *self.complain.stops())
        self._order.set([*self._removes, *self._step_buttons, *panels, *self.send.stops(), self.remove])
        if other:
            self.came.clear()
            self._scroll.verticalScrollBar().setValue(0)
        was, self._panel = self._panel, state.panel
        if state.panel is not was:
            self._open_panel()
        if held is not None and not other and not (self.isAncestorOf(held) and held.isVisibleTo(self)):
            self._go_on()
        if moved:  # after the keyboard went on, which scrolls too
            reveal(self._stands)

    def begin(self) -> None:
        """Put the keyboard where one begins, unless something was opened that asks."""
        if self._panel is Panel.NONE:
            self.send.save.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to(self, wrong: str) -> None:
        """Bring what is said into sight, and where something is missing the field."""
        reveal(self._error)
        if (place := self.complain.place_of(wrong)) is not None:
            place.setFocus(Qt.FocusReason.OtherFocusReason)
            reveal(place)

    def _go_on(self) -> None:
        """What had the keyboard is gone: go on at what comes next, and never at what takes the letter away."""
        next(iter(self._step_buttons), self.send.save).setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_panel(self) -> None:
        if self._panel is Panel.SENT:
            self.send.panel.take_focus()
            reveal(self.send.panel)
        elif self._panel is Panel.CAME:
            self.came.take_focus()
        elif self._panel is Panel.COMPLAIN:
            self.complain.take_focus()
        elif self._panel is Panel.COURT:
            announce(self, self.court.text)
        if self._panel in self._panels:
            reveal(self._panels[self._panel])

    def _show_came(self, state: LetterPageState) -> None:
        self._came.setVisible(bool(state.came))
        if state.came == self._came_shown:
            return
        self._came_shown = state.came
        clear(self._came)
        self._removes = []
        column = self._came.layout()
        for line in state.came:
            holder, words = QWidget(), QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(WrapLabel(self._theme, line.text, "small"))
            if line.note:
                words.addWidget(WrapLabel(self._theme, breakable(line.note), "smallSub"))
            remove = button("", "quiet", small=True, icon=self._icons.icon("trash", "ink2", 18))
            remove.setAccessibleName(line.remove_name)
            remove.setToolTip(line.remove_name)
            self._removes.append(remove)
            remove.clicked.connect(lambda _=False, seq=line.seq: self.remove_pressed.emit(seq))
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.addLayout(words, 1)
            row.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
            if column is not None:
                column.addWidget(holder)
            holder.show()

    def _show_steps(self, state: LetterPageState) -> None:
        self._steps.setVisible(bool(state.steps))
        if state.steps == self._shown:
            return
        self._shown = state.steps
        clear(self._steps)
        self._step_buttons = []
        flow = self._steps.layout()
        for step, text in state.steps:
            made = button(text, "normal", small=True)
            self._step_buttons.append(made)
            made.clicked.connect(lambda _=False, each=step: self.step_pressed.emit(each))
            if flow is not None:
                flow.addWidget(made)
            made.show()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        beside = self.width() >= _BESIDE and not self._theme.one_column
        self._columns.setDirection(ACROSS if beside else QBoxLayout.Direction.BottomToTop)
        self._side.setMinimumWidth(min(_SIDE, self.width() // 2) if beside else 0)
        self._side.setMaximumWidth(_SIDE if beside else self.width())

    def _lay_out(self) -> None:
        """From the outside in: what has its place before it is filled is not styled again with all that is in it."""
        theme = self._theme
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)
        both = QWidget()
        self._scroll.show_part(both)
        both.setLayout(self._columns)
        left = QVBoxLayout()
        left.setSpacing(10)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(theme.space("columnGap"))
        self._columns.addLayout(left, 1)
        self._columns.addWidget(self._side)
        pad = theme.space("cardPadLarge")
        paper = Card(theme, pad, both)
        left.addWidget(self._about)
        left.addWidget(paper)
        left.addStretch(1)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop)
        paper.body.addWidget(self._text)
        right = QVBoxLayout(self._side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(10)
        stands = Card(theme, pad, self._side)
        right.addWidget(self._stands)
        right.addWidget(stands)
        right.addSpacing(6)
        right.addWidget(WrapLabel(theme, self.tr("Send it"), "heading"))
        self.send = SendCard(theme, self._icons, self._side)
        right.addWidget(self.send)
        right.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        right.addStretch(1)
        self._fill_standing(stands)

    def _fill_standing(self, card: Card) -> None:
        came = QVBoxLayout(self._came)
        came.setContentsMargins(0, 0, 0, 0)
        came.setSpacing(2)
        self._steps.setLayout(FlowLayout(gap=8, line_gap=8))
        card.body.setSpacing(8)
        for part in (self._to, self._dates, self._standing, self._came, self._steps):
            card.body.addWidget(part)
        theme = self._theme
        self.came, self.complain, self.court = (
            CamePanel(theme, card),
            ComplainPanel(theme, card),
            CourtPanel(theme, card),
        )
        self._panels: dict[Panel, QWidget] = {
            Panel.CAME: self.came,
            Panel.COMPLAIN: self.complain,
            Panel.COURT: self.court,
        }
        for part in (*self._panels.values(), self._error):
            card.body.addWidget(part)
