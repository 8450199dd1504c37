"""The overview of a vault that was just made: three ways to begin, and that one need not."""

from __future__ import annotations

from PySide6.QtCore import Signal

from vault.desktop.empty_page import EmptyPage, Way
from vault.desktop.icons import Icons
from vault.desktop.preference_empty import OpenWindow
from vault.desktop.theme import Theme


class EmptyOverview(EmptyPage):
    """The window of the house, and where to go from here."""

    sizes_asked = Signal()
    paste_asked = Signal()
    bring_asked = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__(
            theme,
            icons,
            OpenWindow(theme),
            self.tr("Your vault is ready"),
            self.tr("Write down what you like, once. Then you decide per shop what it may see."),
            (
                Way("t-shirt", self.tr("Start with your sizes"), self.tr("Takes about 2 minutes"), self.tr("Start")),
                Way(
                    "link-simple",
                    self.tr("Paste a request link"),
                    self.tr("If a shop gave you a link"),
                    self.tr("Paste…"),
                ),
                Way("upload-simple", self.tr("Bring in a file"), self.tr("Your own copy"), self.tr("Bring in…")),
            ),
            self.tr("Nothing is shared by itself. Shops cannot look you up."),
        )
        for press, asked in zip(self.buttons, (self.sizes_asked, self.paste_asked, self.bring_asked), strict=True):
            press.clicked.connect(asked)
