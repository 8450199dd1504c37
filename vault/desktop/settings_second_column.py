"""The second column of the page "Settings": what has nothing to do with how the vault is guarded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.settings_links import LinksCard
from vault.desktop.settings_look import AppearanceCard, LanguageCard
from vault.desktop.settings_rows import put_under_heading
from vault.desktop.settings_status import StatusHostCard
from vault.desktop.theme import Theme

if TYPE_CHECKING:
    from vault.desktop.settings_state import SettingsState

GAP = 24
"""Pixels between a card and the next heading."""


class SecondColumn(QWidget):
    """Four cards under each other, made in ``around``."""

    def __init__(self, theme: Theme, icons: Icons, around: QWidget) -> None:
        super().__init__(around)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        self.language = LanguageCard(theme, self)
        self.appearance = AppearanceCard(theme, icons, self)
        self.links = LinksCard(theme, icons, self)
        self.status = StatusHostCard(theme, icons, self)
        for icon, title, card in (
            ("translate", self.tr("Language"), self.language),
            ("circle-half", self.tr("Appearance"), self.appearance),
            ("link-simple", self.tr("Links"), self.links),
            ("broadcast", self.tr("Status host"), self.status),
        ):
            put_under_heading(theme, icons, icon, title, card, column)
        column.addStretch(1)

    def show_state(self, state: SettingsState) -> None:
        """Show what is chosen; the other cards are told by their own presenters."""
        self.status.setEnabled(state.guarding is not None)
        self.language.show_language(state.language)
        self.appearance.show_appearance(state.appearance)
