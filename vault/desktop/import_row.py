"""One suggestion as a row: to be answered, open with the lines it stands on, or folded with what was said."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from vault.core.sentences import Sentences
from vault.desktop.icons import Icons
from vault.desktop.import_change import ChangePart
from vault.desktop.import_evidence import EvidenceTable
from vault.desktop.import_row_head import FOLDED, GAP, LEFT, MARK, OPEN, RIGHT, RowHead
from vault.desktop.import_state import Answered, OpenedRow, SuggestionLine
from vault.desktop.parts.buttons import button
from vault.desktop.parts.chips import ChipRow
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.parts.level_badge import LevelBadge
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.preference_flow import FlowLayout
from vault.desktop.preference_paint import fill_row
from vault.desktop.request_text import Placed, clear
from vault.desktop.theme import Theme

_ABOVE, _FOLDED_ABOVE = 10, 6
_PAIR = 92
"""Pixels of each of the two buttons, which are of one size."""


class ImportRow(Placed):
    """What it has inside is made anew when it shows something else; fields that are typed in stay.

    What is inside is laid out apart from the other rows: else each change would measure the words of all of them.
    """

    toggled = Signal()
    skipped = Signal()
    accepted = Signal()
    refused = Signal()
    undone = Signal()
    all_asked = Signal()
    change_asked = Signal()
    typed = Signal(object)
    use_asked = Signal()
    cancel_asked = Signal()
    resized = Signal()
    """It may need another height."""

    def __init__(self, theme: Theme, icons: Icons, sentences: Sentences) -> None:
        super().__init__(theme)
        self._theme, self._icons, self._sentences = theme, icons, sentences
        self.line: SuggestionLine | None = None
        self.first = self.last = False
        self.renewed = False
        """Whether its buttons are others, and have no place in the order of Tab yet."""
        self.change: ChangePart | None = None
        self.buttons: dict[str, QPushButton] = {}
        self._inside = QWidget(self)
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._inside.installEventFilter(self)

    def show_line(self, line: SuggestionLine) -> None:
        """Show this suggestion as it is now."""
        before, self.line = self.line, line
        if before == line:
            return
        change = line.opened.change if line.opened is not None else None
        old = before.opened.change if before is not None and before.opened is not None else None
        if self.change is not None and change is not None and old is not None:
            self.change.show_change(change)
            self.refit()
            return
        self.renewed = True
        focused = self.window().focusWidget()
        within = focused is not None and self.isAncestorOf(focused)
        held = next((name for name, each in self.buttons.items() if each is focused), "")
        self._build(line)
        if self.change is not None and old is None and within:
            self.change.take_focus()
        elif within:
            self._hold(held)

    def refit(self) -> None:
        super().refit()
        self.resized.emit()

    def place(self, width: int, *, move: bool) -> int:
        height = self._column.heightForWidth(width)
        if move:
            self._inside.setGeometry(0, 0, width, height)
        return height

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Words that got their width may need another height."""
        asked = watched is self._inside and event.type() == QEvent.Type.LayoutRequest
        if asked and self._column.heightForWidth(self.width()) != self._inside.height():
            self.refit()
        return False

    def stops(self) -> list[QWidget]:
        """What Tab stops at, as the row is read."""
        inside = (
            [*self.change.value.tab_chain(), self.change.use, self.change.cancel] if self.change is not None else []
        )
        return [*self.buttons.values(), *inside]

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        if self.line is not None and self.line.opened is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            fill_row(painter, self.rect(), self._theme.color("sunken"), first=self.first, last=self.last)
        if not self.first:
            painter.fillRect(0, 0, self.width(), 1, self._theme.color("line"))

    def _hold(self, held: str) -> None:
        """The keyboard stays in the row: where it was, or at what takes that back."""
        names = (held, "undo", "change", "caret")
        stay = next((self.buttons[name] for name in names if name in self.buttons), None)
        if stay is not None:
            stay.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self, line: SuggestionLine) -> None:
        clear(self._inside)
        self.buttons, self.change = {}, None
        head = self._open_head(line) if line.answered is Answered.NOT_YET else self._folded(line)
        for part in (head, self._below(line, line.opened) if line.opened is not None else None):
            if part is not None:
                self._column.addWidget(part)
                part.show()  # now: the keyboard goes on here
        self.refit()
        self.update()

    def _folded(self, line: SuggestionLine) -> QWidget:
        taken, have = line.answered is Answered.TAKEN, line.answered is Answered.HAVE
        answers = {
            Answered.TAKEN: self.tr("Accepted"),
            Answered.SKIPPED: self.tr("Skipped"),
            Answered.NEVER: self.tr("Never again"),
        }
        said = answers.get(line.answered, line.standing)
        icon, role = ("check-circle", "primary") if taken else ("checks" if have else "minus-circle", "ink2")
        words = FlowLayout(gap=10, line_gap=0)
        words.addWidget(WrapLabel(self._theme, f"{line.name}: {line.value}", "strong"))
        words.addWidget(WrapLabel(self._theme, self.tr("Your own value") if line.own else line.counted, "smallSub"))
        state = WrapLabel(self._theme, said, "label" if taken else "small")
        state.setProperty("tone", role)
        end = QHBoxLayout()
        end.setSpacing(4)
        end.addWidget(state)
        if not have:
            end.addWidget(self._button("undo", self.tr("Undo"), "quiet", self.undone))
            self.buttons["undo"].setProperty("tone", "ink2")
        bold = self._theme.font("small")
        bold.setWeight(QFont.Weight.DemiBold)
        widest = 0 if have else max(QFontMetrics(bold).horizontalAdvance(each) for each in answers.values())
        state.setFixedWidth(max(state.line_width(), widest))  # with one width for all, all break at the same place
        state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        mark = IconLabel(self._theme, self._icons, icon, role, self._theme.size("icon.button"))
        return RowHead(self._theme, mark, words, end, _ABOVE + 2 if have else _FOLDED_ABOVE, FOLDED)

    def _open_head(self, line: SuggestionLine) -> QWidget:
        opened = line.opened is not None
        said = self.tr("Hide why") if opened else self.tr("Show why")
        caret = self._button("caret", "", "quiet", self.toggled)
        caret.setIcon(self._icons.icon("caret-up" if opened else "caret-down", "ink2", 16))
        caret.setAccessibleName(f"{said}: {line.name}")
        caret.setToolTip(said)
        words = QVBoxLayout()
        words.setSpacing(4)
        about = FlowLayout(gap=10, line_gap=4)
        about.addWidget(WrapLabel(self._theme, line.name, "strong"))
        about.addWidget(ChipRow(self._theme, line.values))
        level = self._sentences.say("levels", line.level.word)
        about.addWidget(LevelBadge(self._theme, self._icons, line.level, level))
        words.addLayout(about)
        words.addWidget(WrapLabel(self._theme, line.counted, "smallSub"))
        if line.standing:
            words.addWidget(WrapLabel(self._theme, line.standing, "small"))
        pair = QHBoxLayout()
        pair.setSpacing(8)
        both = (
            self._button("skip", self.tr("Skip"), "normal", self.skipped),
            self._button("accept", self.tr("Accept"), "normal", self.accepted),
        )
        both[1].setAccessibleName(f"{both[1].accessibleName()}, {line.value}")
        widest = max(_PAIR, *(each.sizeHint().width() for each in both))
        for each in both:
            each.setFixedWidth(widest)
            pair.addWidget(each)
        return RowHead(self._theme, caret, words, pair, _ABOVE, OPEN)

    def _below(self, line: SuggestionLine, opened: OpenedRow) -> QWidget:
        made = QWidget()
        below = QVBoxLayout(made)
        indent = LEFT if self._theme.one_column else LEFT + MARK + GAP
        below.setContentsMargins(indent, 0, RIGHT, 12)
        below.setSpacing(8)
        below.addWidget(EvidenceTable(self._theme, opened))
        if opened.older:
            below.addWidget(WrapLabel(self._theme, opened.older, "smallSub"))
        if opened.show_all:
            link = self._button("all", opened.show_all, "link", self.all_asked)
            below.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        if opened.change is not None:
            self.change = ChangePart(self._theme, self._icons, self._sentences, opened.change)
            self.change.typed.connect(self.typed)
            self.change.use_asked.connect(self.use_asked)
            self.change.cancel_asked.connect(self.cancel_asked)
            below.addWidget(self.change)
        else:
            others = QWidget()
            row = FlowLayout(others, gap=8, line_gap=8)
            row.addWidget(self._button("change", self.tr("Change"), "normal", self.change_asked))
            if opened.may_refuse:
                row.addWidget(self._button("never", self.tr("Never suggest this"), "normal", self.refused))
            below.addWidget(others)
        return made

    def _button(self, name: str, word: str, kind: str, then: SignalInstance) -> QPushButton:
        made = button(word, kind, small=True)
        made.setAccessibleName(f"{word}: {self.line.name}" if self.line is not None else word)
        made.clicked.connect(then)
        self.buttons[name] = made
        return made
