"""Brings what waits in the outbox to the shops while the vault is open, and once more before it closes.

The last round goes on behind the locked window, so all that is asked of the vault here outlives the pages.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from vault.core.clock import Clock
from vault.core.errors import VaultError
from vault.desktop.place_drawing import PlaceDrawing

if TYPE_CHECKING:
    from vault.customer.delivery import Sent
    from vault.customer.outcomes import Delivered
    from vault.customer.session import Session
    from vault.desktop.tasks import Tasks
    from vault.net.fetcher import Fetcher
    from vault.storage.outbox import OutboxRow

LAST_SECONDS = 5
"""Before locking, pending stops get this long. What has not gone by then goes when the vault is open again."""
LONGEST_SLEEP = 6 * 3600
"""Seconds between two looks at the outbox, whatever it says."""
_PAGE_FIRST_MS = 250
"""The first page of a vault has for itself before anything is sent: to load what sends takes longer than to draw it."""


class Post(QObject):
    """Delivers in order per shop; ``delivered`` carries each :class:`Delivered`."""

    delivered = Signal(object)

    def __init__(self, tasks: Tasks, fetcher: Fetcher, clock: Clock) -> None:
        super().__init__()
        self._tasks, self._fetcher, self._clock = tasks, fetcher, clock
        self._places = PlaceDrawing(tasks, fetcher, clock, self)
        self._under_way: set[int] = set()
        self._first = QTimer(self)
        self._first.setSingleShot(True)
        self._first.timeout.connect(self._begin_now)
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self.deliver)
        self._last = QTimer(self)
        self._last.setSingleShot(True)
        self._last.timeout.connect(self._finish)
        self._released = False
        self._then: list[Callable[[], None]] = []

    @property
    def flushing(self) -> bool:
        """Whether the last round is under way."""
        return bool(self._then)

    def begin(self) -> None:
        """The vault is open: in a moment send what is due, and what was tried in vain before it was opened.

        If it was opened anew during a last round, that was not the last.
        """
        self._last.stop()
        self._then.clear()
        self._released = False
        self._first.start(_PAGE_FIRST_MS)

    def _begin_now(self) -> None:
        self._tasks.vault(_hurry, self._hurried, self._ignore, owner=self, lasting=True)
        self._places.begin()

    def deliver(self) -> None:
        """Send what is due now, and look again when the next thing is."""
        from vault.customer.delivery import due, next_due

        self._tasks.vault(
            lambda session: (due(session), next_due(session)), self._send, self._ignore, owner=self, lasting=True
        )

    def flush(self, then: Callable[[], None]) -> None:
        """The undo time is over: send what waits for :data:`LAST_SECONDS` at most, then call ``then``.

        Asked again while it is under way, ``then`` is called at the same end.
        """
        self._then.append(then)
        if len(self._then) == 1:
            from vault.customer.delivery import release

            self._first.stop()
            self._last.start(LAST_SECONDS * 1000)
            self._tasks.vault(release, self._flush, self._ignore, owner=self, lasting=True)

    def end(self) -> None:
        """The vault closes."""
        self._first.stop()
        self._last.stop()
        self._next.stop()
        self._places.end()
        self._under_way.clear()
        self._then.clear()
        self._released = False

    def _hurried(self, _: None) -> None:
        self.deliver()

    def _flush(self, _: None) -> None:
        self._released = True
        self.deliver()

    def _send(self, found: tuple[tuple[OutboxRow, ...], datetime | None]) -> None:
        from vault.customer.delivery import send

        rows, following = found
        for row in rows:
            if row.id not in self._under_way:
                self._under_way.add(row.id)
                self._tasks.outside(
                    partial(send, row, self._fetcher), self._record, self._ignore, owner=self, lasting=True
                )
        if following is not None:
            wait = (following - self._clock.now()).total_seconds()
            self._next.start(int(min(max(wait, 1), LONGEST_SLEEP) * 1000))
        if self._released and not self._under_way:  # else it was looked at before the stops were released
            self._finish()

    def _record(self, sent: Sent) -> None:
        from vault.customer.delivery import record

        self._tasks.vault(
            lambda session: record(session, sent), self._recorded(sent.row.id), self._ignore, owner=self, lasting=True
        )

    def _recorded(self, row_id: int) -> Callable[[Delivered], None]:
        def recorded(outcome: Delivered) -> None:
            self._under_way.discard(row_id)
            self.delivered.emit(outcome)
            self.deliver()

        return recorded

    def _finish(self) -> None:
        if self.flushing:
            then = tuple(self._then)
            self.end()
            for each in then:
                each()

    def _ignore(self, problem: VaultError) -> None:
        """The vault was locked, or the disk failed: the letters stay in the outbox, and are tried at the next look."""
        self._under_way.clear()
        self._finish()


def _hurry(session: Session) -> None:
    from vault.customer.delivery import hurry  # on the vault's thread: it may load for longer than a window may wait

    hurry(session)
