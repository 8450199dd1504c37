"""The rows of one topic in a card, below its head."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from vault.core.sentences import Sentences
from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import button
from vault.desktop.parts.card import Card
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.preference_add import OfferedRow
from vault.desktop.preference_editor import PreferenceEditor
from vault.desktop.preference_paint import PaintedRow
from vault.desktop.preference_row import PreferenceHead
from vault.desktop.preference_state import Group, Page, PageState
from vault.desktop.theme import Theme

_ABOVE, _BELOW_HEAD = 20, 10


class PreferenceGroup(QWidget):
    """Shows a :class:`Group`, and later another: a row is a widget that says what it is told.

    For each letter of a search there are other rows, and making one takes ten times what telling it does.
    ``widths`` is shared by all rows of a page.
    """

    pressed = Signal(str)
    delete_pressed = Signal(str)
    copied = Signal(str, bool)
    stepped = Signal(str, int)

    def __init__(
        self, theme: Theme, icons: Icons, sentences: Sentences, widths: dict[float, tuple[int, int]], *, offers: bool
    ) -> None:
        super().__init__()
        self._theme, self._icons, self._sentences, self._widths, self._offers = theme, icons, sentences, widths, offers
        self._made: list[PaintedRow] = []
        self._keys: list[str] = []
        self._last = ""
        self._title, self._count = QLabel(), QLabel()
        self._title.setProperty("role", "heading")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._count.setProperty("role", "smallSub")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._count)
        head.addStretch(1)
        self.card = Card(theme, padding=1)
        self.card.body.setSpacing(0)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(_BELOW_HEAD)
        self._column.addLayout(head)
        self._column.addWidget(self.card)

    def show_group(self, group: Group, room: int, opened: str, *, first: bool) -> bool:
        """Show its head, and as many rows as there is ``room`` for; whether widgets were made for them.

        ``opened`` is the one with the editor.
        """
        self._column.setContentsMargins(0, 0 if first else _ABOVE, 0, 0)
        self._title.setText(group.title)
        self._count.setText(self._counted(group))
        keys = keys_of(group)
        self._keys, self._last = keys[: max(0, room)], keys[-1] if keys else ""
        missing = max(0, len(self._keys) - len(self._made))
        for _ in range(missing):
            self._make()
        for number, (row, key) in enumerate(zip(self._made, self._keys, strict=False)):
            if isinstance(row, PreferenceHead):
                row.show_line(group.lines[number], is_open=key == opened)
            elif isinstance(row, OfferedRow):
                row.show_offered(group.offered[number])
            row.set_place(first=number == 0, last=key == self._last and key != opened)
        self.card.setVisible(bool(keys))
        return missing > 0

    def settle(self) -> None:
        """Show the rows that have something to say, and hide what is left of a longer group."""
        self.card.body.setEnabled(False)  # else it would be laid out anew at each of them
        for number, row in enumerate(self._made):
            row.setVisible(number < len(self._keys))
        self.card.body.setEnabled(True)

    @property
    def rows(self) -> dict[str, PaintedRow]:
        """The rows that are shown, by key."""
        return dict(zip(self._keys, self._made, strict=False))

    def order_tabs(self, before: QWidget | None) -> QWidget | None:
        """Let the Tab key come from ``before`` through the rows, hidden ones too; the last of them."""
        for row in self._made:
            if before is not None:
                QWidget.setTabOrder(before, row)
            before = row
        return before

    def insert(self, editor: PreferenceEditor) -> PaintedRow:
        """Put the editor below its row."""
        row = self.rows[editor.key]
        editor.last = editor.key == self._last
        self.card.body.insertWidget(self.card.body.indexOf(row) + 1, editor)
        return row

    def _make(self) -> None:
        row: PaintedRow
        if self._offers:
            row = OfferedRow(self._theme, self._icons, self._sentences)
        else:
            row = PreferenceHead(self._theme, self._icons, self._sentences, self._widths)
            row.copied.connect(self.copied)
        number = len(self._made)
        row.clicked.connect(partial(self._pressed, number))
        row.delete_pressed.connect(partial(self._delete_pressed, number))
        row.stepped.connect(partial(self._stepped, number))
        self._made.append(row)
        self.card.body.addWidget(row)

    def _pressed(self, number: int, _: bool = False) -> None:
        self.pressed.emit(self._keys[number])

    def _delete_pressed(self, number: int) -> None:
        self.delete_pressed.emit(self._keys[number])

    def _stepped(self, number: int, step: int) -> None:
        self.stepped.emit(self._keys[number], step)

    def _counted(self, group: Group) -> str:
        if group.offered:
            return self.tr("{count} to choose from").format(count=len(group.offered))
        count = sum(not line.new for line in group.lines)
        if not count:
            return ""
        kept = self.tr("1 preference") if count == 1 else self.tr("{count} preferences").format(count=count)
        shared = self.tr("{count} shared").format(count=group.shared) if group.shared else self.tr("none shared")
        return f"{kept}, {shared}"


class NoRows(QWidget):
    """Why there are no rows, and what to do."""

    add_asked = Signal()

    def __init__(self, theme: Theme, icons: Icons, state: PageState) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, _BELOW_HEAD if state.groups else 0, 0, 0)
        column.setSpacing(12)
        if state.topic is None and state.page is Page.ADD:
            words = self.tr("Nothing has all these words. Try fewer or other words.")
        elif state.topic is None:
            words = self.tr("You keep nothing with these words yet.")
        elif state.page is Page.ADD:
            words = self.tr("You keep everything of this topic.")
        else:
            words = self.tr("You keep nothing of this topic yet.")
        column.addWidget(WrapLabel(theme, words, "sub"))
        if state.page is Page.KEPT:
            add = button(self.tr("Add preference"), "normal", icon=icons.icon("plus", "ink", 18))
            add.clicked.connect(self.add_asked)
            column.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)


def keys_of(group: Group) -> list[str]:
    """The preferences of its rows."""
    return [line.key for line in group.lines] or [offered.key for offered in group.offered]
