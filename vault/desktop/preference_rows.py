"""The right column: the rows of the chosen topic, or what a search found, with the one open editor."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLayout, QVBoxLayout, QWidget

from vault.core.sentences import Sentences
from vault.desktop.icons import Icons
from vault.desktop.page_scroll import PageScroll
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.preference_editor import PreferenceEditor
from vault.desktop.preference_group import NoRows, PreferenceGroup, keys_of
from vault.desktop.preference_paint import PaintedRow
from vault.desktop.preference_state import EditorState, Group, PageState
from vault.desktop.theme import Theme

_AIR = 8
"""Pixels around what is scrolled to."""
_AT_ONCE, _EACH_TURN = 24, 32
"""Rows: more than a window shows; and how many are made in one turn of the event loop."""


class PreferenceRows(PageScroll):
    """Shows the groups of a state: at once as many rows as a window shows, the others in the turns after that."""

    toggled = Signal(str)
    delete_pressed = Signal(str)
    picked = Signal(str)
    copied = Signal(str, bool)
    add_asked = Signal()
    editor_made = Signal(object)
    """A new editor, for its signals to be connected."""

    def __init__(self, theme: Theme, icons: Icons, sentences: Sentences) -> None:
        super().__init__()
        self._theme, self._icons, self._sentences = theme, icons, sentences
        self._shape: object = None
        self._place: object = None
        self._groups: tuple[Group, ...] = ()
        self._kept: list[PreferenceGroup] = []
        self._offered: list[PreferenceGroup] = []
        self._rows: dict[str, PaintedRow] = {}
        self._below: QWidget | None = None
        self._widths: dict[float, tuple[int, int]] = {}
        self.editor: PreferenceEditor | None = None
        self._made_anew = ""
        self._room = self._begun = 0
        self._filling = QTimer(self)
        self._filling.timeout.connect(self._fill_more)
        self._until_settled = QTimer(self)
        self._until_settled.setSingleShot(True)
        self._until_settled.timeout.connect(self._answer_settled)
        self._answering = False
        self.verticalScrollBar().rangeChanged.connect(lambda: self._until_settled.start(0))
        self.verticalScrollBar().actionTriggered.connect(self._answer_seen)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 4)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.show_part(self._inside)

    def show_state(self, state: PageState) -> None:
        """Show the groups and the open editor."""
        shape = (
            state.page,
            state.topic is None,
            state.left_out,
            [(each.topic, keys_of(each)) for each in state.groups],
        )
        self._groups = state.groups
        opened = state.editor.entry.key if state.editor is not None else ""
        if shape != self._shape:
            self._shape = shape
            self._build(state, opened)
        else:
            self._fill(opened)
        self._show_editor(state.editor)

    def focus_row(self, key: str | None = None) -> None:
        """Put the keyboard on this row, or on the first one."""
        if key is not None:
            self._reach(key)
        row = self._rows.get(key or "") or next(iter(self._rows.values()), None)
        if row is not None:
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802
        """What the keyboard comes to does not stay behind the foot of the editor."""
        moved = super().focusNextPrevChild(forward)
        self._answer_seen()
        now, editor = QApplication.focusWidget(), self.editor
        if now is not None and editor is not None and editor.isAncestorOf(now) and not editor.foot.isAncestorOf(now):
            self._uncover(now)
        return moved

    def _build(self, state: PageState, opened: str) -> None:
        had = next((key for key, row in self._rows.items() if row.hasFocus()), None)
        inside = self.isAncestorOf(QApplication.focusWidget() or self)
        self._made_anew = "" if inside or self.editor is None else self.editor.key
        below, self._below = self._below, self._what_is_below(state)
        if self._below is not None:
            self._column.insertWidget(self._column.count() - 1, self._below)
        self._drop_editor()
        place, self._place = self._place, (state.page, state.topic, state.search)
        self._room = _AT_ONCE if place != self._place else max(_AT_ONCE, len(self._rows))
        self._fill(opened)
        if below is not None:
            _take_away(below)  # a button of it may be the sender of the signal that came here
        if not state.groups:
            self._forget()
        self._settle()
        if inside:
            self.focus_row(had)
        if place != self._place:
            self.verticalScrollBar().setValue(0)

    def _fill(self, opened: str) -> None:
        """Show what is in the groups, as many rows as there is room for now."""
        room, self._rows, self._begun = self._room, {}, 0
        made = False
        for number, group in enumerate(self._groups):
            keys = keys_of(group)
            if opened in keys:
                room = max(room, keys.index(opened) + 1)
            if number and room <= 0:
                break
            part = self._part(number, offers=bool(group.offered))
            made = part.show_group(group, room, opened, first=number == 0) or made
            self._begun += 1
            self._rows.update(part.rows)
            room -= len(part.rows)
        if made:
            self._order_tabs()
        everything = sum(len(keys_of(group)) for group in self._groups)
        if len(self._rows) == everything:
            self._filling.stop()
        elif not self._filling.isActive():
            self._filling.start(0)

    def _fill_more(self) -> None:
        """Each turn of the event loop some more, until all are there: a topic may have hundreds."""
        self._room = len(self._rows) + _EACH_TURN
        self._fill(self.editor.key if self.editor is not None else "")
        self._settle()

    def _reach(self, key: str) -> None:
        """Have the rows down to this one, now."""
        keys = [each for group in self._groups for each in keys_of(group)]
        if key in keys and key not in self._rows:
            self._room = keys.index(key) + 1
            self._fill(self.editor.key if self.editor is not None else "")
            self._settle()

    def _part(self, number: int, *, offers: bool) -> PreferenceGroup:
        parts = self._offered if offers else self._kept
        if number < len(parts):
            return parts[number]
        part = PreferenceGroup(self._theme, self._icons, self._sentences, self._widths, offers=offers)
        part.pressed.connect(self.picked if offers else self.toggled)
        part.delete_pressed.connect(self.delete_pressed)
        part.copied.connect(self.copied)
        part.stepped.connect(self._step)
        parts.append(part)
        self._column.insertWidget(number if offers else len(self._kept) - 1, part)
        return part

    def _order_tabs(self) -> None:
        for parts in (self._kept, self._offered):
            before: QWidget | None = None
            for part in parts:
                before = part.order_tabs(before)
        if self.editor is not None:
            self.editor.order_tabs(self._rows[self.editor.key])

    def _forget(self) -> None:
        """Where nothing is shown nothing is kept in a widget either: the vault may have locked."""
        for part in (*self._kept, *self._offered):
            _take_away(part)
        self._kept, self._offered = [], []

    def _what_is_below(self, state: PageState) -> QWidget | None:
        """How many a search leaves out, or why there are no rows."""
        if state.left_out:
            words = self.tr("{count} more. Type another letter to see them.").format(count=state.left_out)
            more = WrapLabel(self._theme, words, "smallSub")
            more.setContentsMargins(0, 12, 0, 0)
            return more
        has_rows = any(group.lines or group.offered for group in state.groups)
        if has_rows:
            return None
        nothing = NoRows(self._theme, self._icons, state)
        nothing.add_asked.connect(self.add_asked)
        return nothing

    def _step(self, key: str, step: int) -> None:
        keys = [each for group in self._groups for each in keys_of(group)]
        number = keys.index(key) + step
        if 0 <= number < len(keys):
            self.focus_row(keys[number])
            self.ensureWidgetVisible(self._rows[keys[number]], 0, 8)

    def _show_editor(self, state: EditorState | None) -> None:
        if state is not None and self.editor is not None and self.editor.key == state.entry.key:
            self.editor.show_state(state)
            return
        closed = self.editor
        if closed is not None:
            inside = closed.isAncestorOf(QApplication.focusWidget() or self)
            self._drop_editor()
            if inside and state is None:
                self.focus_row(closed.key)
        if state is not None and state.entry.key in self._rows:
            self._open(state)

    def _drop_editor(self) -> None:
        closed, self.editor = self.editor, None
        if closed is not None:
            _take_away(closed)

    def _open(self, state: EditorState) -> None:
        part = next(part for part in self._kept if state.entry.key in part.rows)
        editor = PreferenceEditor(self._theme, self._icons, self._sentences, state)
        row = part.insert(editor)
        editor.order_tabs(row)
        editor.answered.connect(self._show_answer)
        editor.typed.connect(self._answer_seen)
        self._answering = False
        self.editor = editor
        self._settle()
        self.editor_made.emit(editor)
        if editor.key != self._made_anew:  # else the keyboard is elsewhere, as in the search, and stays there
            editor.focus_first()
        self._made_anew = ""
        # The new height is known once the layout has run.
        QTimer.singleShot(0, editor, lambda: self._reveal(editor, row))

    def _settle(self) -> None:
        """Give all that is new the height it needs in one go. A layout shows what is put into it later, and counts it
        as no height until then: found out one layout at a time, rows would move up and down before they stand still."""
        offers = any(group.offered for group in self._groups)
        self._column.setEnabled(False)
        for parts, used in ((self._kept, not offers), (self._offered, offers)):
            for number, part in enumerate(parts):
                part.settle()
                part.setVisible(used and number < self._begun)
        self._column.setEnabled(True)
        if self._below is not None:
            self._below.show()
        if self.editor is not None:
            self.editor.show()
        for layout in self._inside.findChildren(QLayout):
            layout.invalidate()
        around: QWidget | None = self.editor or self._inside
        while around is not None and around is not self.viewport():
            around.updateGeometry()
            around = around.parentWidget()

    def _reveal(self, editor: PreferenceEditor, row: PaintedRow) -> None:
        if self.editor is editor:
            self.ensureWidgetVisible(editor, 0, 8)
            self.ensureWidgetVisible(row, 0, 8)

    def _show_answer(self) -> None:
        """What came of a press is seen, also where a layout around it takes another turn to settle."""
        self._answering = True
        self._settle()
        self._until_settled.start(0)

    def _answer_settled(self) -> None:
        if self.editor is not None and self._answering:
            self._uncover(self.editor.seen_by.refresh)

    def _answer_seen(self) -> None:
        self._answering = False  # from now on the person scrolls, or types

    def _uncover(self, part: QWidget) -> None:
        """Not ``ensureWidgetVisible``: what is behind the foot counts as visible for that."""
        if self.editor is not None:
            top = part.mapTo(self.viewport(), QPoint(0, 0)).y() + self.verticalScrollBar().value()
            self.ensureVisible(0, top + part.height() + self.editor.foot.height() + _AIR, 0, 0)
            self.ensureVisible(0, top - _AIR, 0, 0)


def _take_away(part: QWidget) -> None:
    part.hide()
    part.setParent(None)
    part.deleteLater()
