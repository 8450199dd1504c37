"""Whether links of shops and request files open this vault: taken and given back on the page "Settings"."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vault.core.errors import VaultError
from vault.core.sentences import Sentences
from vault.desktop.settings_state import LinksState
from vault.desktop.system_files import Claimed

if TYPE_CHECKING:
    from vault.desktop.link_choice import LinkChoice
    from vault.desktop.tasks import Tasks


class LinksPresenter(QObject):
    """``changed`` carries a :class:`LinksState`; ``settled`` says that nobody needs to ask about links any more."""

    changed = Signal(object)
    settled = Signal()

    def __init__(self, tasks: Tasks, sentences: Sentences, find_choice: Callable[[], LinkChoice | None]) -> None:
        super().__init__()
        self._tasks, self._sentences, self._find_choice = tasks, sentences, find_choice
        self._choice: LinkChoice | None = None
        self._claimed = Claimed.NOTHING

    def start(self) -> None:
        """Look what opens here."""

        def look() -> tuple[LinkChoice, Claimed] | None:
            choice = self._find_choice()
            return None if choice is None else (choice, choice.claimed())

        self._tasks.outside(look, self._found, self._fail, owner=self)

    def choose(self, here: bool) -> None:
        """Let links open here, or not any more."""
        choice = self._choice
        if choice is None:
            return
        self.changed.emit(LinksState(here, about=self._about(self._claimed)))  # until that is done
        self._tasks.outside(choice.agree if here else choice.give_back, self._done, self._fail, owner=self)

    def _found(self, found: tuple[LinkChoice, Claimed] | None) -> None:
        if found is None:
            self.changed.emit(LinksState(about=self.tr("Links cannot start your vault on this computer.")))
            return
        self._choice, self._claimed = found
        self._show()

    def _done(self, claimed: Claimed) -> None:
        self._claimed = claimed
        self._show()
        self.settled.emit()

    def _fail(self, problem: VaultError) -> None:
        """What opens here is as it was."""
        self._show(self._sentences.error(problem))

    def _show(self, failed: str = "") -> None:
        here, possible = self._claimed is not Claimed.NOTHING, self._choice is not None
        self.changed.emit(LinksState(here, possible, self._about(self._claimed) if possible else "", failed))

    def _about(self, claimed: Claimed) -> str:
        if claimed is Claimed.NOTHING:
            return self.tr("Now you paste a link, or drop a file on this window.")
        if claimed is Claimed.ALL:
            return self.tr("Links with preference-vault: and openid4vp:, and request files, open here.")
        ours = self.tr("Links with preference-vault: and request files open here.")
        if claimed is Claimed.ALL_BUT_TAKEN:
            return ours + " " + self.tr("Links with openid4vp: stay with another app.")
        return ours + " " + self.tr("Who has openid4vp: we cannot see here, so we leave it alone.")
