"""01, the first step of the first start: a passphrase, twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vault.desktop.house_picture import SideWords
from vault.desktop.icons import Icons
from vault.desktop.new_passphrase import NewPassphrase
from vault.desktop.parts.buttons import button
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.parts.link_line import LinkLine
from vault.desktop.parts.note import Note
from vault.desktop.parts.state_line import StateLine
from vault.desktop.parts.switch import Switch
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.theme import Theme
from vault.desktop.welcome_page import WelcomePage

if TYPE_CHECKING:
    from vault.desktop.welcome_presenter import WelcomePresenter, WelcomeState


class WelcomeView(WelcomePage):
    """Shows a :class:`WelcomeState`; ``typed`` and ``create_asked`` carry what stands in both fields."""

    typed = Signal(str, str)
    create_asked = Signal(str, str)
    quick_chosen = Signal(bool)
    """Whether this computer may open the vault too."""
    backup_asked = Signal()
    """For who has a vault elsewhere."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__(theme, icons, 1, self.tr("Your preferences are yours"))
        self._side_words(theme, icons)
        self.title = WrapLabel(theme, self.tr("Choose a passphrase"), "title")
        self.fields = NewPassphrase(theme, icons, self.tr("Passphrase"))
        self.quick = QuickUnlock(theme)
        self._failed = Note(theme, icons, "error", "", closable=True)
        self._failed.hide()
        self.button = button(self.tr("Next: recovery kit"), "main")
        self.button.setStyleSheet(f"QPushButton {{ min-height: {self.BUTTON - 2}px; padding: 0 20px; }}")
        self._busy = StateLine(theme, icons, "busy", self.tr("Making your vault. This takes a moment."))
        self._busy.hide()
        self.backup = LinkLine(theme, icons, "hard-drives", self.tr("New computer?"), self.tr("Open a backup"))
        self.backup.clicked.connect(self.backup_asked)
        self._lay_out(theme, icons)
        self.fields.typed.connect(self.typed)
        self.fields.entered.connect(self._ask)
        self.button.clicked.connect(self._ask)
        self.quick.switch.toggled.connect(self.quick_chosen)

    def attach(self, presenter: WelcomePresenter) -> None:
        """Give what the customer does to the presenter, which lives as long as the page, and show what it says.

        What judges a passphrase is for :attr:`fields`.
        """
        presenter.setParent(self)
        presenter.changed.connect(self.show_state)
        presenter.opened.connect(self.fields.clear)
        self.typed.connect(presenter.look)
        self.create_asked.connect(presenter.create)

    def offer_quick(self, possible: bool) -> None:
        """Offer quick unlock, now that a keychain was found, or say that there is none."""
        self.quick.offer(possible)

    def show_state(self, state: WelcomeState) -> None:
        """Show the page as it is now."""
        self.fields.say(state.first_wrong, state.again_wrong, same=state.same)
        self.fields.set_read_only(state.busy)
        self._failed.tell("error", state.failed)
        self.button.setEnabled(not state.busy)
        self._busy.setVisible(state.busy)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.fields.first.take_focus()

    def _ask(self) -> None:
        self.create_asked.emit(self.fields.first.typed(), self.fields.again.typed())

    def _side_words(self, theme: Theme, icons: Icons) -> None:
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
        form.addSpacing(16)
        form.addWidget(self.fields)
        form.addSpacing(4)
        form.addWidget(ForgetNote(theme, icons))
        form.addSpacing(12)
        form.addWidget(self.quick)
        form.addSpacing(8)
        form.addWidget(WrapLabel(theme, self.tr("Are you under 16? Ask a parent first."), "small"))
        form.addSpacing(8)
        form.addWidget(self._failed)
        form.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.button)
        row.addWidget(self._busy, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(0)
        form.addLayout(row)
        form.addSpacing(4)
        form.addWidget(self.backup)


class QuickUnlock(QWidget):
    """The switch for quick unlock, and what it means. Off, and to be turned on only where there is a keychain."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        title = self.tr("Also unlock with this computer")
        self.switch = Switch(theme)
        self.switch.setAccessibleName(title)
        self.switch.setEnabled(False)
        self._about = WrapLabel(
            theme,
            self.tr(
                "No typing, on this computer only. Its own key store keeps a key. Anyone who can sign in as you here "
                "can then open the vault. Sealed items still ask for the passphrase."
            ),
            "smallSub",
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setContentsMargins(0, 4, 0, 0)
        words.setSpacing(0)
        words.addWidget(WrapLabel(theme, title, "strong"))
        words.addWidget(self._about)
        row.addLayout(words, 1)
        self.switch.setAccessibleDescription(self._about.text())

    def offer(self, possible: bool) -> None:
        """Let it be turned on, or say why not."""
        self.switch.setEnabled(possible)
        if not possible:
            self._about.setText(self.tr("This computer has no safe place for a key."))
            self.switch.setAccessibleDescription(self._about.text())


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
        advice = self.tr(
            "We cannot either. In the next step you make a recovery kit: one page with a code. "
            "Keep it on paper. With it you can choose a new passphrase."
        )
        words.addWidget(WrapLabel(theme, advice, "smallSub"))
        row.addLayout(words, 1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("sandTint"))
        radius = self._theme.radius("note")
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
