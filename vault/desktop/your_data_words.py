"""How much went along or came in, in words, and where a file is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject

_NO_SPACE = "\u200b"
"""Where a long path may go on with the next line."""


class CountWords(QObject):
    """Counts of records in the app's language."""

    def say(self, counts: Mapping[str, int]) -> str:
        """``30 preferences, 7 shops, 214 lines of history``, what there is none of left out. By the names of records;
        those that a person has no word for are not said."""
        said: tuple[tuple[str, Callable[[int], str]], ...] = (
            ("preferences", self._preferences),
            ("people", self._people),
            ("wishes", self._wishes),
            ("shops", self._shops),
            ("receipts", self._receipts),
            ("letters", self._letters),
            ("journal", self._entries),
        )
        return ", ".join(words(counts[name]) for name, words in said if counts.get(name))

    def sentence(self, counts: Mapping[str, int]) -> str:
        """The same as a sentence, also if there is nothing."""
        return (self.say(counts) or self.tr("Nothing yet")) + "."

    def where(self, path: Path) -> str:
        """In which folder a file is."""
        folder = str(path.parent).replace("/", "/" + _NO_SPACE).replace("\\", "\\" + _NO_SPACE)
        return self.tr("It is in {folder}").format(folder=folder)

    def _people(self, count: int) -> str:
        return self.tr("1 person") if count == 1 else self.tr("{count} people").format(count=count)

    def _wishes(self, count: int) -> str:
        return self.tr("1 wish") if count == 1 else self.tr("{count} wishes").format(count=count)

    def _preferences(self, count: int) -> str:
        return self.tr("1 preference") if count == 1 else self.tr("{count} preferences").format(count=count)

    def _shops(self, count: int) -> str:
        return self.tr("1 shop") if count == 1 else self.tr("{count} shops").format(count=count)

    def _receipts(self, count: int) -> str:
        return self.tr("1 receipt") if count == 1 else self.tr("{count} receipts").format(count=count)

    def _letters(self, count: int) -> str:
        return self.tr("1 letter") if count == 1 else self.tr("{count} letters").format(count=count)

    def _entries(self, count: int) -> str:
        return self.tr("1 line of history") if count == 1 else self.tr("{count} lines of history").format(count=count)
