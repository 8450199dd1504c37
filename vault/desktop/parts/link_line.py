"""A quiet way on: an icon, a question, and a link that answers it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import button
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.theme import Theme

_ICON, _GAP, _WORD_GAP = 18, 8, 4


class LinkLine(QWidget):
    """``clicked`` when the link is used. Its whole sentence is the link's accessible name."""

    clicked = Signal()

    def __init__(self, theme: Theme, icons: Icons, icon: str, question: str, link: str) -> None:
        super().__init__()
        self.question = QLabel(question)
        self.question.setProperty("role", "small")
        self.question.setVisible(bool(question))
        self.link = button(link, "link", small=True)
        self.link.setAccessibleName(f"{question} {link}".strip())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_WORD_GAP)
        row.addWidget(IconLabel(theme, icons, icon, "ink2", _ICON))
        row.addSpacing(_GAP - _WORD_GAP)
        row.addWidget(self.question)
        row.addWidget(self.link)
        row.addStretch(1)
        self.link.clicked.connect(self.clicked)

    def offer(self, link: str) -> None:
        """Another link after the same question."""
        self.link.setText(link)
        self.link.setAccessibleName(f"{self.question.text()} {link}".strip())
