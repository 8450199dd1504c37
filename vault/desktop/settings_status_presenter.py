"""Which status host is used: named, changed and left on the page "Settings"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vault.core.errors import VaultError
from vault.core.sentences import Sentences
from vault.customer.status_pool import free_places, set_status_host, status_host
from vault.desktop.settings_state import StatusHostState

if TYPE_CHECKING:
    from vault.customer.session import Session
    from vault.desktop.tasks import Tasks


class StatusHostPresenter(QObject):
    """``changed`` carries a :class:`StatusHostState`; ``post_wanted`` says that there is something to draw now."""

    changed = Signal(object)
    post_wanted = Signal()

    def __init__(self, tasks: Tasks, sentences: Sentences) -> None:
        super().__init__()
        self._tasks, self._sentences = tasks, sentences
        self._host: str | None = None
        self._read = False

    def start(self) -> None:
        """Read which it is."""
        self._tasks.vault(_read, self._take, self._fail, owner=self)

    def forget(self) -> None:
        """The vault is being left."""
        self._host, self._read = None, False
        self.changed.emit(StatusHostState())

    def choose(self, typed: str) -> None:
        """Use the host of this name, or with nothing typed none."""
        name = typed.strip().lower() or None
        if not self._read:  # the field is left because the vault is
            return
        if name == self._host:
            self.start()  # what was wrong before is not any more
            return

        def choose(session: Session) -> tuple[str | None, int]:
            set_status_host(session, name)
            return _read(session)

        self._tasks.vault(choose, self._chosen, self._fail, owner=self)

    def _chosen(self, found: tuple[str | None, int]) -> None:
        self._take(found)
        self.post_wanted.emit()

    def _take(self, found: tuple[str | None, int]) -> None:
        (self._host, waiting), self._read = found, True
        if self._host is None:
            self.changed.emit(StatusHostState(about=self.tr("You use no status host.")))
            return
        about = self.tr("Your vault asks for codes soon, at random times.")
        if waiting:
            about = self.tr("Codes that wait for your next shares: {count}").format(count=waiting)
        self.changed.emit(StatusHostState(self._host, about))

    def _fail(self, problem: VaultError) -> None:
        self.changed.emit(StatusHostState(self._host or "", wrong=self._sentences.error(problem)))


def _read(session: Session) -> tuple[str | None, int]:
    return status_host(session), free_places(session)
