"""Taking a copy: what kind of file, what goes in, the passphrase for what is sealed, and what became of it."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from vault.core.sensitivity import Level
from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import button
from vault.desktop.parts.card import Card
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.parts.level_badge import LevelBadge
from vault.desktop.parts.note import Note
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.passphrase_field import PassphraseField
from vault.desktop.theme import Theme
from vault.desktop.your_data_outcome import OutcomeLines
from vault.desktop.your_data_state import Contents, YourDataState

_INDENT = 30
_FIELD = 340


class CopyCard(Card):
    """``sealed_toggled`` and ``save_pressed`` say what the customer does; the passphrase stays in its field."""

    sealed_toggled = Signal(bool)
    save_pressed = Signal()

    def __init__(self, theme: Theme, icons: Icons, sealed_word: str) -> None:
        super().__init__(theme, theme.space("cardPadLarge"))
        self._theme, self._icons = theme, icons
        self._shown: Contents | None = None
        self.body.setSpacing(0)
        self.sealed = QCheckBox()
        self._asks = WrapLabel(theme, self.tr("Asks for your passphrase first."), "smallSub")
        self.passphrase = PassphraseField(theme, icons, self.tr("Your passphrase"), theme.size("control"))
        self.passphrase.setMaximumWidth(_FIELD)
        self._lines = [QLabel() for _ in range(5)]
        self.save = button(self.tr("Save copy…"), "main", icon=icons.icon("download-simple", "onPrimary", 18))
        self._beside = WrapLabel(theme, self.tr("We check the file before we say it is done."), "smallSub")
        self._outcome = OutcomeLines(theme, icons)
        self._lay_out(sealed_word)
        self.sealed.toggled.connect(self.sealed_toggled)
        self.save.clicked.connect(self._press)
        self.passphrase.entered.connect(self._press)

    def show_state(self, state: YourDataState) -> None:
        """Show what there is, and what goes on."""
        if state.contents is not None and state.contents != self._shown:
            self._shown = state.contents
            self._count(state.contents)
        with QSignalBlocker(self.sealed):
            self.sealed.setChecked(state.with_sealed)
        self.passphrase.setVisible(state.with_sealed)
        self._asks.setVisible(not state.with_sealed)
        if not state.with_sealed:
            self.passphrase.clear()
        self.passphrase.say("error" if state.passphrase_wrong else "", state.passphrase_wrong)
        self.save.setEnabled(state.contents is not None and not state.saving)
        self._beside.setText(state.saving or self.tr("We check the file before we say it is done."))
        self._outcome.show_outcome(state.saved)

    def _press(self) -> None:
        if self.save.isEnabled():
            self.save_pressed.emit()

    def _count(self, contents: Contents) -> None:
        for label, text, count in zip(
            self._lines,
            (
                self.tr("Preferences"),
                self.tr("People you buy for, with their sizes"),
                self.tr("Wishes"),
                self.tr("Shops and what they hold"),
                self.tr("Activity and receipts"),
            ),
            (contents.preferences, contents.people, contents.wishes, contents.shops, contents.entries),
            strict=True,
        ):
            label.setText(self.tr("{what} ({count})").format(what=text, count=count))
        self.sealed.setText(self.tr("Sealed items ({count})").format(count=contents.sealed))
        self.sealed.setAccessibleName(self.sealed.text())
        self.sealed.setEnabled(contents.sealed > 0)

    def _lay_out(self, sealed_word: str) -> None:
        theme, icons = self._theme, self._icons
        about = self.tr("Complete. Can be brought in again.")
        self.body.addWidget(_Kind(theme, icons, self.tr("A file that other apps can read (JSON)"), about))
        self.body.addSpacing(20)
        self.body.addWidget(_title(self.tr("What goes in?")))
        self.body.addSpacing(4)
        for label in self._lines:
            label.setTextFormat(Qt.TextFormat.PlainText)
            row = QHBoxLayout()
            row.setContentsMargins(0, 7, 0, 7)
            row.setSpacing(10)
            row.addWidget(IconLabel(theme, icons, "check", "primary", theme.size("icon.default")))
            row.addWidget(label, 1)
            self.body.addLayout(row)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.sealed)
        row.addWidget(LevelBadge(theme, icons, Level.SEALED, sealed_word))
        row.addStretch(1)
        self.body.addLayout(row)
        asks = QHBoxLayout()
        asks.setContentsMargins(_INDENT, 0, 0, 0)
        asks.addWidget(self._asks)
        self.body.addLayout(asks)
        typed = QHBoxLayout()
        typed.setContentsMargins(_INDENT, 0, 0, 0)
        typed.addWidget(self.passphrase, 1)
        typed.addStretch(0)
        self.body.addLayout(typed)
        self.body.addSpacing(16)
        warning = self.tr("This file is not locked. Anyone who has the file can read it.")
        self.body.addWidget(Note(theme, icons, "sand", " ".join((warning, self.tr("Keep it in a safe place.")))))
        self.body.addSpacing(20)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.save)
        row.addWidget(self._beside, 1)
        self.body.addLayout(row)
        self.body.addWidget(self._outcome)


class _Kind(QWidget):
    """The one kind of file that is made: nothing to choose."""

    def __init__(self, theme: Theme, icons: Icons, title: str, about: str) -> None:
        super().__init__()
        self._theme = theme
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(WrapLabel(theme, title, "strong"))
        words.addWidget(WrapLabel(theme, about, "smallSub"))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 12, 14, 12)
        row.setSpacing(12)
        row.addWidget(IconLabel(theme, icons, "file-text", "primary", theme.size("icon.large")))
        row.addLayout(words, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        theme.changed.connect(self.update)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(200, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("line"), 1))
        painter.setBrush(self._theme.color("sunken"))
        radius = self._theme.radius("note")
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), radius, radius)


def _title(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "strong")
    return label
