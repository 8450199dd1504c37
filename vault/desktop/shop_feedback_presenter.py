"""Telling a shop what one thinks of something it showed: when the customer says so, and nothing is asked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vault.core.clock import Clock
from vault.core.errors import VaultError
from vault.customer.feedback import Says, prepare, record, send

if TYPE_CHECKING:
    from vault.customer.feedback import Word
    from vault.desktop.tasks import Tasks
    from vault.net.fetcher import Fetcher


@dataclass(frozen=True)
class Telling:
    """What became of one thing said since the vault was opened: under way, heard, or not with a ``problem``."""

    says: Says
    heard: bool = False
    problem: VaultError | None = None


class FeedbackGiving(QObject):
    """``changed`` when there is something new to show; ``failed`` has what kept it from being written down."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, tasks: Tasks, fetcher: Fetcher, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._fetcher, self._clock = tasks, fetcher, clock
        self._tellings: dict[tuple[str, str], Telling] = {}

    def forget(self) -> None:
        """Drop what was said."""
        self._tellings = {}

    def telling(self, host: str, about: str) -> Telling | None:
        """What became of what was said to a shop about one preference."""
        return self._tellings.get((host, about))

    def tell(self, host: str, about: str, says: Says) -> None:
        """Say it, unless something about this is under way."""
        before = self.telling(host, about)
        if before is not None and not before.heard and before.problem is None:
            return
        self._put(host, about, Telling(says))
        failed = partial(self._failed, host, about, says)
        self._tasks.vault(lambda session: prepare(session, host, about, says), self._send, failed, owner=self)

    def _send(self, word: Word) -> None:
        fetcher, clock = self._fetcher, self._clock
        failed = partial(self._failed, word.to.host, word.about, word.says)
        self._tasks.outside(lambda: send(word, fetcher, clock), lambda _: self._sent(word), failed, owner=self)

    def _sent(self, word: Word) -> None:
        self._put(word.to.host, word.about, Telling(word.says, heard=True))
        self._tasks.vault(lambda session: record(session, word), lambda _: None, self.failed.emit, owner=self)

    def _failed(self, host: str, about: str, says: Says, problem: VaultError) -> None:
        self._put(host, about, Telling(says, problem=problem))

    def _put(self, host: str, about: str, telling: Telling) -> None:
        self._tellings[host, about] = telling
        self.changed.emit()
