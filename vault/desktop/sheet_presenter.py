"""The ways a page leaves the window, on paper and as a file, and what became of it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, Signal

if TYPE_CHECKING:
    from pathlib import Path

    from vault.core.clock import Clock
    from vault.core.errors import VaultError
    from vault.core.sentences import Sentences
    from vault.customer.sheets import Sheet
    from vault.desktop.tasks import Tasks


@dataclass(frozen=True)
class PaperState:
    """``busy`` says what is being done, ``told`` what became of it, and ``told_wrong`` that it did not work."""

    busy: str = ""
    told: str = ""
    told_wrong: bool = False


class PaperWords(NamedTuple):
    """Sentences: that a page is being drawn, that a printer took it or ``refused`` it, and that it was ``saved`` as
    ``{file}``.
    """

    drawing: str
    printed: str
    refused: str
    saved: str


class PaperPresenter(QObject):
    """Emits a :class:`PaperState` for each change, and ``pages_drawn`` with pages as PNG, for a printer."""

    changed = Signal(object)
    pages_drawn = Signal(object)

    def __init__(self, tasks: Tasks, sentences: Sentences, words: PaperWords, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._sentences, self._words = tasks, sentences, words
        self._drawing = 0
        self._state = PaperState()

    def forget(self) -> None:
        """Say nothing more of what was drawn, or is being drawn: another page is shown, or the vault locks."""
        self._drawing += 1
        self._show(PaperState())

    def print_pages(self, draw: Callable[[], tuple[bytes, ...]]) -> None:
        """Let ``draw`` make pages for a printer; who shows the page then asks which."""

        def drawn(pages: tuple[bytes, ...]) -> None:
            self._show(PaperState())
            self.pages_drawn.emit(pages)

        self._outside(draw, drawn)

    def print_with(self, work: Callable[[], bool]) -> None:
        """Print what was drawn with ``work``, which says whether the printer took it."""

        def printed(worked: bool) -> None:
            self._tell(self._words.printed if worked else self._words.refused, wrong=not worked)

        self._outside(work, printed)

    def keep(self, path: Path, write: Callable[[], None]) -> None:
        """Let ``write`` make the file ``path``, which is not locked."""
        said = self._words.saved.format(file=path.name)
        self._outside(write, lambda _: self._tell(said))

    def tell(self, said: str) -> None:
        """Say what became of it in some other way, such as by a mail program."""
        self._tell(said)

    def _outside(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Do something that takes its time, and not the vault. What was forgotten meanwhile is not told."""
        if self._state.busy:
            return
        number = self._drawing

        def still(then: Callable[[Any], None]) -> Callable[[Any], None]:
            return lambda found: then(found) if number == self._drawing else None

        self._show(PaperState(busy=self._words.drawing))
        self._tasks.outside(work, still(done), still(self._wrong), owner=self)

    def _wrong(self, problem: VaultError) -> None:
        self._tell(self._sentences.error(problem), wrong=True)

    def _tell(self, said: str, *, wrong: bool = False) -> None:
        self._show(replace(self._state, busy="", told=said, told_wrong=wrong))

    def _show(self, state: PaperState) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit(state)


class SheetPresenter(PaperPresenter):
    """Prints and keeps sheets of A6."""

    def __init__(self, tasks: Tasks, sentences: Sentences, clock: Clock, parent: QObject) -> None:
        super().__init__(tasks, sentences, _words(), parent)
        self._clock = clock

    def print_sheet(self, sheet: Sheet) -> None:
        """Draw this for a printer; who shows the page then asks which."""

        def draw() -> tuple[bytes, ...]:
            from vault.customer.card_file import picture_card

            return picture_card(sheet)

        self.print_pages(draw)

    def save(self, sheet: Sheet, path: Path) -> None:
        """Keep this as a file, which is not locked."""
        made = self._clock.now()

        def write() -> None:
            from vault.customer.card_file import save_card

            save_card(path, sheet, made=made, random=secrets.token_bytes)

        self.keep(path, write)


def _words() -> PaperWords:
    return PaperWords(
        drawing=QCoreApplication.translate("SheetPresenter", "Drawing the page."),
        printed=QCoreApplication.translate("SheetPresenter", "Sent to the printer."),
        refused=QCoreApplication.translate("SheetPresenter", "The printer did not take the page. Save it as a file."),
        saved=QCoreApplication.translate("SheetPresenter", "Saved as {file}. This file is not locked."),
    )
