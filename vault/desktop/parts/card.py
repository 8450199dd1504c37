"""A card: surface, a line around it, round corners."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from vault.desktop.theme import Theme


class Card(QFrame):
    """A frame with a column, :attr:`body`. ``padding`` is in pixels; the token ``cardPad`` if it is not given."""

    def __init__(self, theme: Theme, padding: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        room = theme.space("cardPad") if padding is None else padding
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(room, room, room, room)
        self.body.setSpacing(theme.space("rowGap"))
