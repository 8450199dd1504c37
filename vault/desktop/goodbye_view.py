"""The page "Goodbye": where papers go, then five steps, one of them open."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

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

_LETTERS = 92
"""Of the widest line: longer ones are hard to read."""


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
        self._held: QWidget | None = None
        self.title.setText(self.tr("Say goodbye"))
        self._about = WrapLabel(
            theme, self.tr("Five steps end your vault. You can leave at each one, and go on another day."), "sub"
        )
        self.back = button(self.tr("Back"), "normal", icon=icons.icon("arrow-left", "ink", 18))
        self._told = Note(theme, icons, "green", "")
        self._busy = StateLine(theme, icons, "busy", "")
        self._busy.setContentsMargins(0, 0, 0, 8)
        self._first = Card(theme, theme.space("cardPadLarge"))
        self.begin = button(self.tr("Begin"), "main")
        self.other = button(self.tr("Another folder…"), "normal")
        self._folder, self._kept = WrapLabel(theme, "", "strong"), WrapLabel(theme, "", "smallSub")
        self.elsewhere = button(self.tr("Another folder…"), "quiet", small=True)
        self.stay = button(self.tr("I stay after all"), "quiet", small=True)
        self._foot = QWidget()
        self.rows = tuple(StepRow(theme, icons, number) for number, _ in enumerate(STEPS, 1))
        self.copy, self.stop, self.confirm = CopyBody(theme, icons), StopBody(theme, icons), ConfirmBody(theme, icons)
        self.sheet, self.delete = SheetBody(theme, icons), DeleteBody(theme, icons)
        self._lay_out()
        for row, body in zip(self.rows, self._bodies, strict=True):
            body.setParent(row)  # also where its step is never come to, it goes with the page
            body.hide()
        self.begin.clicked.connect(self.begun)
        for each in (self.other, self.elsewhere):
            each.clicked.connect(self._ask_where)
        self.stay.clicked.connect(self.stay_asked)
        self.back.clicked.connect(self.back_asked)

    @property
    def _bodies(self) -> tuple[StepBody, ...]:
        return (self.copy, self.stop, self.confirm, self.sheet, self.delete)

    def attach(self, presenter: GoodbyePresenter, advice: PassphraseAdvice | None = None) -> None:
        """Give what the customer does to the presenter, and show what it says; ``advice`` is about the copy's lock."""
        presenter.changed.connect(self.show_state)
        if advice is not None:
            self.copy.new.attach(advice)
        self.begun.connect(presenter.begin)
        self.folder_chosen.connect(presenter.choose_folder)
        self.stay_asked.connect(presenter.stay)
        self.back_asked.connect(presenter.leave)
        self.copy.sealed_said.connect(presenter.take_sealed)
        self.copy.lock_said.connect(presenter.lock_copy)
        self.copy.copy_asked.connect(presenter.make_copy)
        self.copy.without_asked.connect(presenter.go_without_copy)
        self.copy.cancel_asked.connect(presenter.cancel)
        self.stop.stop_asked.connect(presenter.stop_all)
        self.confirm.look_asked.connect(presenter.look_again)
        self.confirm.letters_asked.connect(presenter.write_letters)
        self.confirm.leave_asked.connect(presenter.leave_rest)
        self.sheet.sheet_asked.connect(presenter.write_sheet)
        self.delete.delete_asked.connect(presenter.delete)

    def show_state(self, state: GoodbyeState) -> None:
        """Show the page as it is now."""
        self._take_keyboard(state)
        self.show_failed(state.failed)
        self._told.tell("green", state.told)
        if state.busy and state.busy != self._busy.accessibleName():
            announce(self, state.busy)
        self._busy.set_state("busy", state.busy)
        self._busy.setVisible(bool(state.busy))
        begins = state.step is Step.BEGIN
        self._first.setVisible(begins)
        self._foot.setVisible(state.step is not None and not begins)
        self._folder.setText(breakable(state.folder))
        self._kept.setText(self.tr("Your papers go to {folder}").format(folder=breakable(state.folder)))
        for each in (self.begin, self.other, self.elsewhere, self.stay):
            each.setEnabled(not state.busy)
        for row, body, line in zip(self.rows, self._bodies, state.lines, strict=False):
            row.show_line(line, len(STEPS))
            now = line.step is state.step
            row.show_body(body if now else None)
            if now:
                body.show_state(state)
                for one, then in pairwise((body.last, self.elsewhere, self.stay)):
                    QWidget.setTabOrder(one, then)  # a body is made before it has its place
            else:
                body.forget()
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
        elif not state.busy and held is self.copy.cancel:
            row.head.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give_keyboard(self, state: GoodbyeState) -> None:
        """To what can be pressed while work is done, and back to what had it; not where somebody went meanwhile."""
        if self._held is None:
            return
        waits = self.window().focusWidget() in {row.head for row in self.rows}
        to = self.copy.cancel if state.busy else self._held
        if waits and to.isEnabled() and to.isVisible():
            to.setFocus(Qt.FocusReason.OtherFocusReason)
        if not state.busy:
            self._held = None

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
        notes = QVBoxLayout()
        notes.setContentsMargins(0, 0, ROOM, 0)  # as far as what is above and below
        for part in (self.failed, self._told, self._busy):
            notes.addWidget(part)
            part.hide()
        column.addLayout(notes)
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
        self._list = Card(theme, 0)
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
