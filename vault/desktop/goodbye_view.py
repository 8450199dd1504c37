"""The page "Goodbye": where papers go, then five steps, one of them open."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from vault.core.plain_text import breakable
from vault.customer.goodbye import Step
from vault.desktop.folder_choice import FolderDialogs, Folders
from vault.desktop.goodbye_body import ConfirmBody, DeleteBody, SheetBody, StepBody, StopBody
from vault.desktop.goodbye_copy import CopyBody
from vault.desktop.goodbye_state import GoodbyeState
from vault.desktop.goodbye_step import StepRow
from vault.desktop.goodbye_words import STEPS
from vault.desktop.icons import Icons
from vault.desktop.page_scroll import ROOM, PageScroll, reveal
from vault.desktop.page_view import PageView
from vault.desktop.parts.announce import announce
from vault.desktop.parts.buttons import button
from vault.desktop.parts.card import Card
from vault.desktop.parts.note import Note
from vault.desktop.parts.state_line import StateLine
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.preference_flow import FlowLayout
from vault.desktop.theme import Theme

if TYPE_CHECKING:
    from vault.desktop.goodbye_presenter import GoodbyePresenter
    from vault.desktop.passphrase_advice import PassphraseAdvice

_KINDS: tuple[type[StepBody], ...] = (CopyBody, StopBody, ConfirmBody, SheetBody, DeleteBody)
_Body = TypeVar("_Body", bound=StepBody)
_LETTERS = 92
"""Of the widest line: longer ones are hard to read."""
_NOTES_BELOW = 12
"""Pixels that what is told adds to the gap above the steps."""


class GoodbyeView(PageView):
    """Shows a :class:`GoodbyeState` and says what the customer does."""

    begun = Signal()
    folder_chosen = Signal(object)
    stay_asked = Signal()
    back_asked = Signal()

    def __init__(
        self, theme: Theme, icons: Icons, parent: QWidget | None = None, *, folders: Folders | None = None
    ) -> None:
        super().__init__(theme, icons, parent)
        self._folders = folders or FolderDialogs()
        self._step: Step | None = None
        self._bodies: dict[type[StepBody], StepBody] = {}
        self._presenter: GoodbyePresenter | None = None
        self._advice: PassphraseAdvice | None = None
        self._held: QWidget | None = None
        self.title.setText(self.tr("Say goodbye"))
        self._about = WrapLabel(
            theme, self.tr("Five steps end your vault. You can leave at each one, and go on another day."), "sub"
        )
        self.back = button(self.tr("Back"), "normal", icon=icons.icon("arrow-left", "ink", 18))
        self._told = Note(theme, icons, "green", "")
        self._busy = StateLine(theme, icons, "busy", "")
        self._first, self._list = Card(theme, theme.space("cardPadLarge")), Card(theme, 0)
        self.begin = button(self.tr("Begin"), "main")
        self.other = button(self.tr("Another folder…"), "normal")
        self._folder, self._kept = WrapLabel(theme, "", "strong"), WrapLabel(theme, "", "smallSub")
        self.elsewhere = button(self.tr("Another folder…"), "quiet", small=True)
        self.stay = button(self.tr("I stay after all"), "quiet", small=True)
        self._foot = QWidget()
        self._lay_out()
        self.begin.clicked.connect(self.begun)
        for each in (self.other, self.elsewhere):
            each.clicked.connect(self._ask_where)
        self.stay.clicked.connect(self.stay_asked)
        self.back.clicked.connect(self.back_asked)

    def body(self, kind: type[_Body]) -> _Body:
        """What the step of this kind has below its title: made when it is come to, as many goodbyes end before."""
        made = self._bodies.get(kind)
        if not isinstance(made, kind):
            made = self._bodies[kind] = kind(self._theme, self._icons, self.rows[_KINDS.index(kind)])
            self._attach(made)
        return made

    def _attach(self, body: StepBody) -> None:
        body.hide()
        if self._presenter is not None:
            body.attach(self._presenter)
        if isinstance(body, CopyBody) and self._advice is not None:
            body.new.attach(self._advice)

    def attach(self, presenter: GoodbyePresenter, advice: PassphraseAdvice | None = None) -> None:
        """Give what the customer does to the presenter, and show what it says; ``advice`` is about the copy's lock."""
        self._presenter, self._advice = presenter, advice
        presenter.changed.connect(self.show_state)
        self.begun.connect(presenter.begin)
        self.folder_chosen.connect(presenter.choose_folder)
        self.stay_asked.connect(presenter.stay)
        self.back_asked.connect(presenter.leave)

    def show_state(self, state: GoodbyeState) -> None:
        """Show the page as it is now."""
        self._take_keyboard(state)
        self.show_failed(state.failed)
        self._told.tell("green", state.told)
        if state.busy and state.busy != self._busy.accessibleName():
            announce(self, state.busy)
        self._busy.set_state("busy", state.busy)
        self._busy.setVisible(bool(state.busy))
        said = state.failed or state.told or state.busy
        self._notes.setContentsMargins(0, 0, ROOM, _NOTES_BELOW if said else 0)  # as wide as what is above and below
        begins = state.step is Step.BEGIN
        self._first.setVisible(begins)
        self._foot.setVisible(state.step is not None and not begins)
        self._folder.setText(breakable(state.folder))
        self._kept.setText(self.tr("Your papers go to {folder}").format(folder=breakable(state.folder)))
        for each in (self.begin, self.other, self.elsewhere, self.stay):
            each.setEnabled(not state.busy)
        for row, kind, line in zip(self.rows, _KINDS, state.lines, strict=False):
            row.show_line(line, len(STEPS))
            if line.step is state.step:
                body = self.body(kind)
                row.show_body(body)
                body.show_state(state)
                for one, then in pairwise((body.last, self.elsewhere, self.stay)):
                    QWidget.setTabOrder(one, then)  # a body is made later than what stands below it
            else:
                row.show_body(None)
                if kind in self._bodies:
                    self._bodies[kind].forget()
        self._list.setVisible(bool(state.lines))
        before, self._step = self._step, state.step
        if before is not None and state.step is not None and state.step is not before:
            self._held = None
            self._turn_to(state.step)
        self._give_keyboard(state)

    def _take_keyboard(self, state: GoodbyeState) -> None:
        """Before what has it cannot be pressed: the step's title has it until there is more to do than wait."""
        row = next((row for row, line in zip(self.rows, state.lines, strict=False) if line.step is state.step), None)
        held = self.window().focusWidget()
        if row is None or held is None or not row.isAncestorOf(held):
            return
        if state.busy and self._held is None:
            self._held = held
            row.head.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not state.busy and held is self._cancel(state):
            row.head.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give_keyboard(self, state: GoodbyeState) -> None:
        """To what can be pressed while work is done, and back to what had it; not where somebody went meanwhile."""
        if self._held is None:
            return
        waits = self.window().focusWidget() in {row.head for row in self.rows}
        to = (self._cancel(state) or self._held) if state.busy else self._held
        if waits and to.isEnabled() and to.isVisible():
            to.setFocus(Qt.FocusReason.OtherFocusReason)
        if not state.busy:
            self._held = None

    def _cancel(self, state: GoodbyeState) -> QWidget | None:
        """What can be pressed while the work of this step is done."""
        body = self._bodies.get(_KINDS[STEPS.index(state.step)]) if state.step in STEPS else None
        return body.cancel if body is not None else None

    def _turn_to(self, step: Step) -> None:
        """Go on with the keyboard at the step that is the present one now."""
        if step is Step.BEGIN:
            self.begin.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        row = self.rows[STEPS.index(step)]
        row.head.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, row.head.accessibleName())
        for part in (row, row.head):  # all of it where there is room, else its beginning
            reveal(part)

    def _ask_where(self) -> None:
        self._folders.choose(self, self.tr("Choose a folder for your papers"), self.folder_chosen.emit)

    def _lay_out(self) -> None:
        """From the outside in: what has its place before it is filled is not styled again with all that is in it."""
        theme = self._theme
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, ROOM, 0)
        head.setSpacing(16)
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.back)
        column = self.column(ROOM)
        column.addLayout(head)
        column.addSpacing(2)
        column.addWidget(self._about)
        column.addSpacing(16)
        self._notes = QVBoxLayout()
        for part in (self.failed, self._told, self._busy):
            self._notes.addWidget(part)
            part.hide()
        column.addLayout(self._notes)
        column.addSpacing(4)
        scroll, holder, inside = PageScroll(self.tr("Say goodbye")), QWidget(), QWidget()
        column.addWidget(scroll, 1)
        scroll.show_part(holder)
        across = QHBoxLayout(holder)
        across.setContentsMargins(0, 0, 0, 0)
        inside.setMaximumWidth(_LETTERS * QFontMetrics(theme.font("body")).averageCharWidth())
        across.addWidget(inside, 100)
        across.addStretch(1)
        parts = QVBoxLayout(inside)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(16)
        for each in (self._first, self._list, self._foot):
            parts.addWidget(each)
            each.hide()
        self._fill_first()
        self._fill_list()
        self._fill_foot()

    def _fill_first(self) -> None:
        body, theme = self._first.body, self._theme
        body.setSpacing(8)
        body.addWidget(WrapLabel(theme, self.tr("First: where do your copy and papers go?"), "heading"))
        body.addWidget(self._folder)
        nothing = self.tr("Nothing is deleted before the last step, and that one asks for your passphrase.")
        body.addWidget(WrapLabel(theme, nothing, "sub"))
        row = FlowLayout(gap=8, line_gap=8)
        row.addWidget(self.begin)
        row.addWidget(self.other)
        holder = QWidget()
        holder.setContentsMargins(0, 8, 0, 0)
        holder.setLayout(row)
        body.addWidget(holder)

    def _fill_list(self) -> None:
        body = self._list.body
        body.setContentsMargins(1, 1, 1, 1)
        body.setSpacing(0)
        theme, icons = self._theme, self._icons
        self.rows = tuple(StepRow(theme, icons, number, self._list) for number, _ in enumerate(STEPS, 1))
        for number, row in enumerate(self.rows):
            if number:
                rule = QFrame()
                rule.setProperty("rule", True)
                body.addWidget(rule)
            body.addWidget(row)

    def _fill_foot(self) -> None:
        column = QVBoxLayout(self._foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._kept)
        row = FlowLayout(gap=8, line_gap=8)
        row.addWidget(self.elsewhere)
        row.addWidget(self.stay)
        holder = QWidget()
        holder.setLayout(row)
        column.addWidget(holder)
