"""The words of what a shop could have instead of what it has. Of any thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from vault.core.catalogue import Catalogue
from vault.core.sentences import Sentences
from vault.core.wording import describe
from vault.desktop.shops_state import LessLine

if TYPE_CHECKING:
    from vault.customer.refreshing import RefreshOffer
    from vault.desktop.shops_words import ShopsWords


class LessWords(QObject):
    """Makes a :class:`LessLine` of an offer."""

    def __init__(self, sentences: Sentences, catalogue: Catalogue, shops: ShopsWords) -> None:
        super().__init__()
        self._sentences, self._catalogue, self._shops = sentences, catalogue, shops

    def name(self, title: str) -> str:
        """What offers less of ``title``, to who does not see where it stands."""
        return self.tr("Show the shop less: {title}").format(title=title)

    def line(self, title: str, offer: RefreshOffer) -> LessLine:
        """One step, as a button."""
        item = offer.items[0]
        entry = self._catalogue.entries.get(item.key)
        value = describe(entry, item.after, self._sentences.language) if entry is not None else ""
        text = self.tr("{step}: {value}").format(step=self._shops.precision(item.after.precision), value=value)
        name = self.tr("Show the shop less: {title}. {text}").format(title=title, text=text)
        return LessLine(item.after.precision, text, name)

    def means(self) -> str:
        """What comes of it."""
        return self.tr("The shop gets this instead. Then it deletes what it has.")
