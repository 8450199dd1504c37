"""The quiet word after a vault was opened by a backup or the recovery kit: as of when it is, and what opens what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.announce import announce
from vault.desktop.parts.buttons import button
from vault.desktop.parts.card import Card
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.theme import Theme

if TYPE_CHECKING:
    from vault.core.sentences import Sentences
    from vault.desktop.gate import Gate


_GAP = 10
_BESIDE = 856
"""Pixels of width in which large letters leave room for words beside the buttons."""


class RestoredNote(QWidget):
    """Stands at the foot of every page until it is closed, or the vault is left.

    ``sentences`` gives those of the language that is spoken now. ``made_at`` is for a backup that became the vault,
    ``new_passphrase`` for a vault that the recovery kit opened. ``backups_asked`` leads to where one is made.
    """

    backups_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        icons: Icons,
        sentences: Callable[[], Sentences],
        made_at: datetime | None,
        *,
        new_passphrase: bool = False,
    ) -> None:
        super().__init__()
        self._theme, self._sentences = theme, sentences
        self._made_at, self._new_passphrase = made_at, new_passphrase
        card = Card(theme, padding=12)
        row = QHBoxLayout()
        row.setSpacing(_GAP)
        row.addWidget(IconLabel(theme, icons, "check-circle", "primary", theme.size("icon.default")))
        self._said = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.addLayout(self._said, 1)
        self.words = WrapLabel(theme)
        self._said.addWidget(self.words, 1)
        presses = QHBoxLayout()
        self._said.addLayout(presses)
        self.backups_button = button("", "normal", small=True)
        self.backups_button.clicked.connect(self.backups_asked)
        self.backups_button.setVisible(new_passphrase)
        presses.addWidget(self.backups_button)
        self.close_button = button("", "quiet", small=True)
        self.close_button.clicked.connect(self.deleteLater)
        presses.addWidget(self.close_button)
        presses.addStretch(1)
        for each in (self._said, presses):
            each.setSpacing(_GAP)
        card.body.addLayout(row)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 8, 0, 8)
        whole.addWidget(card)
        self._say()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        below = self._theme.one_column and self.width() < _BESIDE
        self._said.setDirection(QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        super().hideEvent(event)
        if not event.spontaneous():  # the vault was left; a window that is minimised stays as it was
            self.deleteLater()

    def _say(self) -> None:
        said = []
        if self._made_at is not None:
            back = self.tr("Your vault is back, as it was on {moment}. What came later is not in it.")
            said.append(back.format(moment=self._sentences().minute(self._made_at)))
        if self._new_passphrase:
            said.append(self.tr("Your new passphrase works from now on. Earlier backups still need the old one."))
        self.words.setText(" ".join(said))
        self.backups_button.setText(self.tr("Make a new backup"))
        self.backups_button.setAccessibleName(self.backups_button.text())
        self.close_button.setText(self.tr("Close"))
        self.close_button.setAccessibleName(self.tr("Close this note"))


def tell_opened(gate: Gate, made_at: datetime | None, *, new_passphrase: bool = False) -> None:
    """Say it in the window that this gate stands in."""
    from vault.desktop.window import Window

    window = gate.shown.window() if gate.shown is not None else None
    if isinstance(window, Window):
        note = RestoredNote(
            gate.world.theme, gate.world.icons, lambda: window.world.sentences, made_at, new_passphrase=new_passphrase
        )
        note.backups_asked.connect(lambda: window.show_page("your_data"))
        window.ask(note)
        announce(note, note.words.text())
