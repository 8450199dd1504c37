"""The page on which the vault is made: a passphrase, twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vault.desktop.house_picture import HousePage, SideWords
from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import button
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.parts.note import Note
from vault.desktop.parts.state_line import StateLine
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.passphrase_field import PassphraseField
from vault.desktop.theme import Theme

if TYPE_CHECKING:
    from vault.desktop.welcome_presenter import WelcomePresenter, WelcomeState

_WIDE = 544
_FIELD, _BUTTON = 36, 40


class WelcomeView(HousePage):
    """Shows a :class:`WelcomeState`; ``typed`` and ``create_asked`` carry what stands in both fields."""

    typed = Signal(str, str)
    create_asked = Signal(str, str)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__(theme, opened=True, width=_WIDE)
        self._side_words(theme, icons)
        self.title = WrapLabel(theme, self.tr("Choose a passphrase"), "title")
        self.first = PassphraseField(
            theme,
            icons,
            self.tr("Passphrase"),
            _FIELD,
            self.tr("Tip: use four or more words that do not belong together."),
        )
        self.again = PassphraseField(theme, icons, self.tr("Type it again"), _FIELD)
        self._failed = Note(theme, icons, "error", "")
        self._failed.hide()
        self.button = button(self.tr("Make your vault"), "main")
        self.button.setStyleSheet(f"QPushButton {{ min-height: {_BUTTON - 2}px; padding: 0 20px; }}")
        self._busy = StateLine(theme, icons, "busy", self.tr("Making your vault. This takes a moment."))
        self._busy.hide()
        self._lay_out(theme, icons)
        for field in (self.first, self.again):
            field.edited.connect(lambda: self.typed.emit(self.first.typed(), self.again.typed()))
        self.first.entered.connect(self.again.take_focus)
        self.again.entered.connect(self._ask)
        self.button.clicked.connect(self._ask)

    def attach(self, presenter: WelcomePresenter) -> None:
        """Give what the customer does to the presenter, which lives as long as the page, and show what it says."""
        presenter.setParent(self)
        presenter.changed.connect(self.show_state)
        presenter.opened.connect(self.first.clear)
        presenter.opened.connect(self.again.clear)
        self.typed.connect(presenter.look)
        self.create_asked.connect(presenter.create)

    def show_state(self, state: WelcomeState) -> None:
        """Show the page as it is now."""
        fits = self.tr("Long enough.") if state.fits else ""
        same = self.tr("The same.") if state.same else ""
        for field, wrong, good in ((self.first, state.first_wrong, fits), (self.again, state.again_wrong, same)):
            field.say("error" if wrong else "ok" if good else "", wrong or good)
            field.edit.setReadOnly(state.busy)
        self._failed.tell("error", state.failed)
        self.button.setEnabled(not state.busy)
        self._busy.setVisible(state.busy)
        if state.first_wrong:
            self.first.take_focus()
        elif state.again_wrong:
            self.again.take_focus()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.first.take_focus()

    def _ask(self) -> None:
        self.create_asked.emit(self.first.typed(), self.again.typed())

    def _side_words(self, theme: Theme, icons: Icons) -> None:
        self.side.addWidget(SideWords(theme, self.tr("Your preferences are yours"), title=True))
        self.side.addSpacing(8)
        for line in (
            self.tr("They are kept on this computer, locked."),
            self.tr("You choose what each shop may see."),
            self.tr("You can say no, and stop any day."),
        ):
            row = QHBoxLayout()
            row.setSpacing(10)
            row.addWidget(IconLabel(theme, icons, "check", "sand", 18), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(SideWords(theme, line), 1)
            self.side.addLayout(row)
        self.side.addSpacing(3)

    def _lay_out(self, theme: Theme, icons: Icons) -> None:
        form = self.form
        form.addWidget(self.title)
        form.addSpacing(4)
        form.addWidget(WrapLabel(theme, self.tr("Only you know it. It locks everything in your vault."), "sub"))
        form.addSpacing(20)
        form.addWidget(self.first)
        form.addSpacing(16)
        form.addWidget(self.again)
        form.addSpacing(16)
        form.addWidget(ForgetNote(theme, icons))
        form.addSpacing(16)
        form.addWidget(WrapLabel(theme, self.tr("Are you under 16? Ask a parent first."), "small"))
        form.addSpacing(12)
        form.addWidget(self._failed)
        form.addSpacing(16)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.button)
        row.addWidget(self._busy, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(0)
        form.addLayout(row)


class ForgetNote(QWidget):
    """What cannot be undone: a title and a line on sand."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme = theme
        theme.changed.connect(self.update)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 12, 14, 12)
        row.setSpacing(10)
        row.addWidget(IconLabel(theme, icons, "key", "sandInk", 20), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(WrapLabel(theme, self.tr("If you forget it, nobody can open your vault"), "label"))
        advice = self.tr("We cannot either. Write it down and keep the paper safe.")
        words.addWidget(WrapLabel(theme, advice, "smallSub"))
        row.addLayout(words, 1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("sandTint"))
        radius = self._theme.radius("note")
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
