"""The right column: the rows of the chosen topic, or what a search found, with the one open editor."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from vault.core.sentences import Sentences
from vault.desktop.icons import Icons
from vault.desktop.page_scroll import PageScroll
from vault.desktop.parts.buttons import button
from vault.desktop.parts.card import Card
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.preference_add import OfferedRow
from vault.desktop.preference_editor import PreferenceEditor
from vault.desktop.preference_paint import PaintedRow
from vault.desktop.preference_row import PreferenceHead
from vault.desktop.preference_state import EditorState, Group, Page, PageState
from vault.desktop.theme import Theme

_AIR = 8
"""Pixels around what is scrolled to."""


class PreferenceRows(PageScroll):
    """Shows the groups of a state. Rows stay the same widgets as long as the same rows are shown."""

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
        self._rows: dict[str, PaintedRow] = {}
        self._cards: dict[str, Card] = {}
        self._counts: dict[str, QLabel] = {}
        self.editor: PreferenceEditor | None = None
        self._made_anew = ""
        self._until_settled = QTimer(self)
        self._until_settled.setSingleShot(True)
        self._until_settled.timeout.connect(self._answer_settled)
        self._answering = False
        self.verticalScrollBar().rangeChanged.connect(lambda: self._until_settled.start(0))
        self.verticalScrollBar().actionTriggered.connect(self._answer_seen)
        self._start()

    def show_state(self, state: PageState) -> None:
        """Show the groups and the open editor."""
        keys = [(group.topic, _keys(group)) for group in state.groups]
        shape = (state.page, state.topic is None, state.left_out, keys)
        if shape != self._shape:
            self._shape = shape
            self._build(state)
        for group in state.groups:
            for line in group.lines:
                row = self._rows[line.key]
                is_open = state.editor is not None and state.editor.entry.key == line.key
                if isinstance(row, PreferenceHead):
                    row.show_line(line, is_open=is_open)
            if group.topic in self._counts:
                self._counts[group.topic].setText(self._count(group))
        self._show_editor(state.editor)

    def focus_row(self, key: str | None = None) -> None:
        """Put the keyboard on this row, or on the first one."""
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

    def _build(self, state: PageState) -> None:
        had = next((key for key, row in self._rows.items() if row.hasFocus()), None)
        inside = self.isAncestorOf(QApplication.focusWidget() or self)
        self._made_anew = "" if inside or self.editor is None else self.editor.key
        self._clear()
        for number, group in enumerate(state.groups):
            if number:
                self._column.addSpacing(20)
            self._column.addLayout(self._head(group))
            self._column.addSpacing(10)
            has_rows = group.lines or group.offered
            self._column.addWidget(self._card(group) if has_rows else self._nothing(state))
        if not state.groups:
            self._column.addWidget(self._nothing(state))
        if state.left_out:
            self._column.addSpacing(12)
            words = self.tr("{count} more. Type another letter to see them.").format(count=state.left_out)
            self._column.addWidget(WrapLabel(self._theme, words, "smallSub"))
        self._column.addStretch(1)
        self._settle()
        if inside:
            self.focus_row(had)

    def _clear(self) -> None:
        self._rows, self._cards, self._counts, self.editor = {}, {}, {}, None
        self.takeWidget().deleteLater()  # a row of it may be the sender of the signal that came here
        self._start()

    def _start(self) -> None:
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 4)
        self._column.setSpacing(0)
        self.show_part(self._inside)

    def _head(self, group: Group) -> QHBoxLayout:
        title = QLabel(group.title)
        title.setProperty("role", "heading")
        title.setTextFormat(Qt.TextFormat.PlainText)
        count = self._counts[group.topic] = QLabel(self._count(group))
        count.setProperty("role", "smallSub")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(title)
        row.addWidget(count)
        row.addStretch(1)
        return row

    def _card(self, group: Group) -> Card:
        card = self._cards[group.topic] = Card(self._theme, padding=1)
        card.body.setSpacing(0)
        keys = _keys(group)
        for number, key in enumerate(keys):
            row = self._kept_row(key) if group.lines else self._offered_row(group, number)
            row.set_place(first=number == 0, last=number == len(keys) - 1)
            row.stepped.connect(lambda step, key=key: self._step(key, step))
            self._rows[key] = row
            card.body.addWidget(row)
        return card

    def _kept_row(self, key: str) -> PreferenceHead:
        row = PreferenceHead(self._theme, self._icons, self._sentences)
        row.clicked.connect(lambda: self.toggled.emit(key))
        row.delete_pressed.connect(lambda: self.delete_pressed.emit(key))
        row.copied.connect(self.copied)
        return row

    def _offered_row(self, group: Group, number: int) -> OfferedRow:
        offered = group.offered[number]
        row = OfferedRow(self._theme, self._icons, self._sentences)
        row.show_offered(offered)
        row.clicked.connect(lambda: self.picked.emit(offered.key))
        return row

    def _nothing(self, state: PageState) -> QWidget:
        """Why there are no rows, and what to do."""
        place = QWidget()
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        if state.topic is None and state.page is Page.ADD:
            words = self.tr("Nothing has all these words. Try fewer or other words.")
        elif state.topic is None:
            words = self.tr("You keep nothing with these words yet.")
        elif state.page is Page.ADD:
            words = self.tr("You keep everything of this topic.")
        else:
            words = self.tr("You keep nothing of this topic yet.")
        column.addWidget(WrapLabel(self._theme, words, "sub"))
        if state.page is Page.KEPT:
            add = button(self.tr("Add preference"), "normal", icon=self._icons.icon("plus", "ink", 18))
            add.clicked.connect(self.add_asked)
            column.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        return place

    def _count(self, group: Group) -> str:
        if group.offered:
            return self.tr("{count} to choose from").format(count=len(group.offered))
        count = sum(not line.new for line in group.lines)
        if not count:
            return ""
        kept = self.tr("1 preference") if count == 1 else self.tr("{count} preferences").format(count=count)
        shared = self.tr("{count} shared").format(count=group.shared) if group.shared else self.tr("none shared")
        return f"{kept}, {shared}"

    def _step(self, key: str, step: int) -> None:
        keys = list(self._rows)
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
            self.editor = None
            closed.hide()
            closed.setParent(None)
            closed.deleteLater()
            if inside and state is None:
                self.focus_row(closed.key)
        for key, row in self._rows.items():
            first, last = self._ends(key)
            row.set_place(first=first, last=last and not (state is not None and state.entry.key == key))
        if state is None or state.entry.key not in self._rows:
            return
        self._open(state)

    def _open(self, state: EditorState) -> None:
        row = self._rows[state.entry.key]
        card = next(card for card in self._cards.values() if card.isAncestorOf(row))
        editor = PreferenceEditor(self._theme, self._icons, self._sentences, state)
        editor.last = self._ends(editor.key)[1]
        card.body.insertWidget(card.body.indexOf(row) + 1, editor)
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
        for part in self._inside.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            part.show()
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

    def _ends(self, key: str) -> tuple[bool, bool]:
        card = next(card for card in self._cards.values() if card.isAncestorOf(self._rows[key]))
        rows = [each for each, row in self._rows.items() if card.isAncestorOf(row)]
        return key == rows[0], key == rows[-1]


def _keys(group: Group) -> list[str]:
    return [line.key for line in group.lines] or [offered.key for offered in group.offered]
