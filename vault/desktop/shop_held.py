"""What a shop says it holds, in its card: when it answered, asking it, and its notices of leaks."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.note import Note
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.shop_items import SIDE, StatusWords
from vault.desktop.shop_link import TextLink
from vault.desktop.shops_state import HeldPane, Status
from vault.desktop.theme import Theme

ASK_PLACE = "ask what this shop holds"
"""Where the keyboard stays, whatever the link says."""


class HeldFact(QWidget):
    """One :class:`HeldPane`. ``pressed`` asks, or ends asking."""

    pressed = Signal()

    def __init__(self, theme: Theme, icons: Icons, held: HeldPane) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        term = QLabel(held.term)
        term.setProperty("role", "caption")
        column.addWidget(term)
        if held.busy:
            column.addWidget(StatusWords(theme, icons, Status("hourglass-medium", "ink2", held.text)))
        else:
            column.addWidget(WrapLabel(theme, held.text, "small"))
        if held.failed:
            column.addWidget(StatusWords(theme, icons, Status("warning", "sandInk", held.failed)))
        link = TextLink(theme, held.link)
        link.setAccessibleName(held.link_name)
        link.setObjectName(ASK_PLACE)
        link.clicked.connect(self._press)
        column.addWidget(link)
        column.addStretch(1)

    def _press(self) -> None:
        self.pressed.emit()


class LeakNotes(QWidget):
    """What the shop says of leaks (GDPR art. 34), a note each."""

    def __init__(self, theme: Theme, icons: Icons, leaks: tuple[str, ...]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(SIDE, 0, SIDE, 14)
        column.setSpacing(8)
        for leak in leaks:
            column.addWidget(Note(theme, icons, "sand", leak))
