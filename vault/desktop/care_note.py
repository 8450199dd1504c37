"""The quiet note at the foot of every page when something is wrong with the vault or its backups."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import button
from vault.desktop.parts.card import Card
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.theme import Theme
from vault.desktop.vault_care import CareNews


class CareNote(QWidget):
    """Shows a :class:`CareNews`. ``rescue_asked`` asks what of a damaged vault can be saved."""

    rescue_asked = Signal()
    put_away = Signal()

    def __init__(self, theme: Theme, icons: Icons, news: CareNews) -> None:
        super().__init__()
        card = Card(theme, padding=12)
        look = ("warning-circle", "error") if news.damaged else ("warning", "sandInk")
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(IconLabel(theme, icons, *look, theme.size("icon.default")))
        row.addWidget(WrapLabel(theme, news.text), 1)
        if news.damaged:
            see = button(self.tr("See what can be saved"), "normal", small=True)
            see.clicked.connect(self.rescue_asked)
            row.addWidget(see)
        close = button(self.tr("Close"), "quiet", small=True)
        close.setAccessibleName(self.tr("Close this note"))
        close.clicked.connect(self.put_away)
        row.addWidget(close)
        card.body.addLayout(row)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 8, 0, 8)
        whole.addWidget(card)
