"""The logic of "Your data": what there is, a copy to take along, one's own copy back in, backups, and other pages."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vault.core.catalogue import Catalogue
from vault.core.errors import VaultError
from vault.core.sentences import Sentences
from vault.desktop.backup_presenter import BackupPresenter
from vault.desktop.your_data_bring_presenter import BringPresenter
from vault.desktop.your_data_contents import count
from vault.desktop.your_data_copy_presenter import CopyPresenter
from vault.desktop.your_data_state import GOODBYE, LETTERS

if TYPE_CHECKING:
    from vault.desktop.tasks import Tasks
    from vault.desktop.your_data_state import Contents


class YourDataPresenter(QObject):
    """``failed`` says why nothing can be counted, or nothing. ``navigate`` asks for a page, and ``review_wanted`` for
    the one that looks through the file of a shop. ``ways`` are the pages that there are."""

    failed = Signal(str)
    navigate = Signal(str)
    review_wanted = Signal(object)

    def __init__(self, tasks: Tasks, sentences: Sentences, catalogue: Catalogue, ways: Collection[str] = ()) -> None:
        super().__init__()
        self._tasks, self._sentences = tasks, sentences
        self.ways = frozenset(ways)
        self.copy = CopyPresenter(tasks, sentences, self)
        self.bring = BringPresenter(tasks, sentences, catalogue, self)
        self.backups = BackupPresenter(tasks, sentences, self)
        for each in (self.copy, self.bring, self.backups):
            each.recorded.connect(self.start)

    def forget(self) -> None:
        """Drop everything that was read, here and on the page, when the vault locks."""
        self.failed.emit("")
        self.copy.forget()
        self.bring.forget()
        self.backups.forget()

    def start(self) -> None:
        """Count what there is, and again each time the page is shown."""
        language = self._sentences.language
        self._tasks.vault(lambda session: count(session, language), self._take, self._fail, owner=self)
        self.backups.start()

    def review(self, path: Path) -> None:
        """Look through what a shop gave."""
        self.review_wanted.emit(path)

    def write_letter(self) -> None:
        """Make a letter to a shop."""
        self.navigate.emit(LETTERS)

    def say_goodbye(self) -> None:
        """Leave, in order."""
        self.navigate.emit(GOODBYE)

    def _take(self, contents: Contents) -> None:
        self.failed.emit("")
        self.copy.take_contents(contents)

    def _fail(self, problem: VaultError) -> None:
        self.failed.emit(self._sentences.error(problem))
