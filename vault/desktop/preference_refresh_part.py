"""Below the shops that see a preference: which have an older value, a button that updates them, and what came of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from vault.core.sentences import Sentences
from vault.desktop.parts.announce import announce
from vault.desktop.parts.buttons import button
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.preference_refresh_words import RefreshWords
from vault.desktop.preference_state import SentLine, Updates
from vault.desktop.theme import Theme


class RefreshPart(QWidget):
    """Shows :class:`Updates`. Not there at all where there is nothing to say.

    ``renewed`` comes when its buttons are others; with True if one that had the keyboard is gone.
    """

    update_asked = Signal()
    sealed_asked = Signal(str)
    call_off_asked = Signal()
    renewed = Signal(bool)

    def __init__(self, theme: Theme, sentences: Sentences) -> None:
        super().__init__()
        self._theme, self._words = theme, RefreshWords(sentences)
        self._shown = Updates()
        self._inside: QWidget | None = None
        self._off: QPushButton | None = None
        self._lines = QVBoxLayout()
        self.buttons: list[QPushButton] = []
        """From top to bottom."""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    @property
    def busy(self) -> bool:
        """Whether something is being sent, so that there will be more to say."""
        return self._shown.busy

    def show_updates(self, updates: Updates) -> None:
        """Show these."""
        if updates == self._shown:
            return
        before, self._shown = self._shown, updates
        had = any(each.hasFocus() for each in self.buttons)
        self._renew()
        if updates.together:
            update = self._offer(self._words.offer(updates.together), updates.together)
            update.clicked.connect(self.update_asked)
        for each in updates.sealed:
            ask = self._offer(self._words.offer_sealed(each.host), (each.host,))
            ask.clicked.connect(lambda _, consent=each.consent: self.sealed_asked.emit(consent))
        if updates.failed:
            self._lines.addWidget(WrapLabel(self._theme, updates.failed, "error"))
        for line in updates.sent:
            self._sent(line)
        if self._inside is not None:
            self._inside.show()  # else the layout counts it as no height until it shows it itself
        self.setVisible(bool(updates.offered or updates.sent or updates.failed))
        self._say(before, updates)
        self.renewed.emit(had)

    def _renew(self) -> None:
        if self._inside is not None:
            self._inside.hide()
            self._inside.deleteLater()  # a button in it may be the sender of the signal that came here
        self._inside, self.buttons = QWidget(), []
        self._lines = QVBoxLayout(self._inside)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(6)
        self._column.addWidget(self._inside)

    def _offer(self, text: str, hosts: tuple[str, ...]) -> QPushButton:
        made = button(self._words.button(hosts), "normal", small=True)
        made.setAccessibleName(self._words.name(hosts))
        made.setEnabled(not self._shown.busy)
        self.buttons.append(made)
        self._lines.addWidget(WrapLabel(self._theme, text, "smallSub"))
        self._lines.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        return made

    def _sent(self, line: SentLine) -> None:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(WrapLabel(self._theme, self._words.sent(line), "smallSub"), 1)
        if line.later and not any(each is self._off for each in self.buttons):
            # At the right, where no second press of a button that was at the left meets it.
            self._off = button(self.tr("Do not send"), "normal", small=True)
            self._off.clicked.connect(self.call_off_asked)
            self.buttons.append(self._off)
            row.addWidget(self._off)
        self._lines.addLayout(row)

    def _say(self, before: Updates, updates: Updates) -> None:
        """Let a screen reader say what is new, as that comes by itself."""
        new = [self._words.sent(line) for line in updates.sent if line not in before.sent]
        if updates.together and updates.together != before.together:
            new.insert(0, self._words.offer(updates.together))
        if updates.failed != before.failed:
            new.insert(0, updates.failed)
        if said := " ".join(new).strip():
            announce(self, said)
