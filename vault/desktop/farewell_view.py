"""The page where a vault was: it is being deleted, it is gone, or it could not be deleted."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from vault.desktop.house_picture import HousePage, SideWords
from vault.desktop.icons import Icons
from vault.desktop.parts.announce import announce
from vault.desktop.parts.buttons import button
from vault.desktop.parts.note import Note
from vault.desktop.parts.state_line import StateLine
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.theme import Theme

_WIDE = 416
_PAPERS = 16  # pixels above where they are


class FarewellView(HousePage):
    """``left`` says that the person is done with this page."""

    left = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__(theme, opened=False, width=_WIDE)
        self.side.addWidget(SideWords(theme, self.tr("The shutters are closed"), title=True))
        self.title = WrapLabel(theme, self.tr("Deleting your vault"), "display")
        self._busy = StateLine(theme, icons, "busy", self.tr("This takes a moment."))
        self._about = WrapLabel(theme, "", "sub")
        self._papers = WrapLabel(theme, "")
        self._papers.setContentsMargins(0, _PAPERS, 0, 0)
        self._papers.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._failed = Note(theme, icons, "error", "")
        self._button = button("", "main")
        self._button.clicked.connect(self.left)
        row = QHBoxLayout()
        row.addWidget(self._button)
        row.addStretch(1)
        self.form.addWidget(self.title)
        self.form.addSpacing(8)
        for part in (self._busy, self._about, self._papers, self._failed):
            self.form.addWidget(part)
        self.form.addSpacing(20)
        self.form.addLayout(row)
        for each in (self._about, self._papers, self._failed, self._button):
            each.hide()

    def show_gone(self, papers: tuple[str, ...] = ()) -> None:
        """Nothing is left of it here. ``papers`` are what is left elsewhere, a sentence each."""
        self.title.setText(self.tr("Your vault is gone"))
        gone = self.tr("Nothing of it is left on this computer. Copies that you saved elsewhere are still there.")
        if papers:
            gone = self.tr("The keys that opened it were wiped first. Goodbye, and go well.")
        self._about.setText(gone)
        self._about.show()
        self._papers.setText("\n\n".join(papers))
        self._papers.setVisible(bool(papers))
        announce(self, f"{self.title.text()}. {gone} {' '.join(papers)}")
        self._end(self.tr("Go on"))

    def show_failed(self, why: str) -> None:
        """It could not be deleted."""
        self.title.setText(self.tr("Your vault could not be deleted"))
        self._failed.tell("error", why)
        self._end(self.tr("Go back"))

    def _end(self, word: str) -> None:
        self._busy.hide()
        self._button.setText(word)
        self._button.setAccessibleName(word)
        self._button.show()
        self._button.setFocus()
