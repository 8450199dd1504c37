"""What the pages behind the rail have in common: their ground and margins, a title, and a place for what failed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.note import Note
from vault.desktop.theme import Theme


class PageView(QWidget):
    """A page with a :attr:`title` to be said; the subclass lays out all that is on it, :attr:`failed` too."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("page", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme, self._icons = theme, icons
        self.title = QLabel()
        self.title.setProperty("role", "title")
        self.failed = Note(theme, icons, "error", "")
        self.failed.hide()

    def show_failed(self, text: str) -> None:
        """Say what could not be done, or nothing."""
        if text:
            self.failed.set_note("error", text)
        self.failed.setVisible(bool(text))

    def column(self, right: int) -> QVBoxLayout:
        """The page from top to bottom, inside its margins. ``right`` is what they leave free for scroll bars."""
        made = QVBoxLayout(self)
        side, top, bottom = (self._theme.space(name) for name in ("pageX", "pageTop", "pageBottom"))
        made.setContentsMargins(side, top, side - right, bottom)
        made.setSpacing(0)
        return made
