"""01b: the recovery kit, for the first start and for settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.kit_code_card import CodeCard
from vault.desktop.kit_presenter import GroupCheck, KitState
from vault.desktop.page_scroll import reveal
from vault.desktop.parts.announce import announce
from vault.desktop.parts.buttons import button
from vault.desktop.parts.field_sign import FieldSign
from vault.desktop.parts.note import Note
from vault.desktop.parts.state_line import StateLine
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.parts.written_line import WrittenLine
from vault.desktop.preference_flow import FlowLayout
from vault.desktop.printing import A4, PrintDialogs, Printing
from vault.desktop.theme import Theme
from vault.desktop.your_data_files import FileDialogs, Files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from vault.desktop.kit_presenter import KitPresenter

_BUTTON = 40
_FIELD = 168
_MOST = 16  # signs: a group with any spaces


class KitView(QWidget):
    """Shows a :class:`KitState`. ``finish`` is the word of the button that goes on once both groups are right.

    With ``later`` words there is a button that goes on without. The presenter's ``done`` says which it was.
    """

    looked = Signal(int, str, bool)
    """The number of a group, what stands in its field, and whether the field was left."""
    print_asked = Signal()
    printer_chosen = Signal(object)
    """What prints the page, for another thread."""
    path_chosen = Signal(object)
    finish_asked = Signal()
    leave_asked = Signal()
    retry_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        icons: Icons,
        finish: str,
        files: Files | None = None,
        printing: Printing | None = None,
    ) -> None:
        super().__init__()
        self._files, self._printing = files or FileDialogs(), printing or PrintDialogs()
        self.title = WrapLabel(theme, self.tr("Make your recovery kit"), "title")
        self.card = CodeCard(theme, icons)
        self.print_button = button(self.tr("Print…"), "normal", icon=icons.icon("printer", "ink", 18))
        self.save_button = button(self.tr("Save as PDF…"), "normal", icon=icons.icon("download-simple", "ink", 18))
        self._told = StateLine(theme, icons, "ok", "")
        self._failed = Note(theme, icons, "error", "")
        self.retry = button(self.tr("Try again"), "normal")
        self._busy = StateLine(theme, icons, "busy", "")
        self.fields = (GroupField(theme, icons), GroupField(theme, icons))
        self.finish = button(finish, "main")
        self.later = button(self.tr("Make it later"), "quiet")
        self.finish.setStyleSheet(f"QPushButton {{ min-height: {_BUTTON - 2}px; padding: 0 20px; }}")
        self._kit = QWidget()
        self._lay_out(theme, icons)
        self._connect()
        self.show_state(KitState())

    def attach(self, presenter: KitPresenter) -> None:
        """Give what the customer does to the presenter, which lives as long as the page, and show what it says."""
        presenter.setParent(self)
        presenter.changed.connect(self.show_state)
        presenter.paper.pages_drawn.connect(self.take_pages)
        self.looked.connect(lambda number, typed, left: presenter.look(number, typed, left=left))
        self.print_asked.connect(presenter.print_page)
        self.printer_chosen.connect(presenter.paper.print_with)
        self.path_chosen.connect(presenter.save)
        self.finish_asked.connect(presenter.finish)
        self.leave_asked.connect(presenter.leave)
        self.retry_asked.connect(presenter.start)

    def show_state(self, state: KitState) -> None:
        """Show the page as it is now."""
        new = bool(state.groups) and self._kit.isHidden()
        self._kit.setVisible(bool(state.groups))
        self.card.show_code(state.groups, state.sign)
        self._failed.tell("error", state.failed)
        self.retry.setVisible(bool(state.failed))
        if state.told and state.told != self._told.accessibleName():
            announce(self, state.told)
        self._told.set_state("error" if state.told_wrong else "ok", state.told)
        if state.told and self._told.isHidden():  # it moves what stands below
            for field in self.fields:
                if field.edit.hasFocus():
                    reveal(field)
        self._told.setVisible(bool(state.told))
        self._busy.set_state("busy", state.busy)
        self._busy.setVisible(bool(state.busy))
        for field, check in zip(self.fields, state.checks, strict=True):
            field.show_check(check)
        for each in (self.print_button, self.save_button):
            each.setEnabled(bool(state.groups) and not state.busy)
        self.finish.setVisible(bool(state.groups))
        done = state.checked and not state.busy
        if done and not self.finish.isEnabled():
            reveal(self.finish)
        self.finish.setEnabled(done)
        if new and self.isVisible():
            self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_pages(self, pages: tuple[bytes, ...]) -> None:
        """Ask for a printer for these pages."""
        self._printing.print_pages(self, pages, A4, self._take_printer)

    def _connect(self) -> None:
        first, second = self.fields
        for field in self.fields:
            field.looked.connect(self.looked)
        first.edit.returnPressed.connect(second.edit.setFocus)
        second.edit.returnPressed.connect(self.finish.click)
        self.print_button.clicked.connect(self.print_asked)
        self.save_button.clicked.connect(self._choose_file)
        self.finish.clicked.connect(self.finish_asked)
        self.later.clicked.connect(self.leave_asked)
        self.retry.clicked.connect(self.retry_asked)

    def _choose_file(self) -> None:
        self._files.save(self, self.tr("Save the recovery kit"), self.tr("recovery-kit.pdf"), self._take_path)

    def _take_printer(self, work: Callable[[], bool]) -> None:
        self.printer_chosen.emit(work)

    def _take_path(self, path: Path) -> None:
        self.path_chosen.emit(path)

    def _lay_out(self, theme: Theme, icons: Icons) -> None:
        self.title.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.title)
        column.addSpacing(4)
        about = self.tr("One page with a code. It opens your vault if you forget your passphrase.")
        column.addWidget(WrapLabel(theme, about, "sub"))
        column.addSpacing(20)
        column.addWidget(self._failed)
        column.addWidget(self._kit)
        self._lay_out_kit(theme, icons)
        foot = FlowLayout(gap=12, line_gap=8)
        foot.addWidget(self.finish)
        foot.addWidget(self.retry)
        foot.addWidget(self.later)
        self.later_hint = WrapLabel(theme, self.tr("You can do this in Settings."), "smallSub")
        foot.addWidget(self.later_hint)
        column.addSpacing(14)
        column.addLayout(foot)
        column.addSpacing(8)
        column.addWidget(self._busy)

    def _lay_out_kit(self, theme: Theme, icons: Icons) -> None:
        column = QVBoxLayout(self._kit)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.card)
        column.addSpacing(16)
        buttons = FlowLayout(gap=12, line_gap=8)
        buttons.addWidget(self.print_button)
        buttons.addWidget(self.save_button)
        buttons.addWidget(WrapLabel(theme, self.tr("Or write it down by hand."), "smallSub"))
        column.addLayout(buttons)
        column.addSpacing(8)
        column.addWidget(self._told)
        column.addSpacing(12)
        warning = self.tr("Anyone with this page and your vault file can open your vault. We do not have a copy.")
        column.addWidget(Note(theme, icons, "sand", warning))
        column.addSpacing(16)
        column.addWidget(WrapLabel(theme, self.tr("Check that you have it"), "strong"))
        column.addWidget(WrapLabel(theme, self.tr("Type these two groups from your page. Then you go on."), "smallSub"))
        column.addSpacing(8)
        fields = FlowLayout(gap=16, line_gap=8)
        for field in self.fields:
            fields.addWidget(field)
        column.addLayout(fields)


class GroupField(QWidget):
    """A field for one group, and below it what is wrong with it."""

    looked = Signal(int, str, bool)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._number = 0
        letters = QFontMetrics(theme.font("small")).averageCharWidth() * 22
        self.setFixedWidth(max(_FIELD, letters + theme.mark("icon.small")))
        self._name = QLabel()
        self._name.setProperty("role", "small")
        self.edit = WrittenLine()
        self.edit.setMaxLength(_MOST)
        hints = Qt.InputMethodHint
        self.edit.setInputMethodHints(hints.ImhSensitiveData | hints.ImhNoPredictiveText)
        self._name.setBuddy(self.edit)
        self._sign = FieldSign(theme, icons, self.edit)
        self._wrong = StateLine(theme, icons, "error", "")
        self._wrong.setMinimumHeight(StateLine.height_of_one(theme))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("fieldLabelGap"))
        for part in (self._name, self.edit, self._wrong):
            column.addWidget(part)
        self.edit.written.connect(lambda text: self.looked.emit(self._number, text, False))
        self.edit.editingFinished.connect(lambda: self.looked.emit(self._number, self.edit.text(), True))

    def show_check(self, check: GroupCheck) -> None:
        """Show which group it is, and what is right or wrong about what was typed."""
        name = self.tr("Group {number}").format(number=check.number)
        self._number = check.number
        self._name.setText(name)
        self.edit.setAccessibleName(name)
        self._sign.show_sign("ok" if check.right else "error" if check.wrong else "")
        if check.wrong and check.wrong != self._wrong.accessibleName():
            announce(self.edit, check.wrong)
        self._wrong.set_state("error", check.wrong)
        self.edit.setAccessibleDescription(check.wrong or (self.tr("Right") if check.right else ""))
        wrong = bool(check.wrong)
        if self.edit.property("error") is not wrong:
            self.edit.setProperty("error", wrong)
            self.edit.style().unpolish(self.edit)
            self.edit.style().polish(self.edit)
