"""Below the field of a size: what it is called elsewhere, and the way to the whole table."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vault.core.catalogue import Entry
from vault.core.sizes import same_size
from vault.core.wording import size_in_words
from vault.desktop.parts.buttons import button
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.preference_typed import Typed
from vault.desktop.theme import Theme

_TOGETHER = "\N{NO-BREAK SPACE}"  # a line ends between sizes, not in one
_PADDING = 8  # pixels of a small quiet button, beside its words


class SizeElsewhere(QWidget):
    """``help_asked`` says that the table is wanted."""

    help_asked = Signal()

    def __init__(self, theme: Theme, entry: Entry, language: str) -> None:
        super().__init__()
        self._entry, self._language = entry, language
        self.said = WrapLabel(theme, "", "smallSub")
        self.open = button(self.tr("Size help"), "quiet", small=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.said)
        row = QHBoxLayout()
        row.setContentsMargins(-_PADDING, 0, 0, 0)  # its words stand below the field's edge
        row.addWidget(self.open)
        row.addStretch(1)
        column.addLayout(row)
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
