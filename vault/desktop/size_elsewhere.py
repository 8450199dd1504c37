"""Below the field of a size: the way to the whole table, and what this size is called elsewhere."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from vault.core.catalogue import Entry
from vault.core.sizes import same_size
from vault.core.wording import size_in_words
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.preference_flow import FlowLayout
from vault.desktop.preference_typed import Typed
from vault.desktop.shop_link import TextLink
from vault.desktop.theme import Theme

_TOGETHER = "\N{NO-BREAK SPACE}"  # a line ends between sizes, not in one
_GAP = 16


class SizeElsewhere(QWidget):
    """``help_asked`` says that the table is wanted.

    Both stand on one line where it has room, so that nothing below moves while a size is typed.
    """

    help_asked = Signal()

    def __init__(self, theme: Theme, entry: Entry, language: str) -> None:
        super().__init__()
        self._entry, self._language = entry, language
        self.said = WrapLabel(theme, "", "smallSub")
        self.open = TextLink(theme, self.tr("Size help"))
        self.open.setAccessibleName(self.open.text())
        line = FlowLayout(self, gap=_GAP)
        line.addWidget(self.open)
        line.addWidget(self.said)
        self.open.clicked.connect(self.help_asked)

    def show_typed(self, typed: Typed) -> None:
        """Say what this size is called elsewhere, or nothing if the table does not have it. Near sizes have a sign."""
        found = same_size(self._entry.table, typed.system, typed.word) if self._entry.table is not None else ()
        words = []
        for each in found:
            near = "" if each.exact else "± "
            said = near + size_in_words(each.system, each.size, self._language)
            words.append(said.replace(" ", _TOGETHER))
        self.said.setText(self.tr("Elsewhere: {sizes}").format(sizes=", ".join(words)))
        self.said.setVisible(bool(words))
