"""What the pages of the first start have in common: the steps above, and the open house beside them."""

from __future__ import annotations

from vault.desktop.house_picture import HousePage, SideWords
from vault.desktop.icons import Icons
from vault.desktop.parts.steps import Steps
from vault.desktop.theme import Theme

_WIDE = 544
_BELOW_STEPS = 32


class WelcomePage(HousePage):
    """Step ``step`` of the first start, with a title on the painted side; more words go into :attr:`side`."""

    BUTTON = 40
    """Pixels: the height of the button that goes on."""

    def __init__(self, theme: Theme, icons: Icons, step: int, side_title: str) -> None:
        super().__init__(theme, opened=True, width=_WIDE, top=True)
        self.side.addWidget(SideWords(theme, side_title, title=True))
        self.side.addSpacing(8)
        words = (self.tr("Passphrase"), self.tr("Recovery kit"), self.tr("Ready"))
        self.steps = Steps(theme, icons, words, step)
        self.form.addWidget(self.steps)
        self.form.addSpacing(_BELOW_STEPS)
