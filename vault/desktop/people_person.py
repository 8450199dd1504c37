"""One person the customer buys for: nickname and note, sizes and likes as rows, and one of them open for editing."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from vault.core.plain_text import breakable
from vault.core.sensitivity import Level
from vault.core.sentences import Sentences
from vault.customer.people import MAX_NICKNAME
from vault.desktop.field_error import FieldError
from vault.desktop.icons import Icons
from vault.desktop.parts.announce import announce
from vault.desktop.parts.buttons import button
from vault.desktop.parts.card import Card
from vault.desktop.parts.delete_key import DeleteKey
from vault.desktop.parts.level_badge import LevelBadge
from vault.desktop.parts.scroll_names import name_bars
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.people_editor import PersonValueEditor
from vault.desktop.people_state import KeptLine, PeopleState
from vault.desktop.preference_value import PlainList
from vault.desktop.request_text import clear
from vault.desktop.sheet_bar import SheetBar
from vault.desktop.theme import Theme

if TYPE_CHECKING:
    from vault.desktop.people_presenter import PeoplePresenter

_NOTE_LINES = 3


class PersonCard(Card):
    """Shows the person of a :class:`PeopleState`. ``row_pressed``, ``copy_pressed`` and ``add_asked`` carry a key."""

    name_asked = Signal(bool)
    renamed = Signal(str, str)
    remove_asked = Signal()
    row_pressed = Signal(str)
    copy_pressed = Signal(str)
    add_asked = Signal(str)
    typed = Signal(object)
    save_asked = Signal()
    cancel_asked = Signal()
    delete_asked = Signal(str)

    def __init__(self, theme: Theme, icons: Icons, sentences: Sentences) -> None:
        super().__init__(theme, theme.space("cardPadLarge"))
        self._theme, self._icons, self._sentences = theme, icons, sentences
        self._levels = {level: sentences.say("levels", level.word) for level in Level}
        self._shown: tuple[object, ...] = ()
        self._possible: tuple[tuple[str, str], ...] = ()
        self._naming = False
        self.editor: PersonValueEditor | None = None
        self._title = WrapLabel(theme, "", "heading")
        self._note = WrapLabel(theme, "", "sub")
        self.name = button(self.tr("Name and note"), "quiet", small=True, icon=icons.icon("pencil-simple", "ink2", 18))
        self.remove = button("", "quiet", small=True, icon=icons.icon("trash", "ink2", 18))
        self.nickname, self.note = QLineEdit(), QPlainTextEdit()
        name_bars(self.note)
        self.keep = button(self.tr("Save name"), "main", small=True)
        self.leave = button(self.tr("Cancel"), "normal", small=True)
        named = {"nickname_unfit": self.nickname, "nickname_taken": self.nickname, "note_unfit": self.note}
        self._error = FieldError(theme, icons, named)
        self._none = WrapLabel(theme, self.tr("You keep no sizes or likes of this person yet."), "sub")
        self._rows = QWidget()
        self.possible = PlainList()
        self.add = button(self.tr("Add this"), "normal", icon=icons.icon("plus", "ink", 18))
        self.paper = SheetBar(theme, icons, self.tr("sizes.pdf"))
        self._lay_out()
        self.name.clicked.connect(lambda: self.name_asked.emit(True))
        self.leave.clicked.connect(lambda: self.name_asked.emit(False))
        self.keep.clicked.connect(self._rename)
        self.nickname.returnPressed.connect(self._rename)
        self.remove.clicked.connect(self.remove_asked)
        self.add.clicked.connect(self._add)

    def attach(self, presenter: PeoplePresenter) -> None:
        """Give what the customer does to the presenter."""
        self.name_asked.connect(lambda naming: presenter.name(naming=naming))
        self.renamed.connect(presenter.rename)
        self.remove_asked.connect(presenter.remove)
        self.row_pressed.connect(presenter.edit)
        self.copy_pressed.connect(presenter.copy)
        self.add_asked.connect(presenter.edit)
        self.typed.connect(presenter.take_typed)
        self.save_asked.connect(presenter.save)
        self.cancel_asked.connect(presenter.cancel)
        self.delete_asked.connect(presenter.delete)
        self.paper.attach(presenter.paper)
        self.paper.print_asked.connect(presenter.print_person)
        self.paper.save_chosen.connect(presenter.save_person)

    def take_focus(self) -> None:
        """Go on with the keyboard at the first size or like, or where one is added."""
        row = next(iter(self._rows.findChildren(_Row)), None)
        (self.possible if row is None else row.edit).setFocus(Qt.FocusReason.TabFocusReason)

    def _add(self) -> None:
        if (at := self.possible.currentIndex()) >= 0:
            self.add_asked.emit(self._possible[at][0])

    def holds_focus(self) -> bool:
        """Whether the keyboard is somewhere in here, where it can be seen."""
        now = QApplication.focusWidget()
        return now is not None and self.isAncestorOf(now) and now.isVisible()

    def show_state(self, state: PeopleState) -> None:
        """Show the chosen person."""
        self._title.setText(breakable(state.nickname))
        self._note.setText(breakable(state.note))
        self._note.setVisible(bool(state.note) and not state.naming)
        self.remove.setAccessibleName(self.tr("Remove {name}").format(name=state.nickname))
        self.remove.setToolTip(self.remove.accessibleName())
        self._show_naming(state)
        self._none.setVisible(not state.lines and state.editing is None)
        self.paper.setVisible(bool(state.lines))
        self.paper.set_possible(bool(state.lines))
        if state.possible != self._possible:
            self._possible = state.possible
            self.possible.clear()
            self.possible.addItems([name for _, name in state.possible])  # one by one, thousands take a while
        self._show_rows(state)

    def _show_naming(self, state: PeopleState) -> None:
        if state.naming and not self._naming:
            self.nickname.setText(state.nickname)
            self.note.setPlainText(state.note)
        held = self.holds_focus()
        self._form.setVisible(state.naming)
        self.name.setVisible(not state.naming)
        if state.naming is not self._naming and (held or state.naming):
            (self.nickname if state.naming else self.name).setFocus(Qt.FocusReason.OtherFocusReason)
        self._naming = state.naming
        self._error.say(state.name_error, state.wrong, self._fields)

    def _show_rows(self, state: PeopleState) -> None:
        """The rows are made anew only when what stands in them, or which is open, is something else."""
        open_ = state.editing
        shown = (state.person, state.lines, open_.entry.key if open_ is not None else None)
        if shown != self._shown:
            same = bool(self._shown) and self._shown[0] == state.person
            before = self._shown[2] if same else None
            at = self._focused_row() if same and open_ is None else None
            self._shown = shown
            self.editor = None
            clear(self._rows)
            for line in state.lines:
                row = self._row(line)
                self._column.addWidget(row)
                row.show()  # else only the next turn shows it, and it cannot take the keyboard before
                if open_ is not None and line.key == open_.entry.key:
                    self._open(state)
                elif line.key == before and open_ is None:
                    row.edit.setFocus(Qt.FocusReason.OtherFocusReason)
                    at = None
            if open_ is not None and open_.new:
                self._open(state)
            if at is not None:  # the one that had the keyboard is gone
                rows = self._rows.findChildren(_Row)
                to = rows[min(at, len(rows) - 1)].edit if rows else self.possible
                to.setFocus(Qt.FocusReason.OtherFocusReason)
            stops = [each for each in self._rows.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
            for each, then in pairwise([*stops[-1:], self.possible, self.add]):  # these were made before the rows
                QWidget.setTabOrder(each, then)
        if self.editor is not None and open_ is not None:
            self.editor.show_state(open_)

    def _focused_row(self) -> int | None:
        """The number of the row that has the keyboard, or whose editor has it."""
        now, number = QApplication.focusWidget(), -1
        if now is None or not self._rows.isAncestorOf(now):
            return None
        for each in self._rows.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            number += isinstance(each, _Row)
            if each.isAncestorOf(now):
                return max(0, number)
        return None

    def _open(self, state: PeopleState) -> None:
        if state.editing is None:
            return
        self.editor = made = PersonValueEditor(self._theme, self._icons, self._sentences.language, state.editing)
        made.typed.connect(self.typed)
        made.save_asked.connect(self.save_asked)
        made.cancel_asked.connect(self.cancel_asked)
        made.delete_asked.connect(lambda: self.delete_asked.emit(made.key))
        self._column.addWidget(made)
        made.show()
        made.value.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, line: KeptLine) -> _Row:
        row = _Row(self._theme, self._icons, line, self._levels[line.level])
        row.edit.clicked.connect(lambda: self.row_pressed.emit(line.key))
        row.copy.clicked.connect(lambda: self._copy(line))
        row.delete_pressed.connect(lambda: self.delete_asked.emit(line.key))
        return row

    def _copy(self, line: KeptLine) -> None:
        self.copy_pressed.emit(line.key)
        announce(self, self.tr("Copied"))

    def _rename(self) -> None:
        self.renamed.emit(self.nickname.text(), self.note.toPlainText())

    def _lay_out(self) -> None:
        self.body.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self._title, 1)
        head.addWidget(self.name)
        head.addWidget(self.remove)
        self.body.addLayout(head)
        self.body.addWidget(self._note)
        self._form = QWidget()
        form = self._fields = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 8)
        for field, text in ((self.nickname, self.tr("Nickname")), (self.note, self.tr("Note, only for you"))):
            label = QLabel(text)
            label.setProperty("role", "label")
            label.setBuddy(field)
            field.setAccessibleName(text)
            form.addWidget(label)
            form.addWidget(field)
        self.nickname.setMaxLength(2 * MAX_NICKNAME)  # more than is kept, so that who pastes too much is told
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(_NOTE_LINES * self.note.fontMetrics().lineSpacing() + 20)
        buttons = QHBoxLayout()
        buttons.addWidget(self.keep)
        buttons.addWidget(self.leave)
        buttons.addStretch(1)
        form.addLayout(buttons)
        self.body.addWidget(self._form)
        self.body.addWidget(self._none)
        self._column = QVBoxLayout(self._rows)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.body.addWidget(self._rows)
        label = QLabel(self.tr("Size or like to add"))
        label.setProperty("role", "label")
        label.setBuddy(self.possible)
        self.possible.setAccessibleName(label.text())
        self.possible.setMinimumContentsLength(12)
        self.possible.setSizeAdjustPolicy(PlainList.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.body.addSpacing(8)
        self.body.addWidget(label)
        adding = QHBoxLayout()
        adding.setSpacing(8)
        adding.addWidget(self.possible, 1)
        adding.addWidget(self.add)
        self.body.addLayout(adding)
        self.paper.setContentsMargins(0, 8, 0, 0)
        self.body.addWidget(self.paper)


class _Row(DeleteKey, QWidget):
    """A size or like: its name, its value, how private it is, and what can be done with it."""

    def __init__(self, theme: Theme, icons: Icons, line: KeptLine, level: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(WrapLabel(theme, line.name, "smallSub"))
        words.addWidget(WrapLabel(theme, breakable(line.text), "strong"))
        row.addLayout(words, 1)
        row.addWidget(LevelBadge(theme, icons, line.level, level))
        self.copy = button("", "quiet", small=True, icon=icons.icon("copy", "ink2", 18))
        self.edit = button("", "quiet", small=True, icon=icons.icon("pencil-simple", "ink2", 18))
        for each, name in ((self.copy, self.tr("Copy {name}")), (self.edit, self.tr("Change {name}"))):
            each.setAccessibleName(name.format(name=line.name))
            each.setToolTip(each.accessibleName())
            row.addWidget(each)
