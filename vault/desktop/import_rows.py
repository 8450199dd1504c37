"""All suggestions in one card. So many that a person looks at are made at a time; a button brings the next."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QLocale, Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vault.core.sentences import Sentences
from vault.desktop.icons import Icons
from vault.desktop.import_row import ImportRow
from vault.desktop.import_state import Answered, SuggestionLine
from vault.desktop.parts.announce import announce
from vault.desktop.parts.card import Card
from vault.desktop.parts.more_rows import MoreRows
from vault.desktop.request_text import Placed
from vault.desktop.theme import Theme

_PAGE = 24
"""Rows until more are asked for."""
_TURN = 1
"""Rows that are made in one turn of the event loop, which others wait for meanwhile."""


class ImportRows(QWidget):
    """Signals carry the id of a suggestion; those about the open row nothing."""

    toggled = Signal(str)
    skipped = Signal(str)
    accepted = Signal(str)
    refused = Signal(str)
    undone = Signal(str)
    change_asked = Signal(str)
    all_asked = Signal()
    typed = Signal(object)
    use_asked = Signal()
    cancel_asked = Signal()

    def __init__(self, theme: Theme, icons: Icons, sentences: Sentences) -> None:
        super().__init__()
        self._theme, self._icons, self._sentences = theme, icons, sentences
        self.before: QWidget | None = None
        """What the keyboard comes from."""
        self._lines: Sequence[SuggestionLine] = ()
        self._wanted = _PAGE
        self._stack = _Stack(theme)
        self.rows = self._stack.rows
        self._card = Card(theme, 1)
        self._card.body.addWidget(self._stack)
        self._locale = QLocale(sentences.language)
        self.more = MoreRows(theme)
        self.more.asked.connect(self._show_more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._card)
        column.addWidget(self.more)
        self._filling = QTimer(self)
        self._filling.setInterval(0)
        self._filling.timeout.connect(self._fill)

    @property
    def changing(self) -> bool:
        """Whether a value is typed in one of the rows."""
        return any(row.change is not None for row in self.rows)

    def show_lines(self, lines: Sequence[SuggestionLine]) -> None:
        """Show these. Rows of what is no more go; the others stay the same widgets."""
        if [each.id for each in lines] != [each.id for each in self._lines]:
            self._clear(keep=bool(lines))
        before = {each.id: each.answered for each in self._lines}
        self._lines = lines
        for row, line in zip(self.rows, lines, strict=False):
            row.show_line(line)
            if before.get(line.id, line.answered) is not line.answered:
                self._tell(line)
        self._order()
        self._card.setVisible(bool(lines))
        if len(self.rows) < min(len(lines), self._wanted) and not self._filling.isActive():
            self._fill()
        self._show_rest()

    def _clear(self, *, keep: bool) -> None:
        self._filling.stop()
        for row in self.rows:
            row.hide()
            row.setParent(None)
            row.deleteLater()
        self.rows.clear()
        if not keep:
            self._wanted = _PAGE

    def _fill(self) -> None:
        end = min(len(self._lines), self._wanted)
        for line in self._lines[len(self.rows) : min(end, len(self.rows) + _TURN)]:
            self._add(line)
        if len(self.rows) < end:
            self._filling.start()
        else:
            self._filling.stop()
        self._place()

    def _add(self, line: SuggestionLine) -> None:
        row = ImportRow(self._theme, self._icons, self._sentences)
        for name in ("toggled", "skipped", "accepted", "refused", "undone", "change_asked"):
            getattr(row, name).connect(partial(getattr(self, name).emit, line.id))
        for name in ("all_asked", "typed", "use_asked", "cancel_asked"):
            getattr(row, name).connect(getattr(self, name))
        row.show_line(line)
        self.rows.append(row)
        row.setParent(self._stack)
        row.resized.connect(self._stack.refit)
        row.show()

    def _place(self) -> None:
        for number, row in enumerate(self.rows):
            row.first, row.last = number == 0, number == len(self.rows) - 1
        self._stack.refit()
        self._order()

    def _order(self) -> None:
        """New buttons go where they stand in the order of Tab: Qt puts what is made last at its end."""
        before = self.before
        for row in self.rows:
            stops = row.stops()
            if row.renewed and before is not None:
                for one, other in pairwise([before, *stops]):
                    QWidget.setTabOrder(one, other)
                row.renewed = False
            before = stops[-1] if stops else before

    def _show_more(self) -> None:
        self._wanted += _PAGE
        at = len(self.rows)
        self._fill()
        self._show_rest()
        caret = self.rows[at].buttons.get("caret") if at < len(self.rows) else None
        if caret is not None:
            caret.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_rest(self) -> None:
        self.more.show_count(min(self._wanted, len(self._lines)), len(self._lines), self._locale, _PAGE)

    def _tell(self, line: SuggestionLine) -> None:
        said = {
            Answered.TAKEN: self.tr("Accepted"),
            Answered.SKIPPED: self.tr("Skipped"),
            Answered.NEVER: self.tr("Never again"),
        }.get(line.answered, self.tr("Undone"))
        announce(self, f"{said}: {line.name}")


class _Stack(Placed):
    """Rows below each other. Each knows its height; a layout of Qt would ask all when one changes."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.rows: list[ImportRow] = []

    def place(self, width: int, *, move: bool) -> int:
        y = 0
        for row in self.rows:
            height = row.heightForWidth(width)
            if move:
                row.setGeometry(0, y, width, height)
            y += height
        return y
