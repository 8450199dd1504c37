"""The open row's editor: the value, how private it is, the most a shop may see, and who sees it now."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from vault.core.sensitivity import Level
from vault.core.sentences import Sentences
from vault.core.value import Precision
from vault.desktop.icons import Icons
from vault.desktop.page_scroll import reveal
from vault.desktop.parts.announce import announce
from vault.desktop.parts.buttons import button
from vault.desktop.parts.note import Note
from vault.desktop.parts.precision_picker import PrecisionPicker
from vault.desktop.parts.segments import Segments
from vault.desktop.parts.state_line import StateLine
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.preference_flow import BesideLayout
from vault.desktop.preference_foot import EditorFoot
from vault.desktop.preference_paint import fill_row
from vault.desktop.preference_seen_by import SeenByPart
from vault.desktop.preference_state import EditorState
from vault.desktop.preference_typed import StepText
from vault.desktop.preference_value import unit_sign
from vault.desktop.preference_words import ProblemWords, shortened
from vault.desktop.size_elsewhere import SizeElsewhere
from vault.desktop.theme import Theme
from vault.desktop.value_editors import value_editor

SIDE = 16
"""Pixels around the fields, at the left, the right and below."""
_LEFT_COLUMN = 200
_COLUMN_GAP = 20
_LABEL_GAP = 6
_LINE_GAP = 16
_PICKER_WIDTH = 480
_LEVEL_ICONS = {Level.EVERYDAY: "tag", Level.PERSONAL: "user", Level.SEALED: "lock-key"}


class _AiryPicker(PrecisionPicker):
    """Its steps get some air where there is room for it, and where they stand below each other, all their height."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        policy = self.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:  # noqa: N802
        width = max(_PICKER_WIDTH, super().sizeHint().width())
        return QSize(width, self.heightForWidth(width))


class PreferenceEditor(QFrame):
    """All fields of one preference. It shows a state and says what a person does; it decides nothing."""

    typed = Signal(object)
    level_picked = Signal(object)
    most_picked = Signal(object)
    save_asked = Signal()
    cancel_asked = Signal()
    size_help_asked = Signal()
    delete_asked = Signal()
    stop_asked = Signal()
    update_asked = Signal()
    sealed_asked = Signal(str)
    call_off_asked = Signal()
    answered = Signal()
    """The part beside the shops says what came of a press, and is to be seen."""

    def __init__(
        self, theme: Theme, icons: Icons, sentences: Sentences, state: EditorState, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._icons, self._sentences = theme, icons, sentences
        self._words = ProblemWords(sentences.language, self)
        self.key = state.entry.key
        self.last = False
        self._steps: object = None
        self._pressed = self._save_pressed = False
        self.value = value_editor(theme, icons, state.entry, sentences.language)
        sized = state.entry.table is not None
        self.elsewhere = SizeElsewhere(theme, state.entry, sentences.language) if sized else None
        self.levels = Segments(theme)
        self.most = _AiryPicker(theme)
        self.failed = Note(theme, icons, "error", "")
        self.seen_by = SeenByPart(theme, sentences)
        self.save = button(self.tr("Save"), "main")
        self.cancel = button(self.tr("Cancel"), "normal")
        self.delete = button(self.tr("Delete"), "quiet", icon=icons.icon("trash", "ink2", 18))
        self.foot = EditorFoot(theme, self, SIDE, left=(self.save, self.cancel), right=self.delete)
        self._lay_out(state)
        self._connect()
        theme.changed.connect(self._recolor)
        self._recolor()
        self.show_state(state)

    def show_state(self, state: EditorState) -> None:
        """Show what is typed and what follows from it. A field that already shows its text is left alone."""
        if self.value.typed() != state.draft.typed:
            self.value.show_typed(state.draft.typed)
        if self.elsewhere is not None:
            self.elsewhere.show_typed(state.draft.typed)
        self._show_problem(state)
        self._show_levels(state)
        self._show_steps(state)
        self.seen_by.show_shops(state.seen_by, state.updates)
        self.failed.setVisible(bool(state.failed))
        if state.failed:
            self.failed.set_note("error", state.failed)
        self.save.setEnabled(not state.busy)
        self.delete.setVisible(not state.new)
        said = bool(state.updates.offered or state.updates.sent) and not state.unsaved
        give_up = self.tr("Skip") if state.laid_out else self.tr("Cancel")
        words = self.tr("Close") if said else give_up  # there is nothing to cancel: it was saved
        self.cancel.setText(words)
        self.cancel.setAccessibleName(words)

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        self.value.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def order_tabs(self, before: QWidget | None) -> None:
        """Let the Tab key go through the editor from top to bottom, after ``before``."""
        chain = [
            *self.value.tab_chain(),
            *([self.elsewhere.open] if self.elsewhere is not None else []),
            *self.levels.buttons(),
            *self.most.steps(),
            self.seen_by.stop,
            *self.seen_by.refresh.buttons,
            self.save,
            self.cancel,
            self.delete,
        ]
        for one, other in pairwise([before, *chain] if before is not None else chain):
            QWidget.setTabOrder(one, other)

    def _lay_out(self, state: EditorState) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(SIDE, 4, SIDE, 0)
        column.setSpacing(0)
        if state.new:
            column.addWidget(WrapLabel(self._theme, state.help, "smallSub"))
            column.addSpacing(10)
        self.error = StateLine(self._theme, self._icons, "error", "")
        left = self._block(self.value.label(), self.value)
        left.addSpacing(4)
        left.addWidget(self.error)
        levels = QHBoxLayout()
        levels.addWidget(self.levels)
        levels.addStretch(1)
        right = self._block(self.tr("How private is this?"), levels)
        self._only_up = WrapLabel(self._theme, self.tr("It can be more private, never less."), "smallSub")
        right.addSpacing(4)
        right.addWidget(self._only_up)
        top = BesideLayout(least=None if self.value.WIDE else _LEFT_COLUMN, gap=_COLUMN_GAP, line_gap=_LINE_GAP)
        for block in (left, right):
            holder = QWidget()
            holder.setLayout(block)
            top.addWidget(holder)
        if self.elsewhere is not None:
            top.addWidget(self.elsewhere)
        column.addLayout(top)
        column.addSpacing(16)
        picker = QHBoxLayout()
        picker.addWidget(self.most)
        picker.addStretch(1)
        column.addLayout(self._block(self.tr("The most a shop may ever see"), picker))
        column.addSpacing(4)
        help_text = self.tr("A shop never gets more than this. For each shop you can choose less.")
        column.addWidget(WrapLabel(self._theme, help_text, "smallSub"))
        column.addWidget(self.seen_by)
        column.addSpacing(12)
        column.addWidget(self.failed)
        column.addWidget(self.foot.room)
        items = [
            (level.word, self._sentences.say("levels", level.word), self._icons.icon(icon, "ink2", 18))
            for level, icon in _LEVEL_ICONS.items()
        ]
        self.levels.set_items(items)
        self.levels.setAccessibleName(self.tr("How private is this?"))
        self.most.setAccessibleName(self.tr("The most a shop may ever see"))

    def _block(self, label: str, content: QWidget | QHBoxLayout) -> QVBoxLayout:
        block = QVBoxLayout()
        block.setContentsMargins(0, 0, 0, 0)
        block.setSpacing(0)
        head = QLabel(label)
        head.setProperty("role", "label")
        block.addWidget(head)
        block.addSpacing(_LABEL_GAP)
        if isinstance(content, QWidget):
            block.addWidget(content, 0)
        else:
            block.addLayout(content)
        return block

    def _connect(self) -> None:
        self.value.edited.connect(lambda: self.typed.emit(self.value.typed()))
        self.value.submitted.connect(self.save_asked)
        if self.elsewhere is not None:
            self.elsewhere.help_asked.connect(self.size_help_asked)
        self.levels.picked.connect(lambda word: self.level_picked.emit(Level[word.upper()]))
        self.most.picked.connect(self.most_picked)
        self.save_asked.connect(self._try_to_save)  # before who takes it answers
        self.save.clicked.connect(self.save_asked)
        self.cancel.clicked.connect(self.cancel_asked)
        self.delete.clicked.connect(self.delete_asked)
        self.seen_by.stop.clicked.connect(self.stop_asked)
        refresh = self.seen_by.refresh
        refresh.update_asked.connect(self.update_asked)
        refresh.sealed_asked.connect(self.sealed_asked)
        refresh.call_off_asked.connect(self.call_off_asked)
        refresh.renewed.connect(self._renewed)
        for asked in (self.save_asked, self.update_asked, self.sealed_asked, self.call_off_asked):
            asked.connect(self._press)

    def _try_to_save(self) -> None:
        self._save_pressed = True

    def _press(self) -> None:
        self._pressed = True

    def _renewed(self, had_keyboard: bool) -> None:
        """There is something else to say beside the shops: shown where it follows from what was just pressed."""
        self.order_tabs(None)
        if had_keyboard:
            self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._pressed:
            self.answered.emit()
        self._pressed = self._pressed and self.seen_by.refresh.busy

    def _show_problem(self, state: EditorState) -> None:
        problem = state.problem
        text = self._words.say(problem, unit_sign(state.entry)) if problem is not None else ""
        self.error.set_state("error", text)
        self.error.setVisible(bool(text))
        self.value.mark(None if problem is None else 1 if problem.second else 0)
        self.value.describe_problem(text)
        pressed, self._save_pressed = self._save_pressed, False
        if pressed and problem is not None:  # it is mended where it is wrong
            self.value.go_to(second=problem.second)
            announce(self.error, text)
            reveal(self.error, self.value.height() + 2 * self.fontMetrics().lineSpacing())  # with the label

    def _show_levels(self, state: EditorState) -> None:
        """Lower levels than the catalogue's cannot be chosen: private things get more private only."""
        for level, segment in zip(_LEVEL_ICONS, self.levels.buttons(), strict=True):
            possible, chosen = level >= state.lowest, level is state.level
            role = "primary" if chosen else "ink2" if possible else "inkDisabled"
            segment.setEnabled(possible)
            segment.setIcon(self._icons.icon(_LEVEL_ICONS[level], role, 18))
        self._only_up.setVisible(state.lowest > Level.EVERYDAY)
        if self.levels.chosen != state.level.word:
            self.levels.set_chosen(state.level.word)

    def _show_steps(self, state: EditorState) -> None:
        if self._steps != state.steps:
            self._steps = state.steps
            self.most.set_steps(
                [(step.precision, self._caption(step.precision), self._seen(step)) for step in state.steps]
            )
            for told, shown in zip(state.steps, self.most.steps(), strict=True):
                if told.text != shortened(told.text):
                    shown.setToolTip(told.text)
                    shown.setAccessibleName(f"{self._caption(told.precision)}, {told.text}")
            self.order_tabs(None)
        if self.most.chosen != state.most:
            self.most.set_chosen(state.most)

    def _caption(self, precision: Precision) -> str:
        return self.tr("Closed") if precision is Precision.CLOSED else self._word(precision)

    def _seen(self, step: StepText) -> str:
        if step.precision is Precision.CLOSED:
            return self._word(step.precision)
        return shortened(step.text) or "–"  # noqa: RUF001 - nothing yet

    def _word(self, precision: Precision) -> str:
        word = self._sentences.say("precisions", precision.word)
        return word[:1].upper() + word[1:]

    def _recolor(self) -> None:
        self.delete.setStyleSheet(f"QPushButton {{ color: {self._theme.color('ink2').name()}; }}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill_row(painter, self.rect(), self._theme.color("sunken"), first=False, last=self.last)
