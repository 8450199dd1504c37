"""My size at certain brands: those that are kept, and a form for one more."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from vault.core.value import MAX_TEXT
from vault.desktop.icons import Icons
from vault.desktop.page_scroll import reveal
from vault.desktop.parts.announce import announce
from vault.desktop.parts.buttons import button
from vault.desktop.parts.card import Card
from vault.desktop.parts.state_line import StateLine
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.size_state import BrandLine, SizesState
from vault.desktop.theme import Theme

_FIELDS = ("brand", "size", "note")
_ABOVE_FORM = 8  # pixels more than between what is kept: else it reads as one list
_ABOVE_LABEL = 4  # pixels more than below it: a label belongs to the field that follows


class BrandCard(Card):
    """``keep_asked`` carries brand, size and note as typed; ``remove_asked`` the number of a line."""

    keep_asked = Signal(str, str, str)
    remove_asked = Signal(int)
    back_asked = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__(theme, theme.space("cardPadLarge"))
        self._theme, self._icons = theme, icons
        self._shown: Sequence[BrandLine] | None = None
        self._kept = 0
        self.body.setSpacing(4)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self._none = WrapLabel(theme, self.tr("You keep no brand for this yet."), "sub")
        self.fields = {name: QLineEdit() for name in _FIELDS}
        self._error = StateLine(theme, icons, "error", "")
        self.keep = button(self.tr("Keep"), "normal", icon=icons.icon("plus", "ink", 18))
        self._removed = WrapLabel(theme, "", "small")
        self.put_back = button(self.tr("Put back"), "quiet", small=True)
        self._lay_out()
        self.keep.clicked.connect(self._keep)
        self.put_back.clicked.connect(self.back_asked)
        for field in self.fields.values():
            field.setMaxLength(MAX_TEXT)
            field.returnPressed.connect(self._keep)

    def show_state(self, state: SizesState) -> None:
        """Show what is kept for the chosen table. The form empties when something was kept."""
        if state.kept != self._kept:
            self._kept = state.kept
            for field in self.fields.values():
                field.clear()
            self.fields["brand"].setFocus(Qt.FocusReason.OtherFocusReason)
        if state.brands != self._shown:
            self._shown = state.brands
            self._show_lines(state.brands)
        self._none.setVisible(not state.brands)
        if state.error and state.error != self._error.accessibleName():
            announce(self, state.error)
        self._error.set_state("error", state.error)
        self._error.setVisible(bool(state.error))
        self._place_error(self.fields.get(state.wrong))
        for name, field in self.fields.items():
            wrong = name == state.wrong
            if bool(field.property("error")) != wrong:
                field.setProperty("error", wrong)
                field.style().unpolish(field)
                field.style().polish(field)
            field.setAccessibleDescription(state.error if wrong else "")
            if wrong:
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                reveal(self._error)
        self._removed.setText(self.tr("{brand} is removed.").format(brand=state.removed))
        self._undo.setVisible(bool(state.removed))

    def clear(self) -> None:
        """Forget what was typed."""
        for field in self.fields.values():
            field.clear()

    def _place_error(self, field: QLineEdit | None) -> None:
        """Below the field that it is about, or below all."""
        above = field or self.fields[_FIELDS[-1]]
        if self.body.indexOf(self._error) != self.body.indexOf(above) + 1:
            self.body.removeWidget(self._error)
            self.body.insertWidget(self.body.indexOf(above) + 1, self._error)

    def _keep(self) -> None:
        self.keep_asked.emit(*(self.fields[name].text() for name in _FIELDS))

    def _show_lines(self, lines: Sequence[BrandLine]) -> None:
        inside = False
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                inside = inside or old.isAncestorOf(QApplication.focusWidget() or self)
                old.hide()
                old.setParent(None)
                old.deleteLater()
        for line in lines:
            row = self._line(line)
            self._lines.addWidget(row)
            row.show()
        if inside:
            self.fields["brand"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _line(self, line: BrandLine) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(WrapLabel(self._theme, f"{line.brand}: {line.size}", "strong"))
        if line.note:
            words.addWidget(WrapLabel(self._theme, line.note, "smallSub"))
        row.addLayout(words, 1)
        remove = button("", "quiet", small=True, icon=self._icons.icon("trash", "ink2", 18))
        name = self.tr("Remove {brand}").format(brand=line.brand)
        remove.setAccessibleName(name)
        remove.setToolTip(name)
        remove.clicked.connect(lambda: self.remove_asked.emit(line.id))
        row.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        return made

    def _lay_out(self) -> None:
        self.body.addWidget(self._none)
        self.body.addLayout(self._lines)
        self._undo = QWidget()
        undo = QHBoxLayout(self._undo)
        undo.setContentsMargins(0, 0, 0, 0)
        undo.addWidget(self._removed, 1)
        undo.addWidget(self.put_back)
        self._undo.hide()
        self.body.addWidget(self._undo)
        self.body.addSpacing(_ABOVE_FORM)
        labels = (self.tr("Brand or shop"), self.tr("Size that fits"), self.tr("Note, if you like"))
        for name, text in zip(_FIELDS, labels, strict=True):
            label = QLabel(text)
            label.setProperty("role", "label")
            label.setBuddy(self.fields[name])
            self.fields[name].setAccessibleName(text)
            self.body.addSpacing(_ABOVE_LABEL)
            self.body.addWidget(label)
            self.body.addWidget(self.fields[name])
        self.body.addWidget(self._error)
        self.body.addSpacing(_ABOVE_LABEL)
        self.body.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        self._error.hide()
